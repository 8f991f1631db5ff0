//! What nobody may foresee: seeds of draws, salts, verification codes; one source for each node.

use std::sync::{Arc, Mutex, PoisonError};

/// The system's randomness, or numbers that a simulation's seed repeats.
#[derive(Clone, Debug, Default)]
pub struct Secrets(Option<Arc<Mutex<u64>>>);

impl Secrets {
    /// The system's: good for secrets.
    pub fn system() -> Self {
        Self(None)
    }

    /// Numbers that follow from `seed` alone (SplitMix64): for simulations, never for secrets.
    pub fn repeated(seed: u64) -> Self {
        Self(Some(Arc::new(Mutex::new(seed))))
    }

    /// 32 bytes; none where the system gives no randomness.
    pub fn draw(&self) -> Option<[u8; 32]> {
        let Some(state) = &self.0 else { return saraptama_sign::log::new_salt() };
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = [0; 32];
        for eight in bytes.chunks_exact_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            eight.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes());
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    #[test]
    fn a_seed_repeats_its_numbers_and_the_system_does_not() {
        let three = |chance: Secrets| [chance.draw(), chance.draw(), chance.draw()];
        assert_eq!(three(Secrets::repeated(7)), three(Secrets::repeated(7)));
        assert_ne!(three(Secrets::repeated(7)), three(Secrets::repeated(8)));
        let drawn = three(Secrets::system());
        assert!(drawn[0] != drawn[1] && drawn[1] != drawn[2]);
    }
}
