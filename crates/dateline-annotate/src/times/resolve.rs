//! From what a pattern has read to a value: fills what the words leave open from the anchor.

use super::calendar::{self, Look, grain};
use super::clock;
use super::length;
use super::pattern::Form;
use super::slots::{ANCHORS, MODS, Slot, Slots, UNITS, VAGUE};
use super::tense::Tense;
use dateline_core::{Anchor, Clock, Grain, Open, Point, TimeId, TimeKind, Timex, Vague};
use jiff::civil::Date;

/// What is known when an expression is resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The day of publication, if it is known.
    pub(super) published: Option<Date>,
    /// Whether the text is a history: then the last date told is the anchor.
    pub(super) narrative: bool,
    /// The last date told.
    pub(super) told: Option<Told>,
    /// The last quarter, or month, that figures were told for.
    pub(super) period: Option<Told>,
}

/// A date that the text told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) point: Point,
    /// The minute of that day, if the clock was told.
    pub(super) minute: Option<i32>,
    pub(super) by: TimeId,
}

/// What an expression says.
#[derive(Clone, Debug)]
pub(super) struct Sense {
    pub(super) kind: TimeKind,
    pub(super) value: Timex,
    pub(super) modifier: Option<&'static str>,
    pub(super) begin: Option<Timex>,
    pub(super) end: Option<Timex>,
    pub(super) anchor: Option<Anchor>,
    /// Where it lies in the calendar, if that is known.
    pub(super) point: Option<Point>,
}

/// A point, or what can be said of one, and what it was counted from.
enum Place {
    At(Point, Option<Anchor>),
    /// A minute of a day.
    Moment(Date, i32, Anchor),
    Open(Open),
    /// A day of which the clock is not known.
    Day(Option<Date>),
    Vague(Vague),
}

impl Context {
    /// With nothing told yet.
    pub(super) fn new(published: Option<Date>, narrative: bool) -> Context {
        Context { published, narrative, told: None, period: None }
    }

    /// Notes what an expression told, for those after it. `scene` is whether it moves the story on.
    pub(super) fn tell(&mut self, sense: &Sense, slots: &Slots, by: TimeId, scene: bool) {
        if sense.kind == TimeKind::Duration && slots.is(Slot::Unit, UNITS, "month") && slots.get(Slot::Nth) == Some(1) {
            self.period = self.published.map(|day| Told { point: Point::holding(Grain::Year, day), minute: None, by });
        }
        let Some(point) = sense.point else { return };
        let same_day = self.told.filter(|told| told.point == point);
        let minute = sense.value.clock().and_then(Clock::minute).or_else(|| same_day?.minute);
        let told = Some(Told { point, minute, by });
        if scene || !self.narrative || self.told.is_none() {
            self.told = told;
        }
        if point.grain() == Grain::Quarter && slots.has(Slot::Quarter) && !slots.has(Slot::Period) {
            self.period = told;
        }
    }

    /// What an expression says; `None` if it cannot be a time: a 31st of February, a year without BC before 1000.
    pub(super) fn resolve(&self, slots: &Slots, form: Form, tense: Tense) -> Option<Sense> {
        let sense = match form {
            Form::Date => self.date(slots, tense)?,
            Form::Length => self.length(slots)?,
            Form::Set => sense(TimeKind::Set, length::set(slots)?),
            Form::Not => return None,
        };
        Some(Sense { modifier: slots.name(Slot::Mod, MODS), ..sense })
    }

    fn length(&self, slots: &Slots) -> Option<Sense> {
        let mut found = sense(TimeKind::Duration, Timex::Length(length::value(slots)?));
        if let (Some(way), Some((day, anchor))) = (slots.get(Slot::Way), self.base(slots))
            && let Some((begin, end)) = length::ends(slots, day, way)
        {
            (found.begin, found.end, found.anchor) = (Some(begin), Some(end), Some(anchor));
        }
        Some(found)
    }

