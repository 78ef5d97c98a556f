//! The sorts of senses that a token can have, a bit for each: most questions ask for no more, and most
//! tokens have none of the sorts that a question is about.

use bangvang_gazetteer::Sense;

/// A set of sorts.
pub(crate) type Sorts = u16;

pub(crate) const AWARD: Sorts = 1;
pub(crate) const UNIT: Sorts = 1 << 1;
pub(crate) const ABROAD: Sorts = 1 << 2;
pub(crate) const UNIT_TYPE: Sorts = 1 << 3;
pub(crate) const BODY: Sorts = 1 << 4;
pub(crate) const FIELD: Sorts = 1 << 5;
pub(crate) const OFFICE: Sorts = 1 << 6;
pub(crate) const NOUN: Sorts = 1 << 7;
pub(crate) const CUE: Sorts = 1 << 8;
pub(crate) const NUMERAL: Sorts = 1 << 9;
/// A family name that alone tells of a person.
pub(crate) const SURNAME: Sorts = 1 << 10;
/// Any other family name.
pub(crate) const WEAK_SURNAME: Sorts = 1 << 11;
pub(crate) const COMPOUND: Sorts = 1 << 12;
pub(crate) const NAMESAKE: Sorts = 1 << 13;

/// The sort of a sense.
#[inline]
pub(crate) fn of(sense: Sense) -> Sorts {
    match sense {
        Sense::Award(_) => AWARD,
        Sense::Unit(_) => UNIT,
        Sense::Abroad(_) => ABROAD,
        Sense::UnitType(_) => UNIT_TYPE,
        Sense::Body(_) => BODY,
        Sense::Field => FIELD,
        Sense::Office(_) => OFFICE,
        Sense::Noun(_) => NOUN,
        Sense::Cue(_) => CUE,
        Sense::Numeral(_) => NUMERAL,
        Sense::Surname(true) => SURNAME,
        Sense::Surname(false) => WEAK_SURNAME,
        Sense::Compound => COMPOUND,
        Sense::Namesake => NAMESAKE,
    }
}
