use super::Outcome;
use super::call::answer;
use super::sent::Sent;
use crate::flow::reading;
use saraptama_core::terms::parse_date;
use saraptama_wire::exchange::FORM_BYTES;
use saraptama_wire::fhir::{Asked, faults, findings, form, parse};
use serde_json::Value;

/// A form takes more room as answers, and much more as a document that holds its bytes too.
const RESOURCE_BYTES: usize = 8 * FORM_BYTES;

/// `POST …/$validate?at=DATE`: the check of form 031/e, which is sent as a QuestionnaireResponse, as a document with
/// one, as either within Parameters, or as our own JSON.
pub(super) async fn validate(Sent(request, body): Sent) -> Outcome {
    let call = request.call()?;
    call.strictly(&call.unknown(&call.asked, &["at", "mode", "profile"]))?;
    let bytes = call.body(body, RESOURCE_BYTES).await?;
    let at = call.text(&call.asked, "at")?.map(parse_date).transpose().map_err(|_| call.bad("problem-date"))?;
    let (words, law) = (&call.node.words, &*call.node.law);
    let sent = parse(&bytes).ok_or_else(|| call.bad("problem-fhir-body"))?;
    let form = match sent["resourceType"].as_str() {
        None if sent.is_object() => bytes.to_vec(),
        Some("Parameters") => {
            let asked = Asked::of_body(&bytes).map_err(|_| call.bad("problem-fhir-body"))?;
            let within = asked.value("resource").map_err(|_| call.unreadable())?.ok_or_else(|| call.unreadable())?;
            match form::read(within) {
                Ok(form) => Value::Object(form).to_string().into_bytes(),
                Err(found) => return Ok(answer(&faults(&found, words, call.lang))),
            }
        }
        Some("QuestionnaireResponse" | "Bundle") => match form::read(&sent) {
            Ok(form) => Value::Object(form).to_string().into_bytes(),
            Err(found) => return Ok(answer(&faults(&found, words, call.lang))),
        },
        _ => return Err(call.bad("problem-fhir-body")),
    };
    let (check, _) = reading::check(&form, at, law);
    Ok(answer(&findings(&check, words, law, call.lang)))
}
