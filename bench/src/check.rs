//! The check of form 031/e: ours does everything (structure, numbers, codes, dates, scope, evidence,
//! every finding), serde_json with jsonschema the structure only; the simd-json tape is the limit.

#[path = "../../crates/server/src/synth/mod.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the generator of `saraptama synth`, of which one function is used here and beside the pages"
)]
pub(crate) mod synth;

use crate::measure::{load_average, median, microseconds};
use saraptama_core::law::Law;
use saraptama_wire::form::{Scratch, read};
use std::hint::black_box;

/// Pairs of turns; odd, so that the median is one of them.
const PAIRS: usize = 7;
const FORMS: u64 = 64;
const SCHEMA: &str = include_str!("../form-031e.schema.json");

/// Prints the medians of good and of bad forms.
pub(crate) fn run() {
    let law = Law::embedded();
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    println!("load average {}; {FORMS} forms, {PAIRS} pairs, CPU time of one thread", load_average());
    for (name, defects) in [("good", 0), ("bad", 100)] {
        let options = synth::Options { defects_percent: defects, documents: true, ..synth::Options::default() };
        let forms: Vec<Vec<u8>> = (0..FORMS).map(|index| synth::form(9, index, &options, &law).bytes).collect();
        measure(name, &forms, &law, &validator);
    }
}

fn measure(name: &str, forms: &[Vec<u8>], law: &Law, validator: &jsonschema::Validator) {
    let mut scratch = Scratch::default();
    let mut ours = || {
        for form in forms {
            black_box(read(black_box(form), law, &mut scratch).check(None, law));
        }
    };
    let good = name == "good";
    let mut peer = || {
        for form in forms {
            let value: serde_json::Value = serde_json::from_slice(black_box(form)).expect("a form is JSON");
            // A good form is only asked whether it is valid; of a bad one all errors are wanted.
            let faults = if good { usize::from(!validator.is_valid(&value)) } else { validator.iter_errors(&value).count() };
            assert!(!good || faults == 0, "the peer takes every good form");
            black_box(faults);
        }
    };
    let (mut bytes, mut buffers) = (Vec::new(), simd_json::Buffers::new(8192));
    let mut limit = || {
        for form in forms {
            bytes.clear();
            bytes.extend_from_slice(black_box(form));
            black_box(simd_json::to_tape_with_buffers(&mut bytes, &mut buffers).expect("a form is JSON"));
        }
    };
    ours();
    peer();
    limit();
    let mut turns = Vec::new();
    for _ in 0..PAIRS {
        turns.push([&mut ours as &mut dyn FnMut(), &mut peer, &mut limit].map(|work| microseconds(forms.len(), work)));
    }
    let column = |of: fn(&[f64; 3]) -> f64| median(turns.iter().map(of).collect());
    let size = forms.iter().map(Vec::len).sum::<usize>() / forms.len();
    println!(
        "{name:<5} {size} bytes: ours {:.2} us, serde_json + jsonschema {:.2} us, simd-json tape {:.2} us; peer/ours {:.2}, ours/tape {:.2}",
        column(|turn| turn[0]),
        column(|turn| turn[1]),
        column(|turn| turn[2]),
        column(|turn| turn[1] / turn[0]),
        column(|turn| turn[0] / turn[2]),
    );
}
