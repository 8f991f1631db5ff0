//! Messages of the gateway's asynchronous channel: how far one is on its way. The contract of AsyncChannel
//! v10 names the states; what brings a message from one to the next stands here.
//!
//! [`decide`] is the gateway's own view of a message that it keeps for a receiver; [`sent`] is the view of
//! a sender, who knows only what the gateway tells.

mod patience;
pub mod sent;

pub use patience::Patience;

use crate::terms::Instant;

/// How far a message is, as the contract's `messageState` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// On its way: `ON_DELIVERY`.
    OnDelivery,
    /// Nobody tries any longer: `DELIVERY_STOPPED`.
    Stopped,
    /// The receiver will not take it: `NOT_DELIVERED`.
    NotDelivered,
    /// The receiver has it: `DELIVERED`.
    Delivered,
}

/// Why nobody tries any longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stop {
    /// An operator stopped it.
    ByOperator,
    /// It was tried as often as patience allows.
    TriedOften,
    /// What the gateway keeps of it cannot be read back.
    Unreadable,
}

/// What happened to a message that the gateway keeps.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The gateway took it.
    Accepted {
        /// When.
        at: Instant,
    },
    /// It is being brought to its receiver. Counted before it is done, so that a message that kills
    /// whoever brings it is not tried for ever.
    Tried {
        /// When.
        at: Instant,
        /// It is brought again then, unless something is heard before.
        due_at: Instant,
    },
    /// The receiver was not reached, or could not take it just then.
    Failed {
        /// When.
        at: Instant,
        /// When it is tried again.
        due_at: Instant,
    },
    /// The receiver did not take it and asked for it again.
    Resent {
        /// When.
        at: Instant,
        /// When it is brought again.
        due_at: Instant,
        /// The receiver's code of the reason.
        code: Option<String>,
    },
    /// The receiver has it.
    Delivered {
        /// When.
        at: Instant,
    },
    /// The receiver will not take it.
    NotDelivered {
        /// When.
        at: Instant,
        /// The receiver's code of the reason.
        code: Option<String>,
    },
    /// Nobody tries any longer.
    Stopped {
        /// When.
        at: Instant,
        /// Why.
        why: Stop,
    },
    /// An operator sets it on its way again.
    Resumed {
        /// When.
        at: Instant,
    },
}

/// What somebody wants of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command<'c> {
    /// Its sender: take it.
    Accept,
    /// The gateway: bring it now.
    Try,
    /// The gateway: bringing it failed.
    Fail,
    /// Its receiver: taken.
    Take,
    /// Its receiver: not taken.
    Decline {
        /// Whether to bring it again.
        again: bool,
        /// The receiver's code of the reason.
        code: Option<&'c str>,
    },
    /// An operator, or the gateway that cannot read it back: try no longer.
    Stop(Stop),
    /// An operator: try again.
    Resume,
}

/// Why a message does not allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such message.
    #[error("there is no such message")]
    Unknown,
    /// It is on its way already, and not due yet.
    #[error("the message is not due")]
    NotDue,
    /// Its way has ended otherwise.
    #[error("the message's way has ended")]
    Ended(Standing),
}

/// A message that the gateway keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is known under this id.
    Absent,
    /// On its way.
    OnDelivery {
        /// How often it was tried since it was taken or resumed.
        tries: u32,
        /// From when it may be tried.
        due_at: Instant,
    },
    /// Its way has ended, for now or for good.
    Ended {
        /// How.
        standing: Standing,
        /// The receiver's code of the reason, or the operator's.
        code: Option<String>,
        /// Since when.
        at: Instant,
    },
}

impl State {
    /// The state of a stream of events.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        events.into_iter().fold(Self::Absent, evolve)
    }

    /// How far the message is; none where there is none.
    pub fn standing(&self) -> Option<Standing> {
        match self {
            Self::Absent => None,
            Self::OnDelivery { .. } => Some(Standing::OnDelivery),
            Self::Ended { standing, .. } => Some(*standing),
        }
    }
}

