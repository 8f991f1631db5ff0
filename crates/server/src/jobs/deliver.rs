use super::batch::{Batch, batches};
use super::breaker::{Way, tell};
use super::dead::DeadReason;
use super::fetch::fetch;
use super::in_hand::InHand;
use super::lease::{LEASE, Lease};
use super::send::{self, Sending, Sent};
use super::settle::settle;
use crate::config::{NodeKind, Retry};
use crate::flow::documents::DOCUMENTS;
use crate::flow::mis::PROOF;
use crate::node::{Host, Node};
use jiff::SignedDuration;
use saraptama_core::terms::Instant;
use saraptama_store::rows::ClaimedMessage;
use saraptama_store::{Change, Fault, Outcome, Settlement, Unit};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How many messages one claim takes.
const CLAIM: u32 = 256;
/// How many requests are under way at once: so many share one commit at the receiver.
const AT_ONCE: usize = 64;
/// How many fetch documents at once: a slow line holds up neither the requests nor the memory.
const FETCH_AT_ONCE: usize = 16;
/// So many claims that were not answered are remembered, the latest.
const LOST: usize = 64;
/// How long to sleep where nothing is due: retries become due by themselves.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// What brings a node's messages to their receivers.
#[derive(Clone)]
pub struct Courier {
    kind: NodeKind,
    node: Node,
    host: Host,
    held: InHand,
    fetches: Arc<Semaphore>,
    /// Until when claims that are not answered, or not yet, may have leased messages to nobody.
    lost: Arc<Mutex<Vec<Instant>>>,
}

impl Courier {
    /// The courier of `node`; `host` learns what answers teach.
    pub fn new(kind: NodeKind, node: Node, host: Host) -> Self {
        let fetches = Arc::new(Semaphore::new(FETCH_AT_ONCE));
        Self { kind, node, host, held: InHand::default(), fetches, lost: Arc::default() }
    }

