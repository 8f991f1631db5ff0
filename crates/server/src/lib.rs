//! The doors of the house, as a library: nodes, flow, jobs, the demonstration, and synthetic forms.

pub mod clock;
pub mod config;
pub mod counters;
pub mod demo;
pub mod doors;
pub mod files;
pub mod flow;
mod jobs;
pub mod node;
pub mod people;
mod receipts;
mod search;
pub mod synth;
