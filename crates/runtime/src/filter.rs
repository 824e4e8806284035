//! A first question to the tables, for callbacks that hear of far more than the tables hold: may they know of this?
//!
//! A Bloom filter with one hash function. Bits are never cleared: an address that was given away again costs a look-up,
//! no more.

use std::sync::atomic::{AtomicU64, Ordering};

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Which keys were noted, by hash, in `WORDS` words (a power of two).
pub struct Filter<const WORDS: usize>([AtomicU64; WORDS]);

impl<const WORDS: usize> Filter<WORDS> {
    /// An empty filter.
    pub const fn new() -> Self {
        assert!(WORDS.is_power_of_two() && WORDS > 1);
        Filter([const { AtomicU64::new(0) }; WORDS])
    }

    fn place(&self, key: u64) -> (&AtomicU64, u64) {
        // The highest bits of a product depend on all bits of the key.
        let hash = key.wrapping_mul(GOLDEN);
        let word = hash >> (64 - WORDS.trailing_zeros());
        (&self.0[word as usize], 1 << (hash >> 32 & 63))
    }

    /// From now on the key may be known.
    pub fn note(&self, key: u64) {
        let (word, bit) = self.place(key);
        word.fetch_or(bit, Ordering::Relaxed);
    }

    /// Whether the key may have been noted; if not, it certainly was not.
    pub fn may_know(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        word.load(Ordering::Relaxed) & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_known_and_most_of_the_rest_is_not() {
        static FILTER: Filter<256> = Filter::new();
        let address = |i: u64| 0x7f12_3456_0000 + 176 * i;
        (0..500).for_each(|i| FILTER.note(address(i)));
        assert!((0..500).all(|i| FILTER.may_know(address(i))));
        let mistaken = (500..10_000).filter(|&i| FILTER.may_know(address(i))).count();
        assert!(mistaken < 950, "{mistaken} of 9,500");
    }
}
