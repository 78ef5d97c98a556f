//! Names of records: unique in a run, in memory that does not grow with it.

use super::files::Input;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// True of what could be the id of a record in an archive: `ARCHIVE#N`.
pub(super) fn ends_like_a_record(id: &str) -> bool {
    id.rsplit_once('#').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Bits of the filter: 16 MiB. Of ten million ids one in four hundred is held to be there already.
const BITS: u64 = 1 << 27;

/// Bits that an id sets: near the best number for ten million ids.
const MARKS: u64 = 8;

/// Ids that tables gave their rows, as a Bloom filter: an id that was taken is known for sure, one that
/// was not is now and then held to be. Its row is then called after its number, which is as good a name.
pub(super) struct OwnIds {
    /// Empty until there is an id.
    bits: Vec<u64>,
    /// What files are called, whose pages come before or behind.
    files: Vec<String>,
}

impl OwnIds {
    pub(super) fn new(inputs: &[Input]) -> Self {
        let mut files: Vec<String> = inputs.iter().map(|input| input.id.clone()).collect();
        files.sort_unstable();
        Self { bits: Vec::new(), files }
    }

    /// Takes an id; false where it may be another record's.
    pub(super) fn take(&mut self, id: &str) -> bool {
        if id.trim().is_empty() || ends_like_a_record(id) {
            return false;
        }
        if self.files.binary_search_by(|file| file.as_str().cmp(id)).is_ok() {
            return false;
        }
        self.bits.resize((BITS / 64) as usize, 0);
        let (one, other) = (hash(id, 0), hash(id, 1) | 1);
        let mut new = false;
        for mark in 0..MARKS {
            let bit = one.wrapping_add(mark.wrapping_mul(other)) % BITS;
            let word = &mut self.bits[(bit / 64) as usize];
            new |= *word & 1 << (bit % 64) == 0;
            *word |= 1 << (bit % 64);
        }
        new
    }
}

/// The same in every run: `DefaultHasher::new` has fixed keys.
fn hash(id: &str, seed: u8) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, id).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Place;

    #[test]
    fn an_id_is_given_once_and_never_one_of_a_file_or_a_number() {
        let mut ids = OwnIds::new(&[Input { id: "tin".into(), place: Place::Stdin }]);
        for (id, taken) in [
            ("a", true),
            ("b", true),
            ("a", false),
            ("tin", false),
            ("x#12", false),
            ("x#", true),
            (" ", false),
        ] {
            assert_eq!(ids.take(id), taken, "{id}");
        }
    }

    #[test]
    fn hardly_an_id_is_held_to_be_taken_that_is_not() {
        let mut ids = OwnIds::new(&[]);
        let refused = (0..100_000).filter(|n| !ids.take(&format!("bao-{n}"))).count();
        assert_eq!(refused, 0);
    }
}
