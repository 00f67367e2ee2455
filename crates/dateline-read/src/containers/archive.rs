//! Archives: zip and tar. Nothing is ever written where the names of their members lead.

use super::budget::{self, MOST_MEMBERS, Unpacked};
use super::{Bytes, Data, HELD, Member, Members, NotHeld, Opened, Parent, buffered, hold, most, named, some, within};
use crate::error::{Problem, ReadError};
use crate::kind::{Form, Kind};
use crate::source::{HEAD, limit};
use std::io::{self, Cursor, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Whether a member is hidden, or is what a system puts beside the files.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\']).any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

/// Reads a member, as far as what it seems to be may go; of what is not read at all no more than its head.
fn read_member(parent: &Parent, name: &str, mut bytes: impl Read) -> Result<Member, ReadError> {
    let mut head = Vec::new();
    let from = || format!("{}#{name}", parent.from);
    let failed = |reason| ReadError::io(&from(), reason);
    bytes.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    let lexicon = &parent.context.lexicon;
    if let Kind::Refused(what, remedy) = crate::kind::kind(lexicon, &head, name) {
        return Err(ReadError::new(&from(), Problem::Refused { what, remedy }));
    }
    if let Kind::Part(what) = crate::kind::kind(lexicon, &head, name) {
        return Err(ReadError::new(&from(), Problem::PartOfPage(what)));
    }
    let (limit, too_long) = most(lexicon, &head, name);
    let all = within(Cursor::new(head).chain(bytes), limit).map_err(|reason| named(&from(), reason, too_long))?;
    Ok(parent.member(name, all))
}

/// What may be read from any place on.
trait Anywhere: Read + Seek + Send {}
impl<T: Read + Seek + Send> Anywhere for T {}

/// The members of a zip archive, or the text document that it is.
pub(super) fn zip(parent: Parent, data: Data) -> Result<Opened, ReadError> {
    let bytes: Box<dyn Anywhere> = match data {
        Data::File(file) => Box::new(io::BufReader::new(budget::Given::new(file, &parent.context.budget))),
        data => {
            let held = hold(data, HELD, &parent.context);
            Box::new(Cursor::new(held.map_err(|e| named(&parent.from, e, Problem::TooLarge(HELD)))?))
        }
    };
    let mut archive = ZipArchive::new(bytes).map_err(|e| parent.fault(problem(e)))?;
    if let Some(form) = document(&mut archive) {
        let (form, Parent { from, id, given, context, .. }) = (form.map_err(|p| parent.fault(p))?, parent);
        let mut bytes = archive.into_inner();
        let failed = |e| named(&from, e, Problem::TooLong(limit(form)));
        bytes.rewind().map_err(|e| failed(NotHeld::Io(e)))?;
        let bytes = within(bytes, limit(form)).map_err(failed)?;
        let kind = Some(Kind::Text(form));
        let member = Member { id, given, kind, ..Member::new(from, Data::Memory(bytes)) };
        return super::open(member, 0, &context);
    }
    let none = parent.fault(Problem::NothingIn("an archive"));
    let mut number = 0;
    let mut over = false;
    // Of a packed web archive (WACZ) the pages are in one folder; the others index them.
    let is_web = archive.index_for_name("datapackage.json").is_some();
    let is_web = is_web && archive.file_names().any(|name| name.starts_with("archive/"));
    let members = std::iter::from_fn(move || {
        while number < archive.len() && !over {
            number += 1;
            if !parent.context.budget.member() {
                over = true;
                return Some(Err(parent.fault(Problem::TooMany(MOST_MEMBERS))));
            }
            let member = match archive.by_index(number - 1) {
                Err(reason) => Err(parent.fault(problem(reason))),
                Ok(file) if file.is_dir() || file.is_symlink() || is_hidden(file.name()) => continue,
                Ok(file) if is_web && !file.name().starts_with("archive/") => continue,
                Ok(file) => {
                    let name = file.name().to_owned();
                    read_member(&parent, &name, Unpacked::new(file, "zip", &parent.context.budget))
                }
            };
            over = matches!(member, Err(ReadError { problem: Problem::Grows(..), .. }));
            return Some(member);
        }
        None
    });
    Ok(Opened::Members(some(Box::new(members), none)))
}

fn problem(reason: ZipError) -> Problem {
    match reason {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::Locked,
        ZipError::UnsupportedArchive(what) => Problem::Damaged { what: "zip", reason: what.to_owned() },
        ZipError::Io(reason) => ReadError::io("", reason).problem,
        other => Problem::Damaged { what: "zip", reason: other.to_string() },
    }
}

/// The text document of an office program that a zip file is, or what else of their files.
fn document(archive: &mut ZipArchive<impl Read + Seek>) -> Option<Result<Form, Problem>> {
    let refused = |what, remedy| Some(Err(Problem::Refused { what, remedy }));
    let has = |name: &str| archive.index_for_name(name).is_some();
    match () {
        () if has("word/document.xml") => return Some(Ok(Form::Document)),
        () if has("xl/workbook.xml") => return refused("a spreadsheet", "save its table as CSV first"),
        () if has("ppt/presentation.xml") => return refused("a presentation", "save its text first"),
        () if has("META-INF/container.xml") => return refused("an e-book", "convert it to text or HTML first"),
        () if !has("mimetype") => return None,
        () => {}
    }
    let mut of = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut of).ok()?;
    match of.trim().strip_prefix("application/vnd.oasis.opendocument.")? {
        "text" => Some(Ok(Form::Document)),
        _ => refused("an office document without running text", "save its text or table first"),
    }
}

