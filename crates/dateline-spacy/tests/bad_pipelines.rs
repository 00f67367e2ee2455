//! Pipelines that are damaged or unknown are refused, with the reason.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use dateline_spacy::Pipeline;

/// A copy of the English pipeline in a folder of its own.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Copy {
        fn copy(from: &Path, to: &Path) {
            fs::create_dir_all(to).unwrap();
            for entry in fs::read_dir(from).unwrap() {
                let path = entry.unwrap().path();
                let to = to.join(path.file_name().unwrap());
                if path.is_dir() {
                    copy(&path, &to);
                } else {
                    fs::copy(path, to).unwrap();
                }
            }
        }
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/en_core_web_sm"), &to);
        Copy(to)
    }

    /// Replaces a piece of `config.cfg`.
    fn edit(&self, from: &str, to: &str) {
        let path = self.0.join("config.cfg");
        let config = fs::read_to_string(&path).unwrap();
        assert!(config.contains(from));
        fs::write(path, config.replace(from, to)).unwrap();
    }

    fn refusal(&self) -> String {
        Pipeline::load(&self.0).unwrap_err().to_string()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
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
    assert_eq!(copy.refusal(), "the pipeline lacks ner/model");
}

#[test]
fn weights_that_are_cut_short_are_refused_wherever_they_end() {
    let copy = Copy::new("short");
    for file in ["tok2vec/model", "parser/model", "parser/moves", "tokenizer", "attribute_ruler/patterns"] {
        let path = copy.0.join(file);
        let bytes = fs::read(&path).unwrap();
        for end in [0, 1, bytes.len() / 3, bytes.len() - 1] {
            fs::write(&path, &bytes[..end]).unwrap();
            assert!(copy.refusal().starts_with(&format!("{file} is damaged or cut short")), "{file} to {end}");
        }
        fs::write(&path, &bytes).unwrap();
    }
}

#[test]
fn an_unknown_component_is_named() {
    let copy = Copy::new("component");
    copy.edit("factory = \"lemmatizer\"", "factory = \"textcat\"");
    assert_eq!(copy.refusal(), "component 'lemmatizer' is a 'textcat', which this runtime does not know");
}

#[test]
fn an_unknown_architecture_is_named() {
    let copy = Copy::new("architecture");
    copy.edit("spacy.MaxoutWindowEncoder.v2", "spacy.MishWindowEncoder.v2");
    assert!(copy.refusal().contains("'spacy.MishWindowEncoder.v2' is unknown"), "{}", copy.refusal());
}

#[test]
fn what_is_no_pipeline_is_said_to_be_none() {
    let none = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert!(Pipeline::load(&none).unwrap_err().to_string().contains("holds no spaCy pipeline"));
    assert!(Pipeline::load(Path::new("/no/such/place")).unwrap_err().to_string().starts_with("cannot read"));
}
