use crate::node::DataBank;
use saraptama_core::indicators::Month;
use saraptama_store::Fault;

/// So many months stand in the chart of the course.
const MONTHS: i32 = 12;

/// A month, at a glance.
pub(super) struct Passed {
    pub(super) month: Month,
    pub(super) accepted: u64,
    pub(super) registered: u64,
}

/// The months up to this one.
pub(super) async fn passed(databank: &DataBank, month: &Month) -> Result<Vec<Passed>, Fault> {
    let mut all = vec![];
    for month in (1 - MONTHS..=0).filter_map(|n| month.beside(n)) {
        let (accepted, registered) = databank.store.passed(&month).await?;
        all.push(Passed { month, accepted, registered });
    }
    Ok(all)
}
