//! The copy layer alone: JSONL with `id` and `text` on standard input, pairs of ids and their share of
//! common shingles on standard output, tab-separated. On standard error two numbers, seconds of processor time over all
//! threads: from texts to pairs, and from shingles to pairs.
//!
//!     cargo run --release -p bangvang-corpus --example copies [TIMES] < texts.jsonl
//!
//! With TIMES the work is done so often and the mean is told: the system counts in hundredths of a second.

use bangvang_corpus::dedup::copies;
use bangvang_corpus::dedup::shingle::shingles;
use std::io::{BufRead as _, BufWriter, Write as _};

fn main() -> std::io::Result<()> {
    let times: u32 = std::env::args().nth(1).and_then(|times| times.parse().ok()).unwrap_or(1).max(1);
    let mut texts: Vec<(String, String)> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let cell = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        texts.push((cell("id"), cell("text")));
    }
    let plain: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let (pairs, of_texts) = measured(times, || copies::pairs(&plain, copies::THRESHOLD))?;
    let sets: Vec<Vec<u64>> = plain.iter().map(|text| shingles(text)).collect();
    let (again, of_shingles) = measured(times, || copies::pairs_of(&sets, copies::THRESHOLD))?;
    assert_eq!(pairs, again, "the pairs of texts and those of their shingles");
    writeln!(std::io::stderr(), "{of_texts:.4} {of_shingles:.4}")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for pair in pairs {
        writeln!(out, "{}\t{}\t{:.6}", texts[pair.first].0, texts[pair.second].0, pair.resemblance)?;
    }
    out.flush()
}

/// What came of the last time, and the mean of the processor's seconds.
fn measured<T>(times: u32, work: impl Fn() -> T) -> std::io::Result<(T, f64)> {
    let before = processor_seconds()?;
    let mut result = work();
    for _ in 1..times {
        result = std::hint::black_box(work());
    }
    Ok((result, (processor_seconds()? - before) / f64::from(times)))
}

/// What this process has had of the processors, in user and in system mode. Linux (proc(5): fields 14 and 15 of stat, in ticks of
/// a hundredth of a second).
fn processor_seconds() -> std::io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The second field is the program's name in brackets, and may hold spaces.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    Ok(ticks.sum::<f64>() / 100.0)
}