    /// Sends everything that is due now, once, and comes back when every answer is settled. Answers how
    /// many messages were taken up. Nothing here waits for time to go by.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn deliver_once(&self) -> Result<usize, Fault> {
        let (claimed, lease) = self.claim(1).await?;
        let taken = claimed.len();
        let mut requests = JoinSet::new();
        for batch in batches(claimed, lease) {
            requests.spawn(self.clone().deliver(batch));
        }
        while requests.join_next().await.is_some() {}
        Ok(taken)
    }

    /// Sends what is due, for ever: claims more while earlier requests are still under way.
    pub(super) async fn run(self) {
        let mut requests = JoinSet::new();
        // What may have killed its senders is under way one at a time.
        let mut suspect = JoinSet::new();
        // Documents take their time, and nothing else waits for them.
        let mut fetches = JoinSet::new();
        loop {
            while requests.try_join_next().is_some() {}
            while fetches.try_join_next().is_some() {}
            if requests.len() >= AT_ONCE {
                requests.join_next().await;
                continue;
            }
            while suspect.try_join_next().is_some() {}
            match self.claim(u32::from(suspect.is_empty())).await {
                Ok((claimed, _)) if claimed.is_empty() => wait(&self.node, &mut requests).await,
                Ok((claimed, lease)) => {
                    for batch in batches(claimed, lease) {
                        if batch.is_suspect() {
                            suspect.spawn(self.clone().deliver(batch));
                            continue;
                        }
                        if batch.kind == DOCUMENTS {
                            fetches.spawn(self.clone().deliver(batch));
                            continue;
                        }
                        if requests.len() >= AT_ONCE {
                            requests.join_next().await;
                        }
                        requests.spawn(self.clone().deliver(batch));
                    }
                }
                Err(fault) => {
                    tracing::error!(node = self.kind.as_str(), error = %fault, "claiming messages");
                    sleep(LOOK_AGAIN).await;
                }
            }
        }
    }

    /// Gives back what was taken up and is not settled: an orderly end says nothing against a message.
    pub async fn give_back(&self) {
        self.forget_lost_claims().await;
        let due_at = self.node.clock.now();
        let back = |(id, fence)| {
            let outcome = Outcome::Retry { due_at, error: "the node ended in the middle".to_owned() };
            Settlement { id, fence, outcome }
        };
        let unit = Unit { settled: self.held.empty().into_iter().map(back).collect(), ..Unit::default() };
        if let (false, Err(error)) = (unit.settled.is_empty(), self.node.store.commit(unit).await) {
            tracing::warn!(node = self.kind.as_str(), error = %error, "giving back messages that were under way");
        }
    }

    /// What is due on the routes that are open to it, and one message of each route that is to be probed; and for how
    /// long that is ours.
    async fn claim(&self, suspects: u32) -> Result<(Vec<ClaimedMessage>, Lease), Fault> {
        self.forget_lost_claims().await;
        let now = self.node.clock.now();
        // Drawn to the nanosecond: two processes that claim at one instant must not take each other's claim for their
        // own where one of them is forgotten.
        let drawn = SignedDuration::from_nanos(self.node.chance.lot().into());
        let lease_until = now.saturating_add(LEASE + drawn).unwrap_or(now);
        self.may_be_lost(lease_until);
        // Whoever lets go of us in here lets go of what the store leased meanwhile: it stands among the lost.
        let claimed = self.claim_until(now, lease_until, suspects).await?;
        let claimed = self.held.take(claimed);
        self.lost().retain(|one| *one != lease_until);
        Ok((claimed, Lease::until(lease_until)))
    }

    async fn claim_until(&self, now: Instant, lease_until: Instant, suspects: u32) -> Result<Vec<ClaimedMessage>, Fault> {
        let (store, breakers) = (&self.node.store, &self.node.breakers);
        let resting = breakers.not_closed();
        if resting.is_empty() {
            return store.claim_with(now, lease_until, CLAIM, None, suspects).await;
        }
        // A route without a configuration waits too, and is told of: it is among those of the store.
        let mut open = store.waiting_routes().await?;
        open.retain(|route| !resting.contains(route));
        let mut claimed = store.claim_with(now, lease_until, CLAIM, Some(&open), suspects).await?;
        for route in resting.into_iter().filter(|route| breakers.way(route, now) == Way::Probe) {
            let probe = store.claim(now, lease_until, 1, Some(std::slice::from_ref(&route))).await?;
            if !probe.is_empty() {
                breakers.probing(&route, now);
            }
            claimed.extend(probe);
        }
        Ok(claimed)
    }

    fn may_be_lost(&self, lease_until: Instant) {
        let mut lost = self.lost();
        // A lease is over by itself: who waits so long for an archive has worse to look after.
        let too_many = (lost.len() + 1).saturating_sub(LOST);
        lost.drain(..too_many);
        lost.push(lease_until);
    }

    /// A claim that was done and not answered leased messages to nobody. They must not look as if they had killed
    /// their sender; what cannot be undone now is undone before the next claim.
    async fn forget_lost_claims(&self) {
        let lost = self.lost().clone();
        if lost.is_empty() {
            return;
        }
        let changes = lost.iter().map(|leased_until| Change::ClaimLost { leased_until: *leased_until }).collect();
        if self.node.store.commit(Unit { changes, ..Unit::default() }).await.is_ok() {
            self.lost().retain(|one| !lost.contains(one));
        }
    }

    fn lost(&self) -> MutexGuard<'_, Vec<Instant>> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends one batch and settles it as soon as it is answered.
    async fn deliver(self, mut batch: Batch) {
        let _guard = self.held.unless_it_panics(&batch.messages);
        let now = || self.node.clock.now();
        let deadly = self.node.routes.get(&batch.route).map_or_else(Retry::default, |route| route.retry.clone());
        let is_deadly = |message: &ClaimedMessage| message.unanswered >= deadly.give_up_after_crashes;
        let mut then = Unit::default();
        let sent = match self.node.routes.get(&batch.route) {
            _ if batch.kind == PROOF && !batch.messages.iter().all(is_deadly) => self.prove(&batch.messages).await,
            // It is not touched any more, whatever the route says.
            _ if batch.messages.iter().all(is_deadly) => vec![Sent::Impossible(DeadReason::Crashes); batch.messages.len()],
            Some(route) => {
                let sending = if batch.kind == DOCUMENTS {
                    // Whoever waits too long for their turn waits where others may take their place.
                    match timeout(batch.lease.left(&self.node), self.fetches.acquire()).await {
                        Ok(_turn) => fetch(self.kind, &self.node, &self.host, route, &batch).await,
                        Err(_) => Sending::untried(&batch),
                    }
                } else {
                    send::send(&self.node, route, &batch).await
                };
                if let Some(sign) = sending.sign {
                    let turn = self.node.breakers.learn(&batch.route, &route.breaker, sign, now(), &self.node.chance);
                    tell(self.kind, &batch.route, turn, sign, now());
                }
                then = Unit { log: sending.log, ..sending.then };
                sending.sent
            }
            None => batch.messages.iter().map(|_| Sent::Failed("the route is not configured".to_owned())).collect(),
        };
        self.held.settling(&mut batch.messages);
        let numbers: Vec<_> = batch.messages.iter().map(|message| (message.id, message.fence)).collect();
        settle(self.kind, &self.node, &self.host, batch, sent, then).await;
        self.held.let_go(&numbers);
    }

    /// Asks again whether signatures hold that were kept: side by side, for each asks its own authority.
    async fn prove(&self, messages: &[ClaimedMessage]) -> Vec<Sent> {
        let ask = |form| {
            let mis = self.host.mis.clone();
            tokio::spawn(async move {
                let Some(mis) = mis else { return Sent::Impossible(DeadReason::UnknownKind) };
                match mis.prove_kept(form).await {
                    Ok(None) => Sent::Answered { stage: None },
                    Ok(Some(fault)) => Sent::Failed(fault.to_string()),
                    Err(error) => Sent::Failed(error.to_string()),
                }
            })
        };
        let asked: Vec<_> = messages.iter().map(|message| ask(message.form)).collect();
        let mut sent = Vec::with_capacity(asked.len());
        for one in asked {
            sent.push(one.await.unwrap_or(Sent::Crashed));
        }
        sent
    }
}

/// Until something may be due: a message was recorded, an answer made its form's next one due, or time went by.
async fn wait(node: &Node, requests: &mut JoinSet<()>) {
    tokio::select! {
        () = node.outbox_bell.notified() => {}
        Some(_) = requests.join_next() => {}
        () = sleep(LOOK_AGAIN) => {}
    }
}
