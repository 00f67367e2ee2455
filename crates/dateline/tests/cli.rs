//! The command as a user runs it: each face once, exit statuses, and errors that name what is wrong.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn dateline(args: &[&str]) -> Ran {
    run(Command::cargo_bin("dateline").expect("built by cargo").args(args))
}

fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("it starts");
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

fn examples(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a temporary folder can be written");
    path
}

#[test]
fn an_account_tells_what_the_reports_share() {
    let ran = dateline(&["account", &examples("strike"), "--format", "text"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("Nobody has won, and everybody can eat"), "{}", ran.out);
    let order = ["Not settled, or moved", "The score", "Who said it", "Only in"].map(|part| ran.out.find(part));
    assert!(order.is_sorted() && order[0].is_some(), "{}", ran.out);
}

#[test]
fn a_search_finds_whole_words_and_says_where() {
    let ran = dateline(&["search", "who:Calder everybody", &examples("strike")]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("packet-may-5.txt:7 ") && ran.out.contains("everybody can eat"), "{}", ran.out);
    let none = dateline(&["search", "-", &examples("strike")]);
    assert_eq!(none.status, Some(2), "{}", none.out);
}

#[test]
fn a_store_answers_a_search_as_its_reports_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).expect("a new folder");
    for name in ["ferry", "strike"] {
        for entry in fs::read_dir(examples(name)).expect("our examples") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, reports.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    let odd = "Caf\u{e9}s of Vi\u{1ec7}t\n\nThe mayor Sergey Halden sat in a cafe\u{301} on Sunday. \u{e000}Share \u{24d0}this. He said it was dear.";
    write(&reports, "odd.txt", odd);
    write(&reports, "other.txt", "Sergei Halden denied on Sunday that he had sat in any cafe of the Viet.");
    let store = folder.path().join("s.dateline");
    let [reports, store] = [&reports, &store].map(|path| path.to_str().expect("UTF-8"));
    assert_eq!(dateline(&["add", store, reports]).status, Some(0));
    for asked in [
        "whistle",
        "\"harbour master\"",
        "everybody -eat",
        "who:Rowe",
        "who:Calder everybody",
        "outlet:lantern fog",
        "after:1926-03-16 ferry",
        "cafe",
        "cafes",
        "CAF\u{c9}",
        "viet",
        "share",
        "\u{e000}share",
        "this",
        "\u{24d0}this",
        "sergei",
        "Sergey",
        "who:Sergey",
        "halden's",
        "nowhere",
        "1,800",
        "f",
        "\u{301}",
        "\"sat in\" sergej",
    ] {
        let [of_store, of_reports] = [store, reports].map(|path| dateline(&["search", asked, path]));
        assert_eq!((of_store.status, &of_store.out), (of_reports.status, &of_reports.out), "{asked}");
    }
    assert_eq!(dateline(&["search", "sergei", store]).out.lines().next(), Some("2 reports"));
}

#[test]
fn a_path_stands_once_a_report_and_is_never_broken() {
    let ran = dateline(&["account", &examples("ferry"), "--format", "text"]);
    assert_eq!(ran.out.matches("courier-march-15.txt").count(), 1, "{}", ran.out);
    assert!(!dateline(&["account", "--no-paths", &examples("ferry"), "--format", "text"]).out.contains(".txt"));
}

#[test]
fn the_output_does_not_depend_on_the_number_of_jobs() {
    let account = |jobs| dateline(&["account", &examples(""), "--format", "json", "--jobs", jobs]).out;
    let one = account("1");
    assert!(serde_json::from_str::<Value>(&one).is_ok());
    assert!(one == account("3"));
}

#[test]
fn an_account_is_verified_until_a_word_of_a_source_changes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).expect("a new folder");
    for name in ["courier-may-3.txt", "telegraph-may-5.md", "packet-may-5.txt"] {
        fs::copy(examples(&format!("strike/{name}")), reports.join(name)).expect("an example");
    }
    let account = folder.path().join("account.json");
    let [reports, account] = [&reports, &account].map(|p| p.to_str().expect("UTF-8"));
    assert_eq!(dateline(&["account", reports, "-o", account]).status, Some(0));
    let ran = dateline(&["verify", account, reports]);
    assert_eq!(ran.status, Some(0), "{}", ran.out);

    let packet = Path::new(reports).join("packet-may-5.txt");
    let changed = fs::read_to_string(&packet).expect("a copy").replace("Nobody has won", "Everybody has won");
    fs::write(&packet, changed).expect("a copy");
    let ran = dateline(&["verify", account, reports]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("packet-may-5") && ran.out.contains("line 7"), "{}", ran.out);
}

