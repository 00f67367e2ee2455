//! `mcp`: what dateline knows of reports, as tools and resources for a language model.
//!
//! Standard output belongs to the protocol (Model Context Protocol, one JSON message a line), and nothing else is written there.
//! The reports are read in the background, so that a client which waits for its first answer is not kept waiting.

mod answers;
mod ask;
mod desk;
mod places;
mod refusal;
mod resources;
mod server;

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{Common, McpArgs};
use crate::progress::Progress;
use anyhow::{Context, Result, bail};
use desk::Desk;
use rmcp::transport::stdio;
use rmcp::{ServiceExt, transport::async_rw::AsyncRwTransport};
use server::Server;
use std::sync::Arc;

/// The longest message that is taken, in bytes: a draft of the greatest size, with every character of it escaped.
const LONGEST_MESSAGE: usize = 4 << 20;

/// `dateline mcp`.
pub(super) fn run(args: McpArgs, common: &Common) -> Result<Outcome> {
    if args.compared.paths.paths.iter().any(|p| p.as_os_str() == "-") {
        bail!("standard input belongs to the protocol; give the reports as files, folders or a store");
    }
    let desk = Arc::new(Desk::new(engine(common, Some(&args.compared.language))));
    let request = request(&args.compared)?;
    let (reading, common) = (Arc::clone(&desk), common.clone());
    let reader = std::thread::Builder::new().name("reports".to_owned()).spawn(move || {
        let progress = Progress::new(&common);
        let tally = reading.read(&request, &mut |notice| progress.hear(notice));
        tally.map_or(Outcome::Nothing, |tally| outcome(tally, &progress, &common))
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("the server can not start")?;
    runtime.block_on(async {
        let (input, output) = stdio();
        let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(LONGEST_MESSAGE);
        // A client that leaves before it has said who it is has asked for nothing.
        if let Ok(service) = Server::new(desk).serve(transport).await {
            let _ = service.waiting().await;
        }
    });
    // A read of standard input can not be called off.
    runtime.shutdown_background();
    // Whoever leaves while reports are still read does not wait for them.
    Ok(if reader.is_finished() { reader.join().unwrap_or(Outcome::Nothing) } else { Outcome::Done })
}
