//! What is known of a form from its letters alone: the features that the networks embed, and its lower case.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::{
    hash::string_id,
    unicode::{is_alpha, is_digit, is_space},
};

/// A feature of a token that a network embeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attr {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Attr {
    /// The feature of that name in a model's settings.
    pub(crate) fn named(name: &str) -> Option<Attr> {
        Some(match name {
            "ORTH" => Attr::Orth,
            "LOWER" => Attr::Lower,
            "NORM" => Attr::Norm,
            "PREFIX" => Attr::Prefix,
            "SUFFIX" => Attr::Suffix,
            "SHAPE" => Attr::Shape,
            "SPACY" => Attr::Spacy,
            "IS_SPACE" => Attr::IsSpace,
            _ => return None,
        })
    }
}

/// The features of a form, as the ids that the networks hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Features {
    orth: u64,
    lower: u64,
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    pub(crate) is_space: bool,
}

impl Features {
    /// The features of `text`; `norm` is that of the tokenizer's exception that it comes from.
    pub(crate) fn of(text: &str, norm: Option<&str>, norms: &Norms) -> Features {
        let lower = text.to_lowercase();
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Features {
            orth: string_id(text),
            lower: string_id(&lower),
            norm: norm.map_or_else(|| norms.norm(text).unwrap_or_else(|| string_id(&lower)), string_id),
            prefix: string_id(&text[..prefix]),
            suffix: string_id(&text[suffix..]),
            shape: string_id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
        }
    }

    /// The id of one feature, for a token that a space follows or not.
    pub(crate) fn id(&self, attr: Attr, space_after: bool) -> u64 {
        match attr {
            Attr::Orth => self.orth,
            Attr::Lower => self.lower,
            Attr::Norm => self.norm,
            Attr::Prefix => self.prefix,
            Attr::Suffix => self.suffix,
            Attr::Shape => self.shape,
            Attr::Spacy => u64::from(space_after),
            Attr::IsSpace => u64::from(self.is_space),
        }
    }
}

/// The shape of a form: `X` and `x` for letters, `d` for digits, runs cut to four, as `Xxxxx` for `Monday`.
fn shape(text: &str) -> String {
    if text.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let class = match c {
            c if is_alpha(c) && c.is_uppercase() => 'X',
            c if is_alpha(c) => 'x',
            c if is_digit(c) => 'd',
            c => c,
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            shape.push(class);
        }
    }
    shape
}

/// Forms that are embedded as another: `colour` as `color`, `“` as `"`.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    by_id: HashMap<u64, u64, FixedState>,
}

impl Norms {
    /// The pipeline's own table (`lexeme_norm`) over those that spaCy has for all languages.
    pub(crate) fn new<'a>(table: impl Iterator<Item = (u64, &'a str)>) -> Norms {
        let mut by_id: HashMap<u64, u64, FixedState> = HashMap::default();
        for line in include_str!("../data/base_norms.txt").lines().filter(|line| !line.starts_with("# ")) {
            if let Some((form, norm)) = line.split_once(' ') {
                by_id.insert(string_id(form), string_id(norm));
            }
        }
        by_id.extend(table.map(|(form, norm)| (form, string_id(norm))));
        Norms { by_id }
    }

    fn norm(&self, text: &str) -> Option<u64> {
        self.by_id.get(&string_id(text)).copied()
    }
}
