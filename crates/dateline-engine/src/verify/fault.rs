//! What a check of an account may find wrong.

/// Something that an account claims and that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A report of the account is not there to be compared.
    #[error("report {report}: is not among the inputs; name the folder or file that holds it")]
    Missing {
        /// Its id.
        report: String,
    },
    /// A report was read from other bytes than those that the account names by their hash.
    #[error("report {report}: the account was made from other bytes than {from} has now (their SHA-256 differs)")]
    Bytes {
        /// Its id.
        report: String,
        /// Where it was read from now.
        from: String,
    },
    /// A report without an outlet goes by its id, and the account gives it another.
    #[error("report {report}: the file of its bytes is named {named}; if that is only a new name, give it the old one")]
    Named {
        /// Its id in the account.
        report: String,
        /// Its id as it is read.
        named: String,
    },
    /// A report has another text than the account has of it.
    #[error(
        "report {report}: its text has changed, first at character {at}, line {line} of {from}: {claimed:?} is now {found:?}"
    )]
    Changed {
        /// Its id.
        report: String,
        /// Where it was read from.
        from: String,
        /// The first character that differs, in code points.
        at: usize,
        /// The line that it is on, from 1.
        line: usize,
        /// A few words around it, as the account has them.
        claimed: String,
        /// The same, as the report has them.
        found: String,
    },
    /// A place in a report does not hold what the account says.
    #[error("{place}: {report} {start}–{end}{}{wrong}", line.map(|n| format!(" (line {n})")).unwrap_or_default())]
    Place {
        /// What of the account claims it.
        place: String,
        /// The report's id.
        report: String,
        /// Where the place begins, in code points.
        start: u32,
        /// Where it ends.
        end: u32,
        /// The line that it begins on, from 1, where it lies in the text.
        line: Option<usize>,
        /// What is wrong with it.
        wrong: Wrong,
    },
    /// The words that stand for a claim are not those of one of its supports.
    #[error("{place}: its text {text:?} is none of its supports'")]
    Text {
        /// The claim.
        place: String,
        /// Its words.
        text: String,
    },
    /// Words that the account shows stand in none of the reports that it was made from.
    #[error("story {story}: the words {words:?} stand in none of its reports")]
    Words {
        /// The story's id.
        story: String,
        /// The words.
        words: String,
    },
    /// Something that the account refers to is not in it.
    #[error("{place}: {what} {id:?} is not in the account")]
    Unresolved {
        /// What of the account refers to it.
        place: String,
        /// What it is: a report, a claim, an origin, an actor, a support.
        what: &'static str,
        /// Its id or number.
        id: String,
    },
    /// Two things have one id.
    #[error("{place}: two have this id")]
    Twice {
        /// Which.
        place: String,
    },
    /// A label of the account is not what its sources give.
    #[error("{place}: {what} is {claimed}, the sources give {found}")]
    Label {
        /// Where in the account.
        place: String,
        /// The label.
        what: String,
        /// What the account says, as JSON, shortened.
        claimed: String,
        /// What comes of the sources.
        found: String,
    },
    /// Another version made the account, so that its labels can not be checked.
    #[error(
        "its labels can not be checked: it was made by {made}, and this is {this}; check it with that version, or its words alone with --words-only"
    )]
    Version {
        /// What made it.
        made: String,
        /// What checks it.
        this: String,
    },
    /// A seal that does not fit.
    #[error("its seal is broken: {what} are not those that were sealed")]
    Seal {
        /// What has changed.
        what: &'static str,
    },
}

/// What is wrong with a place in a report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is not in the text.
    #[error(" lies outside the text")]
    Outside,
    /// There is nothing in it.
    #[error(" holds no words")]
    Empty,
    /// Other words stand there.
    #[error(" holds {found:?}, not {claimed:?}")]
    Other {
        /// What stands there.
        found: String,
        /// What the account says stands there.
        claimed: String,
    },
}
