//! Our payloads inside `data`: named types of `urn:saraptama:mse:v1` (`gateway/mse-v1.xsd`).

use super::read::Fields;
use super::xml::Element;
use super::{ACT_STATUS, FORM031_SUBMIT, MONTH_REPORT, MONTH_REPORT_BYTES, MonthReport, OURS, Payload, Reply, ShepFault};
use crate::exchange::{BATCH, DOCUMENTS, Document, Receipt, ReceiptVerdict, Refusal, StageReport, Submission, decode_base64};
use saraptama_core::indicators::{Month, Report};
use saraptama_core::referral::Stage;
use saraptama_core::terms::{FormId, Instant, Malformed, Sha256, Trilingual, parse_instant};

/// Reads the data of a request by its service id; `at` is the path of `data`, as faults name it.
pub(super) fn read(service_id: &str, message_id: &str, data: Option<&Element>, at: &str) -> Result<Payload, ShepFault> {
    let given = || data.ok_or_else(|| ShepFault::Missing(at.into()));
    match service_id {
        FORM031_SUBMIT => {
            let element = typed(given()?, "Form031Submission", "form031Submission", at)?;
            submission(element, message_id, at).map(|one| Payload::Form031(Box::new(one)))
        }
        ACT_STATUS => batch(typed(given()?, "ActStatusBatch", "actStatusBatch", at)?, at).map(Payload::ActStatus),
        MONTH_REPORT => month_report(typed(given()?, "MonthReport", "monthReport", at)?, at).map(Payload::MonthReport),
        _ => Ok(Payload::Other),
    }
}

/// Reads the data of a response, by its type or by its members.
pub(super) fn read_reply(data: Option<&Element>, message_id: &str, at: &str) -> Result<Reply, ShepFault> {
    let Some(data) = data else { return Ok(Reply::None) };
    let has = |name: &str| data.children.iter().any(|child| child.name == name);
    if has("taken") {
        let mut fields = Fields::within(data, format!("{at}/"), Some(OURS))?;
        let taken = fields.parsed("taken", |text| text.parse().map_err(|_| Malformed("a count")))?;
        return Ok(Reply::ActStatus(taken));
    }
    if has("version") {
        let mut fields = Fields::within(data, format!("{at}/"), Some(OURS))?;
        let (month, version) = (fields.parsed("month", month)?, fields.parsed("version", version)?);
        return Ok(Reply::MonthReport { month, version });
    }
    if !has("formId") {
        return Ok(Reply::None);
    }
    let mut fields = Fields::within(data, format!("{at}/"), Some(OURS))?;
    let form_id = fields.parsed("formId", FormId::parse)?;
    let sha256 = fields.parsed("sha256", Sha256::parse)?;
    let status = fields.text("status")?;
    let accepted_at = fields.parsed_optional("acceptedAt", parse_instant)?;
    let refusal = fields.optional("refusal")?.map(|element| refusal(element, at)).transpose()?;
    let verdict = match (status.as_str(), accepted_at, refusal) {
        ("accepted", Some(at), None) => ReceiptVerdict::Accepted(at),
        ("refused", None, Some(refusal)) => ReceiptVerdict::Refused(refusal),
        _ => return Err(fields.invalid("status")),
    };
    Ok(Reply::Form031(Box::new(Receipt { message_id: message_id.to_owned(), form_id, sha256, verdict })))
}

/// The element that holds the members: `data` itself, of our type or of none, or the one global element
/// of our schema within it.
fn typed<'e>(data: &'e Element, type_name: &str, element_name: &str, at: &str) -> Result<&'e Element, ShepFault> {
    match &data.xsi_type {
        Some((namespace, name)) if namespace.as_deref() != Some(OURS) || name != type_name => {
            return Err(ShepFault::WrongType(at.into()));
        }
        _ => {}
    }
    match data.children.as_slice() {
        [one] if one.is(OURS, element_name) => typed(one, type_name, element_name, at),
        _ => Ok(data),
    }
}

