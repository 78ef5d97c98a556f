//! Events of emulation or commendation that an article reports.

use crate::conferral::Row;
use crate::edtf::Edtf;
use crate::mention::unit::UnitKind;
use crate::mention::{Mention, What};
use crate::place;
use crate::record::Status;
use crate::sort;
use crate::story::Story;
use crate::token::{Tokens, bit};
use bangvang_gazetteer::Cue;
use std::ops::Range;

/// An event before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Ceremony {
    pub(crate) kinds: Vec<&'static str>,
    pub(crate) date: Option<Edtf>,
    pub(crate) place: Option<String>,
    pub(crate) organiser: Option<String>,
    pub(crate) period: Option<Edtf>,
    /// The sentence that reports it.
    pub(crate) evidence: Range<usize>,
}

/// How many sentences an article takes to say what it reports.
const LEAD: usize = 6;

/// The event of the lead, if it reports one.
pub(crate) fn find(story: &Story<'_>) -> Vec<Ceremony> {
    let awards = story.mentions.all().iter().any(|m| matches!(m.what, What::Award(_)));
    let emulation = story.tokens.of_cue(story.rules.cue.emulation).next().is_some();
    let funeral = story.tokens.of_cue(story.rules.cue.funeral).next().is_some();
    if funeral || !(awards || emulation) {
        return Vec::new();
    }
    let reader = Reader { story, awards, emulation };
    let lead = story.sentences.iter().take(LEAD);
    // The sentence with the day tells it; the first among equals.
    let rated = lead.map(|s| (reader.rate(s), s));
    let best =
        rated.filter(|(rate, _)| *rate > 0).max_by_key(|(rate, s)| (*rate, std::cmp::Reverse(s.start)));
    let Some((_, sentence)) = best else { return Vec::new() };
    let kinds = reader.kinds(sentence);
    if kinds.is_empty() {
        return Vec::new();
    }
    vec![Ceremony {
        kinds,
        date: reader.day(sentence).or_else(|| reader.day_before(sentence)),
        place: reader.place(sentence),
        organiser: reader.organiser(sentence),
        period: reader.period(sentence),
        evidence: sentence.clone(),
    }]
}

/// The handing-over or decision that a row tells as news with its day, where no sentence of the lead reports an event.
pub(crate) fn of_rows(story: &Story<'_>, rows: &[Row]) -> Option<Ceremony> {
    if story.tokens.of_cue(story.rules.cue.funeral).next().is_some() {
        return None;
    }
    let reader = Reader { story, awards: true, emulation: false };
    let news = rows.iter().filter(|row| row.status == Status::Conferred && !row.headline);
    news.filter(|row| row.giver.conferrer.is_some() || row.giver.presenter.is_some()).find_map(|row| {
        let sentence = story.sentence_at(row.sentence);
        // Who hands over does so at the event of the lead.
        let told = || row.giver.presenter.as_ref().and_then(|_| reader.day_before(&sentence));
        let date = reader.day(&sentence).or_else(told)?;
        Some(Ceremony {
            kinds: vec!["conferral"],
            date: Some(date),
            place: reader.place(&sentence),
            organiser: reader.organiser(&sentence),
            period: None,
            evidence: sentence,
        })
    })
}

/// A run of tokens, and the bits of the cues that it may give.
struct Said<'t> {
    tokens: &'t Tokens<'t>,
    range: Range<usize>,
    bits: u64,
}

impl<'t> Said<'t> {
    fn of(tokens: &'t Tokens<'t>, range: Range<usize>) -> Self {
        Self { tokens, bits: tokens.cue_bits(range.clone()), range }
    }

    fn has(&self, cue: Cue) -> bool {
        self.bits & bit(cue) != 0 && self.range.clone().any(|t| self.tokens.is_cue(t, cue))
    }
}

struct Reader<'r> {
    story: &'r Story<'r>,
    /// True where the text names an award.
    awards: bool,
    /// True where the text speaks of emulation.
    emulation: bool,
}