/// A block of a tar archive.
const BLOCK: usize = 512;

/// The members of a tar archive, from top to bottom.
pub(super) fn tar(bytes: Bytes, parent: Parent) -> Members {
    let mut tar = Tar { bytes: buffered(bytes), name: None, left: 0 };
    let mut over = false;
    Box::new(std::iter::from_fn(move || {
        while !over {
            let (name, size) = match tar.next_file() {
                Ok(Some(file)) => file,
                Ok(None) => return None,
                Err(reason) => {
                    over = true;
                    return Some(Err(parent.io(reason)));
                }
            };
            if !parent.context.budget.member() {
                over = true;
                return Some(Err(parent.fault(Problem::TooMany(MOST_MEMBERS))));
            }
            if is_hidden(&name) {
                continue;
            }
            let member = read_member(&parent, &name, tar.content(size));
            over = matches!(&member, Err(e) if matches!(e.problem, Problem::Grows(..) | Problem::Damaged { .. }));
            return Some(member);
        }
        None
    }))
}

/// A tar archive that is read from its beginning.
struct Tar<R> {
    bytes: R,
    /// The name of the next member, where it is too long for the member's own head.
    name: Option<String>,
    /// How much of the member before is still to be passed over.
    left: u64,
}

impl<R: Read> Tar<R> {
    /// The name and the size of the next plain file.
    fn next_file(&mut self) -> io::Result<Option<(String, u64)>> {
        loop {
            let left = std::mem::take(&mut self.left);
            self.skip(left)?;
            let mut head = [0; BLOCK];
            match read_full(&mut self.bytes, &mut head)? {
                // An archive may end without the two empty blocks that should close it.
                0 => return Ok(None),
                BLOCK if head.iter().all(|b| *b == 0) => continue,
                BLOCK => {}
                _ => return Err(damaged("it ends in the head of a member")),
            }
            let size = number(&head[124..136]).ok_or_else(|| damaged("a member has no size"))?;
            self.left = size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64);
            match head[156] {
                b'L' => self.name = Some(text(&self.small(size)?)),
                b'x' => self.name = pax_path(&self.small(size)?).or(self.name.take()),
                b'0' | b'7' | 0 => {
                    let name = self.name.take().unwrap_or_else(|| name(&head));
                    if !name.ends_with('/') {
                        return Ok(Some((name, size)));
                    }
                }
                // Folders, links, devices and what is said of the whole archive.
                _ => self.name = None,
            }
        }
    }

    /// What a member holds.
    fn content(&mut self, size: u64) -> impl Read + '_ {
        Content { inner: self, size }
    }

    /// The content of a member that says something of the next.
    fn small(&mut self, size: u64) -> io::Result<Vec<u8>> {
        /// No name is longer.
        const MOST: u64 = 1 << 20;
        if size > MOST {
            return Err(damaged("a name without end"));
        }
        let mut bytes = Vec::new();
        self.content(size).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn skip(&mut self, size: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.bytes.by_ref().take(size), &mut io::sink())?;
        // What closes the last member may be left out.
        if passed + (BLOCK as u64) < size { Err(damaged("it ends inside a member")) } else { Ok(()) }
    }
}

struct Content<'a, R> {
    inner: &'a mut Tar<R>,
    size: u64,
}

impl<R: Read> Read for Content<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let most = to.len().min(usize::try_from(self.size).unwrap_or(usize::MAX));
        let read = self.inner.bytes.read(&mut to[..most])?;
        if read == 0 && most > 0 {
            return Err(damaged("it ends inside a member"));
        }
        self.size -= read as u64;
        self.inner.left -= read as u64;
        Ok(read)
    }
}

fn damaged(why: &str) -> io::Error {
    crate::error::Fault::Damaged("tar", why.to_owned()).into()
}

fn read_full(bytes: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    let mut all = 0;
    while all < to.len() {
        match bytes.read(&mut to[all..])? {
            0 => break,
            read => all += read,
        }
    }
    Ok(all)
}

/// A number as tar writes it: in octal digits, or in bytes where the first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = field.iter().rev().take(8).rev();
        return Some(bytes.fold(0, |n, b| n << 8 | u64::from(*b))).filter(|n| *n < u64::MAX / 2);
    }
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// A text up to the first zero.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

fn name(head: &[u8; BLOCK]) -> String {
    let (prefix, name) = (text(&head[345..500]), text(&head[..100]));
    if head[257..].starts_with(b"ustar\0") && !prefix.is_empty() { format!("{prefix}/{name}") } else { name }
}

/// The path that an extended head gives: lines of `length key=value`.
fn pax_path(bytes: &[u8]) -> Option<String> {
    let mut rest = bytes;
    while let Some(space) = rest.iter().position(|b| *b == b' ') {
        let length: usize = std::str::from_utf8(&rest[..space]).ok()?.parse().ok()?;
        let line = rest.get(space + 1..length)?;
        if let Some(path) = line.strip_prefix(b"path=") {
            return Some(String::from_utf8_lossy(path).trim_end_matches('\n').to_owned());
        }
        rest = rest.get(length..)?;
    }
    None
}
