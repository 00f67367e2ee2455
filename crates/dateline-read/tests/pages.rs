//! Saved pages: what is the article, what its head says, and what is refused.

mod common;

use common::read_bytes;
use dateline_core::{Part, PartKind, RegionKind, Report};
use dateline_read::Problem;

/// Paragraphs long enough for an article to have them.
const FIRST: &str =
    "The ferry Gull sank off Port Ness on Sunday with ninety souls on board, the harbour master told the paper.";
const SECOND: &str =
    "Nobody was lost, he said, and the owners of the ferry would pay for the boats that had come to help.";
const THIRD: &str =
    "The court of the islands will hear the owners in May, when the winter storms are over and the roads are dry.";

fn read(page: &str) -> Report {
    let mut reports = read_bytes("page.html", page.as_bytes());
    assert_eq!(reports.len(), 1);
    reports.remove(0).expect("a page")
}

/// A page with this head, and the three paragraphs below this.
fn page(head: &str, above: &str) -> String {
    format!(
        "<html><head>{head}</head><body><article>{above}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    )
}

/// The texts of the regions of a kind.
fn all(report: &Report, kind: RegionKind) -> Vec<String> {
    let of_kind = report.regions.iter().filter(|region| region.kind == kind);
    of_kind.map(|region| report.text.str(region.span).to_owned()).collect()
}

fn published(head: &str, above: &str) -> String {
    read(&page(head, above)).published.map(|p| p.to_string()).unwrap_or_default()
}

#[test]
fn a_time_is_that_of_the_page() {
    let linked = |raw: &str| {
        format!(r#"<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{raw}"}}</script>"#)
    };
    assert_eq!(published(&linked("1912-03-03T06:12:30Z"), ""), "1912-03-03T06:12:30+00:00");
    assert_eq!(published(&linked("1912-03-03T06:12:30.250Z"), ""), "1912-03-03T06:12:30+00:00");
    assert_eq!(published(&linked("1912-03-03T06:12:30+0530"), ""), "1912-03-03T06:12:30+05:30");
    assert_eq!(
        published("<meta property='article:published_time' content='1912-03-03T06:12Z'>", ""),
        "1912-03-03T06:12:00+00:00"
    );
}

#[test]
fn a_time_that_the_head_lacks_is_read_at_the_headline() {
    let day = "<meta name=date content=1912-03-03>";
    let above =
        "<h1>Ferry sinks off Port Ness</h1><p class=byline>By Jane Roe</p><p>Published 6:12 PM EST March 3, 1912</p>";
    assert_eq!(published(day, above), "1912-03-03T18:12:00-05:00");
    let address = "<link rel=canonical href='https://example.org/news/1912/03/03/ferry'>";
    assert_eq!(published(address, above), "1912-03-03T18:12:00-05:00");
    assert_eq!(published(address, ""), "1912-03-03");
    let updated = "<h1>Ferry sinks off Port Ness</h1><p>Updated 8:15 PM EST March 3, 1912</p><p>Published 6:12 PM EST March 3, 1912 Updated 8:00 PM</p>";
    assert_eq!(published(day, updated), "1912-03-03T18:12:00-05:00");
}

#[test]
fn a_zone_that_one_time_lacks_is_that_of_the_other() {
    let linked = r#"<script type="application/ld+json">{"@type":"NewsArticle",
        "datePublished":"06:12:30 PM IST Mar 03, 1912","dateModified":"1912-03-03T19:00:00+05:30"}</script>"#;
    let report = read(&page(linked, ""));
    assert_eq!(report.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03T18:12:30+05:30"));
    assert_eq!(report.updated.map(|p| p.to_string()).as_deref(), Some("1912-03-03T19:00:00+05:30"));
}

#[test]
fn a_day_of_publication_that_is_the_last_change_gives_way_to_the_day_at_the_headline() {
    let linked = r#"<script type="application/ld+json">{"@type":"NewsArticle",
        "datePublished":"1912-03-04 19:31:39","dateModified":"1912-03-04 19:31:39"}</script>"#;
    let above = "<h1>Ferry sinks off Port Ness</h1><div class=byline>By Jane Roe | <time datetime='1912-03-03 18:12:00'>March 3, 1912 18:12 GMT</time></div>";
    assert_eq!(published(linked, above), "1912-03-03T18:12:00+00:00");
}

#[test]
fn two_clocks_of_one_page_tell_its_zone() {
    let linked = r#"<script type="application/ld+json">{"@type":"NewsArticle",
        "datePublished":"1912-03-04T02:59:46Z","dateModified":"1912-03-04T02:59:46Z"}</script>"#;
    let above = "<h1>Ferry sinks off Port Ness</h1><div class=post-meta><time datetime='1912-03-03 17:10:53'>Published March 3, 1912 at 5:10 pm</time></div>\
                 <div class=post-meta><time datetime='1912-03-03 20:59:46'>Updated March 3, 1912 at 8:59 pm</time></div>";
    assert_eq!(published(linked, above), "1912-03-03T17:10:53-06:00");
}

