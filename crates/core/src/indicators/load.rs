use super::databank::{columns, row};
use super::{Course, Holder, Month, Roster, RosterId, System, Table};
use std::collections::BTreeMap;

/// What one expert had in a month.
#[derive(Clone, Copy, Default)]
struct Load {
    assigned: u64,
    in_time: u64,
    late: u64,
    open: u64,
}

impl Load {
    fn add(&mut self, other: &Self) {
        self.assigned += other.assigned;
        self.in_time += other.in_time;
        self.late += other.late;
        self.open += other.open;
    }
}

/// The load of each expert, while cases are added one by one: an act is the load of whoever had it when the month ended.
#[derive(Default)]
pub(super) struct Loads {
    named: BTreeMap<String, Load>,
    /// Of whom only their place in a roster is known so far.
    drawn: BTreeMap<(RosterId, usize), Load>,
}

impl Loads {
    /// Adds a case; `decided` is whether it was decided in the month, and whether in time.
    pub(super) fn add(&mut self, course: &Course, month: &Month, decided: Option<bool>) {
        let Some(given) = course.given_before(month.to) else { return };
        let ended = [course.decided_at, course.ended_at].into_iter().flatten().any(|at| at < month.to);
        let load = Load {
            assigned: course.assigned_at.is_some_and(|at| month.holds(at)).into(),
            in_time: (decided == Some(true)).into(),
            late: (decided == Some(false)).into(),
            open: (!ended).into(),
        };
        if load.assigned + load.in_time + load.late + load.open == 0 {
            return;
        }
        match given.to {
            Holder::Named(expert) => self.named(expert).add(&load),
            Holder::Drawn(roster, place) => self.drawn.entry((roster, place)).or_default().add(&load),
            Holder::Unknown => self.named("").add(&load),
        }
    }

    fn named(&mut self, expert: &str) -> &mut Load {
        self.named.entry(expert.to_owned()).or_default()
    }

    /// The table, by the rosters to which draws refer.
    pub(super) fn table(mut self, rosters: &[Roster]) -> Table {
        let rosters: BTreeMap<RosterId, &Roster> = rosters.iter().map(|roster| (roster.id(), roster)).collect();
        for ((roster, place), load) in std::mem::take(&mut self.drawn) {
            let expert = rosters.get(&roster).and_then(|roster| roster.experts().get(place));
            self.named(expert.map_or("", String::as_str)).add(&load);
        }
        let rows = self.named.iter().map(|(id, load)| row(id, &[load.assigned, load.in_time, load.late, load.open])).collect();
        let columns = columns(&["assigned", "in-time", "late", "open"]);
        Table { id: "experts".to_owned(), system: System::DataBank, columns, rows }
    }
}
