//! The one source of lots that decide nothing but a spread in time. What must be unforeseeable (keys,
//! salts, seeds of draws) never comes from here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Draws lots; a clone draws from the same pot. The same seed draws the same lots.
#[derive(Clone, Debug)]
pub struct Chance(Arc<AtomicU64>);

impl Chance {
    /// Lots that another process does not draw: nodes that fail together must not come back together.
    pub fn system() -> Self {
        use std::hash::{BuildHasher as _, Hasher as _};
        Self::seeded(std::collections::hash_map::RandomState::new().build_hasher().finish())
    }

    /// Lots that follow from `seed`.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seed)))
    }

    /// The next lot, evenly from 0 to `u32::MAX` (SplitMix64).
    pub fn lot(&self) -> u32 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut mixed = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_lots_and_they_are_even() {
        let (one, other) = (Chance::seeded(7), Chance::seeded(7));
        let lots: Vec<u32> = (0..4000).map(|_| one.lot()).collect();
        assert!(lots.iter().all(|lot| *lot == other.lot()));
        let low = lots.iter().filter(|lot| **lot < u32::MAX / 2).count();
        assert!((1800..2200).contains(&low), "{low} of 4000 in the lower half");
    }
}
