//! Referents: whom a pronoun or a bare noun stands for ("ông", "công ty", "nhà trường").

use super::discourse::is_beside;
use super::name;
use crate::Rules;
use crate::mention::unit::UnitKind;
use crate::mention::{Mention, Mentions, What};
use crate::sort;
use crate::story::Story;
use crate::token::Tokens;
use bangvang_gazetteer::{Extent, Gender, Recipient};
use bangvang_normalize::key;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// How far into a sentence its subject begins. Tokens.
const SUBJECT_WITHIN: usize = 4;

/// How many sentences back those lie whom a counted pronoun stands for.
const SEVERAL_WITHIN: usize = 12;
/// How far before a name his office stands. Tokens.
const OFFICE_WITHIN: usize = 4;

/// The persons and units of a text, as what comes after them may call them. Gathered when first asked for.
#[derive(Debug, Default)]
pub(crate) struct Referents {
    persons: OnceCell<Persons>,
    units: OnceCell<Vec<Called>>,
}

/// The persons of a text.
#[derive(Debug)]
struct Persons {
    all: Vec<Person>,
    /// Index into `all` of the one whom the text names most, where there is one.
    protagonist: Option<usize>,
}

/// A unit with a name of its own.
#[derive(Debug)]
struct Called {
    mention: usize,
    /// Its name, folded.
    key: String,
    /// How often the text names it.
    times: usize,
    /// The mention of the short name given in brackets behind it, where the text goes on with that.
    short: Option<usize>,
}

#[derive(Debug)]
struct Person {
    name: String,
    gender: Option<Gender>,
    /// What the text calls them before their names: "em", "ông".
    titles: Vec<String>,
    /// Indices of the mentions, in reading order.
    mentions: Vec<usize>,
}

impl Persons {
    fn of(tokens: &Tokens<'_>, rules: &Rules, mentions: &Mentions) -> Self {
        let mut persons: Vec<Person> = Vec::new();
        for (index, mention) in mentions.all().iter().enumerate() {
            let What::Person(person) = &mention.what else { continue };
            // "Hòa thượng Thích Tâm An, thế danh Lê Văn Tám" are one.
            if tokens.is_cue(mention.own.start.wrapping_sub(1), rules.cue.byname) {
                continue;
            }
            let gender = gender_of(tokens, rules, mention);
            let titles = (mention.own.start..mention.tokens.start).map(|t| key(tokens.str(t)));
            match persons.iter_mut().find(|p| p.name == person.name) {
                Some(known) => {
                    known.gender = known.gender.or(gender);
                    known.titles.extend(titles);
                    known.mentions.push(index);
                }
                None => {
                    let titles = titles.collect();
                    persons.push(Person { name: person.name.clone(), gender, titles, mentions: vec![index] });
                }
            }
        }
        let most = persons.iter().map(|p| p.mentions.len()).max().filter(|n| *n > 1);
        let mut first = persons.iter().enumerate().filter(|(_, p)| Some(p.mentions.len()) == most);
        let protagonist = first.next().map(|(i, _)| i).filter(|_| first.next().is_none());
        Self { all: persons, protagonist }
    }
}

/// What the name of an association's head office begins with.
pub(crate) const CENTRAL: &str = "trung ương";

impl Referents {
    fn persons(&self, story: &Story<'_>) -> &Persons {
        self.persons.get_or_init(|| Persons::of(story.tokens, story.rules, story.mentions))
    }

    /// The mention that the token at `at` stands for, if it is a pronoun or a noun that stands for one.
    pub(crate) fn resolve(&self, story: &Story<'_>, at: usize) -> Option<usize> {
        let names = &story.rules.cue;
        if !story.tokens.can_mean(at, sort::CUE) {
            return None;
        }
        let mut cues = story.tokens.cues(at);
        let cue = cues.find(|c| c.cue == names.pronoun || c.cue == names.stands_for)?;
        if !stands_alone(story, at) || is_of_a_kind(story, &cue.form, at) {
            return None;
        }
        if cue.cue == names.pronoun {
            return self.person(story, at, gender(&cue.value));
        }
        // "Trung ương Hội": that of the association whose branch the text is about.
        let branch = cue.value.strip_prefix(CENTRAL).map(str::trim_start);
        self.unit(story, at, &cue.value).or_else(|| self.unit(story, at, branch?))
    }

