//! Awards and the forms they are written in.

use crate::laws::{Law, Ruling};
use crate::nearest::did_you_mean;
use crate::row;
use crate::table::Table;
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
    /// order, medal, state-title, emulation-title, flag, certificate, letter, insignia, prize, ...
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
    /// True where the id stands for many awards, told apart by their names: Giải thưởng Lý Tự Trọng, Giải thưởng
    /// Tôn Đức Thắng.
    #[serde(deserialize_with = "row::yes_or_blank")]
    pub many: bool,
    /// Day or year it came into being, EDTF; empty where it is not known.
    pub from: String,
    /// Last day or year it could be conferred, EDTF; empty while it can be, or where it is not known.
    pub to: String,
    /// The laws and articles that rule it, by `|`; see [`Award::rulings`].
    pub law: String,
}

impl Award {
    /// True for one of [`Award::classes`].
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.split('|').any(|known| known == class)
    }

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
    /// Nothing; things receive it, and neither people nor units: a monument, a treasure, a tree.
    Thing,
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

pub(crate) fn read_awards(table: &mut Table, laws: &[Law]) -> Vec<Award> {
    let mut awards = Vec::new();
    for (at, award) in table.rows::<Award>() {
        if let Some(fault) = award.rulings().find_map(|ruling| ruling.fault(laws)) {
            table.report(at, format!("law: {fault}"));
        }
        awards.push(award);
    }
    awards
}

pub(crate) fn read_forms(table: &mut Table, awards: &[Award]) -> Vec<AwardForm> {
    let index: HashMap<&str, usize> = awards.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
    let mut forms = Vec::new();
    for (at, row) in table.rows::<FormRow>() {
        let award = index.get(row.award.as_str());
        if award.is_none() {
            let nearest = did_you_mean(&row.award, index.keys().copied());
            table.report(at, format!("award: no award has the id {:?}{nearest}", row.award));
        }
        let mut takes = Vec::new();
        for word in row.takes.split_whitespace() {
            match row::word(word) {
                Ok(word) => takes.push(word),
                Err(error) => table.report(at, format!("takes: {error}")),
            }
        }
        forms.extend(award.map(|award| AwardForm { form: row.form, award: *award, takes }));
    }
    forms
}

#[cfg(test)]
mod tests {
    use crate::Gazetteer;

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
