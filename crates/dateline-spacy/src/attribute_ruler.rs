//! The attribute ruler: patterns over tags, lower case and relations that set parts of speech, morphology and lemmas.
//!
//! Each token of a pattern is a bit. A form, a tag and a relation each have the bits of those that they satisfy; what a
//! token matches is what the three have in common.

use crate::{
    error::Error,
    labels::{Label, Labels},
    msgpack::{self, Value},
    pattern::Pattern,
};

/// The ruler.
#[derive(Debug, Default)]
pub(crate) struct AttributeRuler {
    /// In the order of their rules, later ones winning; a pattern's tokens stand together.
    bits: Vec<Bit>,
    /// For each tag and each relation, the bits that it satisfies.
    by_tag: Vec<Vec<u64>>,
    by_dep: Vec<Vec<u64>>,
    /// The bits of tokens that a rule sets something of.
    targets: Vec<u64>,
}

/// One token of a pattern.
#[derive(Debug)]
struct Bit {
    tag: Condition,
    dep: Condition,
    lower: Condition,
    is_space: Option<bool>,
    /// The place in the pattern, and its length.
    place: usize,
    length: usize,
    set: Option<Set>,
}

/// What a value must be.
#[derive(Debug)]
enum Condition {
    Any,
    In(Vec<String>),
    NotIn(Vec<String>),
    Regex(Pattern),
}

/// What a rule sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Set {
    pub(crate) tag: Option<Label>,
    pub(crate) pos: Option<Label>,
    pub(crate) morph: Option<Label>,
    pub(crate) dep: Option<Label>,
    pub(crate) lemma: Option<Box<str>>,
}

/// How many tokens on each side of one can decide over it.
pub(crate) const CONTEXT: usize = 4;

impl AttributeRuler {
    /// Reads the `patterns` file, and adds what its rules set to the labels.
    pub(crate) fn read(bytes: &[u8], labels: &mut Labels) -> Result<AttributeRuler, Error> {
        let damaged =
            |reason: &str| Error::Damaged { file: "attribute_ruler/patterns".to_owned(), reason: reason.to_owned() };
        let root = msgpack::read(bytes).map_err(|reason| damaged(&reason))?;
        let mut ruler = AttributeRuler::default();
        for rule in root.items().ok_or_else(|| damaged("it is no list"))? {
            let attrs = rule.get("attrs").and_then(Value::entries).ok_or_else(|| damaged("a rule sets nothing"))?;
            let set = Set::read(attrs, labels)?;
            let index = rule.get("index").map_or(Some(0), Value::as_u64).and_then(|index| usize::try_from(index).ok());
            let index = index.ok_or_else(|| unsupported("a rule counts its tokens from the end"))?;
            for pattern in rule.get("patterns").and_then(Value::items).unwrap_or_default() {
                let tokens = pattern.items().unwrap_or_default();
                if tokens.len() > CONTEXT + 1 {
                    return Err(unsupported(&format!("a pattern has more than {} tokens", CONTEXT + 1)));
                }
                for (place, token) in tokens.iter().enumerate() {
                    let mut bit = Bit::read(token.entries().unwrap_or_default())?;
                    (bit.place, bit.length) = (place, tokens.len());
                    bit.set = (place == index).then(|| set.clone());
                    ruler.bits.push(bit);
                }
            }
        }
        let words = ruler.words();
        let mask = |holds: &dyn Fn(&Bit) -> bool| {
            let mut mask = vec![0; words];
            let held = ruler.bits.iter().enumerate().filter(|(_, bit)| holds(bit));
            held.for_each(|(n, _)| mask[n / 64] |= 1 << (n % 64));
            mask
        };
        let by_tag = labels.tags.names().map(|tag| mask(&|bit| bit.tag.holds(tag))).collect();
        let by_dep = labels.deps.names().map(|dep| mask(&|bit| bit.dep.holds(dep))).collect();
        let targets = mask(&|bit| bit.set.is_some());
        (ruler.by_tag, ruler.by_dep, ruler.targets) = (by_tag, by_dep, targets);
        Ok(ruler)
    }

    /// How many words of 64 bits a mask has.
    pub(crate) fn words(&self) -> usize {
        self.bits.len().div_ceil(64)
    }

    /// Adds the mask of a form to `masks`: the bits that its lower case satisfies.
    pub(crate) fn add_form(&self, lower: &str, is_space: bool, masks: &mut Vec<u64>) {
        let from = masks.len();
        masks.resize(from + self.words(), 0);
        for (n, bit) in self.bits.iter().enumerate() {
            if bit.is_space.is_none_or(|wanted| wanted == is_space) && bit.lower.holds(lower) {
                masks[from + n / 64] |= 1 << (n % 64);
            }
        }
    }