#[test]
fn the_headline_is_that_which_readers_see() {
    let head = "<title>Ferry Gull sinks off Port Ness - The Harbour Post</title><meta property='og:title' content='You will not believe what sank'>";
    let menu: String = (0..30).map(|i| format!("<li><a href=/{i}>Section {i}</a>")).collect();
    let report =
        read(&page(head, &format!("<div>The Harbour Post</div><h1>Ferry Gull sinks off Port Ness</h1>{menu}")));
    assert_eq!(report.title.as_deref(), Some("Ferry Gull sinks off Port Ness"));
    assert_eq!(all(&report, RegionKind::Title), ["Ferry Gull sinks off Port Ness"]);
    assert_eq!(all(&report, RegionKind::Body), [FIRST, SECOND, THIRD]);
}

#[test]
fn linked_data_may_hold_entities() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"The Gull&#8217;s end &amp;amp; after",
        "articleSection":"Coast","author":{"@type":"Person","name":"Jane O&#39;Roe"},"publisher":{"name":"Post &amp; Mail"}}</script>"#;
    let report = read(&page(head, ""));
    assert_eq!(report.title.as_deref(), Some("The Gull’s end & after"));
    assert_eq!(report.authors, ["Jane O'Roe"]);
    assert_eq!(report.outlet.as_deref(), Some("Post & Mail"));
    assert_eq!(report.section.as_deref(), Some("Coast"));
}

#[test]
fn no_office_and_no_address_is_an_author() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle",
        "author":[{"@type":"Organization","name":"Coast Agency"},{"@type":"Person","name":"web.desk@example.org"}]}</script>"#;
    let above = "<h1>Ferry sinks off Port Ness</h1>";
    assert!(read(&page(head, above)).authors.is_empty());
    let byline =
        "<h1>Ferry sinks off Port Ness</h1><div class=article-byline>By Jane Roe and John Doe, Staff Writers</div>";
    assert_eq!(read(&page(head, byline)).authors, ["Jane Roe", "John Doe"]);
    let link = "<h1>Ferry sinks off Port Ness</h1><div>March 3, 1912 <a rel=author href=/jane>Jane Roe</a></div>";
    assert_eq!(read(&page(head, link)).authors, ["Jane Roe"]);
}

#[test]
fn a_name_on_the_body_of_a_page_says_nothing_of_its_paragraphs() {
    for name in ["caption", "has-caption related", "sidebar share"] {
        let page = page("", "<h1>Ferry sinks off Port Ness</h1>")
            .replace("<body>", &format!("<body class='{name}'><div class='{name}'>"));
        assert_eq!(all(&read(&page), RegionKind::Body), [FIRST, SECOND, THIRD], "{name}");
    }
}

#[test]
fn tags_in_scripts_are_no_depth() {
    let script = format!("<script>var menu = \"{}\";</script>", "<div><span>".repeat(2000));
    assert_eq!(all(&read(&page(&script, "")), RegionKind::Body), [FIRST, SECOND, THIRD]);
}

