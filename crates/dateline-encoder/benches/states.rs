//! How long a model of MiniLM's size takes: `cargo bench -p dateline-encoder`.

#![allow(clippy::unwrap_used, reason = "in benches, to panic is to fail")]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{File, Sizes, VOCABULARY};
use dateline_encoder::{Model, Sequence};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

fn file() -> Vec<u8> {
    let sizes = Sizes { hidden: 384, heads: 12, feed_forward: 1536, layers: 6, positions: 256 };
    File::random(sizes, VOCABULARY).bytes()
}

/// A text of as many pieces, the two special ones included.
fn text(model: &Model, pieces: usize) -> Sequence {
    model.sequence(&"the ".repeat(pieces - 2))
}

/// The count is of pieces.
#[divan::bench(sample_count = 40, args = [(32, 3), (64, 3), (32, 6), (64, 6), (33, 6), (128, 6)])]
fn states(bencher: Bencher<'_, '_>, (pieces, layers): (usize, usize)) {
    let model = Model::load(&file()).unwrap();
    let sequence = text(&model, pieces);
    assert_eq!(sequence.len(), pieces);
    bencher.counter(ItemsCount::new(pieces)).bench_local(|| model.lower(&sequence, layers));
}

/// The count is of bytes.
#[divan::bench(sample_count = 10)]
fn tokenize(bencher: Bencher<'_, '_>) {
    let model = Model::load(&file()).unwrap();
    let text = "The bridge fell at dawn, it is falling. Cafés, rivers. ".repeat(20);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench_local(|| model.tokenizer().pieces(&text));
}

#[divan::bench(sample_count = 10)]
fn load(bencher: Bencher<'_, '_>) {
    let bytes = file();
    bencher.bench_local(|| Model::load(&bytes).unwrap());
}
