//! Accounts that were changed after they were made: whatever was changed, `verify` names it.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_engine::types::json::AccountJson;
use dateline_engine::{AccountRequest, Engine, Fault, Inputs, Verdict, VerifyRequest, quiet, sealed};
use serde_json::{Value, json};

const COURIER: &str = "Ferry sinks off Port Merrow\n\nPORT MERROW, March 15 — The ferry Halden sank off Port Merrow on \
    Tuesday. Two people died in the accident, the harbour office said.\n\n\"The sea was calm when she left,\" said Jonas \
    Brandt, the harbour master.\n";

const PACKET: &str = "Halden lost; three are dead\n\nThe Packet, March 16, 1911\n\nPORT MERROW, March 16 — The ferry Halden \
    sank off Port Merrow on Tuesday. Three people died in the accident, the harbour office said.\n\n\"The sea was calm \
    when she left,\" Jonas Brandt told reporters. The owners denied that the ferry was overloaded.\n";

fn courier(text: &str) -> String {
    let report = json!({
        "id": "courier", "outlet": "The Courier", "published": "1911-03-15", "authors": ["Anna Lindqvist"],
        "title": "Ferry sinks off Port Merrow", "url": "https://courier.example/halden", "text": text,
    });
    report.to_string()
}

fn sources() -> Inputs {
    Inputs::default().with_bytes("courier.jsonl", courier(COURIER)).with_bytes("packet.txt", PACKET)
}

fn made(engine: &Engine) -> Value {
    let request = AccountRequest { inputs: sources(), ..AccountRequest::default() };
    serde_json::to_value(engine.account(&request, &mut quiet).unwrap().json(false)).unwrap()
}

fn checked(engine: &Engine, account: &Value, inputs: Inputs, words_only: bool) -> Verdict {
    let request = VerifyRequest { account: serde_json::to_vec(account).unwrap(), inputs, words_only };
    engine.verify(&request, &mut quiet).unwrap()
}

/// Sets what a pointer leads to, adds it where its object or list (`-`) lacks it, or takes it out (`null`).
fn forge(account: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match account.pointer_mut(parent).unwrap_or_else(|| panic!("there is no {parent}")) {
        Value::Object(object) if value.is_null() => drop(object.remove(last).unwrap()),
        Value::Object(object) => drop(object.insert(last.to_owned(), value)),
        Value::Array(list) if last == "-" => list.push(value),
        Value::Array(list) if value.is_null() => drop(list.remove(last.parse().unwrap())),
        Value::Array(list) => list[last.parse::<usize>().unwrap()] = value,
        other => panic!("{other} holds nothing"),
    }
}

