//! Where a result goes: standard output, or a file that is written whole or not at all.
//!
//! Everything that is shown goes through a [`Sink`], which lets nothing pass that steers a terminal.

use crate::args::{Format, Output};
use crate::plain::{escaped_json, marked, shown};
use anstyle::Style;
use anyhow::{Context, Result, bail};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

impl Output {
    /// The form of the output: as asked for, else by the file's ending, else `otherwise`.
    ///
    /// # Errors
    /// If the ending is one that no form has: what it promises would not be in the file.
    pub(crate) fn format_or(&self, otherwise: Format) -> Result<Format> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let ending = self.output.as_deref().and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
        Ok(match ending.as_deref() {
            None => otherwise,
            Some("html" | "htm") => Format::Html,
            Some("md" | "markdown") => Format::Markdown,
            Some("json") => Format::Json,
            Some("jsonl" | "ndjson") => Format::Jsonl,
            Some("conllu") => Format::Conllu,
            Some("sarif") => Format::Sarif,
            Some("jsonld") => Format::Annotations,
            Some("txt") => Format::Text,
            Some(other) => bail!(
                "no form of dateline has the ending .{other}: end the name with .txt, .md, .html, .json, .jsonl, \
                 .conllu, .sarif or .jsonld, or name the form with --format"
            ),
        })
    }

    /// The form for commands whose result is one object a report: text on a terminal, JSON lines elsewhere.
    ///
    /// # Errors
    /// As [`Output::format_or`].
    pub(crate) fn format_for_reports(&self) -> Result<Format> {
        let seen = self.output.is_none() && io::stdout().is_terminal();
        self.format_or(if seen { Format::Text } else { Format::Jsonl })
    }

    /// Opens the place that a result of this form goes to.
    pub(crate) fn open(&self, format: Format) -> Result<Sink> {
        match &self.output {
            None => Ok(Sink::of(format)),
            Some(path) => Sink::file(path, Form::of(format)),
        }
    }
}

/// What is written to a sink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Words for a reader.
    Words,
    /// A page.
    Page,
    /// JSON.
    Json,
    /// A table, whose writer sees to it itself.
    Bytes,
}

impl Form {
    fn of(format: Format) -> Form {
        match format {
            Format::Json | Format::Jsonl | Format::Sarif | Format::Annotations => Form::Json,
            Format::Html => Form::Page,
            Format::Text | Format::Markdown | Format::Conllu => Form::Words,
        }
    }
}

/// An open place for a result; of a plain file nothing is there for others to see until [`Sink::finish`].
pub(crate) struct Sink {
    form: Form,
    to: To,
}

enum To {
    Stdout(BufWriter<anstream::AutoStream<io::Stdout>>),
    /// A device, a pipe, or a link that leads to one: written as it stands.
    Through(BufWriter<File>, PathBuf),
    /// A file without a name, which takes that of the path in the end.
    Plain(BufWriter<File>, PathBuf),
}

impl Sink {
    /// Standard output for words.
    pub(crate) fn words() -> Sink {
        Sink::of(Format::Text)
    }

    /// Standard output for a result of this form.
    pub(crate) fn of(format: Format) -> Sink {
        Sink { form: Form::of(format), to: To::Stdout(BufWriter::new(anstream::AutoStream::auto(io::stdout()))) }
    }

    /// A file for JSON.
    pub(crate) fn json(path: &Path) -> Result<Sink> {
        Sink::file(path, Form::Json)
    }

    /// A file for a table.
    pub(crate) fn table(path: &Path) -> Result<Sink> {
        Sink::file(path, Form::Bytes)
    }

    fn file(path: &Path, form: Form) -> Result<Sink> {
        let failed = || format!("{}: can not be written", path.display());
        let there = std::fs::metadata(path);
        if there.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
            bail!("{}: is a folder; name a file in it", path.display());
        }
        // What a link leads to is written, and the link stays.
        let target = match std::fs::canonicalize(path) {
            Ok(target) if there.as_ref().is_ok_and(std::fs::Metadata::is_file) => target,
            _ if there.is_err() && std::fs::symlink_metadata(path).is_err() => path.to_owned(),
            _ => {
                let file =
                    OpenOptions::new().write(true).create(true).truncate(false).open(path).with_context(failed)?;
                return Ok(Sink { form, to: To::Through(BufWriter::new(file), path.to_owned()) });
            }
        };
        let file = tempfile::tempfile_in(folder(&target))
            .with_context(|| format!("{}: can not write in its folder; name another with -o", path.display()))?;
        Ok(Sink { form, to: To::Plain(BufWriter::new(file), target) })
    }

    /// Writes words in a style, where the reader sees colours.
    pub(crate) fn styled(&mut self, style: Style, words: &str) -> io::Result<()> {
        self.dressed(words, |words| format!("{style}{words}{style:#}"))
    }

    /// Writes words as `dress` makes them up where the reader sees colours; it is given them without what steers.
    pub(crate) fn dressed(&mut self, words: &str, dress: impl FnOnce(&str) -> String) -> io::Result<()> {
        let words = shown(words);
        match &mut self.to {
            // The stream takes what is not wanted out again.
            To::Stdout(out) => writeln!(out, "{}", dress(&words)),
            To::Through(out, _) | To::Plain(out, _) => writeln!(out, "{words}"),
        }
    }

    /// Puts the result where it was asked for.
    pub(crate) fn finish(self) -> Result<()> {
        match self.to {
            To::Stdout(mut out) => out.flush()?,
            To::Through(mut out, path) => {
                out.flush().with_context(|| format!("{}: can not be written", path.display()))?;
            }
            To::Plain(out, path) => {
                let failed = || format!("{}: can not be written", path.display());
                let file = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(failed)?;
                put(file, &path).with_context(failed)?;
            }
        }
        Ok(())
    }

    fn to(&mut self) -> &mut dyn Write {
        match &mut self.to {
            To::Stdout(out) => out,
            To::Through(out, _) | To::Plain(out, _) => out,
        }
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(".".as_ref())
}

/// Gives a finished file its name in one step, with the mode of the file that was there, or that of any new file.
///
/// Only from here on is there a name that a program which is ended could leave behind.
fn put(mut file: File, path: &Path) -> io::Result<()> {
    let mut named = new_file(folder(path))?;
    file.rewind()?;
    io::copy(&mut file, named.as_file_mut())?;
    if let Ok(before) = std::fs::metadata(path) {
        named.as_file().set_permissions(before.permissions())?;
    }
    named.persist(path)?;
    Ok(())
}

/// A new file as any program makes one: the system takes off what the user's mask takes off.
#[cfg(unix)]
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().permissions(std::fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.form == Form::Bytes {
            return self.to().write(bytes);
        }
        // Only whole characters can be judged; writers here cut between them.
        let whole = match std::str::from_utf8(bytes) {
            Ok(words) => words,
            Err(error) if error.valid_up_to() > 0 => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, "what is shown is not UTF-8")),
        };
        let safe = match self.form {
            Form::Json => escaped_json(whole),
            Form::Page => marked(whole),
            Form::Words | Form::Bytes => shown(whole),
        };
        self.to().write_all(safe.as_bytes())?;
        Ok(whole.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to().flush()
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
