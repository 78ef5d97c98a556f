//! Names in full: of recipients as the text writes them, of givers with what the text says elsewhere.

use super::referent::CENTRAL;
use crate::mention::What;
use crate::mention::unit::UnitKind;
use crate::place;
use crate::story::Story;
use bangvang_normalize::key;
use std::ops::Range;

/// A unit as written; where that is a headline's capitals, as the body writes it.
pub(crate) fn unit(story: &Story<'_>, mention: usize) -> String {
    let tokens = story.mentions.all()[mention].tokens.clone();
    as_in_body(story, story.tokens.text[story.tokens.bytes(tokens)].to_owned())
}

fn as_in_body(story: &Story<'_>, name: String) -> String {
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name;
    }
    let same = key(&name);
    let mut others = units(story).filter(|(unit, _)| folded(story, *unit) == same).map(|(_, text)| text);
    others.find(|text| text.chars().any(char::is_lowercase)).map_or(name, str::to_owned)
}

/// The texts of all unit mentions, with their index.
fn units<'s>(story: &'s Story<'_>) -> impl Iterator<Item = (usize, &'s str)> {
    let all = story.mentions.all().iter().enumerate();
    all.filter(|(_, m)| matches!(m.what, What::Unit(_)))
        .map(|(i, m)| (i, &story.tokens.text[story.tokens.bytes(m.tokens.clone())]))
}

/// The text of a mention, folded.
fn folded<'s>(story: &'s Story<'_>, mention: usize) -> &'s str {
    story.tokens.folded(story.mentions.all()[mention].tokens.clone())
}

/// A body that gives. What is only called "Sở Y tế" here is the one whose full name the text has
/// elsewhere, or else that of the province the text is about; likewise "Huyện ủy", "Tỉnh đoàn".
pub(crate) fn giver(story: &Story<'_>, mention: usize) -> String {
    let all = story.mentions.all();
    let name = place::written_name(story.tokens, &all[mention], story.places.of(mention));
    let name = as_in_body(story, name);
    let What::Unit(it) = &story.mentions.all()[mention].what else { return name };
    let (None, UnitKind::Org(row)) = (&it.place, it.kind) else { return name };
    let short = key(&name);
    let Some(seat) = story.tokens.gazetteer.bodies()[row].seat else {
        // "Tổng Liên đoàn", which the text elsewhere calls "Tổng Liên đoàn Lao động Việt Nam".
        let national = |unit: usize| {
            let rest = folded(story, unit).strip_prefix(&short);
            rest.is_some_and(|rest| rest.starts_with(' ') && rest.ends_with(" việt nam"))
        };
        let full = units(story).find(|(unit, _)| national(*unit));
        return full.map_or(name, |(_, text)| text.to_owned());
    };
    let longer =
        |unit: usize| folded(story, unit).strip_prefix(&short).is_some_and(|rest| rest.starts_with(' '));
    let elsewhere = units(story).find(|(unit, _)| longer(*unit));
    match (elsewhere, story.places.seat(story.tokens.gazetteer, seat)) {
        (Some((_, full)), _) => full.to_owned(),
        (None, Some(place)) if !ends_in_province(story, mention) => format!("{name} {place}"),
        _ => name,
    }
}

/// The head office of an association that is named with a branch: "Trung ương Hội Nông dân Việt Nam" where the text
/// has "Hội Nông dân tỉnh Hà Nam". None where these tokens name no head office.
pub(crate) fn head_office(story: &Story<'_>, tokens: Range<usize>, mention: usize) -> Option<String> {
    let branch = &story.mentions.all()[mention].tokens;
    let is_central = |tokens: &Range<usize>| story.tokens.folded(tokens.clone()).starts_with(CENTRAL);
    let itself = branch.start < tokens.end && tokens.start < branch.end;
    if itself || !is_central(&tokens) || is_central(branch) {
        return None;
    }
    let What::Unit(it) = &story.mentions.all()[mention].what else { return None };
    let UnitKind::Org(row) = it.kind else { return None };
    let form = &story.tokens.gazetteer.bodies()[row].form;
    let short = &story.tokens.text[story.tokens.bytes(branch.clone())];
    // The form with the capitals of the text.
    let written: String = short.chars().take(form.chars().count()).collect();
    // "Hội" alone is the form of any.
    let named = key(&written) == key(form) && form.contains(' ');
    if !named && it.place.is_some() {
        return None;
    }
    let name = if named { written } else { unit(story, mention) };
    let state = if key(&name).ends_with(" việt nam") { "" } else { " Việt Nam" };
    Some(format!("{} {name}{state}", capitalised(CENTRAL)))
}

/// "Sở Y tế Hà Nam", a body that bears its province's name.
fn ends_in_province(story: &Story<'_>, mention: usize) -> bool {
    let (tokens, units) = (story.tokens, story.tokens.gazetteer.units().all());
    let own = &story.mentions.all()[mention].tokens;
    let province = |at: usize| {
        let name = tokens.unit_name(at).filter(|(_, end)| *end == own.end && tokens.is_capital(at));
        name.is_some_and(|(name, _)| name.units().any(|unit| units[unit].parent.is_empty()))
    };
    (own.start + 1..own.end).any(province)
}

