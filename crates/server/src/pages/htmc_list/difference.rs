//! What differs between two editions.

use super::ask::{self, Query};
use super::editions::between;
use super::files::{book_file, csv_file, dialect, json_file};
use super::{act_of, reading, section_name};
use crate::pages::parts::{Colour, Finding, errors, tag};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::edition::{Editions, HeldEdition};
use saraptama_core::htmc::{Difference, differences};
use saraptama_core::law::HtmcRow;
use saraptama_paper::DifferenceBook;
use saraptama_wire::htmc_list::{DIFFERENCE_COLUMNS, Differs, difference, write_table};
use std::sync::Arc;

/// Two editions that were asked for by name.
struct Pair {
    editions: Arc<Editions>,
    from: HeldEdition,
    to: HeldEdition,
}

impl Pair {
    /// The two of an address; none where it names none, or one that is not held.
    async fn of(visit: &Visit, query: &Query) -> Result<Result<Self, (Arc<Editions>, Vec<Finding>)>, Refused> {
        let editions = ask::editions(visit).await?;
        let one = |name: &str| query.get(name).and_then(|text| editions.named(text)).cloned();
        let (from, to) = (one("from"), one("to"));
        if let (Some(from), Some(to)) = (from.clone(), to.clone()) {
            return Ok(Ok(Self { editions, from, to }));
        }
        let lacks = |(name, found): (&str, Option<HeldEdition>)| {
            (query.contains_key(name) && found.is_none()).then(|| Finding::field(name, visit.t("htmc-no-such-edition")))
        };
        let wrong = [("from", from), ("to", to)].into_iter().filter_map(lacks).collect();
        Ok(Err((editions, wrong)))
    }

    async fn whole(visit: &Visit, query: &Query) -> Result<Self, Refused> {
        Self::of(visit, query).await?.map_err(|_| visit.not_found())
    }

    fn differences(&self) -> Vec<Difference<'_>> {
        differences(&self.from.list.rows, &self.to.list.rows)
    }

    fn told(&self) -> Vec<Differs<'_>> {
        let of = |one| Differs::of(one, &self.from.list.edition, &self.to.list.edition);
        self.differences().into_iter().map(of).collect()
    }

    fn name(&self, end: &str) -> String {
        format!("htmc-{}-{}.{end}", self.from.list.edition, self.to.list.edition)
    }
}

/// `/htmc/diff`: as a page.
pub(super) async fn show(visit: Visit, query: Query) -> Page {
    let back = |sheet: super::super::sheet::Sheet<'_>, body| {
        sheet.here("htmc-list").back("/htmc/editions", visit.t("htmc-editions-title")).show(body)
    };
    let pair = match Pair::of(&visit, &query).await? {
        Ok(pair) => pair,
        Err((editions, wrong)) => {
            let body = html! {
                @if !wrong.is_empty() { (errors(&visit, &visit.t("page-wrong"), &wrong)) }
                (between(&visit, &editions, None, None))
            };
            let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok(back(visit.sheet(visit.t("htmc-difference-title")).status(status).wrong(!wrong.is_empty()), body));
        }
    };
    let (from, to) = (pair.from.list.edition.as_str(), pair.to.list.edition.as_str());
    let query = format!("from={from}&to={to}");
    let body = html! {
        (acts(&visit, &pair.editions.acts_between(&pair.from, &pair.to)))
        (table(&visit, &pair.differences()))
        p.govuk-body {
            @for (tail, name) in [("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON")] {
                a.govuk-link href={ "/htmc/diff/" (tail) "?" (query) } { (name) } " "
            }
        }
        (between(&visit, &pair.editions, Some(from), Some(to)))
    };
    let title = visit.say("htmc-difference-between", &[("from", from.into()), ("to", to.into())]);
    Ok(back(visit.sheet(title), body))
}

/// The acts by which it came to be otherwise.
fn acts(visit: &Visit, acts: &[&HeldEdition]) -> Markup {
    html! {
        @if !acts.is_empty() {
            h2.govuk-heading-s { (visit.t("htmc-difference-acts")) }
            ul.govuk-list.govuk-list--bullet #acts {
                @for one in acts { li { strong { (one.list.edition) } ". " (act_of(visit, one)) } }
            }
        }
    }
}

