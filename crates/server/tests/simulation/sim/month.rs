//! The months of a run, counted again from its journals. What no journal tells is taken from rows that the checker (I11)
//! judges one by one; here it is counted again.

#[path = "../../counting/mod.rs"]
#[allow(clippy::unwrap_used, reason = "tests; the measurements run the simulation too")]
mod counting;

use super::bed::{Bed, start};
use super::places::Archives;
use counting::{Beside, differences};
use saraptama_core::indicators::{Month, System};
use saraptama_core::terms::civil_date;
use saraptama_server::config::NodeKind;
use saraptama_server::monitoring::Archives as Counted;
use saraptama_store::Store;
use saraptama_store::rows::Mark;

/// Where the report of a month that the run touched says otherwise than a recount.
pub(crate) async fn miscounted(archives: &mut Archives, bed: &Bed) -> Vec<String> {
    let [mis, ministry, databank] = [NodeKind::Mis, NodeKind::Ministry, NodeKind::DataBank].map(|kind| archives.seen(kind));
    let stores = [(System::Mis, &mis), (System::Ministry, &ministry), (System::DataBank, &databank)];
    let this = Month::of(civil_date(start())).expect("the demonstration lies in this century");
    let mut told = vec![];
    // Clocks may be days behind: some of it then lies in the month before.
    for month in [this.beside(-1).unwrap_or(this), this] {
        let mut beside = Beside::default();
        for (system, store) in stores {
            rows(system, store, &month, &mut beside).await;
        }
        let of = |store: &Store| Some(store.clone());
        let counted = Counted { mis: vec![mis.clone()], ministry: of(&ministry), databank: of(&databank) };
        let found = differences(&counted, &bed.law, month, month.to, &beside).await;
        told.extend(found.into_iter().map(|one| format!("the report of {month}: {one}")));
    }
    told
}

async fn rows(system: System, store: &Store, month: &Month, beside: &mut Beside) {
    for mark in store.all_marks(None).await.expect("an archive that is well can be read") {
        match mark.kind {
            Mark::Blocked => beside.blocked.push((mark.form, mark.name, mark.at)),
            Mark::SignatureRefused if month.holds(mark.at) => {
                beside.signatures.insert((mark.form, mark.name));
            }
            _ => {}
        }
    }
    let troubles = store.all_troubles(None).await.expect("an archive that is well can be read");
    for one in troubles.into_iter().filter(|one| month.holds(one.at)) {
        let given_up = one.given_up.then_some(one.reason);
        beside.troubles.insert((system, one.route, one.message.to_string(), given_up));
    }
}
