//! What dateline finds, as columns: one Arrow schema each for reports, their layers, claims and supports.
//!
//! A row is the JSON object that the contract of the command has for the same thing, field by field under the same names, with
//! what a table needs beside it: the report or the story that it belongs to, names beside ids, words beside offsets.
//! `docs/columns.md` is the reference; it is made from [`Table::columns`].
//!
//! ```
//! use dateline_columns::{Rows, Table};
//! use dateline_engine::{Engine, EngineError, Inputs, quiet};
//!
//! let inputs = Inputs::default().with_bytes("treaty.txt", "France attacked Spain in 1823. Spain condemned France.");
//! let mut rows = Rows::new(Table::Events);
//! Engine::default().annotate(&inputs, &mut quiet, |annotated| {
//!     rows.report(&annotated, None).expect("a short table");
//!     Ok::<(), EngineError>(())
//! })?;
//! let batch = rows.batch().expect("a short table");
//! assert_eq!(batch.schema(), Table::Events.schema());
//! assert_eq!(batch.num_rows(), 2);
//! # Ok::<(), EngineError>(())
//! ```

mod cell;
mod kind;
mod line;
mod rows;
mod table;

pub use arrow_array::RecordBatch;
pub use arrow_schema::SchemaRef;
pub use cell::cell;
pub use kind::Kind;
pub use rows::{ColumnsError, Rows};
pub use table::{Column, Table};
