//! The matching core: every form of the gazetteer in a text, beside the bare automaton over the same
//! bytes, which is the floor.

mod text;

use bangvang::gazetteer::Gazetteer;
use bangvang::normalize::fold;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn matching(c: &mut Criterion) {
    let text = text::clean_text();
    let folded = fold(&text);
    let gazetteer = Gazetteer::standard();
    let mut group = c.benchmark_group("matching");
    group.throughput(Throughput::Bytes(folded.text.len() as u64));
    group.bench_function("bare automaton", |b| {
        b.iter(|| gazetteer.automaton().find_iter(black_box(&folded.text)).count());
    });
    group.bench_function("hits", |b| b.iter(|| gazetteer.hits(black_box(&text), &folded).len()));
    group.bench_function("fold", |b| b.iter(|| fold(black_box(&text)).text.len()));
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
