//! Our payloads as `data` of a message, by `xsi:type`.

use super::writer::Xml;
use super::{ACT_STATUS, FORM031_SUBMIT, MONTH_REPORT, MonthReport, Payload, Reply};
use crate::exchange::{Receipt, ReceiptVerdict, StageReport, Submission};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use saraptama_core::terms::{Sha256, write_instant};

/// Writes the `data` of a request; what is not ours has none.
pub(super) fn payload_data(out: &mut Xml, payload: &Payload) {
    match payload {
        Payload::Form031(submission) => submission_data(out, submission),
        Payload::ActStatus(stages) => stages_data(out, stages),
        Payload::MonthReport(month) => month_data(out, month),
        Payload::Other => {}
    }
}

/// Writes the `data` of an answer, where it has any.
pub(super) fn reply_data(out: &mut Xml, reply: &Reply) {
    match reply {
        Reply::Form031(receipt) => receipt_data(out, receipt),
        Reply::ActStatus(taken) => {
            out.open_typed("ActStatusReceipt").leaf("taken", &taken.to_string()).close("data");
        }
        Reply::MonthReport { month, version } => {
            out.open_typed("MonthReportReceipt").leaf("month", month).leaf("version", &version.to_string()).close("data");
        }
        Reply::None => {}
    }
}

fn submission_data(out: &mut Xml, submission: &Submission) {
    out.open_typed("Form031Submission");
    out.leaf("formId", &submission.form_id.to_string()).leaf("signedAt", &write_instant(submission.signed_at));
    out.leaf("form", &STANDARD.encode(&submission.form)).leaf("signature", &STANDARD.encode(&submission.signature));
    for document in &submission.documents {
        out.open("document").leaf("sha256", &document.sha256.to_string());
        out.leaf("mediaType", &document.media_type).leaf("size", &document.size.to_string()).close("document");
    }
    out.close("data");
}

fn stages_data(out: &mut Xml, stages: &[StageReport]) {
    out.open_typed("ActStatusBatch");
    for report in stages {
        out.open("stage").leaf("formId", &report.form_id.to_string());
        out.leaf("stage", report.stage.as_str()).leaf("at", &write_instant(report.at));
        out.optional("detail", report.detail.as_deref()).optional("reason", report.reason.as_deref()).close("stage");
    }
    out.close("data");
}

fn month_data(out: &mut Xml, month: &MonthReport) {
    out.open_typed("MonthReport").leaf("month", &month.month).leaf("version", &month.version.to_string());
    out.leaf("sha256", &Sha256::of(&month.report).to_string()).leaf("report", &STANDARD.encode(&month.report)).close("data");
}

fn receipt_data(out: &mut Xml, receipt: &Receipt) {
    out.open_typed("Form031Receipt").leaf("formId", &receipt.form_id.to_string());
    out.leaf("sha256", &receipt.sha256.to_string());
    match &receipt.verdict {
        ReceiptVerdict::Accepted(at) => {
            out.leaf("status", "accepted").leaf("acceptedAt", &write_instant(*at));
        }
        ReceiptVerdict::Refused(refusal) => {
            out.leaf("status", "refused").open("refusal").leaf("code", &refusal.code);
            out.leaf("messageKk", &refusal.message.kk).leaf("messageRu", &refusal.message.ru);
            out.leaf("messageEn", &refusal.message.en).close("refusal");
        }
    }
    out.close("data");
}

/// The service id of a payload of ours.
impl Payload {
    /// `MSE_FORM031_SUBMIT`, `MSE_ACT_STATUS` or `MSE_MONTH_REPORT`.
    pub fn service_id(&self) -> Option<&'static str> {
        match self {
            Self::Form031(_) => Some(FORM031_SUBMIT),
            Self::ActStatus(_) => Some(ACT_STATUS),
            Self::MonthReport(_) => Some(MONTH_REPORT),
            Self::Other => None,
        }
    }
}
