//! A story's page: what answers in twenty seconds first, what proves it last.

use super::{Filter, Site, block, first_numbers, gauge, ledger, method, numbers, place, score, words_anchor};
use dateline_engine::types::{Claim, Timex};
use dateline_engine::view::{
    Group, Lead, Quoted, Score, StoryView, Summary, Tile, TileLine, counted, days_words, quoted, readable,
};
use maud::{Markup, html};

/// The story, narrowed.
pub(crate) fn story(site: Site<'_>, story: &StoryView<'_>, filter: &Filter) -> Markup {
    let claims = story.claims(&filter.narrow(site));
    let score = story.score(&claims);
    let lead = story.lead(&score, &claims);
    let singles = story.singles(&score, &claims);
    let alone = story.reports().len() == 1;
    html! {
        section.story #(format!("story{}", story.number)) data-story=(story.number) {
            (head(story, &lead))
            (super::changes::of_story(site, story))
            @if claims.is_empty() { p.nothing { "No claim is left. Choose less to narrow." } }
            @if alone {
                p.nothing { "One report: there is nothing to compare it with." }
            } @else {
                (tiles(story, &lead, filter))
            }
            @if !alone { (score::score(story, &score, filter)) (ledger::positions(story, &claims)) (by_day(story, &claims)) (block::blocks(story, &score)) }
            (ledger::speakers(site, story, &claims))
            (ledger::unnamed(story, &claims))
            (only_in(story, &singles, &score, alone))
            p.nothing.left hidden { "No claim is left. Choose less to narrow." }
            (filter.form(site, story, &lead))
            (method::method(site, story))
        }
    }
}

fn head(story: &StoryView<'_>, lead: &Lead<'_>) -> Markup {
    let Summary { reports, outlets, published, .. } = story.summary();
    html! {
        p.slug {
            (counted(reports, "report")) " · " (counted(outlets, "outlet"))
            @if let Some(days) = published { " · " (days_words(days)) }
            " · "
            @if lead.shown < lead.claims { (lead.shown) " of " (counted(lead.claims, "claim")) } @else { (counted(lead.claims, "claim")) }
        }
        @match &lead.head {
            Some(head) => {
                h1 {
                    a.quote href=(format!("#{}", words_anchor(story, head.claim, head.support))) { bdi { (quoted(&head.words)) } }
                    " " sup.n { (first_numbers(story, &story.tellers(head.told))) }
                }
                p.lead {
                    "Told by " (counted(head.told.outlets as usize, "outlet")) " from " (counted(head.told.origins as usize, "origin"))
                    " " (gauge(head.told.origins as usize))
                    @if let Some(latest) = &lead.latest { " · latest: " (self::latest(story, latest)) }
                }
            }
            None => { h1 { bdi { (story.title()) } } }
        }
    }
}

fn latest(story: &StoryView<'_>, latest: &Quoted<'_>) -> Markup {
    let support = &latest.told.support[latest.support];
    html! {
        a.quote href=(format!("#{}", words_anchor(story, latest.claim, latest.support))) { bdi { (quoted(&latest.words)) } }
        @if let Some(speaker) = &support.speaker { ", " bdi { (speaker.name) } }
        ", " bdi { (story.outlet(support.report)) } " [" (story.number_of(support.report)) "]"
        ", " (super::published(story, support.report))
    }
}

/// The word that a group has in an address and in the style.
pub(super) fn group_word(group: Group) -> &'static str {
    match group {
        Group::Several => "several",
        Group::Unsettled => "unsettled",
        Group::OneOrigin => "one",
    }
}

