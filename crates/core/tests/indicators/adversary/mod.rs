//! Who reckons with everything that was told of a month: what they know ([`Known`]), what they can prove from it
//! ([`proved`]), and whether they could prove anything at all ([`open`]).

mod bounds;
mod known;
mod relations;
mod worlds;

pub use bounds::proved;
pub use known::Known;
pub use relations::holds;
pub use worlds::open;
