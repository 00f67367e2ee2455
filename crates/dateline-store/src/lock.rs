//! One writer at a time: a lock beside the store that the system takes back when its holder ends, however it ends.

use crate::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The right to write to a store, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a store, and writes there who holds it.
    ///
    /// # Errors
    /// If another holds it, with what that one wrote there.
    pub(crate) fn take(store: &Path, holder: &str) -> Result<Lock, StoreError> {
        let path = beside(store);
        let failed = |why: std::io::Error| StoreError::Open { path: store.to_owned(), why: why.to_string() };
        loop {
            let mut file =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // What can not be read is not told.
                    let _ = file.read_to_string(&mut holder);
                    return Err(StoreError::Locked { path: store.to_owned(), holder: told(&holder) });
                }
                Err(TryLockError::Error(why)) => return Err(failed(why)),
            }
            // The holder before may have taken the file away between opening and locking.
            if !is_at(&file, &path) {
                continue;
            }
            file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
            file.write_all(format!("process {}, {holder}\n", std::process::id()).as_bytes()).map_err(failed)?;
            return Ok(Lock { file, path });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that only its own file is taken away. What stays after a failure does no harm.
        if is_at(&self.file, &self.path) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Who holds the lock of a store, as it is written there; `None` if nobody does.
pub(crate) fn holder(store: &Path) -> Option<String> {
    let mut file = OpenOptions::new().read(true).open(beside(store)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).ok()?;
            Some(told(&holder))
        }
        _ => None,
    }
}

fn told(holder: &str) -> String {
    let line = holder.lines().next().unwrap_or_default().trim();
    if line.is_empty() { "another process".to_owned() } else { line.to_owned() }
}

fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-lock");
    name.into()
}

/// Whether a file that is open is still the one at a path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same =
        |(open, there): (std::fs::Metadata, std::fs::Metadata)| (open.dev(), open.ino()) == (there.dev(), there.ino());
    file.metadata().ok().zip(std::fs::metadata(path).ok()).is_some_and(same)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
