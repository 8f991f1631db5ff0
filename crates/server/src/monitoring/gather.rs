use saraptama_core::indicators::{DataBankMonth, MisMonth, Month, Report, Row, System, Table, counted};
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use saraptama_store::rows::{ActFactRow, DraftFactRow, Mark, TroubleCount};
use saraptama_store::{FactsAfter, Fault, Store};
use std::collections::BTreeMap;
use tokio::task::JoinHandle;

/// The archives that are at hand. What is not, a report says that it lacks.
#[derive(Clone, Default)]
pub struct Archives {
    /// Those of medical information systems, one for each clinic: each keeps other forms, and all of them are one part.
    pub mis: Vec<Store>,
    /// The ministry's.
    pub ministry: Option<Store>,
    /// The data bank's.
    pub databank: Option<Store>,
}

/// The systems in the order in which a report tells of them.
const TOLD: [System; 3] = [System::DataBank, System::Mis, System::Ministry];

impl Archives {
    fn of(&self, system: System) -> &[Store] {
        match system {
            System::Mis => &self.mis,
            System::Ministry => self.ministry.as_slice(),
            System::DataBank => self.databank.as_slice(),
        }
    }

    /// The systems of which there is none.
    pub(super) fn lacks(&self) -> Vec<System> {
        System::ALL.into_iter().filter(|system| self.of(*system).is_empty()).collect()
    }
}

/// The report of a month as it stands at `now`.
///
/// # Errors
/// When a store fails.
pub async fn report(archives: &Archives, law: &Law, month: Month, now: Instant) -> Result<Report, Fault> {
    let (lacks, mut tables) = (archives.lacks(), vec![]);
    // The clinics' forms are counted beside the data bank's acts: both are long, and another processor may have them.
    let stores = archives.mis.clone();
    let mut forms = Some(tokio::spawn(async move { mis(&stores, month).await }));
    for system in TOLD.into_iter().filter(|system| !lacks.contains(system)) {
        let counted = match forms.take_if(|_| system == System::Mis) {
            Some(under_way) => Some(under_way.await.map_err(|_| gone())??),
            None => None,
        };
        tables.extend(part(archives, system, law, month, counted).await?);
    }
    let provisional = !month.is_over(now);
    Ok(Report { month: month.to_string(), provisional, public: false, lacks, not_closed: vec![], tables })
}

/// What was closed, and beside it what it lacks and is at hand, counted now and named as not closed.
pub(super) async fn completed(closed: Report, archives: &Archives, law: &Law, month: Month) -> Result<Report, Fault> {
    let mut report = closed;
    for system in TOLD.into_iter().filter(|system| !archives.of(*system).is_empty()) {
        if report.lacks.contains(&system) {
            report.tables.extend(part(archives, system, law, month, None).await?);
            report.lacks.retain(|one| *one != system);
            report.not_closed.push(system);
        }
    }
    Ok(report)
}

/// The tables of a system; of its own cases those that are `counted` already, if they are.
async fn part(
    archives: &Archives,
    system: System,
    law: &Law,
    month: Month,
    counted: Option<Vec<Table>>,
) -> Result<Vec<Table>, Fault> {
    let stores = archives.of(system);
    let mut tables = match (counted, system) {
        (Some(tables), _) => tables,
        (None, System::Mis) => mis(stores, month).await?,
        (None, System::Ministry) => ministry(stores, month).await?,
        (None, System::DataBank) => databank(stores, law, month).await?,
    };
    tables.extend(delivery(system, stores, month).await?);
    tables.push(signatures(system, stores, month).await?);
    Ok(tables)
}

async fn databank(stores: &[Store], law: &Law, month: Month) -> Result<Vec<Table>, Fault> {
    let mut folded = DataBankMonth::new(month, law.pilot.nearest(month.first));
    // There is one.
    let Some(store) = stores.first() else { return Ok(vec![]) };
    let mut after = Some(FactsAfter::start_of(&month));
    let mut reading = after.map(|after| read(store, month, after));
    while let Some(under_way) = reading.take() {
        let (facts, next) = under_way.await.map_err(|_| gone())??;
        after = next;
        // The next helping is read while this one is folded.
        reading = after.map(|after| read(store, month, after));
        facts.iter().for_each(|row| folded.add(&row.fact));
    }
    // Read last: whatever the facts name was kept before them.
    Ok(folded.drawn_from(store.rosters().await?).tables())
}

/// The nosologies that have sub-forms by the law of a month.
pub fn parted(law: &Law, month: &Month) -> Vec<String> {
    let rules = law.pilot.nearest(month.first);
    rules.nosologies.iter().filter(|nosology| nosology.needs_sub_form).map(|nosology| nosology.id.clone()).collect()
}

