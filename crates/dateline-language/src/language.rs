//! A language: its code and the text of its files, by their names.

use crate::builtin;
use crate::error::LoadError;
use crate::table::Table;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// All that a stage knows of a language before it sees a text: its files, by their names from `rules/<language>/` on.
///
/// Lists that are the same in every language stand beside them: `places/` and `languages.txt`.
#[derive(Clone, Debug)]
pub struct Language {
    code: String,
    files: BTreeMap<Cow<'static, str>, Cow<'static, str>>,
    /// Those that are no text.
    weights: BTreeMap<Cow<'static, str>, Cow<'static, [u8]>>,
}

/// How the name of a file ends that is no text.
const WEIGHTS: &str = "safetensors";

impl Language {
    /// English, which is built in.
    pub fn english() -> Language {
        let files = builtin::EVERY_LANGUAGE.iter().chain(builtin::ENGLISH);
        let weights = builtin::ENGLISH_WEIGHTS.iter().map(|&(name, bytes)| (name.into(), bytes.into()));
        Language {
            code: "en".to_owned(),
            files: files.map(|&(name, text)| (name.into(), text.into())).collect(),
            weights: weights.collect(),
        }
    }

    /// The language of a folder, which has the form of `rules/en`; its name is the language's code.
    ///
    /// What the folder lacks is empty, but for the lists that are the same in every language, which are built in.
    ///
    /// # Errors
    /// If the folder or one of its files can not be read.
    pub fn load(folder: &Path) -> Result<Language, LoadError> {
        let mut files: BTreeMap<Cow<'static, str>, Cow<'static, str>> =
            builtin::EVERY_LANGUAGE.iter().map(|&(name, text)| (name.into(), text.into())).collect();
        let mut weights = BTreeMap::new();
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |why| LoadError::Unreadable { path, why }
        };
        let mut open = vec![folder.to_owned()];
        while let Some(here) = open.pop() {
            for entry in std::fs::read_dir(&here).map_err(unreadable(&here))? {
                let path = entry.map_err(unreadable(&here))?.path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let parts = path.strip_prefix(folder).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
                let name = Cow::Owned(parts.collect::<Vec<_>>().join("/"));
                if path.extension().is_some_and(|end| end == WEIGHTS) {
                    weights.insert(name, std::fs::read(&path).map_err(unreadable(&path))?.into());
                } else {
                    files.insert(name, std::fs::read_to_string(&path).map_err(unreadable(&path))?.into());
                }
            }
        }
        let code = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Language { code, files, weights })
    }

    /// A language of the files given, by name: for tests and for languages that are made elsewhere.
    pub fn of<'a>(code: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Language {
        let own = files.into_iter().map(|(name, text)| (name.to_owned().into(), text.to_owned().into()));
        Language { code: code.to_owned(), files: own.collect(), weights: BTreeMap::new() }
    }

    /// Its code of ISO 639-1: "en".
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A table by its name, such as `statements/people.txt`; one that the language lacks has no lines.
    pub fn table<'l>(&'l self, name: &'l str) -> Table<'l> {
        Table::new(name, self.files.get(name).map_or("", |text| text))
    }

    /// The weights of a network by their name, such as `compare/meaning.safetensors`: the bytes of the file, none if the
    /// language lacks it.
    pub fn weights(&self, name: &str) -> Cow<'static, [u8]> {
        self.weights.get(name).cloned().unwrap_or_default()
    }

    /// The names of its files, in order: first those of text, then those of weights.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(self.weights.keys()).map(|name| &**name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_is_a_language() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("la");
        fs::create_dir_all(own.join("actors")).expect("made");
        fs::write(own.join("actors/never.txt"), "# licence: none\nIanuarius\n").expect("written");
        let latin = Language::load(&own).expect("read");
        assert_eq!(latin.code(), "la");
        assert_eq!(latin.table("actors/never.txt").lines().map(|l| l.text).collect::<Vec<_>>(), ["Ianuarius"]);
        assert_eq!(latin.table("actors/people.tsv").lines().count(), 0);
        assert!(latin.table("places/cities.tsv").lines().count() > 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = Language::load(Path::new("rules/xx")).expect_err("not there");
        assert!(error.to_string().starts_with("rules/xx can not be read"), "{error}");
    }
}
