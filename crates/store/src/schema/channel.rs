//! Messages of the gateway's asynchronous channel. Where one stands is told by its events; these rows are
//! for whoever looks for the messages that are due, that wait for a receiver, or that belong to a chain.

/// The tables of the asynchronous channel.
pub(crate) const CHANNEL: &[&str] = &[
    "CREATE TABLE channel_message(cell BIGINT NOT NULL, id BYTES NOT NULL, queue TEXT NOT NULL, sender TEXT NOT NULL,
       service TEXT NOT NULL, type TEXT NOT NULL, chain TEXT NOT NULL, name TEXT NOT NULL, side BIGINT NOT NULL,
       state BIGINT NOT NULL, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY(cell, id))",
    "CREATE INDEX channel_due ON channel_message(cell, queue, due_at, id) WHERE state = 0",
    "CREATE INDEX channel_waiting ON channel_message(cell, queue, service, id) WHERE state = 0",
    "CREATE INDEX channel_chain ON channel_message(cell, chain, id)",
    "CREATE INDEX channel_stuck ON channel_message(cell, state, id) WHERE state = 1",
    "CREATE TABLE channel_body(cell BIGINT NOT NULL, id BYTES NOT NULL, bytes BYTES NOT NULL, PRIMARY KEY(cell, id))",
];
