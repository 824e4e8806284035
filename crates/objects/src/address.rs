//! Tables by the address of an object.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by address of an object.
pub type AddressMap<V> = HashMap<usize, V, BuildHasherDefault<AddressHasher>>;
/// A set of addresses of objects.
pub type AddressSet = HashSet<usize, BuildHasherDefault<AddressHasher>>;

/// Hashes one address, by multiplication: programs that make functions all the time look addresses up all the time,
/// and nobody chooses them with bad intent.
#[derive(Default)]
pub struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_usize(usize::from(*byte)));
    }

    fn write_usize(&mut self, address: usize) {
        // The table takes its place from the low bits and its tags from the high ones.
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
