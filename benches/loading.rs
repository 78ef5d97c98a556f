//! Start-up: reading, checking and compiling every table of the gazetteer, and the rules over them, beside
//! the bare reading of the tables' bytes as CSV, which is the floor.

use bangvang::extract::Extractor;
use bangvang::gazetteer::Gazetteer;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

fn loading(c: &mut Criterion) {
    let none = tempfile::tempdir().expect("a folder for no tables");
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer/data");
    let files = std::fs::read_dir(tables).expect("the tables").filter_map(Result::ok).map(|f| f.path());
    let csv = files.filter(|f| f.extension().is_some_and(|e| e == "csv"));
    let texts: Vec<Vec<u8>> = csv.map(|f| std::fs::read(f).expect("a table")).collect();
    let mut group = c.benchmark_group("loading");
    group.bench_function("floor: the tables as records of CSV", |b| {
        let count =
            |text: &Vec<u8>| csv::Reader::from_reader(black_box(text.as_slice())).byte_records().count();
        b.iter(|| texts.iter().map(count).sum::<usize>());
    });
    group.bench_function("gazetteer", |b| {
        b.iter(|| Gazetteer::load(black_box(none.path())).expect("sound tables"));
    });
    let gazetteer = Gazetteer::standard();
    group.bench_function("rules", |b| b.iter(|| Extractor::over(black_box(gazetteer))));
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
