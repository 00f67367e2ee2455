//! Numbers in digits and words: amounts, ordinals, years, days of the month.

use super::grammar::Small;
use super::lex::{DIGITS, Lexeme, Sym, Words};
use super::slots::{Slot, VAGUE};
use super::table::Table;

/// What a pattern asks of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Any amount, in hundredths: "two and a half", "1,200", "several".
    Amount,
    /// One of a row: "third", "21st".
    Ordinal,
    /// A day of the month: "7", "7th", "seventh".
    Day,
    /// A month in digits.
    Month,
    /// A year in four digits or in words.
    Year,
    /// A year in four digits, whatever stands around it.
    FullYear,
    /// A year in one to four digits.
    AnyYear,
    /// A year in two digits.
    ShortYear,
    /// Ten years as "1980s".
    Decade,
    /// Ten years as "80s".
    ShortDecade,
    /// Ten years as "470s".
    AnyDecade,
    /// A small whole number.
    Count,
    /// An hour of the day in one or two digits.
    Hour,
    /// A minute or second in two digits.
    Minute,
}

impl Number {
    /// The kind that the pattern files call by a name, and the slot that it fills unless told otherwise.
    pub(super) fn named(name: &str) -> Option<(Number, Slot)> {
        Some(match name {
            "number" => (Number::Amount, Slot::Amount),
            "ordinal" => (Number::Ordinal, Slot::Nth),
            "dd" => (Number::Day, Slot::Day),
            "mm" => (Number::Month, Slot::Month),
            "year" => (Number::Year, Slot::Year),
            "yyyy" => (Number::FullYear, Slot::Year),
            "any-year" => (Number::AnyYear, Slot::Year),
            "yy" => (Number::ShortYear, Slot::ShortYear),
            "decade" => (Number::Decade, Slot::Decade),
            "any-decade" => (Number::AnyDecade, Slot::Decade),
            "short-decade" => (Number::ShortDecade, Slot::Decade),
            "count" => (Number::Count, Slot::Nth),
            "hh" => (Number::Hour, Slot::Hour),
            "min" => (Number::Minute, Slot::Minute),
            _ => return None,
        })
    }
}

/// The first and last year that is taken for one without "BC" or "AD".
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// The words of numbers, as tables of amounts.
#[derive(Debug, Default)]
pub(super) struct Numerals {
    /// One to nineteen.
    pub(super) cardinal: Table,
    /// Twenty to ninety.
    pub(super) tens: Table,
    /// Hundred, thousand, million.
    pub(super) scale: Table,
    /// "several", "a few".
    pub(super) vague: Table,
    /// "first" to "ninetieth".
    pub(super) ordinal: Table,
    /// "half", "quarter", "1/2", in hundredths.
    pub(super) fraction: Table,
    marks: Marks,
}

#[derive(Debug, Default)]
struct Marks {
    hyphen: Sym,
    comma: Sym,
    point: Sym,
    and: Vec<Sym>,
    a: Vec<Sym>,
    s: Vec<Sym>,
    ordinal_ends: Vec<Sym>,
}

impl Numerals {
    /// Learns the marks that numbers are written with.
    pub(super) fn learn(&mut self, words: &mut Words, small: &Small) {
        let mut number = |word| words.number(word);
        self.marks = Marks {
            hyphen: number("-"),
            comma: number(","),
            point: number("."),
            and: small.number_and.iter().map(&mut number).collect(),
            a: small.number_a.iter().map(&mut number).collect(),
            s: small.decade_end.iter().map(&mut number).collect(),
            ordinal_ends: small.ordinal_ends.iter().map(&mut number).collect(),
        };
    }

    /// The words that a number can start with.
    pub(super) fn first_words(&self, kind: Number) -> Vec<Sym> {
        let tables: &[&Table] = match kind {
            Number::Amount => &[&self.cardinal, &self.tens, &self.vague, &self.fraction],
            Number::Ordinal | Number::Day => &[&self.ordinal, &self.tens],
            Number::Year | Number::Count => &[&self.cardinal, &self.tens],
            _ => &[],
        };
        tables.iter().flat_map(|t| t.first_words()).chain([DIGITS]).collect()
    }

    /// The number at `at` and the place after it.
    pub(super) fn at(&self, kind: Number, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        let first = text.get(at)?;
        let next = text.get(at + 1);
        let in_digits = |range: std::ops::RangeInclusive<u32>| {
            (first.sym == DIGITS && range.contains(&first.value)).then_some((first.value as i32, at + 1))
        };
        match kind {
            Number::Amount => self.amount(text, at),
            Number::Ordinal => self.ordinal(text, at),
            Number::Day => match self.ordinal(text, at) {
                Some((day, after)) if (1..=31).contains(&day) => Some((day, after)),
                _ => in_digits(1..=31).filter(|_| first.digits <= 2),
            },
            Number::Month => in_digits(1..=12).filter(|_| first.digits <= 2),
            Number::Year if first.sym == DIGITS => {
                in_digits(YEARS).filter(|_| first.digits == 4 && !self.goes_on(text, at))
            }
            Number::Year => self.year_in_words(text, at),
            Number::FullYear => in_digits(YEARS).filter(|_| first.digits == 4),
            Number::AnyYear => in_digits(1..=9999).filter(|_| !self.goes_on(text, at)),
            Number::ShortYear => in_digits(0..=99).filter(|_| first.digits == 2),
            Number::Decade | Number::ShortDecade | Number::AnyDecade => {
                let ended = next.is_some_and(|l| l.glued && self.marks.s.contains(&l.sym)) && first.value % 10 == 0;
                let digits = match kind {
                    Number::Decade => 4..=4,
                    Number::ShortDecade => 2..=2,
                    _ => 2..=4,
                };
                (ended && digits.contains(&first.digits)).then_some((first.value as i32 / 10, at + 2))
            }
            Number::Count => self.below_hundred(text, at).or_else(|| in_digits(0..=99)),
            Number::Hour => in_digits(0..=24).filter(|_| first.digits <= 2),
            Number::Minute => in_digits(0..=59).filter(|_| first.digits == 2 && next.is_none_or(|n| n.sym != DIGITS)),
        }
    }

