//! A page of HTML that shows each article, its gold and its record side by side: one file, without scripts
//! and without anything from elsewhere.

mod mentions;
mod rows;
mod text;

use super::figures::Figures;
use super::judgement::{Judgement, Kind};
use super::matching::Tally;
use std::fmt::{self, Write};

/// Text as HTML has it, inside elements and quoted attributes.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            _ => f.write_char(c),
        })
    }
}

/// What became of an item: the class of its element, and the sign and the word that tell it without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Hit,
    Missed,
    False,
    /// Found, but with another path.
    Differs,
}

impl State {
    fn class(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Missed => "missed",
            Self::False => "false",
            Self::Differs => "differs",
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Hit => '✓',
            Self::Missed => '−',
            Self::False => '+',
            Self::Differs => '≠',
        }
    }
}

/// Kinds that the page tells apart; rows are right in all that `conferrals+` asks for, or not.
const FILTERS: [Kind; 8] = [
    Kind::Boilerplate,
    Kind::Awards,
    Kind::Counts,
    Kind::Dates,
    Kind::Units,
    Kind::Paths,
    Kind::Conferrals,
    Kind::Ceremonies,
];

/// The page. Writing to a text cannot fail.
pub(super) fn page(articles: &[Judgement], figures: &Figures) -> String {
    let mut out = String::new();
    let _ = write_page(articles, figures, &mut out);
    out
}

fn write_page(articles: &[Judgement], figures: &Figures, out: &mut String) -> fmt::Result {
    let style = include_str!("style.css");
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Gold and records</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#articles\">To the articles</a>\n<h1>Gold and records</h1>\n"
    )?;
    totals(figures, out)?;
    filter(out)?;
    index(articles, out)?;
    out.push_str("<main id=\"articles\">\n");
    legend(out)?;
    for (number, judgement) in articles.iter().enumerate() {
        article(number, judgement, out)?;
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(())
}

fn totals(figures: &Figures, out: &mut String) -> fmt::Result {
    let Figures { articles, without_record, .. } = figures;
    writeln!(
        out,
        "<p>{articles} articles, {without_record} without a record.</p>\n<div class=\"scroll\" tabindex=\"0\" \
         role=\"region\" aria-label=\"Figures\"><table>\n<caption class=\"spoken\">Figures over all articles</caption>\n\
         <thead><tr><th scope=\"col\">kind</th><th scope=\"col\">P</th><th scope=\"col\">R</th>\
         <th scope=\"col\">F1</th><th scope=\"col\">gold</th><th scope=\"col\">found</th></tr></thead><tbody>"
    )?;
    for (kind, tally) in figures.tallies {
        let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()];
        write!(out, "<tr><th scope=\"row\">{}</th>", kind.as_str())?;
        for share in [p, r, f1] {
            write!(out, "<td class=\"number\">{share:.3}</td>")?;
        }
        let Tally { gold, found, .. } = tally;
        writeln!(out, "<td class=\"number\">{gold}</td><td class=\"number\">{found}</td></tr>")?;
    }
    out.push_str("</tbody></table></div>\n");
    if let Some(fields) = figures.fields() {
        let shares = fields.map(|(name, share)| format!("{name} {share:.3}"));
        writeln!(out, "<p>Of the rows found, right in: {}.</p>", shares.join(", "))?;
    }
    if let (right, all @ 1..) = figures.published {
        writeln!(out, "<p>Publication dates right: {right} of {all}.</p>")?;
    }
    Ok(())
}

fn filter(out: &mut String) -> fmt::Result {
    out.push_str(
        "<div class=\"filter\"><fieldset><legend>Articles</legend>\n\
         <label><input type=\"radio\" name=\"articles\" id=\"all\" checked> all</label>\n\
         <label><input type=\"radio\" name=\"articles\" id=\"only-errors\"> only those with errors</label>\n\
         </fieldset><fieldset><legend>Errors</legend>\n\
         <label><input type=\"radio\" name=\"kind\" id=\"kind-all\" checked> of any kind</label>\n",
    );
    for kind in FILTERS.map(Kind::as_str) {
        writeln!(out, "<label><input type=\"radio\" name=\"kind\" id=\"kind-{kind}\"> {kind}</label>")?;
    }
    out.push_str("</fieldset></div>\n");
    Ok(())
}

