//! An act of medical-social expertise: what may be asked of it in every state, from arrival to register.
#![allow(clippy::unwrap_used)]

mod actions;
mod arrival;
mod commands;
mod properties;
mod reassign;
mod world;
