//! The library behind every face: many reports of the news in, one sourced account out.
//!
#![doc = include_str!("../README.md")]
//!
//! # The rooms
//! Each call is a file: [`Engine::read`], [`Engine::annotate`], [`Engine::account`], [`Engine::add`], [`Engine::verify`],
//! [`Engine::check`].
//! [`view`] is how an account is looked at. Whoever uses this crate needs no other of ours: [`types`] are the values
//! that calls take and give, with their JSON form.

mod account;
mod annotate;
pub mod apart;
mod budget;
mod care;
mod check;
mod day;
mod engine;
mod error;
mod inputs;
mod notice;
mod pipelines;
mod read;
mod seal;
mod search;
mod store;
mod verify;
mod versions;
pub mod view;
mod watch;
mod work;
mod write;

pub use account::{AccountRequest, Compared, Explained, Stories};
pub use care::VersionAnswer;
pub use check::{Against, CheckAnswer, CheckRequest, CheckedDraft};
pub use engine::{Clock, Engine, Settings};
pub use error::EngineError;
pub use inputs::Inputs;
pub use notice::{Notice, Stage, Tell, quiet};
pub use pipelines::{Found, Pipelines};
pub use read::Tally;
pub use seal::sealed;
pub use search::name_words;
pub use store::{AddAnswer, AddRequest};
pub use verify::{Fault, Verdict, VerifyRequest, Wrong};
pub use versions::{Edit, EditKind, edits, is_corrected};
pub use watch::{Change, Quote, Valued, WatchRequest, What};
pub use write::AccountWriter;

pub use dateline_annotate::Options;
pub use dateline_annotate::times::TimeMode;
pub use dateline_compare::actors::{EditError, Edits};
pub use dateline_core as types;
pub use dateline_language::{Language, TableError};
pub use dateline_read::{Columns, Options as ReadOptions, Problem, ReadError};
pub use dateline_spacy::{Doc, Iob, Pipeline};
pub use dateline_store::{Fault as StoreFault, Info as StoreInfo, StoreError, Words};
