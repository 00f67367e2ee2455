//! Titles that the engine takes for names, and the names that it misses behind them: "Harbour Master Edith Rowe".

use super::gazetteer::Gazetteer;
use super::names::{Candidate, Label, capital};
use dateline_core::Parse;

/// Takes titles out of the candidates, and finds the persons behind them.
pub(super) fn mend(parse: &Parse, gazetteer: &Gazetteer, candidates: &mut Vec<Candidate>) {
    for i in 1..candidates.len() {
        let title = candidates[i - 1].clone();
        let next = &mut candidates[i];
        if next.label == Label::Person && title.tokens.end == next.title && is_title(parse, gazetteer, &title) {
            next.title = title.title;
        }
    }
    // A title's own candidate is now a part of the next one.
    let covered: Vec<usize> = candidates.iter().filter(|c| c.title < c.tokens.start).map(|c| c.title).collect();
    candidates.retain(|c| c.tokens.start != c.title || !covered.contains(&c.title) || c.label == Label::Person);
    candidates.retain(|c| !is_department(parse, gazetteer, c));
    for c in candidates.iter_mut().filter(|c| matches!(c.label, Label::None | Label::Organisation)) {
        // "Miss Calder", where the engine sees no name.
        let polite = gazetteer.honorific(parse.text(c.tokens.start)).is_some_and(|h| h.sure || h.gender.is_some());
        if c.label == Label::None && polite && matches!(c.tokens.len(), 2 | 3) {
            c.tokens.start += 1;
            c.label = Label::Person;
        } else if let Some(start) = person_behind(parse, gazetteer, c) {
            c.tokens.start = start;
            c.label = Label::Person;
        }
    }
}

/// Whether what the engine takes for a name ends in a word for one person: "Harbour Master".
fn is_title(parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> bool {
    let last = parse.text(c.tokens.end - 1);
    c.label != Label::Person && trade(gazetteer, last) && !gazetteer.organisation_word(last)
}

/// Whether a word is for one person by office or trade.
fn trade(gazetteer: &Gazetteer, word: &str) -> bool {
    gazetteer.person(&word.to_lowercase()).is_some() || gazetteer.honorific(word).is_some_and(|h| h.sure)
}

/// The "Ports" of "the Minister of Ports": what an office is for.
fn is_department(parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> bool {
    let first = c.tokens.start;
    let of = first.checked_sub(2).is_some_and(|office| {
        gazetteer.words.of.has(parse.text(first - 1))
            && capital(parse, office)
            && gazetteer.office(&parse.text(office).to_lowercase())
            && parse.head(first - 1) == office
    });
    of && c.tokens.len() == 1
        && matches!(c.label, Label::None | Label::Organisation)
        && parse.text(first).ends_with('s')
}

/// Where a person's name starts within a run of capitals that opens with a title: two or three words, the first of them a
/// given name or right behind a word for one person.
fn person_behind(parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> Option<usize> {
    let end = c.tokens.end;
    let fits = |&i: &usize| {
        let title = trade(gazetteer, parse.text(i - 1));
        let given = gazetteer.given_name(parse.text(i)).is_some();
        matches!(end - i, 2 | 3) && title && (given || c.label == Label::None)
    };
    let plain =
        |i: usize| capital(parse, i) && !gazetteer.organisation_word(parse.text(i)) && !trade(gazetteer, parse.text(i));
    (c.tokens.start + 1..end).find(|start| fits(start) && (*start..end).all(plain))
}
