//! The pattern language: reads the pattern files and turns each pattern into a small program.

use super::check::Check;
use super::grammar::Small;
use super::lex::{DIGITS, Sym, Words};
use super::number::{Number, Numerals};
use super::slots::{self, Slot};
use super::table::Table;
use dateline_language::{Table as File, TableError};
use std::collections::{BTreeMap, BTreeSet};

/// What a pattern makes of its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A point or stretch in the calendar, or a part of a day.
    Date,
    /// A length of time.
    Length,
    /// A time that comes again.
    Set,
    /// Something that only looks like a time.
    Not,
}

/// One step of a pattern's program.
#[derive(Debug)]
pub(super) enum Step {
    /// This word or mark.
    Word(Sym),
    /// Any word that is no number or mark.
    AnyWord,
    /// A term of a table; the slot, if told, takes its first value.
    Term(usize, Option<Slot>),
    /// A number.
    Number(Number, Slot),
    /// No white space here.
    Glue,
    /// The expression starts here.
    Open,
    /// The expression ends here.
    Close,
    /// Go on at either place.
    Split(usize, usize),
    /// Go on there.
    Jump(usize),
    /// Matched.
    Done,
}

/// A named pattern.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its name, as findings carry it.
    pub(super) name: String,
    /// What it makes of its slots.
    pub(super) form: Form,
    /// What it says beside what it reads.
    pub(super) says: Vec<(Slot, i32)>,
    /// What must hold of a match.
    pub(super) checks: Vec<Check>,
    /// Whether it goes on from an expression that ends just before, whose slots fill its own.
    pub(super) goes_on: bool,
    /// The places where its programs start.
    pub(super) starts: Vec<usize>,
    /// Lines "text -> type value" that must come out.
    pub(super) examples: Vec<String>,
}

/// All tables and patterns of a language.
#[derive(Debug)]
pub(super) struct Patterns {
    pub(super) words: Words,
    pub(super) numerals: Numerals,
    pub(super) tables: Vec<Table>,
    table_names: BTreeMap<String, usize>,
    fragments: BTreeMap<String, String>,
    pub(super) rules: Vec<Rule>,
    pub(super) steps: Vec<Step>,
    /// The rules that can start with a word, by the word.
    pub(super) triggers: Vec<Vec<u16>>,
}

