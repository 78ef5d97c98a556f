//! One conferral told in headline, lead, body and caption is one row.

use super::provenance::Provenance;
use super::{Row, Words};
use crate::mention::What;
use crate::record::Status;
use crate::story::Story;
use bangvang_gazetteer::Recipient;

/// Joins rows that tell the same, in the order of the text, keeping the fullest telling.
pub(crate) fn merge(story: &Story<'_>, mut rows: Vec<Row>) -> Vec<Row> {
    let vague: Vec<bool> = rows.iter().map(|row| is_vague(story, &rows, row)).collect();
    let mut keep = vague.iter().map(|vague| !vague);
    rows.retain(|_| keep.next().unwrap_or(true));
    // Rows that say most come first, so that vaguer tellings find them.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(weight(&rows[*i])), *i));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let row = &rows[i];
        let told = kept.iter().any(|k| same(story, &rows[*k], row))
            || (row.headline && told_below(story, &rows, row));
        if !told {
            kept.push(i);
        }
    }
    kept.sort_unstable();
    let merged: Vec<Row> = kept
        .iter()
        .map(|i| {
            let mut row = rows[*i].clone();
            for (k, other) in rows.iter().enumerate().filter(|(_, other)| same(story, &rows[*i], other)) {
                complete(&mut row, other);
                row.how.retold.extend((k != *i).then(|| Words::of(other.evidence.clone())));
            }
            row
        })
        .collect();
    let merged = counted_by_praise(story, named_together(story, merged));
    let merged = named_in_parts(story, merged);
    let totals = totals(&merged);
    let told: Vec<bool> = merged
        .iter()
        .map(|row| {
            is_sum(&merged, row)
                || totals.iter().any(|total| is_part(row, total))
                || is_praise_beside(story, &merged, row)
        })
        .collect();
    merged.into_iter().zip(told).filter(|(_, told)| !told).map(|(row, _)| row).collect()
}

/// "tặng Bằng khen cho anh A ...; tặng Bằng khen cho chị B": all who are named are recipients of one row.
fn named_together(story: &Story<'_>, rows: Vec<Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::new();
    for row in rows {
        let home = joined.iter_mut().find(|other| {
            is_named(&row)
                && is_named(other)
                && is_same_award(story, other, &row)
                && (&other.class, other.kind, other.status) == (&row.class, row.kind, row.status)
                && (other.period, &other.giver.conferrer) == (row.period, &row.giver.conferrer)
        });
        match home {
            Some(home) => {
                home.how.retold.push(Words::of(row.evidence.clone()));
                add_names(home, &row.recipients);
            }
            None => joined.push(row),
        }
    }
    joined
}

/// "Tuyên dương 12 tập thể, 30 cá nhân ... trao bằng khen cho các tập thể, cá nhân": who is praised and counted is given
/// the one certificate whose recipients are only called so.
fn counted_by_praise(story: &Story<'_>, rows: Vec<Row>) -> Vec<Row> {
    let kind_of = |row: &Row| story.award(row.award).kind.as_str();
    let given = |row: &&Row| row.status == Status::Conferred;
    let mut certificates = rows.iter().filter(given).filter(|row| kind_of(row) == "certificate");
    let (Some(certificate), None) = (certificates.next(), certificates.next()) else { return rows };
    let kinds = |row: &Row| {
        matches!(certificate.kind, Recipient::Mixed | Recipient::Unspecified) || row.kind == certificate.kind
    };
    let counts = |row: &Row| {
        kind_of(row) == "commendation"
            && row.status == Status::Conferred
            && row.count.is_some()
            && row.recipients.is_empty()
            && matches!(row.kind, Recipient::Collective | Recipient::Individual)
            && giver_agrees(certificate, row)
            && !is_sum(&rows, row)
    };
    if !says_nobody(certificate) || !rows.iter().any(|row| counts(row) && kinds(row)) {
        return rows;
    }
    let told = |praise: &Row| Row {
        kind: praise.kind,
        count: praise.count,
        how: Provenance {
            count: praise.how.count,
            recipients: praise.how.recipients,
            kind_of_award: praise.how.kind_of_award,
            ..certificate.how.clone()
        },
        ..certificate.clone()
    };
    let is_open = |row: &Row| std::ptr::eq(row, certificate);
    let each = rows.iter().filter(|row| !is_open(row));
    each.map(|row| if counts(row) { told(row) } else { row.clone() }).collect()
}

