//! Groups from pairs: the surest pair first, and no two in one group that contradict each other.
//!
//! Agglomeration with constraints that forbid (Wagstaff et al., "Constrained k-means clustering", 2001, have the same kind of
//! constraint). Reports are put in the order of their ids before anything is decided, and every decision is by sum
//! and then by id, so that neither the order of the input nor the number of threads changes a group.

use super::events::{Comparison, compare};
use super::report::Report;
use super::{blocking, shingle};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::{Hash as _, Hasher as _};
use std::ops::RangeInclusive;
use xxhash_rust::xxh3::Xxh3Default;

/// How many reports of one key are compared with one another.
pub(super) const WIDEST: usize = 64;

/// Of more, each is compared with the next so many, in an order that puts likes together.
const NEXT: usize = 12;

/// Keys that are sorted at a time: 16 bytes each.
const KEYS_AT_A_TIME: usize = 1 << 23;

/// Reports and the events they are of.
#[derive(Debug, Clone)]
pub struct Groups {
    /// In the order of article ids, and of ceremonies within an article.
    pub reports: Vec<Report>,
    /// Places in `reports` of each group, in order; groups in the order of their first reports.
    pub groups: Vec<Vec<usize>>,
    /// Of each report, the place of its group in `groups`.
    pub group_of: Vec<usize>,
    /// Pairs taken for one event, the surest first.
    edges: Vec<Edge>,
}

/// Two reports and the sum of their comparison.
type Edge = (i32, u32, u32);

/// Why two reports are apart that a chain of pairs connects: the pair at which the chain broke, and the pair
/// that contradicts itself in the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Would be together but for the rest of their groups.
    pub broken: [usize; 2],
    /// Cannot be together.
    pub because: [usize; 2],
}

/// Groups reports. `together` says of a report which earlier group it belongs to, if to any: such
/// groups are taken over as they are, and grow.
pub fn group(mut reports: Vec<Report>, together: impl Fn(&Report) -> Option<u64> + Sync) -> Groups {
    reports.par_sort_unstable_by(|a, b| place(a).cmp(&place(b)));
    let edges = edges(&reports);
    let mut clusters = Clusters::of(&reports);
    let mut earlier: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        if let Some(group) = together(report) {
            let first = *earlier.entry(group).or_insert(at);
            clusters.merge(first, at);
        }
    }
    for (_, one, other) in &edges {
        clusters.join(*one as usize, *other as usize);
    }
    let mut number = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of = Vec::with_capacity(reports.len());
    for at in 0..reports.len() {
        let group = *number.entry(clusters.root(at)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(at);
        group_of.push(group);
    }
    Groups { reports, groups, group_of, edges }
}

fn place(report: &Report) -> (&str, Option<u16>, &[u16]) {
    (&report.article, report.ceremony, &report.conferrals)
}

impl Groups {
    /// Why two reports are apart; `None` where they are together, or no chain of pairs connects them.
    pub fn why_apart(&self, one: usize, other: usize) -> Option<Break> {
        if self.group_of[one] == self.group_of[other] {
            return None;
        }
        let chain = self.chain(one, other)?;
        let apart = |pair: &&[usize]| self.group_of[pair[0]] != self.group_of[pair[1]];
        chain.windows(2).filter(apart).find_map(|pair| {
            let [ours, theirs] = [pair[0], pair[1]].map(|at| &self.groups[self.group_of[at]]);
            let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(|b| [*a, *b]));
            let because = pairs.find(|[a, b]| self.compare(*a, *b).contradiction().is_some())?;
            Some(Break { broken: [pair[0], pair[1]], because })
        })
    }

    /// Two of the reports, compared.
    pub fn compare(&self, one: usize, other: usize) -> Comparison {
        compare(&self.reports[one], &self.reports[other])
    }

    /// A shortest chain of pairs from one report to another.
    fn chain(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
        for (_, one, other) in &self.edges {
            near.entry(*one as usize).or_default().push(*other as usize);
            near.entry(*other as usize).or_default().push(*one as usize);
        }
        let mut came_from = HashMap::from([(from, from)]);
        let mut next = VecDeque::from([from]);
        while let Some(at) = next.pop_front() {
            if at == to {
                let mut chain = vec![to];
                while let Some(before) =
                    chain.last().and_then(|at| came_from.get(at)).filter(|b| Some(*b) != chain.last())
                {
                    chain.push(*before);
                }
                chain.reverse();
                return Some(chain);
            }
            for neighbour in near.get(&at).into_iter().flatten() {
                came_from.entry(*neighbour).or_insert_with(|| {
                    next.push_back(*neighbour);
                    at
                });
            }
        }
        None
    }
}

/// The pairs of one event among those that share a key, the surest first.
fn edges(reports: &[Report]) -> Vec<Edge> {
    let keys: Vec<Box<[u64]>> = reports.par_iter().map(keys).collect();
    let count: usize = keys.iter().map(|keys| keys.len()).sum();
    let passes = count.div_ceil(KEYS_AT_A_TIME).max(1) as u64;
    let mut blocks = Blocks { reports, keys: &keys, wide: HashSet::new() };
    let span = u64::MAX / passes;
    let mut edges: Vec<Edge> = Vec::new();
    for pass in 0..passes {
        let end = if pass + 1 == passes { u64::MAX } else { (pass + 1) * span - 1 };
        edges.extend(blocks.edges(pass * span..=end));
    }
    edges.par_sort_unstable_by_key(|(sum, one, other)| (-sum, *one, *other));
    edges.dedup();
    edges
}

