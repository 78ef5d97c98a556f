//! The copy layer alone: JSONL with `id` and `text` on standard input, pairs of ids and their share of
//! common shingles on standard output, tab-separated; the seconds from texts to pairs on standard error.
//!
//!     cargo run --release -p bangvang-corpus --example copies < texts.jsonl

use bangvang_corpus::dedup::copies;
use std::io::{BufRead as _, BufWriter, Write as _};

fn main() -> std::io::Result<()> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let cell = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        texts.push((cell("id"), cell("text")));
    }
    let start = std::time::Instant::now();
    let plain: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let pairs = copies::pairs(&plain, copies::THRESHOLD);
    writeln!(std::io::stderr(), "{:.4}", start.elapsed().as_secs_f64())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for pair in pairs {
        writeln!(out, "{}\t{}\t{:.6}", texts[pair.first].0, texts[pair.second].0, pair.resemblance)?;
    }
    out.flush()
}
