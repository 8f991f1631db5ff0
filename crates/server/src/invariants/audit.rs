use super::{Evidence, Journal, Report, Snapshot, check};
use crate::config::{Config, NodeKind};
use crate::node;
use crate::people::People;
use saraptama_core::law::Law;
use saraptama_sign::log::PublicKey;

/// Reads the archives of `configs` and judges them.
///
/// The later archive is read first: what it holds is then surely in the earlier one.
///
/// # Errors
/// What cannot be opened or read, in a sentence.
pub async fn audit(configs: &[Config], journal: Option<&Journal>, law: &Law, settled: bool) -> Result<Report, String> {
    let mut snapshots = [const { None }; 3];
    let (mut people, mut trust, mut log_key) = (None, None, None);
    for kind in [NodeKind::DataBank, NodeKind::Ministry, NodeKind::Mis] {
        let Some(config) = configs.iter().find(|config| config.node == kind) else { continue };
        let store = node::open_store_to_read(config).await?;
        let snapshot = Snapshot::read(kind, &store).await.map_err(|fault| fault.to_string())?;
        snapshots[kind as usize] = Some(snapshot);
        trust = Some(node::open_trust(&config.trust)?);
        people.get_or_insert(People::load(&config.principals)?);
        if let Some(keys) = &config.keys {
            let pem = std::fs::read_to_string(keys.join("register.pub.pem"));
            log_key = pem.ok().and_then(|pem| PublicKey::from_pem(&pem));
        }
    }
    let (Some(people), Some(trust)) = (people, trust) else { return Err("no configuration was given".to_owned()) };
    let [mis, ministry, databank] = &snapshots;
    Ok(check(&Evidence {
        mis: mis.as_ref(),
        ministry: ministry.as_ref(),
        databank: databank.as_ref(),
        journal,
        law,
        trust: &trust,
        people: &people,
        log_key: log_key.as_ref(),
        settled,
    }))
}
