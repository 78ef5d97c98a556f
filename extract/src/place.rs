//! Which place a name means: by its type word, the address it stands in, the day, and the province and
//! district that the article, or else its outlet, is about.

use crate::edtf::Edtf;
use crate::mention::unit::{PlaceName, UnitKind};
use crate::mention::{Mention, Mentions, What};
use crate::token::Tokens;
use crate::{Context, Rules};
use bangvang_gazetteer::{Gazetteer, LAST_OF_THREE_LEVELS, Rank, UnitType, Units};
use std::collections::BTreeMap;

/// What a place name was resolved to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The unit, where the gazetteer has it.
    pub(crate) unit: Option<usize>,
    /// Plain names from the province down; empty abroad, `None` where the text does not settle it.
    pub(crate) path: Option<Vec<String>>,
}

/// The places of an article.
#[derive(Debug)]
pub(crate) struct Places {
    /// By mention; `None` for mentions that name no place.
    places: Vec<Option<Place>>,
    /// The province that the article is about.
    pub(crate) province: Option<usize>,
    /// The district that the article is about.
    district: Option<usize>,
    /// Type and path of the commune that the article is about.
    commune: Option<(UnitType, Vec<String>)>,
}

/// How much a mention says about which province an article is about.
const VOTE_OF_PROVINCE: u32 = 3;
const VOTE_OF_DISTRICT: u32 = 2;
/// The outlet's home counts as one mention of the province.
const VOTE_OF_HOME: u32 = 3;
/// Votes before the body (the headline) count twice.
const HEADLINE: u32 = 2;

pub(crate) fn resolve(tokens: &Tokens<'_>, rules: &Rules, mentions: &Mentions, context: &Context) -> Places {
    let units = tokens.gazetteer.units();
    let latest = if context.day.is_none() { latest(mentions) } else { None };
    let resolver = Resolver { tokens, rules, context, units, day: context.day.or(latest.as_deref()) };
    let names: Vec<Option<&PlaceName>> = mentions.all().iter().map(place_name).collect();
    let candidates: Vec<Vec<usize>> =
        names.iter().map(|n| n.map_or_else(Vec::new, |n| resolver.candidates(n))).collect();
    let province = resolver.province(mentions.all(), &candidates);
    let district = resolver.district(&candidates, province);
    let mut places = Places { places: vec![None; names.len()], province, district, commune: None };
    // From the right, so that an address's larger parts are known before its smaller ones; villages last, which
    // may lie in the commune that the article is about.
    let village = |name: &PlaceName| name.rank == Some(Rank::Village);
    for villages in [false, true] {
        for i in (0..names.len()).rev() {
            let Some(name) = names[i].filter(|name| village(name) == villages) else { continue };
            let within =
                resolver.address_parent(mentions, &candidates, i).and_then(|p| places.places[p].as_ref());
            let near = resolver.province_before(mentions.all(), &candidates, i);
            let around = Around { within, near };
            let place = resolver.settle(name, &candidates[i], &around, &places);
            places.places[i] = Some(place);
        }
        if !villages {
            places.commune = commune(&names, &places);
        }
    }
    for (i, name) in names.iter().enumerate() {
        if let Some(name) = name.filter(|n| n.name.is_empty()) {
            places.places[i] = Some(resolver.generic(name, &places));
        }
    }
    places
}

/// The commune named most, the first among equals.
fn commune(names: &[Option<&PlaceName>], places: &Places) -> Option<(UnitType, Vec<String>)> {
    let mut votes: Vec<((UnitType, &Vec<String>), u32)> = Vec::new();
    for (name, place) in names.iter().zip(&places.places) {
        let (Some(name), Some(place)) = (name, place) else { continue };
        let Some(kind) = name.kind.filter(|k| k.rank() == Some(Rank::Commune) && !name.name.is_empty())
        else {
            continue;
        };
        let Some(path) = &place.path else { continue };
        match votes.iter_mut().find(|(it, _)| it.0 == kind && it.1 == path) {
            Some((_, votes)) => *votes += 1,
            None => votes.push(((kind, path), 1)),
        }
    }
    let best = votes.iter().map(|(_, n)| *n).max()?;
    votes.into_iter().find(|(_, n)| *n == best).map(|((kind, path), _)| (kind, path.clone()))
}

fn place_name(mention: &Mention) -> Option<&PlaceName> {
    match &mention.what {
        What::Unit(unit) => unit.place.as_ref(),
        _ => None,
    }
}

