//! `serve`: the pages of an account, live on the loopback address.
//!
//! The account is made before the first answer, and again when a store that it is made from has grown. Every page is made
//! from it when it is asked for, and kept for whoever asks next.

mod draft;
mod pages;

use self::pages::Pages;
use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{Common, ServeArgs};
use crate::plain::marked;
use crate::progress::Progress;
use crate::show::Show;
use crate::show::html::{self, Filter, Order, Page, Site};
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_engine::types::ReportIx;
use dateline_engine::view::{Query as Asking, StoryView, View};
use dateline_engine::{AccountRequest, Change, Compared, Engine, Inputs, name_words, quiet};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// The longest address that is answered, in bytes.
const LONGEST: usize = 16 << 10;

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest that the check of a draft may take.
const LONG_PATIENCE: Duration = Duration::from_secs(90);

/// How many connections are open at once.
const CONNECTIONS: usize = 256;

/// How long a connection may last, however busy: a reader's browser opens another.
const LONGEST_CONNECTION: Duration = Duration::from_secs(120);

/// How often a store is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How long a store may go on changing before it is read nevertheless.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Where a reader of feeds finds what changes.
const FEED: &str = "</changes.atom>; rel=\"alternate\"; type=\"application/atom+xml\"; title=\"Changes\"";

/// How many ports after one in use are tried, to name a free one.
const NEXT_PORTS: u16 = 20;

/// What is served: an account, and another once a store that it was made from has grown.
struct Served {
    engine: Engine,
    inputs: Inputs,
    now: RwLock<Arc<Snapshot>>,
    port: u16,
    show: Show,
}

impl Served {
    fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An account, and the pages of it that were asked for lately.
struct Snapshot {
    compared: Compared,
    pages: Pages,
    /// What `watch` saw change in the store that the account is made from.
    changes: Vec<Change>,
    /// The same as a feed; none where no store is served.
    feed: Option<Vec<u8>>,
    /// The words of all names, for their other spellings.
    names: BTreeSet<String>,
    show: Show,
}

impl Snapshot {
    fn new(engine: &Engine, inputs: &Inputs, compared: Compared, show: Show) -> Arc<Snapshot> {
        let (changes, feed) = changed(engine, inputs).unzip();
        let names = name_words(&compared.reports);
        Arc::new(Snapshot {
            compared,
            pages: Pages::default(),
            changes: changes.unwrap_or_default(),
            feed,
            names,
            show,
        })
    }

    fn site(&self) -> Site<'_> {
        let view = View::new(&self.compared.account, &self.compared.reports);
        Site { view, served: true, show: self.show, changes: &self.changes }
    }

    fn story(&self, number: usize) -> Option<StoryView<'_>> {
        self.site().view.story(number)
    }
}

/// `dateline serve`.
pub(super) fn run(args: ServeArgs, common: &Common) -> Result<Outcome> {
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let request = request(&args.compared)?;
    // Looked at before it is read: what comes meanwhile makes the account anew.
    let before = stamp(&request.inputs);
    let compared = engine.account(&request, &mut |notice| progress.hear(notice))?;
    let outcome = outcome(compared.tally, &progress, common);
    if compared.reports.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let runtime = tokio::runtime::Runtime::new().context("the server can not start")?;
    runtime.block_on(async {
        let listener = listen(args.port).await?;
        let port = listener.local_addr()?.port();
        progress.tell(format_args!("http://127.0.0.1:{port}/ shows the account; Ctrl-C ends it"));
        drop(progress);
        let show = Show { all: false, paths: !args.no_paths };
        let now = RwLock::new(Snapshot::new(&engine, &request.inputs, compared, show));
        let served = Arc::new(Served { engine, inputs: request.inputs.clone(), now, port, show });
        if !request.inputs.stores().is_empty() {
            let served = Arc::clone(&served);
            std::thread::spawn(move || keep_fresh(&served, &request, before));
        }
        answer(listener, router(served)).await;
        anyhow::Ok(())
    })?;
    Ok(outcome)
}

