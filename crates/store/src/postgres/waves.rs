//! Which units of a group may run side by side: those that touch nothing in common. The others follow
//! in their order, so that a group comes to what its units would come to one after the other.

use crate::write::{Touched, touched};
use crate::{Change, Unit};
use std::collections::HashSet;

/// The most bytes of bodies in one statement: far below what the server takes.
const BYTES: usize = 16 * 1024 * 1024;

/// Cuts units into waves: runs of units that touch nothing in common.
pub(super) fn waves<'a, 'u>(units: &'a [&'u Unit]) -> Vec<&'a [&'u Unit]> {
    let (mut waves, mut begin) = (vec![], 0);
    let mut wave = Wave::default();
    for (at, unit) in units.iter().enumerate() {
        if !wave.takes(unit) {
            waves.push(&units[begin..at]);
            (begin, wave) = (at, Wave::default());
            wave.takes(unit);
        }
    }
    if begin < units.len() {
        waves.push(&units[begin..]);
    }
    waves
}

#[derive(Default)]
struct Wave<'u> {
    touched: HashSet<Touched<'u>>,
    bytes: usize,
}

impl<'u> Wave<'u> {
    /// Takes a unit up, unless it touches what another one does.
    fn takes(&mut self, unit: &'u Unit) -> bool {
        let all = touched(unit);
        // A message that is sent may stand behind one that is settled.
        let crosses = |one: &Touched<'_>| match one {
            Touched::Sends => self.touched.contains(&Touched::Settles),
            Touched::Settles => self.touched.contains(&Touched::Sends),
            other => self.touched.contains(other),
        };
        let bytes = bytes(unit);
        let full = !self.touched.is_empty() && self.bytes + bytes > BYTES;
        if full || all.iter().any(crosses) {
            return false;
        }
        self.touched.extend(all);
        self.bytes += bytes;
        true
    }
}

fn bytes(unit: &Unit) -> usize {
    let of_change = |change: &Change| match change {
        Change::Form(row) => row.bytes.len(),
        Change::Signature(row) => row.bytes.len(),
        Change::Document(row) => row.bytes.len(),
        Change::Evidence(row) => row.bytes.len(),
        Change::Original(row) => row.bytes.len(),
        Change::Draft(row) => row.body.len(),
        Change::ChannelBody { bytes, .. } => bytes.len(),
        _ => 0,
    };
    let events = unit.appends.iter().flat_map(|append| &append.events).map(|event| event.body.len());
    let sends = unit.sends.iter().map(|message| message.body.len());
    let received = unit.log.iter().map(|logged| logged.raw.as_ref().map_or(0, Vec::len));
    events.chain(sends).chain(received).chain(unit.changes.iter().map(of_change)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Append, Family, Outcome, Outgoing, Settlement, Stream};
    use saraptama_core::terms::{FormId, Instant};

    fn form(n: u8) -> FormId {
        FormId::from_bytes([n; 16])
    }

    fn event(n: u8) -> Unit {
        let stream = Stream { family: Family::Act, form: form(n) };
        Unit { appends: vec![Append { stream, expected: 0, events: vec![] }], ..Unit::default() }
    }

    fn send(n: u8, bytes: usize) -> Unit {
        let due_at = Instant::UNIX_EPOCH;
        let sends = vec![Outgoing { route: String::new(), kind: "stages", form: form(n), body: vec![0; bytes], due_at }];
        Unit { sends, ..Unit::default() }
    }

    fn settle(id: i64) -> Unit {
        Unit { settled: vec![Settlement { id, fence: 1, outcome: Outcome::Delivered }], ..Unit::default() }
    }

    fn lengths(units: &[Unit]) -> Vec<usize> {
        waves(&units.iter().collect::<Vec<_>>()).iter().map(|wave| wave.len()).collect()
    }

    #[test]
    fn units_that_touch_the_same_run_one_after_the_other() {
        assert_eq!(lengths(&[]), [0; 0]);
        assert_eq!(lengths(&[event(1), event(2), send(3, 1)]), [3]);
        assert_eq!(lengths(&[event(1), event(2), event(1), event(2)]), [2, 2]);
        assert_eq!(lengths(&[event(1), send(1, 1)]), [1, 1]);
        assert_eq!(lengths(&[settle(1), settle(2), event(1), send(2, 1), settle(3)]), [3, 1, 1]);
        assert_eq!(lengths(&[settle(1), settle(1)]), [1, 1]);
        assert_eq!(lengths(&[send(1, BYTES * 2), send(2, 1), send(3, 1)]), [1, 2]);
    }
}
