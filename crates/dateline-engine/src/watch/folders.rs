//! Which files change in some folders, as the system tells it, a handful at a time.

use crate::EngineError;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a file must rest that nobody said is whole: a writer that goes on would only be read half.
const REST: Duration = Duration::from_millis(400);

/// How often is looked whether a file has rested long enough.
const LOOK: Duration = Duration::from_millis(100);

/// How many files are given at once at most, so that what they change is told soon.
const AT_ONCE: usize = 256;

/// What writers call a file that is not whole yet.
const UNFINISHED: [&str; 5] = [".tmp", ".part", ".partial", ".crdownload", ".swp"];

/// The files that change under some paths.
pub(super) struct Folders {
    told: Receiver<notify::Result<Event>>,
    /// The paths as they were given, and in full.
    roots: Vec<(PathBuf, PathBuf)>,
    /// Files beside the store, which change with it.
    own: PathBuf,
    /// Files that changed, with the time from which on they may be read.
    due: BTreeMap<PathBuf, Instant>,
    /// Kept, since it ends when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Folders {
    /// Begins to listen.
    pub(super) fn watch(paths: &[PathBuf], store: &Path) -> Result<Folders, EngineError> {
        let (tell, told) = channel();
        let failed = |path: &Path, why: String| EngineError::Watch { path: path.to_owned(), why };
        let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let mut watcher = recommended_watcher(tell).map_err(|e| failed(first, e.to_string()))?;
        let mut roots = Vec::new();
        let mut listened_to = BTreeSet::new();
        for path in paths {
            let full = std::fs::canonicalize(path).map_err(|e| failed(path, e.to_string()))?;
            // A file is often replaced as a whole, so that its folder must be listened to.
            let (folder, mode) = match full.is_dir() {
                true => (full.as_path(), RecursiveMode::Recursive),
                false => (full.parent().unwrap_or(&full), RecursiveMode::NonRecursive),
            };
            if listened_to.insert(folder.to_owned()) {
                watcher.watch(folder, mode).map_err(|e| failed(path, e.to_string()))?;
            }
            roots.push((path.clone(), full));
        }
        let own = std::fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
        Ok(Folders { told, roots, own, due: BTreeMap::new(), _watcher: watcher })
    }

    /// Waits until files have changed and are whole, and gives them in order; `None` if nothing can change any more.
    pub(super) fn next(&mut self) -> Option<Vec<PathBuf>> {
        loop {
            let told = if self.due.is_empty() {
                self.told.recv().ok()?
            } else {
                match self.told.recv_timeout(LOOK) {
                    Ok(told) => told,
                    Err(RecvTimeoutError::Disconnected) => return None,
                    Err(RecvTimeoutError::Timeout) => match self.rested() {
                        files if files.is_empty() => continue,
                        files => return Some(files),
                    },
                }
            };
            if self.hear(told) {
                // The system lost count: everything is looked at.
                self.due.clear();
                return Some(self.roots.iter().map(|(given, _)| given.clone()).collect());
            }
            while let Ok(told) = self.told.try_recv() {
                self.hear(told);
            }
            let files = self.rested();
            if !files.is_empty() {
                return Some(files);
            }
        }
    }

    /// Takes note of what the system tells; whether it lost count.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a file rests decides when it is read, not what is found in it"
    )]
    fn hear(&mut self, told: notify::Result<Event>) -> bool {
        let Ok(event) = told else { return false };
        let now = Instant::now();
        let due = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) | EventKind::Modify(ModifyKind::Name(_)) => now,
            EventKind::Create(_) | EventKind::Modify(_) => now + REST,
            _ => return event.need_rescan(),
        };
        for path in &event.paths {
            if let Some(file) = self.named(path) {
                self.due.insert(file, due);
            }
        }
        event.need_rescan()
    }

    /// The files of ours that an event is about, as paths under those that were given. A folder that came whole is given as
    /// one.
    fn named(&self, path: &Path) -> Option<PathBuf> {
        let name = path.file_name()?.to_string_lossy();
        let own = self.own.to_string_lossy();
        let is_own = path.to_string_lossy().starts_with(own.as_ref());
        if is_own || name.ends_with('~') || UNFINISHED.iter().any(|ending| name.ends_with(ending)) {
            return None;
        }
        self.roots.iter().find_map(|(given, full)| {
            let rest = path.strip_prefix(full).ok()?;
            let is_hidden = rest.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
            (!is_hidden).then(|| if rest.as_os_str().is_empty() { given.clone() } else { given.join(rest) })
        })
    }

    /// Files that are due and still there.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a file rests decides when it is read, not what is found in it"
    )]
    fn rested(&mut self) -> Vec<PathBuf> {
        let now = Instant::now();
        let due: Vec<PathBuf> =
            self.due.iter().filter(|(_, at)| **at <= now).map(|(file, _)| file.clone()).take(AT_ONCE).collect();
        self.due.retain(|file, _| due.binary_search(file).is_err());
        due.into_iter().filter(|file| file.exists()).collect()
    }
}