impl Reader<'_> {
    fn mentions(&self, sentence: &Range<usize>) -> impl Iterator<Item = &Mention> {
        let all = self.story.mentions.all();
        let from = all.partition_point(|m| m.tokens.start < sentence.start);
        let end = sentence.end;
        all[from..].iter().take_while(move |m| m.tokens.start < end)
    }

    /// How much a sentence reads like the report of an event: a day, something held, something done.
    fn rate(&self, sentence: &Range<usize>) -> u32 {
        let cue = &self.story.rules.cue;
        let said = Said::of(self.story.tokens, sentence.clone());
        let has = |which| said.has(which);
        let award = self.mentions(sentence).any(|m| matches!(m.what, What::Award(_)));
        let gives = has(cue.confer) || has(cue.hand_over) || has(cue.receive) || has(cue.commend);
        let acts = has(cue.review)
            || has(cue.launch)
            || has(cue.pledge)
            || has(cue.congress)
            || has(cue.council_meets)
            || self.council_meets(sentence);
        let meets = (has(cue.event) && (has(cue.hold) || acts || gives)) || (acts && has(cue.hold));
        let decides = has(cue.decision) && has(cue.confer);
        let dated = self.day(sentence).is_some();
        // "đã trao thưởng cho ban chuyên án", of which the text says later with what.
        let rewards = self.awards && has(cue.commend) && !self.is_first(sentence);
        let told = acts || meets || (award && gives) || decides || rewards;
        let scene = has(cue.scene) && award && gives;
        match (dated, told) {
            (true, true) => 3,
            (false, _) if scene || meets => 2,
            (false, true) if acts && !self.is_first(sentence) => 1,
            _ => 0,
        }
    }

    fn is_first(&self, sentence: &Range<usize>) -> bool {
        self.story.sentences.first() == Some(sentence)
    }

    /// The day of the event: one day rather than several, not in brackets, and of those before "tổ chức"
    /// the last ("Sau phiên trù bị chiều 27/10, sáng 28/10, UBND tỉnh tổ chức ...").
    fn day(&self, sentence: &Range<usize>) -> Option<Edtf> {
        let tokens = self.story.tokens;
        let held =
            sentence.clone().find(|t| tokens.is_cue(*t, self.story.rules.cue.hold)).unwrap_or(sentence.start);
        let rank = |m: &Mention, date: Edtf| {
            let bracketed = m.tokens.start > 0 && tokens.is_punct(m.tokens.start - 1, "(");
            let several = matches!(date, Edtf::Interval(..));
            let before = m.tokens.end <= held;
            let near = if before { held - m.tokens.end } else { m.tokens.start };
            // "Ngày Quốc tế Phụ nữ 8/3", "đợt 2/9": a day that is part of a name has no "ngày" or "sáng".
            let bare = tokens.digits(m.tokens.start).is_some();
            (bracketed, bare, several, !before, near)
        };
        // "Huy hiệu Đảng đợt 2/9", "Ngày Nhà giáo Việt Nam 20-11": the occasion is another day than the event's.
        let occasion = |m: &Mention| {
            let before = m.tokens.start.wrapping_sub(1);
            let named = tokens.is_cue(before, self.story.rules.cue.holiday) || tokens.is_capital(before);
            named && m.tokens.start > sentence.start && tokens.digits(m.tokens.start).is_some()
        };
        let days = self.mentions(sentence).filter_map(|m| match m.what {
            What::Date(date)
                if date.is_day()
                    && !is_span(date)
                    && !occasion(m)
                    && !self.story.context.is_history(date) =>
            {
                Some((rank(m, date), date))
            }
            _ => None,
        });
        days.min_by_key(|(rank, _)| *rank).map(|(_, date)| date)
    }

    /// The day that the sentences before have told: "Sáng 15/11, trường đông vui. Trường tổ chức lễ đón nhận ..."
    fn day_before(&self, sentence: &Range<usize>) -> Option<Edtf> {
        let before = self.story.sentences.iter().take(LEAD).take_while(|s| s.start < sentence.start);
        before.filter_map(|s| self.day(s)).last()
    }

    fn period(&self, sentence: &Range<usize>) -> Option<Edtf> {
        // "kỷ niệm 60 năm ngày thành lập (1958 - 2018)" reviews no years.
        let said = Said::of(self.story.tokens, sentence.clone());
        let jubilee = [self.story.rules.cue.anniversary, self.story.rules.cue.founding].map(|c| said.has(c));
        let bracketed = |m: &Mention| self.story.tokens.is_punct(m.tokens.start.wrapping_sub(1), "(");
        let stood = |m: &Mention| jubilee.contains(&true) && bracketed(m);
        self.mentions(sentence).find_map(|m| match m.what {
            What::Date(date) if date.is_period() && !stood(m) => Some(date),
            _ => None,
        })
    }

    /// What was done at it: by the words of the headline and the report, and for what is done at the end
    /// of meetings those of the whole text.
    fn kinds(&self, sentence: &Range<usize>) -> Vec<&'static str> {
        let cue = &self.story.rules.cue;
        let headline = self.story.sentences.first().cloned().unwrap_or(0..0);
        let said = [sentence, &headline].map(|s| Said::of(self.story.tokens, s.clone()));
        let near = |which| said.iter().any(|s| s.has(which));
        let anywhere = |which| self.story.tokens.of_cue(which).next().is_some();
        let gives = anywhere(cue.confer) || anywhere(cue.hand_over) || near(cue.receive);
        let council =
            near(cue.council_meets) || self.council_meets(sentence) || self.council_meets(&headline);
        let kinds = [
            (near(cue.congress), "congress"),
            (council, "council"),
            (near(cue.review) && (self.awards || self.emulation), "review"),
            (near(cue.launch) && self.emulation, "launch"),
            (anywhere(cue.pledge), "pledge"),
            (near(cue.anniversary) && self.awards, "anniversary"),
            (near(cue.revoke) && self.awards, "other"),
            (((self.awards && gives) || near(cue.commend)) && !council && !near(cue.revoke), "conferral"),
        ];
        kinds.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind).collect()
    }

    /// "Hội đồng Thi đua - Khen thưởng tỉnh tổ chức phiên họp"
    fn council_meets(&self, sentence: &Range<usize>) -> bool {
        let (tokens, cue) = (self.story.tokens, &self.story.rules.cue);
        let council = sentence.clone().position(|t| tokens.is_cue(t, cue.council));
        let meets = sentence.clone().position(|t| tokens.is_cue(t, cue.meets));
        matches!((council, meets), (Some(council), Some(meets)) if meets.abs_diff(council) < COUNCIL_WITHIN)
    }

    /// "tại ..." in the sentence, up to the next comma or verb.
    fn place(&self, sentence: &Range<usize>) -> Option<String> {
        let tokens = self.story.tokens;
        let at = sentence.clone().find(|t| tokens.is_cue(*t, self.story.rules.cue.venue))? + 1;
        let end = (at..sentence.end).find(|t| tokens.is_punct(*t, ",.;:\n") || self.is_verb(*t))?;
        let text = tokens.text[tokens.bytes(at..end)].trim();
        (!text.is_empty() && end - at <= LONGEST_PLACE).then(|| text.to_owned())
    }

    fn is_verb(&self, at: usize) -> bool {
        let cue = &self.story.rules.cue;
        let verbs = [cue.hold, cue.confer, cue.hand_over, cue.receive, cue.launch];
        verbs.iter().any(|c| self.story.tokens.is_cue(at, *c))
    }

    /// The body that is said to hold it: the nearest before "tổ chức" or "tổng kết".
    fn organiser(&self, sentence: &Range<usize>) -> Option<String> {
        let cue = &self.story.rules.cue;
        let tokens = self.story.tokens;
        let verb = sentence.clone().find(|t| tokens.is_cue(*t, cue.hold) || tokens.is_cue(*t, cue.review))?;
        let all = self.story.mentions.all();
        let from = all.partition_point(|m| m.tokens.start < sentence.start);
        let before = all[from..].iter().take_while(|m| m.tokens.end <= verb);
        let (index, mention) = before
            .enumerate()
            .filter(|(_, m)| match &m.what {
                What::Unit(unit) => unit.kind != UnitKind::Admin || !self.is_address(m.tokens.start),
                _ => false,
            })
            .last()?;
        Some(place::written_name(tokens, mention, self.story.places.of(from + index)))
    }

    fn is_address(&self, at: usize) -> bool {
        let tokens = self.story.tokens;
        let body = tokens.can_mean(at, sort::BODY);
        at > 0 && !body && (tokens.is_cue(at - 1, self.story.rules.cue.at) || tokens.is_punct(at - 1, ",("))
    }
}

