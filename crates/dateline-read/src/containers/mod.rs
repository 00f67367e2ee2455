//! What holds reports: opened one in another, down to the texts.
//!
//! A container is opened into its members, each a [`Member`] with what the container says of it; a member that is a
//! container itself is opened in turn. Only what the outermost one holds streams; what lies deeper is held in memory,
//! a member at a time. How far an input may grow, how deep it may go and how much it may hold is limited.

mod archive;
pub(crate) mod budget;
mod compressed;
pub(crate) mod export;
mod feed;
mod json;
mod lines;
mod mail;
mod mailbox;
mod newsml;
mod office;
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod table;
mod warc;

use crate::Columns;
use crate::draft::Given;
use crate::error::{Problem, ReadError};
use crate::kind::{Container, Form, Kind, kind};
use crate::lexicon::Lexicon;
use crate::source::{HEAD, LIMIT, Source, hexadecimal, limit, stem};
use budget::Budget;
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::sync::Arc;

pub(crate) use feed::draft as entry;
pub(crate) use newsml::draft as news_item;
pub(crate) use office::draft as document;
#[cfg(feature = "pdf")]
pub(crate) use pdf::draft as pdf;

/// Says that PDFs are not read, where the program was built without their reader.
#[cfg(not(feature = "pdf"))]
pub(crate) fn pdf(_: &[u8]) -> Result<crate::draft::Draft, Problem> {
    Err(Problem::Refused { what: "a PDF, not text", remedy: "convert it to text or HTML first" })
}

/// Bytes that come one after the other.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// The members of a container, in order; a member that can not be had is named, and the others go on.
pub(crate) type Members = Box<dyn Iterator<Item = Result<Member, ReadError>> + Send>;

/// The most bytes of a container that is held in memory: 256 MB.
const HELD: usize = 256 << 20;

/// How many containers may lie one in another.
pub(crate) const DEEPEST: usize = 8;

/// Something that is to be read, and what is known of it from where it lies.
pub(crate) struct Member {
    /// What leads to it: a path, and what leads on from there.
    pub(crate) from: String,
    /// The id of a report that brings none.
    pub(crate) id: String,
    pub(crate) data: Data,
    /// What it is, where the container tells; else its first bytes and its name do.
    pub(crate) kind: Option<Kind>,
    pub(crate) given: Given,
    /// The encoding of its text, where the container tells.
    pub(crate) charset: Option<&'static Encoding>,
    /// Of the bytes as they lay in the container, where they are not those of `data`.
    pub(crate) sha256: Option<String>,
}

impl Member {
    /// A member of which nothing is known but its bytes and what leads there.
    pub(crate) fn new(from: String, data: Data) -> Member {
        // A name in a container may be anything; what would act on a terminal is no part of one.
        let from = if from.contains(char::is_control) { from.replace(char::is_control, "\u{fffd}") } else { from };
        let id = stem(&from);
        Member { from, id, data, kind: None, given: Given::default(), charset: None, sha256: None }
    }
}

/// The bytes of a member.
pub(crate) enum Data {
    Memory(Vec<u8>),
    /// A plain file, which can be read from any place on.
    File(File),
    Stream(Bytes),
}

/// What the containers of one input share.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) budget: Arc<Budget>,
    pub(crate) columns: Arc<Columns>,
}

/// What a member turns out to be.
pub(crate) enum Opened {
    Source(Box<Source>),
    Members(Members),
}

/// What a container is given to open it.
struct Parent {
    from: String,
    id: String,
    given: Given,
    charset: Option<&'static Encoding>,
    context: Context,
}

impl Parent {
    /// A member that lies in this container under a name.
    fn member(&self, name: &str, bytes: Vec<u8>) -> Member {
        Member { charset: self.charset, ..Member::new(format!("{}#{name}", self.from), Data::Memory(bytes)) }
    }

    /// A part of this container that has a number, and a form that is known.
    fn part(&self, place: &str, number: usize, form: Form, bytes: Vec<u8>) -> Member {
        let from = format!("{}{place}", self.from);
        let kind = Some(Kind::Text(form));
        let given = self.given.clone();
        Member { id: format!("{}-{number}", self.id), kind, given, ..Member::new(from, Data::Memory(bytes)) }
    }

