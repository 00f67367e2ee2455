//! The arguments of the command, as types.

mod store;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use dateline_columns::Table;
use dateline_engine::types::ClaimId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
pub(crate) use store::{AddArgs, ChangesArgs, ChangesFormat, StoreArgs, StoreCommand, WatchArgs};

/// Reads many reports of the news and gives one sourced account.
///
/// What happened and when, who said what to whom and through which channel, where the reports agree, differ, contradict
/// each other or are silent, and how many independent origins stand behind each line. Every line leads to the exact
/// words of a report. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// The forms that each command writes.
const FORMS: [(&str, &[Format]); 5] = [
    ("account", &[Format::Text, Format::Markdown, Format::Html, Format::Json]),
    ("read", &[Format::Text, Format::Markdown, Format::Json, Format::Jsonl]),
    ("annotate", &[Format::Text, Format::Markdown, Format::Json, Format::Jsonl]),
    ("parse", &[Format::Jsonl, Format::Conllu]),
    ("actors", &[Format::Text]),
];

impl Cli {
    /// The arguments that the program was started with, its name first; it ends here if they are none, or ask for help.
    pub(crate) fn from_words(args: impl IntoIterator<Item = OsString>) -> Cli {
        let matches = Cli::limited().get_matches_from(args);
        Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }

    /// The command, with only those forms for each of its commands that it writes.
    pub(crate) fn limited() -> clap::Command {
        FORMS.iter().fold(Cli::command(), |command, &(name, forms)| {
            let takes = PossibleValuesParser::new(forms.iter().filter_map(Format::to_possible_value))
                .map(|name| Format::from_str(&name, true).unwrap_or(Format::Text));
            command.mut_subcommand(name, |sub| sub.mut_arg("format", |format| format.value_parser(takes)))
        })
    }
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    /// How many reports are worked on at once; all cores if not given. The output does not depend on it.
    #[arg(long, short, global = true, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Exit with 1 if any input could not be read.
    #[arg(long, global = true)]
    pub(crate) strict: bool,
    /// No progress and no warnings.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Tell on standard error how long each stage took.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

/// Where the result goes, and in which form.
#[derive(Args, Clone, Debug)]
pub(crate) struct Output {
    /// The form of the output; by the ending of FILE if not given, else text.
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Format>,
    /// Write there instead of to standard output, whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The forms that a result can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// To be read in a terminal.
    Text,
    /// Markdown.
    Markdown,
    /// One page that needs no network.
    Html,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Tokens in columns (`parse` only).
    Conllu,
    /// Findings for editors and continuous integration, SARIF 2.1.0 (`check` only).
    Sarif,
    /// Findings as Web Annotations, JSON-LD (`check` only; of an account, `export --annotations`).
    Annotations,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read, annotate, group and compare reports, and print one sourced account a story.
    Account(AccountArgs),
    /// Only read: clean text and what is known of each report.
    Read(PathsArgs),
    /// The language engine alone, on the text as it stands: tokens, tags, trees, names.
    Parse(AnnotateArgs),
    /// Read and annotate: actors, times, statements and events of each report.
    Annotate(AnnotateArgs),
    /// Keep account of the unnamed sources of each story: how each is described, why it is not named, what rests on it alone.
    Sources(SourcesArgs),
    /// List the actors of each story with their names as written, their roles and their reports.
    Actors(ActorsArgs),
    /// Hold a draft against reports: each quotation, speaker, figure, date and name in it.
    Check(CheckArgs),
    /// Check that every span of an account holds the words it claims, and that every label is what the reports give.
    Verify(VerifyArgs),
    /// Keep reports and what was found in them in one file, to work from.
    Add(AddArgs),
    /// Keep a store up with folders and feed files as they change, and tell what changed in its stories.
    Watch(WatchArgs),
    /// What changed in the stories of a store, as `watch` saw it.
    Changes(ChangesArgs),
    /// Look after a store: what is in it, what is damaged, versions of a report, taking one out.
    Store(StoreArgs),
    /// Show the same accounts as web pages on 127.0.0.1.
    Serve(ServeArgs),
    /// Answer a language model's questions about reports: tools and resources of the Model Context Protocol, on standard input and
    /// output.
    Mcp(McpArgs),
    /// Find stories, claims, people and sentences: words, "phrases", -not, who:NAME, outlet:NAME, after:DATE.
    Search(SearchArgs),
    /// List the language pipelines, or add one.
    Languages(LanguagesArgs),
    /// Write what was found as a table for other programs.
    Export(ExportArgs),
    /// Print a manual page or shell completions.
    #[command(hide = true)]
    Generate(GenerateArgs),
}

/// Inputs: files, folders, a store, or `-`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Paths {
    /// Files, folders (walked), a store, or `-` for standard input. Plain text, Markdown, HTML, PDF, docx, odt, JSON,
    /// and what holds many of them: feeds, web archives, tables, mailboxes, archives, exports of press databases.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Which column of a table holds what, where its name does not tell: text=Body,title=Head.
    #[arg(long, value_name = "FIELD=COLUMN,…", value_parser = dateline_engine::Columns::parse)]
    pub(crate) columns: Option<dateline_engine::Columns>,
    /// Follow links that lead out of a folder that is read.
    #[arg(long)]
    pub(crate) follow_links: bool,
}

