//! What goes on from statement to statement: the channel and the hearer of those who go on speaking.

use super::find::Attribution;
use super::reading::Reading;
use dateline_core::{ActorId, Channel, Span, Statement};
use std::collections::BTreeMap;

/// How many paragraphs on an interview or a speech may go without being named again.
const PARAGRAPHS: usize = 2;

/// Where someone was last told to speak.
struct Setting {
    channel: Option<Channel>,
    told_to: Option<Span>,
    /// The paragraph of the last statement in that setting.
    paragraph: usize,
}

/// Gives a statement that goes on with an earlier one of its speaker that one's channel and hearer: "Lee told The Times …
/// She said …". Who is told something in an interview is told the rest of it in the same interview.
pub(super) fn on(reading: &Reading<'_>, found: &[Attribution], statements: &mut [Statement]) {
    let mut settings: BTreeMap<ActorId, Setting> = BTreeMap::new();
    for (a, statement) in found.iter().zip(statements) {
        let (Some(speaker), None) = (statement.speaker, statement.within) else { continue };
        let paragraph = reading.paragraph_of(a.cue);
        let own = statement.channel.is_some() || statement.told_to.is_some();
        if let Some(last) = settings.get_mut(&speaker) {
            let near = paragraph.abs_diff(last.paragraph) <= PARAGRAPHS;
            let same_hearer = statement.told_to.is_some_and(|to| same(reading, Some(to), last.told_to));
            if same_hearer && statement.channel.is_none() {
                statement.channel.clone_from(&last.channel);
            } else if !own && near && goes_on(reading, a, paragraph == last.paragraph) {
                statement.channel.clone_from(&last.channel);
                statement.told_to = last.told_to;
                last.paragraph = paragraph;
            }
        }
        if own {
            let (channel, told_to) = (statement.channel.clone(), statement.told_to);
            settings.insert(speaker, Setting { channel, told_to, paragraph });
        }
    }
}

/// Whether a statement's words do not tell of another occasion, and name its source no more fully than one who is speaking.
fn goes_on(reading: &Reading<'_>, a: &Attribution, same_paragraph: bool) -> bool {
    const OTHERWISE: [&str; 7] = ["before", "earlier", "elsewhere", "later", "often", "previously", "separately"];
    let parse = reading.parse;
    let another = |c: usize| {
        parse.dep(c) == "aux" && parse.lemma(c) == "have" || OTHERWISE.contains(&&*reading.lower(c))
    };
    (same_paragraph || a.source.run.len() <= 2) && !parse.children(a.cue).any(another)
}

/// Whether two spans of a text name one hearer.
fn same(reading: &Reading<'_>, a: Option<Span>, b: Option<Span>) -> bool {
    let text = reading.parse.source();
    let words = |span: Span| text.str(span).trim_start_matches("the ").trim_start_matches("The ");
    a.zip(b).is_some_and(|(a, b)| words(a) == words(b))
}
