use super::super::ask::Query;
use super::super::section_name;
use super::{address, heading, ministry, open, see_other};
use crate::doors::Named;
use crate::flow::FlowError;
use crate::flow::htmc_list::Open;
use crate::pages::fields::{Fields, Filled};
use crate::pages::parts::{Finding, Input, errors, input, text_area};
use crate::pages::refused::{Page, Refused};
use crate::pages::visit::Visit;
use axum::http::StatusCode;
use maud::html;
use saraptama_core::htmc::edition::{Action, Command};
use saraptama_core::law::{HtmcRow, Section};
use saraptama_core::terms::Trilingual;

/// The names and glosses, as the form sends them.
const TEXTS: [&str; 6] = ["name_kk", "name_ru", "name_en", "gloss_kk", "gloss_ru", "gloss_en"];

/// Where a row stands, as an address or a form says it.
fn place(visit: &Visit, section: &str, number: &str) -> Result<(Section, u16), Refused> {
    let number = number.parse().ok().filter(|number| *number > 0);
    Section::parse(section).zip(number).ok_or_else(|| visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY))
}

/// `/htmc/drafts/{id}/row`: one row, to be changed or put in.
pub(super) async fn form(visit: Visit, Named(id): Named<String>, query: Query) -> Page {
    let open = open(&visit, &id).await?;
    if !open.may.contains(&Action::Edit) {
        return see_other(&address(open.id, ""));
    }
    let asked = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let (section, number) = place(&visit, asked("section"), asked("number"))?;
    let is_new = asked("do") == "add";
    let rows = open.state.draft().map(|draft| draft.rows.as_slice()).unwrap_or_default();
    let known = rows.iter().find(|row| row.section == section && row.number == number).filter(|_| !is_new);
    if !is_new && known.is_none() {
        return Err(visit.not_found());
    }
    let fields = known.map_or_else(Fields::default, fields_of);
    draw(&visit, &open, section, number, is_new, &fields, &[])
}

fn fields_of(row: &HtmcRow) -> Fields {
    let HtmcRow { code, name, gloss, .. } = row.clone();
    let gloss = gloss.unwrap_or_else(|| Trilingual { kk: String::new(), ru: String::new(), en: String::new() });
    let texts = [name.kk, name.ru, name.en, gloss.kk, gloss.ru, gloss.en];
    let pairs = TEXTS.into_iter().zip(texts).chain([("code", code)]);
    Fields::new(pairs.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Changes the row, puts it in or takes it out.
pub(super) async fn sent(visit: Visit, Named(id): Named<String>, Filled(fields): Filled) -> Page {
    let open = open(&visit, &id).await?;
    let (section, number) = place(&visit, fields.one("section"), fields.one("number"))?;
    let row = row_of(&fields, section, number);
    let (command, is_new) = match fields.one("do") {
        "add" => (Command::AddRow(&row), true),
        "change" => (Command::ChangeRow(&row), false),
        "remove" => (Command::RemoveRow { section, number }, false),
        _ => return Err(visit.unreadable(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match ministry(&visit).change_edition(visit.who()?, open.id, &command).await {
        Ok(()) => see_other(&address(open.id, &format!("#section-{}", section.as_str()))),
        Err(FlowError::Edition(refusal)) => match heading::told(&visit, &refusal, std::slice::from_ref(&row)) {
            Some(wrong) => draw(&visit, &open, section, number, is_new, &fields, &wrong),
            None => Err(visit.refuse(FlowError::Edition(refusal))),
        },
        Err(error) => Err(visit.refuse(error)),
    }
}

fn row_of(fields: &Fields, section: Section, number: u16) -> HtmcRow {
    let text = |name: &str| fields.one(name).to_owned();
    let words =
        |of: &str| Trilingual { kk: text(&format!("{of}_kk")), ru: text(&format!("{of}_ru")), en: text(&format!("{of}_en")) };
    let gloss = words("gloss");
    let has_gloss = [&gloss.kk, &gloss.ru, &gloss.en].into_iter().any(|text| !text.is_empty());
    HtmcRow { section, number, code: text("code"), name: words("name"), gloss: has_gloss.then_some(gloss) }
}

fn draw(visit: &Visit, open: &Open, section: Section, number: u16, is_new: bool, fields: &Fields, wrong: &[Finding]) -> Page {
    let of = |name: &'static str| Input {
        name,
        label: visit.t(&format!("htmc-column-{}", name.replace('_', "-"))),
        value: fields.one(name),
        error: wrong.iter().find(|found| found.at == format!("#{name}")).map(|found| found.text.clone()),
        autocomplete: "off",
        ..Input::default()
    };
    let (kind, button) = if is_new { ("add", "htmc-draft-add") } else { ("change", "htmc-draft-save") };
    let body = html! {
        @if !wrong.is_empty() { (errors(visit, &visit.t("htmc-draft-not-taken"), wrong)) }
        p.govuk-body { (section_name(visit, section)) ", № " span #number { (number) } }
        form method="post" action=(address(open.id, "/row")) {
            (visit.token())
            input type="hidden" name="section" value=(section.as_str());
            input type="hidden" name="number" value=(number);
            (input(visit, &Input { width: 20, hint: visit.t("htmc-draft-code-hint"), ..of("code") }))
            @for name in TEXTS { (text_area(visit, &of(name), 2)) }
            div.govuk-button-group {
                button.govuk-button name="do" value=(kind) { (visit.t(button)) }
                @if !is_new { button.govuk-button.govuk-button--warning name="do" value="remove" { (visit.t("htmc-draft-remove")) } }
            }
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.t(if is_new { "htmc-draft-row-new" } else { "htmc-draft-row" });
    let sheet = visit.sheet(title).here("htmc-list").back(address(open.id, ""), visit.t("htmc-draft-back"));
    Ok(sheet.status(status).wrong(!wrong.is_empty()).show(body))
}
