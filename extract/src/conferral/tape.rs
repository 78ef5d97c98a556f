//! A sentence as the conferral rules see it: mentions, cues, and how far apart they are.

use crate::grammar::{Kind, kinds};
use crate::mention::number;
use crate::mention::unit::UnitKind;
use crate::mention::{Mention, What};
use crate::sentence;
use crate::sort;
use crate::story::Story;
use crate::token::{Shape, bit};
use bangvang_gazetteer::{Cue, CueForm, NounKind, Role, Sense};
use std::ops::Range;

kinds! { KINDS:
    OTHER "other",
    WORD "word",
    PROSE "prose",
    AWARD "award",
    STANDARD "standard",
    THIS "this",
    PRAISE "praise",
    COUNT "count",
    PIECES "pieces",
    CLASSED "classed",
    PERSON "person",
    PLACE "place",
    BODY "body",
    PEOPLE "people",
    KIN "kin",
    OFFICE "office",
    DATE "date",
    NUMBER "number",
    COMMA "comma",
    SEMICOLON "semicolon",
    COLON "colon",
    OPEN "open",
    CLOSE "close",
    QUOTE "quote",
    DASH "dash",
    ITEM "item",
    STOP "stop",
    BAR "bar",
}

/// The kind of the awards that are letters.
pub(crate) const LETTER: &str = "letter";

/// The most plain words that still count as a small gap.
const SMALL_GAP: usize = 3;

/// Fewer than these are "cả hai", "cả ba".
const MANY: u64 = 10;

/// One element of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    pub(crate) tokens: Range<usize>,
    /// Index of the mention, where it is one. An office with its body carries the body's.
    pub(crate) mention: Option<usize>,
    /// What the holder does, for offices.
    pub(crate) role: Option<Role>,
}

/// A sentence's elements, and their kinds as a tape.
#[derive(Debug)]
pub(crate) struct Tape {
    pub(crate) items: Vec<Item>,
    pub(crate) kinds: Vec<Kind>,
    /// Of each element the bits of its cues; none for a mention.
    cues: Vec<u64>,
    end: usize,
}

impl Tape {
    pub(crate) fn read(story: &Story<'_>, sentence: Range<usize>) -> Self {
        let end = sentence.end;
        let mut reader = Reader { story, items: Vec::with_capacity(sentence.len()), end };
        let mut at = sentence.start;
        while at < sentence.end {
            at = reader.step(at);
        }
        let mut items = reader.items;
        join_addresses(story, &mut items);
        let kinds = items.iter().map(|i| i.kind).collect();
        let cues =
            |item: &Item| item.mention.map_or_else(|| story.tokens.cue_bits(item.tokens.clone()), |_| 0);
        Self { cues: items.iter().map(cues).collect(), items, kinds, end }
    }

    /// False where an element cannot give a cue.
    #[inline]
    pub(crate) fn may_give(&self, item: usize, cue: Cue) -> bool {
        self.cues[item] & bit(cue) != 0
    }

    /// False where no element can give a cue.
    pub(crate) fn any_may_give(&self, cue: Cue) -> bool {
        self.cues.iter().any(|cues| cues & bit(cue) != 0)
    }

    /// The token after the sentence.
    pub(crate) fn start(&self) -> usize {
        self.items.first().map_or(0, |item| item.tokens.start)
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// The tokens from one element to another.
    pub(crate) fn tokens(&self, range: Range<usize>) -> Range<usize> {
        match (self.items.get(range.start), range.end.checked_sub(1).and_then(|i| self.items.get(i))) {
            (Some(first), Some(last)) if !range.is_empty() => first.tokens.start..last.tokens.end,
            _ => 0..0,
        }
    }
}

struct Reader<'r, 's> {
    story: &'r Story<'s>,
    items: Vec<Item>,
    end: usize,
}

impl Reader<'_, '_> {
    fn push(&mut self, kind: Kind, tokens: Range<usize>, mention: Option<usize>) -> usize {
        let end = tokens.end;
        self.items.push(Item { kind, tokens, mention, role: None });
        end
    }

