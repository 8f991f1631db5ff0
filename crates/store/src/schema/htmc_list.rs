/// The editions of the list of high-tech services that people enter: what lists of them show. Their rows follow from
/// their events. The place is the order in which they were approved: two who approve at once take it one after the other.
pub(super) const HTMC_LIST: &[&str] = &[
    "CREATE TABLE htmc_edition(cell BIGINT NOT NULL, id BYTES NOT NULL, edition TEXT NOT NULL, act TEXT NOT NULL,
       first_day TEXT NOT NULL, state BIGINT NOT NULL, list_rows BIGINT NOT NULL, changed_by TEXT NOT NULL,
       changed_at BIGINT NOT NULL, place BIGINT, PRIMARY KEY(cell, id))",
    "CREATE INDEX htmc_edition_changed ON htmc_edition(cell, changed_at, id)",
    "CREATE UNIQUE INDEX htmc_edition_place ON htmc_edition(cell, place) WHERE place IS NOT NULL",
];
