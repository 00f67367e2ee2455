//! An account in words, before it takes a form: what the terminal and Markdown faces share.

use super::Show;
use super::html::relation;
use super::sources::{day_lines, unnamed_line};
use dateline_engine::types::{Change, Claim, ReportIx, Support};
use dateline_engine::view::{
    Block, BlockValue, Cell, ColumnKind, Group, Lane, Lead, Narrow, Quoted, Reach, SaidLine, Score, Speaker, Stance,
    Stand, Standing, StoryView, View, counted, days_words, published_words, quoted, readable, short_day,
};

/// One story, laid out.
pub(crate) struct Outline<'a> {
    /// The words of the main event, in quotation marks, or the title.
    pub(crate) head: String,
    /// How many reports, outlets and claims, from when to when, and what is left out.
    pub(crate) summary: String,
    /// By whom the head is told, and what the latest report adds.
    pub(crate) told: Vec<String>,
    /// Its reports, numbered.
    pub(crate) reports: Vec<ReportLine<'a>>,
    /// What is not settled, or moved.
    pub(crate) unsettled: Section,
    /// The claims by report.
    pub(crate) score: Grid,
    /// What reports tell together, who said it, what only one has.
    pub(crate) sections: Vec<Section>,
}

/// One report of a story.
pub(crate) struct ReportLine<'a> {
    /// Its outlet, or its id.
    pub(crate) outlet: &'a str,
    /// When it was published.
    pub(crate) published: String,
    /// Its title.
    pub(crate) title: Option<&'a str>,
    /// Where it was read from, if that is shown.
    pub(crate) from: Option<&'a str>,
    /// The same from the root of the machine, for a way to it that only this machine knows.
    pub(crate) whole: &'a str,
    /// How much of it is whose text.
    pub(crate) copied: String,
}

/// Claims by reports, each cell in a few words.
#[derive(Default)]
pub(crate) struct Grid {
    /// What stands over each column.
    pub(crate) columns: Vec<String>,
    /// A line a claim.
    pub(crate) rows: Vec<GridRow>,
}

/// A line of the grid.
pub(crate) struct GridRow {
    /// What stands behind it.
    pub(crate) standing: Standing,
    /// The words that it is named by.
    pub(crate) name: String,
    /// What each column says.
    pub(crate) cells: Vec<String>,
    /// How many origins stand behind it.
    pub(crate) origins: usize,
}

/// Claims under a heading.
pub(crate) struct Section {
    /// The heading, one of dateline's own labels.
    pub(crate) heading: &'static str,
    /// Its entries.
    pub(crate) entries: Vec<Entry>,
}

/// A claim, a speaker, an outlet.
pub(crate) struct Entry {
    /// What it is, in a line.
    pub(crate) head: String,
    /// What stands behind it, of a claim.
    pub(crate) standing: Option<Standing>,
    /// What is told.
    pub(crate) lines: Vec<Line>,
    /// Who does not tell it, what was held over time.
    pub(crate) notes: Vec<String>,
}

/// Words of a report, or of several the same.
pub(crate) struct Line {
    /// The words, as written, on one line.
    pub(crate) words: String,
    /// Where they stand: "[3]:14 [5]:2".
    pub(crate) places: String,
    /// Who told whom.
    pub(crate) chain: String,
}

/// Lays out every story of an account.
pub(crate) fn outlines(view: View<'_>, show: Show) -> Vec<Outline<'_>> {
    view.stories().map(|story| Layout { story, show }.outline()).collect()
}

struct Layout<'a> {
    story: StoryView<'a>,
    show: Show,
}

