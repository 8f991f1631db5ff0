//! Code systems and value sets: what the law lists, as terminology.

mod htmc;
mod pilot;
mod write;

pub use htmc::{htmc, htmc_sets};
pub use pilot::{anatomical, pilot_sets};
pub use write::{Expansion, Shape};

use crate::words::Lang;
use jiff::civil::Date;
use saraptama_core::terms::Trilingual;

/// A code system of ours in one edition.
#[derive(Debug)]
pub struct System {
    /// The id of the edition: `htmc-2024-90`.
    pub id: String,
    /// The canonical URL, the same for every edition.
    pub url: &'static str,
    /// The edition.
    pub version: String,
    /// The name for machines.
    pub name: &'static str,
    /// The title.
    pub title: Trilingual,
    /// The paragraph on which it rests.
    pub cite: String,
    /// First day in force.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// What is known of a concept beside its names.
    pub kinds: &'static [Kind],
    /// The concepts, in the order's order, each code once.
    pub concepts: Vec<Concept>,
    /// The value set of all its codes.
    pub whole: &'static str,
}

/// A property that concepts have.
#[derive(Debug)]
pub struct Kind {
    /// Its code.
    pub code: &'static str,
    /// `code`, `string` or `integer`.
    pub of_type: &'static str,
    /// What it says.
    pub description: &'static str,
}

/// A concept.
#[derive(Clone, Debug)]
pub struct Concept {
    /// The code as printed; its zeros count (AMB-37).
    pub code: String,
    /// Its names, the one to be shown first.
    pub names: Vec<Name>,
    /// Its properties.
    pub properties: Vec<(&'static str, Known)>,
}

/// A name of a concept.
#[derive(Clone, Debug)]
pub struct Name {
    /// What it is the name for: system and code. None where there is one name only.
    pub used: Option<(&'static str, &'static str)>,
    /// The name.
    pub text: Trilingual,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A code.
    Code(String),
    /// A whole number.
    Whole(u32),
}

/// A value set in one edition.
#[derive(Debug)]
pub struct Set {
    /// The id of the edition.
    pub id: String,
    /// The canonical URL.
    pub url: String,
    /// The edition.
    pub version: String,
    /// The name for machines.
    pub name: String,
    /// The title.
    pub title: Trilingual,
    /// The paragraph on which it rests.
    pub cite: String,
    /// First day in force.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// The code system of its codes.
    pub system: &'static str,
    /// The edition of that system, where the system is ours.
    pub system_version: Option<String>,
    /// The property and value by which the codes are chosen; none where they are all or named one by one.
    pub filter: Option<(&'static str, &'static str)>,
    /// Its codes.
    pub members: Vec<Concept>,
}

impl System {
    /// The concept of a code, to the letter.
    pub fn concept(&self, code: &str) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.code == code)
    }
}

impl Set {
    /// The member of a code, to the letter.
    pub fn member(&self, code: &str) -> Option<&Concept> {
        self.members.iter().find(|concept| concept.code == code)
    }
}

impl Concept {
    /// The name to be shown. A code that the law lists without a name has none.
    pub fn display(&self, lang: Lang) -> Option<&str> {
        self.names.first().map(|name| lang.of(&name.text))
    }

    /// Whether `display` is one of its names, in whatever language and section. Case does not count, and neither do
    /// blanks at the ends.
    pub fn is_called(&self, display: &str) -> bool {
        let wanted = display.trim().to_lowercase();
        let names = self.names.iter().flat_map(|name| Lang::ALL.map(|lang| lang.of(&name.text)));
        names.into_iter().any(|name| name.trim().to_lowercase() == wanted)
    }
}

/// How a version stands on a day.
pub fn status(from: Date, until: Option<Date>, day: Date) -> &'static str {
    match until {
        _ if day < from => "draft",
        Some(until) if day > until => "retired",
        _ => "active",
    }
}
