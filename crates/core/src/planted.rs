//! Mistakes that can be planted in the product, to prove that the simulation and the checker would find
//! them. Each stands beside the line that it spoils, as `if planted!("its-name")`.
//!
//! Only with the feature `planted-bugs` is there anything to plant; no product is built with it, and
//! without it the macro is the word `false`.

/// Whether the mistake of that name is planted.
#[cfg(feature = "planted-bugs")]
#[macro_export]
macro_rules! planted {
    ($name:literal) => {
        $crate::planted::is_planted($name)
    };
}

/// Whether the mistake of that name is planted: in a product none is.
#[cfg(not(feature = "planted-bugs"))]
#[macro_export]
macro_rules! planted {
    ($name:literal) => {
        false
    };
}

#[cfg(feature = "planted-bugs")]
mod soil {
    use std::sync::{PoisonError, RwLock};

    static PLANTED: RwLock<Option<&'static str>> = RwLock::new(None);

    /// Plants a mistake for the whole process, or pulls out the one that is planted.
    pub fn plant(name: Option<&'static str>) {
        *PLANTED.write().unwrap_or_else(PoisonError::into_inner) = name;
    }

    /// Whether it is the one that is planted.
    pub fn is_planted(name: &str) -> bool {
        *PLANTED.read().unwrap_or_else(PoisonError::into_inner) == Some(name)
    }
}

#[cfg(feature = "planted-bugs")]
pub use soil::{is_planted, plant};
