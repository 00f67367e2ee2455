//! What goes on from statement to statement: the channel and the hearer of those who go on speaking.

use super::channel::Occasion;
use super::find::Attribution;
use super::reading::{Reading, Run};
use dateline_core::{ActorId, Channel, Dep, Pos, Span, Statement};
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
///
/// `occasions` are what the report tells of besides, each with the one who speaks.
pub(super) fn on(
    reading: &Reading<'_>,
    found: &[Attribution],
    occasions: &[(ActorId, Occasion)],
    statements: &mut [Statement],
) {
    let mut settings: BTreeMap<ActorId, Vec<Setting>> = BTreeMap::new();
    let mut occasions = occasions.iter().peekable();
    for (a, statement) in found.iter().zip(statements) {
        let (Some(speaker), None) = (statement.speaker, statement.within) else { continue };
        while let Some((speaker, occasion)) = occasions.next_if(|(_, o)| o.verb < a.cue) {
            settings.entry(*speaker).or_default().extend(setting(reading, occasion));
        }
        let paragraph = reading.paragraph_of(a.cue);
        let earlier = settings.entry(speaker).or_default();
        let own = statement.channel.is_some() || statement.told_to.is_some();
        if !own && let Some(last) = earlier.last_mut() {
            let near = paragraph.abs_diff(last.paragraph) <= PARAGRAPHS;
            let close = paragraph == last.paragraph || reading.parse.pos(a.source.head) == Pos::Pron;
            let interview = last.told_to.is_some() && a.source.run.len() <= 2;
            if near && (close || interview) && !elsewhere(reading, a.cue) {
                statement.channel.clone_from(&last.channel);
                statement.told_to = last.told_to;
                last.paragraph = paragraph;
            }
        }
        if own {
            let same_hearer = |s: &&Setting| same(reading, s.told_to, statement.told_to);
            if statement.channel.is_none()
                && let Some(interview) = earlier.iter().rev().find(same_hearer)
            {
                statement.channel.clone_from(&interview.channel);
            }
            earlier.push(Setting { channel: statement.channel.clone(), told_to: statement.told_to, paragraph });
        }
    }
}

fn setting(reading: &Reading<'_>, occasion: &Occasion) -> Option<Setting> {
    let span = |run: &Run| reading.parse.span_of(run.clone());
    Some(Setting {
        channel: Some(Channel { span: span(&occasion.channel)?, platform: None }),
        told_to: occasion.told_to.as_ref().and_then(span),
        paragraph: reading.paragraph_of(occasion.verb),
    })
}

/// Whether the words at a cue tell of another occasion: "**had earlier** said".
fn elsewhere(reading: &Reading<'_>, cue: usize) -> bool {
    let (parse, words) = (reading.parse, &reading.lexicon.words);
    let perfect = |c: usize| parse.dep(c) == Dep::Aux && words.have.has(parse.lemma(c));
    let another = |c: usize| perfect(c) || words.elsewhere.has(&reading.lower(c));
    parse.children(cue).any(another)
}

/// Whether two spans of a text name one hearer.
fn same(reading: &Reading<'_>, a: Option<Span>, b: Option<Span>) -> bool {
    let text = reading.parse.source();
    let words = |span: Span| {
        let mut words = text.str(span);
        while let Some((_, rest)) = words.split_once(' ').filter(|(first, _)| reading.lexicon.words.article.has(first))
        {
            words = rest;
        }
        words
    };
    a.zip(b).is_some_and(|(a, b)| words(a) == words(b))
}
