/// What proved a signature when it was taken: which pieces, and their bytes, each once however many
/// signatures it proved (a list of revoked certificates proves thousands).
pub(super) const EVIDENCE: &[&str] = &[
    "CREATE TABLE evidence(cell BIGINT NOT NULL, form BYTES NOT NULL, signature BYTES NOT NULL, kind TEXT NOT NULL,
       sha256 BYTES NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(cell, form, signature, kind, sha256))",
    "CREATE TABLE evidence_bytes(cell BIGINT NOT NULL, sha256 BYTES NOT NULL, bytes BYTES NOT NULL,
       PRIMARY KEY(cell, sha256))",
    "CREATE INDEX form_awaiting_proof ON form(cell, form) WHERE stage = 'awaiting-proof'",
];
