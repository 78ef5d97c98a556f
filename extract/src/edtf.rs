//! Dates as EDTF, the Extended Date/Time Format of ISO 8601-2:2019.

use jiff::civil;
use std::fmt;

/// A day, month or year; what is not known is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Date {
    /// Year, or `XXXX`.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
}

/// A calendar expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// `2024-03-28`, `2024-03`, `2024`, `XXXX-03-28`
    Date(Date),
    /// `2010~`
    About(i16),
    /// `199X`, by its first year
    Decade(i16),
    /// Sub-year groupings: seasons 21 to 24, quarters 33 to 36.
    Part(Option<i16>, u8),
    /// From, to.
    Interval(Date, Date),
}

impl Date {
    /// A year.
    pub fn year(year: i16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// A month of a year, if there is such a month.
    pub fn month(year: Option<i16>, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day, if there is such a day. Without a year, 29 February is one.
    pub fn day(year: Option<i16>, month: u8, day: u8) -> Option<Self> {
        let known = year.unwrap_or(2024);
        civil::Date::new(known, month as i8, day as i8).ok()?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// The first day of it, where the year is known.
    pub fn first_day(self) -> Option<civil::Date> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        civil::Date::new(self.year?, month as i8, day as i8).ok()
    }

    /// Reads `2024`, `2024-03`, `2024-03-28`, the latter with a time behind it or not.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.split('T').next()?;
        let mut parts = day.splitn(3, '-');
        let year: i16 = parts.next()?.parse().ok()?;
        let mut number = || parts.next().map(str::parse::<u8>).transpose().ok();
        match (number()?, number()?) {
            (None, _) => Some(Self::year(year)),
            (Some(month), None) => Self::month(Some(year), month),
            (Some(month), Some(day)) => Self::day(Some(year), month, day),
        }
    }

    /// The same month and day in the year that brings them nearest to `anchor`; without a year where no
    /// year near it has such a day.
    #[must_use]
    pub fn nearest(self, anchor: civil::Date) -> Self {
        let year = anchor.year();
        let candidates = [year, year - 1, year + 1].map(|y| Self { year: Some(y), ..self });
        let distance = |d: &Self| d.first_day().map_or(i32::MAX, |d| (d - anchor).get_days().abs());
        let real = candidates.into_iter().filter(|d| d.day.is_none() || d.first_day().is_some());
        real.min_by_key(distance).unwrap_or(self)
    }

    pub(crate) fn is_year(self) -> bool {
        self.month.is_none()
    }
}

impl Edtf {
    /// The year it lies in, or begins in.
    pub fn first_year(self) -> Option<i16> {
        match self {
            Self::Date(d) | Self::Interval(d, _) => d.year,
            Self::About(y) | Self::Decade(y) => Some(y),
            Self::Part(y, _) => y,
        }
    }

    /// The year it ends in.
    pub fn last_year(self) -> Option<i16> {
        match self {
            Self::Interval(_, d) => d.year,
            _ => self.first_year(),
        }
    }

    /// True for years and runs of years: what a period of achievement is stated in.
    pub fn is_period(self) -> bool {
        match self {
            Self::Date(d) => d.is_year(),
            Self::Interval(a, b) => a.is_year() && b.is_year(),
            _ => false,
        }
    }

    /// True for a day or a run of days: when something happened.
    pub fn is_day(self) -> bool {
        match self {
            Self::Date(d) => d.day.is_some(),
            Self::Interval(a, b) => a.day.is_some() && b.day.is_some(),
            _ => false,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::About(year) => write!(f, "{year:04}~"),
            Self::Decade(year) => write!(f, "{:03}X", year / 10),
            Self::Part(Some(year), part) => write!(f, "{year:04}-{part}"),
            Self::Part(None, part) => write!(f, "XXXX-{part}"),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_written_as_the_standard_has_them() {
        for (value, want) in [
            (Edtf::Date(Date::day(Some(2024), 3, 28).unwrap()), "2024-03-28"),
            (Edtf::Date(Date::day(None, 2, 29).unwrap()), "XXXX-02-29"),
            (Edtf::Date(Date::month(None, 3).unwrap()), "XXXX-03"),
            (Edtf::Part(Some(2023), 33), "2023-33"),
            (Edtf::About(2010), "2010~"),
            (Edtf::Decade(1990), "199X"),
            (Edtf::Interval(Date::year(2021), Date::year(2025)), "2021/2025"),
        ] {
            assert_eq!(value.to_string(), want);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for (year, month, day) in [(Some(2023), 2, 29), (None, 13, 1), (None, 4, 31), (Some(2024), 0, 1)] {
            assert_eq!(Date::day(year, month, day), None);
        }
    }

    #[test]
    fn a_yearless_day_takes_the_nearest_year() {
        let anchor = |text: &str| Date::parse(text).and_then(Date::first_day).unwrap();
        for (published, month, day, year) in [
            ("2024-01-05", 12, 28, 2023),
            ("2023-12-28", 1, 5, 2024),
            ("2024-03-28T20:20+07:00", 3, 27, 2024),
        ] {
            let date = Date::day(None, month, day).unwrap().nearest(anchor(published));
            assert_eq!(date.year, Some(year), "{published}");
        }
    }
}