    /// Adds the mask of a token to `masks`: the bits that its form (of that mask), tag and relation all satisfy.
    pub(crate) fn add_token(&self, form: &[u64], tag: Label, dep: Label, masks: &mut Vec<u64>) {
        let (tag, dep) = (&self.by_tag[usize::from(tag)], &self.by_dep[usize::from(dep)]);
        masks.extend(form.iter().zip(tag).zip(dep).map(|((form, tag), dep)| form & tag & dep));
    }

    /// What the rules set of token `i`, of those that the masks are of; later ones win.
    pub(crate) fn sets<'r>(&'r self, masks: &'r [u64], i: usize) -> impl Iterator<Item = &'r Set> {
        let words = self.words();
        let has = move |token: usize, n: usize| {
            masks.get(token * words + n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
        };
        let matched = move |n: usize| {
            let bit = &self.bits[n];
            let whole =
                bit.place <= i && (0..bit.length).all(|place| has(i + place - bit.place, n + place - bit.place));
            bit.set.as_ref().filter(|_| whole)
        };
        (0..words)
            .flat_map(move |word| {
                let mut left = masks[i * words + word] & self.targets[word];
                std::iter::from_fn(move || {
                    let n = left.trailing_zeros() as usize;
                    left &= left.checked_sub(1)?;
                    Some(word * 64 + n)
                })
            })
            .filter_map(matched)
    }
}

fn unsupported(reason: &str) -> Error {
    Error::Unsupported { component: "attribute_ruler".to_owned(), reason: reason.to_owned() }
}

impl Bit {
    fn read(conditions: &[(Value<'_>, Value<'_>)]) -> Result<Bit, Error> {
        let any = || Condition::Any;
        let mut bit = Bit { tag: any(), dep: any(), lower: any(), is_space: None, place: 0, length: 0, set: None };
        for (attr, value) in conditions {
            match attr.as_str().unwrap_or_default() {
                "TAG" => bit.tag = Condition::read(value)?,
                "DEP" => bit.dep = Condition::read(value)?,
                "LOWER" => bit.lower = Condition::read(value)?,
                "IS_SPACE" => bit.is_space = Some(*value == Value::Bool(true)),
                other => return Err(unsupported(&format!("a pattern looks at {other}"))),
            }
        }
        Ok(bit)
    }
}

impl Condition {
    fn read(value: &Value<'_>) -> Result<Condition, Error> {
        if let Some(text) = value.as_str() {
            return Ok(Condition::In(vec![text.to_owned()]));
        }
        let [(operator, operand)] = value.entries().unwrap_or_default() else {
            return Err(unsupported("a pattern has more than one condition on a value"));
        };
        let list = || operand.items().unwrap_or_default().iter().filter_map(|item| Some(item.as_str()?.to_owned()));
        match operator.as_str().unwrap_or_default() {
            "IN" => Ok(Condition::In(list().collect())),
            "NOT_IN" => Ok(Condition::NotIn(list().collect())),
            "REGEX" => {
                Pattern::new(operand.as_str().unwrap_or_default()).map(Condition::Regex).map_err(|e| unsupported(&e))
            }
            other => Err(unsupported(&format!("a pattern has the operator {other}"))),
        }
    }

    fn holds(&self, value: &str) -> bool {
        match self {
            Condition::Any => true,
            Condition::In(values) => values.iter().any(|v| v == value),
            Condition::NotIn(values) => values.iter().all(|v| v != value),
            Condition::Regex(pattern) => pattern.is_match(value),
        }
    }
}

impl Set {
    fn read(attrs: &[(Value<'_>, Value<'_>)], labels: &mut Labels) -> Result<Set, Error> {
        let mut set = Set::default();
        for (attr, value) in attrs {
            let value = value.as_str().unwrap_or_default();
            match attr.as_str().unwrap_or_default() {
                "TAG" => set.tag = Some(labels.tags.add(value)),
                "POS" => set.pos = Some(labels.pos.add(value)),
                "MORPH" => set.morph = Some(labels.morphs.add(&normal_morph(value))),
                "DEP" => set.dep = Some(labels.deps.add(value)),
                "LEMMA" => set.lemma = Some(value.into()),
                other => return Err(unsupported(&format!("a rule sets {other}"))),
            }
        }
        Ok(set)
    }
}

/// Morphology with its features and their values in order; `_` is none.
fn normal_morph(morph: &str) -> String {
    if morph == "_" {
        return String::new();
    }
    let mut features: Vec<String> = morph
        .split('|')
        .map(|feature| {
            let (name, values) = feature.split_once('=').unwrap_or((feature, ""));
            let mut values: Vec<&str> = values.split(',').collect();
            values.sort_unstable();
            format!("{name}={}", values.join(","))
        })
        .collect();
    features.sort_unstable();
    features.join("|")
}
