//! Persons: a title and a name, a name that begins with a Vietnamese family name, a foreign name told
//! again by its last word; and the short forms in which a text comes back to them ("chị Hậu").

use super::{Mention, Mentions, What};
use crate::Rules;
use crate::sort;
use crate::token::Tokens;
use bangvang_gazetteer::{NounKind, Sense};
use bangvang_normalize::Syllable;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// A person who is named.
#[derive(Debug, Clone)]
pub(crate) struct PersonMention {
    /// The full name, where this is a short form of it.
    pub(crate) name: String,
}

/// The most words a name has.
const LONGEST_NAME: usize = 5;

pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let capitals: Vec<usize> = (0..tokens.len()).filter(|at| tokens.is_capital(*at)).collect();
    let mut parts = vec![false; tokens.len()];
    capitals.iter().for_each(|at| parts[*at] = can_be_part(tokens, rules, *at));
    let mut finder = Finder {
        tokens,
        rules,
        mentions,
        parts,
        capitals,
        times: OnceCell::new(),
        full: FxHashMap::default(),
    };
    finder.full_names();
    finder.short_forms();
    finder.bare_names();
}

struct Finder<'f, 't> {
    tokens: &'f Tokens<'t>,
    rules: &'f Rules,
    mentions: &'f mut Mentions,
    /// Of each token whether it can be part of a name.
    parts: Vec<bool>,
    /// The capitalised tokens.
    capitals: Vec<usize>,
    /// How often each of them is written; counted when first asked for.
    times: OnceCell<FxHashMap<&'t str, usize>>,
    /// Full names by their last word.
    full: FxHashMap<String, String>,
}

impl Finder<'_, '_> {
    fn full_names(&mut self) {
        let (mut next, mut from) = (0, 0);
        while let Some(at) = self.capitals.get(next).copied() {
            next += 1;
            let Some(end) = self.name_end(at).filter(|_| at >= from) else { continue };
            let name = self.text(at..end);
            let last = name.split(' ').next_back().unwrap_or_default().to_owned();
            self.full.entry(last).or_insert_with(|| name.clone());
            self.add(at..end, name);
            from = end;
        }
    }

    /// "chị Hậu" after "Lê Thị Hậu"; "Keller" after "Arthur B. Keller".
    fn short_forms(&mut self) {
        for next in 0..self.capitals.len() {
            let at = self.capitals[next];
            if !self.is_part(at) || self.is_part(at + 1) || (at > 0 && self.is_part(at - 1)) {
                continue;
            }
            let word = self.tokens.str(at);
            let titled = at > 0 && self.rules.is_title(self.tokens, at - 1);
            match self.full.get(word).cloned() {
                Some(name) if titled || is_foreign(word) => self.add(at..at + 1, name),
                None if self.is_given_name(at) => self.add(at..at + 1, word.to_owned()),
                _ => {}
            }
        }
    }

    /// "Hậu" alone, where one person of the text is so called and the capital does not come from its place.
    fn bare_names(&mut self) {
        let Some(called) = self.called() else { return };
        let alone = |at: &usize| {
            called.get(self.tokens.str(*at)).is_some_and(Option::is_some)
                && self.is_part(*at)
                && !self.is_part(at + 1)
                && (*at == 0 || !self.is_part(at - 1))
                && !self.is_place(*at)
        };
        let inside = |at: usize| at > 0 && !crate::sentence::ends_at(self.tokens, at - 1);
        let bare: Vec<usize> = self.capitals.iter().copied().filter(alone).collect();
        let told: Vec<&str> = bare.iter().filter(|at| inside(**at)).map(|at| self.tokens.str(*at)).collect();
        let found: Vec<(usize, String)> = bare
            .iter()
            .filter(|at| told.contains(&self.tokens.str(**at)))
            .filter_map(|at| Some((*at, (*called.get(self.tokens.str(*at))?)?.to_owned())))
            .collect();
        for (at, name) in found {
            self.add(at..at + 1, name);
        }
    }

    /// The persons named so far by the last word of their names; nobody for a word that two share.
    fn called(&self) -> Option<FxHashMap<&str, Option<&str>>> {
        let mut called: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for mention in &self.mentions.all {
            let What::Person(person) = &mention.what else { continue };
            let last = person.name.split(' ').next_back().unwrap_or_default();
            let same = Some(person.name.as_str());
            let known = called.entry(last).or_insert(same);
            if *known != same {
                *known = None;
            }
        }
        (!called.is_empty()).then_some(called)
    }

