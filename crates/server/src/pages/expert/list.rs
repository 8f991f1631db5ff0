//! `/expert`: what the expert holds, nearest deadline first (algorithm p. 7, 9).

use super::row::{self, Held};
use super::term::{Pressing, clock_words, hour, readings};
use super::{address, see_other};
use crate::flow::FlowError;
use crate::pages::parts::{Choice, Input, input, law, pager, select};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::extract::Query;
use axum::response::IntoResponse as _;
use maud::{Markup, html};
use saraptama_core::terms::{ActNumber, KAZAKHSTAN};
use saraptama_store::ListError;
use saraptama_store::rows::ActState;
use std::collections::BTreeMap;

/// More than anybody is given in a working day.
const HELD: u32 = 1000;
const PAGE: usize = 25;

/// What of the list is asked for. An act's number and a nosology name nobody, so they may stand in the address.
#[derive(Clone, Debug, Default)]
struct Asked {
    number: String,
    nosology: String,
    cursor: Option<ActNumber>,
    known: String,
}

impl Asked {
    fn of(query: &BTreeMap<String, String>) -> Self {
        let text =
            |name: &str| -> String { query.get(name).map(|text| text.trim().chars().take(40).collect()).unwrap_or_default() };
        let cursor = ActNumber::parse(&text("cursor")).ok();
        Self { number: text("number"), nosology: text("nosology"), cursor, known: text("known") }
    }

    fn wants(&self, held: &Held) -> bool {
        let is_of_nosology = self.nosology.is_empty() || held.nosology.as_deref() == Some(&self.nosology);
        is_of_nosology && held.number.to_string().contains(&self.number)
    }

    /// The filter as an address says it, with `&` at its end.
    fn query(&self) -> String {
        let pairs = [("number", &self.number), ("nosology", &self.nosology)].into_iter().filter(|(_, text)| !text.is_empty());
        let query = serde_html_form::to_string(pairs.collect::<Vec<_>>()).unwrap_or_default();
        if query.is_empty() { query } else { query + "&" }
    }
}

/// What the expert holds now, and how it stands.
struct Desk {
    held: Vec<Held>,
    decided_this_month: u64,
}

impl Desk {
    async fn of(visit: &Visit) -> Result<Self, FlowError> {
        let store = &visit.host.databank().store;
        let expert = visit.session.as_deref().map_or("", |session| &session.who.id);
        let page = store.acts_of_expert(expert, &[ActState::Assigned], None, HELD).await.map_err(fault)?;
        let mut held: Vec<Held> = page.rows.into_iter().filter_map(|row| Held::of(visit, row)).collect();
        held.sort_by_key(|one| (one.term.due_at, one.number));
        let first = visit.today().first_of_month();
        let first = KAZAKHSTAN.to_timestamp(first.at(0, 0, 0, 0)).unwrap_or(visit.now);
        Ok(Self { held, decided_this_month: store.decided_since(expert, first).await? })
    }

    fn count(&self, visit: &Visit, pressing: Pressing) -> usize {
        self.held.iter().filter(|one| one.term.pressing(visit.now) == pressing).count()
    }

    /// What a page that looks again compares with: it says only what is new.
    fn known(&self, visit: &Visit) -> String {
        format!("{}.{}", self.held.len(), self.count(visit, Pressing::Late))
    }
}

/// A cursor of ours is never handed on, so it is never wrong.
pub(super) fn fault(error: ListError) -> FlowError {
    match error {
        ListError::Fault(fault) => fault.into(),
        ListError::WrongCursor => FlowError::NotFound,
    }
}

pub(super) async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Page {
    let asked = Asked::of(&query);
    if let Ok(number) = ActNumber::parse(&asked.number)
        && visit.host.databank().act_for_expert(visit.who()?, number).await.is_ok()
    {
        return see_other(&address(number, ""));
    }
    let desk = Desk::of(&visit).await.map_err(|error| visit.refuse(error))?;
    let work = work(&visit, &desk, &asked).await.map_err(|error| visit.refuse(error))?;
    if visit.is_part {
        return Ok(html! { (work) (news(&visit, &desk, &asked)) }.into_response());
    }
    let rules = visit.law().pilot.nearest(visit.today());
    let body = html! {
        p.govuk-body {
            (visit.say("expert-rule", &[("now", visit.moment(visit.now).into()), ("cut_off", hour(rules.procedure.cut_off).into()),
                                        ("days", i64::from(rules.procedure.decision_working_days).into())]))
            " " (law(&visit, &rules.procedure.deadline_cite))
        }
        (lists(&visit, "work"))
        (filter(&visit, &asked))
        (work)
        (readings(&visit))
        (shortcuts(&visit, &[("j", "expert-key-next-act"), ("k", "expert-key-previous-act"), ("o", "expert-key-open")]))
    };
    let sheet = visit.sheet(visit.t("expert-title")).here("work").script("htmx.js").script("expert.js");
    Ok(sheet.show(body))
}

/// The two lists of an expert.
pub(super) fn lists(visit: &Visit, here: &str) -> Markup {
    html! {
        nav.sa-lists aria-label=(visit.t("expert-lists")) {
            ul {
                @for (list, to) in [("work", "/expert"), ("decided", "/expert/decided")] {
                    li { a.govuk-link href=(to) aria-current=[(list == here).then_some("page")] { (visit.t(&format!("expert-list-{list}"))) } }
                }
            }
        }
    }
}

