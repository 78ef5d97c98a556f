//! A map in one flat array, open addressing with linear probing: made for lookups that mostly miss the
//! processor's nearest cache, where one line is to be fetched and not two. Nothing is ever taken out.

/// A key of a [`FlatMap`].
pub(super) trait Key: Copy + Eq {
    /// The key that no entry has: it marks free slots.
    const FREE: Self;

    /// A number whose lower bits are well mixed.
    fn hash(self) -> u64;
}

impl Key for u64 {
    const FREE: Self = u64::MAX;

    fn hash(self) -> u64 {
        fold(self ^ 0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)
    }
}

impl Key for u128 {
    const FREE: Self = u128::MAX;

    fn hash(self) -> u64 {
        fold(self as u64 ^ 0x9e37_79b9_7f4a_7c15, (self >> 64) as u64 ^ 0xd6e8_feb8_6659_fd93)
    }
}

/// The product of two numbers, its upper half folded onto its lower one.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// At most half of the slots, whose number is a power of two, are taken, so that a search soon meets a
/// free one.
#[derive(Debug)]
pub(super) struct FlatMap<K, V> {
    slots: Vec<(K, V)>,
    taken: u32,
}

impl<K: Key, V: Copy + Default> Default for FlatMap<K, V> {
    fn default() -> Self {
        Self { slots: vec![(K::FREE, V::default()); 64], taken: 0 }
    }
}

impl<K: Key, V: Copy + Default> FlatMap<K, V> {
    /// How many keys there are.
    pub(super) fn len(&self) -> u32 {
        self.taken
    }

    pub(super) fn get(&self, key: K) -> Option<V> {
        let (found, value) = self.slots[self.slot(key)];
        (found == key && key != K::FREE).then_some(value)
    }

    /// The value of `key`, put there from `new` if there is none. `key` is never [`Key::FREE`].
    pub(super) fn get_or_insert_with(&mut self, key: K, new: impl FnOnce() -> V) -> &mut V {
        let mut at = self.slot(key);
        if self.slots[at].0 != key {
            if 2 * (self.taken as usize + 1) > self.slots.len() {
                self.grow();
                at = self.slot(key);
            }
            self.slots[at] = (key, new());
            self.taken += 1;
        }
        &mut self.slots[at].1
    }

    /// Where `key` stands, or the free slot where it would.
    fn slot(&self, key: K) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != K::FREE {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let free = vec![(K::FREE, V::default()); 4 * self.slots.len()];
        for entry in std::mem::replace(&mut self.slots, free) {
            if entry.0 != K::FREE {
                let at = self.slot(entry.0);
                self.slots[at] = entry;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let mut map = FlatMap::<u64, u32>::default();
        for n in 0..5_000_u32 {
            *map.get_or_insert_with(u64::from(n) << 32, || 0) += n;
            assert_eq!(*map.get_or_insert_with(u64::from(n) << 32, || 7), n);
        }
        assert!((0..5_000).all(|n| map.get(u64::from(n) << 32) == Some(n)));
        assert!((5_000..9_000_u64).all(|n| map.get(n << 32).is_none() && map.get(n).is_none()));
        assert_eq!(map.get(u64::FREE), None);
    }
}
