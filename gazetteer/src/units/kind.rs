//! What types of units there are, and how far down the hierarchy each stands.

use serde::{Deserialize, Serialize};

/// The type word of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitType {
    /// tỉnh, province
    Tinh,
    /// thành phố, city: a province (thành phố trực thuộc trung ương) or a district
    ThanhPho,
    /// quận, urban district
    Quan,
    /// huyện, rural district
    Huyen,
    /// thị xã, town
    ThiXa,
    /// phường, ward
    Phuong,
    /// xã, commune
    Xa,
    /// thị trấn, township
    ThiTran,
    /// đặc khu, special zone (since 2025)
    DacKhu,
    /// thôn, xóm, ấp, bản, buôn, khu phố: parts of a commune
    Thon,
    /// bang, a state abroad
    Bang,
}

/// How far down the hierarchy a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Provinces and cities under the centre.
    Province,
    /// Districts, until 2025-06-30.
    District,
    /// Communes, wards, townships.
    Commune,
    /// Villages and other parts of a commune.
    Village,
    /// Outside Việt Nam.
    Abroad,
}

impl UnitType {
    /// The type's rank; `None` for a city, which may be a province or a district.
    pub fn rank(self) -> Option<Rank> {
        match self {
            Self::Tinh => Some(Rank::Province),
            Self::ThanhPho => None,
            Self::Quan | Self::Huyen | Self::ThiXa => Some(Rank::District),
            Self::Phuong | Self::Xa | Self::ThiTran | Self::DacKhu => Some(Rank::Commune),
            Self::Thon => Some(Rank::Village),
            Self::Bang => Some(Rank::Abroad),
        }
    }
}

/// A type word as written: one row of `unit-types.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct UnitTypeForm {
    /// As written, e.g. `TP.`.
    pub form: String,
    /// The type.
    #[serde(rename = "type")]
    pub kind: UnitType,
    /// The rank where the form alone settles it.
    pub rank: Option<Rank>,
}