impl Places {
    /// The name of the unit of this type that the article is about; any province for `Tinh`.
    pub(crate) fn seat(&self, gazetteer: &Gazetteer, kind: UnitType) -> Option<String> {
        let units = gazetteer.units().all();
        let typed = |unit: &usize| units[*unit].kind == kind;
        let unit = match kind {
            UnitType::Tinh => self.province,
            _ => self.province.filter(typed).or(self.district.filter(typed)),
        };
        unit.map(|unit| units[unit].name.clone())
    }

    /// The place of a mention, by its index.
    pub(crate) fn of(&self, mention: usize) -> Option<&Place> {
        self.places.get(mention)?.as_ref()
    }
}

struct Resolver<'r, 't> {
    tokens: &'r Tokens<'t>,
    rules: &'r Rules,
    context: &'r Context<'r>,
    units: &'r Units,
    /// The day of publication, or else the latest that the text itself names in full: it is not older.
    day: Option<&'r str>,
}

/// An older day is more likely history told than the day of a page.
const FIRST_OF_THE_WEB: &str = "1997-01-01";

/// What stands around a name and may say where it lies.
struct Around<'a> {
    /// The larger part of its address.
    within: Option<&'a Place>,
    /// The province named last before it.
    near: Option<usize>,
}

/// How far before a name the province stands that it may lie in. Tokens.
const NEAR: usize = 40;

/// The latest day that dates name in full.
fn latest(mentions: &Mentions) -> Option<String> {
    let full = mentions.all().iter().filter_map(|mention| match &mention.what {
        What::Date(Edtf::Date(date) | Edtf::Interval(_, date)) => date.day.and(date.first_day()),
        _ => None,
    });
    full.max().map(|day| day.to_string()).filter(|day| day.as_str() >= FIRST_OF_THE_WEB)
}

impl Resolver<'_, '_> {
    /// The gazetteer's units of this name and type, in force on the day; of any time if none was.
    fn candidates(&self, name: &PlaceName) -> Vec<usize> {
        if name.abroad || name.name.is_empty() {
            return Vec::new();
        }
        let all = self.named(name);
        let units = self.units.all();
        let ranked = |i: &usize| name.rank.is_none_or(|rank| units[*i].rank() == rank);
        let typed = |i: &usize| name.kind.is_none_or(|kind| units[*i].kind == kind);
        let exact: Vec<usize> = all.iter().copied().filter(|i| typed(i) && ranked(i)).collect();
        // A town may be a city on the day, or since: "thị xã Hòa Bình".
        let district = name.kind.and_then(UnitType::rank) == Some(Rank::District);
        let of_rank: Vec<usize> =
            all.into_iter().filter(|i| district && units[*i].rank() == Rank::District).collect();
        // Where no day is known, or a page of today names what was, the three levels until 2025.
        let days = self.day.into_iter().chain([LAST_OF_THREE_LEVELS]);
        for day in days {
            for fitting in [&exact, &of_rank] {
                let standing = fitting.iter().copied().filter(|i| units[*i].exists(Some(day)));
                let standing: Vec<usize> = standing.collect();
                if !standing.is_empty() {
                    return standing;
                }
            }
        }
        if exact.is_empty() { of_rank } else { exact }
    }

    /// The units of a name; of a name without its type word, only provinces and districts.
    fn named(&self, name: &PlaceName) -> Vec<usize> {
        let low = |unit: &usize| self.units.all()[*unit].rank() > Rank::District;
        let units = self.units.named(self.tokens.folded(name.name.clone())).iter().copied();
        units.filter(|unit| name.kind.is_some() || !low(unit)).collect()
    }

    fn home(&self) -> Option<usize> {
        let home = self.context.home?;
        self.units.by_id(home).or_else(|| self.units.by_code(home, self.day))
    }

    fn province_of(&self, unit: usize) -> usize {
        self.units.line(unit, self.day).last().unwrap_or(unit)
    }

