//! Prints the pieces and states of each line of the input: `… --example states MODEL [LAYERS] < LINES`.

#![allow(clippy::print_stdout, reason = "it is a program")]

use std::io::BufRead;

use dateline_encoder::Model;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give the file of a model")?;
    let model = Model::load(&std::fs::read(path)?)?;
    let layers = arguments.next().map_or(Ok(model.layers()), |layers| layers.parse())?;
    for line in std::io::stdin().lock().lines() {
        let sequence = model.sequence(&line?);
        let states = model.lower(&sequence, layers);
        let ids: Vec<u32> = sequence.pieces().iter().map(|piece| piece.id).collect();
        let rows: Vec<&[f32]> = states.rows().collect();
        println!("{}", serde_json::json!({"ids": ids, "states": rows}));
    }
    Ok(())
}
