//! What tells for and against one who may have said a statement, and whether it was said at all: named features.

use super::{Form, Known, Spot, Whose, start};
use crate::statements::content;
use crate::statements::cue;
use crate::statements::model::Features;
use crate::statements::reading::Reading;
use dateline_core::{ActorId, Dep, MentionKind, Pos};

impl Whose<'_, '_> {
    /// What tells who of the options said it.
    pub(in crate::statements) fn describe(&self, i: usize, option: Option<ActorId>, f: &mut impl Features) {
        let (reading, parse) = (self.reading, self.reading.parse);
        let (a, first) = (&self.found[i], &self.first[i]);
        let form = self.form(a);
        let source = form.name();
        let verdict = match (first.speaker, first.anonymous, first.description.is_some()) {
            (Some(_), ..) => "actor",
            (None, true, _) => "unnamed",
            (None, false, true) => "described",
            _ => "nobody",
        };
        let quoted = content::quoted(reading, &a.content);
        let Some(id) = option else {
            f.put("open", &[source, verdict]);
            f.put("open quoted", &[source, quoted, verdict]);
            f.put("open by", &[a.by.name(), verdict]);
            if !a.source.run.is_empty() && parse.pos(a.source.head) == Pos::Noun {
                f.put("open noun", &[parse.lemma(a.source.head)]);
                let plural = parse.tag(a.source.head) == "NNS";
                f.put("open number", &[source, if plural { "many" } else { "one" }, verdict]);
            }
            f.put("open within", &[if self.within[i].is_some() { "within" } else { "main" }, source]);
            return;
        };
        let (actor, known) = (&self.actors[id.index()], &self.known[id.index()]);
        let at = start(a);
        let kind = actor.kind.name();
        let chosen = match first.speaker {
            Some(other) if other == id => "this",
            Some(_) => "other",
            None => verdict,
        };
        f.put("first", &[source, chosen]);
        f.put("first quoted", &[source, chosen, quoted]);
        f.put("first kind", &[source, chosen, kind]);
        let own = self.at_source(a).filter(|(own, _)| *own == id).map(|(_, how)| how);
        f.put("named", &[source, own.map_or("no", mention_name), kind]);
        f.put("kind", &[source, kind]);
        let gender = match (known.he, known.she) {
            (0, 0) => "unknown",
            (he, she) if he > she => "he",
            _ => "she",
        };
        if matches!(form, Form::He | Form::She) {
            f.put("gender", &[source, gender, kind]);
        }
        // Where it was last named before.
        let last = known.mentions.partition_point(|m| m.start < at).checked_sub(1).map(|m| known.mentions[m]);
        let distance = last.map_or("never", |m| match parse.sentence_of(at) - parse.sentence_of(m.head) {
            0 => "here",
            1 => "one",
            2 => "two",
            3..=5 => "few",
            _ => "far",
        });
        f.put("back", &[source, distance]);
        f.put("back first", &[source, distance, chosen]);
        let role = last.map_or("none", |m| match parse.dep(m.head) {
            _ if reading.quote_of(m.head).is_some() => "quoted",
            Dep::Nsubj | Dep::Nsubjpass => "subject",
            Dep::Dobj | Dep::Dative => "object",
            Dep::Poss => "owner",
            Dep::Pobj => "preposition",
            Dep::Appos | Dep::Compound | Dep::Conj => "beside",
            _ => "other",
        });
        f.put("role", &[source, distance, role]);
        let newer = |other: &Known| {
            let m = other.mentions.partition_point(|m| m.start < at).checked_sub(1).map(|m| other.mentions[m].start);
            m > last.map(|l| l.start)
        };
        let rank =
            self.actors.iter().zip(&self.known).filter(|(b, other)| b.kind == actor.kind && newer(other)).count();
        f.put("rank", &[source, kind, ["first", "second", "third", "later"][rank.min(3)]]);
        // Whether the words tell of it, or it is told them.
        let told_of = a
            .content
            .pieces
            .iter()
            .any(|p| known.mentions.iter().any(|m| p.contains(&m.head) && m.kind == MentionKind::Name));
        f.put("told of", &[source, if told_of { "yes" } else { "no" }, quoted]);
        let object = |m: &&Spot| {
            parse.head(m.head) == a.cue && matches!(parse.dep(m.head), Dep::Dobj | Dep::Dative)
                || told_by_preposition(reading, a.cue, m.head)
        };
        if let Some(m) = known.mentions.iter().find(object) {
            f.put("told", &[source, parse.dep(m.head).name()]);
        }
        // Of whom something is said, whom something is said against, in the clause of the verb itself: "Of Lee, he said".
        let mate = |m: &&Spot| {
            let above = parse.ancestors(m.head).take(3).any(|above| above == a.cue);
            above && !a.source.run.contains(&m.head) && !a.content.pieces.iter().any(|p| p.contains(&m.head))
        };
        if let Some(m) = known.mentions.iter().filter(|m| m.kind == MentionKind::Name).find(mate) {
            f.put("mate", &[source, parse.dep(m.head).name()]);
        }
        // Who is brought in by a description first, and named after: "A Bristol woman said … Ann Lee, 43, …".
        if last.is_none() {
            let next = known.mentions.iter().find(|m| m.start >= a.source.run.end.max(at));
            let ahead = next.map_or("never", |m| match parse.sentence_of(m.head) - parse.sentence_of(at) {
                0 => "here",
                1 => "one",
                2 => "two",
                _ => "far",
            });
            let top = if parse.sentence_of(at) < 4 { "top" } else { "below" };
            f.put("ahead", &[source, ahead, top, kind]);
        }
        if !a.source.run.is_empty() && matches!(form, Form::A | Form::The | Form::Other) {
            let own = |i: &usize| *i != a.source.head && matches!(parse.pos(*i), Pos::Noun | Pos::Propn | Pos::Adj);
            let known_word = |i: &usize| {
                let word = parse.lemma(*i).to_lowercase();
                known.called.contains(&word) || known.named.contains(&word)
            };
            let words = a.source.run.clone().filter(own).count();
            let shared = a.source.run.clone().filter(own).filter(known_word).count();
            let share = match (words, shared) {
                (0, _) => "bare",
                (_, 0) => "none",
                (w, s) if w == s => "all",
                _ => "some",
            };
            f.put("words", &[source, share, kind]);
        }
        // By whose turn it is.
        let (turn, apart) = self.beside(i, id).map_or(("none", "none"), |(n, apart)| {
            let turn = match n {
                -1 => "last",
                -2 => "last but one",
                1 => "next",
                n if n < 0 => "before",
                _ => "after",
            };
            (turn, ["same", "next", "two", "far"][apart.min(3)])
        });
        f.put("turn", &[source, turn]);
        f.put("turn apart", &[source, turn, apart, quoted]);
        f.put("turn first", &[source, turn, chosen]);
        let most = self.said.iter().copied().max().unwrap_or(0);
        let share = match self.said[id.index()] {
            0 => "never",
            n if n == most => "most",
            1 => "once",
            _ => "often",
        };
        f.put("speaks", &[source, share, kind]);
        f.put("first speaks", &[source, chosen, share]);
        let since = (0..i).rev().filter(|&j| self.within[j].is_none() && self.named[j]).take(4);
        let since = since.into_iter().position(|j| self.first[j].speaker == Some(id));
        let since = since.map_or("none", |n| ["last", "last but one", "before", "before"][n.min(3)]);
        f.put("named turn", &[source, since]);
        f.put("first named turn", &[source, chosen, since]);
        let spoken_of = known.mentions[..known.mentions.partition_point(|m| m.start < at)]
            .iter()
            .all(|m| reading.quote_of(m.head).is_some());
        if last.is_some() && spoken_of {
            f.put("only quoted", &[source, chosen]);
        }
        f.put("fits", &[source, ["no", "name", "called"][usize::from(self.fits(a, known))], kind]);
        if let Some(outer) = self.within[i] {
            let same = self.first[outer].speaker == Some(id);
            f.put("outer", &[source, if same { "same" } else { "other" }, quoted]);
        }
        if !a.source.run.is_empty() {
            let beside = known.mentions.iter().any(|m| m.kind == MentionKind::Name && a.source.run.contains(&m.head));
            f.put("in source", &[source, if beside { "yes" } else { "no" }, chosen]);
        }
        let name = actor.name.split(' ').count();
        f.put(
            "name",
            &[
                kind,
                ["none", "one", "two", "three"][name.min(3)],
                if actor.name.contains(char::is_lowercase) { "small" } else { "capitals" },
            ],
        );
        f.put("name by", &[&actor.by, source]);
    }

