use super::call::answer;
use super::sent::{Opened, Sent};
use super::{Call, Outcome, Refused};
use axum::response::Response;
use saraptama_wire::fhir::terms::{Concept, Set, System};
use saraptama_wire::fhir::{Asked, Written, coding_of, codings_of};

const IN_SYSTEM: &[&str] =
    &["url", "system", "code", "version", "display", "coding", "codeableConcept", "date", "abstract", "displayLanguage"];
const IN_SET: &[&str] = &[
    "url",
    "valueSetVersion",
    "code",
    "system",
    "systemVersion",
    "display",
    "coding",
    "codeableConcept",
    "date",
    "abstract",
    "displayLanguage",
    "inferSystem",
];

/// `GET` and `POST /fhir/CodeSystem/$validate-code` and `/fhir/CodeSystem/{id}/$validate-code`. Without an id and a
/// version the edition in force is meant.
pub(super) async fn in_system(Sent(request, body): Sent) -> Outcome {
    let opened = Opened::<System>::of(&request, body, IN_SYSTEM).await?;
    let Opened { call, asked, .. } = &opened;
    let given = Given::of(call, asked, "version")?;
    let system = opened.edition(|| {
        let url = match call.text(asked, "url")?.or(call.text(asked, "system")?) {
            Some(url) => url,
            None => given.first().and_then(|one| one.system).ok_or_else(|| call.unreadable())?,
        };
        let version = call.text(asked, "version")?.or_else(|| given.iter().find_map(|one| one.version));
        Ok((url, version))
    })?;
    judged(call, asked, &given, &Place::of_system(system), |code| system.concept(code))
}

/// `GET` and `POST /fhir/ValueSet/$validate-code` and `/fhir/ValueSet/{id}/$validate-code`.
pub(super) async fn in_set(Sent(request, body): Sent) -> Outcome {
    let opened = Opened::<Set>::of(&request, body, IN_SET).await?;
    let Opened { call, asked, .. } = &opened;
    let given = Given::of(call, asked, "systemVersion")?;
    let set = opened.edition(|| {
        let url = call.text(asked, "url")?.ok_or_else(|| call.unreadable())?;
        Ok((url, call.text(asked, "valueSetVersion")?))
    })?;
    judged(call, asked, &given, &Place::of_set(set), |code| set.member(code))
}

/// A code that is asked about.
#[derive(Clone, Copy)]
struct Given<'g> {
    system: Option<&'g str>,
    version: Option<&'g str>,
    code: &'g str,
    display: Option<&'g str>,
}

impl<'g> Given<'g> {
    /// The code, coding, or codings of the concept: exactly one of the three.
    fn of(call: &Call<'_>, asked: &'g Asked, version: &'g str) -> Result<Vec<Self>, Refused> {
        let value = |name| asked.value(name).map_err(|_| call.unreadable());
        let of = |[system, version, code, display]: [Option<&'g str>; 4]| Some(Self { system, version, code: code?, display });
        let given: Option<Vec<Self>> = match (value("code")?, value("coding")?, value("codeableConcept")?) {
            (Some(_), None, None) => {
                let code = call.text(asked, "code")?.ok_or_else(|| call.unreadable())?;
                let (system, display) = (call.text(asked, "system")?, call.text(asked, "display")?);
                Some(vec![Self { system, version: call.text(asked, version)?, code, display }])
            }
            (None, Some(coding), None) => coding_of(coding).and_then(of).map(|one| vec![one]),
            (None, None, Some(concept)) => codings_of(concept).and_then(|all| all.into_iter().map(of).collect()),
            _ => None,
        };
        given.filter(|given| !given.is_empty()).ok_or_else(|| call.unreadable())
    }
}

/// Where a code is looked for.
struct Place<'p> {
    /// The code system.
    url: &'p str,
    /// The edition of the system or set that is asked.
    version: &'p str,
    /// The edition of the system, where the system is ours; of another's no edition is known.
    system_version: Option<&'p str>,
    /// The key of what is said where the code is not there.
    unknown: &'static str,
}

impl<'p> Place<'p> {
    fn of_system(system: &'p System) -> Self {
        Self { url: system.url, version: &system.version, system_version: Some(&system.version), unknown: "fhir-code-unknown" }
    }

    fn of_set(set: &'p Set) -> Self {
        let system_version = set.system_version.as_deref();
        Self { url: set.system, version: &set.version, system_version, unknown: "fhir-member-unknown" }
    }
}

/// The answer: true where one of the codes is found, under one of its names. That nothing is found is an answer too.
fn judged<'k>(
    call: &Call<'_>,
    asked: &Asked,
    given: &[Given<'_>],
    place: &Place<'_>,
    concept: impl Fn(&str) -> Option<&'k Concept>,
) -> Result<Response, Refused> {
    let lang = call.display_language(asked)?;
    let is_here = |one: &Given<'_>| {
        one.system.is_none_or(|system| system.split('|').next() == Some(place.url))
            && one.version.zip(place.system_version).is_none_or(|(given, own)| given == own)
    };
    let found = given.iter().filter(|one| is_here(one)).find_map(|one| Some((one, concept(one.code)?)));
    let Some((one, concept)) = found else {
        let code: String = given[0].code.chars().take(64).collect();
        let message = call.node.words.one(lang, place.unknown, &[("code", code.into()), ("version", place.version.into())]);
        return Ok(answer(&written(false, Some(message), None)));
    };
    let display = concept.display(lang).map(str::to_owned);
    let other = one.display.filter(|name| !concept.is_called(name));
    let message = other.map(|_| {
        let shown = display.clone().unwrap_or_else(|| concept.code.clone());
        call.node.words.one(lang, "fhir-display-other", &[("code", concept.code.as_str().into()), ("display", shown.into())])
    });
    Ok(answer(&written(other.is_none(), message, display)))
}

fn written(result: bool, message: Option<String>, display: Option<String>) -> serde_json::Value {
    let mut written = Written::default().with("result", "valueBoolean", result);
    if let Some(message) = message {
        written = written.with("message", "valueString", message);
    }
    if let Some(display) = display {
        written = written.with("display", "valueString", display);
    }
    written.resource()
}
