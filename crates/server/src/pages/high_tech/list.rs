use super::{DECIDES, HERE, address};
use crate::flow::FlowError;
use crate::pages::parts::{Colour, law, pager, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use maud::{Markup, html};
use saraptama_store::ListError;
use saraptama_store::rows::HtmcReferralRow;
use std::collections::BTreeMap;

const ROWS: u32 = 50;

pub(super) async fn list(visit: Visit, query: Query<BTreeMap<String, String>>) -> Page {
    let mis = visit.host.mis();
    let organisation = mis.chaired_by(visit.who()?).ok_or_else(|| visit.forbidden())?;
    let found = mis.store.htmc_referrals(organisation, query.get("cursor").map(String::as_str), ROWS).await;
    let part = found.map_err(|error| match error {
        ListError::WrongCursor => visit.not_found(),
        ListError::Fault(fault) => visit.refuse(FlowError::Store(fault)),
    })?;
    let body = html! {
        p.govuk-body-l { (visit.t("hightech-lead")) " " (law(&visit, DECIDES)) }
        p.govuk-inset-text { (visit.t("hightech-stays")) }
        p { a.govuk-button #new href="/chair/high-tech/new" { (visit.t("hightech-new")) } }
        @if part.rows.is_empty() { p.govuk-body { (visit.t("hightech-empty")) } } @else { (table(&visit, &part.rows)) }
        (pager(&visit, "/chair/high-tech", "", part.next.as_deref()))
    };
    Ok(visit.sheet(visit.t("hightech-title")).here(HERE).back("/chair", visit.t("hightech-to-queue")).show(body))
}

fn table(visit: &Visit, rows: &[HtmcReferralRow]) -> Markup {
    let columns =
        ["hightech-patient", "hightech-icd10", "hightech-code", "hightech-decision", "hightech-state", "hightech-updated"];
    html! {
        table.govuk-table.sa-table.sa-stack #referrals {
            caption.govuk-table__caption { (visit.t("hightech-caption")) }
            thead.govuk-table__head { tr.govuk-table__row { @for key in columns { th.govuk-table__header scope="col" { (visit.t(key)) } } } }
            tbody.govuk-table__body {
                @for row in rows {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" { a.govuk-link href=(address(row.form, "")) { (row.patient_name) } }
                        td.govuk-table__cell data-l=(visit.t(columns[1])) { (row.icd10) }
                        td.govuk-table__cell.sa-num data-l=(visit.t(columns[2])) { (row.code) }
                        td.govuk-table__cell data-l=(visit.t(columns[3])) { (visit.t(if row.granted { "hightech-granted" } else { "hightech-not-granted" })) }
                        td.govuk-table__cell data-l=(visit.t(columns[4])) {
                            @if row.signed { (tag(Colour::Green, visit.t("hightech-signed"))) } @else { (tag(Colour::Blue, visit.t("hightech-written"))) }
                        }
                        td.govuk-table__cell.sa-num data-l=(visit.t(columns[5])) { (visit.moment(row.updated_at)) }
                    }
                }
            }
        }
    }
}
