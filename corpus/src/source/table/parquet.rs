//! Apache Parquet: the chosen columns, row group by row group, page by page.

use super::{Cells, Chosen, choose, row};
use crate::record::At;
use crate::source::{Flow, Spot, Walk};
use ::parquet::basic::{LogicalType, TimeUnit};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::{Type, TypePtr};
use std::fs::File;
use std::ops::ControlFlow::Continue;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Reads a table.
pub(in crate::source) fn read(file: File, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let fail = |error: &dyn std::fmt::Display| format!("a Parquet file that cannot be read: {error}");
    let reader = match guarded(|| SerializedFileReader::new(file)) {
        Ok(reader) => reader,
        Err(error) => return walk.problem(spot, fail(&error)),
    };
    let schema = reader.metadata().file_metadata().schema();
    let columns: Vec<TypePtr> =
        schema.get_fields().iter().filter(|field| field.is_primitive()).cloned().collect();
    let names: Vec<String> = columns.iter().map(|column| column.name().to_owned()).collect();
    let chosen = match choose(&names, spot, walk) {
        Ok(chosen) => chosen,
        Err(problem) => return walk.problem(spot, problem),
    };
    let projection = match projection(schema, &columns, chosen) {
        Ok(projection) => projection,
        Err(error) => return walk.problem(spot, fail(&error)),
    };
    let wanted = chosen.0.map(|at| at.map(|at| Wanted { name: &names[at], time: Time::of(&columns[at]) }));
    row_groups(&reader, &projection, &wanted, spot, walk)
}

/// Reads all row groups. What is damaged in one costs what is behind it there: its pages are packed
/// together.
fn row_groups(
    reader: &SerializedFileReader<File>,
    projection: &Type,
    wanted: &[Option<Wanted<'_>>; 5],
    spot: &Spot,
    walk: &mut Walk<'_>,
) -> Flow {
    let mut end = 0;
    for group in 0..reader.num_row_groups() {
        let mut at = end + 1;
        end += u64::try_from(reader.metadata().row_group(group).num_rows()).unwrap_or(0);
        let group = guarded(|| reader.get_row_group(group));
        let rows = match &group {
            Ok(group) => guarded(|| group.get_row_iter(Some(projection.clone()))),
            Err(error) => Err(ParquetError::General(error.to_string())),
        };
        let mut rows = match rows {
            Ok(rows) => rows,
            Err(error) => {
                walk.problem(&spot.record(At::Row(at)), lost(at, end, &error))?;
                continue;
            }
        };
        while let Some(next) = guarded(|| rows.next().transpose()).transpose() {
            let spot = spot.record(At::Row(at));
            match next {
                Ok(found) => row(cells(&found, wanted), &spot, walk)?,
                Err(error) => {
                    walk.problem(&spot, lost(at, end, &error))?;
                    break;
                }
            }
            at += 1;
        }
    }
    Continue(())
}

fn lost(first: u64, last: u64, error: &ParquetError) -> String {
    format!("rows {first} to {last} cannot be read: {error}")
}

/// What the crate answers; a panic of it, which damaged files may cause, is an error too.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let panicked = || ParquetError::General("the data are damaged".to_owned());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(panicked()))
}

/// The schema with the chosen columns alone, so that no others are read.
fn projection(schema: &Type, columns: &[TypePtr], Chosen(chosen): Chosen) -> Result<Type, ParquetError> {
    let mut at: Vec<usize> = chosen.into_iter().flatten().collect();
    at.sort_unstable();
    at.dedup();
    let fields = at.into_iter().map(|at| Arc::clone(&columns[at])).collect();
    Type::group_type_builder(schema.name()).with_fields(fields).build()
}

/// A column that is read.
struct Wanted<'n> {
    name: &'n str,
    time: Option<Time>,
}

/// How a column counts moments (the logical type TIMESTAMP of the Parquet format).
#[derive(Clone, Copy)]
struct Time {
    /// In UTC; a calendar's time of nowhere in particular otherwise, as exports without a zone have it.
    utc: bool,
    /// How many of its units are a second.
    second: i64,
}

impl Time {
    fn of(column: &Type) -> Option<Self> {
        let Some(LogicalType::Timestamp(time)) = column.get_basic_info().logical_type_ref() else {
            return None;
        };
        let second = match time.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        };
        Some(Self { utc: time.is_adjusted_to_u_t_c, second })
    }

    /// ISO 8601, with its zone where that is known.
    fn text(self, count: i64) -> Option<Vec<u8>> {
        let moment = jiff::Timestamp::from_second(count.div_euclid(self.second)).ok()?;
        let text = match self.utc {
            true => moment.to_string(),
            false => jiff::tz::Offset::UTC.to_datetime(moment).to_string(),
        };
        Some(text.into_bytes())
    }
}

fn cells(found: &Row, wanted: &[Option<Wanted<'_>>; 5]) -> Cells {
    wanted.each_ref().map(|wanted| {
        let Wanted { name, time } = wanted.as_ref()?;
        let (_, field) = found.get_column_iter().find(|(column, _)| column == name)?;
        text(field, *time)
    })
}

/// A value as a text cell would have it; moments in ISO 8601.
fn text(field: &Field, time: Option<Time>) -> Option<Vec<u8>> {
    // Of files without a logical type, the unit alone is known, and the zone was UTC.
    let moment = |count, second| time.unwrap_or(Time { utc: true, second }).text(count);
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone().into_bytes()),
        Field::Bytes(bytes) => Some(bytes.data().to_vec()),
        Field::TimestampMillis(at) => moment(*at, 1_000),
        Field::TimestampMicros(at) => moment(*at, 1_000_000),
        Field::Long(at) if time.is_some() => moment(*at, 1_000_000_000),
        Field::Date(days) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            let day = epoch.checked_add(jiff::ToSpan::days(i64::from(*days))).ok()?;
            Some(day.to_string().into_bytes())
        }
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => None,
        other => Some(other.to_string().into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_the_unit_and_zone_of_their_column() {
        let time = |utc, second| Some(Time { utc, second });
        for (field, time, want) in [
            (Field::TimestampMicros(1_711_656_000_000_000), time(false, 1_000_000), "2024-03-28T20:00:00"),
            (Field::TimestampMicros(1_711_656_000_000_000), time(true, 1_000_000), "2024-03-28T20:00:00Z"),
            (Field::TimestampMillis(1_711_656_000_000), None, "2024-03-28T20:00:00Z"),
            (Field::Long(1_711_656_000_000_000_000), time(false, 1_000_000_000), "2024-03-28T20:00:00"),
            (Field::Long(7), None, "7"),
            (Field::Date(19_810), None, "2024-03-28"),
        ] {
            let found = text(&field, time).and_then(|text| String::from_utf8(text).ok());
            assert_eq!(found.as_deref(), Some(want), "{field:?}");
        }
    }
}
