//! `saraptama`: one binary, one command for each thing that other programs and people ask of it.

mod commands;

fn main() -> std::process::ExitCode {
    commands::run(std::env::args_os())
}
