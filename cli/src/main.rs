//! The `bangvang` program: parses its arguments and calls the library.

mod args;
mod find;

use anyhow::Context as _;
use args::{Check, Cli, Command, Dedup, Eval, Explain, Extract, Normalize, Show, Tables};
use bangvang_corpus::dedup::explain::explain as explain_two;
use bangvang_corpus::dedup::folder::{Archive, Counts, DedupError, dedup};
use bangvang_corpus::eval::{self, Evaluation, Gold, Records};
use bangvang_corpus::page::Assumed;
use bangvang_corpus::record::Problem;
use bangvang_corpus::run::{self, Event, Outcome};
use bangvang_corpus::sink::{self, Folder, SinkError};
use bangvang_corpus::source::{self, Found, Input, Item, Place};
use bangvang_corpus::summary::Summary;
use bangvang_extract::Extractor;
use bangvang_gazetteer::Gazetteer;
use bangvang_normalize::{DecodeError, Normalized, Options};
use clap::Parser as _;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

/// Everything was read.
const DONE: u8 = 0;
/// The results could not be written, or the tables that were checked have faults.
const FAILED: u8 = 1;
/// Wrong usage, as clap has it.
const USAGE: u8 = 2;
/// Some inputs could not be read.
const PROBLEMS: u8 = 3;

/// How many problems are named on the terminal.
const SHOWN: usize = 10;

fn main() -> ExitCode {
    let code = match Cli::parse().command {
        Command::Extract(args) => with_gazetteer(&args.tables, |gazetteer| extract(&args, gazetteer)),
        Command::Dedup(args) => group(&args),
        Command::Show(args) => with_gazetteer(&args.tables, |gazetteer| show(&args, gazetteer)),
        Command::Eval(args) => with_gazetteer(&args.tables, |gazetteer| evaluate(&args, gazetteer)),
        Command::Explain(args) => match args.pair.as_slice() {
            [one, other] => explain_pair(&args, one, other),
            _ => with_gazetteer(&args.tables, |gazetteer| explain(&args, gazetteer)),
        },
        Command::Normalize(args) => normalize(&args),
        Command::Gazetteer(args::Gazetteer::Check(args)) => check(&args),
        Command::Gazetteer(args::Gazetteer::Find(args)) => {
            with_gazetteer(&args.tables, |gazetteer| find::find(&args, gazetteer))
        }
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "bangvang: {error:#}");
            let usage =
                matches!(error.downcast_ref(), Some(SinkError::Exists { .. } | SinkError::NoFolder(_)))
                    || matches!(
                        error.downcast_ref(),
                        Some(DedupError::NoResults { .. } | DedupError::Article(_))
                    );
            ExitCode::from(if usage { USAGE } else { FAILED })
        }
    }
}

/// Works with the gazetteer that the user wants, or tells why it cannot be had.
fn with_gazetteer(
    tables: &Tables,
    work: impl FnOnce(&Gazetteer) -> anyhow::Result<u8>,
) -> anyhow::Result<u8> {
    let Some(folder) = &tables.folder else { return work(Gazetteer::standard()) };
    match Gazetteer::load(folder) {
        Ok(gazetteer) => work(&gazetteer),
        Err(errors) => {
            errors.iter().for_each(|error| tell(&error.to_string()));
            Ok(USAGE)
        }
    }
}

fn extract(args: &Extract, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let extractor = Extractor::over(gazetteer)?.at_least(args.floor.min_confidence);
    let mut folder = Folder::create(&args.output, args.force, gazetteer)?;
    let (inputs, unlisted) = source::list(&args.paths, &args.output);
    let options = run::Options {
        extractor: &extractor,
        jobs: args.jobs.map(usize::from),
        assumed: assumed(&args.assumed),
        columns: columns(&args.columns),
        single_pass: args.single_pass,
    };
    let bar = progress();
    let mut summary = Summary::new(gazetteer);
    let (mut problems, mut first_problems) = (0, Vec::new());
    let mut take = |event: Event| -> Result<(), SinkError> {
        let outcome = match event {
            Event::Outcome(outcome) => outcome,
            Event::Guess(guess) => {
                if summary.add_guess(&guess) {
                    bar.suspend(|| tell(&format!("{}: columns guessed: {guess}", guess.path)));
                }
                return Ok(());
            }
        };
        summary.add(&outcome);
        if let Some(problem) = outcome.problem() {
            problems += 1;
            first_problems.extend((first_problems.len() < SHOWN).then(|| problem.clone()));
        }
        bar.inc(1);
        folder.write(&outcome)
    };
    for lost in unlisted {
        let problem = Problem { path: lost.path, at: None, problem: lost.message, article: None };
        take(Event::Outcome(Outcome::Problem(problem)))?;
    }
    run::run(&inputs, &options, take)?;
    bar.finish_and_clear();
    let events = threads(args.jobs)?.install(|| folder.finish(!args.no_dedup))?;
    report(&first_problems, problems - first_problems.len(), &args.output);
    let events = events.map_or(String::new(), |counts| format!("\n{}", grouped(counts)));
    print(&format!("{summary}{events}\nresults in {}\n", args.output.display()))?;
    Ok(if problems == 0 { DONE } else { PROBLEMS })
}

