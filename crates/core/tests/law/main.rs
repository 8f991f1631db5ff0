//! What the orders say, day by day, and what the loader refuses.
#![allow(clippy::unwrap_used)]

mod embedded;

use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
