//! What can go wrong in a call, each with what it is about and what to do. No text makes a call fail.

use dateline_compare::actors::EditError;
use dateline_language::TableError;
use dateline_store::StoreError;
use std::io;
use std::path::PathBuf;

/// An error of a call. An input that can not be read is none: it is [told](crate::Notice::Unread), and the others go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// A store can not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Adding to a store ended before all was added.
    #[error(
        "{why}; {added} reports were added before that and are kept: put right what is wrong and run it again, and it goes on"
    )]
    Stopped {
        /// How many reports came in.
        added: usize,
        /// What ended it.
        why: Box<EngineError>,
    },
    /// Folders can not be watched.
    #[error("{}: can not be watched ({why}); run it again and again with --once", path.display())]
    Watch {
        /// What was to be watched.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// A store whose stories are kept in a form that this version does not know.
    #[error("{}: its stories were settled by another version of dateline; add its reports to a new store", path.display())]
    Settled {
        /// The store.
        path: PathBuf,
    },
    /// The pipeline that is part of the program.
    #[error("the built-in English pipeline can not be loaded; this build is broken: {0}")]
    BuiltIn(dateline_spacy::Error),
    /// A pipeline that the user has.
    #[error(transparent)]
    Pipeline(#[from] dateline_spacy::Error),
    /// A pipeline whose labels are not known.
    #[error(transparent)]
    Labels(#[from] dateline_annotate::LabelError),
    /// A table of the language that can not be used.
    #[error("the rules of the language can not be used: {0}")]
    Rules(#[from] TableError),
    /// A name that no pipeline has.
    #[error("no pipeline is called {name:?}; `dateline languages` lists them, `dateline languages add PATH` adds one")]
    NoPipeline {
        /// The name that was asked for.
        name: String,
    },
    /// A pipeline of this name is kept already.
    #[error("{name} is there already, as {}; delete that first to replace it", path.display())]
    PipelineKept {
        /// Its name.
        name: String,
        /// Where it is.
        path: PathBuf,
    },
    /// Nothing says where pipelines are to be kept.
    #[error("there is no folder to keep pipelines in")]
    NoFolder,
    /// A pipeline can not be copied to where pipelines are kept.
    #[error("{}: can not be copied to {} ({why})", from.display(), to.display())]
    Copy {
        /// The pipeline.
        from: PathBuf,
        /// Where it should be kept.
        to: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// What is to be checked is no account.
    #[error("is not an account; make one with `dateline account --format json` ({0})")]
    NoAccount(serde_json::Error),
    /// An account that was made with a way to read times that is not known.
    #[error("the account can not be made again: {0}")]
    TimeMode(String),
    /// What was given as a draft is not one text.
    #[error("the draft is {}; give one text: a file, or `-` for standard input", drafts(*.count))]
    Draft {
        /// How many texts it holds.
        count: usize,
    },
    /// A draft made the program fail.
    #[error("the draft made dateline fail while it was checked; give a part of it, to see which words do")]
    BrokeAtDraft,
    /// An edit of the actors matches nothing, or too much.
    #[error(transparent)]
    Edits(#[from] EditError),
    /// The system gives no threads.
    #[error("no threads to work with ({0}); ask for fewer jobs")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

fn drafts(count: usize) -> String {
    if count == 0 { "empty, or can not be read".to_owned() } else { format!("{count} texts") }
}
