use super::sample::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use saraptama_store::{Append, CommitError, NewEvent, Store, Unit};
use std::collections::BTreeMap;

/// A unit in small: events for up to two streams, perhaps a message, one of few ids.
#[derive(Clone, Debug)]
struct Step {
    appends: Vec<(u32, u64, u8)>,
    message: Option<u8>,
}

#[derive(Default)]
struct Model {
    streams: BTreeMap<u32, u64>,
    messages: Vec<u8>,
}

impl Model {
    fn apply(&mut self, step: &Step) -> Result<(), &'static str> {
        if step.message.is_some_and(|id| self.messages.contains(&id)) {
            return Err("received");
        }
        let mut streams = self.streams.clone();
        for (stream, expected, count) in &step.appends {
            let events = streams.entry(*stream).or_default();
            if events != expected {
                return Err("conflict");
            }
            *events += u64::from(*count);
        }
        self.streams = streams;
        self.messages.extend(step.message);
        Ok(())
    }
}

fn unit(step: &Step, base: u32) -> Unit {
    let event = || NewEvent { at: at(0), body: b"{}".to_vec() };
    let append = |(n, expected, count): &(u32, u64, u8)| Append {
        stream: stream(base + n),
        expected: *expected,
        events: (0..*count).map(|_| event()).collect(),
    };
    Unit {
        appends: step.appends.iter().map(append).collect(),
        received: step.message.map(|id| received(0, &format!("{base}-{id}"))),
        ..Unit::default()
    }
}

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let append = (0..4u32, 0..5u64, 0..3u8);
    let step = (prop::collection::vec(append, 0..3), prop::option::of(0..6u8));
    let step = step.prop_map(|(appends, message)| Step { appends, message });
    prop::collection::vec(prop::collection::vec(step, 1..12), 1..6)
}

pub async fn any_interleaving_of_commits_equals_a_simple_map(store: Store) {
    let runtime = tokio::runtime::Handle::current();
    let cases = std::sync::atomic::AtomicU32::new(1);
    let run = move || {
        TestRunner::new(Config::with_cases(128)).run(&steps(), |batches| {
            let base = cases.fetch_add(10, std::sync::atomic::Ordering::Relaxed);
            let mut model = Model::default();
            for batch in &batches {
                let units = batch.iter().map(|step| unit(step, base)).collect();
                let answers = runtime.block_on(store.commit_all(units));
                let answers = answers.into_iter().map(|answer| match answer {
                    Ok(()) => Ok(()),
                    Err(CommitError::AlreadyReceived) => Err("received"),
                    Err(CommitError::Conflict) => Err("conflict"),
                    Err(CommitError::Fault(fault)) => panic!("{fault}"),
                });
                let expected: Vec<_> = batch.iter().map(|step| model.apply(step)).collect();
                prop_assert_eq!(answers.collect::<Vec<_>>(), expected);
            }
            for n in 0..4 {
                let events = runtime.block_on(store.events(stream(base + n))).unwrap().len() as u64;
                prop_assert_eq!(events, model.streams.get(&n).copied().unwrap_or_default());
            }
            Ok(())
        })
    };
    tokio::task::spawn_blocking(run).await.unwrap().unwrap();
}