    /// "chị Lan", in a text that names nobody in full, or that comes back to her.
    fn is_given_name(&self, at: usize) -> bool {
        let called = at > 0 && self.tokens.cues(at - 1).any(|c| c.cue == self.rules.cue.pronoun);
        let word = self.tokens.str(at);
        // "bà Năm", the fifth of her family, has another name.
        let rank = || self.tokens.can_mean(at, sort::NUMERAL);
        let again = || self.times().get(word).is_some_and(|times| *times > 1);
        let own = || self.full.is_empty() || (again() && !rank());
        called && !self.is_place(at) && Syllable::parse(word).is_some() && own()
    }

    fn times(&self) -> &FxHashMap<&str, usize> {
        self.times.get_or_init(|| {
            let mut times = FxHashMap::default();
            self.capitals.iter().for_each(|at| *times.entry(self.tokens.str(*at)).or_default() += 1);
            times
        })
    }

    fn add(&mut self, name: Range<usize>, full: String) {
        let own = name.start - self.titles_before(name.start)..name.end;
        self.mentions.add(Mention { tokens: name, own, what: What::Person(PersonMention { name: full }) });
    }

    fn text(&self, tokens: Range<usize>) -> String {
        self.tokens.text[self.tokens.bytes(tokens)].to_owned()
    }

    /// The end of the full name that begins at `at`.
    fn name_end(&self, at: usize) -> Option<usize> {
        // "Chủ tịch Hà Nam Trần Đức Bình": the name begins behind the place.
        let place = |i: usize| self.is_place(i) && self.tokens.str(i).contains(' ');
        let family = |i: usize| self.tokens.can_mean(i, sort::SURNAME | sort::WEAK_SURNAME);
        let behind_place = at > 0 && place(at - 1) && family(at);
        let before_name = place(at) && self.is_part(at + 1) && family(at + 1) && self.is_part(at + 2);
        // "Tổng thống Mỹ Donald Trump"
        let country = |i: usize| {
            i > 0 && self.tokens.can_mean(i, sort::ABROAD) && self.tokens.can_mean(i - 1, sort::OFFICE)
        };
        let behind_country = at > 0 && country(at - 1);
        if country(at) && self.is_part(at + 1) {
            return None;
        }
        let begins = at == 0
            || !self.is_part(at - 1)
            || behind_place
            || behind_country
            || self.tokens.get(at).is_some_and(|t| !t.spaced);
        if !self.is_part(at) || !begins || before_name || self.is_street(at) {
            return None;
        }
        let mut end = at;
        while end < at + LONGEST_NAME && (self.is_part(end) || (end > at && self.is_inner(end))) {
            // "Arthur B. Keller"
            let initial = self.tokens.is_punct(end + 1, ".") && self.tokens.str(end).chars().count() == 1;
            end += if (initial && self.is_part(end + 2)) || self.is_clipped(end) { 2 } else { 1 };
        }
        // "học sinh Bình Dương", "chuyên gia Nhật Bản": where they are from.
        let place = || end == at + 1 && self.is_place(at);
        let one_word = end == at + 1 && !self.tokens.str(at).contains(' ');
        if one_word || (place() && !self.is_honoured(at)) {
            return None;
        }
        // "Bàn Thị Mấy": with the middle name of women or men no other reading is left.
        let middle = || self.tokens.gazetteer.middle_name(self.tokens.str(at + 1)).is_some();
        let surname = self.tokens.can_mean(at, sort::SURNAME)
            || (self.tokens.can_mean(at, sort::WEAK_SURNAME) && middle());
        let titled = || {
            let title = at > 0 && self.rules.is_title(self.tokens, at - 1);
            title && !self.is_head_of_place(at - 1) || self.is_honoured(at)
        };
        // "cựu thủ tướng Thaksin Shinawatra", "Tổng thống Mỹ Donald Trump"
        let holder = || {
            let foreign = |i: usize| self.tokens.is_plain(i) && is_foreign(self.tokens.str(i));
            let office = at > 0 && self.tokens.can_mean(at - 1, sort::OFFICE);
            (office || behind_country) && (at..end).all(foreign)
        };
        let named = surname
            || self.is_clipped(at)
            || holder()
            || titled()
            || self.is_listed(at)
            || self.is_told_again(at..end);
        named.then_some(end)
    }

