//! Which unit lies in which, on a day or ever.

use super::{UnitType, Units};

impl Units {
    /// A unit and those that it lies in on a day, from itself up to its province or as far as parents are known.
    pub fn line<'u>(&'u self, unit: usize, day: Option<&'u str>) -> impl Iterator<Item = usize> + 'u {
        std::iter::successors(Some(unit), move |at| self.parent(*at, day))
    }

    /// True if the unit lies within another one, at any depth, on a day.
    pub fn lies_in(&self, unit: usize, whole: usize, day: Option<&str>) -> bool {
        self.line(unit, day).skip(1).any(|larger| larger == whole)
    }

    /// The unit's parent on a day; where the unit is not known to have existed on it, on the unit's last day, or on
    /// its first where it stands. Where no unit of the parent's code stood then, the one that the parent came from;
    /// `None` where that was not one alone, or is not known.
    pub fn parent(&self, unit: usize, day: Option<&str>) -> Option<usize> {
        let (parents, unit) = (&self.by_id[self.parents[unit].clone()], &self.all[unit]);
        let own = [&unit.to, &unit.from].into_iter().find(|day| !day.is_empty()).map(|day| &**day);
        let Some(day) = day.filter(|day| unit.exists(Some(day))).or(own) else {
            return self.in_force(parents, None);
        };
        let standing = parents.iter().copied().find(|at| self.all[*at].exists(Some(day)));
        standing.or_else(|| self.sole_origin(parents, day))
    }

    /// Of the units of their rank that some came from, at any remove, the one that stood on a day; `None` where none
    /// or several did.
    fn sole_origin(&self, units: &[usize], day: &str) -> Option<usize> {
        let rank = self.all[*units.first()?].rank();
        let mut open = units.to_vec();
        let mut found = None;
        while let Some(at) = open.pop() {
            for &origin in self.predecessors(at).iter().filter(|at| self.all[**at].rank() == rank) {
                if !self.all[origin].exists(Some(day)) {
                    open.push(origin);
                } else if found.is_some_and(|found| found != origin) {
                    return None;
                } else {
                    found = Some(origin);
                }
            }
        }
        found
    }

    /// Every unit that this one lay in at some time: what stood under its parent's code while it stood, and so on up.
    pub fn ancestors(&self, unit: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open = vec![unit];
        while let Some(at) = open.pop() {
            let meets = |one: &usize| self.all[*one].meets(&self.all[unit]) && !found.contains(one);
            let parents: Vec<usize> =
                self.of_code(&self.all[at].parent).iter().copied().filter(meets).collect();
            found.extend(&parents);
            open.extend(parents);
        }
        found
    }

    /// Plain names from the province down, or from where the parents are known.
    pub fn path(&self, unit: usize, day: Option<&str>) -> Vec<String> {
        let mut path: Vec<String> = self.line(unit, day).map(|at| self.path_name(at)).collect();
        path.reverse();
        path
    }