    /// The province with the most votes; the first in the tables among equals.
    fn province(&self, mentions: &[Mention], candidates: &[Vec<usize>]) -> Option<usize> {
        let mut votes: BTreeMap<usize, u32> = BTreeMap::new();
        if let Some(home) = self.home() {
            *votes.entry(home).or_default() += VOTE_OF_HOME;
        }
        for (mention, candidates) in mentions.iter().zip(candidates) {
            let weight = if self.tokens.bytes(mention.tokens.clone()).start < self.context.body_start {
                HEADLINE
            } else {
                1
            };
            let provinces: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|c| self.units.all()[*c].rank() == Rank::Province)
                .collect();
            let (named, vote) = match (provinces.as_slice(), candidates.as_slice()) {
                ([province], _) => (*province, VOTE_OF_PROVINCE),
                ([], [district]) => (self.province_of(*district), VOTE_OF_DISTRICT),
                _ => continue,
            };
            *votes.entry(named).or_default() += vote * weight;
        }
        let best = votes.values().max().copied()?;
        votes.into_iter().find(|(_, v)| *v == best).map(|(p, _)| p)
    }

    /// The district named most, within the province if there is one there.
    fn district(&self, candidates: &[Vec<usize>], province: Option<usize>) -> Option<usize> {
        let mut votes: BTreeMap<usize, u32> = BTreeMap::new();
        for candidates in candidates {
            let districts = candidates.iter().copied().filter(|c| {
                let unit = &self.units.all()[*c];
                unit.rank() == Rank::District && province.is_none_or(|p| self.province_of(*c) == p)
            });
            let found: Vec<usize> = districts.collect();
            let provinces = candidates.iter().any(|c| self.units.all()[*c].rank() == Rank::Province);
            if let ([district], false) = (found.as_slice(), provinces) {
                *votes.entry(*district).or_default() += 1;
            }
        }
        let Some(best) = votes.values().max().copied() else {
            return self.district_of_communes(candidates, province);
        };
        votes.into_iter().find(|(_, v)| *v == best).map(|(d, _)| d)
    }

    /// Where the text names no district: the one that all communes lie in which can be no others.
    fn district_of_communes(&self, candidates: &[Vec<usize>], province: Option<usize>) -> Option<usize> {
        let of = |unit: usize| {
            self.units.line(unit, self.day).find(|u| self.units.all()[*u].rank() == Rank::District)
        };
        let lies = |unit: &usize| province.is_none_or(|p| self.province_of(*unit) == p);
        let communes = candidates.iter().filter_map(|candidates| {
            let mut inside = candidates.iter().filter(|unit| lies(unit));
            let only = inside.next().filter(|_| inside.next().is_none())?;
            (self.units.all()[*only].rank() == Rank::Commune).then(|| of(*only))?
        });
        let mut communes = communes;
        let first = communes.next()?;
        communes.all(|district| district == first).then_some(first)
    }

    /// The mention that stands right after this one as the larger part of its address: "xã Nghĩa Đồng,
    /// huyện Tân Kỳ", "Tiểu đoàn 28 (Quân khu 5)".
    fn address_parent(&self, mentions: &Mentions, candidates: &[Vec<usize>], i: usize) -> Option<usize> {
        let (mention, next) = (&mentions.all()[i], mentions.all().get(i + 1)?);
        let gap = mention.tokens.end..next.tokens.start;
        let joined = match gap.len() {
            0 => true,
            1 => self.tokens.is_punct(gap.start, ",(-") || self.tokens.is_cue(gap.start, self.rules.cue.of),
            _ => false,
        };
        let (name, larger) = (place_name(mention)?, place_name(next)?);
        let rises = match (larger.rank, name.rank) {
            (Some(larger), Some(name)) => larger < name,
            // "thành phố Hà Đông, thị xã Sơn Tây": a city that is no province is a district.
            (Some(larger), None) if name.kind == Some(UnitType::ThanhPho) => larger == Rank::Province,
            _ => true,
        };
        let place = matches!(&next.what, What::Unit(u) if u.kind == UnitKind::Admin);
        // "Long Phú, Vĩnh Châu": bare names are a list, unless one lies in the other.
        let inside = |small: &usize| {
            candidates[i + 1].iter().any(|large| self.units.lies_in(*small, *large, self.day))
        };
        let part = name.kind.is_some() || candidates[i].iter().any(inside);
        (joined && rises && place && part).then_some(i + 1)
    }

    /// The province named last before a mention, and near it.
    fn province_before(&self, mentions: &[Mention], candidates: &[Vec<usize>], i: usize) -> Option<usize> {
        let start = mentions[i].tokens.start;
        let near = (0..i).rev().take_while(|j| mentions[*j].tokens.end + NEAR > start);
        let province = |unit: &&usize| self.units.all()[**unit].rank() == Rank::Province;
        near.into_iter().find_map(|j| candidates[j].iter().find(province).copied())
    }

    fn settle(&self, name: &PlaceName, candidates: &[usize], around: &Around<'_>, places: &Places) -> Place {
        if name.abroad {
            return Place { unit: None, path: Some(Vec::new()) };
        }
        if name.name.is_empty() {
            return self.generic(name, places);
        }
        let chosen = self.choose(candidates, around, places);
        if let Some(unit) = chosen {
            return Place { unit: Some(unit), path: Some(self.units.path(unit, self.day)) };
        }
        Place { unit: None, path: self.unlisted_path(name, around.within, places) }
    }

    /// "tỉnh", "huyện": the one the article is about.
    fn generic(&self, name: &PlaceName, places: &Places) -> Place {
        let unit = match name.kind {
            Some(UnitType::Tinh) => places.province,
            Some(UnitType::Huyen | UnitType::Quan | UnitType::ThiXa) => places.district,
            Some(UnitType::ThanhPho) => {
                let province = places.province.filter(|p| self.units.all()[*p].kind == UnitType::ThanhPho);
                let district = places.district.filter(|d| self.units.all()[*d].kind == UnitType::ThanhPho);
                province.or(district)
            }
            _ => None,
        };
        if let (None, Some((kind, path))) = (unit, &places.commune)
            && name.kind == Some(*kind)
        {
            return Place { unit: None, path: Some(path.clone()) };
        }
        let typed = unit.filter(|u| name.kind.is_some_and(|k| self.units.all()[*u].kind == k));
        Place { unit: typed, path: typed.map(|u| self.units.path(u, self.day)) }
    }

    /// Of the units of a name, the one in the larger part of its address; without an address the only one,
    /// the province, or the one in the province just named or the district or province that the article is about.
    fn choose(&self, candidates: &[usize], around: &Around<'_>, places: &Places) -> Option<usize> {
        let within = around.within;
        let under = |whole: usize| {
            let mut inside = candidates.iter().filter(|c| self.units.lies_in(**c, whole, self.day));
            let first = inside.next().copied()?;
            inside.all(|other| self.units.all()[*other].name == self.units.all()[first].name).then_some(first)
        };
        let rank = |unit: &usize| self.units.all()[*unit].rank();
        let (first, rest) = candidates.split_first()?;
        let province = candidates.iter().copied().find(|c| rank(c) == Rank::Province);
        // A larger part that no table has: what lies in it has none either.
        if within.is_some_and(|w| w.unit.is_none() && w.path.as_ref().is_some_and(|path| !path.is_empty())) {
            return None;
        }
        if let Some(whole) = within.and_then(|w| w.unit) {
            let only = (rest.is_empty() && rank(first) <= Rank::District).then_some(*first);
            return under(whole).or(province).or(only);
        }
        if rest.is_empty() {
            return Some(*first);
        }
        let about = [around.near, places.district, places.province];
        province.or_else(|| about.into_iter().flatten().find_map(under))
    }

    /// The path of a commune or village that the gazetteer does not list: under the address's larger
    /// part, else under the district the article is about, since July 2025 under its province.
    fn unlisted_path(
        &self,
        name: &PlaceName,
        within: Option<&Place>,
        places: &Places,
    ) -> Option<Vec<String>> {
        let parent = match within.and_then(|w| w.path.clone()).filter(|p| !p.is_empty()) {
            Some(path) => path,
            None if name.rank == Some(Rank::Village) && places.commune.is_some() => {
                places.commune.as_ref().map(|(_, path)| path.clone())?
            }
            None => {
                let two_tiers = self.day.is_some_and(|d| d > LAST_OF_THREE_LEVELS);
                let unit = if two_tiers { places.province } else { places.district };
                self.units.path(unit.filter(|_| name.rank >= Some(Rank::Commune))?, self.day)
            }
        };
        let text = &self.tokens.text[self.tokens.bytes(name.name.clone())];
        let numbered = text.bytes().all(|b| b.is_ascii_digit());
        let own = match (numbered, name.kind) {
            (true, Some(UnitType::Phuong)) => format!("Phường {text}"),
            _ => text.to_owned(),
        };
        let mut path = parent;
        path.push(own);
        Some(path)
    }
}

