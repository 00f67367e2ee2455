//! How long each stage takes beside the parse, in one run on the same texts: `cargo bench -p dateline-annotate`.
//!
//! The texts are the project's examples; `DATELINE_BENCH_TEXTS=FILE` names JSON lines with a `text` each instead. Items are
//! tokens, so that a stage's share of the parse is its time divided by the parse's.

#![allow(clippy::disallowed_methods, reason = "a bench may be told its texts")]

use dateline_annotate::{Annotator, Options, actors, clauses, events, parse, statements, times};
use dateline_core::{Annotated, Region, RegionKind, Report, Text};
use dateline_language::Language;
use dateline_spacy::Pipeline;
use divan::{Bencher, counter::ItemsCount};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

const EXAMPLES: [&str; 6] = [
    include_str!("../../../examples/ferry/courier-march-15.txt"),
    include_str!("../../../examples/ferry/gazette-march-17.txt"),
    include_str!("../../../examples/ferry/packet-march-15.txt"),
    include_str!("../../../examples/strike/courier-may-3.txt"),
    include_str!("../../../examples/strike/lantern-may-6.txt"),
    include_str!("../../../examples/strike/packet-may-5.txt"),
];

/// The texts as reports, each all body.
fn reports() -> Vec<Report> {
    let texts: Vec<String> = match std::env::var("DATELINE_BENCH_TEXTS") {
        Ok(path) => {
            let lines = std::fs::read_to_string(&path).expect("DATELINE_BENCH_TEXTS names a file of JSON lines");
            let text = |line| Some(serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str()?.to_owned());
            lines.lines().filter_map(text).collect()
        }
        Err(_) => EXAMPLES.iter().map(|text| (*text).to_owned()).collect(),
    };
    let report = |text: String| {
        let text = Text::new(text);
        let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
        Report { text, regions, ..Report::default() }
    };
    texts.into_iter().map(report).collect()
}

static ENGLISH: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::english().expect("the built-in pipeline loads"));

static RULES: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::new(&Language::english()).expect("the rules of English are in form"));

/// The texts with all layers.
static ANNOTATED: LazyLock<Vec<Annotated>> = LazyLock::new(|| {
    let mut worker = ENGLISH.worker();
    let annotated = |report: Report| {
        let parsed = parse(&report, &mut worker);
        RULES.annotate(report, parsed, &Options::default())
    };
    reports().into_iter().map(annotated).collect()
});

/// Times a stage over all texts.
fn stage<T>(bencher: Bencher<'_, '_>, run: impl Fn(&Annotated) -> T) {
    let all = &*ANNOTATED;
    let tokens: usize = all.iter().map(|a| a.parse.len()).sum();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| all.iter().for_each(|a| drop(divan::black_box(run(a)))));
}

#[divan::bench(name = "0 parse", sample_count = 20)]
fn parsing(bencher: Bencher<'_, '_>) {
    let all = &*ANNOTATED;
    let mut worker = ENGLISH.worker();
    let tokens: usize = all.iter().map(|a| a.parse.len()).sum();
    let mut whole = || all.iter().map(|a| parse(&a.report, &mut worker).len()).sum::<usize>();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| divan::black_box(whole()));
}

#[divan::bench(name = "1 times", sample_count = 20)]
fn time_expressions(bencher: Bencher<'_, '_>) {
    stage(bencher, |a| times::find(&RULES.times, &a.report, &a.parse, Options::default().time_mode));
}

#[divan::bench(name = "2 actors", sample_count = 20)]
fn who(bencher: Bencher<'_, '_>) {
    stage(bencher, |a| {
        let found = actors::find(&RULES.actors, &a.report, &a.parse);
        actors::with_speakers(&RULES.actors, found, &a.parse, &a.statements)
    });
}

#[divan::bench(name = "3 statements", sample_count = 20)]
fn who_said_what(bencher: Bencher<'_, '_>) {
    stage(bencher, |a| statements::find(&RULES.statements, &a.report, &a.parse, &a.actors, &a.times));
}

#[divan::bench(name = "4 events", sample_count = 20)]
fn what_happened(bencher: Bencher<'_, '_>) {
    stage(bencher, |a| events::find(&RULES.events, &a.parse, &a.actors, &a.times, &a.statements));
}

#[divan::bench(name = "5 clauses", sample_count = 20)]
fn what_is_told(bencher: Bencher<'_, '_>) {
    stage(bencher, |a| {
        clauses::find((&RULES.clauses, &RULES.events), &a.report, &a.parse, &a.actors, &a.times, &a.statements)
    });
}
