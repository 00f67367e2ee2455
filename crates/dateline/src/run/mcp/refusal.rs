//! Why a question gets no answer, and what to ask instead: what the model reads, and can put right.

use dateline_engine::EngineError;
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::json;

/// Why a tool gives no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("no tool is called {0:?}; `tools/list` names all")]
    NoTool(String),
    #[error("the arguments are not those of the tool: {0}; its input schema tells which it takes")]
    Arguments(serde_json::Error),
    #[error("{0} is empty; give some words")]
    Empty(&'static str),
    #[error("{what} has {length} bytes, and at most {limit} are taken; give it in parts")]
    TooLong { what: &'static str, length: usize, limit: usize },
    #[error("there is no story {asked}; stories are numbered from 1 to {count}, and `stories` lists them")]
    NoStory { asked: usize, count: usize },
    #[error("story {story} has no claim {asked:?}; its claims are c1 to c{count}, and `account` lists them")]
    NoClaim { story: usize, asked: String, count: usize },
    #[error("{0:?} is no day; write it as 2025-08-21")]
    NoDay(String),
    #[error("the reports are still being read: {0} so far; ask again in a moment")]
    Starting(usize),
    #[error("there are no reports: {0}; start the server again with paths that can be read")]
    NoReports(String),
    #[error("no resource is called {0:?}; `resources/list` and the answers of the tools name them")]
    NoResource(String),
    #[error(
        "{uri} has {length} characters, and at most {limit} are given at once; read it in parts, as {uri}/0-{limit}"
    )]
    LongResource { uri: String, length: usize, limit: usize },
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("a fault of dateline ended the answer; other questions go on")]
    Fault,
}

impl Refusal {
    /// Its kind, for programs.
    fn kind(&self) -> &'static str {
        match self {
            Refusal::NoTool(_) => "no tool",
            Refusal::Arguments(_) => "arguments",
            Refusal::Empty(_) => "empty",
            Refusal::TooLong { .. } | Refusal::LongResource { .. } => "too long",
            Refusal::NoStory { .. } => "no story",
            Refusal::NoClaim { .. } => "no claim",
            Refusal::NoDay(_) => "no day",
            Refusal::Starting(_) => "starting",
            Refusal::NoReports(_) => "no reports",
            Refusal::NoResource(_) => "no resource",
            Refusal::Engine(_) | Refusal::Fault => "failed",
        }
    }

    /// The refusal as a model reads it. It is no structured content, which would have to be of the form of an answer.
    pub(super) fn result(&self) -> CallToolResult {
        let told = json!({ "error": self.kind(), "message": self.to_string() });
        CallToolResult::error(vec![ContentBlock::text(told.to_string())])
    }
}