/// "tặng giấy khen cho hai thanh niên ... anh A được tặng giấy khen ... trao giấy khen cho anh B": the names of those
/// whom another row counts, where they are as many.
fn named_in_parts(story: &Story<'_>, mut rows: Vec<Row>) -> Vec<Row> {
    let mut at = 0;
    while at < rows.len() {
        let whole = &rows[at];
        let part = |row: &Row| {
            is_named(row)
                && is_same_award(story, whole, row)
                && (&row.class, row.kind, row.status) == (&whole.class, whole.kind, whole.status)
                && giver_agrees(whole, row)
        };
        let parts: Vec<usize> = (0..rows.len()).filter(|i| *i != at && part(&rows[*i])).collect();
        let names: Vec<String> = parts.iter().flat_map(|i| rows[*i].recipients.clone()).collect();
        // "45 tập thể, 98 cá nhân ...; trong đó tỉnh có ông A, bà B": of whom some are named behind.
        let some = |i: &usize| {
            let row = &rows[*i];
            row.evidence.start > whole.evidence.start && row.giver.conferrer == whole.giver.conferrer
        };
        let counted = whole.count.is_some_and(|count| count > names.len() as u64);
        let behind =
            counted && !names.is_empty() && whole.giver.conferrer.is_some() && parts.iter().all(some);
        if whole.recipients.is_empty() && (behind || whole.count == Some(names.len() as u64)) {
            for part in parts.iter().rev() {
                let row = rows.remove(*part);
                at -= usize::from(*part < at);
                rows[at].how.retold.push(Words::of(row.evidence));
            }
            rows[at].how.names = rows[at].how.recipients.at;
            rows[at].recipients = names;
        }
        at += 1;
    }
    rows
}

/// True where everybody who is counted is named.
fn is_named(row: &Row) -> bool {
    !row.recipients.is_empty() && row.count == Some(row.recipients.len() as u64)
}

/// Adds those who are not named yet to a row that names everybody.
fn add_names(row: &mut Row, names: &[String]) {
    for name in names {
        if !row.recipients.iter().any(|own| names_agree(row.kind, own, name)) {
            row.recipients.push(name.clone());
        }
    }
    row.count = Some(row.recipients.len() as u64);
}

/// Being praised is an award only where the same people are given nothing else.
fn is_praise_beside(story: &Story<'_>, rows: &[Row], row: &Row) -> bool {
    let is_praise = |row: &Row| story.award(row.award).kind == "commendation";
    let counted =
        |other: &Row| row.count.is_some_and(|c| c > 1) && (row.kind, row.count) == (other.kind, other.count);
    let same = |other: &Row| same_people(row, other) || counted(other);
    let beside = |other: &Row| !is_praise(other) && other.status == row.status && same(other);
    is_praise(row) && rows.iter().any(beside)
}

/// How much a row says.
fn weight(row: &Row) -> usize {
    usize::from(row.count.is_some()) * 4
        + row.recipients.len().min(3) * 2
        + usize::from(row.giver.conferrer.is_some())
        + usize::from(row.class.is_some())
        + usize::from(row.status == Status::Conferred)
        + 2 * usize::from(!row.headline)
}

/// A headline sums up: what it says stands in the body, in parts.
fn told_below(story: &Story<'_>, rows: &[Row], headline: &Row) -> bool {
    let specific = |r: &Row| r.award == headline.award || is_generic_of(story, headline, r);
    rows.iter().any(|r| !r.headline && specific(r) && r.status != Status::Past)
}

fn same_people(one: &Row, other: &Row) -> bool {
    one.recipients.iter().any(|name| other.recipients.iter().any(|o| names_agree(one.kind, name, o)))
}

/// The same id; where that stands for many awards, told by names of which one has all words of the other:
/// "huân chương Thụy Bảo", "Thụy Bảo chương", "huân chương".
fn is_same_award(story: &Story<'_>, one: &Row, other: &Row) -> bool {
    let many = || story.award(one.award).many;
    one.award == other.award && (!many() || names_of_one_award(story, one, other))
}

fn names_of_one_award(story: &Story<'_>, one: &Row, other: &Row) -> bool {
    let said = |row: &Row| row.how.award.at.range();
    let standard = |row: &Row| {
        let mention = story.mentions.at(said(row).start);
        mention.is_some_and(|m| matches!(&m.what, What::Award(award) if award.standard))
    };
    let name = |row: &Row| story.tokens.folded(said(row));
    let (a, b) = (name(one), name(other));
    let within = |part: &str, whole: &str| part.split(' ').all(|word| whole.split(' ').any(|w| w == word));
    (standard(one) && standard(other)) || within(a, b) || within(b, a)
}