#[test]
fn a_report_may_be_short() {
    let page = "<html><head><title>Ferry sinks</title></head><body><h1>Ferry sinks</h1>\
                <p>The Gull sank off Port Ness on Sunday, with ninety on board</p><p>Nobody was lost, says the harbour master</p></body></html>";
    let body = all(&read(page), RegionKind::Body);
    assert!(body.iter().any(|text| text.contains("The Gull sank off Port Ness")), "{body:?}");
}

#[test]
fn words_stand_on_lines_of_their_own_as_on_the_page() {
    let above =
        "<h1>Ferry sinks off Port Ness</h1><p>The owners deny perjury.</p><ul><li>NYT</li><li>Reuters</li></ul>";
    let report = read(&page("", above));
    for glued in ["perjury.NYT", "NYTReuters", "perjury. NYT"] {
        assert!(!report.text.as_str().contains(glued), "{glued}");
    }
}

#[test]
fn a_sentence_runs_through_what_stands_in_its_line() {
    let told = "The <b>Gull</b>, a <x-term>paddle</x-term> ferry <img src=a.png>of the <button>islands</button>, sank on Sunday, the harbour master told the paper.";
    let page = page("", "").replace(FIRST, told);
    let told = "The Gull, a paddle ferry of the islands, sank on Sunday, the harbour master told the paper.";
    assert_eq!(all(&read(&page), RegionKind::Body)[0], told);
}

#[test]
fn what_stands_among_the_paragraphs_is_told_by_its_names() {
    let page = page("", "<h1>Ferry sinks off Port Ness</h1><p class=standfirst>The harbour master speaks of a miracle on the rocks of the point.</p>")
        .replace(
            &format!("<p>{SECOND}</p>"),
            &format!(
                "<figure><img><figcaption>The Gull at the quay of Port Ness.</figcaption></figure><p>{SECOND}</p>\
                 <div class=related-stories><p>Who owned the ferry, and why nobody had asked them before it sank last Sunday.</p></div>\
                 <div class=newsletter_signup><p>Get the news of the coast every morning before you go out to sea.</p></div>\
                 <blockquote class=twitter-tweet><p>We saw her go down from the light, and put out the boats at once.</p>— The light (@light) March 3, 1912</blockquote>"
            ),
        );
    let report = read(&page);
    assert_eq!(all(&report, RegionKind::Caption), ["The Gull at the quay of Port Ness."]);
    assert_eq!(all(&report, RegionKind::Title)[1], "The harbour master speaks of a miracle on the rocks of the point.");
    let body = all(&report, RegionKind::Body);
    assert_eq!(body[2], "We saw her go down from the light, and put out the boats at once.");
    assert_eq!(body.last().map(String::as_str), Some(THIRD));
    let furniture = all(&report, RegionKind::Furniture);
    assert_eq!(furniture.len(), 2, "{furniture:?}");
}

#[test]
fn the_entries_of_a_live_page_open_with_their_times() {
    let entry =
        |time: &str, text: &str| format!("<div class=entry><div>{time}</div><h2>Boats put out</h2><p>{text}</p></div>");
    let page = format!(
        "<html><head><title>Ferry sinks: live</title></head><body><h1>Ferry sinks: live</h1>{}{}{}</body></html>",
        entry("10:05 GMT", FIRST),
        entry("09:30 GMT", SECOND),
        entry("09:12 GMT", THIRD)
    );
    let report = read(&page);
    assert_eq!(all(&report, RegionKind::Byline), ["10:05 GMT", "09:30 GMT", "09:12 GMT"]);
    assert!(all(&report, RegionKind::Body).iter().any(|text| text == "Boats put out"));
}

#[test]
fn an_article_in_the_data_of_a_page_is_read_from_there() {
    let page = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sinks\",\
         \"articleBody\":\"{FIRST}\\n\\n{SECOND}\"}}</script></head><body><div id=app></div></body></html>"
    );
    let report = read(&page);
    assert_eq!(report.text.as_str(), format!("{FIRST}\n\n{SECOND}"));
    assert_eq!(report.title.as_deref(), Some("Ferry sinks"));
}

