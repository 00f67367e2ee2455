//! What the fuzz targets do with bytes: read them as one kind of file, or take them the whole way.

use dateline_engine::{AccountRequest, Engine, Inputs, Notice, Problem, Settings};
use dateline_language::Language;
use dateline_read::{Options, Reader};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&Language::english()).expect("our own tables"));

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(Settings { jobs: std::num::NonZeroUsize::new(1), ..Settings::default() }));

/// Reads bytes as a file of that name.
///
/// # Panics
/// If a reader failed in a way that it was not made for.
pub fn read(name: &str, bytes: &[u8]) {
    for read in READER.read_bytes(name, bytes, &Options::default()) {
        if let Err(error) = read {
            assert!(!matches!(error.problem, Problem::Failed), "{error}");
        }
    }
}

/// Takes bytes the whole way to an account, as two reports that a line of `---` parts.
///
/// # Panics
/// If a stage failed in a way that it was not made for.
pub fn account(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once("\n---\n").unwrap_or((&text, &text));
    let inputs = Inputs::default().with_bytes("one.txt", one).with_bytes("other.txt", other);
    let mut hear = |notice: Notice<'_>| {
        if let Notice::Unread(error) = notice {
            assert!(!matches!(error.problem, Problem::Failed | Problem::Broke(_)), "{error}");
        }
    };
    ENGINE.account(&AccountRequest { inputs, ..AccountRequest::default() }, &mut hear).expect("no input ends a run");
}
