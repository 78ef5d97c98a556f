//! The command line.

use bangvang_corpus::eval::Kind;
use bangvang_normalize::{Charset, ToneStyle};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Vietnamese press pages to a dataset of awards: who honoured whom, with what, how many, when, where.
#[derive(Debug, Parser)]
#[command(name = "bangvang", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reads pages and writes articles.jsonl, conferrals.csv, ceremonies.csv, ceremonies.jsonl and problems.jsonl.
    ///
    /// The exit code is 0 when everything was read, 3 when some inputs were not (problems.jsonl names
    /// them), 2 for wrong usage, 1 when the results could not be written.
    Extract(Extract),
    /// Groups the reports of one event: writes ceremonies.jsonl, and ceremony_id into the CSV files.
    ///
    /// OUT is a folder that extract has left; it does this itself unless --no-dedup. Results are the same for any
    /// order of the articles. The exit code is 0, 2 where OUT holds no results, 1 when they could not be written.
    Dedup(Dedup),
    /// Prints one article with its awards, counts, dates and units in colours, then its conferrals.
    Show(Show),
    /// Says how well articles are read that people have annotated: gold beside records.
    ///
    /// Prints precision, recall and F1 of mentions, rows and ceremonies over all articles of the gold. The
    /// exit code is 0 when everything was read, 3 when files of the gold have faults or some inputs could
    /// not be read (standard error names them, and the rest is compared), 2 for wrong usage, 1 when a file
    /// could not be written.
    Eval(Eval),
    /// Prints how the rows of one article came to be, or why two are taken for reports of one event.
    ///
    /// With --pair: field by field, what speaks for and against. Otherwise the sentence stands above the parts that its words have in the row; the rule as it stands in its file;
    /// each field with its source; and what the confidence is made of. The exit code is 0, 3 when the page
    /// could not be read or gives no article, 2 for wrong usage and for a row that there is not.
    Explain(Explain),
    /// Writes clean UTF-8: bytes in, one spelling of each word out.
    ///
    /// Reads UTF-8, UTF-16, windows-1258, VISCII, VPS, VNI and TCVN (ABC fonts), and undoes wrong readings of
    /// them. Text is text to it: of a marked-up page it cleans the markup too. The exit code is 0, 3 when the
    /// file could not be read to the last byte (what could not be decoded stands as U+FFFD, and a line on
    /// standard error names the first), 2 for wrong usage.
    Normalize(Normalize),
    /// The tables of awards, places, bodies, outlets and words.
    #[command(subcommand)]
    Gazetteer(Gazetteer),
}

#[derive(Debug, Args)]
pub(crate) struct Dedup {
    /// The folder of results.
    #[arg(value_name = "OUT")]
    pub(crate) folder: PathBuf,
    /// The results of an earlier run, grouped: its events keep their ids and grow.
    #[arg(long, value_name = "OTHER_OUT")]
    pub(crate) against: Option<PathBuf>,
    /// Threads; by default one per core. The results are the same for any number.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Gazetteer {
    /// Checks the tables, and says all that is wrong with them: file, line, column, what is expected.
    ///
    /// The last line counts the rows. The exit code is 0 when nothing is wrong, 1 when something is.
    Check(Check),
    /// Finds administrative units, of today and of former times, by name or by a written address.
    ///
    /// A name may carry its type word ("huyện Bắc Hà", "P. 5"), be a former one ("Sài Gòn", "Hà Tây") or be without
    /// diacritics. With a comma in it, it is read as an address ("P. Bến Nghé, Q.1, TP.HCM"), which names one unit. The
    /// exit code is 0, 1 when nothing was found, 2 for wrong usage.
    Find(Find),
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// A unit's name, or an address.
    #[arg(value_name = "NAME", required_unless_present = "addresses")]
    pub(crate) name: Option<String>,
    /// Units that exist on a day, in a month or a year: 2024-03-28, 2024-03, 2024. By default those of all times.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<String>,
    /// Units within a place: "Lào Cai", "Bắc Hà, Lào Cai".
    #[arg(long, value_name = "PLACE")]
    pub(crate) at: Option<String>,
    /// One JSON object per line, with all that the tables say of a unit.
    #[arg(long)]
    pub(crate) json: bool,
    /// Reads addresses, one per line, from a file, - for standard input, and writes a line of JSON for each: the
    /// address, the unit it names, the street before it, and the units it leaves open. Of a line of more than 60 words
    /// the last 60 are read.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "at"])]
    pub(crate) addresses: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A folder with CSV files to go over the standard tables, as --gazetteer takes it; without one, the
    /// standard tables alone are checked.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Tables {
    /// Folder with CSV files called and headed as those of gazetteer/data. A row whose key a standard table
    /// has replaces that row, another is added. Where a file is wrong, nothing is read: see `gazetteer check`.
    #[arg(long = "gazetteer", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// Files, folders and patterns ("2019/*.warc.gz"), told apart by content: plain text, HTML; WARC,
    /// WET, ZIP, TAR; JSONL, CSV, TSV, Parquet; all of them also in gzip or Zstandard. - for standard
    /// input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the results.
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// Replaces results that are in the folder already.
    #[arg(long)]
    pub(crate) force: bool,
    /// Threads; by default one per core. The results are the same for any number.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Reads every input once, each page as if it were alone; so does standard input. By default the inputs
    /// are read twice: first a sample of the pages of each host, for the lines that they share and that are
    /// no news.
    #[arg(long)]
    pub(crate) single_pass: bool,
    /// Leaves the reports of one event ungrouped: see dedup.
    #[arg(long)]
    pub(crate) no_dedup: bool,
    #[command(flatten)]
    pub(crate) columns: Columns,
    #[command(flatten)]
    pub(crate) assumed: Assumed,
    #[command(flatten)]
    pub(crate) floor: Floor,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

/// Columns of JSONL, CSV and Parquet. What is not named is guessed from usual names, and said.
#[derive(Debug, Default, Args)]
pub(crate) struct Columns {
    /// Column with the text of a page (usually text, content, body, maintext, article).
    #[arg(long, value_name = "NAME")]
    pub(crate) text_column: Option<String>,
    /// Column with the HTML of a page (usually html, raw_html); goes before the text where it is filled.
    #[arg(long, value_name = "NAME")]
    pub(crate) html_column: Option<String>,
    /// Column with its address (usually url, link, uri).
    #[arg(long, value_name = "NAME")]
    pub(crate) url_column: Option<String>,
    /// Column with its publication date, for pages that do not state one (usually date, published,
    /// pubdate, date_publish, time).
    #[arg(long, value_name = "NAME")]
    pub(crate) date_column: Option<String>,
    /// Column with what the record is called (usually id, guid, doc_id).
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A page of plain text or HTML; - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) assumed: Assumed,
    #[command(flatten)]
    pub(crate) floor: Floor,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Folder with a file ID.json for each article, as people have annotated it.
    #[arg(value_name = "GOLD_FOLDER")]
    pub(crate) gold: PathBuf,
    /// What is compared: pages as `extract` takes them, or articles.jsonl or a folder of results that it
    /// has left. A page or record is the article ID if that is its id: of a page the file's name without
    /// its ending.
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    /// Lists what was missed and what is false of one kind, one a line.
    #[arg(long, value_name = "KIND", value_enum)]
    pub(crate) show: Option<Shown>,
    /// Writes the figures as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Writes a page that shows each article, its gold and its record side by side.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) assumed: Assumed,
    #[command(flatten)]
    pub(crate) floor: Floor,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A page of plain text or HTML, - for standard input; with --pair, a folder of results.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The ids of two articles of the results.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["row", "json"])]
    pub(crate) pair: Vec<String>,
    /// The results of an earlier run, as they were given to dedup.
    #[arg(long, value_name = "OTHER_OUT", requires = "pair")]
    pub(crate) against: Option<PathBuf>,
    /// The number of one row, as `show` counts them; by default all rows.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) row: Option<u32>,
    /// Writes JSON, one object a line for each row.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) assumed: Assumed,
    #[command(flatten)]
    pub(crate) floor: Floor,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Shown {
    Awards,
    Counts,
    Dates,
    Units,
    Paths,
    Conferrals,
    Ceremonies,
    Boilerplate,
}

