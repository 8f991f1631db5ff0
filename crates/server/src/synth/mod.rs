//! Synthetic forms: the same for the same seed, of people and organisations that do not exist. They
//! are built from the law's own data, so that a nosology which an amendment adds is in them at once.

mod body;
mod defect;
mod json;
mod medicine;
pub(crate) mod people;
pub(crate) mod random;

use jiff::civil::{Date, date};
use random::Random;
use saraptama_core::check::Code;
use saraptama_core::law::{Law, PilotRules, Starts};
use saraptama_core::terms::{Bin, Iin, Region};

/// What of the forms is fixed; everything else is drawn.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The share of forms with planted defects, in percent.
    pub defects_percent: u8,
    /// The day of the commission: 2 September 2025 unless given.
    pub date: Option<Date>,
    /// The organisation.
    pub organisation: Option<Organisation>,
    /// The attending doctor.
    pub doctor: Option<Person>,
    /// The chair of the commission.
    pub chair: Option<Person>,
    /// The vendor of the MIS.
    pub vendor: Option<String>,
    /// Whether evidence names attached files. They do not exist: such a form can be checked and cannot travel.
    pub documents: bool,
}

/// An organisation that refers.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its BIN.
    pub bin: Bin,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: Region,
}

/// A doctor or a chair.
#[derive(Clone, Debug)]
pub struct Person {
    /// The IIN.
    pub iin: Iin,
    /// The name.
    pub name: String,
}

/// A synthetic form.
#[derive(Clone, Debug)]
pub struct Synthetic {
    /// The form's JSON on one line.
    pub bytes: Vec<u8>,
    /// The codes of the planted defects: each of them a check finds. None planted: a check finds no error.
    pub planted: Vec<Code>,
}

/// The `index`-th form of `seed`.
pub fn form(seed: u64, index: u64, options: &Options, law: &Law) -> Synthetic {
    let mut random = Random::new(seed, index);
    let today = options.date.unwrap_or(date(2025, 9, 2));
    let rules = law.pilot.nearest(today);
    let place = place(today, options, rules, &mut random);
    let in_pilot = place.started && law.pilot.on(today).is_ok();
    let mut body = body::Body { today, options, rules, place, random: &mut random };
    let (mut form, case) = body.form();
    let mut planted = Vec::new();
    if random.percent(options.defects_percent.into()) {
        planted = defect::plant(&mut form, &defect::Ground { today, rules, in_pilot, case: &case }, &mut random);
    }
    let mut text = String::with_capacity(5000);
    form.write(&mut text);
    Synthetic { bytes: text.into_bytes(), planted }
}

/// Where a form comes from.
struct Place {
    region: Region,
    vendor: String,
    /// Whether the pilot has started there.
    started: bool,
}

/// A region and a vendor where the pilot has started on that day, if there is one among those asked for.
fn place(today: Date, options: &Options, rules: &PilotRules, random: &mut Random) -> Place {
    let vendors: Vec<_> = rules.subjects.iter().filter_map(|subject| by_vendor(&subject.starts)).flatten().collect();
    let mut places = Vec::new();
    for subject in &rules.subjects {
        let Some(region) = subject.region else { continue };
        for vendor in &vendors {
            let start = match &subject.starts {
                Starts::On(day) => Some(*day),
                Starts::ByVendor(starts) => starts.iter().find(|start| start.vendor == vendor.vendor).map(|start| start.on),
            };
            places.push((region, &vendor.vendor, start.is_some_and(|day| day <= today)));
        }
    }
    let fits = |region: Region, vendor: &str| {
        options.organisation.as_ref().is_none_or(|fixed| fixed.region == region)
            && options.vendor.as_ref().is_none_or(|fixed| fixed == vendor)
    };
    places.retain(|(region, vendor, _)| fits(*region, vendor));
    if places.iter().any(|(.., started)| *started) {
        places.retain(|(.., started)| *started);
    }
    let drawn = random.pick(&places).map(|(region, vendor, started)| (*region, vendor.to_string(), *started));
    let (region, vendor, started) = drawn.unwrap_or_else(|| {
        let region = options.organisation.as_ref().map(|fixed| fixed.region);
        let first = rules.subjects.iter().find_map(|subject| subject.region);
        let region = region.or(first).unwrap_or_else(|| Region::parse("KZ-71").expect("a region's code: tests/synth.rs"));
        // A vendor that the order does not name starts only where the region starts for all alike.
        let for_all = rules.subject_of(region).is_some_and(|it| matches!(it.starts, Starts::On(day) if day <= today));
        (region, options.vendor.clone().unwrap_or_else(|| "damu".to_owned()), for_all)
    });
    Place { region, vendor, started }
}

fn by_vendor(starts: &Starts) -> Option<&Vec<saraptama_core::law::VendorStart>> {
    match starts {
        Starts::On(_) => None,
        Starts::ByVendor(vendors) => Some(vendors),
    }
}