    /// Whether the digits at `at` are part of a longer number: "1,990", "1990.5", "$1990".
    fn goes_on(&self, text: &[Lexeme], at: usize) -> bool {
        let joins =
            |l: Option<&Lexeme>| l.is_some_and(|l| l.glued && (l.sym == self.marks.comma || l.sym == self.marks.point));
        let digits = |l: Option<&Lexeme>| l.is_some_and(|l| l.glued && l.sym == DIGITS);
        let before = at > 0 && text[at].glued && joins(text.get(at - 1)) && at > 1 && text[at - 2].sym == DIGITS;
        before || joins(text.get(at + 1)) && digits(text.get(at + 2))
    }

    /// An amount in hundredths.
    fn amount(&self, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        if let Some((_, after)) = self.vague.value(text, at) {
            return Some((VAGUE, after));
        }
        if let Some((part, after)) = self.fraction.value(text, at) {
            return Some((part, after));
        }
        let (whole, after) = match text.get(at)? {
            l if l.sym == DIGITS => self.digits(text, at)?,
            _ => self.cardinal(text, at).map(|(v, after)| (v * 100, after))?,
        };
        let and = |l: &&Lexeme| self.marks.and.contains(&l.sym) || l.sym == self.marks.hyphen;
        let mut fraction = after + usize::from(text.get(after).filter(and).is_some());
        fraction += usize::from(fraction > after && text.get(fraction).is_some_and(|l| self.marks.a.contains(&l.sym)));
        let (part, after) = self.fraction.value(text, fraction).unwrap_or((0, after));
        Some((i32::try_from(whole + i64::from(part)).ok()?, after))
    }

    /// Digits with their groups and decimals, in hundredths.
    fn digits(&self, text: &[Lexeme], at: usize) -> Option<(i64, usize)> {
        let (mut value, mut after) = (i64::from(text[at].value), at + 1);
        let glued = |at: usize| text.get(at).filter(|l| l.glued);
        while let (Some(comma), Some(group)) = (glued(after), glued(after + 1)) {
            if comma.sym != self.marks.comma || group.digits != 3 || value > 1_000_000 {
                break;
            }
            value = value * 1000 + i64::from(group.value);
            after += 2;
        }
        let mut hundredths = value * 100;
        if let (Some(point), Some(part)) = (glued(after), glued(after + 1))
            && point.sym == self.marks.point
            && (1..=2).contains(&part.digits)
        {
            hundredths += i64::from(part.value) * if part.digits == 1 { 10 } else { 1 };
            after += 2;
        }
        let (scale, after) = self.scale.value(text, after).map_or((1, after), |(s, after)| (i64::from(s), after));
        hundredths.checked_mul(scale).map(|v| (v, after))
    }

    /// A number in words: "two hundred and ten", "twenty-four".
    fn cardinal(&self, text: &[Lexeme], at: usize) -> Option<(i64, usize)> {
        let (mut total, mut after) = (0i64, at);
        let mut found = false;
        loop {
            let and = usize::from(found && text.get(after).is_some_and(|l| self.marks.and.contains(&l.sym)));
            let Some((below, next)) = self.below_hundred(text, after + and) else { break };
            let scale = self.scale.value(text, next);
            if found && scale.is_none() && total % 100 != 0 {
                break;
            }
            let (scale, next) = scale.map_or((1, next), |(s, next)| (i64::from(s), next));
            if found && scale == 1 && total % 100 != 0 {
                break;
            }
            total = total.saturating_add(i64::from(below) * scale);
            (after, found) = (next, true);
            if scale == 1 {
                break;
            }
        }
        (found && total < 10_000_000).then_some((total, after))
    }

    fn below_hundred(&self, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        let Some((tens, after)) = self.tens.value(text, at) else { return self.cardinal.value(text, at) };
        let ones = after + usize::from(text.get(after).is_some_and(|l| l.sym == self.marks.hyphen));
        match self.cardinal.value(text, ones) {
            Some((ones, after)) if ones < 10 => Some((tens + ones, after)),
            _ => Some((tens, after)),
        }
    }

    fn ordinal(&self, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        let first = text.get(at)?;
        if first.sym == DIGITS {
            let ended = text.get(at + 1).is_some_and(|l| l.glued && self.marks.ordinal_ends.contains(&l.sym));
            return (ended && first.digits <= 3).then_some((first.value as i32, at + 2));
        }
        let Some((tens, after)) = self.tens.value(text, at) else { return self.ordinal.value(text, at) };
        let ones = after + usize::from(text.get(after).is_some_and(|l| l.sym == self.marks.hyphen));
        self.ordinal.value(text, ones).filter(|&(o, _)| o < 10).map(|(ones, after)| (tens + ones, after))
    }

    /// "nineteen ninety-six", "nineteen hundred", "two thousand and five".
    fn year_in_words(&self, text: &[Lexeme], at: usize) -> Option<(i32, usize)> {
        let (first, after) = self.below_hundred(text, at)?;
        let (value, after) = match self.below_hundred(text, after) {
            Some((last, after)) if first >= 10 && last >= 10 => (first * 100 + last, after),
            _ => self.cardinal(text, at).and_then(|(v, after)| Some((i32::try_from(v).ok()?, after)))?,
        };
        ((1000..2100).contains(&value) && (first >= 10 || value >= 2000)).then_some((value, after))
    }
}
