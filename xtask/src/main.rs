//! The loops of daily work, in Rust: `cargo xtask demo`, `test`, `check`, `bench`.

mod clients;
mod house;
mod loops;
mod postgres;
mod screens;
mod server;
mod step;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask demo [ARGS]   builds the release binary and runs `saraptama demo ARGS`
cargo xtask test          everything that must hold before a change is merged; the server runs the same
cargo xtask check         the quick loop: format, lints, house rules, unit tests
cargo xtask planted       plants one mistake after another and has the simulation find each
cargo xtask house         the house rules alone, each with its reason
cargo xtask clients       prepares clients written by others, for tests; part of `test`
cargo xtask screens       keeps the pictures that the last tests of the browser made, in `docs/pages/`
cargo xtask bench [ARGS]  the measurements; `long` repeats them over hours
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = match name {
        "demo" => loops::demo(rest),
        "test" => loops::test(),
        "check" => loops::check(),
        "planted" => loops::planted(),
        "house" => house::report(),
        "bench" => loops::bench(rest),
        "clients" => loops::clients(),
        "screens" => loops::screens(),
        "help" | "--help" | "-h" => {
            eprint!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => {
            eprint!("there is no loop `{unknown}`\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("xtask: {what}");
            ExitCode::FAILURE
        }
    }
}
