//! What a user may count on whatever the reports are: where output goes, what it holds, and that its order is its own.

#![allow(clippy::disallowed_methods, reason = "a test waits for no longer than it says")]

use assert_cmd::cargo::cargo_bin;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin("dateline"));
    command.args(args);
    command
}

fn ran(args: &[&str]) -> Output {
    command(args).output().expect("it starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn example(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a temporary folder can be written");
    path.to_str().expect("UTF-8").to_owned()
}

const REPORT: &str = "Ferry sinks\n\nThe ferry Halden sank off Port Merrow on Tuesday, the harbour office said.\n";

#[cfg(unix)]
mod output {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    /// What `read … -o TO` comes to.
    fn read_to(folder: &Path, to: &Path) -> Output {
        let report = write(folder, "ferry.txt", REPORT);
        ran(&["read", &report, "--format", "jsonl", "-o", to.to_str().expect("UTF-8")])
    }

    #[test]
    fn devices_and_pipes_are_written_through() {
        let folder = temporary();
        // In a folder of devices a new file could take the place of one, for whoever may.
        assert!(read_to(folder.path(), Path::new("/dev/null")).status.success());
        assert!(fs::metadata("/dev/null").expect("a device").file_type().is_char_device());
        let full = read_to(folder.path(), Path::new("/dev/full"));
        assert_eq!(full.status.code(), Some(2));
        assert!(words(&full.stderr).contains("/dev/full: can not be written"), "{}", words(&full.stderr));

        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("a program of every Unix").success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).expect("what was written")
        });
        assert!(read_to(folder.path(), &pipe).status.success());
        assert!(reader.join().expect("it reads").starts_with("{\"id\":\"ferry\""));
        assert!(fs::metadata(&pipe).expect("a pipe").file_type().is_fifo());
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_written() {
        let folder = temporary();
        let (file, link) = (folder.path().join("file.jsonl"), folder.path().join("link.jsonl"));
        fs::write(&file, "old").expect("a file");
        symlink(&file, &link).expect("a link");
        assert!(read_to(folder.path(), &link).status.success());
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert!(fs::read_to_string(&file).expect("a file").starts_with("{\"id\""));
    }

    #[test]
    fn the_mode_of_a_file_and_the_mask_of_its_maker_hold() {
        let folder = temporary();
        let secret = folder.path().join("secret.jsonl");
        fs::write(&secret, "").expect("a file");
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).expect("ours");
        assert!(read_to(folder.path(), &secret).status.success());
        assert_eq!(mode(&secret), 0o600);

        let report = write(folder.path(), "ferry.txt", REPORT);
        let masked = folder.path().join("masked.jsonl");
        let line = format!("umask 027; {} read {report} -o {}", cargo_bin("dateline").display(), masked.display());
        assert!(Command::new("sh").args(["-c", &line]).status().expect("a shell").success());
        assert_eq!(mode(&masked), 0o640);
        let left: Vec<PathBuf> =
            fs::read_dir(folder.path()).expect("a folder").map(|e| e.expect("a file").path()).collect();
        assert!(left.iter().all(|p| !p.file_name().expect("a name").to_string_lossy().starts_with(".tmp")), "{left:?}");
    }

    #[test]
    fn a_run_that_is_killed_leaves_nothing() {
        let folder = temporary();
        let to = folder.path().join("out.txt");
        let mut child = command(&["read", "-", "-o", to.to_str().expect("UTF-8")])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        // It has opened its output by the time that it reads what is too much for a pipe.
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(&REPORT.repeat(4_000).into_bytes()).expect("it reads");
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}