fn filter(visit: &Visit, asked: &Asked) -> Markup {
    let nosologies = &visit.law().pilot.nearest(visit.today()).nosologies;
    let mut choices = vec![Choice::new("", visit.t("expert-all"))];
    choices.extend(nosologies.iter().map(|one| Choice::new(one.id.as_str(), visit.t(&format!("expert-nosology-{}", one.id)))));
    let number = Input {
        name: "number",
        label: visit.t("expert-search"),
        value: &asked.number,
        kind: "search",
        width: 10,
        autocomplete: "off",
        ..Input::default()
    };
    let nosology = Input { name: "nosology", label: visit.t("expert-nosology"), value: &asked.nosology, ..Input::default() };
    html! {
        form.sa-filter method="get" action="/expert" role="search" {
            (input(visit, &number)) (select(visit, &nosology, &choices))
            button.govuk-button #find { (visit.t("expert-find")) }
        }
    }
}

/// What changes while the page is open: counts and list. It looks again every minute, by itself.
async fn work(visit: &Visit, desk: &Desk, asked: &Asked) -> Result<Markup, FlowError> {
    let wanted: Vec<&Held> = desk.held.iter().filter(|held| asked.wants(held)).collect();
    let after = asked.cursor.and_then(|cursor| wanted.iter().position(|held| held.number == cursor)).map_or(0, |at| at + 1);
    let shown = &wanted[after..wanted.len().min(after + PAGE)];
    let next = (wanted.len() > after + PAGE).then(|| shown.last().map(|held| held.number.to_string())).flatten();
    let mut rows = Vec::with_capacity(shown.len());
    for held in shown {
        rows.push(row::draw(visit, held).await?);
    }
    let cursor = asked.cursor.map(|cursor| format!("cursor={cursor}&")).unwrap_or_default();
    let again = format!("/expert?{}{cursor}known={}", asked.query(), desk.known(visit));
    Ok(html! {
        div #work hx-get=(again) hx-trigger="every 60s" hx-target="this" hx-swap="outerHTML" "hx-status:4xx"="swap:none"
            "hx-status:5xx"="swap:none" hx-headers=r#"{"x-by-itself":"1"}"# {
            (clock_words(visit))
            (counts(visit, desk))
            @if rows.is_empty() {
                p.govuk-inset-text { (visit.t(if desk.held.is_empty() { "expert-empty" } else { "expert-none-found" })) }
            } @else {
                (table(visit, &rows))
                (pager(visit, "/expert", &asked.query(), next.as_deref()))
            }
        }
    })
}

fn counts(visit: &Visit, desk: &Desk) -> Markup {
    let (late, soon) = (desk.count(visit, Pressing::Late), desk.count(visit, Pressing::Soon));
    let late_class = if late > 0 { "sa-kpi sa-kpi--late" } else { "sa-kpi" };
    let soon_class = if soon > 0 { "sa-kpi sa-kpi--warn" } else { "sa-kpi" };
    html! {
        dl.sa-kpis {
            div.sa-kpi { dt { (visit.t("expert-held")) } dd #count-held { (desk.held.len()) } }
            div class=(late_class) { dt { (visit.t("expert-late")) } dd #count-late { (late) } }
            div class=(soon_class) { dt { (visit.t("expert-soon")) } dd #count-soon { (soon) } }
            div.sa-kpi { dt { (visit.t("expert-decided-month")) } dd #count-decided { (desk.decided_this_month) } }
        }
    }
}

fn table(visit: &Visit, rows: &[Markup]) -> Markup {
    let head = |key: &str| html! { th.govuk-table__header scope="col" { (visit.t(key)) } };
    html! {
        table.govuk-table.sa-table.sa-stack {
            caption.govuk-table__caption.govuk-table__caption--s { (visit.t("expert-nearest-first")) }
            thead.govuk-table__head {
                tr.govuk-table__row {
                    (head("expert-act")) (head("expert-diagnosis")) (head("expert-arrived"))
                    th.govuk-table__header scope="col" aria-sort="ascending" { (visit.t("expert-due")) }
                    (head("expert-left"))
                }
            }
            tbody.govuk-table__body { @for row in rows { (row) } }
        }
    }
}

/// What whoever listens hears when the list has looked again: only what is new.
fn news(visit: &Visit, desk: &Desk, asked: &Asked) -> Markup {
    let args = [("held", desk.held.len().into()), ("late", desk.count(visit, Pressing::Late).into())];
    html! {
        @if desk.known(visit) != asked.known {
            div #said hx-swap-oob="innerHTML" { (visit.say("expert-news", &args)) }
        }
    }
}

/// Keys of one letter are off until somebody turns them on (WCAG 2.1.4); without scripts there are none.
pub(super) fn shortcuts(visit: &Visit, keys: &[(&str, &str)]) -> Markup {
    html! {
        details.govuk-details #keys data-keys hidden {
            summary.govuk-details__summary { span.govuk-details__summary-text { (visit.t("expert-keys")) } }
            div.govuk-details__text {
                div.govuk-checkboxes.govuk-checkboxes--small {
                    div.govuk-checkboxes__item {
                        input.govuk-checkboxes__input #keys-on type="checkbox";
                        label.govuk-label.govuk-checkboxes__label for="keys-on" { (visit.t("expert-keys-on")) }
                    }
                }
                dl.sa-facts { @for (key, what) in keys { dt { kbd { (key) } } dd { (visit.t(what)) } } }
            }
        }
    }
}
