use super::call::answer;
use super::editions::{Edition, held};
use super::search::{is_token, page_of};
use super::sent::Sent;
use super::{Call, Outcome, Refused};
use saraptama_wire::fhir::form;
use saraptama_wire::fhir::terms::Shape;
use serde_json::Value;

/// What code systems, value sets and questionnaires are searched by.
const KNOWN: &[&str] = &["_id", "name", "name:exact", "name:contains", "status", "url", "version"];

/// `GET /fhir/CodeSystem` and `/fhir/ValueSet`.
pub(super) async fn all<T: Edition>(Sent(request, _): Sent) -> Outcome {
    let call = request.call()?;
    let shape = Shape { lang: call.lang, day: call.today() };
    let all = held::<T>(&call, &request.host).await?.iter().map(|one| one.written(shape)).collect();
    found(&call, T::KIND, all)
}

/// `GET /fhir/CodeSystem/{id}` and `/fhir/ValueSet/{id}`.
pub(super) async fn one<T: Edition>(Sent(request, _): Sent) -> Outcome {
    let call = request.call()?;
    let all = held::<T>(&call, &request.host).await?;
    let one = all.iter().find(|one| one.id() == request.name()).ok_or_else(|| call.not_found())?;
    Ok(answer(&one.written(Shape { lang: call.lang, day: call.today() })))
}

/// `GET /fhir/Questionnaire`.
pub(super) async fn questionnaires(Sent(request, _): Sent) -> Outcome {
    let call = request.call()?;
    let all = vec![form::questionnaire(&call.node.words, call.lang)];
    found(&call, "Questionnaire", all)
}

/// `GET /fhir/Questionnaire/{id}`.
pub(super) async fn questionnaire(Sent(request, _): Sent) -> Outcome {
    let call = request.call()?;
    let questionnaire = form::questionnaire(&call.node.words, call.lang);
    if questionnaire["id"] == request.name() { Ok(answer(&questionnaire)) } else { Err(call.not_found()) }
}

/// Those that the parameters let through.
fn found(call: &Call<'_>, kind: &str, all: Vec<Value>) -> Outcome {
    let wanted = Wanted::of(call)?;
    page_of(call, kind, KNOWN, all.into_iter().filter(|one| wanted.lets_through(one)).collect())
}

/// What is searched for. A name begins with what is given, whatever the case; so the standard has it.
struct Wanted<'w> {
    begins: Option<String>,
    exactly: Option<&'w str>,
    contains: Option<String>,
    tokens: [(&'static str, Option<&'w str>); 4],
}

impl<'w> Wanted<'w> {
    fn of(call: &'w Call<'_>) -> Result<Self, Refused> {
        let text = |name| call.text(&call.asked, name);
        Ok(Self {
            begins: text("name")?.map(str::to_lowercase),
            exactly: text("name:exact")?,
            contains: text("name:contains")?.map(str::to_lowercase),
            tokens: [("id", text("_id")?), ("status", text("status")?), ("url", text("url")?), ("version", text("version")?)],
        })
    }

    fn lets_through(&self, resource: &Value) -> bool {
        let name = resource["name"].as_str().unwrap_or_default();
        let folded = name.to_lowercase();
        self.begins.as_ref().is_none_or(|wanted| folded.starts_with(wanted))
            && self.contains.as_ref().is_none_or(|wanted| folded.contains(wanted))
            && self.exactly.is_none_or(|wanted| name == wanted)
            && self.tokens.iter().all(|(member, wanted)| is_token(*wanted, resource[member].as_str().unwrap_or_default()))
    }
}
