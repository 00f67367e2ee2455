//! Why a pipeline could not be loaded.

use std::path::PathBuf;

/// Why a pipeline could not be loaded. Parsing itself never fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The path leads to no pipeline: neither a folder with a `config.cfg` nor a wheel that holds one.
    #[error("{} holds no spaCy pipeline: give a folder with config.cfg in it, or a wheel", path.display())]
    NoPipeline {
        /// What was looked at.
        path: PathBuf,
    },
    /// A file that the pipeline's components need is not there.
    #[error("the pipeline lacks {file}")]
    MissingFile {
        /// The file, from the pipeline's folder.
        file: String,
    },
    /// A file is cut short or is not what it should be.
    #[error("{file} is damaged or cut short: {reason}")]
    Damaged {
        /// The file, from the pipeline's folder.
        file: String,
        /// What was expected of it.
        reason: String,
    },
    /// The pipeline has a component that this runtime does not know.
    #[error("component '{component}' is a '{factory}', which this runtime does not know")]
    UnknownComponent {
        /// The component's name in the pipeline.
        component: String,
        /// The factory that makes it.
        factory: String,
    },
    /// A component's network has a layer or a setting that this runtime does not know.
    #[error("component '{component}': {reason}")]
    Unsupported {
        /// The component's name in the pipeline.
        component: String,
        /// Which layer or setting.
        reason: String,
    },
}
