//! Who hears of a form's stages: its vendor's endpoint, in the transaction of what it tells, and whoever asks.

use super::FlowError;
use crate::node::Mis;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::referral::{Event, Reached, Stage};
use saraptama_core::terms::{FormId, Instant, civil_date, write_instant};
use saraptama_store::rows::FeedRow;
use saraptama_store::{Change, CommitError, Family, Feed, Outgoing, Owners, Unit};
use serde_json::{Value, json};

/// The kind of a message to an endpoint, in the outbox.
pub const WEBHOOK: &str = "webhook";
/// Whoever may read the events of their organisation's forms.
pub const READERS: [Role; 3] = [Role::Doctor, Role::Chair, Role::Integrator];

/// The stage at which an event leaves its form.
fn reached(body: &[u8]) -> Option<Reached> {
    let stage = |stage, at: Instant| Some(Reached { stage, at, detail: None });
    match serde_json::from_slice(body).ok()? {
        Event::Stored { at, .. } | Event::Thawed { at } => stage(Stage::Checked, at),
        // On whose desk a form lies is between its doctor and its chair.
        Event::Presented { .. } | Event::HandedBack { .. } => None,
        Event::Frozen { at, .. } => stage(Stage::Frozen, at),
        Event::Signed { at, .. } => stage(Stage::Signed, at),
        Event::AwaitingProof { at, reason, .. } => Some(Reached { stage: Stage::AwaitingProof, at, detail: Some(reason) }),
        Event::SignatureRefused { at, reason, .. } => Some(Reached { stage: Stage::Refused, at, detail: Some(reason) }),
        Event::Reached(reached) => Some(reached),
    }
}

/// What is told of a stage, without personal data: the form's id, never the form.
fn telling(form: FormId, reached: &Reached) -> Value {
    let mut data = json!({ "id": form, "stage": reached.stage, "at": write_instant(reached.at) });
    if let Some(detail) = &reached.detail {
        data["detail"] = detail.clone().into();
    }
    json!({ "type": "form.stage", "timestamp": write_instant(reached.at), "data": data })
}

/// An event as it is told to whoever asks; none for one that tells of no stage.
pub fn told(row: &FeedRow) -> Option<Value> {
    let mut told = telling(row.form, &reached(&row.body)?);
    told["id"] = format!("evt_{:x}", row.id).into();
    Some(told)
}

impl Mis {
    /// Commits a unit of one form's events together with what its vendor's endpoint is to hear of them.
    pub(super) async fn commit_told(&self, mut unit: Unit) -> Result<(), CommitError> {
        if self.vendors.is_silent() {
            return self.store.commit(unit).await;
        }
        let Some(form) = unit.appends.first().map(|append| append.stream.form) else { return self.store.commit(unit).await };
        let stored =
            unit.changes.iter().find_map(|change| if let Change::Form(row) = change { Some(row.vendor.clone()) } else { None });
        let vendor = match stored {
            Some(vendor) => vendor,
            None => self.store.vendor_of(form).await?,
        };
        let events =
            unit.appends.iter().filter(|append| append.stream.family == Family::Referral).flat_map(|append| &append.events);
        let hears = |reached: Reached| {
            let route = self.vendors.hears(vendor.as_deref()?, reached.stage)?;
            let body = telling(form, &reached).to_string().into_bytes();
            Some(Outgoing { route, kind: WEBHOOK, form, body, due_at: self.clock.now() })
        };
        let sends: Vec<_> = events.filter_map(|event| hears(reached(&event.body)?)).collect();
        let rings = !sends.is_empty();
        unit.sends.extend(sends);
        let committed = self.store.commit(unit).await;
        if rings && committed.is_ok() {
            self.outbox_bell.notify_one();
        }
        committed
    }

    /// The events of `who`'s own forms after the id `after`, at most `limit`: those of the organisations in
    /// which they hold a role today, and of the vendors for which the node lets them read.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn events_of(&self, who: &Principal, after: i64, limit: u32) -> Result<Feed, FlowError> {
        let today = civil_date(self.clock.now());
        let grants = who.grants.iter().filter(|grant| READERS.contains(&grant.role) && grant.holds_on(today));
        let owners = Owners {
            organisations: grants.filter_map(|grant| grant.organisation).collect(),
            vendors: self.vendors.read_by(&who.id).to_vec(),
        };
        let before = self.store.feed_before(self.clock.now());
        Ok(self.store.feed(Family::Referral, &owners, after, before, limit).await?)
    }
}