    /// "NSND Trà Giang": behind the short form of a title that the State gives.
    fn is_honoured(&self, at: usize) -> bool {
        let title = |before: usize| {
            let one_word = !self.tokens.str(before).contains(' ');
            let mention = self.mentions.at(before).filter(|_| one_word)?;
            match &mention.what {
                What::Award(award) => Some(&self.tokens.gazetteer.awards()[award.award]),
                _ => None,
            }
        };
        at.checked_sub(1).and_then(title).is_some_and(|award| award.kind == "state-title")
    }

    /// "H ’ Hen Niê", "K ' Brửu": the letter that names of the Ê Đê, the M'nông and the K'ho begin with.
    fn is_clipped(&self, at: usize) -> bool {
        self.tokens.is_punct(at + 1, "'’‘`")
            && self.tokens.str(at).chars().count() == 1
            && self.is_part(at + 2)
    }

    /// "Trưởng thôn Ba Sao": behind who heads a place stands its name, unless a family name says that it is his.
    fn is_head_of_place(&self, title: usize) -> bool {
        let title = self.tokens.str(title).to_lowercase();
        let Some(place) = title.strip_prefix("trưởng ") else { return false };
        self.tokens.gazetteer.unit_types().iter().any(|kind| kind.form == place)
    }

    /// "số 12 Lê Lợi", "đường Trần Phú": whom a street is named after.
    fn is_street(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let before = at.wrapping_sub(1);
        let numbered =
            tokens.digits(before).is_some() && tokens.is_cue(at.wrapping_sub(2), self.rules.cue.number);
        numbered || tokens.can_mean(before, sort::NAMESAKE)
    }

    fn is_place(&self, at: usize) -> bool {
        self.tokens.can_mean(at, sort::UNIT | sort::ABROAD)
    }

    /// "các ông Phan Văn A, Y Ngọc": a name behind a name.
    fn is_listed(&self, at: usize) -> bool {
        at > 1
            && (self.tokens.is_punct(at - 1, ",") || self.tokens.is_cue(at - 1, self.rules.cue.and))
            && matches!(self.mentions.at(at - 2), Some(Mention { what: What::Person(_), .. }))
    }

    /// A foreign name of several words whose last word comes back alone.
    fn is_told_again(&self, name: Range<usize>) -> bool {
        let last = self.tokens.str(name.end - 1);
        let plain = name.clone().all(|i| self.tokens.is_plain(i));
        let alone = |i: usize| {
            self.tokens.str(i) == last
                && !self.tokens.is_capital(i + 1)
                && (i == 0 || !self.tokens.is_capital(i - 1))
        };
        let behind = self.capitals.partition_point(|at| *at < name.end);
        plain && is_foreign(last) && self.capitals[behind..].iter().any(|at| alone(*at))
    }

    /// A capitalised word that can be part of a name and belongs to no other mention.
    fn is_part(&self, at: usize) -> bool {
        self.parts.get(at) == Some(&true) && self.mentions.is_free(at)
    }

    /// A capitalised title word that goes on a name: "Lê Đình Anh Tuấn".
    fn is_inner(&self, at: usize) -> bool {
        let title = self.tokens.is_cue(at, self.rules.cue.honorific);
        title
            && self.mentions.is_free(at)
            && self.tokens.is_capital(at)
            && !self.tokens.str(at).contains(' ')
            && !in_capitals(self.tokens, at)
    }

    /// How many tokens before a name are its titles: "đồng chí", "các anh".
    fn titles_before(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0
            && self.mentions.is_free(start - 1)
            && self.rules.is_title(self.tokens, start - 1)
            && !self.is_counted(start - 1)
        {
            start -= 1;
        }
        at - start
    }

    /// "3 em Lê Văn An, ...": the noun belongs to its number.
    fn is_counted(&self, noun: usize) -> bool {
        let before = noun.wrapping_sub(1);
        self.tokens.digits(before).is_some() || self.tokens.can_mean(before, sort::NUMERAL)
    }
}

fn is_foreign(word: &str) -> bool {
    Syllable::parse(word).is_none() && word.chars().all(char::is_alphabetic)
}

/// True if a capitalised word can be part of a name.
fn can_be_part(tokens: &Tokens<'_>, rules: &Rules, at: usize) -> bool {
    let title =
        tokens.is_cue(at, rules.cue.honorific) && !tokens.can_mean(at, sort::SURNAME | sort::WEAK_SURNAME);
    !title && !is_other(tokens, at)
}