/// "nhận huân chương" where the text says elsewhere that it is "Huân chương Lao động hạng Ba".
fn is_generic_of(story: &Story<'_>, row: &Row, other: &Row) -> bool {
    let awards = story.tokens.gazetteer.awards();
    let (generic, specific) = (&awards[row.award], &awards[other.award]);
    let rest = specific.id.strip_prefix(generic.id.as_str());
    // "Huân chương Sao vàng và nhiều huân chương khác": those are others.
    let before = row.how.award.at.range().start.wrapping_sub(1);
    let others = row.sentence == other.sentence && story.tokens.is_cue(before, story.rules.cue.many);
    !others && generic.kind == specific.kind && rest.is_some_and(|rest| rest.starts_with('-'))
}

/// A row that names neither who nor which, where another says both: "trao Huy hiệu Đảng cho các đảng viên" before
/// "Huy hiệu 70 năm tuổi Đảng: 02 đồng chí".
fn is_vague(story: &Story<'_>, rows: &[Row], row: &Row) -> bool {
    let praise = story.award(row.award).kind == "commendation";
    let classed = |other: &Row| {
        row.class.is_none()
            && other.class.is_some()
            && (row.award, row.kind, row.status) == (other.award, other.kind, other.status)
    };
    says_nobody(row)
        && (praise || rows.iter().any(|other| classed(other) || is_generic_of(story, row, other)))
}

/// A row whose figure is the sum of at least two others of the same award and status, which say more
/// exactly who, from whom or of which class.
fn is_sum(rows: &[Row], total: &Row) -> bool {
    let Some(count) = total.count.filter(|_| total.recipients.is_empty()) else { return false };
    let open_class = total.class.is_none() || total.class.as_deref() == Some("mixed");
    let named = |r: &Row| total.giver.conferrer.is_none() && r.giver.conferrer.is_some();
    let finer = |r: &&Row| {
        let class = if open_class { r.class != total.class } else { r.class == total.class };
        let kind = r.kind != total.kind
            && matches!(total.kind, Recipient::Mixed | Recipient::Unspecified | Recipient::Collective);
        // "tuyên dương 397 người", above 153 collectives and 244 individuals.
        let below = total.headline && !r.headline;
        // Who holds the ceremony seems to give the whole, where others have decided on the classes.
        let giver = giver_agrees(total, r) || (class && r.class.is_some());
        r.award == total.award
            && giver
            && r.status == total.status
            && !std::ptr::eq(*r, total)
            && (class || kind || below || named(r))
    };
    let sums = |same_kind: bool| {
        let parts = rows.iter().filter(finer).filter(|r| !same_kind || r.kind == total.kind);
        let counts: Vec<u64> = parts.filter_map(|r| r.count).collect();
        a_run_sums(&counts, count)
    };
    sums(false) || sums(true)
}

/// True if figures that stand together, at least two, add up to the sum: what is told elsewhere is no part of it.
fn a_run_sums(counts: &[u64], sum: u64) -> bool {
    let (mut from, mut total) = (0, 0_u64);
    counts.iter().enumerate().any(|(at, count)| {
        total = total.saturating_add(*count);
        while total > sum && from <= at {
            total = total.saturating_sub(counts[from]);
            from += 1;
        }
        total == sum && at > from
    })
}

/// "31 cá nhân, trong đó 21 cầu thủ được tặng bằng khen; 10 cán bộ được tặng": parts of one figure, of which nothing else
/// is said than of the whole.
fn is_part(part: &Row, total: &Row) -> bool {
    let counted = |row: &Row| row.recipients.is_empty() && row.count.is_some();
    let alike = (part.award, &part.class, part.kind, part.status)
        == (total.award, &total.class, total.kind, total.status);
    let said = |of_part: &Option<String>, of_total: &Option<String>| of_part.is_none() || of_part == of_total;
    counted(part)
        && counted(total)
        && part.count < total.count
        && part.sentence == total.sentence
        && alike
        && said(&part.giver.conferrer, &total.giver.conferrer)
        && (part.period.is_none() || part.period == total.period)
}

