use saraptama_core::indicators::{DataBankMonth, MisMonth, Month, Report, Row, System, Table, counted};
use saraptama_core::law::Law;
use saraptama_core::terms::Instant;
use saraptama_store::rows::{Mark, TroubleCount};
use saraptama_store::{FactsAfter, Fault, Store};
use std::collections::BTreeMap;

/// The archives that are at hand. What is not, a report says that it lacks.
#[derive(Clone, Default)]
pub struct Archives {
    /// The medical information system's.
    pub mis: Option<Store>,
    /// The ministry's.
    pub ministry: Option<Store>,
    /// The data bank's.
    pub databank: Option<Store>,
}

impl Archives {
    fn all(&self) -> [(System, &Option<Store>); 3] {
        [(System::DataBank, &self.databank), (System::Mis, &self.mis), (System::Ministry, &self.ministry)]
    }
}

/// The report of a month as it stands at `now`.
///
/// # Errors
/// When a store fails.
pub async fn report(archives: &Archives, law: &Law, month: Month, now: Instant) -> Result<Report, Fault> {
    let mut tables = vec![];
    for (system, store) in archives.all() {
        let Some(store) = store else { continue };
        match system {
            System::DataBank => tables.extend(databank(store, law, month).await?),
            System::Mis => tables.extend(mis(store, month).await?),
            System::Ministry => tables.extend(ministry(store, month).await?),
        }
        tables.extend(delivery(system, store, month).await?);
        tables.push(signatures(system, store, month).await?);
    }
    let lacks =
        System::ALL.into_iter().filter(|system| archives.all().iter().any(|(one, store)| one == system && store.is_none()));
    Ok(Report { month: month.to_string(), provisional: !month.is_over(now), public: false, lacks: lacks.collect(), tables })
}

async fn databank(store: &Store, law: &Law, month: Month) -> Result<Vec<Table>, Fault> {
    let mut folded = DataBankMonth::new(month, law.pilot.nearest(month.first));
    let mut after = Some(FactsAfter::start_of(&month));
    let mut reading = after.map(|after| read(store, month, after));
    while let Some(under_way) = reading.take() {
        let (facts, next) =
            under_way.await.map_err(|_| Fault { doing: "reading facts", cause: "the reader is gone".to_owned() })??;
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

type Helping = Result<(Vec<saraptama_store::rows::ActFactRow>, Option<FactsAfter>), Fault>;

fn read(store: &Store, month: Month, after: FactsAfter) -> tokio::task::JoinHandle<Helping> {
    let store = store.clone();
    tokio::spawn(async move { store.act_facts(&month, after).await })
}

async fn mis(store: &Store, month: Month) -> Result<Vec<Table>, Fault> {
    let mut folded = MisMonth::new(month);
    let mut after = Some(FactsAfter::start_of(&month));
    while let Some(from) = after {
        let (facts, next) = store.draft_facts(&month, from).await?;
        facts.iter().for_each(|row| folded.add(&row.fact));
        after = next;
    }
    let blocked = store.marks(Mark::Blocked, &month).await?.into_iter().collect();
    Ok(folded.tables(&blocked, store.marked(Mark::Blocked, &month).await?))
}

/// What the ministry's system refused, and what it was told that others behind it refused.
async fn ministry(store: &Store, month: Month) -> Result<[Table; 2], Fault> {
    let here = store.marks(Mark::RefusedHere, &month).await?.into_iter().collect();
    let behind = store.marks(Mark::RefusedBehind, &month).await?.into_iter().collect();
    Ok([counted(System::Ministry, "refused-by-ministry", &here), counted(System::Ministry, "refused-behind", &behind)])
}

/// What did not arrive at once, by route, and why messages were given up.
async fn delivery(system: System, store: &Store, month: Month) -> Result<[Table; 2], Fault> {
    let mut routes: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for TroubleCount { route, reason, tried_again, given_up } in store.troubles(&month).await? {
        let line = routes.entry(route).or_default();
        line[0] += tried_again;
        line[1] += given_up;
        if given_up > 0 {
            *reasons.entry(reason).or_default() += given_up;
        }
    }
    let rows = routes.into_iter().map(|(key, line)| Row { key, values: line.map(Some).to_vec() }).collect();
    let columns = ["tried-again", "given-up"].map(str::to_owned).to_vec();
    Ok([Table { id: "delivery".to_owned(), system, columns, rows }, counted(system, "dead", &reasons)])
}

/// In the medical information system people sign; elsewhere messages come with signatures.
async fn signatures(system: System, store: &Store, month: Month) -> Result<Table, Fault> {
    let mut counts: BTreeMap<String, u64> = store.marks(Mark::SignatureRefused, &month).await?.into_iter().collect();
    for (showed, n) in store.not_taken(&month).await? {
        if let Some(reason) = signature_fault(&showed) {
            *counts.entry(reason.to_owned()).or_default() += n;
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
