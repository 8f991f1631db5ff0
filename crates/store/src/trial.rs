//! An engine under trial: between a store and its engine stands somebody who holds its callers up, and
//! refuses or swallows its answers. The engine itself is the real one. Work is done in one stretch, so
//! that a trial from one number is the same trial every time.

use crate::engine::{Engine, Query};
use crate::rows::ClaimedMessage;
use crate::value::Row;
use crate::write::Claim;
use crate::{CommitError, Fault, Unit};
use saraptama_core::terms::Instant;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// What a store is asked to do.
#[derive(Clone, Copy, Debug)]
pub enum Doing<'u> {
    /// To commit.
    Commit(&'u [Unit]),
    /// To lease messages.
    Claim,
    /// To let a given-up message wait again.
    SendAgain,
    /// To read; what it is reading.
    Read(&'static str),
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It is done and answered.
    Done,
    /// It is not done, and a fault is answered: a full disk, a lost connection.
    Refused,
    /// It is done, and a fault is answered all the same: the connection broke in the middle of the commit.
    Unanswered,
}

/// Tries a store.
pub trait Trial: Send + Sync {
    /// How often whoever asks gives way to others first.
    fn turns(&self, doing: Doing<'_>) -> u32;

    /// What becomes of it, when its turn has come.
    fn ruling(&self, doing: Doing<'_>) -> Ruling;
}

/// An engine with its trial.
#[derive(Clone)]
pub(crate) struct Tried {
    pub(crate) engine: Box<Engine>,
    pub(crate) trial: Arc<dyn Trial>,
}

impl Tried {
    async fn ruling(&self, doing: Doing<'_>) -> Ruling {
        for _ in 0..self.trial.turns(doing) {
            give_way().await;
        }
        self.trial.ruling(doing)
    }

    pub(crate) async fn commit(&self, units: Vec<Unit>) -> Vec<Result<(), CommitError>> {
        let count = units.len();
        let faults = || (0..count).map(|_| Err(fault().into())).collect();
        match self.ruling(Doing::Commit(&units)).await {
            Ruling::Done => in_one_stretch(self.engine.commit(units)),
            Ruling::Refused => faults(),
            Ruling::Unanswered => {
                drop(in_one_stretch(self.engine.commit(units)));
                faults()
            }
        }
    }

    pub(crate) async fn claim(&self, claim: Claim) -> Result<Vec<ClaimedMessage>, Fault> {
        self.answered(Doing::Claim, || in_one_stretch(self.engine.claim(claim))).await
    }

    pub(crate) async fn send_again(&self, id: i64, due_at: Instant) -> Result<bool, Fault> {
        self.answered(Doing::SendAgain, || in_one_stretch(self.engine.send_again(id, due_at))).await
    }

    pub(crate) async fn rows(&self, query: Query) -> Result<Vec<Row>, Fault> {
        self.answered(Doing::Read(query.doing), || in_one_stretch(self.engine.rows(query))).await
    }

    async fn answered<T>(&self, doing: Doing<'_>, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        match self.ruling(doing).await {
            Ruling::Done => work(),
            Ruling::Refused => Err(fault()),
            Ruling::Unanswered => work().and(Err(fault())),
        }
    }
}

fn fault() -> Fault {
    Fault { doing: "asking an archive under trial", cause: "it is made to fail".to_owned() }
}

/// Lets every other task go first, once.
async fn give_way() {
    let mut given = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut given, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits on this very thread: no other task of the trial comes in between, however long the engine takes.
fn in_one_stretch<T>(work: impl Future<Output = T>) -> T {
    // Outside the runtime's budget: used up, it would have this wait for a turn that cannot come.
    let mut work = pin!(tokio::task::unconstrained(work));
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match work.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => std::thread::park(),
        }
    }
}
