//! Bad inputs the whole way through: none ends a run or makes a stage fail.
//!
//! The mutants are the same in every run, and as many on any machine. For a longer hunt, by the clock, which tells what took
//! long too, as `scripts/hunt.sh` does at night: `DATELINE_HUNT_SECONDS=600 cargo test --release -p dateline --test mutants hunt`.

#![allow(clippy::disallowed_methods, reason = "how long a hunt lasts decides no output")]

use assert_cmd::Command;
use dateline_engine::{AccountRequest, Engine, Inputs, Notice, Problem, Settings};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many accounts of three mutants the tests try.
const IN_THE_TESTS: u32 = 40;

/// From where on a night's hunt keeps what it tried, and names it.
const SLOW: Duration = Duration::from_secs(10);

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// Good inputs of our own, to be spoilt.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    for folder in ["../../examples", "tests/faces/reports", "../dateline-read/tests/fixtures"] {
        collect(&here.join(folder), &mut seeds);
    }
    seeds.sort();
    seeds
}

fn collect(folder: &Path, seeds: &mut Vec<(String, Vec<u8>)>) {
    const LONGEST: usize = 20_000;
    for entry in fs::read_dir(folder).expect("a folder of ours") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, seeds);
            continue;
        }
        let mut bytes = fs::read(&path).expect("a file of ours");
        bytes.truncate(LONGEST);
        seeds.push((path.file_name().expect("a name").to_string_lossy().into_owned(), bytes));
    }
}

/// What breaks programs that read text.
const HOSTILE: [&str; 24] = [
    "\u{202e}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{feff}",
    "\u{fffd}",
    "\u{200b}",
    "\r",
    "\n\n\n",
    "”",
    "“",
    "\"",
    "((((((((",
    "İ",
    "ß",
    "🚒\u{200d}",
    "\u{301}\u{301}\u{301}",
    "1e999999",
    "-0",
    "9999-99-99",
    "February 30, 2025",
    "<p>",
    "]]>",
    "{\"text\":",
    "said said said said",
];

/// A good input with a few things changed: bytes, order, length, and words that break programs put in.
fn mutant(random: &mut Random, seeds: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let (name, mut bytes) = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        let length = random.below(200).min(bytes.len() - at);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..at, HOSTILE[random.below(HOSTILE.len())].bytes())),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let piece = bytes[at..at + length].repeat(1 + random.below(30));
                drop(bytes.splice(at..at, piece));
            }
            4 => bytes[at..at + length].reverse(),
            5 => bytes[at..at + length].iter_mut().for_each(|b| *b = b.wrapping_add(97)),
            _ => {
                let other = &seeds[random.below(seeds.len())].1;
                let from = random.below(other.len());
                bytes.splice(at..at, other[from..].iter().copied().take(400));
            }
        }
    }
    (name, bytes)
}

