//! Bodies, their fields of work, and the offices that stand for them.

use crate::UnitType;
use crate::nearest::did_you_mean;
use crate::table::Table;
use serde::Deserialize;
use std::collections::HashMap;

/// How far the name of a body goes on after its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// The form is the whole name: Chính phủ.
    Fixed,
    /// A place may follow, named or not: UBND huyện Tân Kỳ, UBND tỉnh.
    Place,
    /// A name must follow: Đảng ủy xã Vũ Lăng, Trung đoàn 174.
    Name,
    /// A field of work or a name must follow: Sở Nội vụ, Công ty CP Dệt may.
    Field,
    /// A field, a name or the kinds of its members must follow: Khối thi đua các huyện, thị xã.
    Group,
    /// A number must follow: Khối 5.
    Number,
    /// A country must follow: lực lượng Mỹ.
    Foreign,
    /// The form is no body, though its beginning looks like one.
    Never,
}

/// One row of `bodies.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Body {
    /// As written; capitals as in [`crate::Gazetteer::hits`].
    pub form: String,
    /// What follows.
    pub extent: Extent,
    /// The level at which it confers, where it always is the same.
    pub level: String,
    /// The type of the unit whose body it is, where the form alone says so: tinh for Tỉnh ủy.
    pub seat: Option<UnitType>,
    /// First day (`2025`, `2025-03` or `2025-03-01`); empty where it is not known. It stands in the row of
    /// the full name; shorter names of the same body leave it empty.
    pub from: String,
    /// Last day, or empty while it stands or where it is not known.
    pub to: String,
    /// Forms of the bodies that took it over, separated by `|`.
    pub successor: String,
    /// Law, resolution or decree that the validity comes from; empty where none is named.
    pub source: String,
}

impl Body {
    /// True if the body is known to exist on `day`, as [`crate::Unit::exists`].
    pub fn exists(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| crate::validity::covers(&self.from, &self.to, day))
    }

    /// Forms of the bodies that took it over.
    pub fn successors(&self) -> impl Iterator<Item = &str> {
        self.successor.split('|').filter(|form| !form.is_empty())
    }
}

/// Reads `bodies.csv`, and reports successors that are no bodies or that end no later.
pub(crate) fn read(table: &mut Table) -> Vec<Body> {
    let rows = table.rows::<Body>();
    let forms: HashMap<&str, &Body> = rows.iter().map(|(_, body)| (body.form.as_str(), body)).collect();
    for (at, body) in &rows {
        if body.to.is_empty() && !body.successor.is_empty() {
            table.report(*at, "successor: stands without a last day");
        }
        for form in body.successors() {
            match forms.get(form) {
                None => {
                    let nearest = did_you_mean(form, forms.keys().copied());
                    table.report(*at, format!("successor: no body has the form {form:?}{nearest}"));
                }
                Some(next) if !next.to.is_empty() && next.to <= body.to => {
                    table.report(*at, format!("successor: {form:?} ends no later"));
                }
                Some(_) => {}
            }
        }
    }
    rows.into_iter().map(|(_, body)| body).collect()
}

/// One row of `fields.csv`: a field of work that ministries and departments are named after.
#[derive(Debug, Clone, Deserialize)]
pub struct Field {
    /// As written.
    pub field: String,
}

/// What the holder of an office does at a ceremony.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Can confer in the office's name: Chủ tịch, Bộ trưởng, Hiệu trưởng.
    Holder,
    /// Hands over what others confer: Phó Chủ tịch.
    Deputy,
    /// A member of a body: Ủy viên.
    Member,
    /// Somebody for the body: lãnh đạo, đại diện.
    Delegate,
    /// Held it once: nguyên, cựu.
    Former,
}

/// One row of `offices.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Office {
    /// As written.
    pub form: String,
    /// What its holder does.
    pub role: Role,
    /// The full name where the form stands for one office: Chủ tịch nước.
    pub name: String,
    /// The level at which it confers.
    pub level: String,
    /// What the names of the bodies begin with that have this office, by `|`: trường for Hiệu trưởng.
    pub of: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    fn body(form: &str) -> &'static Body {
        let all = Gazetteer::standard().bodies();
        all.iter().find(|body| body.form == form).unwrap_or_else(|| panic!("no row {form}"))
    }

    #[test]
    fn ministries_end_where_another_takes_them_over() {
        for (form, last, next, successors) in [
            ("bộ Kế hoạch và đầu tư", "2025-02-28", "2025-03-01", vec!["bộ tài chính"]),
            ("ủy ban dân tộc", "2025-02-28", "2025-03-01", vec!["bộ Dân tộc và tôn giáo"]),
            ("bộ Công nghiệp", "2007", "2008", vec!["bộ Công thương"]),
            ("ban dân vận trung ương", "2025-01", "2025-02", vec!["ban tuyên giáo và dân vận trung ương"]),
            (
                "bộ Khoa học - công nghệ và môi trường",
                "2002",
                "2003",
                vec!["bộ Khoa học và công nghệ", "bộ Tài nguyên và môi trường"],
            ),
        ] {
            let body = body(form);
            assert!(body.exists(Some(last)) && !body.exists(Some(next)), "{form}");
            assert_eq!(body.successors().collect::<Vec<_>>(), successors, "{form}");
        }
    }

    #[test]
    fn every_successor_of_the_table_exists_when_it_takes_over() {
        let all = Gazetteer::standard().bodies();
        for old in all.iter().filter(|body| !body.successor.is_empty()) {
            for form in old.successors() {
                let year = |day: &str| day.get(..4).map_or(0, |y| y.parse::<u32>().unwrap());
                let next = body(form);
                assert!(year(&next.from) <= year(&old.to) + 1, "{} -> {form}", old.form);
            }
        }
    }

    #[test]
    fn a_wrong_successor_is_told_with_its_line() {
        for (rows, message) in [
            ("bộ a,fixed,,bộ y tế", "bodies.csv:2: successor: stands without a last day"),
            ("bộ a,fixed,2007,bộ b", "bodies.csv:2: successor: no body has the form \"bộ b\""),
            ("bộ a,fixed,2007,bộ b\nbộ b,fixed,2002,", "bodies.csv:2: successor: \"bộ b\" ends no later"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let text = format!("form,extent,to,successor\n{rows}\n");
            std::fs::write(folder.path().join("bodies.csv"), text).unwrap();
            let errors = Gazetteer::load(folder.path()).err().unwrap_or_default();
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert!(told.iter().any(|line| line.contains(message)), "{rows}: {told:?}");
        }
    }
}
