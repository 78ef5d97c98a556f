//! Awards and the forms they are written in.

use crate::laws::{Law, Ruling};
use crate::table::{Table, TableError};
use crate::validity;
use serde::Deserialize;
use std::collections::HashMap;

/// One row of `awards.csv`: an award of the Law on Emulation and Commendation, or a class of awards.
#[derive(Debug, Clone, Deserialize)]
pub struct Award {
    /// Stable id, e.g. `huan-chuong-lao-dong`.
    pub id: String,
    /// Full Vietnamese name.
    pub name_vi: String,
    /// order, medal, state-title, emulation-title, flag, certificate, insignia, prize, ...
    pub kind: String,
    /// The classes it has, separated by `|`.
    pub classes: String,
    /// English name.
    pub label_en: String,
    /// The level that confers it where the law fixes one: state, government, party, ...
    pub level: String,
    /// Who confers it where the law fixes one.
    pub conferrer: String,
    /// What kind of recipient it is for, where there is only one.
    pub recipient: Recipient,
    /// Day or year it came into being, EDTF; empty where it is not known.
    pub from: String,
    /// Last day or year it could be conferred, EDTF; empty while it can be, or where it is not known.
    pub to: String,
    /// The laws and articles that rule it, by `|`; see [`Award::rulings`].
    pub law: String,
}

impl Award {
    /// True unless the award is known not to exist yet, or no more, on `day` (`2024`, `2024-03` or
    /// `2024-03-28`). The dates are those of the laws in [`Award::rulings`]; `laws.csv` and
    /// `data/README.md` name where they are from.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// let award = |id| Gazetteer::standard().award(id).unwrap();
    /// assert!(award("huan-chuong-chien-thang").in_force("1975-04-30"));
    /// assert!(!award("huan-chuong-chien-thang").in_force("2010"));
    /// assert!(!award("xa-phuong-thi-tran-tieu-bieu").in_force("2023-12-31"));
    /// ```
    pub fn in_force(&self, day: &str) -> bool {
        validity::covers(&self.from, &self.to, day)
    }

    /// The laws that rule it, the oldest first, with their articles.
    ///
    /// ```
    /// use bangvang_gazetteer::{Gazetteer, Ruling};
    /// let award = Gazetteer::standard().award("huan-chuong-lao-dong").unwrap();
    /// assert_eq!(award.rulings().last(), Some(Ruling { law: "luat-2022", articles: "42-44" }));
    /// ```
    pub fn rulings(&self) -> impl Iterator<Item = Ruling<'_>> {
        Ruling::all(&self.law)
    }

    /// What is wrong with the row.
    fn fault(&self, laws: &[Law]) -> Option<String> {
        validity::fault(&self.from, &self.to)
            .or_else(|| self.rulings().find_map(|ruling| ruling.fault(laws)))
            .or_else(|| unknown("kind", &self.kind, KINDS))
            .or_else(|| unknown("level", &self.level, LEVELS))
            .or_else(|| classes_fault(&self.classes))
    }
}

const KINDS: &[&str] = &[
    "order",
    "medal",
    "state-title",
    "emulation-title",
    "flag",
    "certificate",
    "commendation",
    "insignia",
    "prize",
    "other-title",
    "foreign",
];

/// The levels of the record contract; empty where no law fixes one.
const LEVELS: &[&str] = &[
    "",
    "state",
    "government",
    "ministry",
    "province",
    "district",
    "commune",
    "grassroots",
    "party",
    "union",
    "foreign",
];

fn unknown(column: &str, value: &str, known: &[&str]) -> Option<String> {
    (!known.contains(&value)).then(|| format!("unknown {column} {value:?}; one of {}", known.join(", ")))
}

/// Classes are grades (1, 2, 3) or the years of a badge (30, 40, ...), each once, in order.
fn classes_fault(classes: &str) -> Option<String> {
    let mut last = 0;
    for class in classes.split('|').filter(|_| !classes.is_empty()) {
        let number = class.parse::<u32>().ok().filter(|n| (1..=3).contains(n) || (30..=100).contains(n));
        match number {
            None => return Some(format!("{class:?} is no class: 1, 2, 3, or the years of a badge")),
            Some(number) if number <= last => return Some(format!("class {number} stands after {last}")),
            Some(number) => last = number,
        }
    }
    None
}

/// A kind of recipient, or of counted thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Default, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// Units, organisations, places.
    Collective,
    /// Persons.
    Individual,
    /// Families.
    Household,
    /// One figure for several kinds.
    Mixed,
    /// Not said.
    #[default]
    #[serde(rename = "")]
    Unspecified,
}

impl Recipient {
    /// The word of the record contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Collective => "collective",
            Self::Individual => "individual",
            Self::Household => "household",
            Self::Mixed => "mixed",
            Self::Unspecified => "unspecified",
        }
    }
}

