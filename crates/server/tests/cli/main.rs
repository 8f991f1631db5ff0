//! The command line from outside: what the contract says of commands, JSON and exit codes.

mod check;
mod codes;
mod dates;
mod garbage;
mod harness;
mod htmc;
mod law;
mod stream;
mod synth;
mod words;