#[test]
fn annotate_keeps_the_text_and_tells_who_said_what() {
    let ran = dateline(&["annotate", &examples("strike/packet-may-5.txt"), "--format", "jsonl"]);
    let report: Value = serde_json::from_str(ran.out.trim()).expect("one object");
    let text = fs::read_to_string(examples("strike/packet-may-5.txt")).expect("an example");
    assert_eq!(report["text"], Value::String(text));
    let speakers: Vec<&str> = report["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .filter_map(|s| report["actors"].as_array()?.iter().find(|a| a["id"] == s["speaker"])?["name"].as_str())
        .collect();
    assert!(speakers.iter().any(|name| name.contains("Ruth Calder")), "{speakers:?}");
}

#[test]
fn parse_gives_nine_columns_a_token_and_standard_input_is_a_path() {
    let mut command = Command::cargo_bin("dateline").expect("built by cargo");
    let ran = run(command.args(["parse", "-", "--format", "jsonl"]).write_stdin("The ferry Halden sank on Sunday."));
    let parse: Value = serde_json::from_str(ran.out.trim()).expect("one object");
    let tokens = parse["tokens"].as_array().expect("tokens");
    let sank = tokens.iter().find(|t| t[2] == "sink").expect("its lemma");
    assert_eq!((sank[0].as_u64(), sank[1].as_u64(), sank[4].as_str()), (Some(17), Some(21), Some("VERB")));
    assert!(tokens.iter().all(|t| t.as_array().is_some_and(|t| t.len() == 9)));
}

#[test]
fn a_store_holds_what_was_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("reports.dateline");
    let store = store.to_str().expect("UTF-8");
    assert_eq!(dateline(&["add", store, &examples("strike")]).status, Some(0));
    let again = dateline(&["add", store, &examples("strike")]);
    assert!(again.err.contains("0 added"), "{}", again.err);
    let stories = |path: &str| {
        let account: Value = serde_json::from_str(&dateline(&["account", path, "--format", "json"]).out).expect("JSON");
        account["stories"].clone()
    };
    assert_eq!(stories(store), stories(&examples("strike")));
}

#[test]
fn reports_added_later_join_the_stories_that_are_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("reports.dateline");
    let store = store.to_str().expect("UTF-8");
    let stories = || -> Vec<Vec<Value>> {
        let account: Value =
            serde_json::from_str(&dateline(&["account", store, "--format", "json"]).out).expect("JSON");
        let stories = account["stories"].as_array().cloned().unwrap_or_default();
        stories.iter().map(|s| s["reports"].as_array().cloned().unwrap_or_default()).collect()
    };
    let day = |name: &str| format!("{}/{name}-march-15.txt", examples("ferry"));
    assert_eq!(dateline(&["add", store, &day("courier"), &day("packet")]).status, Some(0));
    let before = stories();
    assert_eq!(dateline(&["add", store, &examples("ferry")]).status, Some(0));
    let after = stories();
    assert_eq!((before.len(), after.len()), (1, 1), "the later reports of the ferry join the first: {after:?}");
    assert!(before[0].iter().all(|report| after[0].contains(report)), "{before:?} is not in {after:?}");
    assert_eq!(dateline(&["add", store, &examples("strike")]).status, Some(0));
    let last = stories();
    assert!(last.len() == 2 && last.contains(&after[0]), "the strike opens a story: {last:?}");
}

#[test]
fn the_same_wire_text_under_two_names_is_two_reports_from_a_folder_and_from_a_store() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).expect("a new folder");
    for name in ["courier.txt", "packet.txt"] {
        write(
            &reports,
            name,
            "The ferry Halden sank off Port Merrow on Tuesday. Two people died, the harbour office said.",
        );
    }
    let store = folder.path().join("s.dateline");
    let [store, reports] = [&store, &reports].map(|path| path.to_str().expect("UTF-8"));
    assert_eq!(dateline(&["add", store, reports]).status, Some(0));
    let account = |path| dateline(&["account", path, "--format", "json"]).out;
    assert_eq!(account(store), account(reports));
}

