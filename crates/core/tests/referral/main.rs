//! A form on its way: what may be asked of it in every state, in the MIS and in the ministry's system.
#![allow(clippy::unwrap_used)]

mod actions;
mod commands;
mod hand_over;
mod journey;
mod properties;
mod relay;
mod world;
