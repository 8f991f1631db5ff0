//! stub
mod key;
pub use key::{LogKey, PublicKey};
