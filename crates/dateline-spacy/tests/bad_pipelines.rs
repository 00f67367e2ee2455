//! Pipelines that are damaged or unknown are refused, with the reason.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

mod pipelines;

use std::{fs, path::Path};

use dateline_spacy::Pipeline;
use pipelines::Copy;

/// Why the copy is refused.
fn refusal(copy: &Copy) -> String {
    Pipeline::load(&copy.0).unwrap_err().to_string()
}

#[test]
fn a_folder_is_loaded_as_what_is_built_in() {
    let copy = Copy::new("whole");
    let (folder, english) = (Pipeline::load(&copy.0).unwrap(), Pipeline::english().unwrap());
    assert_eq!((folder.lang(), folder.version()), (english.lang(), english.version()));
    let text = "The mayor resigned.";
    assert_eq!(folder.parse(text).tokens(), english.parse(text).tokens());
}

#[test]
fn a_missing_file_is_named() {
    let copy = Copy::new("missing");
    fs::remove_file(copy.0.join("ner/model")).unwrap();
    assert_eq!(refusal(&copy), "the pipeline lacks ner/model");
}

#[test]
fn weights_that_are_cut_short_are_refused_wherever_they_end() {
    let copy = Copy::new("short");
    for file in ["tok2vec/model", "parser/model", "parser/moves", "tokenizer", "attribute_ruler/patterns"] {
        let path = copy.0.join(file);
        let bytes = fs::read(&path).unwrap();
        for end in [0, 1, bytes.len() / 3, bytes.len() - 1] {
            fs::write(&path, &bytes[..end]).unwrap();
            assert!(refusal(&copy).starts_with(&format!("{file} is damaged or cut short")), "{file} to {end}");
        }
        fs::write(&path, &bytes).unwrap();
    }
}

#[test]
fn an_unknown_component_is_named() {
    let copy = Copy::new("component");
    copy.edit("factory = \"lemmatizer\"", "factory = \"textcat\"");
    assert_eq!(refusal(&copy), "component 'lemmatizer' is a 'textcat', which this runtime does not know");
}

#[test]
fn an_unknown_architecture_is_named() {
    let copy = Copy::new("architecture");
    copy.edit("spacy.MaxoutWindowEncoder.v2", "spacy.MishWindowEncoder.v2");
    assert!(refusal(&copy).contains("'spacy.MishWindowEncoder.v2' is unknown"), "{}", refusal(&copy));
}

#[test]
fn what_is_no_pipeline_is_said_to_be_none() {
    let none = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert!(Pipeline::load(&none).unwrap_err().to_string().contains("holds no spaCy pipeline"));
    assert!(Pipeline::load(Path::new("/no/such/place")).unwrap_err().to_string().starts_with("cannot read"));
}

#[test]
fn a_senter_that_the_parser_would_have_to_keep_to_is_refused() {
    let copy = Copy::new("senter-first");
    copy.edit(r#""tagger","parser","senter""#, r#""tagger","senter","parser""#);
    copy.edit(r#"disabled = ["senter"]"#, "disabled = []");
    assert_eq!(
        refusal(&copy),
        "component 'senter': it comes before the parser, which would have to keep to its sentences"
    );
}
