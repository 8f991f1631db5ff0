use super::act_of;
use super::ask;
use crate::pages::parts::{Choice, Colour, Input, select, tag};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use maud::{Markup, html};
use saraptama_core::htmc::edition::{Editions, HeldEdition, Source};

/// `/htmc/editions`: every edition that is held, with its files, and the way to what differs between two of them.
pub(super) async fn show(visit: Visit) -> Page {
    let editions = ask::editions(&visit).await?;
    let heads = ["htmc-edition", "htmc-edition-act", "htmc-edition-answers", "htmc-edition-rows", "htmc-edition-files"];
    let heads = heads.map(|key| visit.t(key));
    let body = html! {
        p.govuk-body-l { (visit.t("htmc-editions-lead")) }
        table.govuk-table.sa-table.sa-stack #editions {
            caption.govuk-table__caption.govuk-table__caption--s { (visit.t("htmc-editions-caption")) }
            thead.govuk-table__head { tr { @for head in &heads { th.govuk-table__header scope="col" { (head) } } } }
            tbody.govuk-table__body {
                @for one in editions.all().iter().rev() {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="row" {
                            a.govuk-link href={ "/htmc?edition=" (one.list.edition) } { (one.list.edition) }
                        }
                        td.govuk-table__cell data-l=(heads[1]) { (act_of(&visit, one)) " " (by(&visit, one)) }
                        td.govuk-table__cell data-l=(heads[2]) { (days(&visit, one)) }
                        td.govuk-table__cell.sa-num data-l=(heads[3]) { (one.list.rows.len()) }
                        td.govuk-table__cell data-l=(heads[4]) { (files(&visit, one)) }
                    }
                }
            }
        }
        p.govuk-body-s.sa-muted { (visit.t("htmc-files-hint")) }
        (between(&visit, &editions, None, None))
    };
    Ok(visit.sheet(visit.t("htmc-editions-title")).here("htmc-list").back("/htmc", visit.t("htmc-list-title")).show(body))
}

/// Where the edition came from.
fn by(visit: &Visit, edition: &HeldEdition) -> Markup {
    html! {
        @match &edition.source {
            Source::Law => span.sa-muted { (visit.t("htmc-edition-of-law")) },
            Source::Told => span.sa-muted { (visit.t("htmc-edition-told")) },
            Source::Approved { by, at, .. } => span.sa-muted {
                (visit.say("htmc-edition-approved", &[
                    ("who", visit.host.any().people.by_id(by).map_or(by.as_str(), |who| who.name.as_str()).into()),
                    ("at", visit.moment(*at).into()),
                ]))
            },
        }
    }
}

/// For which days it answers, and whether it does today.
fn days(visit: &Visit, edition: &HeldEdition) -> Markup {
    let (list, today) = (&edition.list, visit.today());
    let until = list.until.map(|day| visit.day(day)).unwrap_or_default();
    let args = [("from", visit.day(list.from).into()), ("until", until.into())];
    html! {
        (visit.say(if list.until.is_some() { "htmc-days-until" } else { "htmc-days-from" }, &args)) " "
        @if list.until.is_some_and(|until| until < today) {
            (tag(Colour::Grey, visit.t("htmc-edition-past")))
        } @else if list.from > today {
            (tag(Colour::Blue, visit.t("htmc-edition-to-come")))
        } @else {
            (tag(Colour::Green, visit.t("htmc-edition-now")))
        }
        @if list.from > edition.first_day { span.sa-muted { (visit.t("htmc-edition-late")) } }
    }
}

fn files(visit: &Visit, edition: &HeldEdition) -> Markup {
    let address = format!("/htmc/editions/{}", edition.list.edition);
    html! {
        ul.govuk-list {
            @for (tail, name) in [("xlsx", "XLSX"), ("csv", "CSV"), ("csv?dialect=rfc4180", "CSV (RFC 4180)"), ("json", "JSON")] {
                li { a.govuk-link href={ (address) "/" (tail) } aria-label=(visit.say("htmc-file-of", &[("file", name.into()), ("edition", edition.list.edition.as_str().into())])) { (name) } }
            }
        }
    }
}

/// Two editions to be compared.
pub(super) fn between(visit: &Visit, editions: &Editions, from: Option<&str>, to: Option<&str>) -> Markup {
    let known: Vec<Choice> =
        editions.all().iter().map(|one| Choice::new(one.list.edition.clone(), one.list.edition.clone())).collect();
    let of = |name: &'static str, key: &str, value| Input { name, label: visit.t(key), value, ..Input::default() };
    let names: Vec<&str> = editions.all().iter().map(|one| one.list.edition.as_str()).collect();
    let last = names.last().copied().unwrap_or_default();
    let before = names.iter().rev().nth(1).copied().unwrap_or(last);
    html! {
        h2.govuk-heading-m { (visit.t("htmc-difference-title")) }
        @if names.len() < 2 {
            p.govuk-body #one-edition { (visit.t("htmc-difference-one-edition")) }
        } @else {
            form.sa-filter #between method="get" action="/htmc/diff" {
                (select(visit, &of("from", "htmc-difference-from", from.unwrap_or(before)), &known))
                (select(visit, &of("to", "htmc-difference-to", to.unwrap_or(last)), &known))
                button.govuk-button.govuk-button--secondary { (visit.t("htmc-difference-go")) }
            }
        }
    }
}
