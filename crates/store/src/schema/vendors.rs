/// Vendors of medical information systems: whose form it is, and the document that it was translated from.
pub(super) const VENDORS: &[&str] = &[
    "ALTER TABLE form ADD COLUMN vendor TEXT",
    "CREATE TABLE original(cell BIGINT NOT NULL, form BYTES NOT NULL, form_sha256 BYTES NOT NULL, format TEXT NOT NULL,
       media_type TEXT NOT NULL, sha256 BYTES NOT NULL, bytes BYTES NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY(cell, form))",
];
