use super::body::Case;
use super::json::Json;
use super::people;
use super::random::Random;
use jiff::civil::Date;
use saraptama_core::check::Code;
use saraptama_core::form::Sex;
use saraptama_core::law::{PilotRules, Requirement};
use saraptama_core::terms::Icd10;

/// What the defects grow on.
pub(super) struct Ground<'g> {
    pub(super) today: Date,
    pub(super) rules: &'g PilotRules,
    /// Whether the form is in the pilot, where alone the evidence is asked for.
    pub(super) in_pilot: bool,
    pub(super) case: &'g Case<'g>,
}

/// Plants one to three defects that this form can have, and tells which.
pub(super) fn plant(form: &mut Json, ground: &Ground<'_>, random: &mut Random) -> Vec<Code> {
    let wanted = random.between(1, 3) as usize;
    let mut codes = Code::ALL.to_vec();
    let mut planted = Vec::new();
    while planted.len() < wanted && !codes.is_empty() {
        let code = codes.swap_remove(random.below(codes.len() as u64) as usize);
        let hides = planted.iter().any(|other| hide_each_other(code, *other));
        if !hides && (ground.in_pilot || !is_of_the_pilot(code)) && spoil(code, form, ground, random).is_some() {
            planted.push(code);
        }
    }
    planted
}

/// Whether the contract tells this only in the pilot.
fn is_of_the_pilot(code: Code) -> bool {
    let families = ["evidence.", "circumstance.", "specialist.", "amputation-level."];
    families.iter().any(|family| code.as_str().starts_with(family))
}

/// A near miss takes the form out of the pilot, the main code is changed only once, and an entry that
/// is taken out has no date any more.
fn hide_each_other(a: Code, b: Code) -> bool {
    let hides = |one: Code, other: Code| match one {
        Code::Icd10NearMiss => is_of_the_pilot(other) || other == Code::Icd10CategoryOnly,
        Code::DateBeforeBirth => matches!(other, Code::EvidenceMissing | Code::EvidenceUnanswered),
        _ => false,
    };
    hides(a, b) || hides(b, a)
}

/// Spoils the form so that a check finds `code`; none where this form cannot have it.
fn spoil(code: Code, form: &mut Json, ground: &Ground<'_>, random: &mut Random) -> Option<()> {
    let patient = &ground.case.patient;
    match code {
        Code::JsonInvalid => *form.at("/patient/phone")? = Json::Null,
        Code::FieldMissing => return form.remove("/commission", "number").then_some(()),
        Code::FieldUnknown => form.put("/patient", "middle_name", patient.patronymic.as_str()),
        Code::FieldInvalid => *form.at("/impairments/0/degree")? = 5.into(),
        Code::IinChecksum => spoil_last_digit(form.at("/commission/members/0/iin")?)?,
        Code::BinChecksum => spoil_last_digit(form.at("/patient/attachment/bin")?)?,
        Code::IinBirthDate => {
            let other = people::days_before(patient.birth, 1 + random.below(27));
            *form.at("/patient/iin")? = people::iin(other, patient.sex, random).as_str().into();
        }
        Code::IinSex => {
            *form.at("/patient/sex")? = if patient.sex == Sex::Male { "female" } else { "male" }.into();
        }
        Code::Icd10Malformed => *form.at("/diagnosis/comorbid/0/icd10")? = "I1O".into(),
        Code::Icd10CategoryOnly => return recode(form, ground, random, |code, listed| listed && code.is_category()),
        Code::Icd10NearMiss => return recode(form, ground, random, |code, listed| !listed && !code.is_category()),
        Code::DateInFuture => *form.at("/diagnosis/main/established_on")? = ground.today.tomorrow().ok()?.to_string().into(),
        Code::DateBeforeBirth => {
            let born_later = people::days_before(patient.birth, 1 + random.below(300)).to_string();
            let calm = |entry: &&mut Json| entry.get("/date").is_some() && entry.get("/specialist").is_none();
            *form.items("/evidence")?.iter_mut().find(calm)?.at("/date")? = born_later.into();
        }
        Code::CircumstanceUnanswered => {
            let form_is_asked = ground.case.nosology.needs_sub_form && random.percent(50);
            let taken = form_is_asked && form.remove("/diagnosis/main", "anatomical_form");
            return (taken || form.remove("", "circumstances")).then_some(());
        }
        Code::EvidenceMissing => {
            let plain = |item: &&Requirement| !item.is_if_available() && item.facts.is_empty() && item.when.is_none();
            return drop_entries(form, ground, random, plain);
        }
        Code::EvidenceUnanswered => return drop_entries(form, ground, random, |item| item.is_if_available()),
        Code::EvidenceIncomplete => {
            let names = ["local_status", "stump_condition", "mental_impairment_degree"];
            let fact = |entry: &Json| names.into_iter().find(|name| entry.get(&format!("/facts/{name}")).is_some());
            let (entry, name) = form.items("/evidence")?.iter_mut().find_map(|entry| fact(entry).map(|name| (entry, name)))?;
            entry.put("/facts", name, "  ");
        }
        Code::SpecialistAudienceMismatch => {
            let audience = form.items("/evidence")?.iter_mut().find_map(|entry| entry.at("/specialist/audience"))?;
            *audience = if *audience == "adult".into() { "child" } else { "adult" }.into();
        }
        Code::AmputationLevelMismatch => {
            let radiologist = |entry: &&mut Json| entry.text("/kind") == Some("radiologist");
            let entry = form.items("/evidence")?.iter_mut().find(radiologist)?;
            *entry.at("/facts/amputation_level")? = "шынтақ буыны деңгейі".into();
        }
    }
    Some(())
}

