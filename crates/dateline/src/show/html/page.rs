//! The frame of every page: head, policy, style and script.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A page before it is written.
pub(crate) struct Page<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// What it shows.
    pub(crate) body: Markup,
    /// The texts beside it.
    pub(crate) pane: Option<Markup>,
    /// Style rules of its own.
    pub(crate) rules: &'a str,
    /// What was searched for, to stay in the box.
    pub(crate) question: &'a str,
    /// Whether it is served, with a way to the other pages.
    pub(crate) served: bool,
}

impl Page<'_> {
    /// The page's policy: nothing from elsewhere, no script and no style but its own two, by their hashes.
    pub(crate) fn policy(&self) -> String {
        format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; form-action 'self'; base-uri 'none'",
            hash(&self.style()),
            hash(SCRIPT)
        )
    }

    fn style(&self) -> String {
        format!("{STYLE}{}", self.rules)
    }

    /// The page as HTML. A file carries its policy with it; the server sends it ahead.
    pub(crate) fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    @if !self.served { meta http-equiv="Content-Security-Policy" content=(self.policy()); }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    link rel="icon" href="data:,";
                    title { (self.title) " – dateline" }
                    style { (PreEscaped(self.style())) }
                }
                body.paned[self.pane.is_some()] data-served[self.served] {
                    a.skip href="#main" { "To the account" }
                    header.top {
                        @if self.served { a.name href="/" { "dateline" } } @else { b.name { "dateline" } }
                        @if self.served {
                            form action="/search" role="search" {
                                label.hidden for="q" { "Search all reports" }
                                input #q name="q" type="search" maxlength="400" required placeholder="words, \"phrases\", -not, who:, outlet:, after:" value=(self.question);
                                button { "Search" }
                            }
                            a.draft href="/check" { "Check a draft" }
                        }
                        span.tools {}
                    }
                    main #main tabindex="-1" { (self.body) }
                    @if let Some(pane) = &self.pane { (pane) }
                    footer { p { "Made by dateline. Every line leads to the words of a report; dateline adds none of its own." } }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        page.into_string()
    }
}

/// The hash of an inline style or script as a policy names it.
fn hash(inline: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(inline.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