/// What is changed, where, and to what.
fn forgeries(account: &Value) -> Vec<(&'static str, String, Value)> {
    let null = Value::Null;
    let claims = account["stories"][0]["claims"].as_array().unwrap();
    // Where reports differ in what one person says.
    let is_one = |c: &Value| c["differences"][0].is_object() && c["support"][0]["speaker"].is_object();
    let differing = claims.iter().position(is_one).unwrap();
    let d = |rest: &str| format!("/stories/0/claims/{differing}/{rest}");
    let c1 = |field: &'static str, to: Value| (field, format!("/stories/0/claims/0/{field}"), to);
    let first = |field: &'static str, to: Value| (field, format!("/stories/0/claims/0/support/0/{field}"), to);
    let report = |field: &'static str, to: Value| (field, format!("/reports/0/{field}"), to);
    let s = |rest: &str| format!("/stories/0/{rest}");
    let other = |pointer: &str, choices: [&'static str; 2]| {
        json!(choices.into_iter().find(|c| *account.pointer(pointer).unwrap() != *c).unwrap())
    };
    let conflict = !account.pointer(&d("differences/0/conflict")).unwrap().as_bool().unwrap();
    vec![
        c1("state", other("/stories/0/claims/0/state", ["contradict", "agree"])),
        c1("kind", json!("figure")),
        c1("text", json!("The ferry Halden was sunk.")),
        c1("outlets", json!(9)),
        c1("origins", json!(7)),
        c1("time", json!("1911-03-13")),
        c1("shown", json!(false)),
        c1("aside", json!(true)),
        c1("actors", json!(["a1", "a1"])),
        c1("silent", json!(["packet"])),
        c1("perhaps", json!(["packet"])),
        c1("too_early", json!(["courier"])),
        ("silence of a report that does not exist", s("claims/0/silent"), json!(["ghost"])),
        ("a support that is taken out", s("claims/0/support/0"), null.clone()),
        first("report", json!("ghost")),
        first("report", other("/stories/0/claims/0/support/0/report", ["packet", "courier"])),
        first("start", json!(1)),
        first("end", json!(90_000)),
        first("text", json!("The ferry Halden was sunk")),
        first("says", json!("contradicts")),
        first("origin", other("/stories/0/claims/0/support/0/origin", ["o2", "o1"])),
        first("origin", json!("o99")),
        first("chain", json!(["Jonas Brandt", "The Courier"])),
        first("trigger", json!([0, 3])),
        first("value", json!([0, 3])),
        first("value", json!([80_000, 90_000])),
        first("speaker", json!({"name": "Jonas Brandt", "unnamed": false, "actor": null})),
        first("event", json!("e9")),
        first("by", json!("hand")),
        ("a speaker's name", d("support/0/speaker/name"), json!("Jonas Brandt")),
        ("a speaker unnamed", d("support/0/speaker/unnamed"), json!(true)),
        ("a value that differs", d("differences/0/values/0/value"), json!("Nine")),
        ("what differs", d("differences/0/in"), json!("time")),
        ("whether it is a conflict", d("differences/0/conflict"), json!(conflict)),
        ("a difference that is taken out", d("differences/0"), null.clone()),
        ("a claim that is taken out", s("claims/1"), null.clone()),
        ("a story that is taken out", "/stories/0".to_owned(), null.clone()),
        ("a story's title", s("title"), json!("Ferry sunk off Port Merrow")),
        ("a story's first day", s("from"), json!("1911-03-01")),
        ("a story's reports", s("reports/1"), null.clone()),
        ("a story's reports", s("reports/-"), json!("ghost")),
        ("a story's id", s("id"), json!("0000000000000000")),
        ("an origin's kind", s("origins/0/kind"), json!("wire")),
        ("an origin's name", s("origins/0/name"), json!("Jonas Brandt")),
        ("an origin's reports", s("origins/1/reports"), json!([])),
        ("an actor's kind", s("actors/0/kind"), other("/stories/0/actors/0/kind", ["group", "place"])),
        ("an actor's name", s("actors/0/name"), json!("Captain Nobody")),
        ("a question's claims", s("questions/0/claims/-"), json!("c99")),
        ("whether a question is joined", s("questions/0/joined"), json!(false)),
        ("the timeline", s("timeline/0/when"), json!("1911-03-13")),
        (
            "a position",
            s("positions/-"),
            json!({"actor": "Jonas Brandt", "on": "the ferry", "held": [{"when": null, "claim": "c1", "change": "denied"}]}),
        ),
        report("sha256", json!("00")),
        report("outlet", json!("The Times")),
        report("title", json!("Ferry sunk off Port Merrow")),
        report("url", json!("https://times.example/halden")),
        report("authors", json!(["Jonas Brandt"])),
        report("published", json!("1911-03-17")),
        report("published_by", json!("text")),
        report("place", json!("LONDON")),
        report("text", json!("The ferry Halden was sunk by its owners.")),
        report("regions", json!([])),
        report("language", json!("de")),
        ("the id of a report without an outlet", "/reports/1/id".to_owned(), json!("times")),
        ("a report that is taken out", "/reports/1".to_owned(), null),
        (
            "a report that is there twice",
            "/reports/-".to_owned(),
            json!({"id": "courier", "sha256": "", "from": "", "text": ""}),
        ),
        ("a field that no account has", s("claims/0/proven"), json!(true)),
        ("the version", "/dateline".to_owned(), json!("0.0.1")),
        ("the pipeline", "/made/pipeline".to_owned(), json!("en_other 1.0")),
        ("what it was narrowed to", "/made/state".to_owned(), json!("agree")),
    ]
}

