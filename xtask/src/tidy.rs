//! Checks what can be checked of ARCHITECTURE.md: who uses whom, who reads labels of trees, file heads, sizes, licences of data, words in code.

mod words;

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Which of our crates each may use, tests aside. Faces use the engine alone; chores and tests may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("dateline-core", &[]),
    ("dateline-spacy", &[]),
    ("dateline-language", &["dateline-core"]),
    ("dateline-read", &["dateline-core", "dateline-language"]),
    ("dateline-annotate", &["dateline-core", "dateline-language", "dateline-spacy"]),
    ("dateline-encoder", &[]),
    ("dateline-compare", &["dateline-core", "dateline-encoder", "dateline-language"]),
    ("dateline-store", &["dateline-core"]),
    ("dateline-engine", ROOMS),
    ("dateline-columns", &["dateline-engine"]),
    ("dateline", &["dateline-columns", "dateline-engine"]),
    ("dateline-python", &["dateline", "dateline-columns", "dateline-engine"]),
];

/// What the engine may use: every room that a face may not.
const ROOMS: &[&str] = &[
    "dateline-core",
    "dateline-language",
    "dateline-spacy",
    "dateline-read",
    "dateline-annotate",
    "dateline-compare",
    "dateline-store",
];

/// What the engine leaves to faces: arguments, forms, servers, and how progress looks.
const FACES_ONLY: &[&str] =
    &["clap", "maud", "axum", "tokio", "indicatif", "anstream", "anstyle", "textwrap", "anyhow"];

/// The most lines that a source file may have.
const LONGEST: usize = 500;

/// Runs every check and names every fault.
pub fn run(root: &Path) -> Result<()> {
    let mut faults = Vec::new();
    uses(root, &mut faults)?;
    let allowed = words::Allowed::read(root)?;
    for path in files(root)? {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let kind = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let in_rules = name.starts_with("rules/");
        if !in_rules && kind != "rs" {
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if kind == "rs" {
            source(&name, &text, &mut faults);
            words::check(&name, &text, &allowed, &mut faults);
        }
        if in_rules && kind != "md" {
            data(&path, &name, &text, &mut faults);
        }
    }
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() { Ok(()) } else { bail!("tidy: {} to mend", faults.len()) }
}

/// That no crate uses one that it may not.
fn uses(root: &Path, faults: &mut Vec<String>) -> Result<()> {
    for (name, may) in MAY_USE {
        let path = root.join("crates").join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
            }
            let used = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if section == "[dependencies]" && used.starts_with("dateline") && !may.contains(&used) {
                faults.push(format!("crates/{name}/Cargo.toml: uses {used}, which ARCHITECTURE.md does not allow"));
            }
            if section == "[dependencies]" && *name == "dateline-engine" && FACES_ONLY.contains(&used) {
                faults.push(format!("crates/{name}/Cargo.toml: uses {used}, which is for faces alone"));
            }
        }
    }
    Ok(())
}

/// A source file opens with what it is for, is not too long, and leaves no unplaced reminder.
fn source(name: &str, text: &str, faults: &mut Vec<String>) {
    if !text.starts_with("//! ") {
        faults.push(format!("{name}: does not open with a line that says what it is for (`//! …`)"));
    }
    let lines = text.lines().count();
    if lines > LONGEST {
        faults.push(format!("{name}: has {lines} lines, more than {LONGEST}; split it by job"));
    }
    let knows_labels =
        ["crates/dateline-core/", "crates/dateline-annotate/", "xtask/"].iter().any(|room| name.starts_with(room));
    for (number, line) in text.lines().enumerate().filter(|_| !knows_labels) {
        if line.contains("parse.dep(") || line.contains("Dep::") {
            faults.push(format!("{name}:{}: reads a dependency label; ask `core/src/grammar.rs`", number + 1));
        }
    }
    let reminder = concat!("TO", "DO");
    for (number, line) in text.lines().enumerate() {
        if line.contains(reminder) && !line.contains(concat!("TO", "DO(")) {
            faults.push(format!("{name}:{}: a reminder without its place", number + 1));
        }
    }
}

/// A data file says in its head where it comes from and under which licence; one that can hold no comment has a
/// README beside it that does.
fn data(path: &Path, name: &str, text: &str, faults: &mut Vec<String>) {
    let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n").to_lowercase();
    let beside =
        path.parent().map(|p| p.join("README.md")).and_then(|p| fs::read_to_string(p).ok()).unwrap_or_default();
    let beside = beside.contains(path.file_name().and_then(|n| n.to_str()).unwrap_or("\0"))
        && beside.to_lowercase().contains("licence");
    if !head.contains("licence") && !beside {
        faults.push(format!("{name}: its head says no source and licence (`# From …; licence: …`)"));
    }
}

/// The project's files, in order, without what is built.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> =
        ["crates", "xtask", "rules"].iter().map(|d| root.join(d)).filter(|d| d.is_dir()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            match path.is_dir() {
                true if path.file_name().is_some_and(|n| n == "target") => {}
                true => open.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}