#[test]
fn what_no_browser_could_show_is_refused_at_once() {
    let refused = |page: &str| match read_bytes("page.html", page.as_bytes()).remove(0) {
        Err(error) => error.problem,
        Ok(_) => panic!("it was read"),
    };
    let start = format!("<html><body><p>{FIRST}</p>");
    assert!(matches!(refused(&format!("{start}{}", "<object></b>".repeat(12_000))), Problem::Nested(_)));
    assert!(matches!(refused(&format!("{start}{}", "<div></b>".repeat(12_000))), Problem::Nested(_)));
    let hidden = "<div></b>".repeat(12_000);
    let linked =
        format!("<script type='application/ld+json'>{{\"@type\":\"Article\",\"headline\":\"{hidden}\"}}</script>");
    assert_eq!(all(&read(&page(&linked, "")), RegionKind::Body), [FIRST, SECOND, THIRD]);
    let attributes: String = (0..100_000).map(|i| format!("a{i}=1 ")).collect();
    assert!(matches!(refused(&format!("{start}<p {attributes}>")), Problem::Attributes(_)));
    assert!(matches!(refused("<html><body><nav><a href=/>Home</a></nav></body></html>"), Problem::NoArticle));
}

#[test]
fn the_folder_beside_a_saved_page_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("ferry_files")).expect("a folder");
    std::fs::write(folder.path().join("ferry.html"), page("", "")).expect("a file");
    std::fs::write(folder.path().join("ferry_files/frame.html"), page("", "")).expect("a file");
    let read: Vec<_> = common::read([dateline_read::Input::from(folder.path())]).collect();
    assert_eq!(read.iter().filter(|report| report.is_ok()).count(), 1);
    let refused = read.iter().find_map(|report| report.as_ref().err()).expect("a refusal");
    assert!(refused.from.ends_with("ferry_files"), "{refused}");
}

#[test]
fn what_lies_beside_a_saved_page_is_refused() {
    let script = b"!function(){var gull=1;window.ferry=function(b){return gull+b;};}();";
    let refused = read_bytes("page_files/main.js", script).remove(0).expect_err("no news");
    assert_eq!(refused.to_string(), "page_files/main.js: is a script, beside a saved page, not news: skipped");
}

/// The parts of a kind: their words, author, time, address and channel.
fn parts(report: &Report, kind: PartKind) -> Vec<[String; 5]> {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    let part = |p: &Part| {
        let words = report.text.str(p.span).replace("\n\n", " / ");
        let time = or_none(p.time.map(|time| time.to_string()));
        [words, or_none(p.author.clone()), time, or_none(p.url.clone()), or_none(p.channel.clone())]
    };
    report.parts.iter().filter(|p| p.kind == kind).map(part).collect()
}

#[test]
fn an_entry_of_a_live_page_has_a_time_and_an_author_of_its_own() {
    let entry = |time: &str, shown: &str, heading: &str, text: &str| {
        format!(
            "<div class=entry><time datetime='{time}'>{shown}</time><h2>{heading}</h2><span>By <a rel=author>Jane Roe</a></span>\
             <p>{text}</p></div>"
        )
    };
    let page = format!(
        "<html><head><title>Ferry sinks: live</title></head><body><h1>Ferry sinks: live</h1><div>{}{}{}</div></body></html>",
        entry("1912-03-04T00:05:00Z", "00:05 GMT", "Owners speak", FIRST),
        entry("1912-03-03T22:30:00Z", "22:30 GMT", "Boats come back", SECOND),
        entry("1912-03-03T21:12:00Z", "21:12 GMT", "Boats put out", THIRD)
    );
    let report = read(&page);
    let entries = parts(&report, PartKind::Entry);
    let times: Vec<&str> = entries.iter().map(|entry| entry[2].as_str()).collect();
    assert_eq!(times, ["1912-03-04T00:05:00+00:00", "1912-03-03T22:30:00+00:00", "1912-03-03T21:12:00+00:00"]);
    assert!(entries.iter().all(|entry| entry[1] == "Jane Roe"), "{entries:?}");
    assert!(entries[1][0].starts_with("22:30 GMT / Boats come back") && entries[1][0].ends_with(SECOND));
}