/// An office and its body: "Chủ tịch" and "UBND tỉnh Hà Nam". A body that stands elsewhere is only called by its noun, the
/// last of the tokens: "Giám đốc Công ty".
pub(crate) fn office_of(story: &Story<'_>, tokens: Range<usize>, mention: usize) -> String {
    let body = story.mentions.all()[mention].tokens.start;
    let own = tokens.start..if tokens.contains(&body) { body } else { tokens.end - 1 };
    let office = &story.tokens.text[story.tokens.bytes(own)];
    format!("{} {}", capitalised(office.trim_end()), giver(story, mention))
}

/// An office whose body is not said: that of the same office told before with its body, or else of the
/// body that such an office belongs to: "Hiệu trưởng" of the school.
pub(crate) fn office(story: &Story<'_>, tokens: Range<usize>, of: &str) -> Option<String> {
    let written = &story.tokens.text[story.tokens.bytes(tokens.clone())];
    let same = key(written);
    let told = units(story).find_map(|(mention, _)| {
        let at = story.mentions.all()[mention].own.start.checked_sub(1)?;
        (story.tokens.folded(at..at + 1) == same).then(|| office_of(story, at..at + 2, mention))
    });
    let body = || {
        let heads = of.split('|').filter(|head| !head.is_empty());
        heads.filter_map(|head| story.referents.unit(story, tokens.start, head)).next()
    };
    told.or_else(|| body().map(|body| format!("{} {}", capitalised(written), giver(story, body))))
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use crate::testing::rows_of;

    #[test]
    fn givers_are_named_in_full() {
        for (text, want) in [
            (
                "Sở Y tế tỉnh Hà Nam họp sáng nay. Dịp này, Sở Y tế tặng Giấy khen cho 2 cá nhân.",
                "< Sở Y tế tỉnh Hà Nam >",
            ),
            ("Sở Y tế Hà Nam tặng Giấy khen cho 2 cá nhân; UBND huyện Phù Cừ đến dự.", "< Sở Y tế Hà Nam >"),
            (
                "Tỉnh Hà Nam họp sáng nay. Dịp này, UBND tỉnh tặng Bằng khen cho 2 cá nhân.",
                "< UBND tỉnh Hà Nam >",
            ),
            (
                "Huyện Bình Lục, tỉnh Hà Nam họp sáng nay. Dịp này, Huyện ủy tặng Giấy khen cho 2 cá nhân.",
                "< Huyện ủy Bình Lục >",
            ),
            (
                "Tỉnh Hà Nam họp sáng nay. Dịp này, 2 cá nhân nhận Bằng khen của Ban Chấp hành Tỉnh đoàn.",
                "< Ban Chấp hành Tỉnh đoàn Hà Nam >",
            ),
            (
                "Tổng Liên đoàn Lao động Việt Nam họp sáng nay. Dịp này, Tổng Liên đoàn tặng Bằng khen cho 2 cá nhân.",
                "< Tổng Liên đoàn Lao động Việt Nam >",
            ),
            (
                "Trung ương Hội Nông dân Việt Nam họp sáng nay. Dịp này, Trung ương Hội tặng Bằng khen cho 2 cá nhân.",
                "< Trung ương Hội Nông dân Việt Nam >",
            ),
            (
                "Hội Nông dân Việt Nam tỉnh Hà Nam họp sáng nay. Dịp này, Trung ương Hội tặng Bằng khen cho 2 cá nhân.",
                "< Trung ương Hội Nông dân Việt Nam >",
            ),
            (
                "Hội Nông dân tỉnh Hà Nam họp sáng nay. Dịp này, Trung ương Hội tặng Bằng khen cho 2 cá nhân.",
                "< Trung ương Hội Nông dân Việt Nam >",
            ),
            (
                "Hội Nông dân tỉnh Hà Nam họp sáng nay. Dịp này, Hội tặng Giấy khen cho 2 cá nhân.",
                "< Hội Nông dân tỉnh Hà Nam >",
            ),
            ("Bộ Y tế họp sáng nay. Dịp này, Bộ tặng Bằng khen cho 2 cá nhân.", "< Bộ Y tế >"),
            (
                "Bộ Y tế họp sáng nay. Dịp này, Bộ trưởng Lê Văn Tám tặng Bằng khen cho 2 cá nhân.",
                "< Bộ trưởng Bộ Y tế >",
            ),
            (
                "Bộ Tư lệnh Vùng 3 họp sáng nay. Dịp này, Bộ trưởng Quốc phòng tặng Bằng khen cho 2 cá nhân.",
                "< Bộ trưởng Quốc phòng >",
            ),
            ("Sáng nay, Thủ tướng Lê Văn Tám tặng Bằng khen cho 2 cá nhân.", "< Thủ tướng Chính phủ >"),
            ("Sáng nay, Tổng công ty An Phú Tặng Bằng khen cho 2 cá nhân.", "< Tổng công ty An Phú >"),
            ("Sáng nay, 2 cá nhân nhận Bằng khen của Chánh án TAND tối cao.", "< Chánh án TAND tối cao >"),
        ] {
            let rows = rows_of(text);
            assert!(rows.len() == 1 && rows[0].contains(want), "{text}\n{rows:?}");
        }
    }

    #[test]
    fn a_headline_in_capitals_is_written_as_the_body_writes_it() {
        let text = "TRƯỜNG TIỂU HỌC BA SAO NHẬN BẰNG KHEN\nSáng nay, Trường Tiểu học Ba Sao nhận Bằng khen.";
        assert_eq!(rows_of(text), ["bang-khen < - > collective 1 [Trường Tiểu học Ba Sao] conferred"]);
    }
}