fn submission(element: &Element, message_id: &str, at: &str) -> Result<Submission, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/"), Some(OURS))?;
    let submission = Submission {
        message_id: message_id.to_owned(),
        form_id: fields.parsed("formId", FormId::parse)?,
        signed_at: fields.parsed("signedAt", parse_instant)?,
        form: fields.base64("form")?,
        signature: fields.base64("signature")?,
        documents: fields.all("document", DOCUMENTS)?.into_iter().map(|one| document(one, at)).collect::<Result<_, _>>()?,
    };
    fields.nothing_else()?;
    submission.within_limits().map_err(|_| ShepFault::TooLarge("data"))?;
    Ok(submission)
}

fn document(element: &Element, at: &str) -> Result<Document, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/document/"), Some(OURS))?;
    let sha256 = fields.parsed("sha256", Sha256::parse)?;
    let media_type = fields.text("mediaType")?;
    let size = fields.parsed("size", |text| text.parse().map_err(|_| Malformed("a size")))?;
    fields.nothing_else()?;
    Ok(Document { sha256, media_type, size })
}

fn batch(element: &Element, at: &str) -> Result<Vec<StageReport>, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/"), Some(OURS))?;
    let stages = fields.all("stage", BATCH)?;
    fields.nothing_else()?;
    if stages.is_empty() {
        return Err(fields.missing("stage"));
    }
    stages.into_iter().map(|one| stage(one, at)).collect()
}

fn stage(element: &Element, at: &str) -> Result<StageReport, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/stage/"), Some(OURS))?;
    let known = |text: &str| Stage::ALL.iter().copied().find(|stage| stage.as_str() == text).ok_or(Malformed("a stage"));
    let report = StageReport {
        form_id: fields.parsed("formId", FormId::parse)?,
        stage: fields.parsed("stage", known)?,
        at: fields.parsed("at", parse_instant)?,
        detail: fields.optional_text("detail")?,
        reason: fields.optional_text("reason")?,
    };
    fields.nothing_else()?;
    report.within_limits().map_err(|_| ShepFault::TooLarge("data/stage"))?;
    Ok(report)
}

fn month_report(element: &Element, at: &str) -> Result<MonthReport, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/"), Some(OURS))?;
    let (month, version) = (fields.parsed("month", month)?, fields.parsed("version", version)?);
    let sha256 = fields.parsed("sha256", Sha256::parse)?;
    let report = fields.base64("report")?;
    fields.nothing_else()?;
    if report.len() > MONTH_REPORT_BYTES {
        return Err(ShepFault::TooLarge("data"));
    }
    let is_report = serde_json::from_slice(&report).is_ok_and(|read: Report| read.month == month);
    if !is_report || Sha256::of(&report) != sha256 {
        return Err(fields.invalid("report"));
    }
    Ok(MonthReport { month, version, report })
}

fn month(text: &str) -> Result<String, Malformed> {
    Month::parse(text).map(|month| month.to_string()).ok_or(Malformed("a month"))
}

fn version(text: &str) -> Result<u32, Malformed> {
    text.parse().ok().filter(|version| *version > 0).ok_or(Malformed("a version"))
}

fn refusal(element: &Element, at: &str) -> Result<Refusal, ShepFault> {
    let mut fields = Fields::within(element, format!("{at}/refusal/"), Some(OURS))?;
    let code = fields.text("code")?;
    let mut long = |name| fields.raw(name)?.map(|text| text.trim().to_owned()).ok_or_else(|| fields.missing(name));
    let message = Trilingual { kk: long("messageKk")?, ru: long("messageRu")?, en: long("messageEn")? };
    Ok(Refusal { code, message })
}

impl Fields<'_> {
    fn parsed<T>(&mut self, name: &str, parse: impl Fn(&str) -> Result<T, Malformed>) -> Result<T, ShepFault> {
        let text = self.text(name)?;
        parse(&text).map_err(|_| self.invalid(name))
    }

    fn parsed_optional(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<Instant, Malformed>,
    ) -> Result<Option<Instant>, ShepFault> {
        self.optional_text(name)?.map(|text| parse(&text).map_err(|_| self.invalid(name))).transpose()
    }

    fn base64(&mut self, name: &str) -> Result<Vec<u8>, ShepFault> {
        let text = self.raw(name)?.filter(|text| !text.trim().is_empty()).ok_or_else(|| self.missing(name))?;
        decode_base64(text).ok_or_else(|| self.invalid(name))
    }
}