#[test]
fn every_forgery_is_named() {
    let engine = Engine::default();
    let account = made(&engine);
    let whole = checked(&engine, &account, sources(), false);
    assert!(whole.faults.is_empty() && whole.labels, "{whole:#?}");
    let mut passed = Vec::new();
    for (what, pointer, to) in forgeries(&account) {
        let mut forged = account.clone();
        forge(&mut forged, &pointer, to.clone());
        assert_ne!(forged, account, "{pointer} was {to} before");
        // The renamed report must be renamed everywhere, or it is only one that does not exist.
        if pointer == "/reports/1/id" {
            forged = serde_json::from_str(&forged.to_string().replace("\"packet\"", "\"times\"")).unwrap();
        }
        if checked(&engine, &forged, sources(), false).faults.is_empty() {
            passed.push(format!("{what}: {pointer} to {to}"));
        }
    }
    assert!(passed.is_empty(), "{passed:#?}");
}

#[test]
fn a_fault_says_where_and_what() {
    let engine = Engine::default();
    let mut account = made(&engine);
    let state = account["stories"][0]["claims"][0]["state"].as_str().unwrap().to_owned();
    forge(&mut account, "/stories/0/claims/0/state", json!("contradict"));
    let faults = checked(&engine, &account, sources(), false).faults;
    let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
    let story = account["stories"][0]["id"].as_str().unwrap();
    assert_eq!(told, [format!("story {story}, claim c1: state is \"contradict\", the sources give \"{state}\"")]);
}

#[test]
fn sources_are_known_by_their_bytes() {
    let engine = Engine::default();
    let account = made(&engine);
    let other = Inputs::default()
        .with_bytes("letter.txt", "The ferry Halden was painted in May.")
        .with_bytes("sent/packet.txt", PACKET)
        .with_bytes("as-it-came.jsonl", courier(COURIER));
    let verdict = checked(&engine, &account, other, false);
    assert!(verdict.faults.is_empty() && verdict.labels, "{verdict:#?}");
    assert_eq!(verdict.others, ["letter"]);

    // The same name and title, and other bytes.
    let changed = Inputs::default()
        .with_bytes("courier.jsonl", courier(&COURIER.replace("Two", "Ten")))
        .with_bytes("packet.txt", PACKET);
    let faults = checked(&engine, &account, changed, false).faults;
    assert!(faults.iter().any(|f| matches!(f, Fault::Bytes { report, .. } if report == "courier")), "{faults:#?}");
}

#[test]
fn a_seal_breaks_with_what_was_sealed() {
    let engine = Engine::default();
    let account: AccountJson = serde_json::from_value(made(&engine)).unwrap();
    let account = serde_json::to_value(sealed(account)).unwrap();
    let verdict = checked(&engine, &account, sources(), false);
    assert!(verdict.faults.is_empty(), "{:#?}", verdict.faults);
    assert_eq!(verdict.seal.as_deref(), account["seal"]["account"].as_str());
    for (pointer, to) in [("/stories/0/claims/0/outlets", json!(9)), ("/made/time_mode", json!("news"))] {
        let mut forged = account.clone();
        forge(&mut forged, pointer, to);
        let faults = checked(&engine, &forged, sources(), true).faults;
        assert!(faults.iter().any(|f| matches!(f, Fault::Seal { .. })), "{pointer}: {faults:#?}");
    }
}

#[test]
fn the_words_of_an_account_of_another_version_can_be_checked_alone() {
    let engine = Engine::default();
    let mut account = made(&engine);
    forge(&mut account, "/dateline", json!("0.0.1"));
    let faults = checked(&engine, &account, sources(), false).faults;
    assert!(matches!(faults.as_slice(), [Fault::Version { .. }]), "{faults:#?}");
    let verdict = checked(&engine, &account, sources(), true);
    assert!(verdict.faults.is_empty() && !verdict.labels, "{verdict:#?}");
}

#[test]
fn what_is_no_account_is_refused() {
    let engine = Engine::default();
    for account in
        ["", "[]", "{\"dateline\": 1}", "{\"dateline\":\"1\",\"dateline\":\"2\",\"reports\":[],\"stories\":[]}"]
    {
        let request = VerifyRequest { account: account.into(), inputs: sources(), words_only: false };
        assert!(engine.verify(&request, &mut quiet).is_err(), "{account}");
    }
}
