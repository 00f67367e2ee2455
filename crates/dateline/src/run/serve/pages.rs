//! Pages that were made already: many readers of one page share its bytes.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How many bytes of pages are kept.
const KEPT: usize = 64 << 20;

/// The longest page that is kept.
const LONGEST: usize = 8 << 20;

/// The pages of one account, by their addresses.
#[derive(Debug, Default)]
pub(super) struct Pages(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: BTreeMap<String, (HeaderMap, Bytes)>,
    bytes: usize,
}

impl Pages {
    /// The page of an address, if it was made.
    pub(super) fn get(&self, address: &str) -> Option<Response> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (headers, body) = kept.pages.get(address)?;
        Some((headers.clone(), body.clone()).into_response())
    }

    /// Keeps a page that was made, if it is one and not too long; gives it back.
    pub(super) async fn keep(&self, address: String, page: Response) -> Response {
        if page.status() != StatusCode::OK {
            return page;
        }
        let (parts, body) = page.into_parts();
        // Every page is made as a whole before it is sent, so that its length bounds nothing anew.
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if body.len() <= LONGEST {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.bytes + body.len() > KEPT {
                *kept = Kept::default();
            }
            kept.bytes += body.len();
            kept.pages.insert(address, (parts.headers.clone(), body.clone()));
        }
        Response::from_parts(parts, Body::from(body))
    }
}