/// Makes the account anew when a store that it is made from has changed, once it is still or has changed for long.
fn keep_fresh(served: &Served, request: &AccountRequest, mut shown: Vec<Option<(SystemTime, u64)>>) {
    let engine = &served.engine;
    let mut seen = shown.clone();
    let mut waited = Duration::ZERO;
    loop {
        std::thread::sleep(LOOK);
        let there = stamp(&request.inputs);
        waited = if there == shown { Duration::ZERO } else { waited + LOOK };
        if there != shown && (there == seen || waited >= LONGEST_WAIT) {
            // While a store can not be read the account stays as it was.
            if let Ok(compared) = engine.account(request, &mut quiet) {
                let fresh = Snapshot::new(engine, &request.inputs, compared, served.show);
                *served.now.write().unwrap_or_else(PoisonError::into_inner) = fresh;
            }
            shown.clone_from(&there);
        }
        seen = there;
    }
}

/// What changed in the one store that is served, and the same as a feed; none where it can not be read.
fn changed(engine: &Engine, inputs: &Inputs) -> Option<(Vec<Change>, Vec<u8>)> {
    let [store] = inputs.stores() else { return None };
    let changes = engine.changes(store, jiff::Timestamp::UNIX_EPOCH).ok()?;
    let mut feed = Vec::new();
    crate::show::changes::atom(&mut feed, store, &changes).ok()?;
    Some((changes, feed))
}

/// When the stores were last written, and how long they are; of each its log of what is not yet in it too.
fn stamp(inputs: &Inputs) -> Vec<Option<(SystemTime, u64)>> {
    let look = |path: &std::path::Path| {
        let there = std::fs::metadata(path).ok()?;
        Some((there.modified().ok()?, there.len()))
    };
    let with_log = inputs.stores().iter().flat_map(|store| {
        let mut log = store.as_os_str().to_owned();
        log.push("-wal");
        [look(store), look(log.as_ref())]
    });
    with_log.collect()
}

/// Answers connections until a signal ends it: so many at once, each for so long, and none that does not ask.
async fn answer(listener: TcpListener, router: Router) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stopping = std::pin::pin!(stop());
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stopping => return,
        };
        let Ok((stream, _)) = accepted else {
            // Most likely too many files are open: some will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            let connection = http.serve_connection(TokioIo::new(stream), service);
            // What fails here is the client's side of it.
            let _ = tokio::time::timeout(LONGEST_CONNECTION, connection).await;
            drop(place);
        });
    }
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
        .route(draft::ADDRESS, get(draft::form).post(draft::check))
        .route("/changes.atom", get(changes))
        .fallback(async || missing("page"))
        .layer(from_fn_with_state(served.clone(), guard))
        .with_state(served)
}

/// Answers only what is asked of this very server, reads nothing but addresses and drafts that are pasted into its own page, and
/// sends every page with its limits.
async fn guard(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    // A page of another site that has its name point here (DNS rebinding) still says that name.
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let own = [format!("127.0.0.1:{}", served.port), format!("localhost:{}", served.port)];
    if !own.iter().any(|name| name == host) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers only to 127.0.0.1 and localhost")
            .into_response();
    }
    let sends = request.method() == Method::POST && request.uri().path() == draft::ADDRESS;
    if !sends && request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if sends && !draft::is_own(request.headers(), &own) {
        return (StatusCode::FORBIDDEN, "this server takes drafts from its own page alone").into_response();
    }
    // Browsers say whose page asks. Another site must not even learn whether a page is there.
    let site = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return (StatusCode::FORBIDDEN, "this server does not answer to the pages of other sites").into_response();
    }
    if request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST) {
        return (StatusCode::URI_TOO_LONG, "the address is too long").into_response();
    }
    // What is asked with HEAD has no bytes to keep.
    let (now, address) = (served.now(), (request.method() == Method::GET).then(|| request.uri().to_string()));
    let mut response = match address.as_deref().and_then(|address| now.pages.get(address)) {
        Some(page) => page,
        None => {
            match (tokio::time::timeout(if sends { LONG_PATIENCE } else { PATIENCE }, next.run(request)).await, address)
            {
                (Ok(response), Some(address)) => now.pages.keep(address, response).await,
                (Ok(response), None) => response,
                (Err(_), _) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            }
        }
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
    if now.feed.is_some() {
        response.headers_mut().insert(header::LINK, HeaderValue::from_static(FEED));
    }
    response
}