/// Words that begin with a capital but are no part of a person's name.
fn is_other(tokens: &Tokens<'_>, at: usize) -> bool {
    let text = tokens.str(at);
    let abbreviation = text.chars().nth(1).is_some() && text.chars().all(|c| c.is_uppercase() || c == '.');
    // "ông Hồ Văn Păn, Trưởng bản A Rong", "Bộ trưởng Giáo dục và Đào tạo Lê Văn A"
    let word = tokens.can_mean(at, sort::BODY | sort::OFFICE | sort::UNIT_TYPE | sort::AWARD)
        || (tokens.can_mean(at, sort::NOUN | sort::FIELD) && text.contains(' '));
    let cue = tokens.can_mean(at, sort::CUE);
    let capitals = || in_capitals(tokens, at);
    word || (cue && (text.contains(' ') || capitals())) || (abbreviation && !capitals())
}

/// True inside a line of capitals, where a name looks like an abbreviation.
fn in_capitals(tokens: &Tokens<'_>, at: usize) -> bool {
    let upper = |i: usize| {
        tokens.is_capital(i) && tokens.str(i).len() > 2 && tokens.str(i).chars().all(|c| !c.is_lowercase())
    };
    upper(at + 1) || (at > 0 && upper(at - 1))
}

impl Rules {
    /// True for a word that stands before a person's name.
    pub(crate) fn is_title(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let noun = |s| match s {
            Sense::Noun(i) => tokens.gazetteer.nouns()[i].kind == NounKind::Individual,
            _ => false,
        };
        at < tokens.len() && (tokens.is_cue(at, self.cue.honorific) || tokens.senses(at).any(noun))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::persons_of;

    #[test]
    fn persons_are_names_without_their_titles() {
        for (text, want) in [
            ("ông Hồ Chín và bà Đoàn Thị Mỹ Lệ", "Hồ Chín; Đoàn Thị Mỹ Lệ"),
            ("đồng chí Y Wang Ayun Siu", "Y Wang Ayun Siu"),
            ("mẹ H'Nuên Siu nhận danh hiệu", "H'Nuên Siu"),
            ("Phó Chủ tịch UBND tỉnh Nguyễn Văn An phát biểu", "Nguyễn Văn An"),
            ("phóng viên trẻ của Báo Nhân Dân", ""),
            ("Sở Nội vụ tỉnh Thái Bình", ""),
            ("BÀ NGUYỄN THỊ HOA NHẬN HUY HIỆU", "NGUYỄN THỊ HOA"),
            ("các ông Phan Đình Sửu, Y Ngọc", "Phan Đình Sửu; Y Ngọc"),
            ("tại số 12 Lê Lợi và trên đường Trần Quang Khải", ""),
        ] {
            assert_eq!(persons_of(text), want, "{text}");
        }
    }

    #[test]
    fn short_forms_are_the_person_named_before() {
        for (text, want) in [
            ("Anh Lê Văn Tám cứu người. Anh Tám được khen.", "Lê Văn Tám; Lê Văn Tám"),
            ("Hạ sĩ Arthur B. Keller bị thương. Keller được khen.", "Arthur B. Keller; Arthur B. Keller"),
            ("Anh Tám được khen.", "Tám"),
            ("Anh Lê Văn Hậu cứu người. Sau đó Hậu về nhà.", "Lê Văn Hậu; Lê Văn Hậu"),
            ("Anh Lê Văn Hậu và anh Trần Văn Hậu cứu người. Sau đó Hậu về nhà.", "Lê Văn Hậu; Trần Văn Hậu"),
            ("Hoa hậu H ' Hen Niê về làng.", "H ' Hen Niê"),
            ("Cố nhạc sĩ Lê Tám đã viết.", "Lê Tám"),
            ("Cựu thủ tướng Keller Barnett đến.", "Keller Barnett"),
            ("Chủ tịch Hà Nam Trần Đức Bình đến dự.", "Trần Đức Bình"),
            ("Tổng thống Mỹ Keller Barnett đến.", "Keller Barnett"),
            ("Vai chính do NSƯT Quốc Anh đóng.", "Quốc Anh"),
            ("Anh Lê Văn Hậu gặp em Mận. Sau đó Mận về nhà.", "Lê Văn Hậu; Mận; Mận"),
            ("Anh Lê Văn Hậu gặp bà Năm. Bà Năm về nhà.", "Lê Văn Hậu"),
        ] {
            assert_eq!(persons_of(text), want, "{text}");
        }
    }
}
