//! Bodies, their fields of work, and the offices that stand for them.

use crate::UnitType;
use serde::Deserialize;

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
