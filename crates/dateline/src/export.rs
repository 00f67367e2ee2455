//! Tables of events as files, in the columns that the engine gives.

mod csv;
mod parquet;

pub(crate) use self::csv::Csv;
pub(crate) use self::parquet::Parquet;
