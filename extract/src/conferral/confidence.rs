//! How sure a row is: of the rows given 0.9, about nine in ten should be right.
//!
//! A logistic model: what speaks for a row and what against it is added up, each by its weight in
//! `data/confidence.csv`, and the sum read as a probability. `CONFIDENCE.md` says how the weights come about and
//! how well they hold.

use super::{AwardWay, RecipientsWay, Row, StatusWay};
use crate::ceremony::Ceremony;
use crate::grammar::GrammarError;
use crate::record::Status;
use crate::story::Story;
use crate::token::Shape;
use bangvang_gazetteer::{Award, Recipient};

/// Something that speaks for a row or against it: its name in the table, and its value for a row.
type Feature = (&'static str, fn(&Seen<'_>) -> f64);

/// All of them. Their meaning stands in the table.
const FEATURES: [Feature; 16] = [
    ("always", |_| 1.0),
    ("nobody", |seen| yes(seen.row.how.recipients.way == RecipientsWay::Nobody)),
    ("uncounted", |seen| yes(seen.row.count.is_none())),
    ("kind unspecified", |seen| yes(seen.row.kind == Recipient::Unspecified && !seen.is_thing())),
    ("thing", |seen| yes(seen.is_thing())),
    ("award unnamed", |seen| yes(matches!(seen.row.how.award.way, AwardWay::Before | AwardWay::This))),
    ("class unsaid", |seen| yes(seen.row.class.is_none() && !seen.award.classes.is_empty())),
    ("praise", |seen| yes(seen.award.kind == "commendation")),
    ("conferrer unsaid", |seen| yes(seen.row.giver.conferrer.is_none())),
    ("no ceremony", |seen| yes(seen.row.status == Status::Conferred && !seen.ceremony)),
    ("received", |seen| yes(seen.rule == RECEIVED)),
    ("status word", |seen| yes(seen.row.how.status.way == StatusWay::Word)),
    ("distance", |seen| (1.0 + seen.distance as f64).ln()),
    ("rows beside", |seen| (seen.beside as f64).ln()),
    ("period", |seen| yes(seen.row.period.is_some())),
    ("list", |seen| yes(seen.list)),
];

/// The rule for "[recipients] nhận [award]".
const RECEIVED: &str = "received";

/// No row is surer or less sure than this.
const RANGE: (f64, f64) = (0.05, 0.99);

/// Farther than this is far. Tokens.
const FAR: usize = 200;

fn yes(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// A row, and what its features look at around it.
struct Seen<'s> {
    row: &'s Row,
    award: &'s Award,
    /// The name of the rule that made it.
    rule: &'s str,
    /// True where the text reports a ceremony.
    ceremony: bool,
    /// Tokens between award and recipients.
    distance: usize,
    /// How many rows its sentence gives, itself included.
    beside: usize,
    /// True in a sentence of several lines.
    list: bool,
}

impl<'s> Seen<'s> {
    fn of(story: &'s Story<'_>, rows: &[Row], ceremonies: &[Ceremony], row: &'s Row) -> Self {
        let (award, to) = (row.how.award.at.range(), row.how.recipients.at.range());
        let between = to.start.saturating_sub(award.end).max(award.start.saturating_sub(to.end));
        let sentence = story.sentence_at(row.sentence);
        // The line break that ends a sentence makes no list.
        let mut inside = sentence.start..sentence.end.saturating_sub(1);
        Self {
            row,
            award: story.award(row.award),
            rule: story.rules.conferrals.name(row.how.rule),
            ceremony: !ceremonies.is_empty(),
            distance: between.min(FAR),
            beside: rows.iter().filter(|other| other.sentence == row.sentence).count().max(1),
            list: inside.any(|token| story.tokens.shape(token) == Some(Shape::Break)),
        }
    }

    /// True where a thing receives it.
    fn is_thing(&self) -> bool {
        self.row.how.recipients.way == RecipientsWay::Thing
    }
}

/// One feature of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part<'m> {
    pub(crate) feature: &'static str,
    pub(crate) meaning: &'m str,
    pub(crate) value: f64,
    pub(crate) weight: f64,
}

/// The weights of the features, as `confidence.csv` has them.
#[derive(Debug)]
pub(crate) struct Model {
    /// In the order of [`FEATURES`].
    weights: Vec<Weight>,
}

#[derive(Debug, Clone)]
struct Weight {
    weight: f64,
    meaning: &'static str,
}

impl Model {
    /// Reads the table: `feature,direction,weight,meaning`. The direction is `+` or `-` where a feature can
    /// only speak for a row or only against it.
    pub(crate) fn parse(file: &'static str, source: &'static str) -> Result<Self, GrammarError> {
        let mut weights: Vec<Option<Weight>> = vec![None; FEATURES.len()];
        let error = |line: usize, message: String| GrammarError { file, line: line + 1, message };
        for (line, text) in source.lines().enumerate().skip(1) {
            let cells: Vec<&str> = text.splitn(4, ',').collect();
            let [feature, direction, weight, meaning] = cells[..] else {
                return Err(error(line, format!("four cells are expected: {text}")));
            };
            let at = FEATURES.iter().position(|(name, _)| *name == feature);
            let at = at.ok_or_else(|| error(line, format!("{feature:?} is no feature")))?;
            let weight: f64 = weight.parse().map_err(|_| error(line, format!("{weight:?} is no number")))?;
            let fits = match direction {
                "+" => weight >= 0.0,
                "-" => weight <= 0.0,
                "" => weight.is_finite(),
                other => return Err(error(line, format!("{other:?} is neither + nor - nor empty"))),
            };
            if !fits {
                return Err(error(line, format!("{feature:?} does not weigh {direction}")));
            }
            if weights[at].replace(Weight { weight, meaning }).is_some() {
                return Err(error(line, format!("{feature:?} stands twice")));
            }
        }
        let missing = weights.iter().position(Option::is_none);
        match missing {
            Some(at) => Err(error(0, format!("{:?} has no weight", FEATURES[at].0))),
            None => Ok(Self { weights: weights.into_iter().flatten().collect() }),
        }
    }