/// Decides a command. What is so already gives no event.
///
/// # Errors
/// [`Refusal`]; nothing changes then.
pub fn decide(state: &State, command: Command<'_>, now: Instant, patience: Patience) -> Result<Vec<Event>, Refusal> {
    let at = now;
    match (state, command) {
        (State::Absent, Command::Accept) => Ok(vec![Event::Accepted { at }]),
        (State::Absent, _) => Err(Refusal::Unknown),
        (_, Command::Accept) => Ok(vec![]),
        (State::OnDelivery { tries, due_at }, command) => on_delivery(*tries, *due_at, command, now, patience),
        // The receiver has it after all: that it was given up is no reason to bring it once more.
        (State::Ended { standing: Standing::Stopped, .. }, Command::Take) => Ok(vec![Event::Delivered { at }]),
        (State::Ended { standing: Standing::Stopped | Standing::NotDelivered, .. }, Command::Resume) => {
            Ok(vec![Event::Resumed { at }])
        }
        (State::Ended { standing: Standing::Delivered, .. }, Command::Take)
        | (State::Ended { standing: Standing::NotDelivered, .. }, Command::Decline { again: false, .. })
        | (State::Ended { standing: Standing::Stopped, .. }, Command::Stop(_)) => Ok(vec![]),
        // Whatever came of a try that was under way when its end was heard.
        (State::Ended { .. }, Command::Fail) => Ok(vec![]),
        (State::Ended { standing, .. }, _) => Err(Refusal::Ended(*standing)),
    }
}

fn on_delivery(
    tries: u32,
    due_at: Instant,
    command: Command<'_>,
    now: Instant,
    patience: Patience,
) -> Result<Vec<Event>, Refusal> {
    let at = now;
    let tired = || vec![Event::Stopped { at, why: Stop::TriedOften }];
    Ok(match command {
        Command::Try if now < due_at => return Err(Refusal::NotDue),
        Command::Try if tries >= patience.tries => tired(),
        Command::Try => vec![Event::Tried { at, due_at: patience.unheard(tries, now) }],
        Command::Fail if tries >= patience.tries => tired(),
        Command::Fail => vec![Event::Failed { at, due_at: patience.again(tries, now) }],
        Command::Take => vec![Event::Delivered { at }],
        Command::Decline { again: true, .. } if tries >= patience.tries => tired(),
        Command::Decline { again: true, code } => {
            vec![Event::Resent { at, due_at: patience.again(tries, now), code: code.map(str::to_owned) }]
        }
        Command::Decline { again: false, code } => vec![Event::NotDelivered { at, code: code.map(str::to_owned) }],
        Command::Stop(why) => vec![Event::Stopped { at, why }],
        Command::Accept | Command::Resume => vec![],
    })
}

/// The state after `event`.
pub fn evolve(state: State, event: &Event) -> State {
    let tries = if let State::OnDelivery { tries, .. } = state { tries } else { 0 };
    match event {
        Event::Accepted { at } | Event::Resumed { at } => State::OnDelivery { tries: 0, due_at: *at },
        Event::Tried { due_at, .. } => State::OnDelivery { tries: tries.saturating_add(1), due_at: *due_at },
        Event::Failed { due_at, .. } | Event::Resent { due_at, .. } => State::OnDelivery { tries, due_at: *due_at },
        Event::Delivered { at } => State::Ended { standing: Standing::Delivered, code: None, at: *at },
        Event::NotDelivered { at, code } => State::Ended { standing: Standing::NotDelivered, code: code.clone(), at: *at },
        Event::Stopped { at, .. } => State::Ended { standing: Standing::Stopped, code: None, at: *at },
    }
}

/// Whether its sender is told of it (`changeMassageStatusNotification`): every change that the receiver
/// or an operator brought about, and that it was given up. The sender was told that it was taken.
pub fn is_told(event: &Event) -> bool {
    match event {
        Event::Accepted { .. } | Event::Tried { .. } | Event::Failed { .. } => false,
        Event::Resent { .. }
        | Event::Delivered { .. }
        | Event::NotDelivered { .. }
        | Event::Stopped { .. }
        | Event::Resumed { .. } => true,
    }
}