/// Inputs made to break what reads them.
fn made() -> Vec<(&'static str, Vec<u8>)> {
    let many = |piece: &str, n: usize| piece.repeat(n).into_bytes();
    let page = |body: String| format!("<html><body><article>{body}</article></body></html>").into_bytes();
    vec![
        ("empty.txt", Vec::new()),
        ("white.txt", many(" \n\t", 5_000)),
        ("nul.txt", vec![0; 5_000]),
        ("high.txt", vec![0xff; 5_000]),
        ("bom.txt", vec![0xef, 0xbb, 0xbf]),
        ("utf16.txt", "The ferry sank.".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("line.txt", many("a", 100_000)),
        ("words.txt", many("word ", 20_000)),
        (
            "names.txt",
            (0..3_000).map(|i| format!("Anna Lund{i} met Jonas Brandt{i}. ")).collect::<String>().into_bytes(),
        ),
        ("quotes.txt", many("\"", 20_000)),
        ("open.txt", many("“The ferry ", 3_000)),
        ("brackets.txt", many("(", 20_000)),
        ("said.txt", many("said ", 5_000)),
        ("that.txt", many("Anna said that ", 2_000)),
        ("and.txt", many("and the mayor of ", 2_000)),
        ("numbers.txt", many("1,000,000 ", 5_000)),
        ("dates.txt", many("Tuesday, March 15, 1911, ", 2_000)),
        ("stops.txt", many(". ", 20_000)),
        ("marks.txt", many("e\u{301}\u{301}", 10_000)),
        ("override.txt", many("The ferry \u{202e}knas\u{202c}. ", 500)),
        ("escape.txt", many("The ferry \u{1b}]0;owned\u{7}\u{1b}[31m sank. ", 300)),
        ("deep.json", [many("[", 20_000), many("]", 20_000)].concat()),
        ("text.json", br#"{"text": {"text": {"text": "The ferry sank."}}}"#.to_vec()),
        ("number.json", br#"{"text": 1e999999, "id": null}"#.to_vec()),
        ("surrogate.json", br#"{"text": "The ferry \ud800 sank.", "title": "\udfff"}"#.to_vec()),
        ("date.json", br#"{"text": "The ferry sank.", "published": "someday"}"#.to_vec()),
        ("years.json", br#"{"text": "It sank.", "published": "-9999999-99-99T99:99:99+99:99"}"#.to_vec()),
        ("tags.html", page(many("<object></b>", 3_000).iter().map(|&b| b as char).collect())),
        ("nested.html", page("<div>".repeat(20_000))),
        ("tables.html", page("<table><tr><td>".repeat(300))),
        (
            "attributes.html",
            page(format!("<p {}>The ferry sank.</p>", (0..20_000).map(|i| format!("a{i} ")).collect::<String>())),
        ),
        ("entities.html", page("&amp;&#x1b;&#0;&#xd800;&#x202e;".repeat(2_000))),
        ("comment.html", page("<!--".repeat(20_000))),
        ("script.html", page("<script>".repeat(5_000))),
        ("feed.xml", many("<rss><channel><item><title>a</title>", 3_000)),
        ("lol.xml", b"<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"&d;&d;\">]><rss><item>&b;</item></rss>".to_vec()),
        ("half.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>".to_vec()),
        ("half.zip", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
        ("half.gz", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
        ("half.parquet", b"PAR1\xff\xff\xff\xff\xff\xff\xff\x7fPAR1".to_vec()),
        ("half.warc", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n".to_vec()),
        ("half.eml", many("Content-Type: multipart/mixed; boundary=x\n\n--x\n", 300)),
        ("wide.csv", [many("text,", 5_000), b"\n".to_vec(), many("a,", 5_000)].concat()),
        ("front.md", many("---\ntitle: [[[[\n", 1_000)),
    ]
}

#[test]
fn three_hundred_bad_inputs_end_no_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (seeds, mut random) = (seeds(), Random(0x5eed));
    let mut number = 0;
    let mut put = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(format!("{number:03}-{name}")), bytes).expect("a temporary folder");
        number += 1;
    };
    made().iter().for_each(|(name, bytes)| put(name, bytes));
    for _ in made().len()..300 {
        let (name, bytes) = mutant(&mut random, &seeds);
        put(&name, &bytes);
    }
    let mut annotate = Command::cargo_bin("dateline").expect("built by cargo");
    let ran = annotate.arg("annotate").arg(folder.path()).args(["--format", "text"]);
    let ran = ran.output().expect("it starts");
    let told = String::from_utf8(ran.stderr).expect("UTF-8");
    assert_eq!(ran.status.code(), Some(0), "{told}");
    for broken in ["made dateline fail", "made its reader fail", "a fault of dateline"] {
        assert!(!told.contains(broken), "{told}");
    }
    let shown = String::from_utf8(ran.stdout).expect("UTF-8");
    for out in [shown, told] {
        let bad =
            out.chars().find(|&c| (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{202e}').contains(&c));
        assert_eq!(bad, None);
    }
}

#[test]
fn hunt() {
    let seconds: Option<u64> = std::env::var("DATELINE_HUNT_SECONDS").ok().and_then(|s| s.parse().ok());
    let last = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hunted");
    // Another start each time that is asked for longer; the same in the tests.
    let start = if seconds.is_some() { u64::from(std::process::id()) << 20 | 1 } else { 0x0dd };
    let (seeds, mut random) = (seeds(), Random(start));
    let engine = Engine::new(Settings { jobs: std::num::NonZeroUsize::new(2), ..Settings::default() });
    let begun = Instant::now();
    let mut tried = 0;
    let goes_on = |tried| seconds.map_or(tried < IN_THE_TESTS, |s| begun.elapsed() < Duration::from_secs(s));
    while goes_on(tried) {
        let mutants: Vec<(String, Vec<u8>)> = (0..3).map(|_| mutant(&mut random, &seeds)).collect();
        let mut inputs = Inputs::default();
        fs::create_dir_all(&last).expect("a folder for what is tried");
        for (i, (name, bytes)) in mutants.into_iter().enumerate() {
            // Where the program is aborted, this is what did it.
            fs::write(last.join(format!("{i}-{name}")), &bytes).expect("a folder for what is tried");
            inputs = inputs.with_bytes(format!("{i}-{name}"), bytes);
        }
        let mut failed = Vec::new();
        let mut hear = |notice: Notice<'_>| {
            if let Notice::Unread(error) = notice
                && matches!(error.problem, Problem::Broke(_))
            {
                failed.push(error.to_string());
            }
        };
        let one = Instant::now();
        let request = AccountRequest { inputs, ..AccountRequest::default() };
        engine.account(&request, &mut hear).expect("no input ends a run");
        assert!(failed.is_empty(), "after {tried}, see {}: {failed:?}", last.display());
        // Told, not asserted: how long a machine takes says nothing of the program.
        if one.elapsed() > SLOW {
            let kept = last.with_file_name(format!("slow-{tried}"));
            println!("{} took {:.1} s", kept.display(), one.elapsed().as_secs_f64());
            fs::rename(&last, kept).expect("what was tried is ours");
        } else {
            fs::remove_dir_all(&last).expect("what was tried is ours");
        }
        tried += 1;
    }
    println!("{tried} accounts of three mutants each");
}