    fn date(&self, slots: &Slots, tense: Tense) -> Option<Sense> {
        if let Some(value) = slots.pick(Slot::Ref, &Vague::ALL) {
            let mut found = sense(TimeKind::Date, Timex::Vague(value));
            found.anchor = self.published.filter(|_| value == Vague::Present).map(|_| Anchor::Published);
            return Some(found);
        }
        let clock = clock::read(slots)?;
        let kind = if clock.is_none() { TimeKind::Date } else { TimeKind::Time };
        Some(match self.place(slots, tense)? {
            Place::At(point, anchor) => {
                // A time of day is one of a day that is not known within a month or year.
                let value = match point {
                    Point::Month(year, month) if clock.is_some() => {
                        Timex::Open(Open::Day(Some(year), Some(month), None), clock)
                    }
                    Point::Year(year) if clock.is_some() => Timex::Open(Open::Day(Some(year), None, None), clock),
                    _ => Timex::Point(point, clock),
                };
                Sense { anchor, point: Some(point), ..sense(kind, value) }
            }
            Place::Moment(day, minute, anchor) => {
                let value = clock::at(day, minute);
                Sense { anchor: Some(anchor), point: Some(Point::Day(day)), ..sense(TimeKind::Time, value) }
            }
            Place::Open(open) => sense(kind, Timex::Open(open, clock)),
            Place::Day(day) => {
                let clock = clock.or(Some(Clock::Unknown));
                let open = Timex::Open(Open::Day(None, None, None), clock);
                sense(TimeKind::Time, day.map_or(open, |day| Timex::Point(Point::Day(day), clock)))
            }
            // "At five today" in another's words.
            Place::Vague(_) if clock.is_some() => sense(kind, Timex::Open(Open::Day(None, None, None), clock)),
            Place::Vague(vague) => sense(kind, Timex::Vague(vague)),
        })
    }

    /// Where the calendar part of an expression lies.
    fn place(&self, slots: &Slots, tense: Tense) -> Option<Place> {
        use Slot::*;
        if slots.has(Period) {
            return self.period(slots);
        }
        if self.narrative && slots.has(Shift) && !slots.has(From) && slots.is(Unit, UNITS, "day") {
            // Told in another's words, whose day is not known.
            let today = slots.get(Shift) == Some(0) && !slots.has(Part);
            return Some(if today { Place::Vague(Vague::Present) } else { Place::Open(Open::Day(None, None, None)) });
        }
        if slots.has(Weekend) {
            return self.weekend(tense);
        }
        if slots.has(Shift) || slots.has(Way) {
            return self.shifted(slots);
        }
        if slots.has(Century) || slots.has(Decade) {
            return self.years(slots);
        }
        // Figures of a quarter are told after it, whatever the verb.
        let tense = match tense {
            Tense::Future if slots.has(Quarter) => Tense::Unknown,
            _ if slots.has(Quarter) => Tense::Past,
            _ => tense,
        };
        let look = Look::of(slots.get(Direction), tense);
        let year = self.year(slots)?;
        if let Some(month) = slots.get(Month) {
            return self.month(month, slots.get(Day), year, look, slots);
        }
        if let Some(day) = slots.get(Day) {
            return self.day_of_told_month(day);
        }
        let small = |slot| slots.get(slot).and_then(|v| i8::try_from(v).ok());
        let feast = slots.get(Feast);
        let part = match (small(Quarter), small(Half), slots.pick(Season, &dateline_core::Season::ALL)) {
            (Some(q), ..) => Some((Some(Point::Quarter(0, q)), Open::Quarter(Some(q)))),
            (_, Some(h), _) => Some((Some(Point::Half(0, h)), Open::Half(Some(h)))),
            (.., Some(s)) => Some((Some(Point::Season(0, s)), Open::Season(s))),
            _ => feast.map(|feast| (None, calendar::open_feast(feast))),
        };
        if let Some((part, open)) = part {
            let in_year = |year: i16| match part {
                Some(part) => part.shift_years(i32::from(year)),
                None => calendar::feast(feast?, year).map(Point::Day),
            };
            return self.in_year(year, look, open, slots, in_year);
        }
        if let Some(weekday) = slots.get(Weekday) {
            return Some(match self.base(slots) {
                Some((day, anchor)) => Place::At(Point::Day(calendar::weekday(weekday, day, look)?), Some(anchor)),
                None => Place::Open(Open::Weekday(i8::try_from(weekday).ok()?)),
            });
        }
        match year {
            Some((year, anchor)) => Some(Place::At(Point::Year(year), anchor)),
            None if slots.has(Year) || slots.has(ShortYear) => None,
            None if slots.has(YearShift) => Some(Place::Open(Open::Year)),
            None => Some(self.day_of_clock(slots)),
        }
    }

