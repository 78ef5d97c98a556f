//! `bangvang gazetteer find`: units as a table or as JSON.

use crate::args::Find;
use crate::{DONE, FAILED, PROBLEMS, USAGE, bytes_of, print, print_to, tell, width};
use bangvang_gazetteer::{Gazetteer, Wanted};
use comfy_table::{ContentArrangement, Table, presets};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn find(args: &Find, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    match (&args.addresses, &args.name) {
        (Some(file), _) => addresses(file, args.on.as_deref(), gazetteer),
        (None, name) => named(name.as_deref().unwrap_or_default(), args, gazetteer),
    }
}

/// The units of one name or address.
fn named(name: &str, args: &Find, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let on = args.on.as_deref();
    let within = args.at.as_ref().map(|place| gazetteer.place(place, on));
    if let (Some(place), Some([])) = (&args.at, within.as_deref()) {
        tell(&format!("--at {place}: no unit is called so{}", nearest(place, gazetteer)));
        return Ok(USAGE);
    }
    let wanted = Wanted { on, within: within.as_deref() };
    let found = units(name, wanted, gazetteer);
    if found.is_empty() {
        let on = on.map_or_else(String::new, |day| format!(" on {day}"));
        let at = args.at.as_ref().map_or_else(String::new, |place| format!(" at {place}"));
        let other = others(name, wanted, gazetteer).unwrap_or_else(|| nearest(name, gazetteer));
        tell(&format!("{name}: no unit is called so{on}{at}{other}"));
        return Ok(FAILED);
    }
    print(&if args.json { json(&found, on, gazetteer)? } else { table(&found, on, gazetteer) })?;
    Ok(DONE)
}

fn units(name: &str, wanted: Wanted<'_>, gazetteer: &Gazetteer) -> Vec<usize> {
    match name.contains(',') {
        true => gazetteer.find_address(name, wanted),
        false => gazetteer.find(name, wanted),
    }
}

/// So many units of other days and places are told.
const OTHERS: usize = 3;

/// "; on other days Phú Yên › Tuy Hòa (thành phố until 2025-06-30)": those that are called so but are kept out by the day or
/// else the place, or by both. `None` where there are none.
fn others(name: &str, wanted: Wanted<'_>, gazetteer: &Gazetteer) -> Option<String> {
    let kept_out = [
        (wanted.on.is_some(), "on other days", Wanted { on: None, ..wanted }),
        (wanted.within.is_some(), "elsewhere", Wanted { within: None, ..wanted }),
        (true, "elsewhere and on other days", Wanted::default()),
    ];
    let kept_out = kept_out.into_iter().filter(|(asked, ..)| *asked);
    let mut found = kept_out.map(|(_, where_, wanted)| (where_, units(name, wanted, gazetteer)));
    let (where_, found) = found.find(|(_, found)| !found.is_empty())?;
    let told: Vec<String> = found.iter().take(OTHERS).map(|unit| told(*unit, gazetteer)).collect();
    let more = match found.len() - told.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("; {where_} {}{more}", told.join(", ")))
}

/// "Phú Yên › Tuy Hòa (thành phố until 2025-06-30)"
fn told(unit: usize, gazetteer: &Gazetteer) -> String {
    let record = gazetteer.unit_record(unit, None);
    let days = match (record.from, record.to) {
        (None, None) => String::new(),
        (None, Some(to)) => format!(" until {to}"),
        (Some(from), None) => format!(" since {from}"),
        (Some(from), Some(to)) => format!(" from {from} to {to}"),
    };
    format!("{} ({}{days})", record.path.join(" › "), gazetteer.units().all()[unit].type_word())
}

/// "; did you mean Bắc Hà, Bắc Hải?", or nothing.
fn nearest(name: &str, gazetteer: &Gazetteer) -> String {
    match gazetteer.nearest_units(name) {
        none if none.is_empty() => String::new(),
        names => format!("; did you mean {}?", names.join(", ")),
    }
}

fn json(found: &[usize], on: Option<&str>, gazetteer: &Gazetteer) -> anyhow::Result<String> {
    found.iter().try_fold(String::new(), |mut out, unit| {
        writeln!(out, "{}", serde_json::to_string(&gazetteer.unit_record(*unit, on))?)?;
        Ok(out)
    })
}

fn table(found: &[usize], on: Option<&str>, gazetteer: &Gazetteer) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(["id", "type", "path", "from", "to", "today"]);
    for unit in found {
        let record = gazetteer.unit_record(*unit, on);
        let cell = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        table.add_row([
            record.id.to_owned(),
            gazetteer.units().all()[*unit].type_word().to_owned(),
            record.path.join(" › "),
            cell(record.from),
            cell(record.to),
            record.today.map_or_else(String::new, |today| format!("{} {}", today.id, today.path.join(" › "))),
        ]);
    }
    format!("{table}\n")
}

/// A line of JSON for each address of a file.
fn addresses(file: &Path, on: Option<&str>, gazetteer: &Gazetteer) -> anyhow::Result<u8> {
    let bytes = match bytes_of(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            tell(&format!("{}: cannot be read: {error}", file.display()));
            return Ok(PROBLEMS);
        }
    };
    let mut out = String::new();
    for line in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines() {
        let read = gazetteer.address(line, on);
        let unit = read.as_ref().and_then(|read| read.unit);
        let unsettled: Vec<_> = read.iter().flat_map(|read| &read.unsettled).copied().collect();
        let unsettled: Vec<_> = unsettled.iter().map(|unit| &gazetteer.units().all()[*unit].id).collect();
        let value = serde_json::json!({
            "address": line,
            "unit": unit.map(|unit| gazetteer.unit_record(unit, on)),
            "street": read.as_ref().map(|read| read.street.as_str()),
            "unsettled": unsettled,
        });
        writeln!(out, "{value}")?;
    }
    print_to(&mut std::io::stdout().lock(), &out)?;
    Ok(DONE)
}
