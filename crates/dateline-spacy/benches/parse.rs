//! How long the English pipeline takes to load and to parse: `cargo bench -p dateline-spacy`.

use divan::{Bencher, counter::ItemsCount};

use dateline_spacy::Pipeline;

fn main() {
    divan::main();
}

/// The texts that the tests compare with spaCy, as one report each.
fn texts() -> Vec<String> {
    let lines = include_str!("../tests/data/texts.jsonl").lines();
    let texts = lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    texts.filter_map(|line| Some(line["text"].as_str()?.repeat(4))).collect()
}

#[divan::bench(sample_count = 10)]
fn load() -> Pipeline {
    Pipeline::english().expect("the built-in pipeline loads")
}

/// Texts of forms that were met before; the count is of tokens.
#[divan::bench(sample_count = 20)]
fn parse(bencher: Bencher<'_, '_>) {
    let pipeline = Pipeline::english().expect("the built-in pipeline loads");
    let texts = texts();
    let mut worker = pipeline.worker();
    let count: usize = texts.iter().map(|text| worker.parse(text).len()).sum();
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| texts.iter().map(|text| worker.parse(text).len()).sum::<usize>());
}
