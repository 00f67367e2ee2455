//! Drafts as they should not be, through the real command, and drafts that are pasted into a page.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

const FACES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faces");

/// Checks a draft that is given on standard input.
fn check(draft: &str, more: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin("dateline"));
    command.current_dir(FACES).args(["check", "-", "reports", "--format", "json"]).args(more);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that refuses may close its input before it has read all.
    let _ = child.stdin.take().unwrap().write_all(draft.as_bytes());
    child.wait_with_output().unwrap()
}

fn sentences(output: &Output) -> Vec<Value> {
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    json["sentences"].as_array().unwrap().clone()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_empty_draft_is_refused_in_words() {
    for empty in ["", "\n \n"] {
        let output = check(empty, &[]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{}", told(&output));
        assert!(told(&output).contains("the draft is empty, or can not be read; give one text"), "{}", told(&output));
    }
}

#[test]
fn a_draft_that_is_one_of_the_reports_is_held_against_the_others() {
    let mut command = Command::new(cargo_bin("dateline"));
    let args = ["check", "reports/packet.txt", "reports", "--format", "json"];
    let output = command.current_dir(FACES).args(args).output().unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["reports"].as_array().unwrap().len(), 1, "not against itself");
    // It has three dead where the other has two.
    assert_eq!(output.status.code(), Some(1));
    let kinds = |s: &Value| s["findings"].as_array().unwrap().iter().map(|f| f["kind"].clone()).collect::<Vec<_>>();
    assert!(sentences(&output).iter().flat_map(kinds).any(|kind| kind == "number"), "{json}");
}

#[test]
fn a_draft_in_another_language_is_told_and_gets_no_finding_but_of_what_it_quotes() {
    let draft = "Die Fähre Halden ist am Dienstag vor Port Merrow gesunken. Zwei Menschen sind bei dem Unglück ums Leben gekommen, \
                 teilte das Hafenamt mit. Der Hafenmeister sagte, das Meer sei ruhig gewesen, als sie auslief.";
    let output = check(draft, &[]);
    assert!(told(&output).contains("its language is \"de\", the pipeline's \"en\""), "{}", told(&output));
    assert!(
        sentences(&output).iter().all(|s| s["findings"].as_array().unwrap().is_empty()),
        "{:?}",
        sentences(&output)
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_draft_without_a_quotation_is_read() {
    let output = check("The ferry Halden sank off Port Merrow on Tuesday.", &[]);
    let all = sentences(&output);
    assert_eq!((output.status.code(), all.len()), (Some(0), 1));
    assert_eq!(all[0]["verdict"], "supported");
    // Nothing but a quotation is collated, and nothing but a heading has nothing to check.
    assert_eq!(sentences(&check("“The sea was calm when she left.”", &[]))[0]["verdict"], "supported");
    assert_eq!(check("###", &[]).status.code(), Some(0));
}

#[test]
fn a_draft_of_a_megabyte_ends() {
    // Most of it tells of nothing that the reports tell: what comes near them is read, which takes longer.
    let filler = "Orchestras in Bergen played waltzes for gardeners. Critics admired their cellos.\n\n".repeat(11_700);
    let one =
        "The ferry Halden sank off Port Merrow on Tuesday. “The sea was rough when she left,” said Jonas Brandt.\n\n";
    let draft = format!("{one}{filler}{one}");
    assert!(draft.len() > 950_000);
    let output = check(&draft, &["--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Vec<Value> = sentences(&output).iter().flat_map(|s| s["findings"].as_array().unwrap().clone()).collect();
    assert_eq!(found.iter().filter(|f| f["kind"] == "quote").count(), 2, "{found:?}");
}

#[test]
fn a_draft_that_is_too_long_or_several_texts_is_refused() {
    let output = check(&"It sank. ".repeat(300_000), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("is longer than 2 MB"), "{}", told(&output));
    let two = check("{\"text\": \"It sank.\"}\n{\"text\": \"It was raised.\"}\n", &[]);
    assert!(told(&two).contains("the draft is 2 texts; give one text"), "{}", told(&two));
}

/// A server that ends with the test. Its standard error stays open, so that it may always write there.
struct Server {
    child: Child,
    address: String,
    _told: BufReader<ChildStderr>,
}

impl Server {
    fn start(more: &[&str]) -> Server {
        let mut serve = Command::new(cargo_bin("dateline"));
        serve.current_dir(FACES).args(["serve", "reports", "--port", "0", "--quiet"]).args(more);
        let mut child = serve.stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Server { child, address: address.to_owned(), _told: told }
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let form = "Content-Type: application/x-www-form-urlencoded";
        let sent = format!(
            "{head}\r\nHost: {}\r\n{form}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            self.address
        );
        // A server that refuses may not read all of it.
        let _ = stream.write_all(sent.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    }

    fn paste(&self, header: &str, draft: &str) -> String {
        let coded: String = draft.bytes().map(|b| format!("%{b:02X}")).collect();
        self.ask(&format!("POST /check HTTP/1.1{header}"), &format!("draft={coded}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const DRAFT: &str = "The ferry sank. \"The sea was rough when she left,\" said Jonas Brandt <b>there</b>.";

#[test]
fn a_draft_is_pasted_into_a_page_and_shown_with_the_reports_beside_it() {
    let server = Server::start(&[]);
    let form = server.ask("GET /check HTTP/1.1", "");
    assert!(form.contains("<textarea id=\"draft\"") && form.contains("action=\"/check\" method=\"post\""), "{form}");
    let page = server.paste("\r\nSec-Fetch-Site: same-origin\r\nOrigin: null", DRAFT);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<mark>rough</mark>"), "{page}");
    assert!(page.contains("&lt;b&gt;there"), "a draft is text, not markup");
    // The pane is that of a story: its words have a name that the finding leads to, and lead back.
    assert!(page.contains("href=\"#f1p1\"") && page.contains("id=\"f1p1\"") && page.contains("href=\"#f1\""), "{page}");
    assert!(page.contains("<aside class=\"pane\"") && page.contains("reports/courier.txt"));
    assert!(!Server::start(&["--no-paths"]).paste("", DRAFT).contains("reports/courier.txt"));
}

#[test]
fn a_draft_is_taken_from_our_own_page_alone_and_only_if_it_is_no_book() {
    let server = Server::start(&[]);
    for foreign in [
        "\r\nSec-Fetch-Site: cross-site\r\nOrigin: null",
        "\r\nSec-Fetch-Site: same-site",
        "\r\nSec-Fetch-Site: none",
        "\r\nOrigin: http://evil.example",
        "\r\nOrigin: null",
    ] {
        assert!(server.paste(foreign, DRAFT).starts_with("HTTP/1.1 403"), "{foreign}");
    }
    assert!(server.paste(&format!("\r\nOrigin: http://{}", server.address), DRAFT).starts_with("HTTP/1.1 200"));
    assert!(server.ask("POST / HTTP/1.1", "draft=x").starts_with("HTTP/1.1 405"), "no other page takes anything");
    assert!(server.ask("PUT /check HTTP/1.1", "draft=x").starts_with("HTTP/1.1 405"));
    let empty = server.paste("", " ");
    assert!(empty.starts_with("HTTP/1.1 422") && empty.contains("The draft is empty"), "{empty}");
    let long = server.paste("", &"a".repeat(200_001));
    assert!(long.starts_with("HTTP/1.1 413") && long.contains("at most 200 KB"), "{long}");
    let odd = server.ask("POST /check HTTP/1.1", "draft=%FF%FE&draft=x");
    assert!(odd.starts_with("HTTP/1.1 4"), "{odd}");
}
