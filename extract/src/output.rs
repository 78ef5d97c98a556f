//! From what was found to the record: code points for bytes, ids for indices.

use crate::ceremony::Ceremony;
use crate::conferral::Row;
use crate::mention::unit::{UnitKind, UnitMention};
use crate::mention::{Mention, What};
use crate::record::{self, Extraction, Span, Status, Successor};
use crate::story::Story;
use crate::{place, sort};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

pub(crate) fn write(story: &Story<'_>, rows: &[Row], ceremonies: &[Ceremony]) -> Extraction {
    let mut writer = Writer::over(story);
    let units = writer.fullest_units();
    let (told, conferrals): (Vec<&Row>, Vec<_>) = writer.conferrals(rows, ceremonies).unzip();
    let told = |award: usize, at: usize| told.iter().any(|r| r.award == award && r.evidence.contains(&at));
    let mut mentions = Vec::with_capacity(units.len());
    for (index, mention) in story.mentions.all().iter().enumerate() {
        let stands = match &mention.what {
            What::Unit(_) => units[index],
            What::Award(award) => !award.praise || told(award.award, mention.tokens.start),
            _ => true,
        };
        if stands {
            mentions.push(writer.mention(index, mention));
        }
    }
    Extraction {
        mentions,
        conferrals,
        ceremonies: ceremonies.iter().map(|ceremony| writer.ceremony(ceremony)).collect(),
    }
}

/// Byte offsets to code points, by a running count at every so many bytes.
#[derive(Debug)]
struct CodePoints<'t> {
    text: &'t str,
    counts: Vec<usize>,
}

const STRIDE: usize = 128;

impl<'t> CodePoints<'t> {
    fn of(text: &'t str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut points = 0;
        for stride in text.as_bytes().chunks(STRIDE) {
            counts.push(points);
            points += begun(stride);
        }
        counts.push(points);
        Self { text, counts }
    }

    fn at(&self, byte: usize) -> usize {
        let base = (byte / STRIDE).min(self.counts.len() - 1);
        let from = base * STRIDE;
        let tail = &self.text.as_bytes()[from.min(byte)..byte];
        self.counts[base] + begun(tail)
    }
}

/// How many code points begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    // Counted in bytes, of which compilers add many at once.
    let strides = bytes.chunks(STRIDE);
    strides.map(|s| usize::from(s.iter().map(|byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>())).sum()
}

/// Writes what was found in a text.
pub(crate) struct Writer<'w, 's> {
    story: &'w Story<'s>,
    points: CodePoints<'s>,
    /// The full names of units, by mention.
    names: Vec<OnceCell<String>>,
}

/// What makes two mentions the same unit: its id, or else its path, or else its full name.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'w> {
    Unit(usize),
    Path(&'w [String]),
    Name(String),
}

impl<'w, 's> Writer<'w, 's> {
    pub(crate) fn over(story: &'w Story<'s>) -> Self {
        let names = vec![OnceCell::new(); story.mentions.all().len()];
        Self { story, points: CodePoints::of(story.tokens.text), names }
    }