/// Another last digit is never the control digit.
fn spoil_last_digit(number: &mut Json) -> Option<()> {
    let Json::Text(text) = number else { return None };
    let last = text.pop()?.to_digit(10)?;
    text.push(char::from_digit((last + 1) % 10, 10)?);
    Some(())
}

/// Puts another code of a listed category of the same nosology as the main diagnosis.
fn recode(form: &mut Json, ground: &Ground<'_>, random: &mut Random, fits: fn(Icd10, bool) -> bool) -> Option<()> {
    let rules = ground.rules;
    let ours = |code: Icd10| rules.nosology_of(code).is_some_and(|it| it.id == ground.case.nosology.id);
    let categories = rules.codes.iter().filter(|(code, _)| ours(*code)).map(|(code, _)| code.category());
    let spellings = |category: Icd10| {
        (0..=10).map(move |digit| match digit {
            10 => category.to_string(),
            digit => format!("{category}.{digit}"),
        })
    };
    let codes = categories.flat_map(spellings).filter_map(|text| Icd10::parse(&text).ok());
    let codes: Vec<Icd10> = codes.filter(|code| fits(*code, rules.nosology_of(*code).is_some())).collect();
    *form.at("/diagnosis/main/icd10")? = random.pick(&codes)?.to_string().into();
    Some(())
}

/// Takes out every entry that could satisfy one of the requirements that `fit`.
fn drop_entries(form: &mut Json, ground: &Ground<'_>, random: &mut Random, fit: fn(&&Requirement) -> bool) -> Option<()> {
    let fitting: Vec<_> = ground.rules.requirements_of(&ground.case.nosology.id).filter(fit).collect();
    let requirement = random.pick(&fitting)?;
    let satisfies =
        |entry: &Json| entry.text("/kind").is_some_and(|kind| requirement.any_of.iter().any(|accepted| accepted == kind));
    form.items("/evidence")?.retain(|entry| !satisfies(entry));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_another_last_digit_never_holds() {
        let mut number = Json::from("150709500770");
        spoil_last_digit(&mut number).unwrap();
        assert_eq!(number, "150709500771".into());
    }
}
