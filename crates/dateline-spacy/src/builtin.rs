//! The pipeline that is built in: see `scripts/english-pipeline.sh` for where its files come from.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../pipelines/en_core_web_sm/", $name)))),*]
    };
}

/// The files of the English pipeline that the runtime reads.
pub(crate) const ENGLISH: &[(&str, &[u8])] = files![
    "attribute_ruler/patterns",
    "config.cfg",
    "lemmatizer/lookups/lookups.bin",
    "meta.json",
    "ner/model",
    "ner/moves",
    "parser/model",
    "parser/moves",
    "tagger/cfg",
    "tagger/model",
    "tok2vec/model",
    "tokenizer",
    "vocab/lookups.bin",
];