    /// Wraps what is wrong with this container.
    fn fault(&self, problem: Problem) -> ReadError {
        ReadError::new(&self.from, problem)
    }

    fn io(&self, reason: io::Error) -> ReadError {
        ReadError::io(&self.from, reason)
    }
}

/// Opens what a member is.
pub(crate) fn open(member: Member, depth: usize, context: &Context) -> Result<Opened, ReadError> {
    let Member { from, id, data, kind: told, given, charset, sha256 } = member;
    let (head, data) = peek(data).map_err(|reason| ReadError::io(&from, reason))?;
    let name = from.rsplit('#').next().unwrap_or(&from);
    let told = told.unwrap_or_else(|| match kind(&context.lexicon, &head, name) {
        // On standard input no ending tells a table.
        Kind::Text(Form::Plain) => {
            let first = String::from_utf8_lossy(&head);
            let separator = context.columns.separator_in(first.lines().next().unwrap_or_default());
            separator.map_or(Kind::Text(Form::Plain), |s| Kind::Container(Container::Table(s)))
        }
        kind => kind,
    });
    match told {
        Kind::Refused(what, remedy) => Err(ReadError::new(&from, Problem::Refused { what, remedy })),
        Kind::Part(what) => Err(ReadError::new(&from, Problem::PartOfPage(what))),
        Kind::Text(form) => {
            let bytes = hold(data, limit(form), context).map_err(|e| named(&from, e, Problem::TooLong(limit(form))))?;
            let sha256 = sha256.unwrap_or_else(|| hexadecimal(&bytes));
            Ok(Opened::Source(Box::new(Source { from, id, sha256, form, bytes, charset, given })))
        }
        Kind::Container(_) if depth > DEEPEST => Err(ReadError::new(&from, Problem::TooDeep(DEEPEST))),
        Kind::Container(container) => {
            let parent = Parent { from, id, given, charset, context: context.clone() };
            enter(container, parent, &head, data)
        }
    }
}

fn enter(container: Container, parent: Parent, head: &[u8], data: Data) -> Result<Opened, ReadError> {
    let context = parent.context.clone();
    let stream = |data| stream(data, &context);
    let held = |parent: &Parent, data| {
        hold(data, HELD, &parent.context).map_err(|e| named(&parent.from, e, Problem::TooLarge(HELD)))
    };
    let none = |what| ReadError::new(&parent.from, Problem::NothingIn(what));
    Ok(Opened::Members(match container {
        _ if container.is_compression() => return compressed(container, parent, head, data),
        Container::Zip => return archive::zip(parent, data),
        Container::Tar => {
            let none = none("an archive");
            some(archive::tar(stream(data), parent), none)
        }
        Container::Warc => {
            let none = none("a web archive");
            some(warc::records(stream(data), parent), none)
        }
        Container::Table(separator) => {
            let none = none("a table");
            some(table::rows(stream(data), separator, parent)?, none)
        }
        Container::Parquet => {
            let none = none("a table");
            some(parquet::rows(data, parent)?, none)
        }
        Container::JsonLines => lines::lines(stream(data), parent),
        Container::Mailbox => mailbox::messages(stream(data), parent),
        Container::Json => json::items(held(&parent, data)?, parent)?,
        Container::Feed => feed::entries(held(&parent, data)?, parent)?,
        Container::NewsMl => newsml::items(held(&parent, data)?, parent)?,
        Container::Mail => mail::parts(held(&parent, data)?, parent)?,
        Container::Export(database) => export::articles(held(&parent, data)?, database, parent)?,
        Container::Gzip | Container::Bzip2 | Container::Zstd | Container::Xz => unreachable!("taken above"),
    }))
}

/// Opens what is compressed: the text of a report is read at once, so that its hash is that of the file.
fn compressed(container: Container, parent: Parent, head: &[u8], data: Data) -> Result<Opened, ReadError> {
    let Parent { from, id, given, charset, context } = parent;
    let inner = compressed::unpacked_head(container, head, HEAD);
    let mut member = Member { id, given, charset, ..Member::new(from, Data::Memory(Vec::new())) };
    if let Kind::Text(form) = kind(&context.lexicon, &inner, &member.from) {
        let too_long = || Problem::TooLong(limit(form));
        let raw = hold(data, limit(form), &context).map_err(|e| named(&member.from, e, too_long()))?;
        member.sha256 = Some(hexadecimal(&raw));
        member.kind = Some(Kind::Text(form));
        let unpacked = compressed::unpacked(container, Box::new(Cursor::new(raw)), &context.budget);
        let bytes = within(unpacked, limit(form)).map_err(|e| named(&member.from, e, too_long()))?;
        member.data = Data::Memory(bytes);
        return open(member, 0, &context);
    }
    member.data = Data::Stream(compressed::unpacked(container, stream(data, &context), &context.budget));
    Ok(Opened::Members(Box::new(std::iter::once(Ok(member)))))
}

