//! Papers, broadcasters and portals.

use crate::table::Table;
use crate::units::{Rank, Units};
use serde::Deserialize;
use std::collections::HashMap;

/// One row of `outlets.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Outlet {
    /// Host name without `www.`.
    pub host: String,
    /// Name.
    pub name: String,
    /// Statistical code of the province it is about; empty for national outlets.
    pub home: String,
    /// Other names and the tags before its leads, separated by `|`.
    pub other_names: String,
}

/// What a paper adds to its name on the web, folded.
const EDITIONS: [&str; 2] = [" điện tử", " online"];

/// Outlets by host and by name.
#[derive(Debug, Default)]
pub struct Outlets {
    all: Vec<Outlet>,
    by_host: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl Outlets {
    pub(crate) fn read(table: &mut Table, units: &Units) -> Self {
        let mut outlets = Self::default();
        for (at, outlet) in table.rows::<Outlet>() {
            match units.by_code(&outlet.home, None) {
                None if outlet.home.is_empty() => {}
                None => table.report(at, format!("home: {}", units.unknown_code(&outlet.home))),
                Some(unit) if units.all()[unit].rank() != Rank::Province => {
                    let name = &units.all()[unit].name;
                    table.report(at, format!("home: {} is {name}, no province", outlet.home));
                }
                Some(_) => {}
            }
            let at = outlets.all.len();
            outlets.by_host.insert(outlet.host.clone(), at);
            for name in [outlet.name.as_str()].into_iter().chain(outlet.other_names.split('|')) {
                if !name.is_empty() {
                    outlets.by_name.insert(bangvang_normalize::key(name), at);
                }
            }
            outlets.all.push(outlet);
        }
        outlets
    }

    /// The outlet at a host, or at the longest parent domain that is listed.
    pub fn at_host(&self, host: &str) -> Option<&Outlet> {
        let host = host.to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(at) = self.by_host.get(rest) {
                return Some(&self.all[*at]);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The outlet of a name or a tag ("BTNO"); "Báo Nam Định điện tử" is its edition.
    pub fn named(&self, name: &str) -> Option<&Outlet> {
        let name = bangvang_normalize::key(name);
        let edition = EDITIONS.iter().find(|word| name.contains(**word));
        let plain = edition.map(|word| name.replacen(word, "", 1));
        let at = self.by_name.get(&name).or_else(|| self.by_name.get(&plain?))?;
        Some(&self.all[*at])
    }
}

#[cfg(test)]
mod tests {
    use crate::Gazetteer;

    #[test]
    fn outlets_are_found_by_host_subdomain_and_name() {
        let outlets = Gazetteer::standard().outlets();
        for host in ["baotayninh.vn", "www.baotayninh.vn", "m.BaoTayNinh.vn"] {
            assert_eq!(outlets.at_host(host).unwrap().home, "72");
        }
        for name in ["BÁO TÂY NINH", "Báo Tây Ninh điện tử", "Báo điện tử Tây Ninh"] {
            assert_eq!(outlets.named(name).unwrap().host, "baotayninh.vn", "{name}");
        }
        assert!(outlets.at_host("vn").is_none());
    }
}
