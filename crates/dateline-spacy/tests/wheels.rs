//! A pipeline in a wheel is the pipeline that was packed.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use dateline_spacy::Pipeline;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Packs the English pipeline the way that spaCy's wheels hold one, without the file called `left_out`.
fn wheel(name: &str, left_out: &str) -> PathBuf {
    fn pack(wheel: &mut ZipWriter<File>, from: &Path, to: &str, left_out: &str) {
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let to = format!("{to}/{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                pack(wheel, &path, &to, left_out);
            } else if !to.ends_with(left_out) {
                wheel.start_file(to, SimpleFileOptions::default()).unwrap();
                wheel.write_all(&fs::read(path).unwrap()).unwrap();
            }
        }
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut wheel = ZipWriter::new(File::create(&path).unwrap());
    wheel.start_file("en_core_web_sm/__init__.py", SimpleFileOptions::default()).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/en_core_web_sm");
    pack(&mut wheel, &from, "en_core_web_sm/en_core_web_sm-3.8.0", left_out);
    wheel.finish().unwrap();
    path
}

#[test]
fn a_wheel_is_loaded_as_what_is_built_in() {
    let wheel = wheel("whole.whl", "no such file");
    let (loaded, english) = (Pipeline::load(&wheel).unwrap(), Pipeline::english().unwrap());
    fs::remove_file(wheel).unwrap();
    assert_eq!((loaded.lang(), loaded.name(), loaded.version()), (english.lang(), english.name(), english.version()));
    for text in ["The mayor resigned on Tuesday.", "Queen Victoria opened the Great Exhibition in London."] {
        let (loaded, english) = (loaded.parse(text), english.parse(text));
        assert_eq!(loaded.tokens(), english.tokens());
        assert!(loaded.entities().eq(english.entities()), "{text}");
    }
}

#[test]
fn a_file_that_the_wheel_lacks_is_named() {
    let wheel = wheel("short.whl", "ner/model");
    let refusal = Pipeline::load(&wheel).unwrap_err().to_string();
    fs::remove_file(wheel).unwrap();
    assert_eq!(refusal, "the pipeline lacks ner/model");
}
