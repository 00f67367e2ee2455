//! A draft that is pasted into a page: checked against what is served, and forgotten.

use super::{Served, send};
use crate::run::PASTED;
use crate::show::check::page;
use crate::show::html::Page;
use axum::body::to_bytes;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use dateline_engine::{Against, CheckedDraft, EngineError, Inputs, quiet};
use serde::Deserialize;
use std::sync::Arc;

/// Where drafts are pasted.
pub(super) const ADDRESS: &str = "/check";

/// The longest draft that is taken, in bytes: some thirty thousand words.
const LONGEST: usize = 200_000;

/// The longest form that is read: a draft with every byte of it written in percent, and its name.
const LONGEST_FORM: usize = 3 * LONGEST + 100;

#[derive(Deserialize)]
struct Pasted {
    #[serde(default)]
    draft: String,
}

/// Whether a form comes from a page of ours: browsers say whose page sends one. What is no browser says nothing.
pub(super) fn is_own(headers: &HeaderMap, own: &[String]) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let origin = headers.get(header::ORIGIN).map(|o| o.to_str().unwrap_or_default());
    let host = origin.map(|o| o.strip_prefix("http://").unwrap_or_default());
    match site {
        // Our pages send no referrer, and with that no origin either.
        Some(site) => site == b"same-origin",
        None => host.is_none_or(|host| own.iter().any(|name| name == host)),
    }
}

/// The page to paste a draft into.
pub(super) async fn form() -> Response {
    show(StatusCode::OK, "", None)
}

/// The draft, checked.
pub(super) async fn check(State(served): State<Arc<Served>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_FORM).await else { return too_long() };
    let Ok(Form(Pasted { draft })) = Form::from_request(Request::from_parts(head, body.into()), &()).await else {
        return show(
            StatusCode::BAD_REQUEST,
            "",
            Some("What was sent is not the form of this page; paste the draft here."),
        );
    };
    if draft.len() > LONGEST {
        return too_long();
    }
    if draft.trim().is_empty() {
        return show(StatusCode::UNPROCESSABLE_ENTITY, "", Some("The draft is empty; paste some words."));
    }
    let (desk, words) = (Arc::clone(&served), draft.clone());
    let checked = tokio::task::spawn_blocking(move || {
        let now = desk.now();
        let inputs = Inputs::default().with_bytes(PASTED, words);
        let checked = desk.engine.check_among(&inputs, &Against::default(), &now.compared.reports, &mut quiet)?;
        Ok::<Response, EngineError>(found(&checked, &now.compared.reports, desk.show.paths))
    });
    match checked.await {
        Ok(Ok(page)) => page,
        Ok(Err(error)) => show(StatusCode::UNPROCESSABLE_ENTITY, &draft, Some(&error.to_string())),
        Err(_) => show(StatusCode::INTERNAL_SERVER_ERROR, &draft, Some("A fault of dateline ended the check.")),
    }
}

fn found(checked: &CheckedDraft, reports: &[dateline_engine::types::Annotated], paths: bool) -> Response {
    let view = checked.view(reports);
    let (body, pane, rules) = (page::body(view, paths), Some(page::pane(view, paths)), page::rules(view));
    send(StatusCode::OK, &Page { title: "A checked draft", body, pane, rules: &rules, question: "", served: true })
}

fn too_long() -> Response {
    let fault = format!(
        "The draft is too long: at most {} KB are taken. Check it in parts, or with `dateline check`.",
        LONGEST / 1000
    );
    show(StatusCode::PAYLOAD_TOO_LARGE, "", Some(&fault))
}

fn show(status: StatusCode, draft: &str, fault: Option<&str>) -> Response {
    let body = page::form(draft, fault, LONGEST);
    send(status, &Page { title: "Check a draft", body, pane: None, rules: page::STYLE, question: "", served: true })
        .into_response()
}
