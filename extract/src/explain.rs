//! Why a row is there: the rule that told it, the words that it was read from, and where each of its fields
//! comes from.

use crate::ceremony::Ceremony;
use crate::conferral::confidence;
use crate::conferral::tape::Tape;
use crate::conferral::{AwardWay, GiverWay, PeriodWay, Row, Words};
use crate::grammar::Match;
use crate::output::{self, Writer};
use crate::record::{Conferral, Extraction, Span};
use crate::story::Story;
use serde::Serialize;
use std::ops::Range;

/// Everything found in one article, and how its rows came to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// What was found.
    pub found: Extraction,
    /// One for each of its conferrals, in their order.
    pub rows: Vec<Explanation>,
}

/// How a row came to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Its number in the article, from 1.
    pub row: usize,
    /// The row.
    pub conferral: Conferral,
    /// The sentence that it was read from; a list is one sentence with the line that introduces it.
    pub sentence: Span,
    /// The words of the sentence that have a part in it, in reading order.
    pub marks: Vec<Mark>,
    /// The rule that found it.
    pub rule: Rule,
    /// What the rule covers, piece by piece.
    pub elements: Vec<Element>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Other words of the text that tell the same, and were made one row with it.
    pub retold: Vec<Span>,
    /// What its confidence is made of.
    pub confidence: Vec<Part>,
}

/// Words and the part they have in a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Where.
    #[serde(flatten)]
    pub at: Span,
    /// award, verb, recipients, names, conferrer, presenter, status, period
    pub role: &'static str,
}

/// A rule as its file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The file, in `extract/rules`.
    pub file: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// The comment above it: how people say it.
    pub comment: String,
    /// As written.
    pub text: String,
}

/// A piece of a sentence as the rules see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Element {
    /// Where.
    #[serde(flatten)]
    pub at: Span,
    /// What the rules call it.
    pub kind: String,
    /// What the rule captures it as.
    pub captured: Option<String>,
}

/// A field of a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// As the row calls it.
    pub name: &'static str,
    /// What it says.
    pub value: Option<String>,
    /// How that was found.
    pub source: &'static str,
    /// The words that say it, wherever they stand.
    pub words: Option<Span>,
}

/// Something that speaks for a row or against it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its name in `confidence.csv`.
    pub feature: &'static str,
    /// What it means.
    pub meaning: String,
    /// How much of it there is.
    pub value: f64,
    /// What one of it adds to the logarithm of the odds.
    pub weight: f64,
}

pub(crate) fn write(story: &Story<'_>, rows: &[Row], ceremonies: &[Ceremony]) -> Explained {
    let found = output::write(story, rows, ceremonies);
    let writer = Writer::over(story);
    let told = writer.conferrals(rows, ceremonies).enumerate();
    let explained = told.map(|(at, (row, conferral))| {
        let parts = story.rules.confidence.parts(story, rows, ceremonies, row);
        Explainer::new(story, &writer, row).explain(at + 1, conferral, &parts)
    });
    let rows = explained.collect();
    Explained { found, rows }
}

struct Explainer<'e> {
    story: &'e Story<'e>,
    writer: &'e Writer<'e, 'e>,
    row: &'e Row,
    /// Tokens.
    sentence: Range<usize>,
    tape: Tape,
}

impl<'e> Explainer<'e> {
    fn new(story: &'e Story<'e>, writer: &'e Writer<'e, 'e>, row: &'e Row) -> Self {
        let sentence = story.sentence_at(row.sentence);
        let tape = Tape::read(story, sentence.clone());
        Self { story, writer, row, sentence, tape }
    }

    fn explain(&self, number: usize, conferral: Conferral, parts: &[confidence::Part<'_>]) -> Explanation {
        let row = self.row;
        let part = |part: &confidence::Part<'_>| Part {
            feature: part.feature,
            meaning: part.meaning.to_owned(),
            value: part.value,
            weight: part.weight,
        };
        Explanation {
            row: number,
            sentence: self.span(self.sentence.clone()),
            marks: self.marks(),
            rule: self.rule(),
            elements: self.elements(),
            fields: self.fields(&conferral),
            retold: row.how.retold.iter().map(|words| self.span(words.range())).collect(),
            confidence: parts.iter().map(part).collect(),
            conferral,
        }
    }