#[derive(Args, Debug)]
pub(crate) struct PathsArgs {
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How reports are annotated.
#[derive(Args, Clone, Debug)]
pub(crate) struct Language {
    /// The language pipeline: a name that `dateline languages` lists, or a folder or wheel. English if not given.
    #[arg(long, value_name = "PIPELINE")]
    pub(crate) pipeline: Option<String>,
    /// What "Tuesday" and "last year" are counted from; chosen from the text if not given.
    #[arg(long, value_enum, value_name = "MODE", default_value_t = TimeModeArg::Auto)]
    pub(crate) time_mode: TimeModeArg,
}

/// What relative times are counted from.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TimeModeArg {
    /// Chosen from the text of each report.
    Auto,
    /// The day of publication.
    News,
    /// The last date told.
    Narrative,
}

#[derive(Args, Debug)]
pub(crate) struct AnnotateArgs {
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) language: Language,
}

/// Which claims of an account are shown.
#[derive(Args, Clone, Debug)]
pub(crate) struct Shown {
    /// All claims of a story, not only the twenty that matter most. JSON always has all.
    #[arg(long)]
    pub(crate) all: bool,
    /// Only claims of this state.
    #[arg(long, value_enum, value_name = "STATE")]
    pub(crate) claims: Option<StateArg>,
    /// Only claims about an actor with a name that holds NAME.
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Only claims of what took place, or was first reported, on DATE (2025-08-21) or later.
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<jiff::civil::Date>,
}

/// How the supports of a claim stand to each other.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum StateArg {
    /// They tell the same.
    Agree,
    /// They differ in a detail.
    Differ,
    /// They can not all be true.
    Contradict,
    /// They tell the same; whether they differ is not sure.
    Open,
    /// Only one report tells it.
    Single,
}

/// What an account is made from.
#[derive(Args, Clone, Debug)]
pub(crate) struct Compared {
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) language: Language,
    /// A TOML file that merges, splits, renames or drops actors.
    #[arg(long, value_name = "FILE")]
    pub(crate) actors: Option<PathBuf>,
    /// As the reports were at the end of DATE (2025-08-20): none that was published later, and of those that a store has
    /// in several versions the one that counted then.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<jiff::civil::Date>,
}

#[derive(Args, Debug)]
pub(crate) struct AccountArgs {
    #[command(flatten)]
    pub(crate) compared: Compared,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) shown: Shown,
    /// Leave out where reports were read from.
    #[arg(long)]
    pub(crate) no_paths: bool,
    /// With JSON, keep what was found in each report.
    #[arg(long)]
    pub(crate) layers: bool,
    /// With JSON, put the hashes of the reports and of the account into it: `verify` tells whether either was changed.
    #[arg(long, conflicts_with = "explain")]
    pub(crate) seal: bool,
    /// Only tell why the places of CLAIM (c3, as the JSON names it) were joined, in named figures.
    #[arg(long, value_name = "CLAIM", value_parser = claim)]
    pub(crate) explain: Option<ClaimId>,
}

