//! Conferrals: rows of one award, the best pairs first.

use super::matching::{Matching, Tally};
use super::mentions::same_word;
use super::names::Name;
use super::{found, gold};

/// In what two rows of one award agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) class: bool,
    pub(super) kind: bool,
    pub(super) status: bool,
    pub(super) count: bool,
    pub(super) conferrer: bool,
    pub(super) recipients: bool,
    pub(super) period: bool,
}

impl Agreement {
    /// The row is found: what `conferrals` asks for.
    pub(super) fn is_core(self) -> bool {
        self.class && self.kind && self.status
    }

    /// Who gave it to whom is right as well: what `conferrals+` asks for.
    pub(super) fn is_strict(self) -> bool {
        self.is_core() && self.count && self.conferrer && self.recipients
    }

    /// The more, the better the pair; the fields of the core before all others.
    fn weight(self) -> usize {
        let count = |fields: &[bool]| fields.iter().filter(|agrees| **agrees).count();
        let core = count(&[self.class, self.kind, self.status]);
        11 * core + count(&[self.count, self.conferrer, self.recipients, self.period])
    }
}

/// Two rows of one award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) agrees: Agreement,
}

/// How the rows of an article match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// The best first. A pair that does not agree in the core is a miss and a false row.
    pub(super) pairs: Vec<Pair>,
    gold: usize,
    found: usize,
}

/// What of a row is compared by name.
struct Names {
    conferrer: Name,
    recipients: Vec<Name>,
}

impl Names {
    fn of(conferrer: Option<&str>, recipients: &[String]) -> Self {
        Self {
            conferrer: Name::of_conferrer(conferrer),
            recipients: recipients.iter().map(|name| Name::of(name)).collect(),
        }
    }

    fn same_recipients(&self, other: &Self) -> bool {
        self.recipients.len() == other.recipients.len()
            && Matching::greedy(&self.recipients, &other.recipients, Name::is_like).missed.is_empty()
    }
}

impl Rows {
    /// Pairs rows of the same award: those that agree in most first, and of equal ones the first.
    pub(super) fn matched(gold: &[gold::Conferral], found: &[found::Conferral]) -> Self {
        let wanted: Vec<_> = gold.iter().map(|g| Names::of(g.conferrer.as_deref(), &g.recipients)).collect();
        let names: Vec<_> = found.iter().map(|f| Names::of(f.conferrer.as_deref(), &f.recipients)).collect();
        let mut all = Vec::new();
        for (at, g) in gold.iter().enumerate() {
            for (other, f) in found.iter().enumerate().filter(|(_, f)| f.award.as_ref() == Some(&g.award)) {
                let agrees = agreement((g, &wanted[at]), (f, &names[other]));
                all.push(Pair { gold: at, found: other, agrees });
            }
        }
        // Stable: equal pairs stay in the order of the rows.
        all.sort_by_key(|pair| std::cmp::Reverse(pair.agrees.weight()));
        let (mut used, mut taken) = (vec![false; gold.len()], vec![false; found.len()]);
        all.retain(|pair| {
            let free = !used[pair.gold] && !taken[pair.found];
            if free {
                (used[pair.gold], taken[pair.found]) = (true, true);
            }
            free
        });
        Self { pairs: all, gold: gold.len(), found: found.len() }
    }

    pub(super) fn core(&self) -> Tally {
        self.tally(Agreement::is_core)
    }

    pub(super) fn strict(&self) -> Tally {
        self.tally(Agreement::is_strict)
    }

    fn tally(&self, is_hit: fn(Agreement) -> bool) -> Tally {
        let hits = self.pairs.iter().filter(|pair| is_hit(pair.agrees)).count();
        Tally { hits, gold: self.gold, found: self.found }
    }

    /// Rows of the gold that are in no pair.
    pub(super) fn missed(&self) -> impl Iterator<Item = usize> {
        (0..self.gold).filter(|at| self.pairs.iter().all(|pair| pair.gold != *at))
    }

    /// Rows found that are in no pair.
    pub(super) fn extra(&self) -> impl Iterator<Item = usize> {
        (0..self.found).filter(|at| self.pairs.iter().all(|pair| pair.found != *at))
    }
}

fn agreement(
    (gold, wanted): (&gold::Conferral, &Names),
    (found, names): (&found::Conferral, &Names),
) -> Agreement {
    Agreement {
        class: same_word(gold.class.as_deref(), found.class.as_deref()),
        kind: found.kind.as_ref() == Some(&gold.kind),
        status: found.status.as_ref() == Some(&gold.status),
        count: found.count.is(gold.count),
        conferrer: wanted.conferrer.is_like(&names.conferrer),
        recipients: wanted.same_recipients(names),
        period: same_word(gold.period.as_deref(), found.period.as_deref()),
    }
}