fn tiles(story: &StoryView<'_>, lead: &Lead<'_>, filter: &Filter) -> Markup {
    let name = format!("show{}", story.number);
    let tile = |tile: &Tile<'_>| {
        let word = group_word(tile.group);
        let label = match tile.group {
            Group::Several => "Two origins or more, no difference found",
            Group::Unsettled => "Not settled, or moved",
            Group::OneOrigin => "One origin behind it",
        };
        html! {
            label.tile.(word) {
                input.hidden type="radio" name=(name) value=(word) data-show checked[filter.shows(word)] aria-label=(format!("Only: {label}, {}", tile.count));
                span.cap { span { (label) } b { (tile.count) } }
                @for line in &tile.lines { (tile_line(story, tile.group, line)) }
                @if tile.lines.is_empty() { span.line.none { "none" } }
            }
        }
    };
    html! {
        fieldset.tiles {
            legend.hidden { "Which claims to show" }
            @for one in &lead.tiles { (tile(one)) }
        }
    }
}

fn tile_line(story: &StoryView<'_>, group: Group, line: &TileLine<'_>) -> Markup {
    let between = if line.moved { " → " } else { " · " };
    let speaker = line.support.speaker.as_ref().filter(|s| s.unnamed);
    html! {
        span.line {
            @for (n, (words, reports)) in line.told.iter().enumerate() {
                @if n > 0 { span.soft { (between) } }
                bdi { (words) } " "
                small { @for &ix in reports.iter().take(3) { "[" (story.number_of(ix)) "]" } @if reports.len() > 3 { " +" (reports.len() - 3) } }
            }
            @if group == Group::OneOrigin {
                @if let Some(speaker) = speaker { " " small { bdi { (speaker.name) } ", not named" } }
                @else if line.outlets > 1 {
                    " " small {
                        (counted(line.outlets, "outlet")) @if line.copied { ", one text" }
                        @if let Some(origin) = story.origin_name(line.support) { ": " bdi { (origin) } }
                    }
                }
            } @else if group == Group::Several && line.open { " " small { "details open" } }
        }
    }
}

/// The story by the days that it tells of.
fn by_day(story: &StoryView<'_>, claims: &[(usize, &Claim)]) -> Markup {
    let days = story.days(claims);
    html! {
        @if !days.is_empty() {
            section.days aria-label="The same by day" {
                ol.timeline {
                    @for (when, told) in &days {
                        li {
                            time datetime=(datetime(when)) { (readable(when)) }
                            ul {
                                @for &(i, c) in told {
                                    li data-of=(super::claim_anchor(story, i)) { a href=(format!("#{}", super::claim_anchor(story, i))) { bdi { (story.clause_words(c)) } } " " (gauge(c.origins as usize)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The part of a time that HTML knows.
fn datetime(time: &Timex) -> Timex {
    time.without_clock()
}

/// What only one report has, by outlet.
fn only_in(story: &StoryView<'_>, singles: &[(usize, &Claim)], score: &Score<'_>, alone: bool) -> Markup {
    let outlets = story.only_in(singles);
    let heading = if alone { "What it tells" } else { "What only one has" };
    let line = |&(i, told): &(usize, &Claim)| {
        let facets = block::facets(story, &[(i, told)]);
        html! {
            li.single #(super::claim_anchor(story, i)) data-group="one" data-outlet=(facets[0]) data-actor=(facets[1]) data-time=(facets[2]) {
                bdi.words { (story.best(told)) } " " (place(story, i, told, told.best))
                @if let Some(speaker) = told.support[told.best].speaker.as_ref().filter(|s| s.unnamed) {
                    " " small.unnamed { bdi { (speaker.name) } ", not named" }
                }
                @if !told.perhaps.is_empty() { " " small { "perhaps in " (numbers(story, &told.perhaps)) } }
            }
        }
    };
    html! {
        @if !outlets.is_empty() {
            section.only data-all=(score.lanes.len()) {
                h2 { (heading) }
                div.outlets {
                    @for (outlet, claims) in &outlets {
                        div.outlet {
                            h3 { bdi { (outlet) } " " small { (claims.len()) } }
                            ul { @for one in claims.iter().take(FIRST) { (line(one)) } }
                            @if claims.len() > FIRST {
                                details.more { summary { (claims.len() - FIRST) " more" } ul { @for one in &claims[FIRST..] { (line(one)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many claims of one outlet are read before the rest is unfolded.
const FIRST: usize = 5;
