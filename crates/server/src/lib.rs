//! The doors of the house, as a library: nodes, flow, jobs, the demonstration, and synthetic forms.

pub mod chance;
pub mod clock;
pub mod collate;
pub mod config;
pub mod counters;
pub mod demo;
pub mod doors;
pub mod envelope_seal;
pub mod evidence;
pub mod files;
pub mod flow;
pub mod invariants;
pub mod jobs;
pub mod monitoring;
pub mod node;
pub mod pages;
pub mod people;
mod receipts;
pub mod sandbox;
pub mod search;
pub mod secrets;
pub mod services;
pub mod sign_in;
pub mod synth;
pub mod transport;
pub mod vendors;
pub mod webhook;