fn group(args: &Dedup) -> anyhow::Result<u8> {
    let counts = threads(args.jobs)?.install(|| dedup(&args.folder, args.against.as_deref()))?;
    print(&grouped(counts))?;
    Ok(DONE)
}

fn threads(jobs: Option<u16>) -> anyhow::Result<rayon::ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).build()?)
}

/// How many reports of how many events.
fn grouped(counts: Counts) -> String {
    let Counts { reports, events, shared } = counts;
    let many = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} of {}, {shared} of them told more than once\n",
        many(reports, "report"),
        many(events, "event")
    )
}

fn explain_pair(args: &Explain, one: &str, other: &str) -> anyhow::Result<u8> {
    let archive = Archive::read(&args.file, args.against.as_deref())?;
    print(&explain_two(&archive, one, other)?)?;
    Ok(DONE)
}

fn show(args: &Show, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let extractor = Extractor::over(gazetteer)?.at_least(args.floor.min_confidence);
    let options = run::Options { assumed: assumed(&args.assumed), ..run::Options::over(&extractor) };
    let Some(outcome) = first_article(&args.file, |item| run::read(item, &options)) else {
        return Ok(PROBLEMS);
    };
    if let Some(record) = outcome.record() {
        print(&sink::show(record, width(), gazetteer))?;
    }
    Ok(told(&outcome, &args.file))
}

fn explain(args: &Explain, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let extractor = Extractor::over(gazetteer)?.at_least(args.floor.min_confidence);
    let options = run::Options { assumed: assumed(&args.assumed), ..run::Options::over(&extractor) };
    let mut rows = Vec::new();
    let outcome = first_article(&args.file, |item| {
        let (outcome, explained) = run::explain(item, &options);
        rows = explained;
        outcome
    });
    let Some(outcome) = outcome else { return Ok(PROBLEMS) };
    if outcome.record().is_some() {
        let all = rows.len();
        rows.retain(|row| args.row.is_none_or(|wanted| row.row == wanted as usize));
        if let Some(wanted) = args.row.filter(|_| rows.is_empty()) {
            tell(&format!("{}: no row {wanted}: it has {all}", args.file.display()));
            return Ok(USAGE);
        }
        match args.json {
            true => rows.iter().try_for_each(|row| print(&format!("{}\n", serde_json::to_string(row)?)))?,
            false => print(&sink::explain(&rows, width(), gazetteer))?,
        }
    }
    Ok(told(&outcome, &args.file))
}

