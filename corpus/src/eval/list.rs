//! Misses and false hits of one kind, one a line.

use super::judgement::{Judgement, Kind};
use super::matching::Matching;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// One article's misses and false hits.
struct Lines<'l> {
    id: &'l str,
    out: &'l mut String,
}

impl Lines<'_> {
    fn line(&mut self, what: &str, item: &Value) {
        let _ = writeln!(self.out, "{}  {what:6}  {item}", self.id);
    }

    fn matching(&mut self, matching: &Matching, gold: &[&Value], found: &[&Value]) {
        matching.missed.iter().for_each(|at| self.line("MISSED", gold[*at]));
        matching.extra.iter().for_each(|at| self.line("FALSE", found[*at]));
    }
}

/// The items of a list as they stand in their file.
pub(super) fn values<T>(items: &[T], json: fn(&T) -> &Value) -> Vec<&Value> {
    items.iter().map(json).collect()
}

pub(super) fn list(articles: &[Judgement], kind: Kind) -> String {
    let mut out = String::new();
    for article in articles {
        article_into(article, kind, &mut Lines { id: &article.gold.id, out: &mut out });
    }
    out
}

fn article_into(article: &Judgement, kind: Kind, lines: &mut Lines<'_>) {
    let Judgement { gold, found, .. } = article;
    match kind {
        Kind::Boilerplate => {
            let Some(numbers) = &article.boilerplate else { return };
            numbers.missed.iter().for_each(|number| lines.line("MISSED", &json!(number)));
            numbers.extra.iter().for_each(|number| lines.line("FALSE", &json!(number)));
        }
        Kind::Awards => {
            lines.matching(
                &article.awards,
                &values(&gold.awards, |g| &g.json),
                &values(&found.awards, |f| &f.json),
            );
        }
        Kind::Counts => {
            lines.matching(
                &article.counts,
                &values(&gold.counts, |g| &g.json),
                &values(&found.counts, |f| &f.json),
            );
        }
        Kind::Dates => {
            lines.matching(
                &article.dates,
                &values(&gold.dates, |g| &g.json),
                &values(&found.dates, |f| &f.json),
            );
        }
        Kind::Units => {
            lines.matching(
                &article.units,
                &values(&gold.units, |g| &g.json),
                &values(&found.units, |f| &f.json),
            );
        }
        Kind::Paths => {
            for &(g, f) in &article.paths.wrong {
                let (unit, path) = (&gold.units[g], &found.units[f].path);
                lines.line("WRONG", &json!({"text": unit.text, "path": unit.path, "found": path}));
            }
        }
        Kind::Conferrals | Kind::ConferralsStrict => rows(article, lines),
        Kind::Ceremonies => lines.matching(
            &article.ceremonies,
            &values(&gold.ceremonies, |g| &g.json),
            &values(&found.ceremonies, |f| &f.json),
        ),
    }
}

/// All rows that are not right in all that `conferrals+` asks for.
fn rows(article: &Judgement, lines: &mut Lines<'_>) {
    let right = || article.conferrals.pairs.iter().filter(|pair| pair.agrees.is_strict());
    for (at, row) in article.gold.conferrals.iter().enumerate() {
        if right().all(|pair| pair.gold != at) {
            lines.line("MISSED", &row.json);
        }
    }
    for (at, row) in article.found.conferrals.iter().enumerate() {
        if right().all(|pair| pair.found != at) {
            lines.line("FALSE", &row.json);
        }
    }
}
