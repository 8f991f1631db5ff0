//! Ports for servers of the tests' own.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// Below those that the system gives to whoever connects (from 32768 on): nobody's connection takes one of these
/// between our look and the server's start.
const FIRST: u16 = 22_000;
const COUNT: u16 = 8_000;

/// A port on which nobody listens; another one each time.
pub(crate) fn free_port() -> u16 {
    static ASKED: AtomicU16 = AtomicU16::new(0);
    // Programs of tests that run side by side begin to look in different places.
    let place = std::process::id() * 97;
    let mut tries = (0..COUNT).map(|_| u32::from(ASKED.fetch_add(1, Ordering::Relaxed)) + place);
    let mut ports = tries.by_ref().map(|one| FIRST + (one % u32::from(COUNT)) as u16);
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}
