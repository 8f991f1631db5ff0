//! A closed month goes on by itself: each version once on each route that the configuration names.

use crate::flow::channel::derived_id;
use crate::flow::envelope::month_body;
use saraptama_store::Outgoing;
use saraptama_store::rows::ClosedRow;

/// The kind of such a message.
pub const MONTH_REPORT: &str = "month-report";

/// The messages of a version, for the unit that stores it: so none goes twice, and none is forgotten.
pub(super) fn sends(routes: &[String], row: &ClosedRow) -> Vec<Outgoing> {
    let send = |route: &String| Outgoing {
        route: route.clone(),
        kind: MONTH_REPORT,
        // Not a form's, but the month's: its versions keep their order.
        form: derived_id(&[b"month", row.month.as_bytes()]),
        body: month_body(&row.month, row.version),
        due_at: row.at,
    };
    routes.iter().map(send).collect()
}