#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    order: Order,
}

async fn index(State(served): State<Arc<Served>>, Query(listed): Query<Listed>) -> Response {
    page(StatusCode::OK, "Stories", html::index(served.now().site(), listed.order))
}

async fn story(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let now = served.now();
    let Some(story) = now.story(number) else { return missing("story") };
    let pane = html::pane(now.site(), story.reports(), &filter);
    let body = html::story(now.site(), &story, &filter);
    send(StatusCode::OK, &Page { title: story.title(), body, pane: Some(pane), rules: "", question: "", served: true })
}

async fn csv(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let now = served.now();
    let Some(story) = now.story(number) else { return missing("story") };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"claims.csv\""),
    ];
    (headers, html::csv(&story, &filter.narrow(now.site()))).into_response()
}

async fn json(State(served): State<Arc<Served>>, Path(number): Path<usize>, Query(filter): Query<Filter>) -> Response {
    let now = served.now();
    let Some(story) = now.story(number) else { return missing("story") };
    match serde_json::to_string(&story.narrowed_json(&filter.narrow(now.site()))) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn actor(State(served): State<Arc<Served>>, Path((number, actor)): Path<(usize, usize)>) -> Response {
    let now = served.now();
    let found = now.story(number).and_then(|s| html::actor(now.site(), &s, actor));
    found.map_or_else(|| missing("actor"), |body| page(StatusCode::OK, "Actor", body))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn report(State(served): State<Arc<Served>>, Path(number): Path<u32>, Query(asked): Query<Asked>) -> Response {
    let now = served.now();
    let Some(annotated) = now.compared.reports.get(number as usize) else { return missing("report") };
    let body = html::report(now.site(), ReportIx(number), &asked.q);
    let title = annotated.report.title.as_deref().unwrap_or(&annotated.report.id);
    send(StatusCode::OK, &Page { title, body, pane: None, rules: "", question: &asked.q, served: true })
}

async fn search(State(served): State<Arc<Served>>, Query(asked): Query<Asked>) -> Response {
    let now = served.now();
    // A question that can not be spelled in other ways is put as it is.
    let query = served.engine.spelled(&asked.q, &now.names).unwrap_or_else(|_| Asking::parse(&asked.q));
    let among = served.engine.may_hold(&served.inputs, &query);
    let body = html::search(now.site(), &asked.q, query, among.as_ref());
    send(StatusCode::OK, &Page { title: "Search", body, pane: None, rules: "", question: &asked.q, served: true })
}

async fn changes(State(served): State<Arc<Served>>) -> Response {
    match &served.now().feed {
        Some(feed) => ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed.clone()).into_response(),
        None => missing("feed"),
    }
}

fn missing(what: &str) -> Response {
    page(StatusCode::NOT_FOUND, "Not found", html::missing(what))
}

fn page(status: StatusCode, title: &str, body: maud::Markup) -> Response {
    send(status, &Page { title, body, pane: None, rules: "", question: "", served: true })
}

fn send(status: StatusCode, page: &Page<'_>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, format!("{}; frame-ancestors 'none'", page.policy())),
    ];
    (status, headers, marked(&page.html()).into_owned()).into_response()
}