    /// Without the line break that may end it.
    fn span(&self, tokens: Range<usize>) -> Span {
        let mut span = self.writer.span(tokens);
        let trimmed = span.text.trim_end().len();
        span.end -= span.text[trimmed..].chars().count();
        span.text.truncate(trimmed);
        span
    }

    fn words(&self, words: Words) -> Option<Span> {
        (!words.is_empty()).then(|| self.span(words.range()))
    }

    fn rule(&self) -> Rule {
        let rules = &self.story.rules.conferrals;
        let written = rules.written(self.row.how.rule);
        let comment = |text: &str| {
            let lines = text.lines().map(|line| line.trim_start_matches('#').trim());
            lines.collect::<Vec<_>>().join(" ")
        };
        Rule {
            file: rules.file().to_owned(),
            line: written.map_or(0, |rule| rule.line),
            name: rules.name(self.row.how.rule).to_owned(),
            comment: written.map_or(String::new(), |rule| comment(rule.comment)),
            text: written.map_or(String::new(), |rule| rule.text.to_owned()),
        }
    }

    /// The places on the tape that the rule covers.
    fn covered(&self) -> impl Iterator<Item = usize> {
        let matched = self.row.how.matched.range();
        let items = self.tape.items.iter().enumerate();
        items.filter(move |(_, item)| matched.contains(&item.tokens.start)).map(|(at, _)| at)
    }

    fn elements(&self) -> Vec<Element> {
        let rules = &self.story.rules.conferrals;
        let first = self.covered().next();
        let same = |m: &Match<'_>| m.id == self.row.how.rule && Some(m.span.start) == first;
        let found = rules.matches(&self.tape.kinds).find(same);
        let element = |at: usize| Element {
            at: self.span(self.tape.items[at].tokens.clone()),
            kind: rules.word(self.tape.items[at].kind).to_owned(),
            captured: found.as_ref().and_then(|m| m.captured(at)).map(str::to_owned),
        };
        self.covered().map(element).collect()
    }

    /// The words that have a part in the row and stand in its sentence.
    fn marks(&self) -> Vec<Mark> {
        let (how, giver) = (&self.row.how, &self.row.giver);
        let conferrer = giver.conferrer.as_ref().map(|_| giver.by.at);
        let presenter = giver.presenter.as_ref().map(|_| giver.presented);
        let to = how.recipients.at.range();
        // Where nobody is named, the award stands for them.
        let recipients = (how.recipients.at != how.award.at).then_some(how.recipients.at);
        let roles = [
            (Some(how.award.at), "award"),
            (recipients, "recipients"),
            (Some(how.names).filter(|names| !to.contains(&names.range().start)), "names"),
            (conferrer, "conferrer"),
            (presenter.filter(|at| Some(*at) != conferrer), "presenter"),
            (Some(how.status.at), "status"),
            (Some(how.period.at), "period"),
        ];
        let said = roles.into_iter().filter_map(|(words, role)| Some((words?.range(), role)));
        let mut marks: Vec<(Range<usize>, &'static str)> = said.collect();
        let verbs = self.covered().filter(|at| self.is_verb(*at));
        let verbs = verbs.map(|at| (self.tape.items[at].tokens.clone(), "verb"));
        marks.extend(verbs.collect::<Vec<_>>());
        marks.retain(|(at, _)| at.start < at.end && self.sentence.contains(&at.start));
        marks.sort_by_key(|(at, _)| (at.start, at.end));
        marks.into_iter().map(|(at, role)| Mark { at: self.span(at), role }).collect()
    }

    /// True for an element that says that something is given, received or reached.
    fn is_verb(&self, at: usize) -> bool {
        let cue = &self.story.rules.cue;
        let verbs = [
            cue.passive,
            cue.confer,
            cue.hand_over,
            cue.receive,
            cue.reach,
            cue.recognise,
            cue.commend,
            cue.consider,
            cue.revoke,
        ];
        let item = &self.tape.items[at];
        let mut tokens = item.tokens.clone().filter(|_| item.mention.is_none());
        tokens.any(|token| verbs.iter().any(|verb| self.story.tokens.is_cue(token, *verb)))
    }

    fn fields(&self, row: &Conferral) -> Vec<Field> {
        let (how, giver) = (&self.row.how, &self.row.giver);
        let field = |name, value: Option<String>, source, words: Words| Field {
            name,
            source: if value.is_some() { source } else { UNSAID },
            words: value.as_ref().and_then(|_| self.words(words)),
            value,
        };
        let none = Words::default();
        let recipients = how.recipients.way.words();
        let named = !row.recipients.is_empty();
        let listed = named && !how.names.is_empty();
        let law = !self.story.award(self.row.award).level.is_empty();
        let level = if law { "fixed for the award" } else { "that of the conferrer" };
        let class = match how.award.way {
            AwardWay::Class | AwardWay::InBrackets => how.award.way.words(),
            _ => "named with the award",
        };
        let mut conferrer = field("conferrer", row.conferrer.clone(), giver.by.way.words(), giver.by.at);
        if giver.by.way == GiverWay::Outranked {
            conferrer.source = GiverWay::Outranked.words();
        }
        let mut period = field("period", row.period.clone(), how.period.way.words(), how.period.at);
        if how.period.way == PeriodWay::Unsaid {
            period.source = UNSAID;
        }
        vec![
            field("award", Some(row.award.clone()), how.award.way.words(), how.award.at),
            field("class", row.class.clone(), class, how.award.at),
            match how.kind_of_award {
                true => field("kind", Some(row.kind.clone()), "not said; to whom the award is given", none),
                false => field("kind", Some(row.kind.clone()), recipients, how.recipients.at),
            },
            field("count", row.count.map(|count| count.to_string()), how.count.words(), how.recipients.at),
            field(
                "recipients",
                named.then(|| row.recipients.join("; ")),
                if listed { "listed apart from the rule" } else { recipients },
                if listed { how.names } else { how.recipients.at },
            ),
            conferrer,
            field("presenter", row.presenter.clone(), "the subject before the verb", giver.presented),
            field("level", row.level.clone(), level, none),
            field("status", Some(row.status.as_str().to_owned()), how.status.way.words(), how.status.at),
            period,
            field("date", row.date.clone(), "the day of the event that the text reports", none),
        ]
    }
}

/// Of a field without a value.
const UNSAID: &str = "not said";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::testing::UNSURE;

