//! The monthly monitoring (order A p. 3): the report of a month, put together from what each node counted.

mod closing;
mod gather;
mod refusal;
mod sending;
mod signals;
mod what_if;

pub use closing::{Closing, Standing, handed_out, read, standing};
pub use gather::{Archives, parted, report};
pub use refusal::Refusal;
pub use sending::MONTH_REPORT;
pub use signals::signals;
pub use what_if::{
    Assumptions, DECISIONS_A_DAY, EXPERTS, LOAD_PERCENT, Replayed, known_nosology, known_region, last_edition, what_if,
};

use crate::node::Host;

impl Host {
    /// The archives of the nodes of this process.
    pub fn archives(&self) -> Archives {
        Archives {
            mis: self.mis.iter().map(|node| node.store.clone()).collect(),
            ministry: self.ministry.as_ref().map(|node| node.store.clone()),
            databank: self.databank.as_ref().map(|node| node.store.clone()),
        }
    }
}
