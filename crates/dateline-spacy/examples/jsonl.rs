//! Parses the `text` of each line of JSON on standard input, and writes a line of its tokens for each; with the times of
//! loading and parsing on standard error. `jsonl english` or `jsonl PATH`, for a pipeline's folder or wheel; a number
//! after it is how many threads parse.
#![allow(clippy::print_stderr, clippy::disallowed_methods, reason = "an example that measures and tells")]

use std::{
    error::Error,
    io::{BufWriter, Write, read_to_string, stdin, stdout},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use dateline_spacy::{Doc, Iob, Pipeline};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let started = Instant::now();
    let pipeline = match args.next().as_deref() {
        None | Some("english") => Pipeline::english()?,
        Some(path) => Pipeline::load(Path::new(path))?,
    };
    let loaded = started.elapsed();
    let threads: usize = args.next().map_or(Ok(1), |n| n.parse())?;
    let mut texts = Vec::new();
    for line in read_to_string(stdin())?.lines() {
        let line: Value = serde_json::from_str(line)?;
        texts.push(line["text"].as_str().unwrap_or_default().to_owned());
    }

    let started = Instant::now();
    let docs = parse(&pipeline, &texts, threads);
    let parsed = started.elapsed();

    let mut out = BufWriter::new(stdout().lock());
    for (text, doc) in texts.iter().zip(&docs) {
        writeln!(out, "{}", json!(tokens(text, doc)))?;
    }
    let count: usize = docs.iter().map(Doc::len).sum();
    let seconds = parsed.as_secs_f64();
    eprintln!("loading_ms {:.1}", loaded.as_secs_f64() * 1e3);
    eprintln!("tokens {count} seconds {seconds:.3} tokens_per_second {:.0}", count as f64 / seconds);
    Ok(())
}

/// Parses the texts on that many threads.
fn parse(pipeline: &Pipeline, texts: &[String], threads: usize) -> Vec<Doc> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut worker = pipeline.worker();
        let mut docs = Vec::new();
        while let Some((i, text)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, texts.get(i)?))) {
            docs.push((i, worker.parse(text)));
        }
        docs
    };
    let mut docs: Vec<(usize, Doc)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker does not panic")).collect()
    });
    docs.sort_by_key(|&(i, _)| i);
    docs.into_iter().map(|(_, doc)| doc).collect()
}

/// The tokens as arrays, offsets in code points.
fn tokens(text: &str, doc: &Doc) -> Vec<Value> {
    let (mut bytes, mut chars) = (0, 0);
    let mut code_point = |offset: u32| {
        chars += text[bytes..offset as usize].chars().count();
        bytes = offset as usize;
        chars
    };
    let token = |i: usize| {
        let token = &doc.tokens()[i];
        let iob = match token.iob {
            Iob::Begin => "B",
            Iob::Inside => "I",
            Iob::Outside => "O",
        };
        json!([
            code_point(token.start),
            code_point(token.end),
            doc.lemma(i),
            doc.tag(i),
            doc.pos(i),
            doc.morph(i),
            token.head,
            doc.dep(i),
            token.sentence_start,
            iob,
            doc.entity(i).unwrap_or_default(),
        ])
    };
    (0..doc.len()).map(token).collect()
}