/// The first article of a file or archive, or else the last of what there is instead.
fn first_article(file: &Path, mut read: impl FnMut(Item) -> Outcome) -> Option<Outcome> {
    let place = match file == Path::new("-") {
        true => Place::Stdin,
        false => Place::File(file.to_owned()),
    };
    let stem = file.file_stem().filter(|_| place != Place::Stdin);
    let id = stem.map_or("stdin".into(), |stem| stem.to_string_lossy().into_owned());
    let mut last = None;
    let _ = source::read(&[Input { id, place }], &source::Columns::default(), &mut |found| {
        if let Found::Item(item) = found {
            last = Some(read(item));
        }
        match last.as_ref().is_some_and(|outcome| outcome.record().is_some()) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    last
}

/// Says on standard error what is wrong with an outcome; the exit code.
fn told(outcome: &Outcome, file: &Path) -> u8 {
    if let Outcome::Skipped(reason) = outcome {
        tell(&format!("{}: no article: {reason}", file.display()));
        return PROBLEMS;
    }
    let Some(problem) = outcome.problem() else { return DONE };
    tell(&problem.to_string());
    PROBLEMS
}

fn evaluate(args: &Eval, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let gold = match Gold::read(&args.gold, gazetteer) {
        Ok(gold) => gold,
        Err(error) => {
            tell(&format!("{}: cannot be read: {error}", args.gold.display()));
            return Ok(USAGE);
        }
    };
    gold.faults.iter().for_each(|fault| tell(&fault.to_string()));
    if gold.articles.is_empty() {
        tell(&format!("{}: no gold to compare with; files ID.json are expected", args.gold.display()));
        return Ok(if gold.faults.is_empty() { USAGE } else { PROBLEMS });
    }
    let faults = gold.faults.len();
    let extractor = Extractor::over(gazetteer)?.at_least(args.floor.min_confidence);
    let options = run::Options { assumed: assumed(&args.assumed), ..run::Options::over(&extractor) };
    let records = Records::read(&eval::Input::of(&args.input), &gold, &options)?;
    records.problems.iter().for_each(|problem| tell(&problem.to_string()));
    let problems = faults + records.problems.len();
    let evaluation = Evaluation::of(gold, records);
    let figures = evaluation.figures();
    let listed = args.show.map(|kind| evaluation.list(kind.into()));
    print(&format!("{}{figures}", listed.unwrap_or_default()))?;
    if let Some(file) = &args.json {
        save(file, &format!("{:#}\n", figures.to_json()))?;
    }
    if let Some(file) = &args.html {
        save(file, &evaluation.page())?;
    }
    Ok(if problems == 0 { DONE } else { PROBLEMS })
}

/// Writes a file whole, over what is there.
fn save(file: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(file, text).with_context(|| format!("{}: cannot be written", file.display()))
}

fn check(args: &Check) -> anyhow::Result<u8> {
    let check = Gazetteer::check(args.folder.as_deref());
    print(&format!("{check}\n"))?;
    Ok(if check.problems.is_empty() { DONE } else { FAILED })
}

fn normalize(args: &Normalize) -> anyhow::Result<u8> {
    let mut err = anstream::stderr();
    let shown = args.file.display();
    let bytes = match bytes_of(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            writeln!(err, "bangvang: {shown}: cannot be read: {error}")?;
            return Ok(PROBLEMS);
        }
    };
    let options = Options { charset: args.charset, tones: args.tones.into(), hint: None };
    let Normalized { text, report, .. } = match bangvang_normalize::normalize(&bytes, &options) {
        Ok(normalized) => normalized,
        Err(error) => {
            // A filter passes nothing on as nothing.
            let empty = error == DecodeError::Empty;
            if args.report {
                let report = serde_json::json!({"bytes": bytes.len(), "error": error.to_string()});
                writeln!(err, "{report}")?;
            } else if !empty {
                writeln!(err, "bangvang: {shown}: {error}")?;
            }
            return Ok(if empty { DONE } else { PROBLEMS });
        }
    };
    print_to(&mut std::io::stdout().lock(), &text)?;
    if args.report {
        writeln!(err, "{}", serde_json::to_string(&report)?)?;
    } else if let Some(damage) = &report.damage {
        writeln!(err, "bangvang: {shown}: {damage}")?;
    }
    Ok(if report.damage.is_none() { DONE } else { PROBLEMS })
}

/// The whole file, of any size and kind: what is fit for a filter, a page need not be.
fn bytes_of(file: &Path) -> std::io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How many columns a table may take.
fn width() -> u16 {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100)
}

/// Says something on standard error.
fn tell(text: &str) {
    let _ = writeln!(anstream::stderr(), "bangvang: {text}");
}

/// Names the first problems; the file names them all.
fn report(problems: &[Problem], more: usize, output: &Path) {
    let mut err = anstream::stderr();
    for problem in problems {
        let _ = writeln!(err, "bangvang: {problem}");
    }
    if more > 0 {
        let _ = writeln!(err, "bangvang: and {more} more in {}", output.join("problems.jsonl").display());
    }
}

/// Prints to standard output, in colours where they show.
fn print(text: &str) -> anyhow::Result<()> {
    print_to(&mut anstream::stdout(), text)
}

/// Writes to standard output. That nobody reads on ("| head") is no error.
fn print_to(out: &mut dyn std::io::Write, text: &str) -> anyhow::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("standard output"),
    }
}

fn assumed(args: &args::Assumed) -> Assumed {
    Assumed { published: args.published.clone(), outlet: args.outlet.clone() }
}

fn columns(args: &args::Columns) -> source::Columns {
    let args::Columns { text_column, html_column, url_column, date_column, id_column } = args;
    source::Columns {
        text: text_column.clone(),
        html: html_column.clone(),
        url: url_column.clone(),
        date: date_column.clone(),
        id: id_column.clone(),
    }
}

/// Records counted on a terminal, nothing elsewhere. How many there will be, an archive does not say.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    match ProgressStyle::with_template("{spinner} {pos} records  {per_sec}  {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
