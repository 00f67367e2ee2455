//! How much one input may grow when it is unpacked, however its containers lie in one another.

use crate::error::Fault;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// What every input may grow to: 256 MB.
const FREE: u64 = 256 << 20;

/// How many times its own size an input may grow beyond that. Texts shrink five- to thirtyfold, tables of much the
/// same words a hundredfold; what is made to harm shrinks a thousandfold.
const TIMES: u64 = 200;

/// The most members of archives that one input may have, all in all.
pub(crate) const MOST_MEMBERS: u64 = 1_000_000;

/// What was read of one input, and what it grew to.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    read: AtomicU64,
    grown: AtomicU64,
    members: AtomicU64,
}

impl Budget {
    /// Takes note of bytes that lie there as they were given.
    pub(crate) fn read(&self, bytes: usize) {
        self.read.fetch_add(bytes as u64, Relaxed);
    }

    /// Takes note of bytes that were unpacked.
    fn grow(&self, bytes: usize) -> Result<(), Fault> {
        let grown = self.grown.fetch_add(bytes as u64, Relaxed) + bytes as u64;
        let may = FREE.max(self.read.load(Relaxed).saturating_mul(TIMES));
        if grown > may { Err(Fault::Grows(FREE, TIMES)) } else { Ok(()) }
    }

    /// Takes note of a member of an archive; whether there may be one more.
    pub(crate) fn member(&self) -> bool {
        self.members.fetch_add(1, Relaxed) < MOST_MEMBERS
    }
}

/// Bytes as they were given.
pub(crate) struct Given<R> {
    inner: R,
    budget: Arc<Budget>,
}

impl<R> Given<R> {
    pub(crate) fn new(inner: R, budget: &Arc<Budget>) -> Given<R> {
        Given { inner, budget: Arc::clone(budget) }
    }
}

impl<R: Read> Read for Given<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(to)?;
        self.budget.read(read);
        Ok(read)
    }
}

impl<R: Seek> Seek for Given<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Bytes that a decoder gives: what it says of bad data has its name, and it stops where the budget ends.
pub(crate) struct Unpacked<R> {
    inner: R,
    what: &'static str,
    budget: Arc<Budget>,
}

impl<R> Unpacked<R> {
    pub(crate) fn new(inner: R, what: &'static str, budget: &Arc<Budget>) -> Unpacked<R> {
        Unpacked { inner, what, budget: Arc::clone(budget) }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = match self.inner.read(to) {
            Ok(read) => read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => return Err(e),
            // What lies under it has said already what is wrong.
            Err(e) if e.get_ref().is_some_and(|inner| inner.is::<Fault>()) => return Err(e),
            Err(e) if e.raw_os_error().is_some() => return Err(e),
            Err(e) => return Err(Fault::Damaged(self.what, e.to_string()).into()),
        };
        self.budget.grow(read)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_two_hundredfold_is_left() {
        let budget = Arc::new(Budget::default());
        budget.read(4 << 20);
        let mut endless = Unpacked::new(io::repeat(b' '), "gzip", &budget);
        let read = io::copy(&mut endless, &mut io::sink()).unwrap_err();
        assert_eq!(read.to_string(), "it grows too much");
        assert!(budget.grown.load(Relaxed) <= 801 << 20);
    }
}