    /// The persons or units of a kind whom a counted pronoun stands for: "hai ông", "cả ba thanh niên", "cả hai đơn vị".
    /// They are as many as were named together in the last sentence before that names so many.
    pub(crate) fn several(
        &self,
        story: &Story<'_>,
        count: Range<usize>,
        n: u64,
        kind: Recipient,
    ) -> Option<Vec<String>> {
        let (tokens, cue) = (story.tokens, &story.rules.cue);
        let pronoun = tokens.is_cue(count.end - 1, cue.pronoun);
        let all =
            tokens.is_cue(count.start.wrapping_sub(1), cue.whole) || tokens.is_cue(count.start, cue.whole);
        if n < 2 || !(pronoun || all) {
            return None;
        }
        let here = story.sentences.partition_point(|s| s.end <= count.start);
        let sentences = story.sentences.get(..=here)?.iter().rev().take(SEVERAL_WITHIN);
        let named = |sentence| match kind {
            Recipient::Collective => units_in(story, sentence, count.start),
            _ => self.named_in(story, sentence),
        };
        sentences.map(named).find(|names| names.len() as u64 == n)
    }

    /// The persons named in a sentence, but for those with an office.
    fn named_in(&self, story: &Story<'_>, sentence: &Range<usize>) -> Vec<String> {
        let office = |at: usize| story.tokens.can_mean(at, sort::OFFICE);
        let all = story.mentions.all();
        let here = |person: &&Person| {
            let mut starts =
                person.mentions.iter().map(|m| all[*m].own.start).filter(|at| sentence.contains(at));
            starts.any(|at| !(at.saturating_sub(OFFICE_WITHIN).max(sentence.start)..at).any(office))
        };
        self.persons(story).all.iter().filter(here).map(|person| person.name.clone()).collect()
    }

    /// The unit so called that the headline names, else the one named most, the last of equals.
    pub(crate) fn unit(&self, story: &Story<'_>, at: usize, word: &str) -> Option<usize> {
        let (all, word) = (story.mentions.all(), &key(word));
        let begins = |unit: &&Called| unit.key.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
        let before = |unit: &&Called| all[unit.mention].tokens.end <= at;
        let headline = story.sentences.first().cloned().unwrap_or_default();
        let titled = |unit: &&Called| headline.contains(&all[unit.mention].tokens.start);
        let units = self.units.get_or_init(|| called(story.tokens, story.mentions));
        let mut called = units.iter().filter(begins);
        let titled = called.clone().find(titled).filter(before);
        let most = || called.by_ref().filter(before).max_by_key(|unit| (unit.times, unit.mention));
        titled.or_else(most).map(|unit| unit.short.unwrap_or(unit.mention))
    }

    /// The person of this gender who was the subject of this sentence or the one before, else the one the
    /// text is about, else the one named last.
    fn person(&self, story: &Story<'_>, at: usize, gender: Option<Gender>) -> Option<usize> {
        let (mentions, sentences, names) = (story.mentions, story.sentences, &story.rules.cue);
        let fits = |p: &Person| gender.is_none() || p.gender.is_none() || p.gender == gender;
        let last_before =
            |p: &Person| p.mentions.iter().rev().copied().find(|m| mentions.all()[*m].tokens.end <= at);
        let here = sentences.partition_point(|s| s.end <= at);
        let near = &sentences[here.saturating_sub(1)..(here + 1).min(sentences.len())];
        let persons = self.persons(story);
        let mut known: Vec<(&Person, usize)> =
            persons.all.iter().filter(|p| fits(p)).filter_map(|p| Some((p, last_before(p)?))).collect();
        // "em" is one whom the text has called so, where there is one.
        let word = key(story.tokens.str(at));
        let called = |(p, _): &(&Person, usize)| p.titles.contains(&word);
        if gender.is_none() && known.iter().any(called) {
            known.retain(called);
        }
        let subject = near.iter().rev().find_map(|sentence| {
            let own = sentence.contains(&at);
            let reach = if own { sentence.end } else { (sentence.start + SUBJECT_WITHIN).min(sentence.end) };
            // "Theo ông Lê Văn Tám": who is cited tells of another.
            let cited = |start: usize| start > 0 && story.tokens.is_cue(start - 1, names.according);
            let of = |i: &&(&Person, usize)| {
                let start = mentions.all()[i.1].own.start;
                (sentence.start..reach).contains(&start) && !cited(start)
            };
            let mut inside = known.iter().filter(of);
            inside.next().filter(|_| inside.next().is_none())
        });
        let protagonist = persons.protagonist.map(|p| &persons.all[p]);
        let about = || known.iter().find(|(p, _)| protagonist.is_some_and(|it| it.name == p.name));
        let last = || known.iter().max_by_key(|(_, m)| *m);
        subject.or_else(about).or_else(last).map(|(_, m)| *m)
    }
}

