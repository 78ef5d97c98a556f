//! Bodies, their fields of work, and the offices that stand for them.

use crate::UnitType;
use crate::table::{Table, TableError};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

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
        crate::units::within(day, &self.from, &self.to)
    }

    /// Forms of the bodies that took it over.
    pub fn successors(&self) -> impl Iterator<Item = &str> {
        self.successor.split('|').filter(|form| !form.is_empty())
    }

    /// What is wrong with the row itself.
    fn fault(&self) -> Option<String> {
        if let Some(day) = [&self.from, &self.to].into_iter().find(|day| !is_day(day)) {
            return Some(format!("{day} is no day: 2025, 2025-03 or 2025-03-01"));
        }
        let shared = self.from.len().min(self.to.len());
        if self.from[..shared] > self.to[..shared] {
            return Some(format!("it ends on {}, before it begins on {}", self.to, self.from));
        }
        (self.to.is_empty() && !self.successor.is_empty())
            .then(|| "it has a successor and no last day".to_owned())
    }
}

/// Empty, or a year, month or day of ISO 8601.
fn is_day(text: &str) -> bool {
    let shape = text.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b });
    ["", "0000", "0000-00", "0000-00-00"].iter().any(|day| shape.clone().eq(day.bytes()))
}

/// Reads and checks `bodies.csv`: every row can be reached, and successors are bodies that last longer.
pub(crate) fn read(table: &Table<'_>) -> Result<Vec<Body>, TableError> {
    let rows = table.rows::<Body>()?;
    let forms: HashMap<&str, &Body> = rows.iter().map(|(_, body)| (body.form.as_str(), body)).collect();
    let mut written = HashSet::new();
    for (line, body) in &rows {
        if let Some(fault) = body.fault() {
            return Err(table.error(*line, fault));
        }
        if !written.insert(&body.form) {
            return Err(table.error(*line, format!("{} stands twice", body.form)));
        }
        for form in body.successors() {
            let Some(next) = forms.get(form) else {
                return Err(table.error(*line, format!("no body has the successor's form {form}")));
            };
            if !next.to.is_empty() && next.to <= body.to {
                return Err(table.error(*line, format!("its successor {form} ends no later")));
            }
        }
    }
    Ok(rows.into_iter().map(|(_, body)| body).collect())
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
    fn a_wrong_row_is_told_with_its_line() {
        for (rows, message) in [
            ("bộ a,fixed,,,2025,2007,,", "t.csv, line 2: it ends on 2007, before it begins on 2025"),
            ("bộ a,fixed,,,1/3/2025,,,", "t.csv, line 2: 1/3/2025 is no day: 2025, 2025-03 or 2025-03-01"),
            ("bộ a,fixed,,,,,bộ b,", "t.csv, line 2: it has a successor and no last day"),
            ("bộ a,fixed,,,,2007,bộ b,", "t.csv, line 2: no body has the successor's form bộ b"),
            (
                "bộ a,fixed,,,,2007,bộ b,\nbộ b,fixed,,,,2002,,",
                "t.csv, line 2: its successor bộ b ends no later",
            ),
            ("bộ a,fixed,,,,,,\nbộ a,place,,,,,,", "t.csv, line 3: bộ a stands twice"),
        ] {
            let text = format!("form,extent,level,seat,from,to,successor,source\n{rows}\n").into();
            let error = read(&Table { name: "t.csv", text }).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
