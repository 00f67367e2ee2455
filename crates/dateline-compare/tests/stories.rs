//! Which reports become one story, and which stay apart.

use dateline_compare::Lexicon;
use dateline_compare::gather::{Settled, gather, group, in_order, join};
use dateline_core::{Annotated, Published, PublishedBy, Report, ReportIx, Text};
use dateline_language::Language;
use proptest::prelude::*;
use std::sync::LazyLock;
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

fn report(id: &str, published: Option<&str>, title: &str, text: &str) -> Annotated {
    let published = published.and_then(|p| Published::parse(p, PublishedBy::Given));
    let title = Some(title.to_owned()).filter(|t| !t.is_empty());
    let report = Report { id: id.into(), title, published, text: Text::new(text), ..Report::default() };
    Annotated { report, ..Annotated::default() }
}

/// The ids of each story's reports.
fn stories(reports: &[Annotated]) -> Vec<Vec<&str>> {
    let ids = |story: &dateline_core::Story| -> Vec<&str> {
        story.reports.iter().map(|ix| reports[ix.index()].report.id.as_str()).collect()
    };
    let mut all: Vec<Vec<&str>> = gather(&ENGLISH, &[], reports).iter().map(ids).collect();
    all.sort_unstable();
    all
}

/// Two earthquakes, each told by two outlets, and a strike.
fn quakes(dated: bool) -> Vec<Annotated> {
    let on = |day| Some(day).filter(|_| dated);
    vec![
        report(
            "lisbon-a",
            on("1755-11-02"),
            "Earthquake and fire destroy Lisbon",
            "An earthquake struck Lisbon on Saturday morning, All Saints' Day, while the churches were full. Three \
             shocks threw down the Royal Hospital and the Carmo convent, and a great wave came up the Tagus. Fires burned \
             through the Baixa for days.",
        ),
        report(
            "lisbon-b",
            on("1755-11-04"),
            "Lisbon in ruins after earthquake, wave up the Tagus",
            "Tens of thousands are feared dead in Lisbon, where three shocks on All Saints' Day brought down churches \
             during mass. Survivors fled to the quays of the Tagus, and a wave drowned many of them. Flames took what \
             was left of the Baixa, among it the Royal Hospital.",
        ),
        report(
            "messina-a",
            on("1908-12-29"),
            "Messina and Reggio levelled by earthquake",
            "An earthquake levelled Messina and Reggio Calabria before dawn on Monday. A wave swept the harbour of \
             Messina ten minutes later. Russian warships that lay at Augusta sailed to the Strait to take off the wounded.",
        ),
        report(
            "messina-b",
            on("1908-12-30"),
            "Russian sailors dig for survivors in Messina",
            "Sailors of Russian warships from Augusta dug through the ruins of Messina on Tuesday, a day after the \
             earthquake that levelled the city and Reggio Calabria across the Strait and sent a wave into the harbour.",
        ),
        report(
            "strike",
            on("1889-08-15"),
            "London dockers walk out for sixpence an hour",
            "Dockers at the West India Dock in London stopped work on Wednesday. They ask for sixpence an hour.",
        ),
    ]
}

#[test]
fn two_quakes_stay_apart() {
    let want = [vec!["lisbon-a", "lisbon-b"], vec!["messina-a", "messina-b"], vec!["strike"]];
    assert_eq!(stories(&quakes(true)), want);
    assert_eq!(stories(&quakes(false)), want, "without dates too");
}

#[test]
fn one_report_of_one_word_is_a_story() {
    assert_eq!(stories(&[report("word", None, "", "Strike")]), [["word"]]);
    assert_eq!(stories(&[report("nothing", None, "", "")]), [["nothing"]]);
    assert!(gather(&ENGLISH, &[], &[]).is_empty());
}

#[test]
fn a_thousand_copies_of_one_text_are_one_story() {
    let text = quakes(true)[0].report.text.as_str().to_owned();
    let copies: Vec<Annotated> = (0..1000).map(|i| report(&format!("copy-{i:04}"), None, "Lisbon", &text)).collect();
    assert_eq!(gather(&ENGLISH, &[], &copies).len(), 1);
}

/// Settles reports a few at a time, in the order of their dates.
fn in_parts(reports: &[&Report], size: usize) -> Vec<Settled> {
    let sorted: Vec<&Report> = in_order(reports).into_iter().map(|i| reports[i]).collect();
    let mut settled: Vec<Settled> = Vec::new();
    for part in sorted.chunks(size) {
        settled.extend(join(&ENGLISH, &settled, part));
    }
    settled
}

#[test]
fn reports_that_come_one_by_one_open_stories_and_join_them() {
    let quakes = quakes(true);
    let reports: Vec<&Report> = quakes.iter().map(|r| &r.report).collect();
    for size in [1, 2, 5] {
        // By date: the two of Lisbon, the strike, the two of Messina.
        let told: Vec<u32> = in_parts(&reports, size).iter().map(|s| s.story).collect();
        assert_eq!(told, [0, 0, 1, 2, 2], "{size} at a time");
    }
}

#[test]
fn settled_stories_stay_as_they_are() {
    let quakes = quakes(true);
    let both = format!("{}\n{}", quakes[0].report.text.as_str(), quakes[2].report.text.as_str());
    let both = report("round-up", Some("1908-12-31"), "Two earthquakes remembered", &both).report;
    let reports: Vec<&Report> = quakes.iter().map(|r| &r.report).collect();
    let places = (0..5).map(ReportIx);
    let settled: Vec<(ReportIx, Settled)> = places.zip(join(&ENGLISH, &[], &reports)).collect();
    let groups = group(&ENGLISH, &settled, &[&reports[..], &[&both, reports[0]]].concat());
    let of = |at: u32| groups.iter().position(|group| group.contains(&ReportIx(at))).unwrap();
    assert_eq!((of(0), of(2)), (of(1), of(3)));
    assert_ne!(of(0), of(2), "a report of both does not join them");
    assert_eq!(of(6), of(0), "a copy goes where the first one is");
}

#[test]
fn a_report_of_two_stories_does_not_make_them_one() {
    let mut reports = quakes(true);
    let text = |i: usize| reports[i].report.text.as_str().to_owned();
    let both = format!("{}\n{}", text(0), text(2));
    reports.push(report("round-up", Some("1908-12-31"), "Two earthquakes remembered", &both));
    let grouped = stories(&reports);
    let of = |id: &str| grouped.iter().position(|story| story.contains(&id));
    assert_ne!(of("lisbon-a"), of("messina-a"));
    assert_eq!(of("lisbon-a"), of("lisbon-b"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn shuffled_reports_give_the_same_stories(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle()) {
        let all = quakes(true);
        let shuffled: Vec<Annotated> = order.iter().map(|&i| all[i].clone()).collect();
        prop_assert_eq!(stories(&all), stories(&shuffled));
        let ids = |reports: &[Annotated]| gather(&ENGLISH, &[], reports).into_iter().map(|s| s.id).collect::<Vec<_>>();
        prop_assert_eq!(ids(&all), ids(&shuffled));
    }

    #[test]
    fn no_text_makes_it_fail(texts in prop::collection::vec(".{0,120}", 0..6)) {
        let reports: Vec<Annotated> =
            texts.iter().enumerate().map(|(i, t)| report(&i.to_string(), None, "", t)).collect();
        let told: usize = gather(&ENGLISH, &[], &reports).iter().map(|s| s.reports.len()).sum();
        prop_assert_eq!(told, reports.len());
    }
}