/// What may follow a form and belong to the award's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Takes {
    /// A class: hạng Nhất, hạng 3, các hạng.
    Class,
    /// The war before the class: chống Pháp, chống Mỹ cứu nước.
    War,
    /// The rank that decides which title it is: cấp tỉnh, cơ sở, ngành Thuế.
    Rank,
    /// A name in quotation marks: Kỷ niệm chương "Vì sự nghiệp Tư pháp".
    Name,
    /// The field of work that ends its name: Huy chương Vì sự nghiệp Sân khấu.
    Field,
    /// A proper name, without which the form is no award: Giải thưởng Trần Đại Nghĩa.
    ProperName,
    /// The years of a Party badge: 40 năm tuổi Đảng.
    Badge,
    /// The standard it certifies: Bằng công nhận xã đạt chuẩn nông thôn mới.
    OfStandard,
    /// Nothing; the form itself says that a standard is reached: đạt chuẩn nông thôn mới.
    Standard,
    /// The rest of "huân, huy chương", without which the form is no award.
    BeforeMedal,
    /// An award only beside another, or with its name in quotation marks: a contest's metal is none.
    Medal,
    /// An award only where it is said to be reached (đạt danh hiệu ...), or stands behind an award.
    Reached,
    /// An award only where it is conferred on somebody and nothing else is.
    Praise,
}

/// One row of `award-forms.csv`: a way an award is written.
#[derive(Debug, Clone)]
pub struct AwardForm {
    /// As written; words that must be capitalised in the text are capitalised here.
    pub form: String,
    /// Index of the award.
    pub award: usize,
    /// What may follow.
    pub takes: Vec<Takes>,
}

impl AwardForm {
    /// True if the form takes `what`.
    pub fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }
}

#[derive(Deserialize)]
struct FormRow {
    form: String,
    award: String,
    takes: String,
}

pub(crate) fn read_awards(table: &Table<'_>, laws: &[Law]) -> Result<Vec<Award>, TableError> {
    let rows = table.rows::<Award>()?;
    let mut seen = HashMap::new();
    for (line, award) in &rows {
        if let Some(first) = seen.insert(award.id.clone(), *line) {
            return Err(table.error(*line, format!("award {} already stands in line {first}", award.id)));
        }
        if let Some(fault) = award.fault(laws) {
            return Err(table.error(*line, fault));
        }
    }
    Ok(rows.into_iter().map(|(_, award)| award).collect())
}

pub(crate) fn read_forms(table: &Table<'_>, awards: &[Award]) -> Result<Vec<AwardForm>, TableError> {
    let index: HashMap<&str, usize> = awards.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
    let read = |(line, row): (u64, FormRow)| {
        let award = *index
            .get(row.award.as_str())
            .ok_or_else(|| table.error(line, format!("unknown award {:?}; see awards.csv", row.award)))?;
        let takes = row
            .takes
            .split_whitespace()
            .map(|word| {
                let word = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word);
                Takes::deserialize(word).map_err(|e| table.error(line, e.to_string()))
            })
            .collect::<Result<_, _>>()?;
        Ok(AwardForm { form: row.form, award, takes })
    };
    table.rows()?.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    const HEADER: &str = "id,name_vi,kind,classes,label_en,level,conferrer,recipient,from,to,law";

    #[test]
    fn a_bad_award_is_told_with_its_line() {
        for (row, part) in [
            ("a,A,order,,A,state,,,,,luat-1", "unknown law \"luat-1\""),
            ("a,A,order,,A,state,,,1999-02-30,,", "\"1999-02-30\" is no day"),
            ("a,A,order,,A,state,,,2024,2003,", "before it begins"),
            ("a,A,ordre,,A,state,,,,,", "unknown kind \"ordre\""),
            ("a,A,order,,A,national,,,,,", "unknown level \"national\""),
            ("a,A,order,1|2|4,A,state,,,,,", "\"4\" is no class"),
            ("a,A,order,2|1,A,state,,,,,", "class 1 stands after 2"),
            ("a,A,order,,A,state,,everybody,,,", "unknown variant `everybody`"),
            ("b,B,order,,B,state,,,,,", "already stands in line 2"),
        ] {
            let text = format!("{HEADER}\nb,B,order,1|2|3,B,state,,,1947-06-06,,\n{row}\n");
            let error = read_awards(&Table { name: "awards.csv", text: text.into() }, &[]).unwrap_err();
            assert_eq!(error.line, 3, "{error}");
            assert!(error.message.contains(part), "{row}: {error}");
        }
    }

    #[test]
    fn orders_and_state_titles_are_the_presidents() {
        for award in Gazetteer::standard().awards() {
            let by_kind = matches!(award.kind.as_str(), "order" | "state-title");
            assert!(!by_kind || award.level == "state", "{}", award.id);
            assert_eq!(award.level == "state", award.conferrer == "Chủ tịch nước", "{}", award.id);
        }
    }

    #[test]
    fn awards_stand_from_the_law_that_made_them_to_the_one_that_ended_them() {
        for (id, day, stands) in [
            ("huan-chuong-sao-vang", "1947-06-05", false),
            ("huan-chuong-sao-vang", "1947-06-06", true),
            ("huan-chuong-lao-dong", "1949", false),
            ("huan-chuong-chien-si-ve-vang", "2004-06-30", true),
            ("huan-chuong-chien-si-ve-vang", "2004-07-01", false),
            ("huy-chuong-chien-si-ve-vang", "2004-07-01", true),
            ("tinh-anh-hung", "2005-06-26", false),
            ("ba-me-viet-nam-anh-hung", "1994-12-17", true),
            ("huy-chuong-thanh-nien-xung-phong-ve-vang", "2023", false),
            ("bang-khen", "1950-01-01", true),
        ] {
            assert_eq!(Gazetteer::standard().award(id).unwrap().in_force(day), stands, "{id} on {day}");
        }
    }
}