/// The differences as a table, for editions that are held and for one that is being entered.
pub(super) fn table(visit: &Visit, found: &[Difference<'_>]) -> Markup {
    let heads = ["htmc-difference-kind", "htmc-column-code", "htmc-difference-was", "htmc-difference-is"].map(|key| visit.t(key));
    html! {
        @if found.is_empty() { p.govuk-body #same { (visit.t("htmc-difference-none")) } } @else {
            table.govuk-table.sa-table.sa-stack #differences {
                caption.govuk-table__caption.govuk-table__caption--s {
                    (visit.say("htmc-difference-caption", &[("count", i64::try_from(found.len()).unwrap_or_default().into())]))
                }
                thead.govuk-table__head { tr { @for head in &heads { th.govuk-table__header scope="col" { (head) } } } }
                tbody.govuk-table__body {
                    @for one in found {
                        @let code = one.before().or(one.after()).map_or("", |row| row.code.as_str());
                        tr.govuk-table__row data-kind=(one.as_str()) {
                            td.govuk-table__cell data-l=(heads[0]) { (tag(colour(*one), visit.t(&format!("htmc-kind-{}", one.as_str())))) }
                            th.govuk-table__header.sa-num scope="row" { (code) }
                            td.govuk-table__cell data-l=(heads[2]) { (side(visit, one.before())) }
                            td.govuk-table__cell data-l=(heads[3]) { (side(visit, one.after())) }
                        }
                    }
                }
            }
        }
        p.govuk-body-s.sa-muted { (visit.t("htmc-difference-numbers")) }
        (reading(visit, "AMB-36"))
    }
}

fn colour(of: Difference<'_>) -> Colour {
    match of {
        Difference::Added(_) => Colour::Green,
        Difference::Removed(_) => Colour::Red,
        Difference::Moved { .. } => Colour::Orange,
        Difference::Renamed { .. } => Colour::Blue,
        Difference::Reworded { .. } => Colour::Grey,
    }
}

fn side(visit: &Visit, row: Option<&HtmcRow>) -> Markup {
    html! {
        @match row {
            None => "–",
            Some(row) => {
                span.sa-muted { (section_name(visit, row.section)) ", № " (row.number) }
                (super::rows::name(visit, row))
            },
        }
    }
}

/// As CSV.
pub(super) async fn csv(visit: Visit, query: Query) -> Page {
    let pair = Pair::whole(&visit, &query).await?;
    let dialect = dialect(&visit, &query)?;
    let acts = pair.editions.acts_between(&pair.from, &pair.to);
    let acts: Vec<String> = acts.iter().map(|one| format!("{} ({})", one.act.number, one.act.on)).collect();
    let acts = acts.join("; ");
    let fields = |one: &Differs<'_>| [one.fields(), vec![acts.clone()]].concat();
    let rows: Vec<Vec<String>> = pair.told().iter().map(fields).collect();
    let columns: Vec<&str> = DIFFERENCE_COLUMNS.into_iter().chain(["acts"]).collect();
    Ok(csv_file(&pair.name("csv"), write_table(&columns, &rows, dialect)))
}

/// As JSON.
pub(super) async fn json(visit: Visit, query: Query) -> Page {
    let pair = Pair::whole(&visit, &query).await?;
    Ok(json_file(&pair.name("json"), &difference(&pair.editions, &pair.from, &pair.to)))
}

/// As a workbook.
pub(super) async fn xlsx(visit: Visit, query: Query) -> Page {
    let pair = Pair::whole(&visit, &query).await?;
    let (told, acts) = (pair.told(), pair.editions.acts_between(&pair.from, &pair.to));
    let book = DifferenceBook {
        from: &pair.from,
        to: &pair.to,
        acts: &acts,
        differences: &told,
        words: visit.words(),
        lang: visit.lang,
    };
    book_file(&visit, &pair.name("xlsx"), book.write())
}
