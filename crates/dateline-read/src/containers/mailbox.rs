//! Mailboxes: e-mails one after the other, each after a line that begins with "From ".

use super::lines::{Line, line_within};
use super::{Bytes, Data, Member, Members, Parent, buffered};
use crate::error::{Problem, ReadError};
use crate::kind::{Container, Kind};
use crate::source::LIMIT;

/// The messages of a mailbox.
pub(super) fn messages(bytes: Bytes, parent: Parent) -> Members {
    let mut reader = buffered(bytes);
    let (mut number, mut over) = (0, false);
    // Whether the line that opens a message was read.
    let mut opened = false;
    Box::new(std::iter::from_fn(move || {
        while !over {
            let (mut message, mut blank, mut too_long) = (Vec::new(), true, false);
            let failed = loop {
                match line_within(&mut reader, LIMIT) {
                    Ok(Line::Bytes(line)) if blank && line.starts_with(b"From ") && opened => break None,
                    Ok(Line::Bytes(line)) if line.starts_with(b"From ") && !opened => opened = true,
                    Ok(Line::Bytes(line)) => {
                        blank = line.trim_ascii().is_empty();
                        too_long |= message.len() + line.len() > LIMIT;
                        if !too_long {
                            message.extend_from_slice(unquoted(&line));
                            message.push(b'\n');
                        }
                    }
                    Ok(Line::TooLong) => too_long = true,
                    Ok(Line::End) => {
                        over = true;
                        break None;
                    }
                    Err(reason) => {
                        over = true;
                        break Some(reason);
                    }
                }
            };
            if let Some(reason) = failed {
                return Some(Err(parent.io(reason)));
            }
            if message.trim_ascii().is_empty() && !too_long {
                continue;
            }
            number += 1;
            let from = format!("{}#{number}", parent.from);
            if too_long {
                return Some(Err(ReadError::new(&from, Problem::TooLong(LIMIT))));
            }
            let (id, kind) = (format!("{}-{number}", parent.id), Some(Kind::Container(Container::Mail)));
            return Some(Ok(Member { id, kind, ..Member::new(from, Data::Memory(message)) }));
        }
        None
    }))
}

/// A line as it was before it was put into the mailbox, which quotes what would open a message.
fn unquoted(line: &[u8]) -> &[u8] {
    let bare = line.iter().position(|b| *b != b'>').unwrap_or(0);
    if bare > 0 && line[bare..].starts_with(b"From ") { &line[1..] } else { line }
}
