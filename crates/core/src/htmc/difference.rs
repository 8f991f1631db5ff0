use crate::law::{HtmcRow, Section};
use std::collections::{BTreeMap, BTreeSet};

/// What one edition of the list says otherwise than another. A row is known by section and code (AMB-36); that
/// its number alone changed is no difference, since rows behind a new one move on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference<'l> {
    /// The code is new in its section.
    Added(&'l HtmcRow),
    /// The code is gone from its section.
    Removed(&'l HtmcRow),
    /// The code went from one section to another.
    Moved {
        /// Where it was.
        from: &'l HtmcRow,
        /// Where it is.
        to: &'l HtmcRow,
    },
    /// The official name reads otherwise.
    Renamed {
        /// As it was.
        from: &'l HtmcRow,
        /// As it is.
        to: &'l HtmcRow,
    },
    /// The official name stands; a rendering or a gloss of ours reads otherwise.
    Reworded {
        /// As it was.
        from: &'l HtmcRow,
        /// As it is.
        to: &'l HtmcRow,
    },
}

impl<'l> Difference<'l> {
    /// As files and addresses write it: `added`, `removed`, `moved`, `renamed`, `reworded`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Moved { .. } => "moved",
            Self::Renamed { .. } => "renamed",
            Self::Reworded { .. } => "reworded",
        }
    }

    /// The row as it was, if it was there.
    pub fn before(self) -> Option<&'l HtmcRow> {
        match self {
            Self::Added(_) => None,
            Self::Removed(row) => Some(row),
            Self::Moved { from, .. } | Self::Renamed { from, .. } | Self::Reworded { from, .. } => Some(from),
        }
    }

    /// The row as it is, if it is there.
    pub fn after(self) -> Option<&'l HtmcRow> {
        match self {
            Self::Removed(_) => None,
            Self::Added(row) => Some(row),
            Self::Moved { to, .. } | Self::Renamed { to, .. } | Self::Reworded { to, .. } => Some(to),
        }
    }
}

type Keyed<'l> = BTreeMap<(&'l str, Section), &'l HtmcRow>;

/// All differences of two editions, by code and section. A code that left one section and came into another moved;
/// where several did, they are paired in the order of the sections.
pub fn differences<'l>(from: &'l [HtmcRow], to: &'l [HtmcRow]) -> Vec<Difference<'l>> {
    let (old, new) = (keyed(from), keyed(to));
    let mut found = Vec::new();
    let codes: BTreeSet<&str> = old.keys().chain(new.keys()).map(|(code, _)| *code).collect();
    for code in codes {
        let mut gone = Section::ALL.iter().filter_map(|section| lacking(&old, &new, (code, *section)));
        let mut come = Section::ALL.iter().filter_map(|section| lacking(&new, &old, (code, *section)));
        loop {
            found.push(match (gone.next(), come.next()) {
                (Some(from), Some(to)) => Difference::Moved { from, to },
                (Some(row), None) => Difference::Removed(row),
                (None, Some(row)) => Difference::Added(row),
                (None, None) => break,
            });
        }
        for section in Section::ALL {
            let Some((from, to)) = old.get(&(code, section)).zip(new.get(&(code, section))) else { continue };
            if from.name.kk != to.name.kk {
                found.push(Difference::Renamed { from, to });
            } else if from.name != to.name || from.gloss != to.gloss {
                found.push(Difference::Reworded { from, to });
            }
        }
    }
    found
}

fn keyed(rows: &[HtmcRow]) -> Keyed<'_> {
    rows.iter().map(|row| ((row.code.as_str(), row.section), row)).collect()
}

fn lacking<'l>(of: &Keyed<'l>, other: &Keyed<'l>, key: (&'l str, Section)) -> Option<&'l HtmcRow> {
    of.get(&key).copied().filter(|_| !other.contains_key(&key))
}
