//! Normalisation of clean and of dirty text, beside what `unicode-normalization` takes for the least of
//! it: the quick check over clean text, composition of dirty text.

mod text;

use bangvang::normalize::clean;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

fn normalisation(c: &mut Criterion) {
    let tidy = text::clean_text();
    let decomposed: String = tidy.nfd().collect();
    let mut group = c.benchmark_group("normalisation of clean text");
    group.throughput(Throughput::Bytes(tidy.len() as u64));
    group.bench_function("floor: is_nfc_quick", |b| b.iter(|| is_nfc_quick(black_box(&tidy).chars())));
    group.bench_function("clean", |b| b.iter(|| clean(black_box(&tidy)).text.len()));
    group.finish();
    let mut group = c.benchmark_group("normalisation of decomposed text");
    group.throughput(Throughput::Bytes(decomposed.len() as u64));
    group.bench_function("floor: nfc", |b| b.iter(|| black_box(&decomposed).nfc().collect::<String>().len()));
    group.bench_function("clean", |b| b.iter(|| clean(black_box(&decomposed)).text.len()));
    group.finish();
}

criterion_group!(benches, normalisation);
criterion_main!(benches);
