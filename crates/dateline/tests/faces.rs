//! Each face once, on two short reports, against what it gave before.
//!
//! Where a change is meant, `INSTA_UPDATE=always cargo test -p dateline --test faces` writes the new form; read it before you keep it.

use assert_cmd::cargo::cargo_bin;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

/// The folder of the reports, so that no path of a machine is in what is shown.
const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faces");

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("dateline"));
    command.current_dir(HERE).args(args);
    command
}

fn shown(args: &[&str]) -> String {
    let output = command(args).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a page shows, without its style and script, a line an element so that a change can be seen.
fn main_of(page: &str) -> String {
    let from = page.find("<main").expect("a page has a main part");
    let to = page.find("</main>").expect("and its end");
    page[from..to].replace("><", ">\n<")
}

#[test]
fn terminal() {
    insta::assert_snapshot!(shown(&["account", "reports", "--format", "text"]));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(shown(&["account", "reports", "--format", "markdown"]));
}

#[test]
fn json() {
    let account: serde_json::Value =
        serde_json::from_str(&shown(&["account", "reports", "--format", "json"])).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&account).expect("it was JSON"));
}

#[test]
fn page() {
    insta::assert_snapshot!(main_of(&shown(&["account", "reports", "--format", "html"])));
}

#[test]
fn read() {
    insta::assert_snapshot!(shown(&["read", "reports", "--format", "jsonl"]));
}

#[test]
fn annotated() {
    insta::assert_snapshot!(shown(&["annotate", "reports", "--format", "text"]));
}

#[test]
fn parsed() {
    insta::assert_snapshot!(shown(&["parse", "reports/courier.txt", "--format", "conllu"]));
}

#[test]
fn actors() {
    insta::assert_snapshot!(shown(&["actors", "reports"]));
}

#[test]
fn a_day_that_is_inferred() {
    insta::assert_snapshot!(shown(&["account", "undated", "--format", "text"]));
    let account: serde_json::Value =
        serde_json::from_str(&shown(&["account", "undated", "--format", "json"])).expect("JSON");
    let herald = account["reports"].as_array().and_then(|all| all.iter().find(|r| r["id"] == "herald")).expect("it");
    assert_eq!((&herald["published"], &herald["published_by"]), (&"1911-03-16".into(), &"inferred".into()));
    assert!(main_of(&shown(&["account", "undated", "--format", "html"])).contains("Thu 16 Mar 1911 (inferred)"));
    assert!(shown(&["account", "undated", "--format", "markdown"]).contains("Thu 16 Mar 1911 (inferred)"));
}

#[test]
fn sources() {
    insta::assert_snapshot!(shown(&["sources", "reports"]));
}

#[test]
fn sources_as_markdown() {
    insta::assert_snapshot!(shown(&["sources", "reports", "--format", "markdown"]));
}

#[test]
fn sources_as_json() {
    let sources: serde_json::Value =
        serde_json::from_str(&shown(&["sources", "reports", "--format", "json"])).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&sources["stories"][0]["unnamed"]).expect("it was JSON"));
}

#[test]
fn events() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = folder.path().join("events.csv");
    shown(&["export", "--events", table.to_str().expect("UTF-8"), "reports"]);
    insta::assert_snapshot!(std::fs::read_to_string(table).expect("it was written"));
}

/// What `watch --once` tells of a folder that changes three times, and what is told of that afterwards. The times of day are
/// taken out.
#[test]
fn watched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).expect("a new folder");
    let ran = |args: &[&str]| {
        let output =
            Command::new(cargo_bin("dateline")).current_dir(folder.path()).args(args).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        let untimed = |line: &str| match line.split_once("T") {
            Some((day, rest)) if day.len() == 10 && day.starts_with("20") => {
                format!("TIME{}", rest.split_once('Z').map_or("", |(_, rest)| rest))
            }
            _ => line
                .split(", added 20")
                .next()
                .unwrap_or_default()
                .split(", counts from 20")
                .next()
                .unwrap_or_default()
                .into(),
        };
        shown.lines().map(untimed).collect::<Vec<_>>().join("\n")
    };
    let mut told = Vec::new();
    for name in ["courier.txt", "packet.txt"] {
        std::fs::copy(format!("{HERE}/reports/{name}"), reports.join(name)).expect("a report");
        told.push(ran(&["watch", "s.dateline", "reports", "--once", "--quiet"]));
    }
    let packet = reports.join("packet.txt");
    let edited = std::fs::read_to_string(&packet).expect("a report").replace("overloaded", "too heavily loaded");
    std::fs::write(&packet, format!("{edited}\nThe harbour is closed.\n")).expect("a report");
    told.push(ran(&["watch", "s.dateline", "reports", "--once", "--quiet"]));
    insta::assert_snapshot!("watched", told.join("\n\n"));
    assert_eq!(ran(&["changes", "s.dateline"]), told.join("\n"));
    assert_eq!(ran(&["changes", "s.dateline", "--since", "2999-01-01"]), "");
    insta::assert_snapshot!("versions", ran(&["store", "versions", "s.dateline", "packet"]));
    let feed = ran(&["changes", "s.dateline", "--format", "atom"]);
    assert!(feed.contains("<title>report altered: ") && feed.ends_with("</feed>"), "{feed}");
}

/// A server that ends with the test. Its standard error stays open, so that it may always write there.
struct Server {
    child: Child,
    address: String,
    _told: BufReader<ChildStderr>,
}

impl Server {
    /// Starts one on any free port. Even where quiet is asked for it tells its address: without it nobody could use it.
    fn start() -> Server {
        let mut serve = command(&["serve", "reports", "--port", "0", "--quiet"]);
        let mut child = serve.stderr(Stdio::piped()).spawn().expect("it starts");
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        told.read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Server { child, address: address.to_owned(), _told: told }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("UTF-8");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn served() {
    let server = Server::start();
    for (name, path) in [("index", "/"), ("search", "/search?q=overloaded"), ("actor", "/story/1/actor/1")] {
        insta::assert_snapshot!(format!("served_{name}"), main_of(&server.get(path)));
    }
    let table = server.get("/story/1/claims.csv?state=differ");
    let rows = table.split_once("\r\n\r\n").expect("a head and a body").1;
    insta::assert_snapshot!("served_csv", rows.replace('\r', ""));
    assert!(server.get("/story/1").contains("Wed 15 Mar 1911"));
    assert!(server.get("/story/2").starts_with("HTTP/1.1 404"));
}

/// What a check of the draft writes; it finds something, and says so by its status.
fn checked(form: &str) -> String {
    let output = command(&["check", "draft.md", "reports", "--format", form]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn checked_terminal() {
    insta::assert_snapshot!(checked("text"));
}

#[test]
fn checked_markdown() {
    insta::assert_snapshot!(checked("markdown"));
}

#[test]
fn checked_page() {
    insta::assert_snapshot!(main_of(&checked("html")));
}

#[test]
fn checked_json() {
    let json: serde_json::Value = serde_json::from_str(&checked("json")).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).expect("it was JSON"));
}

#[test]
fn checked_sarif() {
    insta::assert_snapshot!(checked("sarif"));
}

#[test]
fn checked_annotations() {
    insta::assert_snapshot!(checked("annotations"));
}