    /// The full name of a unit that is mentioned.
    fn name(&self, mention: usize) -> &String {
        let Story { tokens, mentions, places, .. } = self.story;
        let full = || place::full_name(tokens, &mentions.all()[mention], places.of(mention));
        self.names[mention].get_or_init(full)
    }

    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let bytes = self.story.tokens.bytes(tokens);
        Span {
            start: self.points.at(bytes.start),
            end: self.points.at(bytes.end),
            text: self.story.tokens.text[bytes].to_owned(),
        }
    }

    fn points(&self, tokens: Range<usize>) -> [usize; 2] {
        let text = self.story.tokens.text;
        let bytes = self.story.tokens.bytes(tokens);
        // A sentence's line break is no evidence.
        let trimmed = text[bytes.clone()].trim_end().len();
        [self.points.at(bytes.start), self.points.at(bytes.start + trimmed)]
    }

    /// Of the mentions of one unit, the one that has its type word, and of these the one whose text is
    /// longest; the first among equals.
    fn fullest_units(&self) -> Vec<bool> {
        let mut best: FxHashMap<Identity<'_>, usize> = FxHashMap::default();
        let length = |m: &Mention| {
            let typed =
                matches!(&m.what, What::Unit(u) if u.place.as_ref().is_some_and(|p| p.kind.is_some()));
            (typed, self.story.tokens.bytes(m.tokens.clone()).len())
        };
        let all = self.story.mentions.all();
        for (index, mention) in all.iter().enumerate() {
            let What::Unit(unit) = &mention.what else { continue };
            if self.is_short_name(index, mention) {
                continue;
            }
            let kept = best.entry(self.identity(index, unit)).or_insert(index);
            if length(mention) > length(&all[*kept]) {
                *kept = index;
            }
        }
        let mut fullest = vec![false; all.len()];
        best.into_values().for_each(|index| fullest[index] = true);
        self.drop_beginnings(&mut fullest);
        fullest
    }

    /// "Bộ Giáo dục", "UBND tỉnh" in a text that has "Bộ Giáo dục và Đào tạo", "UBND tỉnh Hà Nam": the body whose name
    /// goes on with another field or with its place is the same, called shortly.
    fn drop_beginnings(&self, kept: &mut [bool]) {
        let all = self.story.mentions.all();
        let place = |index: usize| match &all[index].what {
            What::Unit(unit) if unit.kind != UnitKind::Admin => Some(unit.place.as_ref()),
            _ => None,
        };
        let text = |index: usize| self.story.tokens.folded(all[index].tokens.clone());
        let bodies = (0..all.len()).filter(|i| kept[*i] && place(*i).is_some());
        let mut names: Vec<(&str, usize)> = bodies.map(|i| (text(i), i)).collect();
        // What begins with a name stands behind it, in a row.
        names.sort_unstable();
        let named = |index: usize| place(index).flatten().is_some_and(|place| !place.name.is_empty());
        for (first, (short, at)) in names.iter().enumerate() {
            let longer = names[first + 1..]
                .iter()
                .map_while(|(long, other)| Some((long.strip_prefix(*short)?, *other)));
            let fuller = |(rest, other): (&str, usize)| {
                let goes_on = rest.starts_with(" và ") || rest.starts_with(", ");
                goes_on || (rest.starts_with(' ') && named(other) && !named(*at))
            };
            if longer.into_iter().any(fuller) {
                kept[*at] = false;
            }
        }
    }

    /// "(WHO)" right behind the unit that is called so.
    fn is_short_name(&self, index: usize, mention: &Mention) -> bool {
        let (tokens, all) = (self.story.tokens, self.story.mentions.all());
        let bracket = mention.tokens.start.wrapping_sub(1);
        let of = index.checked_sub(1).map(|before| &all[before]);
        tokens.is_punct(bracket, "(")
            && tokens.is_punct(mention.tokens.end, ")")
            && !tokens.text[tokens.bytes(mention.tokens.clone())].contains(' ')
            && matches!(mention.what, What::Unit(ref unit) if matches!(unit.kind, UnitKind::Org(_)))
            && of.is_some_and(|of| of.tokens.end == bracket && matches!(of.what, What::Unit(_)))
    }

    fn identity(&self, index: usize, unit: &UnitMention) -> Identity<'_> {
        let full =
            unit.short_for.and_then(|at| self.story.mentions.at_index(at)).filter(|(full, _)| *full != index);
        if let Some((full, Mention { what: What::Unit(unit), .. })) = full {
            return self.identity(full, unit);
        }
        let place = self.story.places.of(index).filter(|_| unit.kind == UnitKind::Admin);
        let path = || place?.path.as_deref().filter(|path| !path.is_empty());
        match (place.and_then(|place| place.unit), path()) {
            (Some(unit), _) => Identity::Unit(unit),
            (None, Some(path)) => Identity::Path(path),
            (None, None) => Identity::Name(bangvang_normalize::fold(self.name(index)).text),
        }
    }

    fn mention(&mut self, index: usize, mention: &Mention) -> record::Mention {
        let at = self.span(mention.tokens.clone());
        let gazetteer = self.story.tokens.gazetteer;
        match &mention.what {
            What::Award(award) => record::Mention::Award {
                at,
                award: gazetteer.awards()[award.award].id.clone(),
                class: award.class.clone(),
            },
            What::Count(count) => record::Mention::Count {
                at,
                value: count.value,
                noun: count.noun.clone(),
                modifier: count.modifier.as_str().to_owned(),
            },
            What::Date(date) => record::Mention::Date { at, edtf: date.to_string() },
            What::Unit(unit) => self.unit(at, index, unit.kind),
            What::Person(person) => {
                record::Mention::Person { at, name: person.name.clone(), role: self.role(mention) }
            }
        }
    }

    fn unit(&mut self, at: Span, index: usize, kind: UnitKind) -> record::Mention {
        let units = self.story.tokens.gazetteer.units();
        let place = self.story.places.of(index);
        let unit = place.and_then(|p| p.unit);
        let successor = unit
            .and_then(|u| units.today(u))
            .map(|s| Successor { unit_id: units.all()[s].id.clone(), path: units.path(s, None) });
        let own = kind == UnitKind::Admin;
        record::Mention::Unit {
            name: self.name(index).clone(),
            kind: if own { "admin" } else { "org" }.to_owned(),
            unit_id: unit.filter(|_| own).map(|u| units.all()[u].id.clone()),
            path: place.and_then(|p| p.path.clone()),
            successor: successor.filter(|_| own),
            at,
        }
    }

    /// The office named right before or behind a person.
    fn role(&self, mention: &Mention) -> Option<String> {
        let tokens = self.story.tokens;
        let office = |at: usize| tokens.can_mean(at, sort::OFFICE);
        let end = mention.tokens.end;
        let joint = tokens.is_punct(end, ",-–(");
        if joint && office(end + 1) {
            let stop = (end + 1..tokens.len()).find(|t| {
                matches!(tokens.shape(*t), Some(crate::token::Shape::Punct(_) | crate::token::Shape::Break))
            });
            let bytes = tokens.bytes(end + 1..stop.unwrap_or(tokens.len()));
            return Some(tokens.text[bytes].to_owned()).filter(|t| t.split(' ').count() <= 16);
        }
        let start = mention.own.start;
        let line = (0..start).rev().find(|t| crate::sentence::ends_at(tokens, *t)).map_or(0, |t| t + 1);
        let from = (start.saturating_sub(4).max(line)..start).find(|t| office(*t))?;
        Some(tokens.text[tokens.bytes(from..start)].to_owned())
    }

    /// The rows that are sure enough to be told.
    pub(crate) fn conferrals<'r>(
        &self,
        rows: &'r [Row],
        ceremonies: &[Ceremony],
    ) -> impl Iterator<Item = (&'r Row, record::Conferral)> {
        let written = rows.iter().map(|row| (row, self.conferral(row, rows, ceremonies)));
        written.filter(|(_, conferral)| conferral.confidence >= self.story.floor)
    }

    fn conferral(&self, row: &Row, rows: &[Row], ceremonies: &[Ceremony]) -> record::Conferral {
        // What is conferred is conferred at the event that the article reports.
        let ceremony = ceremonies.first().filter(|_| row.status == Status::Conferred);
        record::Conferral {
            award: self.story.award(row.award).id.clone(),
            class: row.class.clone(),
            level: row.giver.level.clone(),
            conferrer: row.giver.conferrer.clone(),
            presenter: row.giver.presenter.clone(),
            kind: row.kind.as_str().to_owned(),
            count: row.count,
            recipients: row.recipients.clone(),
            status: row.status,
            period: row.period.map(|p| p.to_string()),
            date: ceremony.and_then(|c| c.date).map(|d| d.to_string()),
            ceremony: ceremony.map(|_| 0),
            evidence: self.points(row.evidence.clone()),
            confidence: self.story.rules.confidence.of(self.story, rows, ceremonies, row),
        }
    }

    fn ceremony(&self, ceremony: &Ceremony) -> record::Ceremony {
        record::Ceremony {
            kinds: ceremony.kinds.iter().map(|k| (*k).to_owned()).collect(),
            date: ceremony.date.map(|d| d.to_string()),
            place: ceremony.place.clone(),
            organiser: ceremony.organiser.clone(),
            period: ceremony.period.map(|p| p.to_string()),
            evidence: self.points(ceremony.evidence.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::units_of;

    #[test]
    fn a_unit_is_listed_once_by_its_fullest_name() {
        for (text, want) in [
            ("Bộ Giáo dục họp. Bộ Giáo dục và Đào tạo tặng quà.", "Bộ Giáo dục và Đào tạo"),
            ("Sở Y tế họp. Sở Y tế tỉnh Hà Nam tặng quà.", "Sở Y tế tỉnh Hà Nam=Hà Nam"),
            ("Sở Y tế họp cùng Sở Nội vụ.", "Sở Y tế; Sở Nội vụ"),
            ("Công ty An Phú họp cùng Công ty An Phú Đông.", "Công ty An Phú; Công ty An Phú Đông"),
        ] {
            assert_eq!(units_of(text, None), want, "{text}");
        }
    }
}
