//! Reads the moves of a transition parser, in the order in which its network scores them.

use crate::{
    error::Error,
    msgpack::{self, Value},
};

/// Reads a `moves` file: for each kind of move in the order of its number, the labels it can have, most frequent first.
pub(crate) fn read(component: &str, bytes: &[u8]) -> Result<Vec<(u8, Vec<String>)>, Error> {
    let damaged = |reason: &str| Error::Damaged { file: format!("{component}/moves"), reason: reason.to_owned() };
    let root = msgpack::read(bytes).map_err(|reason| damaged(&reason))?;
    let json = root.get("moves").and_then(Value::as_str).ok_or_else(|| damaged("it has no moves"))?;
    let json: serde_json::Value = serde_json::from_str(json).map_err(|e| damaged(&e.to_string()))?;
    let kinds = json.as_object().ok_or_else(|| damaged("its moves are no table"))?;
    let mut moves = Vec::new();
    for (kind, labels) in kinds {
        let kind = kind.parse().map_err(|_| damaged("a kind of move is no number"))?;
        let labels = labels.as_object().ok_or_else(|| damaged("the labels of a move are no table"))?;
        let mut labels: Vec<(i64, &String)> =
            labels.iter().map(|(label, n)| (n.as_i64().unwrap_or(0), label)).collect();
        if labels.iter().any(|&(count, _)| count < 0) {
            return Err(damaged("it has labels that were added after training"));
        }
        labels.sort_by(|a, b| b.cmp(a));
        moves.push((kind, labels.into_iter().map(|(_, label)| label.clone()).collect()));
    }
    moves.sort();
    Ok(moves)
}
