//! Tables as files, in the columns of `dateline-columns`.

mod csv;
mod parquet;

use self::csv::Csv;
use self::parquet::Parquet;
use crate::output::Sink;
use anyhow::{Result, bail};
use dateline_columns::{Rows, Table};
use dateline_engine::types::Annotated;
use dateline_engine::types::json::StoryJson;
use std::path::Path;

/// How many rows are written together. Texts of as many reports, the longest there are, go into one column of Arrow.
const AT_ONCE: usize = 512;

/// A table that is being written to a file.
pub(crate) struct TableFile {
    rows: Rows,
    file: File,
}

/// The form of a file, by the ending of its name.
enum File {
    Csv(Box<Csv>),
    Parquet(Box<Parquet<Sink>>),
}

impl TableFile {
    /// Opens a file for a table.
    ///
    /// # Errors
    /// If its ending is one that no table has, or it can not be written.
    pub(crate) fn open(table: Table, path: &Path) -> Result<TableFile> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let is_parquet = match ending.as_deref() {
            Some("parquet") => true,
            None | Some("csv") => false,
            Some(other) => bail!("no table is written as .{other}: end the name with .csv or .parquet"),
        };
        let out = Sink::table(path)?;
        let file = if is_parquet {
            File::Parquet(Box::new(Parquet::new(table, out)?))
        } else {
            File::Csv(Box::new(Csv::new(table, out)?))
        };
        Ok(TableFile { rows: Rows::new(table), file })
    }

    /// Writes what the table holds of a report, and of the story that it is of.
    pub(crate) fn report(&mut self, annotated: &Annotated, story: Option<&str>) -> Result<()> {
        self.rows.report(annotated, story)?;
        if self.rows.len() < AT_ONCE { Ok(()) } else { self.write() }
    }

    /// Writes what the table holds of the account of a story.
    pub(crate) fn story(&mut self, story: &StoryJson) -> Result<()> {
        self.rows.story(story)?;
        if self.rows.len() < AT_ONCE { Ok(()) } else { self.write() }
    }

    /// Writes what is left and puts the file where it was asked for.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.write()?;
        let out = match self.file {
            File::Csv(file) => file.finish()?,
            File::Parquet(file) => file.finish()?,
        };
        out.finish()
    }

    fn write(&mut self) -> Result<()> {
        let batch = self.rows.batch()?;
        match &mut self.file {
            File::Csv(file) => file.add(&batch),
            File::Parquet(file) => file.add(&batch),
        }
    }
}