#[test]
fn the_data_of_a_page_may_tell_its_entries() {
    let told = |heading: &str, hour: u8| {
        format!(
            "{{\"@type\":\"BlogPosting\",\"headline\":\"{heading}\",\"datePublished\":\"1912-03-03T{hour:02}:05:00Z\",\
             \"author\":{{\"@type\":\"Person\",\"name\":\"Jane Roe\"}},\"url\":\"https://post.example/live#{hour}\"}}"
        )
    };
    let data = format!(
        "<script type='application/ld+json'>{{\"@type\":\"LiveBlogPosting\",\"headline\":\"Ferry sinks: live\",\
         \"liveBlogUpdate\":[{},{},{}]}}</script>",
        told("Boats put out", 9),
        told("Owners speak", 11),
        told("Boats come back", 10)
    );
    let page = format!(
        "<html><head>{data}</head><body><article><h1>Ferry sinks: live</h1><h2>Owners speak</h2><p>{FIRST}</p>\
         <h2>Boats come back</h2><p>{SECOND}</p><h2>Boats put out</h2><p>{THIRD}</p></article></body></html>"
    );
    let entries = parts(&read(&page), PartKind::Entry);
    let expected = |heading: &str, text: &str, hour: u8| {
        let time = format!("1912-03-03T{hour:02}:05:00+00:00");
        let url = format!("https://post.example/live#{hour}");
        [format!("{heading} / {text}"), "Jane Roe".to_owned(), time, url, "none".to_owned()]
    };
    let order = [("Owners speak", FIRST, 11), ("Boats come back", SECOND, 10), ("Boats put out", THIRD, 9)];
    assert_eq!(entries, order.map(|(heading, text, hour)| expected(heading, text, hour)));
}

#[test]
fn a_report_with_a_few_times_in_it_has_no_entries() {
    let above = "<div class=row><time datetime='1912-03-03T08:00:00Z'>3 March 1912</time></div>";
    assert!(parts(&read(&page("", above)), PartKind::Entry).is_empty());
}

#[test]
fn a_post_that_a_page_shows_is_a_source_with_a_name() {
    let post = "<blockquote class='twitter-tweet'><p>The ferry is safe <a href='https://t.co/x'>pic</a></p>&mdash; \
                Harbour Board (@harbour) <a href='https://twitter.com/harbour/status/1?ref=x'>March 2, 1912</a></blockquote>";
    let gram = "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/1/'>\
                <p>All are ashore.</p><p>A post shared by Jane Roe (@janeroe)</p></blockquote>";
    let page = format!(
        "<html><body><article><h1>The ferry sinks at last</h1><p>{FIRST}</p>{post}<p>{SECOND}</p>{gram}<p>{THIRD}</p></article></body></html>"
    );
    let posts = parts(&read(&page), PartKind::Post);
    assert_eq!(posts[0][1..], ["Harbour Board", "1912-03-02", "https://twitter.com/harbour/status/1?ref=x", "X"]);
    assert!(posts[0][0].starts_with("The ferry is safe"));
    assert_eq!(posts[1][1..], ["Jane Roe", "none", "https://www.instagram.com/p/1/", "Instagram"]);
    assert_eq!(posts.len(), 2);
}

#[test]
fn a_summary_and_crossheads_are_told() {
    let page = format!(
        "<html><body><article><h1>The ferry sinks at last</h1><p class=standfirst>All souls were saved by the boats.</p><p>{FIRST}</p>\
         <p>{SECOND}</p><h2>The owners</h2><p>{THIRD}</p></article></body></html>"
    );
    let report = read(&page);
    assert_eq!(parts(&report, PartKind::Summary)[0][0], "All souls were saved by the boats.");
    assert_eq!(parts(&report, PartKind::Crosshead)[0][0], "The owners");
    assert!(all(&report, RegionKind::Body).contains(&"The owners".to_owned()));
}