fn legend(out: &mut String) -> fmt::Result {
    out.push_str("<h2>Articles</h2>\n<p class=\"legend\">");
    for (state, says) in [
        (State::Hit, "in the gold and found"),
        (State::Missed, "in the gold and not found"),
        (State::False, "found and not in the gold"),
        (State::Differs, "found with another path"),
    ] {
        write!(out, "<mark class=\"{}\"><b>{}</b>{says}</mark> ", state.class(), state.sign())?;
    }
    out.push_str("</p>\n");
    Ok(())
}

/// Classes by which the filter knows an article: what it has errors of.
fn errors(judgement: &Judgement) -> String {
    let wrong = FILTERS.iter().filter(|kind| !judgement.tally(strict(**kind)).is_clean());
    let mut classes: Vec<String> = wrong.map(|kind| format!("has-{}", kind.as_str())).collect();
    classes.extend((judgement.published == Some(false)).then(|| "has-published".to_owned()));
    if classes.is_empty() { "clean".to_owned() } else { classes.join(" ") }
}

fn strict(kind: Kind) -> Kind {
    if kind == Kind::Conferrals { Kind::ConferralsStrict } else { kind }
}

fn index(articles: &[Judgement], out: &mut String) -> fmt::Result {
    out.push_str(
        "<h2>Index</h2>\n<p class=\"soft\">F1 by article; behind it what was missed (−) and what is false (+).</p>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Index\"><table class=\"index\">\n<thead><tr>\
         <th scope=\"col\">article</th>",
    );
    Kind::ALL.iter().try_for_each(|kind| write!(out, "<th scope=\"col\">{}</th>", kind.as_str()))?;
    out.push_str("</tr></thead><tbody>\n");
    for (number, judgement) in articles.iter().enumerate() {
        write!(
            out,
            "<tr class=\"{}\"><th scope=\"row\"><a href=\"#a{number}\">{}</a></th>",
            errors(judgement),
            Escaped(&judgement.gold.id)
        )?;
        for kind in Kind::ALL {
            write!(out, "<td class=\"number\">{}</td>", cell(judgement.tally(kind)))?;
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    Ok(())
}

fn cell(tally: Tally) -> String {
    if tally == Tally::default() {
        return "<span class=\"soft\">·</span>".to_owned();
    }
    let mut cell = format!("{:.2}", tally.f1());
    if tally.missed() > 0 {
        let _ = write!(cell, " <span class=\"missed\">−{}</span>", tally.missed());
    }
    if tally.extra() > 0 {
        let _ = write!(cell, " <span class=\"false\">+{}</span>", tally.extra());
    }
    cell
}

fn article(number: usize, judgement: &Judgement, out: &mut String) -> fmt::Result {
    let (classes, id) = (errors(judgement), Escaped(&judgement.gold.id));
    writeln!(
        out,
        "<article class=\"{classes}\" aria-labelledby=\"a{number}\"><h3 id=\"a{number}\">{id}</h3>"
    )?;
    if let Some(title) = &judgement.found.title {
        writeln!(out, "<p class=\"soft\">{}</p>", Escaped(title))?;
    }
    if !judgement.has_record {
        out.push_str("<p class=\"state\">No record has this id: all is missed.</p>\n");
    }
    let open = if classes == "clean" { "" } else { " open" };
    writeln!(out, "<details{open}><summary>{}</summary>", summary(judgement))?;
    text::write(judgement, out)?;
    mentions::write(judgement, out)?;
    rows::conferrals(judgement, out)?;
    rows::ceremonies(judgement, out)?;
    out.push_str("</details></article>\n");
    Ok(())
}

/// The article's errors in a line.
fn summary(judgement: &Judgement) -> String {
    let told = FILTERS.iter().filter_map(|kind| {
        let tally = judgement.tally(strict(*kind));
        let counts = [(tally.missed(), "missed"), (tally.extra(), "false")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
        (!counts.is_empty()).then(|| format!("{}: {}", kind.as_str(), counts.join(", ")))
    });
    let day = (judgement.published == Some(false)).then(|| "publication date: wrong".to_owned());
    let told: Vec<String> = day.into_iter().chain(told).collect();
    if told.is_empty() { "nothing missed, nothing false".to_owned() } else { told.join("; ") }
}
