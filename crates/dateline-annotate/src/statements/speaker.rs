//! Whose words they are: the actor behind a statement's source, or how an unnamed source is described.

use super::channel;
use super::find::{Attribution, Finder};
use super::phrases::{core, count, definite, outlet, trade};
use super::reading::{Reading, Run};
use super::words::Lexicon;
use dateline_core::{Actor, ActorId, ActorKind, Dep, MentionKind, Pos};
use std::collections::{BTreeMap, BTreeSet};

/// Who stands behind a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    /// The actor, where the text names it.
    pub(super) speaker: Option<ActorId>,
    /// Whether people stand behind it whom the text does not name.
    pub(super) anonymous: bool,
    /// How the text describes an unnamed source where it brings it in.
    pub(super) description: Option<Run>,
    /// How many sources the text claims.
    pub(super) count: Option<u32>,
}

/// Finds the people behind sources, one after the other, in the order of the text.
pub(super) struct Speakers<'r, 'a> {
    reading: &'r Reading<'a>,
    /// The actor that a token names as the head of a mention.
    named: BTreeMap<usize, (ActorId, MentionKind)>,
    /// The unnamed sources so far, as they were brought in.
    unnamed: Vec<Run>,
    /// The tokens of the names of people.
    people: BTreeMap<usize, ActorId>,
    /// The actors that are people.
    persons: BTreeSet<ActorId>,
    /// The people by their initials; `None` for those that two share.
    initials: BTreeMap<String, Option<ActorId>>,
    /// Through what someone spoke, by the lemma of its noun, and who.
    through: Vec<(String, Who)>,
    /// Whether who spoke last did so through something that the report names.
    last_through: bool,
    /// Who spoke last, outside other people's words.
    last: Option<Who>,
    /// The paragraph in which that was.
    last_in: Option<usize>,
    /// Where the sentence ends in which that was, if it names the speaker: what stands alone right after it, in quotation
    /// marks, goes on with it.
    ended: Option<usize>,
    /// Whether the one who spoke last is one person.
    last_is_person: bool,
}

/// How many descriptions back a later "the official" may look.
const LOOK_BACK: usize = 12;

impl<'r, 'a> Speakers<'r, 'a> {
    /// Starts at the top of a report.
    pub(super) fn new(reading: &'r Reading<'a>, actors: &[Actor]) -> Speakers<'r, 'a> {
        let parse = reading.parse;
        let mut named: BTreeMap<usize, (ActorId, MentionKind)> = BTreeMap::new();
        let mut people = BTreeMap::new();
        for actor in actors {
            for mention in &actor.mentions {
                let tokens = parse.tokens_in(mention.span);
                if actor.kind == ActorKind::Person && mention.kind == MentionKind::Name {
                    people.extend(tokens.clone().map(|t| (t, actor.id)));
                }
                let leaves = |&i: &usize| parse.head(i) == i || !tokens.contains(&parse.head(i));
                for head in tokens.clone().filter(leaves).take(2) {
                    named.entry(head).or_insert((actor.id, mention.kind));
                }
            }
        }
        let persons = actors.iter().filter(|a| a.kind == ActorKind::Person).map(|a| a.id).collect();
        let mut initials: BTreeMap<String, Option<ActorId>> = BTreeMap::new();
        for actor in actors.iter().filter(|a| a.kind == ActorKind::Person && a.name.contains(' ')) {
            let letters = actor.name.split(' ').filter_map(|word| word.chars().next()).collect();
            initials.entry(letters).and_modify(|held| *held = None).or_insert(Some(actor.id));
        }
        Speakers {
            reading,
            named,
            people,
            persons,
            initials,
            through: Vec::new(),
            last_through: false,
            unnamed: Vec::new(),
            last: None,
            last_in: None,
            ended: None,
            last_is_person: false,
        }
    }

