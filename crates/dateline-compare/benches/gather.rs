//! Times grouping and copy finding on reports made from others, and says how many of the copied passages are found.
//!
//! Reports are read from JSON lines with `text` and any of `id`, `title`, `outlet`, `published`:
//!
//! ```text
//! cargo bench -p dateline-compare --bench gather -- passages REPORTS.jsonl…
//! cargo bench -p dateline-compare --bench gather -- speed 100000 REPORTS.jsonl…
//! cargo bench -p dateline-compare --bench gather -- parts SIZE REPORTS.jsonl…
//! cargo bench -p dateline-compare --bench gather -- signatures TOKENS.jsonl
//! ```
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used, reason = "a bench prints and times")]

mod variants;

use dateline_compare::Lexicon;
use dateline_compare::gather::{Lookup, Settled, Signature, copies, group, in_order, join};
use dateline_core::{Annotated, Published, PublishedBy, Report, ReportIx, Text};
use dateline_language::Language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use variants::{Random, Variant, variant};
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["passages", files @ ..] => passages(&load(files)),
        ["speed", count, files @ ..] => speed(count.parse().unwrap(), &load(files)),
        ["parts", size, files @ ..] => parts(size.parse().unwrap(), &load(files)),
        ["signatures", file] => signatures(file),
        _ => println!("passages FILE… | speed COUNT FILE… | parts SIZE FILE… | signatures FILE"),
    }
}

fn load(files: &[&str]) -> Vec<Report> {
    let raw: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
    raw.iter().flat_map(|raw| raw.lines()).enumerate().map(|(i, line)| report(i, line)).collect()
}

fn report(number: usize, line: &str) -> Report {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let field = |name: &str| value[name].as_str().map(str::to_owned);
    Report {
        id: field("id").unwrap_or_else(|| format!("report-{number}")),
        title: field("title"),
        outlet: field("outlet"),
        published: field("published").and_then(|p| Published::parse(&p, PublishedBy::Given)),
        text: Text::new(field("text").unwrap()),
        ..Report::default()
    }
}

fn annotated(report: Report) -> Annotated {
    Annotated { report, ..Annotated::default() }
}