    fn step(&mut self, at: usize) -> usize {
        let tokens = self.story.tokens;
        if let Some((index, mention)) = self.story.mentions.at_index(at) {
            let end = mention.own.end.max(at + 1).min(self.end);
            let kind = self.mention_kind(mention);
            // "NSƯT Trà Giang" is she.
            if let Some((holder, person)) = self.holder_of_title(mention) {
                return self.push(PERSON, at..person.own.end.min(self.end), Some(holder));
            }
            self.push(kind, at..end, Some(index));
            // "huân huy chương" is "huân chương, huy chương".
            let medal = |next: &Mention| self.award_kind(next) == Some("medal");
            if self.award_kind(mention) == Some("order") && self.story.mentions.at(end).is_some_and(medal) {
                self.push(COMMA, end..end, None);
            }
            // "thư khen chiến sĩ Lê Nam" is a letter to him.
            if self.award_kind(mention) == Some(LETTER) && self.names_somebody(end) {
                self.push_unsaid(end, self.story.rules.cue.given_to);
            }
            return end;
        }
        match tokens.shape(at) {
            Some(Shape::Break) => {
                let bullet = sentence::bullet(tokens, at + 1);
                self.push(ITEM, at..(at + 1 + bullet).min(self.end), None)
            }
            Some(Shape::Punct(c)) if tokens.is_plain(at) => {
                let kind = match c {
                    ',' => COMMA,
                    ';' => SEMICOLON,
                    ':' => COLON,
                    '(' | '[' => OPEN,
                    ')' | ']' => CLOSE,
                    '"' | '“' | '”' | '\'' | '‘' | '’' => QUOTE,
                    '-' | '–' | '—' => DASH,
                    // "Sở Y tế, Sở Nội vụ… cũng tặng": the list goes on.
                    '…' if tokens.shape(at + 1) == Some(Shape::Word) => OTHER,
                    '.' | '!' | '?' | '…' => STOP,
                    '|' => BAR,
                    _ => OTHER,
                };
                self.push(kind, at..at + 1, None)
            }
            Some(Shape::Digits | Shape::Number | Shape::Clock) => self.push(NUMBER, at..at + 1, None),
            _ => self.word(at),
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let tokens = self.story.tokens;
        if tokens.is_plain(at) {
            return self.push_word(at);
        }
        if let Some(index) = self.referent(at) {
            let kind = self.mention_kind(&self.story.mentions.all()[index]);
            return self.push(kind, at..at + 1, Some(index));
        }
        if tokens.is_cue(at, self.story.rules.cue.this) {
            return self.push(THIS, at..at + 1, None);
        }
        // "cho ông": somebody, though the text does not settle who.
        let given = || {
            let to = self.story.rules.conferrals.kind_of(self.story.rules.cue.given_to);
            self.items.last().is_some_and(|last| Some(last.kind) == to)
        };
        if tokens.is_cue(at, self.story.rules.cue.pronoun) && !tokens.is_capital(at + 1) && given() {
            return self.push(KIN, at..at + 1, None);
        }
        if let Some(end) = self.all_of_them(at) {
            return self.push(KIN, at..end, None);
        }
        // "cho đoàn", "cho đội tuyển": a noun of one syllable, too.
        if given() && self.is_noun(at) && self.office(at).is_none() && !tokens.is_capital(at + 1) {
            return self.push_people(at);
        }
        let own = tokens.is_cue(at, self.story.rules.cue.own);
        if own || tokens.is_cue(at, self.story.rules.cue.owns_now) {
            match self.owned_award(at + 1) {
                // "Bộ trưởng có thư khen", "Tỉnh đoàn đã có thư khen": they send it.
                Some(award) if self.award_kind(award) == Some(LETTER) => {
                    return self.push_cue(at, self.story.rules.cue.hand_over);
                }
                Some(_) if own => return self.push_cue(at, self.story.rules.cue.own),
                None if own => return self.push_word(at),
                _ => {}
            }
        }
        // "các điển hình tiên tiến" are people, though "hội nghị điển hình tiên tiến" is about emulation.
        if self.are_several(at) && self.is_people(at) && self.office(at).is_none() {
            return self.push_people(at);
        }
        if tokens.is_cue(at, self.story.rules.cue.kin) && !tokens.is_capital(at + 1) {
            return self.push(KIN, at..at + 1, None);
        }
        let kind_of = |form: &CueForm| self.story.rules.conferrals.kind_of(form.cue);
        if tokens.can_mean(at, sort::CUE)
            && let Some(kind) = tokens.cues(at).find_map(kind_of)
        {
            return self.push(kind, at..at + 1, None);
        }
        if let Some(role) = self.office(at) {
            return self.push_office(at, role);
        }
        // "tập thể nhà trường"
        if self.is_people(at)
            && let Some(index) = self.referent(at + 1)
        {
            let kind = self.mention_kind(&self.story.mentions.all()[index]);
            return self.push(kind, at..at + 2, Some(index));
        }
        // "87 cá nhân điển hình": what kind of persons they are.
        let counted = self.items.last().is_some_and(|last| last.kind == COUNT);
        if self.is_people(at) && !counted {
            return self.push_people(at);
        }
        self.push_word(at)
    }

    /// The end of "cả hai", "cả ba" without a noun: those named before.
    fn all_of_them(&self, at: usize) -> Option<usize> {
        let tokens = self.story.tokens;
        let whole = tokens.is_cue(at, self.story.rules.cue.whole).then_some(at + 1)?;
        // "cả năm" is the whole year.
        let counts = !tokens.is_cue(whole, self.story.rules.cue.year);
        let few = |number: &number::Number| counts && (2..MANY).contains(&number.value);
        let number = number::read(tokens, whole).filter(few)?;
        let end = whole + number.tokens;
        let alone = !tokens.can_mean(end, sort::NOUN)
            && !tokens.is_capital(end)
            && self.story.mentions.is_free(whole);
        (alone && end <= self.end).then_some(end)
    }

    fn push_people(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.end && self.story.mentions.is_free(end) && self.is_people(end) {
            end += 1;
        }
        self.push(PEOPLE, at..end, None)
    }

    /// True behind "các", "nhiều", "mỗi".
    fn are_several(&self, at: usize) -> bool {
        let cue = &self.story.rules.cue;
        let several = |before: usize| {
            [cue.plural, cue.many, cue.each].iter().any(|which| self.story.tokens.is_cue(before, *which))
        };
        at.checked_sub(1).is_some_and(several)
    }

    fn push_cue(&mut self, at: usize, cue: Cue) -> usize {
        match self.story.rules.conferrals.kind_of(cue) {
            Some(kind) => self.push(kind, at..at + 1, None),
            None => self.push_word(at),
        }
    }

    /// A cue that the text leaves out.
    fn push_unsaid(&mut self, at: usize, cue: Cue) {
        if let Some(kind) = self.story.rules.conferrals.kind_of(cue) {
            self.push(kind, at..at, None);
        }
    }

    /// True before a name, a count or people.
    fn names_somebody(&self, at: usize) -> bool {
        let award =
            |m: &Mention| matches!(self.mention_kind(m), AWARD | STANDARD | PRAISE | PIECES | CLASSED | DATE);
        match self.story.mentions.at(at) {
            Some(mention) => !award(mention),
            None => self.is_people(at) || self.is_people(at + 1) && self.are_several(at + 1),
        }
    }

    /// The award, or pieces of one, that stands here or behind words of number: "có nhiều bằng khen", "có 418 liệt sĩ, 46 Bà
    /// mẹ Việt Nam anh hùng".
    fn owned_award(&self, at: usize) -> Option<&Mention> {
        let cue = &self.story.rules.cue;
        let tokens = self.story.tokens;
        let number = |i: &usize| {
            [cue.many, cue.plural, cue.whole, cue.classifier].iter().any(|which| tokens.is_cue(*i, *which))
        };
        let joint = |i: usize| tokens.is_punct(i, ",") || tokens.is_cue(i, cue.and);
        let mut owned = self.story.mentions.at((at..self.end).find(|i| !number(i))?)?;
        while self.mention_kind(owned) == COUNT && joint(owned.own.end) {
            owned = self.story.mentions.at(owned.own.end + 1)?;
        }
        matches!(self.mention_kind(owned), PIECES | AWARD).then_some(owned)
    }

    /// The mention that a pronoun or a bare noun stands for.
    fn referent(&self, at: usize) -> Option<usize> {
        self.story.referents.resolve(self.story, at)
    }

    fn push_word(&mut self, at: usize) -> usize {
        match self.items.last_mut() {
            Some(last) if matches!(last.kind, WORD | PROSE) => {
                last.tokens.end = at + 1;
                last.kind = if last.tokens.len() > SMALL_GAP { PROSE } else { WORD };
                at + 1
            }
            _ => self.push(WORD, at..at + 1, None),
        }
    }

    fn office(&self, at: usize) -> Option<Role> {
        if !self.story.tokens.can_mean(at, sort::OFFICE) {
            return None;
        }
        let gazetteer = self.story.tokens.gazetteer;
        self.story.tokens.sense(at, |sense| match sense {
            Sense::Office(i) => Some(gazetteer.offices()[i].role),
            _ => None,
        })
    }

    /// An office and the body it is of: "nguyên Phó Chủ tịch UBND tỉnh".
    fn push_office(&mut self, at: usize, role: Role) -> usize {
        let (mut end, mut role) = (at + 1, role);
        while end < self.end && self.story.mentions.is_free(end) {
            let Some(next) = self.office(end) else { break };
            // "lãnh đạo", "nguyên" colour the office that follows.
            role = if matches!(role, Role::Delegate | Role::Former) { role } else { next };
            end += 1;
        }
        // "Bộ trưởng Giáo dục và Đào tạo": the field that the office is for.
        while end < self.end && self.is_field(end) {
            end += 1;
        }
        let body = self
            .story
            .mentions
            .at_index(end)
            .filter(|(_, m)| end < self.end && m.own.start == end && matches!(m.what, What::Unit(_)));
        let mention = body.map(|(index, mention)| {
            end = mention.own.end.min(self.end);
            index
        });
        // "Giám đốc Công ty": the company that the text is about.
        let holds = matches!(role, Role::Holder | Role::Deputy);
        let open = holds && mention.is_none() && end < self.end && self.story.mentions.is_free(end);
        let called = if open { self.referent(end) } else { None };
        let called = called.filter(|i| matches!(self.story.mentions.all()[*i].what, What::Unit(_)));
        end += usize::from(called.is_some());
        let mention = mention.or(called);
        self.items.push(Item { kind: OFFICE, tokens: at..end, mention, role: Some(role) });
        end
    }

    fn is_field(&self, at: usize) -> bool {
        let tokens = self.story.tokens;
        tokens.can_mean(at, sort::FIELD) && tokens.is_capital(at) && self.story.mentions.is_free(at)
    }

    fn is_people(&self, at: usize) -> bool {
        // One syllable is too little, "vụ" of "nhiệm vụ", "hội" of "xã hội", but for "các thầy", "nhiều vị".
        let long = || self.story.tokens.str(at).contains(' ') || self.are_several(at);
        self.is_noun(at) && long()
    }

    /// True for a noun of those who can receive.
    fn is_noun(&self, at: usize) -> bool {
        let tokens = self.story.tokens;
        let nouns = tokens.gazetteer.nouns();
        tokens.can_mean(at, sort::NOUN)
            && !tokens.is_cue(at, self.story.rules.cue.hold)
            && tokens.senses(at).any(|sense| match sense {
                Sense::Noun(i) => nouns[i].kind != NounKind::Award,
                _ => false,
            })
    }

    /// "NSND Trà Giang": a title that stands before its holder's name tells of no conferral.
    fn is_form_of_address(&self, mention: &Mention, award: usize) -> bool {
        let tokens = self.story.tokens;
        let title = tokens.gazetteer.awards()[award].kind == "state-title";
        let abbreviated = mention.tokens.len() == 1 && !tokens.str(mention.tokens.start).contains(' ');
        // A stage name, "Anh Tú", need be no person's that we know.
        title && abbreviated && tokens.is_capital(mention.own.end)
    }

    /// The person named behind a form of address.
    fn holder_of_title(&self, mention: &Mention) -> Option<(usize, &Mention)> {
        match &mention.what {
            What::Award(award) if self.is_form_of_address(mention, award.award) => self
                .story
                .mentions
                .at_index(mention.own.end)
                .filter(|(_, next)| is_person_at(next, mention.own.end)),
            _ => None,
        }
    }

    /// The kind of an award.
    fn award_kind(&self, mention: &Mention) -> Option<&str> {
        match &mention.what {
            What::Award(award) => Some(&self.story.award(award.award).kind),
            _ => None,
        }
    }

    fn mention_kind(&self, mention: &Mention) -> Kind {
        match &mention.what {
            What::Award(award) if award.praise => PRAISE,
            What::Award(award) if award.standard => STANDARD,
            What::Award(award) if self.is_form_of_address(mention, award.award) => OTHER,
            What::Award(_) => AWARD,
            What::Count(count) if count.kind != NounKind::Award => COUNT,
            What::Count(_) => {
                let class = self.story.rules.cue.class;
                let last = mention.own.end - 1;
                if self.story.tokens.is_cue(last, class) { CLASSED } else { PIECES }
            }
            What::Date(_) => DATE,
            What::Unit(unit) if unit.kind == UnitKind::Admin => PLACE,
            What::Unit(_) => BODY,
            What::Person(_) => PERSON,
        }
    }
}

fn is_person_at(mention: &Mention, at: usize) -> bool {
    mention.tokens.start == at && matches!(mention.what, What::Person(_))
}

/// "xã Nghĩa Đồng, huyện Tân Kỳ" is one place, the first of its parts, and "UBND huyện Tân Kỳ, tỉnh Nghệ An" one body.
fn join_addresses(story: &Story<'_>, items: &mut Vec<Item>) {
    let path = |item: &Item| {
        let place = story.places.of(item.mention?)?;
        place.path.as_deref().filter(|p| !p.is_empty())
    };
    let mut at = 0;
    while at + 2 < items.len() {
        let unit = |i: usize| matches!(items[i].kind, PLACE | BODY | OFFICE);
        let joined = unit(at) && items[at + 1].kind == COMMA && items[at + 2].kind == PLACE;
        let within = joined
            && match (path(&items[at]), path(&items[at + 2])) {
                (Some(small), Some(large)) => small.len() > large.len() && small.starts_with(large),
                _ => false,
            };
        if within {
            items[at].tokens.end = items[at + 2].tokens.end;
            items.drain(at + 1..=at + 2);
        } else {
            at += 1;
        }
    }
}