#[test]
fn an_edited_report_is_a_version_and_differs_from_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let row = |number: &str, updated: &str| {
        format!(
            "{{\"url\":\"https://packet.example/ferry\",\"outlet\":\"Packet\",\"published\":\"1911-03-14\",\"updated\":\"{updated}\",\
             \"text\":\"The ferry Halden sank off Port Merrow. {number} people died.\"}}\n"
        )
    };
    let first = write(folder.path(), "a.jsonl", row("Two", "1911-03-14"));
    let second = write(folder.path(), "b.jsonl", row("Nine", "1911-03-16"));
    let store = folder.path().join("s.dateline");
    let [first, second, store] = [&first, &second, &store].map(|path| path.to_str().expect("UTF-8"));
    assert_eq!(dateline(&["add", store, first]).status, Some(0));
    let again = dateline(&["add", store, second]);
    assert!(again.err.contains("0 added, 1 new versions"), "{}", again.err);
    let account = |args: &[&str]| dateline(&[&["account", "--format", "json", "--quiet"], args].concat()).out;
    let read: Value = serde_json::from_str(&account(&[store])).expect("JSON");
    assert_eq!(read["reports"].as_array().map(Vec::len), Some(1));
    assert!(read.to_string().contains("Nine people died") && !read.to_string().contains("Two people"), "{read}");
    assert!(account(&[store, "--as-of", "1911-03-15"]).contains("Two people died"));
    assert!(account(&[first, second]).contains("Nine people died"), "a folder has versions too");
    let told = dateline(&["store", "versions", store, read["reports"][0]["id"].as_str().expect("an id")]);
    assert!(told.out.contains("altered: Two → Nine"), "{}", told.out);
}

#[test]
fn a_report_that_is_taken_out_of_a_store_is_gone_and_the_rest_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("s.dateline");
    let store = store.to_str().expect("UTF-8");
    assert_eq!(dateline(&["watch", store, &examples("ferry"), "--once"]).status, Some(0));
    assert_eq!(dateline(&["store", "remove", store, "packet-march-15"]).status, Some(0));
    let missing = dateline(&["store", "remove", store, "packet-march-15"]);
    assert!(missing.status == Some(2) && missing.err.contains("packet-march-15"), "{}", missing.err);
    let check = dateline(&["store", "check", store]);
    assert_eq!((check.status, check.out.as_str()), (Some(0), "all is as it was written\n"));
    assert!(!dateline(&["changes", store]).out.contains("packet-march-15"));
    let rows = dateline(&["store", "export", store]).out;
    assert_eq!(rows.lines().count(), 5);
    let rows = write(folder.path(), "rows.jsonl", rows);
    let other = folder.path().join("other.dateline");
    let [rows, other] = [&rows, &other].map(|path| path.to_str().expect("UTF-8"));
    assert!(dateline(&["add", other, rows]).err.contains("5 added"), "an export makes a store again");
    assert!(dateline(&["store", "info", other]).out.contains("reports    5"));
}

#[test]
#[cfg(unix)]
fn a_run_that_is_killed_at_any_moment_loses_no_report() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [killed, whole] = ["killed.dateline", "whole.dateline"].map(|name| folder.path().join(name));
    let [killed, whole] = [&killed, &whole].map(|path| path.to_str().expect("UTF-8"));
    for (command, milliseconds) in [("add", 120), ("watch", 240), ("add", 360), ("watch", 480)] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("dateline"));
        child.args([command, killed, &examples(""), "--quiet"]).args((command == "watch").then_some("--once"));
        let mut child = child.stdout(std::process::Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().expect("a child of ours");
        child.wait().expect("a child of ours");
    }
    for store in [killed, whole] {
        assert_eq!(dateline(&["add", store, &examples("")]).status, Some(0));
        assert_eq!(dateline(&["store", "check", store]).status, Some(0));
    }
    let account = |path| dateline(&["account", path, "--format", "json"]).out;
    assert!(account(killed) == account(whole));
}

#[test]
fn what_can_not_be_read_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    write(folder, "a-empty.txt", "");
    write(folder, "b-picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write(folder, "c-lines.jsonl", "{\"text\": \"The ferry sank.\"}\n{\"text\": \n{\"text\": \"It was raised.\"}\n");
    write(folder, "d-good.txt", "The ferry Halden sank off Port Merrow on Sunday.");
    let path = folder.to_str().expect("UTF-8");
    let ran = dateline(&["read", path, "--format", "jsonl"]);
    assert_eq!(ran.status, Some(0));
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    for named in ["a-empty.txt", "b-picture.png", "c-lines.jsonl:2"] {
        assert!(ran.err.contains(named), "{named} is not in {}", ran.err);
    }
    assert_eq!(dateline(&["read", path, "--strict"]).status, Some(1));
    let missing = dateline(&["read", "no/such/file.txt"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.err.contains("no/such/file.txt"), "{}", missing.err);
}

#[test]
fn the_form_follows_the_ending_of_the_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let to = folder.path().join("account.md");
    assert_eq!(dateline(&["account", &examples("strike"), "-o", to.to_str().expect("UTF-8")]).status, Some(0));
    assert!(fs::read_to_string(to).expect("it was written").starts_with("# "));
    let nowhere = dateline(&["account", &examples("strike"), "-o", "no/such/folder/a.md"]);
    assert_eq!(nowhere.status, Some(2));
    assert!(nowhere.err.contains("no/such/folder/a.md"), "{}", nowhere.err);
}

