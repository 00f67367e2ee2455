//! `serve`: the pages of an account, live on the loopback address.
//!
//! The account is made before the first answer and never changes; every page is made from it when it is asked for.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{Common, ServeArgs};
use crate::progress::Progress;
use crate::show::html::{self, Filter, Page, Site};
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_engine::Compared;
use dateline_engine::types::ReportIx;
use dateline_engine::view::{StoryView, View};
use serde::Deserialize;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The longest address that is answered, in bytes.
const LONGEST: usize = 16 << 10;

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many ports after one in use are tried, to name a free one.
const NEXT_PORTS: u16 = 20;

/// What is served.
struct Served {
    compared: Compared,
    port: u16,
}

impl Served {
    fn site(&self) -> Site<'_> {
        Site { view: View::new(&self.compared.account, &self.compared.reports), served: true }
    }

    fn story(&self, number: usize) -> Option<StoryView<'_>> {
        self.site().view.story(number)
    }
}

/// `dateline serve`.
pub(super) fn run(args: ServeArgs, common: &Common) -> Result<Outcome> {
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let compared = engine.account(&request(&args.compared)?, &mut |notice| progress.hear(notice))?;
    let tally = compared.tally;
    if compared.reports.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let runtime = tokio::runtime::Runtime::new().context("the server can not start")?;
    runtime.block_on(async {
        let listener = listen(args.port).await?;
        let port = listener.local_addr()?.port();
        progress.tell(format_args!("http://127.0.0.1:{port}/ shows the account; Ctrl-C ends it"));
        drop(progress);
        let served = Arc::new(Served { compared, port });
        axum::serve(listener, router(served)).with_graceful_shutdown(stop()).await.context("the server failed")
    })?;
    Ok(outcome(tally, common))
}

/// Listens on the loopback address alone; a port in use is named, with the next free one.
async fn listen(port: u16) -> Result<TcpListener> {
    let at = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match at(port).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            for next in port.saturating_add(1)..=port.saturating_add(NEXT_PORTS) {
                if at(next).await.is_ok() {
                    bail!("port {port} is in use; {next} is free: dateline serve --port {next} …");
                }
            }
            bail!("port {port} is in use, and so are the {NEXT_PORTS} after it; choose another with --port")
        }
        Err(error) => {
            Err(error).with_context(|| format!("port {port} can not be listened on; choose another with --port"))
        }
    }
}

/// Ends with the first signal that asks for it.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

fn router(served: Arc<Served>) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/story/{number}", get(story))
        .route("/story/{number}/claims.csv", get(csv))
        .route("/story/{number}/claims.json", get(json))
        .route("/story/{number}/actor/{actor}", get(actor))
        .route("/report/{number}", get(report))
        .route("/search", get(search))
        .fallback(async || missing("page"))
        .layer(from_fn_with_state(served.clone(), guard))
        .with_state(served)
}

/// Answers only what is asked of this very server, reads nothing but addresses, and sends every page with its limits.
async fn guard(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    // A page of another site that has its name point here (DNS rebinding) still says that name.
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let own = [format!("127.0.0.1:{}", served.port), format!("localhost:{}", served.port)];
    if !own.iter().any(|name| name == host) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers only to 127.0.0.1 and localhost")
            .into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST) {
        return (StatusCode::URI_TOO_LONG, "the address is too long").into_response();
    }
    let mut response = match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn index(State(served): State<Arc<Served>>) -> Response {
    page(StatusCode::OK, "Stories", html::index(served.site()), "")
}

async fn story(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let Some(story) = served.story(number) else { return missing("story") };
    page(StatusCode::OK, story.title(), html::story(served.site(), &story, &filter), "")
}

async fn csv(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let Some(story) = served.story(number) else { return missing("story") };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"claims.csv\""),
    ];
    (headers, html::csv(&story, &filter.narrow(served.site()))).into_response()
}

async fn json(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let Some(story) = served.story(number) else { return missing("story") };
    match serde_json::to_string(&story.narrowed_json(&filter.narrow(served.site()))) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn actor(State(served): State<Arc<Served>>, Path((number, actor)): Path<(usize, usize)>) -> Response {
    let found = served.story(number).and_then(|s| html::actor(served.site(), &s, actor));
    found.map_or_else(|| missing("actor"), |body| page(StatusCode::OK, "Actor", body, ""))
}

async fn report(State(served): State<Arc<Served>>, Path(number): Path<u32>) -> Response {
    let Some(annotated) = served.compared.reports.get(number as usize) else { return missing("report") };
    let mut rules = String::new();
    let body = html::report(served.site(), ReportIx(number), &mut rules);
    page(StatusCode::OK, annotated.report.title.as_deref().unwrap_or(&annotated.report.id), body, &rules)
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

async fn search(State(served): State<Arc<Served>>, Query(asked): Query<Search>) -> Response {
    page(StatusCode::OK, "Search", html::search(served.site(), &asked.q), "")
}

fn missing(what: &str) -> Response {
    page(StatusCode::NOT_FOUND, "Not found", html::missing(what), "")
}

fn page(status: StatusCode, title: &str, body: maud::Markup, rules: &str) -> Response {
    let page = Page { title, body, rules, served: true };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, format!("{}; frame-ancestors 'none'", page.policy())),
    ];
    (status, headers, page.html()).into_response()
}
