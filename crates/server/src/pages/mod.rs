//! The workplaces: pages that people use in a browser, drawn on the server. A page reads the request, asks
//! `flow`, and draws the answer; like every door it knows no rule. Everything but signing works without scripts.
//!
//! How a page is written stands in `README.md` beside this file.

mod access;
mod assets;
mod chair;
mod committee;
mod doctor;
mod documents;
mod dossiers;
mod enter;
mod expert;
mod fields;
mod high_tech;
mod home;
mod htmc_list;
mod language;
mod law;
mod lost;
mod me;
mod parts;
mod peer;
mod person;
mod refused;
mod session;
mod sheet;
mod signatures;
mod staff;
mod table;
mod transition;
mod visit;

pub use table::{Route, Table, Who};

pub(crate) use refused::nothing_here;

use crate::config::NodeKind;

/// Every page that a process with these nodes offers.
pub fn table(kinds: &[NodeKind]) -> Table {
    let mut table = Table::default();
    home::pages(&mut table);
    assets::pages(&mut table);
    enter::pages(&mut table);
    me::pages(&mut table);
    law::pages(&mut table);
    if kinds.contains(&NodeKind::Mis) {
        doctor::pages(&mut table);
        chair::pages(&mut table);
        high_tech::pages(&mut table);
    }
    if kinds.contains(&NodeKind::Ministry) {
        dossiers::pages(&mut table);
        transition::pages(&mut table);
    }
    if kinds.contains(&NodeKind::DataBank) {
        expert::pages(&mut table);
        staff::pages(&mut table);
        committee::pages(&mut table);
    }
    if kinds.contains(&NodeKind::Ministry) {
        htmc_list::pages(&mut table);
    }
    staff::messages(&mut table);
    person::pages(&mut table, kinds);
    documents::pages(&mut table, kinds);
    table
}
