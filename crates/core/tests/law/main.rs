//! What the orders say, day by day, and what the loader refuses.
#![allow(clippy::unwrap_used)]

mod amendment;
mod calendar;
mod embedded;
mod faults;
mod htmc;
mod pilot;
mod text;

use jiff::civil::Date;
use saraptama_core::law::Law;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(Law::embedded);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
