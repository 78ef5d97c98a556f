//! Awards and the forms they are written in.

use crate::nearest::did_you_mean;
use crate::row;
use crate::table::Table;
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
    /// No award if a contest's metal follows: huy chương vàng.
    Medal,
    /// An award only where it is said to be reached: đạt danh hiệu ...
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

pub(crate) fn read_awards(table: &mut Table) -> Vec<Award> {
    table.rows().into_iter().map(|(_, award)| award).collect()
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