/// The rows whose figure is that of all their parts.
fn totals(rows: &[Row]) -> Vec<&Row> {
    let holds = |total: &&Row| {
        let parts = rows.iter().filter(|row| is_part(row, total));
        let counts: Vec<u64> = parts.filter_map(|row| row.count).collect();
        let sum = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
        counts.len() >= 2 && sum == total.count
    };
    rows.iter().filter(holds).collect()
}

fn same(story: &Story<'_>, full: &Row, other: &Row) -> bool {
    (is_same_award(story, full, other) || is_generic_of(story, other, full))
        && (full.class == other.class || other.class.is_none())
        && status_agrees(full, other)
        && giver_agrees(full, other)
        && !counted_apart(full, other)
        && (full.period == other.period || full.period.is_none() || other.period.is_none())
        && recipients_agree(full, other)
}

/// "10 cá nhân ngành Y tế; ... 10 cá nhân ngành Giáo dục": a sentence does not count the same people twice.
fn counted_apart(one: &Row, other: &Row) -> bool {
    let counted = |row: &Row| row.count.is_some() && row.recipients.is_empty();
    let apart = one.evidence.end <= other.evidence.start || other.evidence.end <= one.evidence.start;
    one.sentence == other.sentence && counted(one) && counted(other) && apart
}

fn says_nobody(row: &Row) -> bool {
    row.count.is_none() && row.recipients.is_empty()
}

/// "UBND tỉnh" and "Chủ tịch UBND tỉnh" give the same.
fn giver_agrees(one: &Row, other: &Row) -> bool {
    match (&one.giver.conferrer, &other.giver.conferrer) {
        (Some(a), Some(b)) => a.ends_with(b.as_str()) || b.ends_with(a.as_str()),
        _ => true,
    }
}

/// A caption may tell as done what the text says was asked for.
fn status_agrees(full: &Row, other: &Row) -> bool {
    let shared = same_people(full, other);
    full.status == other.status
        || (shared
            && full.status == Status::Conferred
            && matches!(other.status, Status::Proposed | Status::Planned))
        || (full.status == Status::Conferred && other.status == Status::Past && !other.status_said)
}

/// The same people, or one of the two does not say who.
fn recipients_agree(full: &Row, other: &Row) -> bool {
    if says_nobody(other) {
        // "trao Bằng khen cho các cá nhân" adds nothing to "46 cá nhân".
        return kinds_agree(full, other)
            || full.kind == Recipient::Unspecified
            || other.kind == Recipient::Mixed;
    }
    let shared = same_people(full, other);
    let unnamed = full.recipients.is_empty() || other.recipients.is_empty();
    let all_named =
        other.recipients.iter().all(|o| full.recipients.iter().any(|f| names_agree(full.kind, f, o)));
    kinds_agree(full, other)
        && match (full.count, other.count) {
            (Some(a), Some(b)) if a != b => shared && all_named,
            _ => shared || unnamed,
        }
}

fn kinds_agree(one: &Row, other: &Row) -> bool {
    one.kind == other.kind || other.kind == Recipient::Unspecified
}

/// "Minh" may be "Nguyễn Thị Minh" told again, and "Sở Y tế" the "Sở Y tế tỉnh Hà Nam"; but "Lê Văn" is not "Lê Văn Tám".
fn names_agree(kind: Recipient, full: &str, other: &str) -> bool {
    if full == other {
        return true;
    }
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    // "Xã Ba Sao" at the head of a sentence
    let (full, other) = (&full.to_lowercase(), &other.to_lowercase());
    let unit = || kind == Recipient::Collective && (begins(full, other) || begins(other, full));
    full == other || ends(full, other) || ends(other, full) || unit()
}

