//! Where a result goes: standard output, or a file that is written whole or not at all.

use crate::args::{Format, Output};
use anyhow::{Context, Result};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use tempfile::NamedTempFile;

impl Output {
    /// The form of the output: as asked for, else by the file's ending, else `otherwise`.
    pub(crate) fn format_or(&self, otherwise: Format) -> Format {
        let ending = || match self.output.as_ref()?.extension()?.to_str()? {
            "html" | "htm" => Some(Format::Html),
            "md" | "markdown" => Some(Format::Markdown),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "conllu" => Some(Format::Conllu),
            "txt" => Some(Format::Text),
            _ => None,
        };
        self.format.or_else(ending).unwrap_or(otherwise)
    }

    /// The form for commands whose result is one object a report: text on a terminal, JSON lines elsewhere.
    pub(crate) fn format_for_reports(&self) -> Format {
        let seen = self.output.is_none() && io::stdout().is_terminal();
        self.format_or(if seen { Format::Text } else { Format::Jsonl })
    }

    /// Opens the place that the result goes to.
    pub(crate) fn open(&self) -> Result<Sink> {
        let Some(path) = &self.output else {
            return Ok(Sink::Stdout(BufWriter::new(anstream::AutoStream::auto(io::stdout()))));
        };
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(".".as_ref());
        let file = NamedTempFile::new_in(folder)
            .with_context(|| format!("{}: can not write in its folder; name another with -o", path.display()))?;
        Ok(Sink::File { path: path.clone(), file: BufWriter::new(file) })
    }
}

/// An open place for a result; nothing is there for others to see until [`Sink::finish`].
pub(crate) enum Sink {
    Stdout(BufWriter<anstream::AutoStream<io::Stdout>>),
    File { path: PathBuf, file: BufWriter<NamedTempFile> },
}

impl Sink {
    /// Puts the result where it was asked for.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush()?,
            Sink::File { path, file } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                let failed = || format!("{}: can not be written", path.display());
                allow_reading(&file).with_context(failed)?;
                file.persist(&path).with_context(failed)?;
            }
        }
        Ok(())
    }
}

/// A temporary file is its owner's alone; a result is as readable as any other new file.
#[cfg(unix)]
fn allow_reading(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout(out) => out.write(bytes),
            Sink::File { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => out.flush(),
            Sink::File { file, .. } => file.flush(),
        }
    }
}

/// Whether an error is only that the reader of our output has gone: `dateline … | head`.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(broken)
            || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
                == Some(io::ErrorKind::BrokenPipe)
    })
}
