use super::{
    dated::{Dated, Days, FirstDay},
    desk::Desk,
    sources::Sources,
};
use crate::law::{Cite, Nosology, PrintedCodes, SubForm};
use crate::terms::{Icd10, Trilingual};
use jiff::civil::Date;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    /// Its place in the list.
    order: u16,
    name: Trilingual,
    quote: String,
    cite: Cite,
    from: FirstDay,
    until: Option<Date>,
    below_age_years: Option<i16>,
    #[serde(default)]
    needs_sub_form: bool,
    #[serde(default)]
    needs_surgical_answer: bool,
    #[serde(default)]
    readings: Vec<String>,
    codes: Vec<RawCodes>,
    #[serde(default)]
    forms: Vec<RawForm>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCodes {
    printed: String,
    expands: Vec<Icd10>,
    /// Where an amendment lists them elsewhere than the nosology.
    cite: Option<Cite>,
    from: Option<FirstDay>,
    until: Option<Date>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    number: u8,
    name: Trilingual,
    group: Hypothesis,
    plausible: Vec<Icd10>,
    from: Option<FirstDay>,
    until: Option<Date>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Hypothesis {
    value: u8,
    source: String,
    approved_by: Option<String>,
}

/// A nosology, with its codes and forms dated on their own.
pub(super) struct Pieces {
    pub(super) file: String,
    pub(super) order: u16,
    /// Its `printed` is empty: the edition of a day fills it.
    pub(super) nosology: Nosology,
    pub(super) codes: Vec<Dated<PrintedCodes>>,
    pub(super) forms: Vec<Dated<SubForm>>,
}

/// Every file of `nosology/`: a nosology is added by adding its file.
pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, act: Days) -> Vec<Dated<Pieces>> {
    let mut all: Vec<Dated<Pieces>> = Vec::new();
    for path in desk.below("mse-pilot-2025/nosology/") {
        if let Some(file) = desk.toml::<File>(path) {
            all.push(pieces(desk, sources, act, path, file));
        }
    }
    all.sort_by_key(|dated| dated.value.order);
    all
}

fn pieces(desk: &mut Desk<'_>, sources: &Sources, act: Days, path: &str, file: File) -> Dated<Pieces> {
    let days = Days::of(desk, path, &file.id, act, act, (Some(file.from), file.until));
    sources.check(desk, path, &file.cite, [file.quote.as_str()]);
    desk.names(path, &file.readings);
    desk.expect(file.needs_sub_form != file.forms.is_empty(), path, || {
        "forms stand there exactly when needs_sub_form is true".into()
    });
    let mut codes = Vec::new();
    for raw in file.codes {
        sources.check(desk, path, raw.cite.as_ref().unwrap_or(&file.cite), [raw.printed.as_str()]);
        for printed in printed_codes(&raw.printed) {
            desk.expect(printed.is_some_and(|code| raw.expands.contains(&code)), path, || {
                format!("{:?} prints a code that its expansion lacks", raw.printed)
            });
        }
        let days = Days::of(desk, path, &raw.printed, act, days, (raw.from, raw.until));
        codes.push(Dated { value: PrintedCodes { printed: raw.printed, codes: raw.expands }, days });
    }
    let mut forms = Vec::new();
    for raw in file.forms {
        let cite = format!("{}({})", file.cite, raw.number);
        sources.check(desk, path, &cite, [raw.name.kk.as_str()]);
        desk.expect((1..=3).contains(&raw.group.value), path, || format!("form {}: a group is 1, 2 or 3", raw.number));
        let days = Days::of(desk, path, &format!("form {}", raw.number), act, days, (raw.from, raw.until));
        let Hypothesis { value, source, approved_by } = raw.group;
        let value = SubForm {
            number: raw.number,
            name: raw.name,
            hypothesised_group: value,
            hypothesis_source: source,
            hypothesis_approved_by: approved_by,
            plausible: raw.plausible,
            cite,
        };
        forms.push(Dated { value, days });
    }
    let numbered = forms.iter().zip(1u8..).all(|(form, number)| form.value.number == number);
    desk.expect(numbered, path, || "the forms are not numbered without gap".into());
    let nosology = Nosology {
        id: file.id,
        name: file.name,
        below_age_years: file.below_age_years,
        needs_sub_form: file.needs_sub_form,
        needs_surgical_answer: file.needs_surgical_answer,
        printed: Vec::new(),
        cite: file.cite,
        readings: file.readings,
    };
    Dated { value: Pieces { file: path.to_owned(), order: file.order, nosology, codes, forms }, days }
}

/// The codes of a printed line; the ends only where it is a range.
fn printed_codes(printed: &str) -> impl Iterator<Item = Option<Icd10>> {
    printed.split([',', ' ', '-']).filter(|part| !part.is_empty()).map(|part| Icd10::parse(part).ok())
}
