//! A whole article: page bytes to record, and extraction alone, beside the bare automaton over the
//! articles' text, which is the floor. Once over pages that all tell of awards, once over pages as an
//! archive has them, of which few do.

mod text;

use aho_corasick::{AhoCorasick, MatchKind};
use bangvang::corpus::run;
use bangvang::extract::{Article, Extractor};
use bangvang::gazetteer::Gazetteer;
use bangvang::normalize::fold;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn article(c: &mut Criterion) {
    measure(c, "article", &text::pages());
    measure(c, "article of an archive", &text::archive());
}

fn measure(c: &mut Criterion, name: &str, pages: &[(String, Vec<u8>)]) {
    let options = run::Options::default();
    let record =
        |(path, bytes): &(String, Vec<u8>)| run::record("x", path, bytes, &options).expect("an article").0;
    let records: Vec<_> = pages.iter().map(record).collect();
    let folded: Vec<String> = records.iter().map(|r| fold(&r.text).text).collect();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(Gazetteer::standard().form_keys())
        .expect("not too many keys");
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Bytes(records.iter().map(|r| r.text.len() as u64).sum()));
    group.bench_function("floor: bare automaton over the text", |b| {
        b.iter(|| folded.iter().map(|t| automaton.find_iter(black_box(t)).count()).sum::<usize>());
    });
    group.bench_function("text to mentions and rows", |b| {
        let extractor = Extractor::standard();
        b.iter(|| {
            records
                .iter()
                .map(|r| extractor.extract(&Article::new(black_box(&r.text))).conferrals.len())
                .sum::<usize>()
        });
    });
    group.throughput(Throughput::Bytes(pages.iter().map(|(_, bytes)| bytes.len() as u64).sum()));
    group.bench_function("page to record", |b| {
        b.iter(|| pages.iter().map(|page| record(black_box(page)).text.len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, article);
criterion_main!(benches);
