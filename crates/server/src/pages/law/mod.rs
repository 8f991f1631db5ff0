//! The orders' texts, their data and readings, on a date. Anybody may read the law: no session is needed.

mod blocks;
mod orders;
mod places;
mod readings;
mod rests;
mod text;

use super::fields::day;
use super::refused::Page;
use super::table::{Table, Who};
use super::visit::Visit;
use axum::extract::{Path, Query};
use jiff::civil::Date;
use saraptama_core::law::{Act, Law};
use std::collections::BTreeMap;

/// Its pages.
pub(super) fn pages(table: &mut Table) {
    table.get("/law", Who::Anyone, both).get("/law/readings", Who::Anyone, all_readings).get("/law/{order}", Who::Anyone, one);
}

/// `/law`: both orders, and the sources whose texts are not held.
async fn both(visit: Visit) -> Page {
    Ok(orders::show(&visit))
}

/// `/law/readings`: how the orders' gaps are read, and why.
async fn all_readings(visit: Visit) -> Page {
    Ok(readings::show(&visit))
}

/// `/law/{order}`: the official text with what rests on each paragraph, on today's date or that of `?on=`.
async fn one(visit: Visit, Path(order): Path<String>, query: Query<BTreeMap<String, String>>) -> Page {
    let act = acts(visit.law()).into_iter().find(|act| act.id == order).ok_or_else(|| visit.not_found())?;
    let asked = query.get("on").map(|text| text.trim()).filter(|text| !text.is_empty());
    Ok(text::show(&visit, act, &On::read(asked, visit.today())))
}

/// Both orders' own data.
fn acts(law: &Law) -> [&Act; 2] {
    [&law.pilot.act, &law.htmc.act]
}

/// The day on which the text is read.
struct On {
    date: Date,
    /// What was typed and is no day.
    wrong: Option<String>,
}

impl On {
    /// The longest text that is repeated to whoever typed it.
    const LONGEST: usize = 20;

    fn read(asked: Option<&str>, today: Date) -> Self {
        match asked.map(day) {
            Some(Some(date)) => Self { date, wrong: None },
            Some(None) => {
                let typed = asked.unwrap_or_default().chars().take(Self::LONGEST).collect();
                Self { date: today, wrong: Some(typed) }
            }
            None => Self { date: today, wrong: None },
        }
    }
}