/// The units named in a sentence before a token, but for those beside the story: who gives, and where.
fn units_in(story: &Story<'_>, sentence: &Range<usize>, before: usize) -> Vec<String> {
    let here = sentence.start..sentence.end.min(before);
    let all = story.mentions.all().iter().enumerate();
    let units = all.filter(|(_, m)| here.contains(&m.tokens.start) && matches!(m.what, What::Unit(_)));
    units.filter(|(_, m)| !is_beside(story, m)).map(|(at, _)| name::unit(story, at)).collect()
}

/// The units that a bare noun can stand for.
fn called(tokens: &Tokens<'_>, mentions: &Mentions) -> Vec<Called> {
    let units =
        mentions.all().iter().enumerate().filter(|(_, mention)| matches!(mention.what, What::Unit(_)));
    let keys: Vec<(usize, &str)> =
        units.map(|(at, mention)| (at, tokens.folded(mention.tokens.clone()))).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, key) in &keys {
        *times.entry(key).or_default() += 1;
    }
    let all = mentions.all();
    // "Ngân hàng Thương mại cổ phần An Phú (Anphubank)", and Anphubank from there on.
    let short = |at: usize, name: &str| {
        let (mention, (next, short)) = (&all[keys[at].0], keys.get(at + 1)?);
        let inside = &all[*next].tokens;
        let bracketed = inside.start == mention.tokens.end + 1
            && tokens.is_punct(mention.tokens.end, "(")
            && tokens.is_punct(inside.end, ")");
        (bracketed && times[short] > times[name] + 1).then_some(*next)
    };
    let named = keys.iter().enumerate().filter(|(_, (mention, key))| has_name(tokens, &all[*mention], key));
    let unit = |(at, (mention, key)): (usize, &(usize, &str))| Called {
        mention: *mention,
        key: (*key).to_owned(),
        times: times[key],
        short: short(at, key),
    };
    named.map(unit).collect()
}

/// True for a word that no number, no "các" and no name belongs to.
fn stands_alone(story: &Story<'_>, at: usize) -> bool {
    let (tokens, mentions, cue) = (story.tokens, story.mentions, &story.rules.cue);
    let before = at.wrapping_sub(1);
    let counted = [cue.plural, cue.many, cue.each, cue.one].iter().any(|c| tokens.is_cue(before, *c))
        || tokens.digits(before).is_some()
        || tokens.can_mean(before, sort::NUMERAL);
    // "tặng ông Huân chương"
    let award = matches!(mentions.at(at + 1), Some(Mention { what: What::Award(_), .. }));
    let capital = tokens.is_capital(at + 1) && !award;
    let named = capital || tokens.digits(at + 1).is_some() || !follows(tokens, mentions, at);
    mentions.is_free(at) && !counted && !named
}

/// "8 cơ sở Hội", "công tác Hội": what has to do with such bodies, not the one named before.
fn is_of_a_kind(story: &Story<'_>, form: &str, at: usize) -> bool {
    let tokens = story.tokens;
    let proper = form.starts_with(char::is_uppercase) && form.contains(char::is_lowercase);
    let small = |before: usize| tokens.is_word(before) && !tokens.is_capital(before);
    let noun = |before: usize| {
        let known = tokens.can_mean(before, sort::NOUN) || tokens.is_cue(before, story.rules.cue.rank);
        known || tokens.is_plain(before)
    };
    proper && at.checked_sub(1).is_some_and(|before| small(before) && noun(before))
}

/// False where a name follows right behind the word.
fn follows(tokens: &Tokens<'_>, mentions: &Mentions, at: usize) -> bool {
    let named = |m: &Mention| m.tokens.start == at + 1 && matches!(m.what, What::Person(_) | What::Unit(_));
    at + 1 >= tokens.len() || !mentions.at(at + 1).is_some_and(named)
}