/// The hashes of a report's keys, in order.
fn keys(report: &Report) -> Box<[u64]> {
    let mut keys: Vec<u64> = blocking::keys(report).iter().map(|key| shingle::hash(key)).collect();
    keys.sort_unstable();
    keys.into_boxed_slice()
}

/// Reports by what they share.
struct Blocks<'r> {
    reports: &'r [Report],
    keys: &'r [Box<[u64]>],
    /// Keys that more than [`WIDEST`] reports have, up to the last that was looked at.
    wide: HashSet<u64>,
}

impl Blocks<'_> {
    /// The pairs of one event that keys of a range propose; ranges come in order.
    fn edges(&mut self, range: RangeInclusive<u64>) -> Vec<Edge> {
        let within = |keys: &[u64]| {
            keys.partition_point(|key| key < range.start())..keys.partition_point(|key| key <= range.end())
        };
        let mut keyed: Vec<(u64, u32)> = Vec::new();
        for (at, keys) in self.keys.iter().enumerate() {
            keyed.extend(keys[within(keys)].iter().map(|key| (*key, at as u32)));
        }
        keyed.par_sort_unstable();
        let wide = keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > WIDEST);
        self.wide.extend(wide.map(|block| block[0].0));
        let blocks = keyed.par_chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1);
        blocks.flat_map_iter(|block| self.block_edges(block)).collect()
    }

    fn block_edges(&self, block: &[(u64, u32)]) -> Vec<Edge> {
        let key = block[0].0;
        let mut members: Vec<u32> = block.iter().map(|(_, at)| *at).collect();
        let wide = members.len() > WIDEST;
        if wide {
            members.sort_by_cached_key(|at| (likeness(&self.reports[*at as usize]), *at));
        }
        let mut edges = Vec::new();
        for (at, one) in members.iter().enumerate() {
            for other in members[at + 1..].iter().take(if wide { NEXT } else { WIDEST }) {
                let (one, other) = (*one.min(other), *one.max(other));
                if self.first_common(one, other).is_none_or(|first| first == key) {
                    edges.extend(self.weigh(one, other));
                }
            }
        }
        edges
    }

    /// The first key that two reports share and few others have: where they are compared.
    fn first_common(&self, one: u32, other: u32) -> Option<u64> {
        let [mut ours, mut theirs] = [one, other].map(|at| self.keys[at as usize].iter().peekable());
        while let (Some(a), Some(b)) = (ours.peek(), theirs.peek()) {
            match a.cmp(b) {
                Ordering::Less => ours.next(),
                Ordering::Greater => theirs.next(),
                Ordering::Equal if self.wide.contains(*a) => ours.next(),
                Ordering::Equal => return Some(**a),
            };
        }
        None
    }

    fn weigh(&self, one: u32, other: u32) -> Option<Edge> {
        let found = compare(&self.reports[one as usize], &self.reports[other as usize]);
        found.is_match().then(|| (found.score(), one, other))
    }
}

/// An order in which reports of one event stand close to one another.
fn likeness(report: &Report) -> impl Ord + use<> {
    let said = &report.said;
    let day = said.day.map(|day| (day.month, day.day, day.year));
    (
        day,
        said.seats.first().copied(),
        said.recipients.first().copied(),
        said.sketch.as_ref().map(|s| s.bands(4).min()),
    )
}

/// A forest of groups that are being made.
struct Clusters<'r> {
    reports: &'r [Report],
    parents: Vec<u32>,
    /// Of each root, one report for each distinct set of fields that can contradict.
    kinds: HashMap<usize, Vec<usize>>,
    signatures: Vec<u64>,
}

impl<'r> Clusters<'r> {
    fn of(reports: &'r [Report]) -> Self {
        let alone = |at: usize| {
            let article = |at: usize| reports.get(at).map(|report| &report.article);
            article(at) != article(at + 1) && (at == 0 || article(at) != article(at - 1))
        };
        let signatures = (0..reports.len()).into_par_iter();
        let signatures = signatures.map(|at| signature(&reports[at], alone(at))).collect();
        Self { reports, parents: (0..reports.len() as u32).collect(), kinds: HashMap::new(), signatures }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] as usize != at {
            self.parents[at] = self.parents[self.parents[at] as usize];
            at = self.parents[at] as usize;
        }
        at
    }

    /// Makes one group of two, unless something in the one contradicts something in the other.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (ours, theirs) = (self.kinds_of(one), self.kinds_of(other));
        let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
        if pairs.all(|(a, b)| compare(&self.reports[a], &self.reports[b]).contradiction().is_none()) {
            self.merge(one, other);
        }
    }

    fn kinds_of(&self, root: usize) -> Vec<usize> {
        self.kinds.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    fn merge(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (root, gone) = (one.min(other), one.max(other));
        let mut kinds = [self.kinds_of(root), self.kinds_of(gone)].concat();
        kinds.sort_by_key(|at| (self.signatures[*at], *at));
        kinds.dedup_by_key(|at| self.signatures[*at]);
        self.kinds.remove(&gone);
        self.kinds.insert(root, kinds);
        self.parents[gone] = root as u32;
    }
}

/// Reports of one signature contradict the same others; one that stands `alone` in its article, none of its own.
fn signature(report: &Report, alone: bool) -> u64 {
    let said = &report.said;
    let mut hasher = Xxh3Default::new();
    let empty = said.given.is_empty();
    (said.revoked, empty, said.day, said.published, said.period, &said.seats, &said.recipients)
        .hash(&mut hasher);
    (&said.all_named, &said.conferrers, &said.given).hash(&mut hasher);
    (!alone).then_some(&report.article).hash(&mut hasher);
    hasher.finish()
}
