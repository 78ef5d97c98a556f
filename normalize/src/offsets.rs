//! Where a byte of the clean text came from.

use std::ops::Range;

/// One replaced stretch: bytes `from` of the earlier text became bytes `to` of the later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Byte range in the earlier text; empty for an insertion.
    pub from: Range<usize>,
    /// Byte range in the later text; empty for a deletion.
    pub to: Range<usize>,
}

/// The map between two versions of a text: the edits that turned one into the other, in order.
/// Between edits the texts are equal, so a clean text has an empty map.
///
/// ```
/// use bangvang_normalize::OffsetMap;
/// let map = OffsetMap::from_edits([(2..5, "x".len())]); // bytes 2..5 became one byte
/// assert_eq!(map.to_source(2..3), 2..5);
/// assert_eq!(map.to_source(3..4), 5..6);
/// assert_eq!(map.to_target(5..6), 3..4);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Vec<Edit>,
}

impl OffsetMap {
    /// A map from ordered, disjoint source ranges and the byte length that replaced each.
    pub fn from_edits(edits: impl IntoIterator<Item = (Range<usize>, usize)>) -> Self {
        let mut map = Self::default();
        for (from, len) in edits {
            map.push(from, len);
        }
        map
    }

    /// Adds the next edit: `from` of the source became `len` bytes of the target.
    pub(crate) fn push(&mut self, from: Range<usize>, len: usize) {
        let at = match self.edits.last() {
            Some(last) => last.to.end + (from.start - last.from.end),
            None => from.start,
        };
        self.edits.push(Edit { from, to: at..at + len });
    }

    /// The edits, in order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// True where source and target are the same bytes.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The smallest source range that covers a target range.
    pub fn to_source(&self, span: Range<usize>) -> Range<usize> {
        project(&self.edits, span, |e| &e.to, |e| &e.from)
    }

    /// The smallest target range that covers a source range.
    pub fn to_target(&self, span: Range<usize>) -> Range<usize> {
        project(&self.edits, span, |e| &e.from, |e| &e.to)
    }

    /// The map of two steps, `self` first.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        if self.is_identity() {
            return next;
        }
        if next.is_identity() {
            return self;
        }
        let mut out = Self::default();
        let mut first = self.edits.iter().peekable();
        let mut second = next.edits.iter().peekable();
        // How much longer each step has made the text so far.
        let (mut grown_first, mut grown_second) = (0, 0);
        // `middle` is the stretch of the text between the two steps that one edit has to cover.
        while let Some(mut middle) = next_start(first.peek().copied(), second.peek().copied()) {
            let source = middle.start.saturating_add_signed(-grown_first);
            let target = middle.start.saturating_add_signed(grown_second);
            loop {
                if let Some(edit) = first.next_if(|e| meets(&e.to, &middle)) {
                    middle.end = middle.end.max(edit.to.end);
                    grown_first += edit.growth();
                } else if let Some(edit) = second.next_if(|e| meets(&e.from, &middle)) {
                    middle.end = middle.end.max(edit.from.end);
                    grown_second += edit.growth();
                } else {
                    break;
                }
            }
            out.edits.push(Edit {
                from: source..middle.end.saturating_add_signed(-grown_first),
                to: target..middle.end.saturating_add_signed(grown_second),
            });
        }
        out
    }
}

impl Edit {
    /// How many bytes longer the later text is.
    fn growth(&self) -> isize {
        self.to.len() as isize - self.from.len() as isize
    }
}

fn next_start(first: Option<&Edit>, second: Option<&Edit>) -> Option<Range<usize>> {
    match (first, second) {
        (Some(a), Some(b)) if b.from.start < a.to.start => Some(b.from.clone()),
        (Some(a), _) => Some(a.to.clone()),
        (None, Some(b)) => Some(b.from.clone()),
        (None, None) => None,
    }
}

/// Overlapping, or touching where one of the two is empty: an insertion or a deletion belongs to
/// its neighbour, or the order of the two could not be told.
fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    let overlap = a.start < b.end && b.start < a.end;
    let touch = a.start <= b.end && b.start <= a.end;
    overlap || (touch && (a.is_empty() || b.is_empty()))
}

fn project(
    edits: &[Edit],
    span: Range<usize>,
    near: impl Fn(&Edit) -> &Range<usize>,
    far: impl Fn(&Edit) -> &Range<usize>,
) -> Range<usize> {
    // The last edit that begins at or before `at` decides where `at` lies.
    let locate = |at: usize, end: bool| -> usize {
        let i = edits.partition_point(|e| near(e).start < at || (!end && near(e).start == at));
        let Some(edit) = i.checked_sub(1).map(|i| &edits[i]) else { return at };
        let inside = if end { at <= near(edit).end } else { at < near(edit).end };
        match (inside, end) {
            (true, true) => far(edit).end,
            (true, false) => far(edit).start,
            (false, _) => far(edit).end + (at - near(edit).end),
        }
    };
    let start = locate(span.start, false);
    if span.is_empty() {
        return start..start;
    }
    start..locate(span.end, true).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_inside_an_edit_covers_the_whole_edit() {
        let map = OffsetMap::from_edits([(0..3, 1), (5..5, 2), (8..10, 0)]);
        // source: AAA bc|de fGGhi -> target: x bc|YY|def hi
        for (target, source) in [(0..1, 0..3), (1..3, 3..5), (3..5, 5..5), (5..8, 5..8), (8..10, 10..12)] {
            assert_eq!(map.to_source(target.clone()), source, "target {target:?}");
        }
        assert_eq!(map.to_target(8..10), 8..8);
    }

    /// Replaces random stretches and returns the new text with its map.
    fn edited(text: &str, cuts: &[(usize, usize, String)]) -> (String, OffsetMap) {
        let (mut out, mut map, mut at) = (String::new(), OffsetMap::default(), 0);
        for (gap, len, with) in cuts {
            let start = at + gap + 1;
            if start + len > text.len() {
                break;
            }
            out.push_str(&text[at..start]);
            out.push_str(with);
            map.push(start..start + len, with.len());
            at = start + len;
        }
        out.push_str(&text[at..]);
        (out, map)
    }

    fn cuts() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        prop::collection::vec((0..6usize, 0..4usize, "[A-Z]{0,3}"), 0..8)
    }

    proptest! {
        #[test]
        fn composed_maps_agree_with_following_one_after_the_other(
            text in "[a-z]{0,60}", one in cuts(), two in cuts()
        ) {
            let (middle, first) = edited(&text, &one);
            let (last, second) = edited(&middle, &two);
            let both = first.clone().then(second.clone());
            // Outside every edit, a byte that survived both steps maps to its own origin.
            for at in 0..last.len() {
                let step = first.to_source(second.to_source(at..at + 1));
                let whole = both.to_source(at..at + 1);
                prop_assert!(whole.start <= step.start && whole.end >= step.end, "{whole:?} {step:?}");
                if whole.len() == 1 && step.len() == 1 {
                    prop_assert_eq!(whole, step);
                }
            }
            // Unedited stretches are the same bytes on both sides.
            let (mut s, mut t) = (0, 0);
            for e in both.edits() {
                prop_assert_eq!(&text[s..e.from.start], &last[t..e.to.start]);
                (s, t) = (e.from.end, e.to.end);
            }
            prop_assert_eq!(&text[s..], &last[t..]);
        }
    }
}
