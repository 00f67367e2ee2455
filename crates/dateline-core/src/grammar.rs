//! Questions about a sentence's tree for those who do not know its labels: who does it, to whom, with what, whether it is so.

use crate::{Dep, Parse, Pos};

impl Parse {
    /// The subject of a verb, which may stand with the verb that it continues or completes; of a noun, that of the verb
    /// whose object it is: "the **chiefs** hold a *meeting*".
    pub fn subject(&self, i: usize) -> Option<usize> {
        let above = || {
            let head = self.head(i);
            let shares = head != i && matches!(self.dep(i), Dep::Conj | Dep::Xcomp | Dep::Dobj);
            shares.then(|| self.subject(head))?
        };
        self.child(i, &[Dep::Nsubj, Dep::Nsubjpass]).or_else(above)
    }

    /// The object of a verb, or what its subject is said to be.
    pub fn object(&self, i: usize) -> Option<usize> {
        self.child(i, &[Dep::Dobj, Dep::Attr])
    }

    /// Whether a verb is told of its subject as done to it.
    pub fn is_passive(&self, i: usize) -> bool {
        self.child(i, &[Dep::Auxpass]).is_some()
    }

    /// Who does what a passive verb tells: "was sunk by a **storm**".
    pub fn agent(&self, i: usize) -> Option<usize> {
        self.child(self.child(i, &[Dep::Agent])?, &[Dep::Pobj])
    }

    /// What follows the prepositions of a word, each with its preposition.
    pub fn around(&self, i: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let prepositions = self.children(i).filter(|&c| self.dep(c) == Dep::Prep);
        prepositions.filter_map(|c| Some((c, self.child(c, &[Dep::Pobj])?)))
    }

    /// The verbs that complete a verb: "refused to **pay**".
    pub fn complements(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(i).filter(|&c| matches!(self.dep(c), Dep::Ccomp | Dep::Xcomp))
    }

    /// The words that go before a noun to tell which one: "the **coal** **ship**'s **second** voyage".
    pub fn modifiers(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(i).filter(|&c| matches!(self.dep(c), Dep::Compound | Dep::Nmod | Dep::Amod))
    }

    /// Whether a word helps its verb: "would", "to".
    pub fn is_helper(&self, i: usize) -> bool {
        self.dep(i) == Dep::Aux
    }

    /// Whether a word opens its clause or stands by its verb: "if", "perhaps".
    pub fn is_by_verb(&self, i: usize) -> bool {
        matches!(self.dep(i), Dep::Mark | Dep::Advmod)
    }

    /// Whether a word denies what it stands by.
    pub fn is_negation(&self, i: usize) -> bool {
        self.dep(i) == Dep::Neg
    }

    /// The noun that a word describes as an adjective does.
    pub fn described(&self, i: usize) -> Option<usize> {
        (self.dep(i) == Dep::Amod).then(|| self.head(i))
    }

    /// The measure and the thing that a number gives: "a 48-*page* *indictment*".
    pub fn measured(&self, number: usize) -> Option<(usize, usize)> {
        let unit = self.head(number);
        let thing = self.head(unit);
        let hyphened = unit == number + 2 && self.text(number + 1) == "-" && self.dep(number) == Dep::Nummod;
        (hyphened && self.dep(unit) == Dep::Compound && self.pos(thing) == Pos::Noun).then_some((unit, thing))
    }

    /// Whether a word names what its clause is there to tell: the verb of it, or a noun that is its subject or object.
    pub fn is_told(&self, i: usize) -> bool {
        let dep = self.dep(i);
        match self.pos(i) {
            Pos::Verb => {
                matches!(dep, Dep::Root | Dep::Ccomp | Dep::Xcomp | Dep::Conj | Dep::Acl | Dep::Parataxis)
            }
            _ => matches!(dep, Dep::Root | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ParseBuilder, Text, Word};

    fn parse(words: &[(&str, Pos, Dep, usize)]) -> Parse {
        let text = Text::new(words.iter().map(|w| w.0).collect::<Vec<_>>().join(" "));
        let mut builder = ParseBuilder::new(&text);
        let mut at = 0;
        for (i, &(word, pos, dep, head)) in words.iter().enumerate() {
            let span = text.span(at..at + word.len()).unwrap();
            builder.token(span, Word { lemma: word, pos, dep, head, sentence_start: i == 0, ..Word::default() });
            at += word.len() + 1;
        }
        builder.finish()
    }

    #[test]
    fn who_did_what_is_asked_without_labels() {
        let parse = parse(&[
            ("crews", Pos::Noun, Dep::Nsubj, 1),
            ("refused", Pos::Verb, Dep::Root, 1),
            ("to", Pos::Part, Dep::Aux, 3),
            ("pay", Pos::Verb, Dep::Xcomp, 1),
            ("tolls", Pos::Noun, Dep::Dobj, 3),
            ("at", Pos::Adp, Dep::Prep, 3),
            ("Bergen", Pos::Propn, Dep::Pobj, 5),
        ]);
        assert_eq!((parse.subject(3), parse.object(3)), (Some(0), Some(4)), "a completing verb shares the subject");
        assert_eq!(parse.around(3).collect::<Vec<_>>(), [(5, 6)]);
        assert_eq!(parse.complements(1).collect::<Vec<_>>(), [3]);
        assert!(parse.is_helper(2) && !parse.is_passive(1) && parse.is_told(4) && !parse.is_told(6));
    }

    #[test]
    fn a_root_that_is_labelled_as_joined_has_no_subject_above() {
        let parse = parse(&[("sank", Pos::Verb, Dep::Conj, 0)]);
        assert_eq!(parse.subject(0), None);
    }
}
