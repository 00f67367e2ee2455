//! Whether a date moves a story on: it tells when something of the story happened, rather than naming a thing.

use super::grammar::Grammar;
use super::tense::Tense;
use dateline_core::{Dep, Parse, Span};

/// How many words up the tree are looked at; what hangs deeper is not of the main line.
const STEPS: usize = 40;

/// Whether the date at a span becomes the one that later times are counted from.
///
/// It does where it hangs on a verb of the main line. "The 1973 treaty", "planned for 1976", "had been signed in 1954" and
/// "who was born in 1890" leave the story where it is. A date without a verb is a heading, and sets the scene.
pub(super) fn sets(grammar: &Grammar, parse: &Parse, span: Span, tense: Tense) -> bool {
    let tokens = parse.tokens_in(span);
    let Some(mut at) = tokens.clone().find(|&i| !tokens.contains(&parse.head(i)) || parse.head(i) == i) else {
        return true;
    };
    if tense == Tense::Future {
        return false;
    }
    let mut nouns = 0;
    for _ in 0..STEPS {
        let up = parse.head(at);
        match parse.dep(at) {
            Dep::Compound | Dep::Nummod | Dep::Amod | Dep::Poss | Dep::Nmod => nouns += 1,
            Dep::Relcl | Dep::Acl => return false,
            _ if parse.tag(at) == "VBN"
                && parse.children(at).any(|c| parse.dep(c) == Dep::Aux && grammar.words.had.has(parse.text(c))) =>
            {
                return false;
            }
            _ => {}
        }
        if up == at {
            return nouns == 0 || !parse.tag(at).starts_with('V');
        }
        at = up;
    }
    false
}
