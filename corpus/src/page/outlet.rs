//! Which outlet a page is of, and which province that outlet is about.

use super::lines::{Outline, parts};
use crate::record::Source;
use bangvang_gazetteer::{Gazetteer, Outlet, Outlets, Rank, Sense};
use bangvang_normalize::fold;

/// An outlet's name and home, as far as known.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) name: Option<String>,
    pub(crate) home: Option<String>,
}

/// By the host, by the names that the page gives itself: its site name, its window's title, its header, the
/// tag before the lead ("(BTNO) -"); failing these, by what the user says. An unknown portal is about the
/// province that its header names.
pub(crate) fn find(gazetteer: &Gazetteer, source: &Source, named: Option<&str>, outline: &Outline) -> Found {
    let outlets = gazetteer.outlets();
    let called = |line: &str| by_name(outlets, line);
    let host = source.host.as_deref().and_then(|host| outlets.at_host(host));
    let known = host
        .or_else(|| source.outlet.as_deref().and_then(called))
        .or_else(|| outline.window.as_deref().and_then(called))
        .or_else(|| outline.header.iter().find_map(|line| called(line)))
        .or_else(|| outline.tag.as_deref().and_then(|tag| outlets.named(tag)))
        .or_else(|| named.and_then(called));
    let day = outline.published.as_deref().and_then(|p| p.split('T').next());
    let home = known.and_then(|o| home_on(gazetteer, o, day));
    let header = || outline.header.iter().find_map(|line| province_in(gazetteer, line, day));
    Found {
        name: known.map(|o| o.name.clone()).or_else(|| named.map(str::to_owned)),
        home: home.or_else(header),
    }
}

/// The outlet that a line names, alone or before or behind a dash or a bar: "baonamdinh.vn", "Báo Đồng
/// Khởi - Bến Tre".
fn by_name<'g>(outlets: &'g Outlets, line: &str) -> Option<&'g Outlet> {
    [line].into_iter().chain(parts(line)).find_map(|part| {
        let host = || outlets.at_host(part).filter(|_| part.contains('.') && !part.contains(' '));
        outlets.named(part).or_else(host)
    })
}

/// The id of the province that an outlet is about on the day; its code where the day is not known, since
/// the text may tell it.
fn home_on(gazetteer: &Gazetteer, outlet: &Outlet, day: Option<&str>) -> Option<String> {
    let home = outlet.home_on(gazetteer.units(), day)?;
    Some(if day.is_some() { gazetteer.units().all()[home].id.clone() } else { outlet.home.clone() })
}

/// The id of the province that a header line names: the one of that name in force on the day, or else the
/// oldest.
fn province_in(gazetteer: &Gazetteer, line: &str, day: Option<&str>) -> Option<String> {
    let hits = gazetteer.hits(line, &fold(line));
    let units = hits.iter().flat_map(|hit| gazetteer.senses(hit.form, &line[hit.start..hit.end]));
    let provinces = units.filter_map(|sense| match sense {
        Sense::Unit(i) => Some(&gazetteer.units().all()[i]).filter(|unit| unit.rank() == Rank::Province),
        _ => None,
    });
    let best = provinces.min_by_key(|unit| (!unit.exists(day), !unit.from.is_empty()))?;
    Some(best.id.clone())
}