/// True for a unit that is more than its head word: "Công ty cổ phần An Phú", no "công ty".
fn has_name(tokens: &Tokens<'_>, mention: &Mention, key: &str) -> bool {
    let What::Unit(unit) = &mention.what else { return false };
    match unit.kind {
        UnitKind::Admin => unit.place.as_ref().is_some_and(|p| p.kind.is_some() && !p.name.is_empty()),
        // "Trung ương Hội Nông dân Việt Nam" is one hit of the gazetteer.
        UnitKind::Org(row) => {
            let fixed = || tokens.gazetteer.bodies()[row].extent == Extent::Fixed && key.contains(' ');
            mention.tokens.len() > 1 || key.ends_with(" việt nam") || fixed()
        }
    }
}

fn gender(value: &str) -> Option<Gender> {
    match value {
        "nam" => Some(Gender::Male),
        "nữ" => Some(Gender::Female),
        _ => None,
    }
}

/// By the title before the name, or by a middle name that only one of the two bears.
fn gender_of(tokens: &Tokens<'_>, rules: &Rules, mention: &Mention) -> Option<Gender> {
    let titles = mention.own.start..mention.tokens.start;
    let titled = titles.flat_map(|t| tokens.cues(t)).filter(|c| c.cue == rules.cue.pronoun);
    let mut names = mention.tokens.clone().skip(1);
    let middle = names.find_map(|t| tokens.gazetteer.middle_name(tokens.str(t)));
    titled.filter_map(|c| gender(&c.value)).last().or(middle)
}

#[cfg(test)]
mod tests {
    use crate::testing::rows_of;

    #[test]
    fn pronouns_and_bare_nouns_stand_for_whom_the_text_named() {
        for (text, want) in [
            (
                "Ông Lê Văn Tám và bà Trần Thị Lan dự lễ. Bà được UBND tỉnh Hà Nam tặng Bằng khen.",
                "individual 1 [Trần Thị Lan]",
            ),
            (
                "Trường Tiểu học Ba Sao đón năm học mới. Ông Lê Văn Tám và Sở Y tế đến dự. Dịp này, trường được \
                 UBND tỉnh Hà Nam tặng Bằng khen.",
                "collective 1 [Trường Tiểu học Ba Sao]",
            ),
            (
                "Ông Lê Văn Tám và ông Hồ Văn Cường dập đám cháy. Ông Phạm Văn Bình, Chủ tịch UBND xã, đến thăm. UBND tỉnh Hà Nam \
                 tặng Bằng khen cho hai ông.",
                "individual 2 [Lê Văn Tám, Hồ Văn Cường]",
            ),
            (
                "Bệnh viện Mắt và Trung tâm Y tế huyện Bình Lục đã chữa cho dân. UBND tỉnh Hà Nam tặng Bằng khen cho cả hai \
                 đơn vị.",
                "collective 2 [Bệnh viện Mắt, Trung tâm Y tế huyện Bình Lục]",
            ),
            (
                "Em Lê Văn Tám cứu bạn. Thầy Hồ Văn Cường kể lại. UBND tỉnh Hà Nam tặng Bằng khen cho em.",
                "individual 1 [Lê Văn Tám]",
            ),
            (
                "Ông Lê Văn Tám đưa đò. Theo ông Hồ Văn Cường, ông Lê Văn Tám cứu 17 người. Sáng nay, ông được UBND tỉnh Hà \
                 Nam tặng Bằng khen.",
                "individual 1 [Lê Văn Tám]",
            ),
            (
                "Hòa thượng Thích Tâm An, thế danh Hồ Văn Cường, tu ở chùa Ba Sao. Sáng nay, ông được UBND tỉnh Hà Nam \
                 tặng Bằng khen.",
                "individual 1 [Thích Tâm An]",
            ),
            (
                "Hội Nông dân tỉnh Hà Nam họp sáng nay. Dịp này, 8 cơ sở Hội được UBND tỉnh Hà Nam tặng Bằng khen.",
                "collective 8 []",
            ),
            (
                "Ông Lê Văn Tám cứu hai em nhỏ. Sáng nay, ông được UBND tỉnh Hà Nam tặng Bằng khen.",
                "individual 1 [Lê Văn Tám]",
            ),
        ] {
            let rows = rows_of(text);
            assert!(rows.len() == 1 && rows[0].contains(want), "{text}\n{rows:?}");
        }
    }
}
