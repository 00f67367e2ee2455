//! The tokenizer's exceptions: strings that are cut in a way of their own, as `don't` or `a.m.`.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::{msgpack::Value, tokenizer::RawToken};

/// The number of a token of an exception among all of them.
pub(crate) type SpecialToken = u16;

/// The exceptions.
#[derive(Debug, Default)]
pub(crate) struct SpecialCases {
    /// For each exception, the ends of its tokens and their numbers.
    cases: HashMap<Box<str>, Vec<(u32, SpecialToken)>, FixedState>,
    /// The length of the longest, in bytes.
    longest: usize,
    /// What the tokens are and are embedded as, if that is given.
    tokens: Vec<(Box<str>, Option<Box<str>>)>,
    /// Exceptions that the rules for affixes cut: the tokens of each, by the first.
    cut: BTreeMap<Box<str>, Vec<Vec<Box<str>>>>,
    /// The bytes that such a first token may begin with: most tokens are seen to be none by that.
    first_bytes: Vec<bool>,
}

/// The attributes of an exception's tokens, by spaCy's numbers.
const ORTH: u64 = 65;
const NORM: u64 = 67;

impl SpecialCases {
    /// Reads the exceptions of a `tokenizer` file.
    pub(crate) fn read(exceptions: &[(Value<'_>, Value<'_>)]) -> Result<SpecialCases, String> {
        let mut specials = SpecialCases::default();
        let mut numbers: BTreeMap<(Box<str>, Option<Box<str>>), SpecialToken> = BTreeMap::new();
        for (text, parts) in exceptions {
            let text = text.as_str().ok_or("an exception is no string")?;
            let mut case = Vec::new();
            let mut end = 0;
            for part in parts.items().unwrap_or_default() {
                let attr = |wanted: u64| {
                    let entry = part.entries()?.iter().find(|(attr, _)| attr.as_u64() == Some(wanted))?;
                    entry.1.as_str().map(Box::<str>::from)
                };
                let orth = attr(ORTH).ok_or_else(|| format!("the exception {text} has a token without ORTH"))?;
                end += orth.len();
                let key = (orth, attr(NORM));
                let next = u16::try_from(numbers.len()).map_err(|_| "it has too many exceptions")?;
                let number = *numbers.entry(key.clone()).or_insert(next);
                if number == next {
                    specials.tokens.push(key);
                }
                case.push((end as u32, number));
            }
            if end != text.len() {
                return Err(format!("the tokens of the exception {text} do not make it up"));
            }
            specials.longest = specials.longest.max(text.len());
            specials.cases.insert(text.into(), case);
        }
        Ok(specials)
    }

    /// Makes ready to find exceptions among tokens: those that `cut` gives tokens for.
    pub(crate) fn find_in_tokens(&mut self, cut: impl Fn(&str) -> Option<Vec<RawToken>>) {
        let mut texts: Vec<&str> = self.cases.keys().map(|text| &**text).collect();
        texts.sort_unstable();
        self.first_bytes = vec![false; 256];
        for text in texts {
            let Some(tokens) = cut(text) else { continue };
            let tokens: Vec<Box<str>> =
                tokens.iter().map(|token| text[token.start as usize..token.end as usize].into()).collect();
            if let Some(first) = tokens.first() {
                self.first_bytes[usize::from(first.as_bytes()[0])] = true;
                self.cut.entry(first.clone()).or_default().push(tokens);
            }
        }
    }

    /// The tokens of exceptions, by their numbers: text, and what it is embedded as if that is given.
    pub(crate) fn token(&self, number: SpecialToken) -> (&str, Option<&str>) {
        let (text, norm) = &self.tokens[usize::from(number)];
        (text, norm.as_deref())
    }

    /// How many tokens of exceptions there are.
    pub(crate) fn token_count(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        text.len() <= self.longest && self.cases.contains_key(text)
    }

    /// Pushes the tokens of an exception that begins at `offset`; does nothing and returns false if it is none.
    pub(crate) fn push(&self, text: &str, offset: u32, tokens: &mut Vec<RawToken>) -> bool {
        if text.len() > self.longest {
            return false;
        }
        let Some(case) = self.cases.get(text) else { return false };
        let mut start = offset;
        for &(end, number) in case {
            tokens.push(RawToken { start, end: offset + end, space_after: false, special: Some(number) });
            start = offset + end;
        }
        true
    }

    /// Puts exceptions in place of the tokens that they were cut into.
    pub(crate) fn retokenize(&self, text: &str, tokens: &mut Vec<RawToken>) {
        let mut found = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            if !self.first_bytes[usize::from(text.as_bytes()[token.start as usize])] {
                continue;
            }
            let slice = |token: &RawToken| &text[token.start as usize..token.end as usize];
            for case in self.cut.get(slice(token)).into_iter().flatten() {
                let rest = tokens.get(i..i + case.len());
                if rest.is_some_and(|rest| rest.iter().zip(case).all(|(token, wanted)| slice(token) == &**wanted)) {
                    found.push((i, i + case.len()));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        // The longest first, then the first; a shorter one must not begin or end in one that was taken.
        found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut taken = vec![false; tokens.len()];
        found.retain(|&(start, end)| {
            let free = !taken[start] && !taken[end - 1];
            taken[start..end].fill(true);
            free
        });
        found.sort_unstable();
        let mut out = Vec::with_capacity(tokens.len() + found.len());
        let mut at = 0;
        for (start, end) in found {
            out.extend_from_slice(&tokens[at..start]);
            let (first, last) = (tokens[start], tokens[end - 1]);
            if self.push(&text[first.start as usize..last.end as usize], first.start, &mut out) {
                if let Some(token) = out.last_mut() {
                    token.space_after = last.space_after;
                }
            } else {
                out.extend_from_slice(&tokens[start..end]);
            }
            at = end;
        }
        out.extend_from_slice(&tokens[at..]);
        *tokens = out;
    }
}
