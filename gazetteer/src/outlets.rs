//! Papers, broadcasters and portals.

use crate::table::Table;
use crate::units::{Rank, Units};
use serde::Deserialize;
use std::collections::HashMap;

/// One row of `outlets.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Outlet {
    /// Host name without `www.`; hosts below it (`sonoivu.hanam.gov.vn`) are the same outlet.
    pub host: String,
    /// Name.
    pub name: String,
    /// Statistical code, as before 2025-07-01, of the province it is about; empty for national outlets.
    pub home: String,
    /// Other names and the tags before its leads, separated by `|`.
    pub other_names: String,
}

impl Outlet {
    /// The province it is about on a day (ISO 8601, `2024` to `2024-03-28`), as an index into
    /// [`Units::all`]: the unit of its code, or of those that took this one over the first that exists
    /// on the day. The paper of Hà Nam is about Hà Nam until 2025-06-30 and about Ninh Bình from the
    /// next day on. Before its time ("Huế" of 2019), the unit that had the code then. `None` for national
    /// outlets.
    pub fn home_on(&self, units: &Units, day: Option<&str>) -> Option<usize> {
        if self.home.is_empty() {
            return None;
        }
        let first = units.by_code(&self.home, None)?;
        let mut chain = std::iter::successors(Some(first), |at| units.successors(*at).first().copied());
        let on_day = chain.find(|at| units.all()[*at].exists(day));
        on_day.or_else(|| units.by_code(&self.home, day))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.other_names.split('|').filter(|name| !name.is_empty());
        [self.name.as_str()].into_iter().chain(others)
    }
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
            if let Some(fault) = outlets.add(outlet) {
                table.report(at, fault);
            }
        }
        outlets
    }

    /// Adds a row, and says where a name of it is that of an outlet of another province. An outlet that
    /// moved has a row for each of its hosts; its name finds the first.
    fn add(&mut self, outlet: Outlet) -> Option<String> {
        let at = self.all.len();
        let mut fault = None;
        for name in outlet.names() {
            let first = *self.by_name.entry(bangvang_normalize::key(name)).or_insert(at);
            if let Some(other) = self.all.get(first).filter(|other| other.home != outlet.home) {
                fault = Some(format!("name: {name:?} is also {}, which has another home", other.host));
            }
        }
        self.by_host.insert(outlet.host.clone(), at);
        self.all.push(outlet);
        fault
    }

    /// Every outlet, in the order of the table.
    pub fn all(&self) -> &[Outlet] {
        &self.all
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
        for (host, home) in [
            ("baotayninh.vn", "72"),
            ("www.baotayninh.vn", "72"),
            ("m.BaoTayNinh.vn", "72"),
            ("sonoivu.hanam.gov.vn", "35"),
            ("bacha.laocai.gov.vn", "10"),
            ("thvl.vn", "86"),
            ("baoquangnam.com.vn", "49"),
            ("baoquankhu4.com.vn", ""),
        ] {
            assert_eq!(outlets.at_host(host).unwrap().home, home, "{host}");
        }
        for (name, host) in [
            ("BÁO TÂY NINH", "baotayninh.vn"),
            ("Báo Tây Ninh điện tử", "baotayninh.vn"),
            ("Báo điện tử Tây Ninh", "baotayninh.vn"),
            ("Báo và phát thanh, truyền hình Lào Cai", "baolaocai.vn"),
            ("Đài PT-TH Hà Nam", "hanamtv.vn"),
            ("Cổng thông tin điện tử tỉnh Sóc Trăng", "soctrang.gov.vn"),
        ] {
            assert_eq!(outlets.named(name).unwrap().host, host, "{name}");
        }
        assert!(outlets.at_host("vn").is_none());
    }

    #[test]
    fn an_outlet_is_about_the_province_of_the_day() {
        let gazetteer = Gazetteer::standard();
        let units = gazetteer.units();
        for (host, day, want) in [
            ("baohanam.com.vn", Some("2025-06-30"), "Hà Nam"),
            ("baohanam.com.vn", Some("2025-07-01"), "Ninh Bình"),
            ("baohanam.com.vn", None, "Hà Nam"),
            ("baonamdinh.vn", Some("2025-08"), "Ninh Bình"),
            ("hatinhtv.vn", Some("2025-08"), "Hà Tĩnh"),
            // Its code now is another province's number.
            ("baoyenbai.com.vn", Some("2024-12-31"), "Yên Bái"),
            ("baoyenbai.com.vn", Some("2025-12-31"), "Lào Cai"),
            ("baophuyen.vn", Some("2026"), "Đắk Lắk"),
            ("huengaynay.vn", Some("2019-05-01"), "Thừa Thiên Huế"),
            ("huengaynay.vn", Some("2025-09-02"), "Huế"),
            ("binhduong.gov.vn", Some("2025-07-01"), "Hồ Chí Minh"),
            ("nhandan.vn", Some("2025-07-01"), ""),
        ] {
            let home = gazetteer.outlets().at_host(host).unwrap().home_on(units, day);
            assert_eq!(home.map_or("", |at| units.all()[at].name.as_str()), want, "{host} on {day:?}");
        }
    }

    #[test]
    fn every_province_has_a_paper_and_a_portal() {
        let gazetteer = Gazetteer::standard();
        let provinces = gazetteer.units().all().iter();
        for unit in provinces.filter(|u| u.rank() == crate::Rank::Province && u.exists(Some("2024"))) {
            let of_home = || gazetteer.outlets().all().iter().filter(|o| o.home == unit.code());
            assert!(of_home().any(|o| o.host.ends_with(".gov.vn")), "{} has no portal", unit.name);
            assert!(of_home().any(|o| !o.host.ends_with(".gov.vn")), "{} has no paper", unit.name);
        }
    }

    #[test]
    fn a_name_of_two_homes_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let rows = "host,name,home,other_names\na.vn,Báo A,35,\nb.vn,B,36,Báo a\n";
        std::fs::write(folder.path().join("outlets.csv"), rows).unwrap();
        let errors = Gazetteer::load(folder.path()).err().unwrap_or_default();
        let told = "outlets.csv:3: name: \"Báo a\" is also a.vn, which has another home";
        assert_eq!(errors.len(), 1);
        assert!(errors[0].to_string().ends_with(told), "{}", errors[0]);
    }
}
