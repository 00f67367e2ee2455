//! What a text says that an actor is: titles before a name, appositions after it, "X is the chairman of Y".

use super::draft::{Draft, Found};
use super::gazetteer::Gazetteer;
use super::names::Name;
use dateline_core::{ActorKind, Dep, MentionKind, Parse, Pos};
use std::ops::Range;

/// The longest role that is taken, in tokens.
const LONGEST: usize = 14;

/// Finds the roles of named actors and adds each as a mention.
pub(super) fn add(parse: &Parse, gazetteer: &Gazetteer, names: &[Name], draft: &mut Draft) {
    for i in 0..draft.found.len() {
        let Found { tokens, head, kind: MentionKind::Name, actor } = draft.found[i].clone() else { continue };
        let kind = draft.clusters[actor].kind;
        let name = names.binary_search_by_key(&tokens.start, |n| n.tokens.start).ok().map(|n| &names[n]);
        if let Some(name) = name {
            let titles = (name.title..tokens.start).flat_map(|i| gazetteer.called_by_title(parse.text(i)));
            titles.for_each(|noun| draft.add_title(actor, noun));
        }
        let roles = [
            name.and_then(|name| before(parse, gazetteer, name)),
            around(parse, gazetteer, kind, head, &tokens),
            after(parse, gazetteer, kind, head),
            copula(parse, gazetteer, kind, head),
        ];
        for Role { head, tokens } in roles.into_iter().flatten() {
            let role = without_article(parse, tokens.clone());
            if draft.at(head).is_none() && !role.is_empty() {
                draft.add_role(parse, &gazetteer.words, actor, role, head);
                draft.add(Found { tokens, head, kind: MentionKind::Nominal, actor });
            }
        }
    }
}

/// A description and the noun that it hangs on.
struct Role {
    head: usize,
    tokens: Range<usize>,
}

/// Whether a noun can say what an actor of a kind is.
pub(super) fn fits(parse: &Parse, gazetteer: &Gazetteer, kind: ActorKind, noun: usize) -> bool {
    let lemma = parse.lemma(noun).to_lowercase();
    match kind {
        ActorKind::Person => gazetteer.person(&lemma).is_some() || gazetteer.office(&lemma),
        ActorKind::Organisation | ActorKind::Office | ActorKind::Group => {
            gazetteer.thing(&lemma) == Some(ActorKind::Organisation)
        }
        ActorKind::Country => gazetteer.thing(&lemma) == Some(ActorKind::Country),
        ActorKind::Place => gazetteer.thing(&lemma) == Some(ActorKind::Place),
    }
}

/// "federal industry minister Ian …", "automaker …": nouns right before the name, the last of them a trade or title.
fn before(parse: &Parse, gazetteer: &Gazetteer, name: &Name) -> Option<Role> {
    let end = name.tokens.start;
    let last = end.checked_sub(1)?;
    let sentence = parse.sentence(parse.sentence_of(end)).start;
    let honorific = gazetteer.honorific(parse.text(last)).is_some() && name.kind == ActorKind::Person;
    if last < sentence
        || !(fits(parse, gazetteer, name.kind, last) || honorific)
        || only_polite(gazetteer, parse.text(last))
    {
        return None;
    }
    let short = gazetteer.person(&parse.lemma(last).to_lowercase()).is_none()
        && gazetteer.honorific(parse.text(last)).is_some_and(|h| h.sure);
    if short && name.title + 1 >= end || parse.tag(last) == "NNS" || parse.tag(last) == "NNPS" {
        return None;
    }
    let part = |i: usize| {
        matches!(parse.pos(i), Pos::Noun | Pos::Propn | Pos::Adj)
            || matches!(parse.tag(i), "HYPH" | "POS")
            || gazetteer.words.and.has(parse.text(i)) && i > sentence && fits(parse, gazetteer, name.kind, i - 1)
            || gazetteer.words.of.has(parse.text(i))
                && i > sentence
                && parse.pos(i - 1) == Pos::Propn
                && parse.pos(i + 1) == Pos::Propn
    };
    let dated = |i: usize| parse.entity_of(i).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
    let mut start = last;
    while start > sentence && end - start < LONGEST && part(start - 1) && !dated(start - 1) {
        start -= 1;
    }
    while start < last && matches!(parse.pos(start), Pos::Cconj | Pos::Adp | Pos::Punct | Pos::Part) {
        start += 1;
    }
    Some(Role { head: last, tokens: start..end })
}

