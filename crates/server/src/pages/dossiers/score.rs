//! An analyst picks a level of each criterion, with the printed text beside each. Nothing is picked beforehand.

use super::sum::sum;
use super::{Wrongs, address, dossier, faults, lines, see_other};
use crate::doors::Named;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Choice, Input, errors, law, radios, text_area};
use crate::pages::refused::Page;
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::{Markup, html};
use saraptama_core::htmc::Tenths;
use saraptama_core::htmc::dossier::{CRITERIA, Rated, Scored};
use saraptama_core::law::{Criterion, Htmc};
use saraptama_core::terms::FormId;
use saraptama_wire::words::Lang;

pub(super) async fn form(visit: Visit, Named(text): Named<String>) -> Page {
    let (id, held) = dossier(&visit, &text).await?;
    let me = &visit.who()?.id;
    let mine = held.state.proposal().and_then(|open| open.scores.get(me));
    let fields = mine.map(|scored| written(&visit.law().htmc, scored)).unwrap_or_default();
    show(&visit, id, &fields, &Wrongs::default())
}

pub(super) async fn sent(visit: Visit, Named(text): Named<String>, Filled(fields): Filled) -> Page {
    let (id, _) = dossier(&visit, &text).await?;
    if fields.given("reckon").is_some() {
        return show(&visit, id, &fields, &Wrongs::default());
    }
    let rated = read(&visit.law().htmc, &fields);
    match faults(&visit, visit.host.ministry().score_dossier(visit.who()?, id, &rated).await)? {
        None => see_other(&address(id, "#scores")),
        Some(found) => show(&visit, id, &fields, &Wrongs::of(&visit, &found)),
    }
}

/// The level that was picked; 0, which no table has, where none was.
pub(super) fn picked(fields: &Fields, criterion: &str) -> u8 {
    fields.one(&format!("{criterion}.level")).parse().unwrap_or(0)
}

fn read(htmc: &Htmc, fields: &Fields) -> [Rated; CRITERIA] {
    std::array::from_fn(|place| {
        let id = htmc.criteria.get(place).map(|criterion| criterion.id.as_str()).unwrap_or_default();
        Rated {
            level: picked(fields, id),
            justification: fields.one(&format!("{id}.justification")).to_owned(),
            sources: lines(fields.one(&format!("{id}.sources"))),
        }
    })
}

fn written(htmc: &Htmc, scored: &Scored) -> Fields {
    let fields = htmc.criteria.iter().zip(&scored.rated).flat_map(|(criterion, rated)| {
        let name = |member: &str| format!("{}.{member}", criterion.id);
        [
            (name("level"), rated.level.to_string()),
            (name("justification"), rated.justification.clone()),
            (name("sources"), rated.sources.join("\n")),
        ]
    });
    Fields::new(fields.collect())
}

fn show(visit: &Visit, id: FormId, fields: &Fields, wrong: &Wrongs) -> Page {
    let htmc = &visit.law().htmc;
    let levels: [u8; CRITERIA] =
        std::array::from_fn(|place| htmc.criteria.get(place).map_or(0, |criterion| picked(fields, &criterion.id)));
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("dossier-not-saved"), &wrong.findings())) }
        p.govuk-body { (visit.t("dossier-score-lead")) }
        form method="post" action=(address(id, "/score")) novalidate {
            (visit.token())
            @for criterion in &htmc.criteria { (part(visit, criterion, fields, wrong)) }
            @if levels.iter().all(|level| *level > 0) {
                section.sa-section #sum { h2.govuk-heading-m { (visit.t("dossier-your-sum")) } (sum(visit, levels)) }
            }
            div.govuk-button-group {
                button.govuk-button { (visit.t("dossier-save-score")) }
                button.govuk-button.govuk-button--secondary name="reckon" value="1" { (visit.t("dossier-reckon")) }
            }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sheet = visit.sheet(visit.t("dossier-score-title")).here("htmc").status(status).wrong(!wrong.is_empty());
    Ok(sheet.back(address(id, ""), visit.t("dossier-to-dossier")).show(body))
}

fn part(visit: &Visit, criterion: &Criterion, fields: &Fields, wrong: &Wrongs) -> Markup {
    let name = |member: &str| format!("{}.{member}", criterion.id);
    let (level, justification, sources) = (name("level"), name("justification"), name("sources"));
    let area = |name: &str, key: &str, hint: String, rows: u8| {
        text_area(
            visit,
            &Input { name, label: visit.t(key), hint, value: fields.one(name), error: wrong.at(name), ..Input::default() },
            rows,
        )
    };
    let of = Input {
        name: &level,
        label: visit.t("dossier-pick"),
        value: fields.one(&level),
        error: wrong.at(&level),
        ..Input::default()
    };
    html! {
        section.sa-section id=(criterion.id) {
            h2.govuk-heading-m { (visit.of(&criterion.name)) " " (law(visit, &criterion.cite)) }
            (radios(visit, &of, &choices(visit, criterion)))
            (area(&justification, "dossier-justification", String::new(), 3))
            (area(&sources, "dossier-sources-label", visit.t("dossier-sources-hint"), 2))
        }
    }
}

/// The four levels: the printed text, its points, and what is to be said of the text.
pub(super) fn choices(visit: &Visit, criterion: &Criterion) -> Vec<Choice> {
    let choice = |(at, row): (usize, &saraptama_core::law::Level)| {
        let number = i64::try_from(at + 1).unwrap_or_default();
        let points = Tenths(row.points_tenths).to_string();
        let mut hint = visit.say("dossier-level", &[("level", number.into()), ("points", points.into())]);
        // The order's own text stands beside our rendering.
        if visit.lang != Lang::Kk {
            hint = format!("{hint} «{}»", row.text.kk);
        }
        if let Some(note) = &row.note {
            hint = format!("{hint} {}", visit.of(note));
        }
        Choice { value: number.to_string(), text: visit.of(&row.text).to_owned(), hint }
    };
    criterion.levels.iter().enumerate().map(choice).collect()
}
