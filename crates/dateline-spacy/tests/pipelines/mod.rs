//! The English pipeline as a folder that a test may change.

#![allow(dead_code, reason = "each test uses a part")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A copy of the English pipeline in a folder of its own, gone when dropped.
pub(crate) struct Copy(pub(crate) PathBuf);

impl Copy {
    /// The copy, in a folder of that name.
    pub(crate) fn new(name: &str) -> Copy {
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
    pub(crate) fn edit(&self, from: &str, to: &str) {
        let path = self.0.join("config.cfg");
        let config = fs::read_to_string(&path).unwrap();
        assert!(config.contains(from));
        fs::write(path, config.replace(from, to)).unwrap();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