impl Patterns {
    /// Reads the tables and then the pattern files.
    ///
    /// # Errors
    /// A line that can not be read.
    pub(super) fn read(words: File<'_>, topics: &[(&str, File<'_>)], small: &Small) -> Result<Patterns, TableError> {
        let mut grammar = Patterns {
            words: Words::new(),
            numerals: Numerals::default(),
            tables: Vec::new(),
            table_names: BTreeMap::new(),
            fragments: BTreeMap::new(),
            rules: Vec::new(),
            steps: Vec::new(),
            triggers: Vec::new(),
        };
        each_line(words, |section, line| grammar.table_line(section, line))?;
        grammar.numerals.learn(&mut grammar.words, small);
        for &(topic, table) in topics {
            each_line(table, |section, line| grammar.pattern_line(topic, section, line))?;
        }
        grammar.index();
        Ok(grammar)
    }

    fn table_line(&mut self, section: &str, line: &str) -> Result<(), String> {
        let numerals = &mut self.numerals;
        let table = match section {
            "cardinal" => &mut numerals.cardinal,
            "tens" => &mut numerals.tens,
            "scale" => &mut numerals.scale,
            "vague" => &mut numerals.vague,
            "ordinal-word" => &mut numerals.ordinal,
            "fraction" => &mut numerals.fraction,
            _ => {
                let next = self.tables.len();
                let place = *self.table_names.entry(section.to_owned()).or_insert(next);
                if place == next {
                    self.tables.push(Table::default());
                }
                &mut self.tables[place]
            }
        };
        if line.is_empty() { Ok(()) } else { table.add(line, &mut self.words) }
    }

    fn pattern_line(&mut self, topic: &str, section: &str, line: &str) -> Result<(), String> {
        if let Some((name, body)) = line.strip_prefix("let ").and_then(|l| l.split_once(" = ")) {
            self.fragments.insert(name.to_owned(), body.to_owned());
            return Ok(());
        }
        if line.is_empty() {
            self.rules.push(Rule {
                name: format!("{topic}/{section}"),
                form: Form::Date,
                says: Vec::new(),
                checks: Vec::new(),
                goes_on: false,
                starts: Vec::new(),
                examples: Vec::new(),
            });
            return Ok(());
        }
        let rule = self.rules.last_mut().ok_or("a line before the first rule")?;
        let (key, rest) = line.split_once(' ').ok_or("no word after the key")?;
        match key {
            "match" | "after" => {
                rule.goes_on = key == "after";
                let start = self.steps.len();
                rule.starts.push(start);
                self.program(rest)?;
            }
            "as" => {
                let (form, says) = rest.split_once(' ').unwrap_or((rest, ""));
                rule.form = match form {
                    "date" => Form::Date,
                    "length" => Form::Length,
                    "set" => Form::Set,
                    "not" => Form::Not,
                    _ => return Err(format!("no form {form:?}")),
                };
                for raw in says.split_whitespace() {
                    rule.says.push(slots::assignment(raw).ok_or_else(|| format!("no slot or value {raw:?}"))?);
                }
            }
            "if" => {
                for word in rest.split_whitespace() {
                    rule.checks.push(Check::named(word).ok_or_else(|| format!("no check {word:?}"))?);
                }
            }
            "=" => rule.examples.push(rest.to_owned()),
            _ => return Err(format!("no key {key:?}")),
        }
        Ok(())
    }

    /// Compiles one pattern at the end of the steps.
    fn program(&mut self, pattern: &str) -> Result<(), String> {
        let marked = pattern.contains('[');
        if !marked {
            self.steps.push(Step::Open);
        }
        let rest = self.either(pattern)?;
        if !rest.is_empty() {
            return Err(format!("left over: {rest:?}"));
        }
        if !marked {
            self.steps.push(Step::Close);
        }
        self.steps.push(Step::Done);
        Ok(())
    }

    /// "this | that", up to a closing bracket or the end; gives what is left.
    fn either<'a>(&mut self, mut raw: &'a str) -> Result<&'a str, String> {
        let mut ends = Vec::new();
        loop {
            let split = self.steps.len();
            self.steps.push(Step::Split(split + 1, split + 1));
            raw = self.sequence(raw)?;
            match raw.strip_prefix('|') {
                Some(rest) => {
                    ends.push(self.steps.len());
                    self.steps.push(Step::Jump(0));
                    self.steps[split] = Step::Split(split + 1, ends[ends.len() - 1] + 1);
                    raw = rest;
                }
                None => break,
            }
        }
        let after = self.steps.len();
        ends.into_iter().for_each(|end| self.steps[end] = Step::Jump(after));
        Ok(raw)
    }

    fn sequence<'a>(&mut self, mut raw: &'a str) -> Result<&'a str, String> {
        loop {
            raw = raw.trim_start();
            if raw.is_empty() || raw.starts_with([')', '|']) {
                return Ok(raw);
            }
            let start = self.steps.len();
            self.steps.push(Step::Split(start + 1, start + 1));
            raw = self.element(raw)?;
            if let Some(rest) = raw.strip_prefix('?') {
                self.steps[start] = Step::Split(start + 1, self.steps.len());
                raw = rest;
            }
        }
    }

    fn element<'a>(&mut self, raw: &'a str) -> Result<&'a str, String> {
        let first = raw.chars().next().ok_or("an empty element")?;
        let rest = &raw[first.len_utf8()..];
        match first {
            '*' => {
                self.steps.push(Step::AnyWord);
                Ok(rest)
            }
            '~' => {
                self.steps.push(Step::Glue);
                self.element(rest)
            }
            '[' => {
                self.steps.push(Step::Open);
                Ok(rest)
            }
            ']' => {
                self.steps.push(Step::Close);
                Ok(rest)
            }
            '(' => self.either(rest)?.strip_prefix(')').ok_or_else(|| "a bracket is not closed".to_owned()),
            '{' => {
                let (name, rest) = rest.split_once('}').ok_or("a brace is not closed")?;
                let body = self.fragments.get(name).cloned().ok_or_else(|| format!("no fragment {name:?}"))?;
                self.either(&body)?;
                Ok(rest)
            }
            '<' => {
                let (name, rest) = rest.split_once('>').ok_or("an angle is not closed")?;
                self.class(name)?;
                Ok(rest)
            }
            '\\' => {
                let mark = rest.chars().next().ok_or("nothing after a backslash")?.len_utf8();
                self.steps.push(Step::Word(self.words.number(&rest[..mark])));
                Ok(&rest[mark..])
            }
            c if c.is_alphabetic() => {
                let end = raw.find(|c: char| !c.is_alphabetic()).unwrap_or(raw.len());
                self.steps.push(Step::Word(self.words.number(&raw[..end])));
                Ok(&raw[end..])
            }
            _ => {
                self.steps.push(Step::Word(self.words.number(&raw[..first.len_utf8()])));
                Ok(rest)
            }
        }
    }

    /// "month", or "unit2=unit".
    fn class(&mut self, raw: &str) -> Result<(), String> {
        let (slot, class) = match raw.split_once('=') {
            Some((slot, class)) => (Some(Slot::named(slot).ok_or_else(|| format!("no slot {slot:?}"))?), class),
            None => (None, raw),
        };
        let step = match (Number::named(class), self.table_names.get(class)) {
            (Some((number, usual)), _) => Step::Number(number, slot.unwrap_or(usual)),
            (None, Some(&table)) => Step::Term(table, slot),
            (None, None) => return Err(format!("no table {class:?}")),
        };
        self.steps.push(step);
        Ok(())
    }

    /// Notes for each word which rules can start with it.
    fn index(&mut self) {
        let mut triggers = vec![BTreeSet::new(); self.words.len().max(DIGITS as usize + 1)];
        for (number, rule) in self.rules.iter().enumerate() {
            let mut open: Vec<usize> = rule.starts.clone();
            while let Some(at) = open.pop() {
                let mut start = |sym: Sym| {
                    triggers[sym as usize].insert(number as u16);
                };
                match &self.steps[at] {
                    Step::Word(sym) => start(*sym),
                    Step::Term(table, _) => self.tables[*table].first_words().for_each(start),
                    Step::Number(kind, _) => self.numerals.first_words(*kind).into_iter().for_each(start),
                    Step::Split(a, b) => open.extend([*a, *b]),
                    Step::Jump(to) => open.push(*to),
                    Step::Glue | Step::Open | Step::Close => open.push(at + 1),
                    Step::AnyWord | Step::Done => {}
                }
            }
        }
        self.triggers = triggers.into_iter().map(|t| t.into_iter().collect()).collect();
    }
}

/// Calls `take` with the section and each of its lines; with an empty line where a section starts.
fn each_line(file: File<'_>, mut take: impl FnMut(&str, &str) -> Result<(), String>) -> Result<(), TableError> {
    let mut section = "";
    for line in file.lines() {
        let raw = line.text.trim();
        let name = raw.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
        let result = match name {
            Some(name) => {
                section = name;
                take(section, "")
            }
            None => take(section, raw),
        };
        result.map_err(|why| file.fault(line, why))?;
    }
    Ok(())
}