type Helping<R> = JoinHandle<Result<(Vec<R>, Option<FactsAfter>), Fault>>;

fn read(store: &Store, month: Month, after: FactsAfter) -> Helping<ActFactRow> {
    let store = store.clone();
    tokio::spawn(async move { store.act_facts(&month, after).await })
}

fn read_drafts(store: &Store, month: Month, after: FactsAfter) -> Helping<DraftFactRow> {
    let store = store.clone();
    tokio::spawn(async move { store.draft_facts(&month, after).await })
}

fn gone() -> Fault {
    Fault { doing: "reading facts", cause: "the reader is gone".to_owned() }
}

async fn mis(stores: &[Store], month: Month) -> Result<Vec<Table>, Fault> {
    let (mut folded, mut forms) = (MisMonth::new(month), 0);
    for store in stores {
        let mut reading = Some(read_drafts(store, month, FactsAfter::start_of(&month)));
        while let Some(under_way) = reading.take() {
            let (facts, next) = under_way.await.map_err(|_| gone())??;
            // As above: the next helping is read while this one is folded.
            reading = next.map(|after| read_drafts(store, month, after));
            facts.iter().for_each(|row| folded.add(&row.fact));
        }
        forms += store.marked(Mark::Blocked, &month).await?;
    }
    Ok(folded.tables(&marks(stores, Mark::Blocked, &month).await?, forms))
}

/// What the ministry's system refused, and what it was told that others behind it refused.
async fn ministry(stores: &[Store], month: Month) -> Result<Vec<Table>, Fault> {
    let here = marks(stores, Mark::RefusedHere, &month).await?;
    let behind = marks(stores, Mark::RefusedBehind, &month).await?;
    Ok(vec![counted(System::Ministry, "refused-by-ministry", &here), counted(System::Ministry, "refused-behind", &behind)])
}

/// How many forms bear each mark of a kind, in all of these archives: no form stands in two of them.
async fn marks(stores: &[Store], kind: Mark, month: &Month) -> Result<BTreeMap<String, u64>, Fault> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for store in stores {
        store.marks(kind, month).await?.into_iter().for_each(|(name, n)| *counts.entry(name).or_default() += n);
    }
    Ok(counts)
}

/// What did not arrive at once, by route, and why messages were given up.
async fn delivery(system: System, stores: &[Store], month: Month) -> Result<[Table; 2], Fault> {
    let mut routes: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for store in stores {
        for TroubleCount { route, reason, tried_again, given_up } in store.troubles(&month).await? {
            let line = routes.entry(route).or_default();
            line[0] += tried_again;
            line[1] += given_up;
            if given_up > 0 {
                *reasons.entry(reason).or_default() += given_up;
            }
        }
    }
    let rows = routes.into_iter().map(|(key, line)| Row { key, values: line.map(Some).to_vec() }).collect();
    let columns = ["tried-again", "given-up"].map(str::to_owned).to_vec();
    Ok([Table { id: "delivery".to_owned(), system, columns, rows }, counted(system, "dead", &reasons)])
}

/// In the medical information system people sign; elsewhere messages come with signatures.
async fn signatures(system: System, stores: &[Store], month: Month) -> Result<Table, Fault> {
    let mut counts = marks(stores, Mark::SignatureRefused, &month).await?;
    for store in stores {
        for (showed, n) in store.not_taken(&month).await? {
            if let Some(reason) = signature_fault(&showed) {
                *counts.entry(reason.to_owned()).or_default() += n;
            }
        }
    }
    Ok(counted(system, "signatures", &counts))
}

/// Why a signature proved nothing, from what the log keeps of it: the signature over the form stands first, that of the
/// envelope behind it or alone. What was refused for something else under a signature that holds is not counted, nor what
/// need not bear one.
fn signature_fault(showed: &str) -> Option<&str> {
    let document = showed.split("; ").next().unwrap_or_default();
    let proves = matches!(document, "" | "holds" | "unsigned") || document.starts_with("sealed ");
    (!proves).then_some(document)
}

#[cfg(test)]
mod tests {
    use super::signature_fault;

    #[test]
    fn a_signature_that_holds_is_no_refused_one_whatever_envelope_it_came_in() {
        for holds in ["", "holds", "holds; unsigned", "holds; sealed 00ff", "unsigned", "sealed 00ff"] {
            assert_eq!(signature_fault(holds), None, "{holds}");
        }
        assert_eq!(signature_fault("signature-digest-mismatch; sealed 00ff"), Some("signature-digest-mismatch"));
        assert_eq!(signature_fault("signature-no-signer"), Some("signature-no-signer"));
    }
}