    /// The features of a row that are not nought.
    pub(crate) fn parts(
        &self,
        story: &Story<'_>,
        rows: &[Row],
        ceremonies: &[Ceremony],
        row: &Row,
    ) -> Vec<Part<'_>> {
        let seen = Seen::of(story, rows, ceremonies, row);
        let features = FEATURES.iter().zip(&self.weights);
        let part = |((feature, value), weight): (&Feature, &'_ Weight)| Part {
            feature,
            meaning: weight.meaning,
            value: value(&seen),
            weight: weight.weight,
        };
        features.map(part).filter(|part| part.value != 0.0).collect()
    }

    /// How sure a row is, from 0.05 to 0.99, in hundredths.
    pub(crate) fn of(&self, story: &Story<'_>, rows: &[Row], ceremonies: &[Ceremony], row: &Row) -> f64 {
        let seen = Seen::of(story, rows, ceremonies, row);
        probability(FEATURES.iter().zip(&self.weights).map(|((_, value), w)| value(&seen) * w.weight).sum())
    }
}

/// The logistic of a sum, within [`RANGE`], in hundredths.
fn probability(sum: f64) -> f64 {
    let sure = 1.0 / (1.0 + (-sum).exp());
    (sure.clamp(RANGE.0, RANGE.1) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Extractor};

    const TABLE: &str = include_str!("../../data/confidence.csv");

    #[test]
    fn every_feature_has_its_weight() {
        let model = Model::parse("confidence.csv", TABLE).unwrap();
        assert_eq!(model.weights.len(), FEATURES.len());
        assert!(model.weights.iter().all(|weight| !weight.meaning.trim().is_empty()));
        // A table in another order says the same.
        let (head, rows) = TABLE.split_once('\n').unwrap();
        let reversed: Vec<&str> = rows.lines().rev().collect();
        let reversed = format!("{head}\n{}", reversed.join("\n"));
        let other = Model::parse("confidence.csv", reversed.leak()).unwrap();
        assert_eq!(format!("{model:?}"), format!("{other:?}"));
    }

    #[test]
    fn a_table_that_is_not_sound_says_where() {
        let changed = |from: &str, to: &str| -> &'static str {
            assert!(TABLE.contains(from), "{from}");
            TABLE.replacen(from, to, 1).leak()
        };
        for (table, line, part) in [
            (changed("nobody,-,-", "nobdy,-,-"), 3, "nobdy"),
            (changed("nobody,-,-", "nobody,-,"), 3, "does not weigh -"),
            (changed("nobody,-,-", "nobody,-,x"), 3, "no number"),
            (changed("nobody,-,", "nobody,down,"), 3, "down"),
            (changed("nobody,-,-", "always,,-"), 3, "twice"),
            (changed("list,+,", "list "), 17, "four cells"),
            ("feature,direction,weight,meaning\nalways,,1,all\n", 1, "has no weight"),
        ] {
            let error = Model::parse("confidence.csv", table).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.contains(part), "{error}");
        }
    }

    #[test]
    fn the_rule_that_is_a_feature_is_there() {
        let rules = &Extractor::standard().rules.conferrals;
        let mut names = (0..).map_while(|id| rules.written(id)).map(|rule| rule.name);
        assert!(names.any(|name| name == RECEIVED));
    }

    #[test]
    fn no_row_is_certain_and_none_is_hopeless() {
        for (sum, want) in [(-99.0, 0.05), (-1.0, 0.27), (0.0, 0.5), (2.0, 0.88), (99.0, 0.99)] {
            assert_eq!(probability(sum), want);
        }
    }

    fn confidences(text: &str) -> Vec<f64> {
        let found = crate::testing::UNSURE.extract(&Article::new(text));
        found.conferrals.iter().map(|row| row.confidence).collect()
    }

    /// Of each pair, the second says more, and nothing else changes.
    #[test]
    fn what_says_more_is_surer() {
        for (less, more) in [
            (
                "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen.",
                "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể.",
            ),
            (
                "Sáng nay đã trao Bằng khen cho 19 tập thể.",
                "Sáng nay, UBND tỉnh Hà Nam đã trao Bằng khen cho 19 tập thể.",
            ),
            (
                "Sáng nay, Chủ tịch nước tặng Huân chương Lao động cho 2 tập thể.",
                "Sáng nay, Chủ tịch nước tặng Huân chương Lao động hạng Ba cho 2 tập thể.",
            ),
            (
                "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho các đơn vị.",
                "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 3 đơn vị.",
            ),
            (
                "Sáng nay, Hội Nông dân tỉnh Hà Nam biểu dương 30 hộ.",
                "Sáng nay, Hội Nông dân tỉnh Hà Nam tặng Bằng khen 30 hộ.",
            ),
            (
                "Sáng nay, UBND tỉnh Hà Nam tặng Cờ thi đua cho 5 tập thể.",
                "Sáng nay, UBND tỉnh Hà Nam tặng Cờ thi đua năm 2023 cho 5 tập thể.",
            ),
        ] {
            let (poor, rich) = (confidences(less), confidences(more));
            assert!(poor.len() == 1 && rich.len() == 1, "{less}\n{more}");
            assert!(poor[0] < rich[0], "{less} {poor:?}\n{more} {rich:?}");
        }
    }
}
