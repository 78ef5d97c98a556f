//! HTML pages to articles, beside the bare parse of the same pages by `scraper`, which is the yardstick: at most
//! twice its time. The pages are the samples and, where they lie beside the checkout, those of the public
//! article-extraction benchmark.

use bangvang::corpus::page::{Assumed, read};
use bangvang::gazetteer::Gazetteer;
use bangvang::normalize::decode;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use scraper::Html;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The files of a folder, in order; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// The samples that are HTML.
fn samples() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let pages = files(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "html"));
    pages.map(|path| fs::read(path).expect("a readable page")).collect()
}

/// The pages of the public benchmark.
fn benchmark() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/zyte/html");
    let unpack = |path: PathBuf| {
        let mut page = Vec::new();
        let file = File::open(path).expect("a readable page");
        flate2::read::GzDecoder::new(file).read_to_end(&mut page).expect("a whole page");
        page
    };
    files(&folder).into_iter().map(unpack).collect()
}

fn pages(c: &mut Criterion) {
    for (name, pages) in [("samples", samples()), ("public benchmark", benchmark())] {
        if pages.is_empty() {
            continue;
        }
        let mut group = c.benchmark_group(format!("pages, {name}"));
        group.throughput(Throughput::Elements(pages.len() as u64)).sample_size(20);
        let (assumed, gazetteer) = (Assumed::default(), Gazetteer::standard());
        group.bench_function("page to article", |b| {
            b.iter(|| {
                pages
                    .iter()
                    .filter(|page| read("x.html", black_box(page), &assumed, gazetteer).is_ok())
                    .count()
            });
        });
        group.bench_function("yardstick: bare parse", |b| {
            let parse = |page: &&Vec<u8>| {
                let text = decode(black_box(page), None).expect("text").text;
                Html::parse_document(&text).root_element().has_children()
            };
            b.iter(|| pages.iter().filter(parse).count());
        });
        group.finish();
    }
}

criterion_group!(benches, pages);
criterion_main!(benches);