    /// The year that the words name, with its anchor, if they name one; the whole is `None` where there is no such year.
    fn year(&self, slots: &Slots) -> Option<Option<(i16, Option<Anchor>)>> {
        if let (Some(year), Some(short)) = (slots.get(Slot::Year), slots.get(Slot::ShortYear)) {
            // The second of "1915-17".
            return Some(Some((i16::try_from(year - year.rem_euclid(100) + short).ok()?, None)));
        }
        if let Some(year) = slots.get(Slot::Year) {
            let before_christ = match slots.get(Slot::Era) {
                Some(era) => era == 1,
                None if year < 1000 && !self.told_before_christ() => return None,
                None => year < 1000,
            };
            let year = if before_christ { 1 - year } else { year };
            return (year != 0 || before_christ).then_some(Some((i16::try_from(year).ok()?, None)));
        }
        if let Some(short) = slots.get(Slot::ShortYear) {
            let Some((base, anchor)) = self.base(slots) else { return Some(None) };
            let base = i32::from(base.year());
            let year = base - base.rem_euclid(100) + short;
            // The nearest such year, but a narrative's own century.
            let year = if self.narrative || year <= base + 15 { year } else { year - 100 };
            return Some(Some((i16::try_from(year).ok()?, Some(anchor))));
        }
        let Some(shift) = slots.get(Slot::YearShift) else { return Some(None) };
        Some(self.base(slots).and_then(|(base, anchor)| {
            Some((i16::try_from(i32::from(base.year()).checked_add(shift)?).ok()?, Some(anchor)))
        }))
    }

    pub(super) fn told_before_christ(&self) -> bool {
        self.told.and_then(|t| t.point.year()).is_some_and(|y| y <= 0)
    }

    fn month(
        &self,
        month: i32,
        day: Option<i32>,
        year: Option<(i16, Option<Anchor>)>,
        look: Look,
        slots: &Slots,
    ) -> Option<Place> {
        let month = i8::try_from(month).ok()?;
        let Some(day) = day else {
            let open = Open::Month(None, Some(month));
            return self.in_year(year, look, open, slots, |y| Some(Point::Month(y, month)));
        };
        let day = i8::try_from(day).ok()?;
        // A leap year, so that 29 February is a day and 31 February is none.
        Date::new(2000, month, day).ok()?;
        let open = Open::Day(None, Some(month), Some(day));
        let date = |y: i16| Date::new(y, month, day).ok();
        if let (None, Some(weekday), Some((base, anchor))) = (year, slots.get(Slot::Weekday), self.base(slots)) {
            // The weekday tells the year.
            let years = [0, -1, 1].map(|n| base.year().checked_add(n));
            let fits = |d: &Date| i32::from(d.weekday().to_monday_one_offset()) == weekday;
            if let Some(day) = years.into_iter().flatten().filter_map(date).find(fits) {
                return Some(Place::At(Point::Day(day), Some(anchor)));
            }
        }
        self.in_year(year, look, open, slots, |y| date(y).map(Point::Day))
    }

