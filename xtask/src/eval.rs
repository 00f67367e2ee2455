//! Accuracy, measured: scores dateline on the development sets and holds the figures against those on record.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// By how much a figure may fall below the one on record: the output is the same for the same input, so this is only
/// for what a change elsewhere may rightly cost.
const NOISE: f64 = 0.005;

/// Before a field of which what is left of 1 is taken.
const REST: &str = "1-";

/// One figure of eval/figures.tsv.
struct Figure {
    name: String,
    scorer: String,
    set: String,
    /// The start of the scorer's line, and the words before the number in it; behind "1-" what is left of 1 is taken, so that more
    /// is better.
    line: String,
    field: String,
    floor: f64,
}

/// Scores every figure, prints it beside its floor and its record, and fails if one fell.
pub fn run(root: &Path, shared: &Path, record: bool) -> Result<()> {
    let shared = shared.canonicalize().with_context(|| shared.display().to_string())?;
    let figures = figures(root)?;
    let before = recorded(root)?;
    let folder = root.join("target/eval");
    fs::create_dir_all(&folder)?;
    let mut outputs = BTreeMap::new();
    let mut rows = String::new();
    let mut fallen = Vec::new();
    let (date, commit) = (output("date", &["+%F"])?, output("git", &["rev-parse", "--short", "HEAD"])?);
    for figure in &figures {
        let key = (figure.scorer.clone(), figure.set.clone());
        if !outputs.contains_key(&key) {
            let scored = score(&shared, &folder, figure)?;
            outputs.insert(key.clone(), scored);
        }
        let field = figure.field.strip_prefix(REST).unwrap_or(&figure.field);
        let value = number(&outputs[&key], &figure.line, field)
            .map(|value| if figure.field.starts_with(REST) { 1.0 - value } else { value })
            .with_context(|| format!("{}: the scorer printed no {:?}", figure.name, figure.field))?;
        let was = before.get(&figure.name).copied();
        let fell = was.is_some_and(|was| value < was - NOISE);
        println!(
            "{:<34} {value:.3}  floor {:.3} {}  on record {}{}",
            figure.name,
            figure.floor,
            if value >= figure.floor { "reached" } else { "not reached" },
            was.map_or("none".into(), |w| format!("{w:.3}")),
            if fell { "  FELL" } else { "" }
        );
        writeln!(rows, "{date},{commit},{},{value:.3}", figure.name)?;
        if fell {
            fallen.push(figure.name.as_str());
        }
    }
    if record {
        let path = root.join("eval/record.csv");
        let mut all = fs::read_to_string(&path).unwrap_or_else(|_| "date,commit,figure,value\n".into());
        all.push_str(&rows);
        fs::write(path, all)?;
    } else if !fallen.is_empty() {
        bail!("below their record: {}", fallen.join(", "));
    }
    Ok(())
}

fn figures(root: &Path) -> Result<Vec<Figure>> {
    let table = fs::read_to_string(root.join("eval/figures.tsv"))?;
    let row = |line: &str| {
        let [name, scorer, set, line, field, floor] =
            line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().ok()?;
        Some(Figure { name, scorer, set, line, field, floor: floor.parse().ok()? })
    };
    let rows = table.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    rows.map(|l| row(l).with_context(|| format!("eval/figures.tsv: {l:?}"))).collect()
}

/// The last value on record of each figure.
fn recorded(root: &Path) -> Result<BTreeMap<String, f64>> {
    let table = fs::read_to_string(root.join("eval/record.csv")).unwrap_or_default();
    let row = |line: &str| {
        let mut cells = line.split(',').skip(2);
        Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
    };
    Ok(table.lines().skip(1).filter_map(row).collect())
}

/// Runs dateline on a set and the scorer on what it gives.
fn score(shared: &Path, folder: &Path, figure: &Figure) -> Result<String> {
    let data = shared.join("data").join(&figure.set);
    if figure.scorer == "drafts" {
        return drafts(shared, folder, &data);
    }
    let (command, format, input): (_, _, PathBuf) = match figure.scorer.as_str() {
        "stories" | "links" | "claims" | "readings" => ("account", "json", data.join("reports.jsonl")),
        "pages" => ("read", "jsonl", data.join("html")),
        _ => ("annotate", "jsonl", data.join("reports.jsonl")),
    };
    let out = folder.join(format!("{}-{command}.json", figure.set));
    let dateline = dateline()?;
    let ran =
        Command::new(&dateline).args([command, "--quiet", "--format", format, "-o"]).arg(&out).arg(&input).status();
    let ran = ran.with_context(|| format!("{}: build it first with cargo build --release", dateline.display()))?;
    if !ran.success() {
        bail!("dateline {command} failed on {}", figure.set);
    }
    scored(shared, &figure.scorer, &data, &out)
}

/// Runs `check` on every draft of a set, each against the reports of its story, and the scorer on what it gives.
fn drafts(shared: &Path, folder: &Path, data: &Path) -> Result<String> {
    let dateline = dateline()?;
    let out = folder.join("drafts");
    fs::create_dir_all(&out)?;
    let mut texts: Vec<PathBuf> = fs::read_dir(data)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    texts.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.sort();
    for draft in texts {
        let name = draft.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let story = name.split('-').next().unwrap_or(&name);
        let reports = data.join("reports").join(format!("{story}.jsonl"));
        let to = out.join(format!("{name}.json"));
        let ran = Command::new(&dateline)
            .args(["check", "--quiet", "--format", "json", "-o"])
            .arg(&to)
            .args([&draft, &reports])
            .status();
        let ran = ran.with_context(|| format!("{}: build it first with cargo build --release", dateline.display()))?;
        // It ends with 1 where it found something.
        if !matches!(ran.code(), Some(0 | 1)) {
            bail!("dateline check failed on {}", draft.display());
        }
    }
    scored(shared, "drafts", data, &out)
}

/// The command, built beside this program, wherever that is.
fn dateline() -> Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name("dateline"))
}

/// What the scorer prints.
fn scored(shared: &Path, scorer: &str, data: &Path, out: &Path) -> Result<String> {
    let [tool, data, out] = [&shared.join("tools/score.py"), data, out].map(|p: &Path| p.display().to_string());
    output("python3", &[&tool, scorer, &data, &out])
}

fn output(program: &str, args: &[&str]) -> Result<String> {
    let ran = Command::new(program).args(args).output().with_context(|| program.to_owned())?;
    if !ran.status.success() {
        bail!("{program}: {}", String::from_utf8_lossy(&ran.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}

/// The number behind `field` in the line that starts with `start`.
fn number(scored: &str, start: &str, field: &str) -> Option<f64> {
    let line = scored.lines().find(|l| l.starts_with(start))?;
    let rest = &line[line.find(field)? + field.len()..];
    let rest = rest.trim_start_matches([' ', ':']);
    rest.split(|c: char| c != '.' && !c.is_ascii_digit()).next()?.parse().ok()
}