fn complete(row: &mut Row, other: &Row) {
    let giver = &mut row.giver;
    if giver.conferrer.is_none() {
        giver.conferrer.clone_from(&other.giver.conferrer);
        giver.by = other.giver.by;
    }
    if giver.presenter.is_none() {
        giver.presenter.clone_from(&other.giver.presenter);
        giver.presented = other.giver.presented;
    }
    if giver.level.is_none() {
        giver.level.clone_from(&other.giver.level);
    }
    if row.count.is_none() {
        (row.count, row.how.count) = (other.count, other.how.count);
    }
    if row.period.is_none() {
        (row.period, row.how.period) = (other.period, other.how.period);
    }
    if row.recipients.is_empty() {
        row.recipients.clone_from(&other.recipients);
        row.how.names = match other.how.names.is_empty() {
            true if !other.recipients.is_empty() => other.how.recipients.at,
            _ => other.how.names,
        };
    } else if is_named(row) {
        add_names(row, &other.recipients);
    }
    if row.kind == Recipient::Unspecified {
        (row.kind, row.how.kind_of_award) = (other.kind, other.how.kind_of_award);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{rows_below, rows_of};

    #[test]
    fn those_praised_are_given_the_certificate_of_the_caption_and_the_headline_adds_them_up() {
        let body =
            "Sáng nay, 12 tập thể, 18 cá nhân được tuyên dương.\nCác cá nhân nhận bằng khen - Ảnh: L.T";
        assert_eq!(
            rows_below("Hà Nam tuyên dương 30 điển hình", body),
            ["bang-khen < - > collective 12 [] conferred", "bang-khen < - > individual 18 [] conferred"]
        );
    }

    #[test]
    fn what_is_told_twice_is_one_row() {
        for (text, want) in [
            (
                "UBND tỉnh Hà Nam tặng Bằng khen cho các cá nhân\nSáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 46 cá nhân.",
                vec!["bang-khen < UBND tỉnh Hà Nam > individual 46 [] conferred"],
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 46 cá nhân. Bộ Y tế tặng Bằng khen cho 46 cá nhân.",
                vec![
                    "bang-khen < UBND tỉnh Hà Nam > individual 46 [] conferred",
                    "bang-khen < Bộ Y tế > individual 46 [] conferred",
                ],
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 10 cá nhân ngành Y tế; tặng Bằng khen cho 10 cá nhân ngành Giáo dục.",
                vec![
                    "bang-khen < UBND tỉnh Hà Nam > individual 10 [] conferred",
                    "bang-khen < UBND tỉnh Hà Nam > individual 10 [] conferred",
                ],
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 3 cá nhân.\nCác ông Lê Văn Tám, Trần Văn Bình và bà Đỗ Thị Lan được UBND tỉnh Hà Nam tặng Bằng khen.",
                vec![
                    "bang-khen < UBND tỉnh Hà Nam > individual 3 [Lê Văn Tám, Trần Văn Bình, Đỗ Thị Lan] conferred",
                ],
            ),
            (
                "Sở Y tế nhận huân chương\nSáng nay, Sở Y tế đón nhận Huân chương Lao động hạng Ba.",
                vec!["huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Sở Y tế] conferred"],
            ),
            (
                "Ông Lê Văn Tám được tặng Giải thưởng Lý Tự Trọng. Ông cũng được tặng Giải thưởng Lương Định Của.",
                vec![
                    "giai-thuong < - > individual 1 [Lê Văn Tám] past",
                    "giai-thuong < - > individual 1 [Lê Văn Tám] past",
                ],
            ),
            (
                "Hà Nam tuyên dương 12 tập thể, 30 cá nhân\nSáng nay, Sở Y tế trao bằng khen cho các tập thể, cá nhân.",
                vec![
                    "bang-khen < Sở Y tế Hà Nam > collective 12 [] conferred",
                    "bang-khen < Sở Y tế Hà Nam > individual 30 [] conferred",
                ],
            ),
            (
                "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho các cá nhân. Hội Nông dân tỉnh Hà Nam biểu dương 7 hộ.",
                vec![
                    "bang-khen < UBND tỉnh Hà Nam > individual - [] conferred",
                    "bieu-duong < Hội Nông dân tỉnh Hà Nam > household 7 [] conferred",
                ],
            ),
            (
                "Sáng nay, Huyện đoàn Bình Lục tặng giấy khen cho hai thanh niên. Anh Lê Văn Tám được tặng giấy khen. Chiều nay, trao giấy khen cho anh Hồ Văn Cường.",
                vec!["giay-khen < Huyện đoàn Bình Lục > individual 2 [Lê Văn Tám, Hồ Văn Cường] conferred"],
            ),
            (
                "Dịp này, 5 tập thể được tặng Huân chương Lao động, gồm 2 tập thể nhận Huân chương Lao động hạng Nhì, 3 tập thể nhận Huân chương Lao động hạng Ba.",
                vec![
                    "huan-chuong-lao-dong/2 < Chủ tịch nước > collective 2 [] conferred",
                    "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 3 [] conferred",
                ],
            ),
        ] {
            assert_eq!(rows_of(text), want, "{text}");
        }
    }
}