    /// A stretch that comes every year: in the year told, else in that which the anchor gives.
    fn in_year(
        &self,
        year: Option<(i16, Option<Anchor>)>,
        look: Look,
        open: Open,
        slots: &Slots,
        in_year: impl Fn(i16) -> Option<Point>,
    ) -> Option<Place> {
        if let Some((year, anchor)) = year {
            return Some(Place::At(in_year(year)?, anchor));
        }
        let Some((day, anchor)) = self.base(slots) else { return Some(Place::Open(open)) };
        // A history goes on within the year that it told last, unless a word says otherwise.
        let fine = self.told.is_some_and(|t| t.point.grain() >= Grain::Month);
        let look = match anchor {
            Anchor::Time(_) if !slots.has(Slot::Direction) => {
                if fine {
                    Look::Onward
                } else {
                    Look::This
                }
            }
            _ => look,
        };
        Some(Place::At(calendar::yearly(day, look, in_year)?, Some(anchor)))
    }

    /// The weekend that "the weekend" is: the last one begun, or the coming one if the verb looks ahead.
    fn weekend(&self, tense: Tense) -> Option<Place> {
        let Some((day, anchor)) = self.base(&Slots::EMPTY) else {
            return Some(Place::Open(Open::Weekend));
        };
        let own = Point::holding(Grain::Weekend, day);
        let begun = own.first_day()? <= day;
        let point = if begun || tense == Tense::Future { own } else { own.shift(-1)? };
        Some(Place::At(point, Some(anchor)))
    }

    fn day_of_told_month(&self, day: i32) -> Option<Place> {
        let day = i8::try_from(day).ok()?;
        let month = self.told.and_then(|t| Some((t.point.first_day()?, t.by)));
        let day_of = |(first, by): (Date, TimeId)| {
            let date = Date::new(first.year(), first.month(), day).ok()?;
            Some(Place::At(Point::Day(date), Some(Anchor::Time(by))))
        };
        Some(month.and_then(day_of).unwrap_or(Place::Open(Open::Day(None, None, Some(day)))))
    }

    /// The day that a time of day alone belongs to: "this morning", "that night", "at 10 a.m.".
    fn day_of_clock(&self, slots: &Slots) -> Place {
        let told = self.told.filter(|t| t.point.grain() == Grain::Day);
        match (slots.get(Slot::From), told, self.published) {
            (Some(0), _, Some(day)) if !self.narrative => Place::At(Point::Day(day), Some(Anchor::Published)),
            (None, _, _) if !slots.has(Slot::Hour) => Place::Open(Open::Day(None, None, None)),
            (_, Some(told), _) => Place::At(told.point, Some(Anchor::Time(told.by))),
            (_, None, Some(day)) if !self.narrative => Place::At(Point::Day(day), Some(Anchor::Published)),
            _ => Place::Open(Open::Day(None, None, None)),
        }
    }

    /// The quarter that figures were told for, or the same of another year.
    fn period(&self, slots: &Slots) -> Option<Place> {
        let told = self.period.map(|t| (t.point, Anchor::Time(t.by)));
        let finished = || Some((Point::holding(Grain::Quarter, self.published?).shift(-1)?, Anchor::Published));
        let Some((point, anchor)) = told.or_else(finished) else { return Some(Place::Open(Open::Quarter(None))) };
        let years = match self.year(slots)? {
            Some((year, _)) => i32::from(year) - i32::from(point.year()?),
            None => slots.get(Slot::Period).unwrap_or(0),
        };
        Some(Place::At(point.shift_years(years)?, Some(anchor)))
    }

    /// Decades and centuries.
    fn years(&self, slots: &Slots) -> Option<Place> {
        let before_christ = slots.get(Slot::Era) == Some(1);
        let number = |n: i32| i16::try_from(if before_christ { -1 - n } else { n }).ok();
        if let Some(century) = slots.get(Slot::Century) {
            return Some(Place::At(Point::Century(number(century - 1)?), None));
        }
        let decade = slots.get(Slot::Decade)?;
        if decade >= 10 {
            return Some(Place::At(Point::Decade(number(decade)?), None));
        }
        let Some((base, anchor)) = self.base(slots) else {
            return Some(Place::Open(Open::Decade(u8::try_from(decade).ok())));
        };
        let near = i32::from(base.year()).div_euclid(100) * 10 + decade;
        let decade = if near * 10 > i32::from(base.year()) { near - 10 } else { near };
        Some(Place::At(Point::Decade(number(decade)?), Some(anchor)))
    }

