//! Numbers for keys: a hash table made for reading, small enough for the processor's nearest caches.

use super::token::Packed;

/// What is numbered.
pub(super) trait Key: Copy + Eq {
    /// The key that is never numbered.
    const NOTHING: Self;

    /// A number whose lower bits are well mixed.
    fn hash(self) -> u64;
}

impl Key for u64 {
    const NOTHING: Self = u64::MAX;

    fn hash(self) -> u64 {
        fold(self ^ 0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)
    }
}

impl Key for Packed {
    const NOTHING: Self = Self { low: u64::MAX, high: u64::MAX };

    fn hash(self) -> u64 {
        fold(self.low ^ 0x9e37_79b9_7f4a_7c15, self.high ^ 0xd6e8_feb8_6659_fd93)
    }
}

/// The product of two numbers, its upper half folded onto its lower one.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Keys, numbered from one on as they come. Zero is the number of nothing.
///
/// Open addressing with linear probing. At most a quarter of the slots, whose count is a power of two, are
/// taken, so that a search mostly ends where it begins.
#[derive(Debug)]
pub(super) struct Numbers<K> {
    slots: Vec<u32>,
    /// By number.
    keys: Vec<K>,
}

impl<K: Key> Default for Numbers<K> {
    fn default() -> Self {
        Self { slots: vec![0; 256], keys: vec![K::NOTHING] }
    }
}

impl<K: Key> Numbers<K> {
    /// The number of a key, or zero.
    #[inline]
    pub(super) fn get(&self, key: K) -> u32 {
        self.slots[self.slot(key)]
    }

    /// The number of a key, which is given one if it has none. `key` is never [`Key::NOTHING`].
    pub(super) fn give(&mut self, key: K) -> u32 {
        let at = self.slot(key);
        if self.slots[at] == 0 {
            self.slots[at] = u32::try_from(self.keys.len()).unwrap_or_default();
            self.keys.push(key);
            if 4 * self.keys.len() > self.slots.len() {
                self.grow();
            }
            return self.get(key);
        }
        self.slots[at]
    }

    /// The slot of a key, or the free one that it would have.
    #[inline]
    fn slot(&self, key: K) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() as usize & mask;
        // Of a free slot nothing is compared too, lest the processor has to guess which it will be.
        while (self.keys[self.slots[at] as usize] != key) & (self.slots[at] != 0) {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; 4 * self.slots.len()];
        for number in 1..self.keys.len() {
            let at = self.slot(self.keys[number]);
            self.slots[at] = u32::try_from(number).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_as_they_come_and_others_are_not() {
        let mut numbers = Numbers::<u64>::default();
        for n in 1..5_000_u32 {
            assert_eq!(numbers.give(u64::from(n) << 32), n);
            assert_eq!(numbers.give(u64::from(n) << 32), n);
        }
        assert!((1..5_000_u32).all(|n| numbers.get(u64::from(n) << 32) == n));
        assert!((5_000..9_000_u64).all(|n| numbers.get(n << 32) == 0 && numbers.get(n) == 0));
        assert_eq!(numbers.get(u64::NOTHING), 0);
    }
}