impl<'a> Layout<'a> {
    fn outline(&self) -> Outline<'a> {
        let story = &self.story;
        let reach = if self.show.all { Reach::Whole } else { Reach::Short };
        let claims = story.claims(&Narrow { reach, ..Narrow::default() });
        let score = story.score(&claims);
        let lead = story.lead(&score, &claims);
        let singles = story.singles(&score, &claims);
        let alone = story.reports().len() == 1;
        let speakers = story.speakers(&claims);
        let mut sections = vec![
            Section { heading: "Told together", entries: self.together(&score) },
            Section { heading: "Who said it", entries: speakers.iter().map(|s| self.speaker(s)).collect() },
            Section { heading: if alone { "What it tells" } else { "Only in" }, entries: self.only_in(&singles) },
        ];
        let unnamed = story.account.unnamed.iter().map(|source| Entry {
            head: unnamed_line(story, source),
            standing: None,
            lines: Vec::new(),
            notes: Vec::new(),
        });
        sections.push(Section { heading: "Unnamed sources", entries: unnamed.collect() });
        sections.retain(|s| !s.entries.is_empty());
        Outline {
            head: lead.head.as_ref().map_or_else(
                || story.title().to_owned(),
                |h| format!("{} {}", quoted(&h.words), self.numbers(&story.tellers(h.told))),
            ),
            summary: self.summary(&lead),
            told: self.told(&lead, alone).into_iter().chain(day_lines(story)).collect(),
            reports: story.reports().iter().map(|&r| self.report(r)).collect(),
            unsettled: Section {
                heading: "Not settled, or moved",
                entries: story.unsettled(&score).iter().map(|b| self.block(b, &score)).collect(),
            },
            score: if alone { Grid::default() } else { self.grid(&score) },
            sections,
        }
    }

    fn summary(&self, lead: &Lead<'_>) -> String {
        let summary = self.story.summary();
        let published = summary.published.map(|days| format!(" · {}", days_words(days))).unwrap_or_default();
        let claims = if lead.shown < lead.claims {
            format!("{} of {}; --all shows them all", lead.shown, counted(lead.claims, "claim"))
        } else {
            counted(lead.claims, "claim")
        };
        format!("{} · {}{published} · {claims}", counted(summary.reports, "report"), counted(summary.outlets, "outlet"))
    }

    fn told(&self, lead: &Lead<'_>, alone: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if alone {
            lines.push("One report: there is nothing to compare it with.".to_owned());
        } else if let Some(head) = &lead.head {
            let (outlets, origins) = (head.told.outlets as usize, head.told.origins as usize);
            lines.push(format!(
                "Told by {} from {} {}",
                counted(outlets, "outlet"),
                counted(origins, "origin"),
                dots(origins)
            ));
        }
        if let Some(latest) = &lead.latest {
            lines.push(self.latest(latest));
        }
        for tile in lead.tiles.iter().filter(|_| !alone) {
            let label = match tile.group {
                Group::Several => "two origins or more, no difference found",
                Group::Unsettled => "not settled, or moved",
                Group::OneOrigin => "one origin behind it",
            };
            lines.push(format!("{:>4} {label}", tile.count));
        }
        lines
    }

    fn latest(&self, latest: &Quoted<'_>) -> String {
        let support = &latest.told.support[latest.support];
        let speaker = support.speaker.as_ref().map(|s| format!(", {}", s.name)).unwrap_or_default();
        format!(
            "Latest: {}{speaker}, {} {}",
            quoted(&latest.words),
            self.story.outlet(support.report),
            self.place(support)
        )
    }

    fn report(&self, ix: ReportIx) -> ReportLine<'a> {
        let report = self.story.report(ix);
        let copied = self.story.copied(ix);
        let share = |c: &dateline_engine::view::Copied| {
            format!("{:.0} % of the text as in [{}]", c.share * 100.0, self.story.number_of(c.of))
        };
        ReportLine {
            outlet: self.story.outlet(ix),
            published: report.published.map_or("no date".to_owned(), |p| published_words(&p)),
            title: report.title.as_deref(),
            from: self.show.paths.then(|| self.story.from(ix)),
            whole: &report.from,
            copied: copied.first().map(share).unwrap_or_default(),
        }
    }

    fn block(&self, block: &Block<'_>, score: &Score<'_>) -> Entry {
        let lane = &score.lanes[block.lane];
        let mut entry = self.entry(lane);
        entry.lines = block.values.iter().flat_map(|value| self.value(value)).collect();
        entry
    }

    /// The head of a claim and who does not tell it, without its words.
    fn entry(&self, lane: &Lane<'_>) -> Entry {
        let (_, told) = lane.claims[0];
        let ids: Vec<String> = lane.claims.iter().map(|(_, c)| c.id.to_string()).collect();
        let when = told.time.as_ref().map(|t| format!(" · {}", readable(t))).unwrap_or_default();
        let head = format!(
            "{} · {} · {}, {}{when}",
            ids.join(" "),
            relation(lane),
            counted(lane.outlets, "outlet"),
            counted(lane.origins, "origin")
        );
        let not = [("–", &told.silent), ("?", &told.perhaps), ("came before", &told.too_early)];
        let not: Vec<String> = not
            .into_iter()
            .filter(|(_, who)| !who.is_empty() && lane.claims.len() == 1)
            .map(|(sign, who)| format!("{sign} {}", self.numbers(who)))
            .collect();
        let notes = if not.is_empty() { Vec::new() } else { vec![not.join("  ")] };
        Entry { head, standing: Some(lane.standing), lines: Vec::new(), notes }
    }

    fn value(&self, value: &BlockValue) -> Vec<Line> {
        let claims = &self.story.account.claims;
        let support = &claims[value.claim].support[value.support];
        let mut lines = vec![Line {
            words: value.words.iter().map(|(w, _)| w.as_str()).collect(),
            places: join_places(&self.place(support), &self.numbers(&value.same)),
            chain: support.chain.join(" → "),
        }];
        for &(i, k) in &value.others {
            let support = &claims[i].support[k];
            lines.push(Line {
                words: self.story.words(support),
                places: self.place(support),
                chain: support.chain.join(" → "),
            });
        }
        lines
    }

    fn together(&self, score: &Score<'_>) -> Vec<Entry> {
        let lanes = score.lanes.iter().filter(|l| l.standing.group() != Group::Unsettled);
        let entry = |lane: &Lane<'_>| {
            let mut entry = self.entry(lane);
            for &(_, told) in &lane.claims {
                for wording in self.story.wordings(told) {
                    let support = &told.support[wording.first];
                    let same: Vec<String> = wording.same.iter().map(|&k| self.place(&told.support[k])).collect();
                    entry.lines.push(Line {
                        words: wording.words,
                        places: join_places(&self.place(support), &same.join(" ")),
                        chain: support.chain.join(" → "),
                    });
                }
            }
            entry
        };
        lanes.map(entry).collect()
    }

    fn speaker(&self, speaker: &Speaker<'_>) -> Entry {
        let roles = speaker.actor.map(|a| a.roles.join(", ")).filter(|r| !r.is_empty() && !speaker.unnamed);
        let unnamed = speaker.unnamed.then(|| match &speaker.reason {
            Some(reason) => format!("not named: “{reason}”"),
            None => "not named".to_owned(),
        });
        let about = unnamed.or(roles).map(|words| format!(" · {words}")).unwrap_or_default();
        Entry {
            head: format!("{}{about}", speaker.name),
            standing: None,
            lines: speaker.said.iter().map(|line| self.said(line)).collect(),
            notes: speaker.positions.iter().map(|stand| self.stand(stand)).collect(),
        }
    }

    fn said(&self, line: &SaidLine<'_>) -> Line {
        let first = &line.told.support[line.support];
        let mut others = self.story.ordered(&line.reports);
        others.retain(|&r| r != first.report);
        let mut way: Vec<String> = line.channels.iter().map(|c| format!("through {c}")).collect();
        way.extend(line.told_to.iter().map(|w| format!("to {w}")));
        Line {
            words: line.words.clone(),
            places: join_places(&self.place(first), &self.numbers(&others)),
            chain: way.join(" · "),
        }
    }

    fn stand(&self, stand: &Stand) -> String {
        let held = stand.held.iter().map(|(when, claim, change)| {
            let word = match change {
                Change::First => "first",
                Change::Same => "same",
                Change::Shifted => "shifted",
                Change::Denied => "denied",
            };
            let when = when.as_ref().map(|w| format!(" {}", readable(w))).unwrap_or_default();
            let id = self.story.account.claims.get(*claim).map(|c| format!(" {}", c.id)).unwrap_or_default();
            format!("{word}{id}{when}")
        });
        format!("on “{}”: {}", stand.on, held.collect::<Vec<_>>().join(" → "))
    }

    fn only_in(&self, singles: &[(usize, &Claim)]) -> Vec<Entry> {
        let line = |told: &Claim| {
            let support = &told.support[told.best];
            let perhaps = if told.perhaps.is_empty() {
                String::new()
            } else {
                format!("perhaps {}", self.numbers(&told.perhaps))
            };
            let unnamed = support.speaker.as_ref().filter(|s| s.unnamed).map(|s| format!("{}, not named", s.name));
            let notes: Vec<String> = unnamed.into_iter().chain(Some(perhaps)).filter(|n| !n.is_empty()).collect();
            Line { words: self.story.words(support), places: self.place(support), chain: notes.join(" · ") }
        };
        let outlets = self.story.only_in(singles).into_iter();
        outlets
            .map(|(outlet, claims)| Entry {
                head: outlet.to_owned(),
                standing: None,
                lines: claims.into_iter().map(|(_, told)| line(told)).collect(),
                notes: Vec::new(),
            })
            .collect()
    }

    fn grid(&self, score: &Score<'_>) -> Grid {
        let column = |column: &dateline_engine::view::ScoreColumn| match (&column.kind, column.reports.as_slice()) {
            (ColumnKind::Text(name), reports) => format!("{name} ×{}", reports.len()),
            (_, [ix]) => format!("[{}] {}", self.story.number_of(*ix), self.story.outlet(*ix)),
            (_, reports) => {
                format!("{}, {}", column.day.map_or("no date".to_owned(), short_day), counted(reports.len(), "report"))
            }
        };
        let row = |lane: &Lane<'_>| GridRow {
            standing: lane.standing,
            name: lane.words.clone(),
            cells: lane.cells.iter().map(cell).collect(),
            origins: lane.origins,
        };
        Grid { columns: score.columns.iter().map(column).collect(), rows: score.lanes.iter().map(row).collect() }
    }

    /// Where a support stands: "[3]:14".
    fn place(&self, support: &Support) -> String {
        let before = &self.story.report(support.report).text.as_str()[..support.span.start()];
        format!("[{}]:{}", self.story.number_of(support.report), 1 + before.matches('\n').count())
    }

    fn numbers(&self, reports: &[ReportIx]) -> String {
        reports.iter().map(|&r| format!("[{}]", self.story.number_of(r))).collect()
    }
}

/// What a cell says, in a few words and signs: "=" one text, "*" another value than before, "°" a source not named.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Told(told) => told
            .iter()
            .map(|t| {
                let sign = |on: bool, sign: &'static str| if on { sign } else { "" };
                format!("{}{}{}{}", sign(t.text.is_some(), "= "), sign(t.changed, "* "), t.words, sign(t.unnamed, " °"))
            })
            .collect::<Vec<_>>()
            .join(" | "),
        Cell::Not(Stance::Silent) => "–".to_owned(),
        Cell::Not(Stance::Perhaps) => "?".to_owned(),
        Cell::Not(_) => String::new(),
    }
}

/// What the signs of a grid mean.
pub(crate) const KEY: &str = "= one text, copied · * changed since the report before · ° source not named · – could have told it, does not · ? may tell it · blank: came out before";

/// Independent origins, a dot each.
pub(crate) fn dots(origins: usize) -> String {
    "●".repeat(origins.min(6)) + if origins > 6 { "+" } else { "" }
}

fn join_places(first: &str, others: &str) -> String {
    if others.is_empty() { first.to_owned() } else { format!("{first} {others}") }
}