#[test]
fn the_manual_page_is_made_from_the_arguments() {
    assert!(dateline(&["generate", "man"]).out.contains("dateline \\- Reads many reports"));
    assert!(dateline(&["generate", "fish"]).out.contains("complete -c dateline"));
}

#[test]
fn actors_are_listed_and_an_edit_that_matches_none_is_named() {
    let ran = dateline(&["actors", &examples("strike")]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.contains("reports: "), "{}", ran.out);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let edits = write(folder.path(), "actors.toml", "drop = ['Nobody of That Name']");
    let ran = dateline(&["actors", &examples("strike"), "--actors", &edits.to_string_lossy()]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("Nobody of That Name"), "{}", ran.err);
}

#[test]
fn events_are_exported_as_a_table() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let report = write(folder.path(), "treaty.txt", "France attacked Spain in 1823. Britain condemned the attack.\n");
    let table = folder.path().join("events.csv");
    let ran = dateline(&["export", "--events", &table.to_string_lossy(), &report.to_string_lossy()]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let table = fs::read_to_string(table).expect("it was written");
    assert!(table.starts_with("event,date,source,source_country,target,"), "{table}");
    assert!(table.contains("ASSAULT,4,happened"), "{table}");
    let parquet = folder.path().join("events.parquet");
    let ran = dateline(&["export", "--events", &parquet.to_string_lossy(), &report.to_string_lossy()]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let table = fs::read(parquet).expect("it was written");
    assert!(table.starts_with(b"PAR1") && table.ends_with(b"PAR1"));
}

#[test]
fn every_table_is_exported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let tables = ["reports", "statements", "events", "times", "actors", "clauses", "claims", "supports"];
    let files: Vec<String> = tables.iter().flat_map(|t| [format!("{t}.csv"), format!("{t}.parquet")]).collect();
    let mut args = vec!["export".to_owned(), examples("strike")];
    args.extend(files.iter().flat_map(|name| ["--table".to_owned(), file(name)]));
    let ran = dateline(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    for name in &files {
        let written = fs::read(file(name)).expect("it was written");
        assert!(written.len() > 500, "{name} has rows");
        assert_eq!(name.ends_with("parquet"), written.starts_with(b"PAR1"), "{name}");
    }
    let claims = fs::read_to_string(file("claims.csv")).expect("it was written");
    assert!(claims.starts_with("story,id,kind,text,state,outlets,origins,"), "{claims}");
    let reports = fs::read_to_string(file("reports.csv")).expect("it was written");
    let story = claims.lines().nth(1).and_then(|line| line.split(',').next()).expect("a claim");
    assert!(reports.contains(story), "a report has its story's id");
    let refused = dateline(&["export", &examples("strike"), "--table", "rows=x.csv"]);
    assert!(refused.err.contains("no table is called \"rows\""), "{}", refused.err);
    let refused = dateline(&["export", &examples("strike")]);
    assert_eq!(refused.status, Some(2), "what is to be written is asked for");
}

#[test]
fn a_draft_that_can_not_be_checked_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let empty = write(folder.path(), "draft.txt", "").display().to_string();
    let ran = dateline(&["check", &empty, &examples("strike")]);
    assert_eq!(ran.status, Some(2), "{}", ran.out);
    assert!(ran.err.contains("draft.txt"), "{}", ran.err);
    let ran = dateline(&["check", "-", "-"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("standard input"), "{}", ran.err);
}

#[test]
fn a_draft_that_is_one_of_the_reports_stands() {
    let ran = dateline(&["check", &examples("strike/packet-may-5.txt"), &examples("strike"), "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let reports = json["reports"].as_array().expect("reports");
    assert_eq!(reports.len(), 3, "it is not held against itself");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("copy.txt");
    fs::copy(examples("strike/packet-may-5.txt"), &copy).expect("an example");
    let ran = dateline(&["check", &copy.display().to_string(), &examples("strike"), "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    let sentences = json["sentences"].as_array().expect("sentences");
    assert!(sentences.iter().all(|s| s["verdict"] != "differs"), "{}", ran.out);
    assert_eq!(ran.status, Some(0));
}

#[test]
fn a_draft_in_another_language_is_checked_and_said_to_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = "Le navire a coulé hier soir au large de la côte, et trois personnes sont mortes dans l'accident, selon la police. \
                Les propriétaires ont refusé de répondre aux questions des journalistes.";
    let draft = write(folder.path(), "note.txt", text).display().to_string();
    let ran = dateline(&["check", &draft, &examples("strike")]);
    assert!(matches!(ran.status, Some(0 | 1)), "{}", ran.err);
    assert!(ran.err.contains("fr"), "{}", ran.err);
}
