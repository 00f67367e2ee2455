//! What holds for all bytes and all texts.

mod common;

use common::read_bytes;
use dateline_core::RegionKind;
use proptest::prelude::*;

/// Texts of lines that look like those of pages.
fn pages() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Skip to content".to_owned()),
        Just("Read more".to_owned()),
        Just("More stories".to_owned()),
        Just("By Ada Finch".to_owned()),
        Just("PORT NESS, March 3 (AP) — The ferry sank, the owners said.".to_owned()),
        Just("2 July 1912".to_owned()),
        Just(String::new()),
        "[A-Za-zé“” ,.:()/-]{0,90}",
        ".{0,40}",
    ];
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_named(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,4}(\\.(txt|html|md|json|jsonl|gz))?") {
        for report in read_bytes(&name, &bytes).into_iter().flatten() {
            prop_assert!(!report.text.as_str().trim().is_empty());
        }
    }

    #[test]
    fn any_page_is_read_or_named(body in "(<(p|div|a|h1|article|figcaption|time|table)>|</(p|div|a)>|[a-zA-Zé .]{0,40}){0,30}") {
        read_bytes("a.html", format!("<html><body>{body}").as_bytes());
    }

    #[test]
    fn a_plain_text_is_kept_and_its_words_are_in_regions(text in pages()) {
        for report in read_bytes("a.txt", text.as_bytes()).into_iter().flatten() {
            // What opens like JSON, HTML or front matter is not plain, and a byte order mark is no character.
            prop_assume!(!text.trim_start().starts_with(['{', '[', '<', '-', '\u{feff}']));
            prop_assert_eq!(report.text.as_str(), text.as_str());
            let mut end = 0;
            for region in &report.regions {
                let words = report.text.str(region.span);
                prop_assert!(report.text.as_str()[end..region.span.start()].trim().is_empty());
                prop_assert!(!words.is_empty() && words.trim() == words);
                end = region.span.end();
            }
            prop_assert!(report.text.as_str()[end..].trim().is_empty());
            prop_assert!(report.regions.iter().any(|r| matches!(r.kind, RegionKind::Body | RegionKind::Dateline)));
        }
    }
}