    fn explained(text: &str) -> Vec<Explanation> {
        UNSURE.explain(&Article::new(text)).rows
    }

    /// The source of a field of the last row, and the words that say it.
    fn source(text: &str, name: &str) -> String {
        let rows = explained(text);
        let fields = &rows.last().unwrap().fields;
        let field = fields.iter().find(|field| field.name == name).unwrap();
        match &field.words {
            Some(words) => format!("{}: {}", field.source, words.text),
            None => field.source.to_owned(),
        }
    }

    #[test]
    fn each_field_says_where_it_comes_from() {
        for (text, field, want) in [
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 cá nhân.",
                "conferrer",
                "the subject before the verb: UBND tỉnh Hà Nam",
            ),
            (
                "Dịp này, lãnh đạo tỉnh trao Bằng khen của Bộ Y tế cho 2 cá nhân.",
                "conferrer",
                "named behind the award: Bộ Y tế",
            ),
            ("Dịp này, 2 cá nhân được Bộ Y tế tặng Bằng khen.", "conferrer", "named in the rule: Bộ Y tế"),
            (
                "Thừa ủy quyền của Bộ Y tế, ông Lê Văn Tám trao Bằng khen cho 2 cá nhân.",
                "conferrer",
                "in whose name or by whose decision it is given: Bộ Y tế",
            ),
            (
                "Dịp này, trao Huân chương Lao động hạng Ba cho 2 cá nhân.",
                "conferrer",
                "by law nobody else confers this award",
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 tập thể và tặng Cờ thi đua cho 3 tập thể.",
                "conferrer",
                "the giver of the award before: UBND tỉnh Hà Nam",
            ),
            ("Dịp này, trao Bằng khen cho 2 cá nhân.", "conferrer", "not said"),
            (
                "Dịp này, ông Lê Văn Tám trao Bằng khen của Bộ Y tế cho 2 cá nhân.",
                "presenter",
                "the subject before the verb: ông Lê Văn Tám",
            ),
            ("UBND tỉnh Hà Nam sẽ tặng Bằng khen cho 2 cá nhân.", "status", "a word of the clause: sẽ"),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 cá nhân.",
                "status",
                "the clause tells the day or the occasion: Dịp này",
            ),
            (
                "Những năm qua, 2 cá nhân được tặng Bằng khen.",
                "status",
                "the sentence tells of earlier years: Những năm qua",
            ),
            ("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 cá nhân.", "count", "said: 2 cá nhân"),
            ("Dịp này, UBND tỉnh Hà Nam tặng 13 Bằng khen.", "count", "the pieces given: Bằng khen"),
            ("Dịp này, tặng Bằng khen cho ông Lê Văn Tám.", "count", "as many as are named: ông Lê Văn Tám"),
            ("Dịp này, 2 cá nhân được tặng Bằng khen.", "kind", "the subject before the verb: 2 cá nhân"),
            (
                "Dịp này, tặng Bằng khen cho ông Lê Văn Tám.",
                "recipients",
                "named in the rule: ông Lê Văn Tám",
            ),
            (
                "Ông Lê Văn Tám dự lễ. Sáng nay, ông được tặng Bằng khen.",
                "recipients",
                "the subject before the verb: ông",
            ),
            ("UBND tỉnh Hà Nam tặng Bằng khen.", "kind", "not said; to whom the award is given"),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Cờ thi đua năm 2023 cho 5 tập thể.",
                "period",
                "behind the award: năm 2023",
            ),
            (
                "Dịp này, tặng Huân chương Lao động hạng Nhì cho 2 tập thể, hạng Ba cho 5 tập thể.",
                "class",
                "only the class is named, of the award before: hạng Ba",
            ),
        ] {
            assert_eq!(source(text, field), want, "{text}");
        }
    }

    #[test]
    fn the_words_of_the_sentence_have_their_parts() {
        for (text, want) in [
            (
                "Họp.\nDịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 cá nhân.",
                "status Dịp này|conferrer UBND tỉnh Hà Nam|verb tặng|award Bằng khen|recipients 2 cá nhân",
            ),
            (
                "Dịp này, tặng Bằng khen cho 2 cá nhân:\n- Lê Văn Tám;\n- Trần Thị Lan.",
                "status Dịp này|verb tặng|award Bằng khen|recipients 2 cá nhân|names Lê Văn Tám;\n- Trần Thị Lan",
            ),
            ("UBND tỉnh Hà Nam tặng Bằng khen.", "conferrer UBND tỉnh Hà Nam|verb tặng|award Bằng khen"),
        ] {
            let rows = explained(text);
            let mark = |mark: &Mark| format!("{} {}", mark.role, mark.at.text);
            assert_eq!(rows[0].marks.iter().map(mark).collect::<Vec<_>>().join("|"), want, "{text}");
        }
    }

    #[test]
    fn the_rule_stands_as_it_is_written_and_covers_its_words() {
        let row = &explained("Sáng nay, 3 cá nhân nhận Bằng khen do Bộ Y tế tặng.")[0];
        let lines: Vec<&str> = include_str!("../rules/conferrals.rules").lines().collect();
        assert_eq!(lines[row.rule.line - 1], row.rule.text);
        assert_eq!(lines[row.rule.line - 2], format!("# {}", row.rule.comment));
        let element = |element: &Element| match &element.captured {
            Some(name) => format!("{name}:{} {}", element.kind, element.at.text),
            None => format!("{} {}", element.kind, element.at.text),
        };
        let covers: Vec<String> = row.elements.iter().map(element).collect();
        assert_eq!(covers, ["nhận nhận", "awards:award Bằng khen", "do do", "by:body Bộ Y tế", "tặng tặng"]);
    }

    #[test]
    fn what_was_told_twice_is_said() {
        let text = "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho các cá nhân.\nUBND tỉnh Hà Nam tặng Bằng khen cho 46 cá nhân.";
        let rows = explained(text);
        let retold = rows[0].retold.iter().map(|span| span.text.as_str());
        assert_eq!((rows.len(), retold.collect::<Vec<_>>()), (1, vec!["Bằng khen cho các cá nhân"]));
    }

    #[test]
    fn the_parts_of_a_confidence_add_up_to_it() {
        for row in
            explained("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 tập thể, 3 cá nhân; trao Giấy khen.")
        {
            let sum: f64 = row.confidence.iter().map(|part| part.value * part.weight).sum();
            let sure = (100.0 / (1.0 + (-sum).exp())).round() / 100.0;
            assert_eq!(row.conferral.confidence, sure.clamp(0.05, 0.99), "{row:?}");
        }
    }
}