    /// The name a path uses: with the type word only for numbered units ("Quận 1", "Phường 5").
    fn path_name(&self, unit: usize) -> String {
        let unit = &self.all[unit];
        let numbered = unit.name.starts_with(|c: char| c.is_ascii_digit());
        match unit.kind {
            UnitType::Quan if numbered => format!("Quận {}", unit.name),
            UnitType::Phuong if numbered => format!("Phường {}", unit.name),
            _ => unit.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Gazetteer, Rank};

    #[test]
    fn paths_follow_the_hierarchy_of_the_day() {
        let units = Gazetteer::standard().units();
        for (id, day, path) in [
            ("343-2020", "2024-03-28", vec!["Thái Bình", "Kiến Xương"]),
            ("760-2020", "2020", vec!["Hồ Chí Minh", "Quận 1"]),
            ("477-2020", "2017-03-16", vec!["Thừa Thiên Huế", "Quảng Điền"]),
            ("477-2020", "2025-03-16", vec!["Huế", "Quảng Điền"]),
            ("271-2008", "2007-03-16", vec!["Hà Tây", "Ba Vì"]),
            // A page of today that names what was.
            ("343-2020", "2025-08-01", vec!["Thái Bình", "Kiến Xương"]),
            ("00004-2025", "2025-08-01", vec!["Hà Nội", "Ba Đình"]),
        ] {
            let unit = units.by_id(id).unwrap();
            assert_eq!(units.path(unit, Some(day)), path);
        }
    }

    #[test]
    fn a_path_names_no_province_or_district_that_was_not_there() {
        let units = Gazetteer::standard().units();
        for (code, day, path) in [
            // Handed over between provinces.
            ("271", "1977", vec!["Hà Sơn Bình", "Ba Vì"]),
            ("271", "1985", vec!["Hà Nội", "Ba Vì"]),
            ("271", "1991-08-12", vec!["Hà Tây", "Ba Vì"]),
            ("250", "1985", vec!["Hà Nội", "Mê Linh"]),
            ("250", "1995", vec!["Vĩnh Phú", "Mê Linh"]),
            ("061", "1995", vec!["Cao Bằng", "Ba Bể"]),
            ("751", "1990", vec!["Đồng Nai", "Xuyên Mộc"]),
            ("110", "2003-12-31", vec!["Lào Cai", "Than Uyên"]),
            // What their province came from, and what that came from.
            ("360", "1996-12-31", vec!["Nam Hà", "Ý Yên"]),
            ("360", "1997-01-01", vec!["Nam Định", "Ý Yên"]),
            ("360", "1985", vec!["Hà Nam Ninh", "Ý Yên"]),
            ("343", "1985", vec!["Thái Bình", "Kiến Xương"]),
            // Before the tables.
            ("360", "1970", vec!["Ý Yên"]),
            // The district was founded later; out of what is not known.
            ("01858", "2003-06-11", vec!["Bằng Thành"]),
            ("01858", "2003-06-12", vec!["Bắc Kạn", "Pác Nặm", "Bằng Thành"]),
            // The district was dissolved a month after the communes around were merged.
            ("01447", "2020-02-29", vec!["Cao Bằng", "Trà Lĩnh", "Hùng Quốc"]),
            ("01447", "2020-03-01", vec!["Cao Bằng", "Trùng Khánh", "Trà Lĩnh"]),
        ] {
            let unit = units.by_code(code, Some(day)).unwrap();
            assert_eq!(units.path(unit, Some(day)), path, "{code} on {day}");
        }
    }

    #[test]
    fn a_known_day_has_no_parent_that_did_not_stand_on_it() {
        let units = Gazetteer::standard().units();
        for day in ["1970", "1977-06-01", "1985", "1990-01-01", "1995", "2000", "2003-12-31", "2010"] {
            for at in units.on(day) {
                let parent = units.parent(at, Some(day)).map(|at| &units.all()[at]);
                assert!(
                    parent.is_none_or(|parent| parent.exists(Some(day))),
                    "{} on {day}: {parent:?}",
                    units.all()[at].id
                );
            }
        }
    }

    #[test]
    fn a_parent_exists_on_every_day_that_its_unit_does() {
        let units = Gazetteer::standard().units();
        for (day, lowest) in [
            ("2026-11-01", Rank::Commune),
            ("2025-08-01", Rank::Commune),
            ("2025-06-30", Rank::Commune),
            ("2022-12-31", Rank::Commune),
            ("2021-07-10", Rank::Commune),
            ("2020-01-15", Rank::Commune),
            // The first day of a commune is not known where it stood in 2019.
            ("2008-07-31", Rank::District),
            ("2004-01-01", Rank::District),
        ] {
            let below = |at: &usize| (Rank::District..=lowest).contains(&units.all()[*at].rank());
            for at in units.on(day).filter(below) {
                let parent = units.parent(at, Some(day)).map(|at| &units.all()[at]);
                assert!(
                    parent.is_some_and(|p| p.exists(Some(day))),
                    "{} on {day}: {parent:?}",
                    units.all()[at].id
                );
            }
        }
    }
}
