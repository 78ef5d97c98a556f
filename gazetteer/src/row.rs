//! A row of cells as a value, with errors that name the column and what it may hold.

use crate::nearest::did_you_mean;
use csv::StringRecord;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use std::fmt;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellError {
    /// Its column, where it is known.
    pub(crate) column: Option<String>,
    /// What was found and what was expected.
    pub(crate) message: String,
}

/// Reads `cells` under `columns` as a `T`, whose fields are called as the columns are. Spaces around a
/// cell do not count.
pub(crate) fn read<T: DeserializeOwned>(
    columns: &StringRecord,
    cells: &StringRecord,
) -> Result<T, CellError> {
    T::deserialize(MapAccessDeserializer::new(Row { columns, cells, at: 0 }))
}

/// One word of a cell that holds several, as a `T`.
pub(crate) fn word<T: DeserializeOwned>(word: &str) -> Result<T, CellError> {
    T::deserialize(Cell(word))
}

/// A cell that is `yes` or blank.
pub(crate) fn yes_or_blank<'de, D: Deserializer<'de>>(cell: D) -> Result<bool, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "yes" => Ok(true),
        "" => Ok(false),
        other => Err(D::Error::custom(format!("{other:?} is neither `yes` nor blank"))),
    }
}

struct Row<'r> {
    columns: &'r StringRecord,
    cells: &'r StringRecord,
    /// The column that is read next.
    at: usize,
}

impl<'de> MapAccess<'de> for Row<'_> {
    type Error = CellError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, CellError> {
        let key: Option<StrDeserializer<'_, CellError>> =
            self.columns.get(self.at).map(IntoDeserializer::into_deserializer);
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, CellError> {
        let column = self.columns.get(self.at).unwrap_or_default();
        let cell = self.cells.get(self.at).unwrap_or_default().trim();
        self.at += 1;
        seed.deserialize(Cell(cell)).map_err(|error| CellError { column: Some(column.to_owned()), ..error })
    }
}

struct Cell<'c>(&'c str);

/// Numbers are read from their digits.
macro_rules! whole_numbers {
    ($($deserialize:ident $visit:ident $number:ty),*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
            let number = self.0.parse::<$number>();
            visitor.$visit(number.map_err(|_| CellError::custom(format!("{:?} is no whole number", self.0)))?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Cell<'_> {
    type Error = CellError;

    whole_numbers!(deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        match self.0.is_empty() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CellError> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl CellError {
    fn custom(message: impl fmt::Display) -> Self {
        Self { column: None, message: message.to_string() }
    }
}

impl serde::de::Error for CellError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::custom(message)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(not_one_of(variant, expected))
    }
}

/// "plase" is none of a, b and place.
pub(crate) fn not_one_of(word: &str, expected: &[&str]) -> String {
    let shown: Vec<&str> = expected.iter().map(|name| if name.is_empty() { "blank" } else { name }).collect();
    format!("{word:?} is none of {}{}", shown.join(", "), did_you_mean(word, expected.iter().copied()))
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.column.iter().try_for_each(|column| write!(f, "{column}: "))?;
        f.write_str(&self.message)
    }
}

impl std::error::Error for CellError {}