/// "(26/3/1931 - 26/3/2022)": the years that are celebrated.
fn is_span(date: Edtf) -> bool {
    matches!(date, Edtf::Interval(from, to) if from.year.is_some() && from.year != to.year)
}

/// How far from the council its meeting is named. Tokens.
const COUNCIL_WITHIN: usize = 8;
/// The most tokens of a place.
const LONGEST_PLACE: usize = 12;

#[cfg(test)]
mod tests {
    use crate::testing::ceremonies_of;

    #[test]
    fn a_ceremony_has_kinds_a_day_an_organiser_and_the_years_reviewed() {
        for (text, want) in [
            (
                "Sáng 28/3/2024, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết phong trào thi đua năm 2023, phát động thi đua năm 2024. Dịp này, UBND tỉnh tặng Cờ thi đua cho 5 tập thể.",
                vec!["review+launch+conferral 2024-03-28 < UBND tỉnh Hà Nam > 2023"],
            ),
            (
                "Sáng 15/11/2023, sân trường rợp cờ hoa. Trường Tiểu học Ba Sao tổ chức lễ đón nhận Huân chương Lao động hạng Ba.",
                vec!["conferral 2023-11-15 < Trường Tiểu học Ba Sao > -"],
            ),
            (
                "Phá vụ án lớn.\nChiều 9/5/2023, Công an tỉnh Hà Nam trao thưởng cho ban chuyên án. UBND tỉnh tặng Bằng khen cho 2 cá nhân.",
                vec!["conferral 2023-05-09 < - > -"],
            ),
            (
                "Sáng 15/12/2022, ông Lê Văn Tám chủ trì phiên họp xét các danh hiệu thi đua. Kết quả: đề nghị tặng Bằng khen cho 2 cá nhân.",
                vec!["council 2022-12-15 < - > -"],
            ),
            (
                "Ngày 27/3, Hội đồng Thi đua - Khen thưởng tỉnh Hà Nam họp xét tặng Huân chương Lao động.",
                vec!["council 2024-03-27 < - > -"],
            ),
            (
                "Cứu người dưới sông.\nDòng sông chảy xiết. Ai cũng sợ. Hai em bé kêu cứu. Ông Lê Văn Tám nhảy xuống. Người dân vỗ tay. Bà con mừng rỡ.\nChiều 9/5/2023, Công an tỉnh Hà Nam tặng Giấy khen cho ông Lê Văn Tám.",
                vec!["conferral 2023-05-09 < - > -"],
            ),
            (
                "Ngày 17/1/2017, Hội đồng Thi đua - Khen thưởng tỉnh Hà Nam họp phiên thứ nhất. Dự họp có 19 người.\nBằng khen của Thủ tướng Chính phủ: 10 tập thể.",
                vec!["council 2017-01-17 < - > -"],
            ),
            ("Giá lúa hôm nay tăng nhẹ tại các tỉnh miền Tây.", vec![]),
        ] {
            assert_eq!(ceremonies_of(text), want, "{text}");
        }
    }
}