/// The first bytes of some data, and the data with those bytes.
fn peek(data: Data) -> io::Result<(Vec<u8>, Data)> {
    let mut head = Vec::new();
    match data {
        Data::Memory(bytes) => Ok((bytes[..bytes.len().min(HEAD)].to_vec(), Data::Memory(bytes))),
        Data::File(mut file) => {
            file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
            file.rewind()?;
            Ok((head, Data::File(file)))
        }
        Data::Stream(mut bytes) => {
            // What is damaged farther on shows when it is read.
            let read = bytes.by_ref().take(HEAD as u64).read_to_end(&mut head);
            match read {
                Err(reason) if head.is_empty() => Err(reason),
                Err(reason) => {
                    let rest = Cursor::new(head.clone()).chain(Failing(Some(reason)));
                    Ok((head, Data::Stream(Box::new(rest))))
                }
                Ok(_) => Ok((head.clone(), Data::Stream(Box::new(Cursor::new(head).chain(bytes))))),
            }
        }
    }
}

/// A reader that says once more what went wrong.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The data as a stream; what comes from the world is counted.
fn stream(data: Data, context: &Context) -> Bytes {
    match data {
        Data::Memory(bytes) => Box::new(Cursor::new(bytes)),
        Data::File(file) => Box::new(budget::Given::new(file, &context.budget)),
        Data::Stream(bytes) => bytes,
    }
}

fn buffered(bytes: Bytes) -> BufReader<Bytes> {
    BufReader::with_capacity(64 << 10, bytes)
}

/// Why data can not be held in memory.
enum NotHeld {
    TooLong,
    Io(io::Error),
}

/// All of the data, if that is not more than a limit.
fn hold(data: Data, limit: usize, context: &Context) -> Result<Vec<u8>, NotHeld> {
    match data {
        Data::Memory(bytes) if bytes.len() <= limit => Ok(bytes),
        Data::Memory(_) => Err(NotHeld::TooLong),
        data => within(stream(data, context), limit),
    }
}

/// Reads to the end, if that is not farther than the limit.
fn within(bytes: impl Read, limit: usize) -> Result<Vec<u8>, NotHeld> {
    let mut all = Vec::new();
    match bytes.take(limit as u64 + 1).read_to_end(&mut all) {
        Err(reason) => Err(NotHeld::Io(reason)),
        Ok(_) if all.len() > limit => Err(NotHeld::TooLong),
        Ok(_) => Ok(all),
    }
}

fn named(from: &str, reason: NotHeld, too_long: Problem) -> ReadError {
    match reason {
        NotHeld::TooLong => ReadError::new(from, too_long),
        NotHeld::Io(reason) => ReadError::io(from, reason),
    }
}

/// The most bytes of a member of an archive: as many as what it seems to be may have.
fn most(lexicon: &Lexicon, head: &[u8], name: &str) -> (usize, Problem) {
    match kind(lexicon, head, name) {
        Kind::Container(Container::JsonLines | Container::Mailbox | Container::Warc | Container::Table(_)) => {
            (HELD, Problem::TooLarge(HELD))
        }
        Kind::Container(_) => (HELD, Problem::TooLarge(HELD)),
        Kind::Text(form) => (limit(form), Problem::TooLong(limit(form))),
        Kind::Refused(..) | Kind::Part(_) => (HEAD, Problem::TooLong(LIMIT)),
    }
}

/// The members of a container; that there is none is said.
fn some(members: Members, none: ReadError) -> Members {
    let mut members = members.peekable();
    match members.peek() {
        Some(_) => Box::new(members),
        None => Box::new(std::iter::once(Err(none))),
    }
}

/// The members of a container that is given whole.
fn all(members: Vec<Result<Member, ReadError>>) -> Members {
    Box::new(members.into_iter())
}
