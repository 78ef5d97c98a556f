//! The matching core beside its floor: a bare automaton over the same names and the same bytes. That
//! reports names within longer words too, and in any letter case.

mod text;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use bangvang::gazetteer::Gazetteer;
use bangvang::normalize::fold;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn automaton<'k>(keys: impl Iterator<Item = &'k str>) -> AhoCorasick {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest);
    builder.build(keys).expect("not too many keys")
}

fn matching(c: &mut Criterion) {
    let text = text::clean_text();
    let folded = fold(&text);
    let gazetteer = Gazetteer::standard();
    let (forms, names) = (automaton(gazetteer.form_keys()), automaton(gazetteer.name_keys()));
    let mut group = c.benchmark_group("matching");
    group.throughput(Throughput::Bytes(folded.text.len() as u64));
    group.bench_function("names of units: bare automaton", |b| {
        b.iter(|| names.find_iter(black_box(&folded.text)).count());
    });
    group.bench_function("names of units: names", |b| {
        b.iter(|| gazetteer.names(black_box(&text), &folded).len());
    });
    group.bench_function("all forms: bare automaton", |b| {
        b.iter(|| forms.find_iter(black_box(&folded.text)).count());
    });
    group.bench_function("all forms: hits", |b| b.iter(|| gazetteer.hits(black_box(&text), &folded).len()));
    group.bench_function("fold", |b| b.iter(|| fold(black_box(&text)).text.len()));
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