    /// So many units from the anchor: "last week", "two days later", "three years ago".
    fn shifted(&self, slots: &Slots) -> Option<Place> {
        let unit = slots.name(Slot::Unit, UNITS)?;
        let amount = slots.get(Slot::Amount).unwrap_or(100);
        let way = slots.get(Slot::Way).unwrap_or(1);
        let n = match slots.get(Slot::Shift) {
            Some(shift) => shift,
            None if amount == VAGUE => {
                return Some(Place::Vague(if way < 0 { Vague::Past } else { Vague::Future }));
            }
            None => (amount + 50) / 100 * way,
        };
        let n = if unit == "fortnight" { n.checked_mul(2)? } else { n };
        if unit == "year"
            && way < 0
            && amount == 100
            && !slots.has(Slot::Shift)
            && let Some(period) = self.period.filter(|_| !self.narrative)
        {
            return Some(Place::At(period.point.shift_years(-1)?, Some(Anchor::Time(period.by))));
        }
        let Some(grain) = grain(unit) else {
            let exact = if slots.has(Slot::Shift) { n.checked_mul(100)? } else { amount.checked_mul(way)? };
            return Some(self.hours(slots, unit, exact));
        };
        let Some((day, anchor)) = self.base(slots) else { return Some(Place::Open(Open::of_grain(grain))) };
        if let (Anchor::Time(_), Some(told)) = (anchor, self.told)
            && told.point.grain() < grain
        {
            return Some(match told.point {
                Point::Year(year) if grain == Grain::Day => Place::Open(Open::Day(Some(year), None, None)),
                Point::Month(year, month) if grain == Grain::Day => {
                    Place::Open(Open::Day(Some(year), Some(month), None))
                }
                Point::Year(year) if grain == Grain::Month => Place::Open(Open::Month(Some(year), None)),
                _ => Place::Open(Open::of_grain(grain)),
            });
        }
        // "a decade ago" is ten years ago.
        let point = match grain {
            Grain::Decade if amount == 100 && slots.has(Slot::Amount) => {
                Point::holding(Grain::Year, day).shift(n.checked_mul(10)?)?
            }
            _ => Point::holding(grain, day).shift(n)?,
        };
        let point = match slots.get(Slot::Weekday) {
            Some(weekday) if grain == Grain::Week => {
                Point::Day(calendar::weekday(weekday, point.first_day()?, Look::Ahead)?)
            }
            _ => point,
        };
        Some(Place::At(point, Some(anchor)))
    }

    /// So many hours or minutes on or back: from a clock that was told, else by whole days, else the day alone.
    fn hours(&self, slots: &Slots, unit: &str, hundredths: i32) -> Place {
        let Some((day, anchor)) = self.base(slots) else { return Place::Day(None) };
        let minute = self.told.filter(|told| anchor == Anchor::Time(told.by)).and_then(|told| told.minute);
        match clock::shifted(day, minute, unit, hundredths) {
            Some((day, Some(minute))) => Place::Moment(day, minute, anchor),
            Some((day, None)) => Place::At(Point::Day(day), Some(anchor)),
            None => Place::Day(Some(day)),
        }
    }

    /// The day to count from, and whose it is.
    fn base(&self, slots: &Slots) -> Option<(Date, Anchor)> {
        let told = || self.told.and_then(|t| Some((t.point.first_day()?, Anchor::Time(t.by))));
        let published = || self.published.map(|day| (day, Anchor::Published));
        if slots.is(Slot::From, ANCHORS, "told") {
            return if self.narrative { told() } else { told().or_else(published) };
        }
        if self.narrative { told() } else { published() }
    }
}

fn sense(kind: TimeKind, value: Timex) -> Sense {
    Sense { kind, value, modifier: None, begin: None, end: None, anchor: None, point: None }
}