    /// What is known of words.
    fn lexicon(&self) -> &'a Lexicon {
        self.reading.lexicon
    }

    /// The actor that a token names.
    pub(super) fn at(&self, token: usize) -> Option<ActorId> {
        self.named.get(&token).map(|&(id, _)| id)
    }

    /// Who stands behind a statement; `outer` is who says the statement that holds it.
    pub(super) fn who(&mut self, a: &Attribution, outer: Option<&Who>) -> Who {
        let who = self.find(a, outer);
        let main = outer.is_none() && !matches!(self.reading.parse.dep(a.cue), Dep::Relcl | Dep::Acl);
        if main && (who.speaker.is_some() || who.anonymous) {
            self.last_is_person = who.anonymous || who.speaker.is_some_and(|id| self.persons.contains(&id));
            self.last = Some(who.clone());
            let through = channel::find(self.reading, a).channel.and_then(|run| run.last());
            self.last_through = through.is_some();
            self.through.extend(through.map(|noun| (self.reading.parse.lemma(noun).to_owned(), who.clone())));
            self.last_in = Some(self.reading.paragraph_of(a.cue));
            let parse = self.reading.parse;
            let named =
                !a.source.run.is_empty() && parse.pos(a.source.head) != Pos::Pron && parse.pos(a.cue) != Pos::Noun;
            let here = named && self.reading.child(a.cue, &[Dep::Neg, Dep::Aux]).is_none();
            self.ended = here.then(|| self.reading.sentence(a.cue).end);
        }
        who
    }

    fn find(&mut self, a: &Attribution, outer: Option<&Who>) -> Who {
        let parse = self.reading.parse;
        if a.source.run.is_empty() {
            let goes_on = a.by == Finder::Standing && outer.is_none() && self.ended.is_some_and(|end| end == a.cue);
            return self.last.clone().filter(|_| goes_on).unwrap_or_default();
        }
        if let Some(speaker) = self.by_initials(a) {
            return Who { speaker: Some(speaker), ..Who::default() };
        }
        let mut head = a.source.head;
        let mut run = a.source.run.clone();
        if matches!(parse.tag(head), "WP" | "WDT")
            || (self.lexicon().words.that.has(parse.lemma(head)) && parse.pos(head) == Pos::Pron)
        {
            // "the man who said so": the noun that the clause hangs on.
            let clause = std::iter::once(a.cue).chain(self.reading.above(a.cue)).take(4);
            if let Some(verb) = clause.into_iter().find(|&i| parse.dep(i) == Dep::Relcl) {
                head = parse.head(verb);
                run = self.reading.left(head)..self.reading.left(verb).max(head + 1);
            }
        }
        if parse.pos(head) == Pos::Pron {
            // Who speaks of "him" speaks of another: "“He will sail,” she said".
            let quoted = self.reading.quote_of(head).is_some();
            let who = self.pronoun(head, outer);
            let own = outer.is_some_and(|o| {
                quoted && self.lexicon().words.third.has(&self.reading.lower(head)) && o.speaker == who.speaker
            });
            return if own { Who::default() } else { who };
        }
        if let Some(speaker) = self.named(head, &run).or_else(|| self.by_last_name(a)) {
            return Who { speaker: Some(speaker), ..Who::default() };
        }
        let lemma = parse.lemma(head).to_lowercase();
        if self.of_age(head) && outer.is_none() && self.last_is_person {
            return self
                .last
                .clone()
                .filter(|_| self.last_in.is_some_and(|p| p + 1 >= self.reading.paragraph_of(a.cue)))
                .unwrap_or_default();
        }
        if (self.reading.lexicon.people.has(lemma.as_str()) || self.someone(head, &run))
            && parse.pos(head) != Pos::Propn
        {
            if let Some(speaker) = self.just_named(a, head, &run).filter(|_| outer.is_none()) {
                return Who { speaker: Some(speaker), ..Who::default() };
            }
            let count = count(self.reading, head);
            // Who holds "the presidency" is no secret, only unsaid.
            let anonymous = !(self.reading.lexicon.offices.has(lemma.as_str())
                && parse.tag(head) == "NN"
                && definite(self.reading, head));
            return Who { anonymous, description: Some(self.description(head, run)), count, ..Who::default() };
        }
        if self.reading.lexicon.channels.has(lemma.as_str()) {
            return self.document(head);
        }
        Who::default()
    }

    /// "the 76-year-**old**".
    fn of_age(&self, head: usize) -> bool {
        let (parse, words) = (self.reading.parse, &self.lexicon().words);
        words.aged.has(parse.text(head)) && head > 1 && words.years.has(parse.text(head - 2))
    }

    /// Whether what is said of a noun tells that it is for people: "a hand **who** sailed", "on condition of anonymity".
    fn someone(&self, head: usize, run: &Run) -> bool {
        let (parse, words) = (self.reading.parse, &self.lexicon().words);
        let who = |c: usize| parse.dep(c) == Dep::Relcl && parse.children(c).any(|s| words.who.has(parse.lemma(s)));
        let trade = parse.pos(head) == Pos::Noun && trade(self.reading, &parse.lemma(head).to_lowercase());
        let unnamed = |i: usize| words.unnamed_starts.strip_from_start_of(&self.reading.lower(i)).is_some();
        trade || parse.children(head).any(who) || run.clone().any(unnamed)
    }

    /// The actor that a noun phrase names: by its head, or by a name beside it ("his lawyer, **Ann Lee**").
    fn named(&self, head: usize, run: &Run) -> Option<ActorId> {
        let parse = self.reading.parse;
        if let Some(id) = self.at_the_end(head, run) {
            return Some(id);
        }
        let person = |i: usize| {
            self.reading.lexicon.people.has(parse.lemma(i).to_lowercase().as_str()) && parse.pos(i) == Pos::Noun
        };
        match self.named.get(&head) {
            // Without a name, only "the minister" can be someone brought in before.
            Some(&(id, kind)) if kind != MentionKind::Nominal || !person(head) || definite(self.reading, head) => {
                return Some(id);
            }
            _ => {}
        }
        let beside = parse.children(head).filter(|&c| {
            run.contains(&c)
                && matches!(parse.dep(c), Dep::Appos | Dep::Flat | Dep::Compound | Dep::Nmod)
                && parse.pos(c) == Pos::Propn
        });
        // "the Yonhap agency" is Yonhap, "the Yonhap reporter" is not.
        let person = |c: usize| parse.entity_of(c).is_some_and(|e| e.label == "PERSON");
        let names = beside.filter(|&c| parse.dep(c) == Dep::Appos || person(c) || outlet(self.reading, head));
        if let Some(id) = self.identified(head, run) {
            return Some(id);
        }
        let above = Some(parse.head(head)).filter(|&h| parse.dep(head) == Dep::Appos && run.contains(&h));
        let beside = names.chain(above).find_map(|c| self.named.get(&c)).map(|&(id, _)| id);
        beside.or_else(|| self.people.get(&head).copied())
    }

    /// "the chairman and chief executive **Ann Lee**", "the head of the harbour board **Ann Lee**": a person whose name ends a
    /// phrase, with no preposition before it but that of a body.
    fn at_the_end(&self, head: usize, run: &Run) -> Option<ActorId> {
        let parse = self.reading.parse;
        let id = *self.people.get(&run.end.checked_sub(1)?)?;
        let start = run.clone().rev().take_while(|i| self.people.get(i) == Some(&id)).last()?;
        let before = start.checked_sub(1).filter(|b| run.contains(b) && *b >= head)?;
        let person = |i: usize| {
            let lemma = parse.lemma(i).to_lowercase();
            self.reading.lexicon.people.has(&lemma) || self.reading.lexicon.offices.has(&lemma)
        };
        let noun = matches!(parse.pos(before), Pos::Noun | Pos::Propn);
        let of_body = || !person(before) && before > head;
        let direct = (head..start).all(|i| !matches!(parse.pos(i), Pos::Adp | Pos::Verb | Pos::Punct));
        (noun && person(head) && (direct || of_body())).then_some(id)
    }

    /// "the witness, whom the station **identified** only as **Ann**".
    fn identified(&self, head: usize, run: &Run) -> Option<ActorId> {
        let parse = self.reading.parse;
        let naming = |&i: &usize| self.lexicon().words.naming.has(parse.lemma(i)) && parse.pos(i) == Pos::Verb;
        let verb = (head + 1..run.end).find(naming)?;
        (verb + 1..run.end).find_map(|i| self.people.get(&i)).copied()
    }

    /// The one person of that last name: who signs a post may write it small.
    fn by_last_name(&self, a: &Attribution) -> Option<ActorId> {
        let signed = a.words.is_empty().then(|| self.reading.lower(a.source.head))?;
        let mut same = self.people.iter().filter(|(t, _)| self.reading.lower(**t) == signed).map(|(_, &id)| id);
        let first = same.next()?;
        same.all(|id| id == first).then_some(first)
    }

    /// The one person of those initials: whose line it is in an interview, "AL: We sailed."
    fn by_initials(&self, a: &Attribution) -> Option<ActorId> {
        let label = self.reading.parse.span_of(a.source.run.clone()).filter(|_| a.words.is_empty())?;
        *self.initials.get(self.reading.parse.source().str(label).trim_end_matches([':', '.']))?
    }

    /// "the actress", where the one person who spoke before in this paragraph is named, and no unnamed actress came up.
    fn just_named(&self, a: &Attribution, head: usize, run: &Run) -> Option<ActorId> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let bare = run.clone().all(|i| i == head || parse.dep(i) == Dep::Det);
        let one = parse.tag(head) == "NN" && !self.lexicon().words.many.has(parse.lemma(head));
        let here = self.last_in == Some(reading.paragraph_of(a.cue));
        let brought_in =
            || self.unnamed.iter().rev().take(LOOK_BACK).any(|earlier| self.may_be_one(head, run, earlier));
        let paragraph = reading.paragraphs[reading.paragraph_of(a.cue)].start;
        let another = (paragraph..run.start).any(|i| parse.lemma(i) == parse.lemma(head) && parse.pos(i) == Pos::Noun);
        let fits = bare && one && here && !another && self.last_is_person && definite(reading, head) && !brought_in();
        self.last.as_ref().filter(|_| fits)?.speaker
    }

    /// "he", "they", "I": the actor that the pronoun names, or the speaker before it.
    fn pronoun(&self, head: usize, outer: Option<&Who>) -> Who {
        let word = self.reading.lower(head);
        let words = &self.lexicon().words;
        if words.own.has(&word) {
            return outer.cloned().unwrap_or_default();
        }
        if self.reading.lexicon.people.has(&word) {
            return Who { anonymous: true, description: Some(head..head + 1), ..Who::default() };
        }
        let [one, several, who] = [&words.one, &words.several, &words.who].map(|forms| forms.has(&word));
        let unnamed_last = self.last.as_ref().filter(|w| w.anonymous && (one || several || who));
        let unnamed_last = unnamed_last.filter(|w| !(one && self.plural(w)));
        let fits = if self.last_is_person { one || who } else { several || words.thing.has(&word) };
        match (self.named.get(&head), unnamed_last) {
            (Some(&(id, _)), None) if one && outer.is_none() && self.spoke_since(id, head) => {
                self.last.clone().unwrap_or_default()
            }
            (Some(&(id, _)), None) => Who { speaker: Some(id), ..Who::default() },
            (_, Some(who)) => who.clone(),
            (None, None) if fits && !(one && self.last.as_ref().is_some_and(|w| self.plural(w))) => {
                self.last.clone().unwrap_or_default()
            }
            _ => Who::default(),
        }
    }

    /// Whether someone spoke after a person was last named, who may be meant as well: "Lee saw the head of the harbour
    /// board, Ann Roe, who said … **She** added …".
    fn spoke_since(&self, person: ActorId, pronoun: usize) -> bool {
        let parse = self.reading.parse;
        let name = |id: ActorId| self.people.range(..pronoun).rev().find(|(_, other)| **other == id).map(|(&t, _)| t);
        let Some(speaker) = self.last.as_ref().and_then(|w| w.speaker).filter(|_| self.last_is_person) else {
            return false;
        };
        let of_other = |(&t, &(id, kind)): (&usize, &(ActorId, MentionKind))| {
            let word = parse.text(t);
            id == speaker
                && kind == MentionKind::Pronoun
                && !word.eq_ignore_ascii_case(parse.text(pronoun))
                && self.lexicon().words.one_in_all_forms.has_in_any_case(word)
        };
        let near = self.last_in.is_some_and(|p| p + 1 >= self.reading.paragraph_of(pronoun));
        near && speaker != person && name(speaker) > name(person) && !self.named.iter().any(of_other)
    }

    /// Whether an unnamed source is several people.
    fn plural(&self, who: &Who) -> bool {
        let people = |&i: &usize| self.reading.lexicon.people.has(&self.reading.parse.lemma(i).to_lowercase());
        let noun = who.description.clone().and_then(|mut run| run.find(people));
        who.count.is_some_and(|n| n > 1) || noun.is_some_and(|i| self.reading.parse.tag(i) == "NNS")
    }

    /// "the statement", "Amazon's manual", "a letter from the minister": whoever wrote it.
    fn document(&mut self, head: usize) -> Who {
        let (parse, words) = (self.reading.parse, &self.reading.lexicon.words);
        let by = parse.children(head).find_map(|c| match parse.dep(c) {
            // "Amazon's owner's manual" is Amazon's.
            Dep::Poss => self.named.get(&c).or_else(|| self.named.get(&parse.child(c, &[Dep::Poss])?)),
            Dep::Prep if words.written_by.has(parse.lemma(c)) => parse.children(c).find_map(|o| self.named.get(&o)),
            _ => None,
        });
        let unnamed = parse.children(head).filter(|&c| words.written_by.has(parse.lemma(c))).find_map(|c| {
            parse
                .child(c, &[Dep::Pobj])
                .filter(|&o| self.reading.lexicon.people.has(parse.lemma(o)) && parse.pos(o) == Pos::Noun)
        });
        match by {
            Some(&(id, _)) => Who { speaker: Some(id), ..Who::default() },
            None if unnamed.is_some() => {
                let head = unnamed.unwrap_or(head);
                let description = Some(self.description(head, self.reading.below(head)));
                Who { anonymous: true, description, count: count(self.reading, head), ..Who::default() }
            }
            None if definite(self.reading, head) && parse.child(head, &[Dep::Poss]).is_none() => self.issuer(head),
            None => Who::default(),
        }
    }

    /// Who gave out "the letter": who spoke through one before; who spoke last, through whatever, or if the report told of no letter
    /// before; else it is left open, as a letter that was told of may be anyone's.
    fn issuer(&self, head: usize) -> Who {
        let parse = self.reading.parse;
        let kind = parse.lemma(head);
        if let Some((_, who)) = self.through.iter().rev().find(|(through, _)| through == kind) {
            return who.clone();
        }
        let told_of = (0..head).any(|i| parse.pos(i) == Pos::Noun && parse.lemma(i) == kind);
        self.last.clone().filter(|_| self.last_through || !told_of).unwrap_or_default()
    }

    /// How an unnamed source was described where it was brought in: "the source" may be "a Western official" of before.
    fn description(&mut self, head: usize, run: Run) -> Run {
        let own = core(self.reading, head, &run);
        if definite(self.reading, head) {
            let before = self.unnamed.iter().rev().take(LOOK_BACK).find(|earlier| self.may_be_one(head, &own, earlier));
            if let Some(before) = before {
                return before.clone();
            }
        }
        if !self.unnamed.contains(&own) {
            self.unnamed.push(own.clone());
        }
        own
    }

    /// Whether a later phrase may name the source of an earlier one: the same noun, or the bare "the source" for any, and
    /// nothing said of it that was not said before.
    fn may_be_one(&self, head: usize, later: &Run, earlier: &Run) -> bool {
        let parse = self.reading.parse;
        let says = |i: usize| parse.lemma(i).to_lowercase();
        let noun = |i: usize| matches!(parse.pos(i), Pos::Noun | Pos::Propn | Pos::Adj) && !self.reading.is_mark(i);
        let Some(old_head) = earlier.clone().find(|&i| self.reading.lexicon.people.has(says(i).as_str())) else {
            return false;
        };
        let plural = |i: usize| parse.tag(i) == "NNS";
        let general = self.lexicon().words.any_source.has(parse.lemma(head));
        let same_noun = says(head) == says(old_head) || (general && !plural(old_head));
        let known = |i: usize| i == head || earlier.clone().any(|j| says(j) == says(i));
        plural(head) == plural(old_head) && same_noun && later.clone().filter(|&i| noun(i)).all(known)
    }
}