/// Small of address that are no role.
fn only_polite(gazetteer: &Gazetteer, word: &str) -> bool {
    gazetteer.words.polite.has(word.trim_end_matches('.'))
}

/// "the company's vice president, John …": a description that the name is the apposition of.
fn around(parse: &Parse, gazetteer: &Gazetteer, kind: ActorKind, head: usize, name: &Range<usize>) -> Option<Role> {
    let noun = parse.head(head);
    if parse.dep(head) != Dep::Appos || noun >= name.start || !fits(parse, gazetteer, kind, noun) || plural(parse, noun)
    {
        return None;
    }
    let start = parse.subtree(noun).start;
    let mut end = name.start;
    let part =
        |i: usize| matches!(parse.pos(i), Pos::Noun | Pos::Propn | Pos::Adj) && !only_polite(gazetteer, parse.text(i));
    while end > noun + 1 && !part(end - 1) {
        end -= 1;
    }
    (end - start <= LONGEST).then_some(Role { head: noun, tokens: start..end })
}

/// "…, chairman of the Joint Chiefs of Staff,": an apposition of the name.
fn after(parse: &Parse, gazetteer: &Gazetteer, kind: ActorKind, head: usize) -> Option<Role> {
    let noun = parse
        .children(head)
        .find(|&c| c > head && parse.dep(c) == Dep::Appos && fits(parse, gazetteer, kind, c) && !plural(parse, c))?;
    Some(Role { head: noun, tokens: description(parse, noun) })
}

/// "… is the chairman of …".
fn copula(parse: &Parse, gazetteer: &Gazetteer, kind: ActorKind, head: usize) -> Option<Role> {
    let verb = parse.head(head);
    let is = parse.dep(head) == Dep::Nsubj && gazetteer.words.copulas.has(parse.lemma(verb));
    let noun = is.then(|| parse.child(verb, &[Dep::Attr]))?.filter(|&n| n > head)?;
    let told = parse.child(verb, &[Dep::Neg, Dep::Aux]).is_none()
        && fits(parse, gazetteer, kind, noun)
        && !plural(parse, noun);
    told.then(|| Role { head: noun, tokens: description(parse, noun) })
}

/// A noun with what describes it, up to its first clause or apposition.
fn description(parse: &Parse, noun: usize) -> Range<usize> {
    let all = parse.subtree(noun);
    let clause = |c: &usize| {
        *c > noun && matches!(parse.dep(*c), Dep::Relcl | Dep::Appos | Dep::Acl | Dep::Conj | Dep::Cc | Dep::Punct)
    };
    let end = parse.children(noun).find(clause).map_or(all.end, |c| parse.subtree(c).start.max(noun + 1));
    all.start.max(end.saturating_sub(LONGEST)).min(noun)..end
}

fn plural(parse: &Parse, noun: usize) -> bool {
    matches!(parse.tag(noun), "NNS" | "NNPS")
}

/// A role without "the", "its", "Ryanair's" before it.
fn without_article(parse: &Parse, tokens: Range<usize>) -> Range<usize> {
    let start = tokens
        .clone()
        .find(|&i| !matches!(parse.pos(i), Pos::Det | Pos::Pron | Pos::Punct | Pos::Cconj))
        .unwrap_or(tokens.end);
    start..tokens.end
}