    /// What tells whether a statement was said in words, or only felt, meant or shown by a deed.
    pub(in crate::statements) fn describe_saying(&self, i: usize, f: &mut impl Features) {
        let (reading, parse, a) = (self.reading, self.reading.parse, &self.found[i]);
        let (lemma, tag, pos) = (parse.lemma(a.cue), parse.tag(a.cue), parse.pos(a.cue).name());
        let quoted = content::quoted(reading, &a.content);
        if a.words.is_empty() {
            f.put("no cue", &[a.by.name(), quoted]);
            return;
        }
        let habit = cue::habit(reading, a.cue, &reading.lexicon.models.rates);
        let link = format!("{:?}", a.content.link);
        let by = if a.content.by == a.cue { "self" } else { parse.dep(a.content.by).name() };
        let form = self.form(a);
        let source = form.name();
        let kind = self.first[i].speaker.map_or("nobody", |id| self.actors[id.index()].kind.name());
        f.put("lemma", &[lemma, pos]);
        f.put("lemma link", &[lemma, &link, by]);
        f.put("lemma quoted", &[lemma, quoted]);
        f.put("habit", &[habit, pos, quoted]);
        f.put("habit link", &[habit, &link, by]);
        f.put("link", &[&link, by, tag]);
        f.put("by tag", &[by, parse.tag(a.content.by)]);
        f.put("tag", &[tag, quoted]);
        f.put("thought", &[if reading.lexicon.thoughts.has(lemma) { "yes" } else { "no" }, quoted]);
        f.put("source", &[source, kind, quoted]);
        f.put("source habit", &[source, kind, habit]);
        f.put("by", &[a.by.name(), quoted]);
        let sure = match a.score {
            i32::MIN..=-1 => "low",
            0..=600 => "fair",
            601..=1500 => "good",
            1501..=3000 => "high",
            _ => "sure",
        };
        f.put("sure", &[sure, quoted]);
        f.put("sure habit", &[sure, habit]);
        f.put("within", &[if self.within[i].is_some() { "within" } else { "main" }, quoted]);
        for child in
            parse.children(a.cue).filter(|&c| matches!(parse.dep(c), Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt))
        {
            f.put("beside", &[parse.dep(child).name(), parse.lemma(child), habit]);
        }
        f.put("dep", &[parse.dep(a.cue).name(), habit]);
        if reading.sentence(a.cue).start == 0 {
            f.put("title", &[habit]);
        }
    }
}

impl Form {
    /// The name that weights are kept under.
    fn name(self) -> &'static str {
        match self {
            Form::Nothing => "none",
            Form::Own => "own",
            Form::He => "he",
            Form::She => "she",
            Form::They => "they",
            Form::It => "it",
            Form::Who => "who",
            Form::Person => "person",
            Form::Name => "name",
            Form::StrangeName => "strange name",
            Form::The => "the",
            Form::A => "a",
            Form::Other => "other",
        }
    }
}

/// Whether a token is what a preposition at the cue leads to: "said **to** Lee".
fn told_by_preposition(reading: &Reading<'_>, cue: usize, head: usize) -> bool {
    let parse = reading.parse;
    let preposition = parse.head(head);
    parse.dep(head) == Dep::Pobj
        && parse.head(preposition) == cue
        && reading.lexicon.words.listener_prepositions.has(parse.lemma(preposition))
}

fn mention_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Metonym => "metonym",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    }
}