/// Makes one copy of each report and looks for its passages.
fn passages(reports: &[Report]) {
    let mut random = Random(1);
    let (mut found, mut real, mut right, mut told) = (0, 0, 0, 0);
    let (mut found_bytes, mut real_bytes, mut right_bytes, mut told_bytes) = (0, 0, 0, 0);
    for (i, report) in reports.iter().enumerate() {
        let other = &reports[(i + reports.len() / 2) % reports.len()];
        let Variant { report: made, passages } = variant("zz-copy", report, other, &mut random);
        let text = made.text.as_str().to_owned();
        let mut base = report.clone();
        base.published = Published::parse("1900-01-01", PublishedBy::Given);
        let pair = [annotated(base), annotated(made)];
        let copies = copies(&ENGLISH, &[ReportIx(0), ReportIx(1)], &pair);
        let copied = |c: &dateline_core::Copy| (c.span.range(), c.of_span.range());
        let copied: Vec<_> = copies.iter().map(copied).collect();
        let own = |text: &str, passage: &Range<usize>| own_words(&text[passage.clone()]) >= 20;
        let of = report.text.as_str();
        for (here, there) in passages.iter().filter(|(here, there)| own(&text, here) && own(of, there)) {
            let bytes = covered(here, there, &copied);
            real += 1;
            found += usize::from(bytes * 10 >= here.len() * 8);
            real_bytes += here.len();
            found_bytes += bytes;
        }
        for (here, there) in &copied {
            let bytes = covered(here, there, &passages);
            told += 1;
            right += usize::from(bytes * 10 >= here.len() * 8);
            told_bytes += here.len();
            right_bytes += bytes;
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    println!("{} reports, {real} passages of 20 or more words outside quotation marks", reports.len());
    println!("found {:.4} (of their bytes {:.4})", share(found, real), share(found_bytes, real_bytes));
    println!("precision {:.4} (of the bytes {:.4}), {told} told", share(right, told), share(right_bytes, told_bytes));
}

/// How many words of a passage do not stand between quotation marks.
fn own_words(passage: &str) -> usize {
    let mut quoted = false;
    let own: String = passage
        .chars()
        .filter(|c| {
            quoted = match c {
                '“' => true,
                '”' | '\n' => false,
                '"' => !quoted,
                _ => quoted,
            };
            !quoted
        })
        .collect();
    own.split_whitespace().count()
}

/// How many bytes of a passage lie in passages of the list that are about the same place of the other text.
fn covered(here: &Range<usize>, there: &Range<usize>, list: &[(Range<usize>, Range<usize>)]) -> usize {
    let both = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    list.iter().filter(|(_, of)| both(of, there) > 0).map(|(h, _)| both(h, here)).sum()
}

/// Groups reports made from others and finds their copies.
fn speed(count: usize, reports: &[Report]) {
    let mut random = Random(2);
    let mut made: Vec<Annotated> = Vec::with_capacity(count);
    for i in 0..count {
        let of = &reports[i % reports.len()];
        let other = &reports[random.below(reports.len())];
        made.push(annotated(variant(&format!("copy-{i:06}"), of, other, &mut random).report));
    }
    let plain: Vec<&Report> = made.iter().map(|a| &a.report).collect();
    let start = Instant::now();
    let stories = group(&ENGLISH, &[], &plain);
    let grouped = start.elapsed();
    let found: usize = stories.par_iter().map(|members| copies(&ENGLISH, members, &made).len()).sum();
    let all = start.elapsed();
    println!(
        "{count} reports: {} stories in {:.1} s, {found} copied passages in {:.1} s, together {:.1} s, {} MB at most",
        stories.len(),
        grouped.as_secs_f64(),
        (all - grouped).as_secs_f64(),
        all.as_secs_f64(),
        memory(),
    );
}

/// Settles reports a few at a time, by date, and says how far their stories are from those of one run over all.
fn parts(size: usize, reports: &[Report]) {
    let reports: Vec<&Report> = reports.iter().collect();
    let sorted: Vec<&Report> = in_order(&reports).into_iter().map(|i| reports[i]).collect();
    let whole: Vec<u32> = join(&ENGLISH, &[], &sorted).iter().map(|s| s.story).collect();
    let mut settled: Vec<Settled> = Vec::new();
    let mut last = Duration::ZERO;
    for part in sorted.chunks(size) {
        let start = Instant::now();
        settled.extend(join(&ENGLISH, &settled, part));
        last = start.elapsed();
    }
    let parts: Vec<u32> = settled.iter().map(|s| s.story).collect();
    let (mut precision, mut recall) = (0.0, 0.0);
    for at in 0..sorted.len() {
        let of = |stories: &[u32]| (0..sorted.len()).filter(|&i| stories[i] == stories[at]).collect::<BTreeSet<_>>();
        let (got, want) = (of(&parts), of(&whole));
        let both = got.intersection(&want).count() as f64;
        precision += both / got.len() as f64;
        recall += both / want.len() as f64;
    }
    let f1 = 2.0 * precision * recall / (precision + recall) / sorted.len() as f64;
    println!("{} reports, {size} at a time: B-cubed F1 against one run over all {f1:.4}", sorted.len());
    println!("the last part took {:.3} s", last.as_secs_f64());
}

/// The most memory that the process had, in megabytes; 0 where the system does not tell.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) / 1024
}

/// Times signatures and look-up on lists of tokens, as the script beside does for other programs.
fn signatures(file: &str) {
    let raw = std::fs::read_to_string(file).unwrap();
    let lists: Vec<Vec<String>> = raw.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let start = Instant::now();
    let signatures: Vec<Signature> = lists.iter().map(Signature::of_words).collect();
    let signed = start.elapsed();
    let mut lookup = Lookup::default();
    for (i, signature) in signatures.iter().enumerate() {
        lookup.add(i as u32, signature);
    }
    let found: usize = signatures.iter().map(|signature| lookup.near(signature).len()).sum();
    let all = start.elapsed();
    println!("dateline\t{:.4}\t{:.4}\t{found}", signed.as_secs_f64(), (all - signed).as_secs_f64());
}
