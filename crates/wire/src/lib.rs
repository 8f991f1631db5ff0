//! The languages: bytes to terms and back. Opens no socket, reads no clock, decides nothing.

pub mod form;
