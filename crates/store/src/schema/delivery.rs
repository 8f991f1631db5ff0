/// Why a message was given up, and how many attempts in a row ended without any word of their sender.
pub(super) const GIVEN_UP: &[&str] = &[
    "ALTER TABLE outbox ADD COLUMN unanswered BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
];

/// The log of messages: a chain of hashes for each lane. Nothing in it is ever changed.
pub(super) const MESSAGE_LOG: &[&str] =
    &["CREATE TABLE message_log(cell BIGINT NOT NULL, lane BIGINT NOT NULL, place BIGINT NOT NULL, at BIGINT NOT NULL,
       direction BIGINT NOT NULL, peer TEXT NOT NULL, message_id TEXT NOT NULL, verdict TEXT NOT NULL, signature TEXT NOT NULL,
       sha256 BYTES NOT NULL, raw BYTES, previous BYTES NOT NULL, hash BYTES NOT NULL, PRIMARY KEY(cell, lane, place))"];