impl From<Shown> for Kind {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Awards => Kind::Awards,
            Shown::Counts => Kind::Counts,
            Shown::Dates => Kind::Dates,
            Shown::Units => Kind::Units,
            Shown::Paths => Kind::Paths,
            Shown::Conferrals => Kind::Conferrals,
            Shown::Ceremonies => Kind::Ceremonies,
            Shown::Boilerplate => Kind::Boilerplate,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Normalize {
    /// A file; standard input where it is - or missing.
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// The charset, where it is known for sure: utf-8, tcvn3, vni, viscii, vps, tcvn5712-1, tcvn5712-2,
    /// windows-1258 or any other label of the WHATWG Encoding Standard. By default it is found out.
    #[arg(long, value_name = "LABEL", value_parser = charset)]
    pub(crate) charset: Option<Charset>,
    /// Where the tone mark of oa, oe, uy stands: hòa (traditional) or hoà (reformed).
    #[arg(long, value_name = "STYLE", value_enum, default_value_t, ignore_case = true)]
    pub(crate) tones: Tones,
    /// Writes to standard error, as one JSON object, what was done: the charset and how it was known,
    /// repairs by kind with their counts. Of a file that is no text, its size and the error.
    #[arg(long)]
    pub(crate) report: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Tones {
    #[default]
    Traditional,
    Reformed,
}

impl From<Tones> for ToneStyle {
    fn from(tones: Tones) -> Self {
        match tones {
            Tones::Traditional => ToneStyle::Traditional,
            Tones::Reformed => ToneStyle::Reformed,
        }
    }
}

fn charset(label: &str) -> Result<Charset, String> {
    Charset::for_label(label).ok_or_else(|| "no charset is called so".to_owned())
}

/// How sure a row must be.
#[derive(Debug, Args)]
pub(crate) struct Floor {
    /// Leaves out conferrals less sure than this; 0 tells all that were found.
    #[arg(long, value_name = "0..1", default_value_t = bangvang_extract::FLOOR, value_parser = probability)]
    pub(crate) min_confidence: f64,
}

fn probability(text: &str) -> Result<f64, String> {
    let within = |number: &f64| (0.0..=1.0).contains(number);
    text.parse().ok().filter(within).ok_or_else(|| "not a number from 0 to 1".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct Assumed {
    /// Publication date of pages that do not state one: 2024, 2024-03 or 2024-03-28.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Name or host of the outlet, for pages that do not tell it: baotayninh.vn, "Báo Tây Ninh".
    #[arg(long, value_name = "OUTLET", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) outlet: Option<String>,
}

fn date(text: &str) -> Result<String, String> {
    bangvang_corpus::page::parse_date(text)
        .ok_or_else(|| "not a date; write 2024, 2024-03 or 2024-03-28".to_owned())
}