/// The full name of a unit mention: its text with abbreviations written out, and with the name of the
/// place where the text has only "tỉnh".
pub(crate) fn full_name(tokens: &Tokens<'_>, mention: &Mention, place: Option<&Place>) -> String {
    let name = written_name(tokens, mention, place);
    tokens.gazetteer.expand(&name)
}

/// As [`full_name`], with abbreviations as written.
pub(crate) fn written_name(tokens: &Tokens<'_>, mention: &Mention, place: Option<&Place>) -> String {
    let text = tokens.text[tokens.bytes(mention.tokens.clone())].to_owned();
    let What::Unit(unit) = &mention.what else { return text };
    let own_name = place.and_then(|p| p.path.as_ref()).and_then(|path| path.last());
    match (&unit.place, own_name) {
        (Some(name), Some(own)) if name.name.is_empty() => format!("{text} {own}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::units_of;

    #[test]
    fn units_lie_where_the_text_and_its_day_say() {
        for (text, published, want) in [
            ("UBND tỉnh Hà Nam họp", None, "UBND tỉnh Hà Nam=Hà Nam"),
            ("Tỉnh Hà Nam họp sáng nay. UBND tỉnh kết luận.", None, "Tỉnh Hà Nam=Hà Nam; UBND tỉnh=Hà Nam"),
            ("huyện Bình Lục, tỉnh Hà Nam", None, "huyện Bình Lục=Hà Nam/Bình Lục; tỉnh Hà Nam=Hà Nam"),
            (
                "xã Bối Cầu, huyện Bình Lục",
                None,
                "xã Bối Cầu=Hà Nam/Bình Lục/Bối Cầu; huyện Bình Lục=Hà Nam/Bình Lục",
            ),
            (
                "Xã Bối Cầu, tỉnh Hà Nam họp. UBND huyện khen.",
                Some("2015-01-05"),
                "Xã Bối Cầu=Hà Nam/Bình Lục/Bối Cầu; tỉnh Hà Nam=Hà Nam; UBND huyện=Hà Nam/Bình Lục",
            ),
            ("TP. Phủ Lý", None, "TP. Phủ Lý=Hà Nam/Phủ Lý"),
            // There are districts of this name in two provinces.
            (
                "Sáng nay, tại tỉnh Hậu Giang, huyện Châu Thành họp",
                None,
                "tỉnh Hậu Giang=Hậu Giang; huyện Châu Thành=Hậu Giang/Châu Thành",
            ),
        ] {
            assert_eq!(units_of(text, published), want, "{text}");
        }
    }

    #[test]
    fn a_name_is_that_of_the_unit_of_the_day() {
        for (text, published, want) in [
            ("TP. Phủ Lý họp", "2024-03-28", "TP. Phủ Lý=Hà Nam/Phủ Lý"),
            ("thị xã Kinh Môn họp", "2024-03-28", "thị xã Kinh Môn=Hải Dương/Kinh Môn"),
            ("TP Hoa Lư họp", "2025-02-10", "TP Hoa Lư=Ninh Bình/Hoa Lư"),
            ("xã Kiến Xương họp", "2025-08-01", "xã Kiến Xương=Hưng Yên/Kiến Xương"),
            ("huyện Kiến Xương (cũ)", "2025-08-01", "huyện Kiến Xương=Thái Bình/Kiến Xương"),
            ("quận 2 họp", "2019-05-01", "quận 2=Hồ Chí Minh/Quận 2"),
            ("TP Thủ Đức họp", "2022-05-01", "TP Thủ Đức=Hồ Chí Minh/Thủ Đức"),
            ("huyện Ba Vì, tỉnh Hà Tây", "2007-05-01", "huyện Ba Vì=Hà Tây/Ba Vì; tỉnh Hà Tây=Hà Tây"),
            ("tỉnh Thừa Thiên-Huế", "2018-05-01", "tỉnh Thừa Thiên-Huế=Thừa Thiên Huế"),
            ("Tỉnh BR-VT", "2018-05-01", "Tỉnh BR-VT=Bà Rịa - Vũng Tàu"),
            (
                "xã Tân Lập, huyện Mộc Châu, tỉnh Sơn La",
                "2018-05-01",
                "xã Tân Lập=Sơn La/Mộc Châu/Tân Lập; huyện Mộc Châu=Sơn La/Mộc Châu; tỉnh Sơn La=Sơn La",
            ),
            (
                "TP Hà Đông, thị xã Sơn Tây",
                "2007-10-10",
                "TP Hà Đông=Hà Tây/Hà Đông; thị xã Sơn Tây=Hà Tây/Sơn Tây",
            ),
            (
                "UBND tỉnh Hậu Giang khen huyện Châu Thành. UBND tỉnh Bến Tre khen huyện Châu Thành họp",
                "2019-10-02",
                "UBND tỉnh Hậu Giang=Hậu Giang; huyện Châu Thành=Hậu Giang/Châu Thành; \
                 UBND tỉnh Bến Tre=Bến Tre; huyện Châu Thành=Bến Tre/Châu Thành",
            ),
            // There are a dozen, and nothing says which.
            ("xã Tân Lập họp", "2018-05-01", "xã Tân Lập"),
        ] {
            assert_eq!(units_of(text, Some(published)), want, "{text}");
        }
    }
}
