//! The inputs one by one: folders are walked in the order of their names, and no folder is entered twice.

use crate::error::{Problem, ReadError};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything in it that is not hidden.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl<T: Into<OsString>> From<T> for Input {
    /// Takes a path as the command line gives it: `-` is standard input.
    fn from(argument: T) -> Input {
        let argument = argument.into();
        if argument == "-" { Input::Stdin } else { Input::Path(argument.into()) }
    }
}

/// The files of some inputs, in order.
pub(crate) struct Walk {
    /// What is still to do, the next one last.
    pending: Vec<Step>,
    /// The folders that were entered, by their true paths.
    entered: BTreeSet<PathBuf>,
    /// Whether links that lead out of the folder that was named are followed.
    follow: bool,
}

struct Step {
    input: Input,
    /// The true path of the folder that the user named and that this lies in; none if the user named this.
    inside: Option<Arc<Path>>,
}

impl Walk {
    pub(crate) fn new(inputs: impl IntoIterator<Item = Input>, follow: bool) -> Walk {
        let mut pending: Vec<Step> = inputs.into_iter().map(|input| Step { input, inside: None }).collect();
        pending.reverse();
        Walk { pending, entered: BTreeSet::new(), follow }
    }

    /// Puts what a folder holds before everything else that is pending.
    fn enter(&mut self, folder: &Path, inside: Option<Arc<Path>>) -> Result<(), ReadError> {
        let from = folder.display().to_string();
        let failed = |reason: io::Error| ReadError::io(&from, reason);
        let true_path = fs::canonicalize(folder).map_err(failed)?;
        let inside = inside.unwrap_or_else(|| Arc::from(true_path.as_path()));
        if !self.entered.insert(true_path) {
            return Err(ReadError::new(&from, Problem::Loop));
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            names.push(entry.map_err(failed)?.file_name());
        }
        names.retain(|n| !n.as_encoded_bytes().starts_with(b"."));
        names.sort();
        let step = |name: &OsString| Step { input: Input::Path(folder.join(name)), inside: Some(Arc::clone(&inside)) };
        self.pending.extend(names.iter().rev().map(step));
        Ok(())
    }

    /// Whether a path in a folder that was named is a link that leads out of it.
    fn leads_out(&self, path: &Path, inside: Option<&Path>) -> bool {
        let is_link = || fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
        let is_out = |folder: &Path| fs::canonicalize(path).is_ok_and(|target| !target.starts_with(folder));
        !self.follow && inside.is_some_and(|folder| is_link() && is_out(folder))
    }
}

/// Whether a browser made this folder beside a page that it saved: `ferry_files` beside `ferry.html`.
fn is_of_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    let Some(page) = name.and_then(|name| name.strip_suffix("_files")) else { return false };
    ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
}

impl Iterator for Walk {
    /// A file or standard input; never a folder.
    type Item = Result<Input, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(Step { input, inside }) = self.pending.pop() {
            let Input::Path(path) = &input else { return Some(Ok(input)) };
            let from = path.display().to_string();
            match fs::metadata(path) {
                Err(reason) => return Some(Err(ReadError::io(&from, reason))),
                Ok(data) if data.is_dir() && inside.is_some() && is_of_page(path) => {
                    return Some(Err(ReadError::new(
                        &from,
                        Problem::PartOfPage("the folder of its pictures and scripts"),
                    )));
                }
                Ok(_) if self.leads_out(path, inside.as_deref()) => {
                    return Some(Err(ReadError::new(&from, Problem::LeadsOut)));
                }
                Ok(data) if data.is_dir() => {
                    if let Err(error) = self.enter(path, inside) {
                        return Some(Err(error));
                    }
                }
                // A pipe that the user names is read; one that lies in a folder would wait for ever.
                Ok(data) if !data.is_file() && inside.is_some() => {
                    return Some(Err(ReadError::new(&from, Problem::NotAFile)));
                }
                Ok(_) => return Some(Ok(input)),
            }
        }
        None
    }
}