#[test]
fn an_ending_that_no_form_has_is_refused() {
    let folder = temporary();
    for ending in ["pdf", "xlsx", "docx"] {
        let to = folder.path().join(format!("story.{ending}"));
        let refused = ran(&["account", &example("strike"), "-o", to.to_str().expect("UTF-8")]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(words(&refused.stderr).contains(&format!("no form of dateline has the ending .{ending}")));
        assert!(!to.exists());
    }
    let table = folder.path().join("events.xlsx");
    let refused = ran(&["export", &example("strike"), "--events", table.to_str().expect("UTF-8")]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_file_holds_no_colours() {
    let folder = temporary();
    let to = folder.path().join("story.txt");
    let mut account = command(&["account", &example("strike"), "-o", to.to_str().expect("UTF-8")]);
    assert!(account.env("CLICOLOR_FORCE", "1").status().expect("it starts").success());
    assert!(!fs::read_to_string(&to).expect("it was written").contains('\u{1b}'));
    let shown = command(&["account", &example("strike")]).env("CLICOLOR_FORCE", "1").output().expect("it starts");
    assert!(words(&shown.stdout).contains("\u{1b}[1m"), "on a terminal there are some");
}

#[test]
fn what_was_skipped_is_counted_and_a_date_that_can_not_be_read_is_told() {
    let folder = temporary();
    write(folder.path(), "a.txt", REPORT);
    write(folder.path(), "b.txt", "");
    write(folder.path(), "c.json", r#"{"text": "The ferry Halden was raised.", "published": "some day"}"#);
    let told = words(&ran(&["read", folder.path().to_str().expect("UTF-8")]).stderr);
    assert!(told.contains("c.json: its date \"some day\" can not be read"), "{told}");
    assert!(told.ends_with("read 2, skipped 1\n"), "{told}");
}

/// Signs that steer a terminal or turn the direction of a line.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

#[test]
fn nothing_from_a_report_steers_a_terminal() {
    const BAD: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}knas\u{202c}";
    let folder = temporary();
    let text =
        format!("Mayor Anna{BAD} Lund said the ferry{BAD} sank on Tuesday. \"It{BAD} sank,\" said Jonas{BAD} Brandt.");
    let report = serde_json::json!({
        "id": format!("id{BAD}"), "title": format!("Ferry{BAD} sinks"), "outlet": format!("Courier{BAD}"),
        "authors": [format!("Ada{BAD}")], "url": "https://a.example/\u{202e}", "text": text,
    });
    write(folder.path(), "a.json", report.to_string());
    write(folder.path(), "b.txt", text);
    // A name of a file may hold anything but a slash.
    write(folder.path(), &format!("c{BAD}\n.png"), b"\x89PNG\r\n\x1a\n\0");
    let path = folder.path().to_str().expect("UTF-8");
    let account = folder.path().join("account.json");
    let account = account.to_str().expect("UTF-8");
    for args in [
        vec!["read", path, "--format", "text"],
        vec!["read", path, "--format", "jsonl"],
        vec!["annotate", path, "--format", "text"],
        vec!["parse", path, "--format", "conllu"],
        vec!["actors", path],
        vec!["account", path, "--format", "text", "--all"],
        vec!["account", path, "--format", "markdown"],
        vec!["account", path, "--format", "html"],
        vec!["account", path, "--format", "json"],
        vec!["account", path, "-o", account],
        vec!["verify", account, path],
    ] {
        let output = ran(&args);
        for out in [&output.stdout, &output.stderr] {
            let out = words(out);
            let found = out.char_indices().find(|&(_, c)| steers(c));
            assert!(found.is_none(), "{args:?} gives {found:?} in {out}");
        }
    }
    // What is data keeps its values.
    let row: serde_json::Value =
        serde_json::from_slice(&ran(&["read", &format!("{path}/a.json"), "--format", "jsonl"]).stdout).expect("JSON");
    assert_eq!(row["title"], report["title"]);
}

#[test]
fn no_order_no_zone_and_no_locale_changes_a_byte() {
    let names = ["ferry", "strike", "ferry/courier-march-15.txt"].map(example);
    let account = |order: [usize; 3], zone: &str, locale: &str, jobs: &str| {
        let mut account = command(&["account", "--format", "json", "--quiet", "--jobs", jobs]);
        account.args(order.map(|i| &names[i])).env("TZ", zone).env("LC_ALL", locale);
        account.output().expect("it starts").stdout
    };
    let one = account([0, 1, 2], "UTC", "C", "1");
    assert!(one.len() > 1_000);
    assert!(one == account([2, 1, 0], "Pacific/Kiritimati", "tr_TR.UTF-8", "3"));
    assert!(one == account([1, 0, 2], "America/St_Johns", "C", "2"));
}

#[test]
fn a_store_gives_the_bytes_that_its_folder_gives() {
    let folder = temporary();
    let store = folder.path().join("ferry.dateline");
    let store = store.to_str().expect("UTF-8");
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).expect("a folder");
    for (name, time) in [("a", "2025-03-15T00:00:00.000Z"), ("b", "2025-03-16T06:30:00+05:30"), ("c", "2025-03-16")] {
        let text = format!("{REPORT}\n\"She was {name} good ship,\" said Anna Lund.");
        let report = serde_json::json!({"id": name, "published": time, "text": text});
        write(&reports, &format!("{name}.json"), report.to_string());
    }
    let reports = reports.to_str().expect("UTF-8");
    assert!(ran(&["add", store, reports]).status.success());
    let account = |path: &str| words(&ran(&["account", path, "--format", "json"]).stdout);
    let (stored, read) = (account(store), account(reports));
    assert!(read.contains("2025-03-15T00:00:00+00:00"), "{read}");
    assert_eq!(stored, read);
}

#[test]
fn a_sealed_account_is_verified_with_its_seal() {
    let folder = temporary();
    let account = folder.path().join("account.json");
    let account = account.to_str().expect("UTF-8");
    let made = ran(&["account", &example("strike"), "-o", account, "--seal", "--claims", "agree"]);
    let told = words(&made.stderr);
    let seal = told.split("sealed as ").nth(1).expect("a seal").trim();
    let verified = ran(&["verify", account, &example("strike")]);
    let out = words(&verified.stdout);
    assert!(verified.status.success() && out.contains(seal) && out.contains("every label"), "{out}");
    let forged = fs::read_to_string(account).expect("it is there");
    // The first "agree" is what it was narrowed to.
    let forged = forged.replacen("\"state\":\"agree\",\"outlets\"", "\"state\":\"differ\",\"outlets\"", 1);
    fs::write(account, forged).expect("ours");
    let verified = ran(&["verify", account, &example("strike")]);
    let out = words(&verified.stdout);
    assert_eq!(verified.status.code(), Some(1));
    assert!(out.contains("its seal is broken") && out.contains("state is \"differ\""), "{out}");
    assert_eq!(ran(&["account", &example("strike"), "--seal"]).status.code(), Some(2), "only JSON has a seal");
}

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
    _told: BufReader<std::process::ChildStderr>,
}

impl Server {
    fn start(path: &str) -> Server {
        let mut serve = command(&["serve", path, "--port", "0", "--quiet"]);
        let mut child = serve.stderr(Stdio::piped()).spawn().expect("it starts");
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        told.read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Server { child, address: address.to_owned(), _told: told }
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}Connection: close\r\n\r\n", self.address)
            .expect("it reads");
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
fn a_server_answers_its_own_pages_and_closes_what_does_not_ask() {
    let folder = temporary();
    let store = folder.path().join("ferry.dateline");
    let store = store.to_str().expect("UTF-8");
    let first = write(folder.path(), "first.txt", REPORT);
    assert!(ran(&["add", store, &first]).status.success());
    let server = Server::start(store);

    for site in ["cross-site", "same-site"] {
        assert!(server.get("/", &format!("Sec-Fetch-Site: {site}\r\n")).starts_with("HTTP/1.1 403"), "{site}");
    }
    for site in ["", "Sec-Fetch-Site: none\r\n", "Sec-Fetch-Site: same-origin\r\n"] {
        assert!(server.get("/story/1", site).starts_with("HTTP/1.1 200"), "{site}");
    }
    // The same again comes from what is kept, with the same limits.
    assert!(server.get("/story/1", "").contains("content-security-policy: "));

    // One that opens a connection and asks half of a question.
    let mut half = TcpStream::connect(&server.address).expect("it listens");
    half.write_all(b"GET / HTTP/1.1\r\nHost:").expect("it reads");
    // Waits until the server closes it, however long this machine takes.
    let _ = half.read_to_end(&mut Vec::new());

    // What is added is on the pages soon.
    let second = write(folder.path(), "second.txt", REPORT.replace("Ferry sinks", "Halden is lost"));
    assert!(ran(&["add", store, &second]).status.success());
    let fresh = (0..1_200).any(|_| {
        std::thread::sleep(Duration::from_millis(500));
        server.get("/search?q=halden", "").contains(" is lost")
    });
    assert!(fresh, "the pages are stale");
}