/// Reads the id of a claim.
fn claim(raw: &str) -> Result<ClaimId, String> {
    let number = raw.strip_prefix('c').and_then(|n| n.parse::<u32>().ok()).and_then(|n| n.checked_sub(1));
    number.map(ClaimId).ok_or_else(|| format!("{raw:?} is no claim: write c and a number, as c3"))
}

#[derive(Args, Debug)]
pub(crate) struct SourcesArgs {
    #[command(flatten)]
    pub(crate) compared: Compared,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct ActorsArgs {
    #[command(flatten)]
    pub(crate) compared: Compared,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The draft: one file of text, Markdown, HTML or docx, or `-` for standard input.
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) language: Language,
    /// Only against reports that were published on DATE (2025-08-21) or later.
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<jiff::civil::Date>,
    /// Only against reports of an outlet with a name that holds NAME.
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// The account, as `account --format json` wrote it.
    #[arg(value_name = "ACCOUNT.json")]
    pub(crate) account: PathBuf,
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// Check only the words: for an account of another version, whose labels can not be computed again.
    #[arg(long)]
    pub(crate) words_only: bool,
    /// The language pipeline that the account was made with, if it was not the built-in one.
    #[arg(long, value_name = "PIPELINE")]
    pub(crate) pipeline: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    /// What to look for, in one argument: 'fog who:Rowe -inquiry "harbour master" outlet:Lantern after:1926-03-16'.
    /// Whole words, whatever their case and accents.
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    pub(crate) words: String,
    #[command(flatten)]
    pub(crate) compared: Compared,
}

#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) compared: Compared,
    /// Leave out where reports were read from.
    #[arg(long)]
    pub(crate) no_paths: bool,
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 7117)]
    pub(crate) port: u16,
}

#[derive(Args, Debug)]
pub(crate) struct McpArgs {
    #[command(flatten)]
    pub(crate) compared: Compared,
}

#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true).args(["events", "tables", "annotations"])))]
pub(crate) struct ExportArgs {
    /// Write one row an event there, as CSV or, by the ending, as Parquet; the columns are those that event data is used
    /// with, and then what else is known of an event.
    #[arg(long, value_name = "FILE.csv|.parquet")]
    pub(crate) events: Option<PathBuf>,
    /// Write a table there: reports, statements, events, times, actors, clauses, claims or supports, as CSV or Parquet. The
    /// name may be left out where the file has it: claims.parquet. May be given several times.
    #[arg(long = "table", value_name = "[NAME=]FILE", value_parser = table)]
    pub(crate) tables: Vec<(Table, PathBuf)>,
    /// Write every support of the account there as a Web Annotation (JSON-LD): the words with their place in the text, and the claim.
    #[arg(long, value_name = "FILE.jsonld")]
    pub(crate) annotations: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) language: Language,
}

/// Reads which table is to be written where.
fn table(raw: &str) -> Result<(Table, PathBuf), String> {
    let (name, file) = match raw.split_once('=') {
        Some((name, file)) => (name.to_owned(), file),
        None => (Path::new(raw).file_stem().unwrap_or_default().to_string_lossy().into_owned(), raw),
    };
    let known = || Table::ALL.map(Table::name).join(", ");
    let table = Table::named(&name)
        .ok_or_else(|| format!("no table is called {name:?}; write NAME=FILE with one of {}", known()))?;
    Ok((table, file.into()))
}

#[derive(Args, Debug)]
pub(crate) struct LanguagesArgs {
    #[command(subcommand)]
    pub(crate) command: Option<LanguagesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LanguagesCommand {
    /// Add a spaCy v3 pipeline: its folder or its wheel.
    Add {
        /// The folder that holds `config.cfg`, or a wheel.
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(crate) struct GenerateArgs {
    /// `man`, or a shell: bash, elvish, fish, powershell, zsh.
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Cli::limited().debug_assert();
    }

    #[test]
    fn a_command_takes_only_the_forms_that_it_writes() {
        let takes = |args: &[&str]| Cli::limited().try_get_matches_from(args).is_ok();
        assert!(takes(&["dateline", "account", "a.txt", "--format", "html"]));
        for refused in
            [["account", "conllu"], ["account", "jsonl"], ["read", "html"], ["parse", "json"], ["actors", "json"]]
        {
            assert!(!takes(&["dateline", refused[0], "a.txt", "--format", refused[1]]), "{refused:?}");
        }
    }
}
