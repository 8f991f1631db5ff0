use crate::flow::FlowError;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use saraptama_core::check::Check;
use saraptama_core::decision::DecisionFault;
use saraptama_core::htmc::transition::protocol as transition;
use saraptama_core::htmc::{dossier, referral as high_tech};
use saraptama_core::law::Law;
use saraptama_core::referral;
use saraptama_core::terms::Trilingual;
use saraptama_sign::SignatureFault;
use saraptama_wire::original::Fault;
use saraptama_wire::problem::{MEDIA_TYPE, Problem};
use saraptama_wire::words::Words;

/// How many faults of one decision are told at once: more than its members are, so that none of a
/// person's mistakes is left out, and few enough that nonsense gets a short answer.
const FAULTS_TOLD: usize = 200;

/// Why a door does not do what was asked: a problem document (RFC 9457), in three languages.
pub struct Answer {
    problem: Box<Problem>,
}

/// The result of a door.
pub type Outcome = Result<Response, Answer>;

impl Answer {
    pub(super) fn new(kind: &str, title: &str, status: StatusCode, messages: Trilingual) -> Self {
        Self { problem: Box::new(Problem::new(kind, title, status.as_u16(), messages)) }
    }

    pub(super) fn keyed(words: &Words, kind: &str, title: &str, status: StatusCode, key: &str) -> Self {
        Self::new(kind, title, status, words.text(key, &[]))
    }

    /// 401: no token, or one that nobody holds.
    pub fn no_token(words: &Words) -> Self {
        Self::keyed(words, "token", "No valid token", StatusCode::UNAUTHORIZED, "problem-token")
    }

    /// 403: the caller's role may not do this.
    pub fn wrong_role(words: &Words) -> Self {
        Self::keyed(words, "role", "Not allowed in this role", StatusCode::FORBIDDEN, "problem-role")
    }

    /// 404: for this caller there is no such thing.
    pub fn not_found(words: &Words) -> Self {
        Self::keyed(words, "existence", "Not found", StatusCode::NOT_FOUND, "problem-not-found")
    }

    /// 404: the edition of the list of high-tech services of that day, or of that name, is not held.
    pub fn not_held(words: &Words) -> Self {
        Self::keyed(words, "edition-not-held", "Edition not held", StatusCode::NOT_FOUND, "htmc-api-not-held")
    }

    /// 405: the address exists, the method does not.
    pub fn wrong_method(words: &Words) -> Self {
        Self::keyed(words, "method", "Method not allowed", StatusCode::METHOD_NOT_ALLOWED, "problem-method")
    }

    /// 415: another content type is expected.
    pub fn wrong_type(words: &Words, expected: &str) -> Self {
        let messages = words.text("problem-content-type", &[("expected", expected.into())]);
        Self::new("content-type", "Unsupported content type", StatusCode::UNSUPPORTED_MEDIA_TYPE, messages)
    }

    /// 413: larger than allowed.
    pub fn too_large(words: &Words, limit_bytes: usize) -> Self {
        let messages = words.text("problem-too-large", &[("limit", (limit_bytes / 1024).into())]);
        Self::new("size", "Content too large", StatusCode::PAYLOAD_TOO_LARGE, messages)
    }

    /// 409: not in this state.
    pub fn conflict(words: &Words, key: &str) -> Self {
        Self::keyed(words, "state", "Not in this state", StatusCode::CONFLICT, key)
    }

    /// 422: the content is not what it should be.
    pub fn content(words: &Words, key: &str) -> Self {
        Self::keyed(words, "content", "Unprocessable content", StatusCode::UNPROCESSABLE_ENTITY, key)
    }

    /// 422 with the faults of a decision, each by its member.
    pub fn decision(words: &Words, faults: &[DecisionFault]) -> Self {
        let finding = |fault: &DecisionFault| {
            let messages = words.text(fault.key(), &[("pointer", fault.pointer.as_ref().into())]);
            serde_json::json!({ "code": fault.wrong.as_str(), "pointer": fault.pointer, "source": fault.source(), "message": messages })
        };
        let mut answer = Self::content(words, "problem-decision");
        answer.problem.findings = faults.iter().take(FAULTS_TOLD).map(finding).collect();
        answer
    }

    /// 422 with the findings of a form.
    pub fn form_content(words: &Words, key: &str, check: &Check, law: &Law) -> Self {
        let mut answer = Self::content(words, key);
        answer.problem.findings = findings(check.findings.iter(), words, law);
        answer
    }

    /// 422: the signature does not hold, and why.
    fn signature(words: &Words, fault: SignatureFault) -> Self {
        let mut answer =
            Self::keyed(words, "signature", "The signature does not hold", StatusCode::UNPROCESSABLE_ENTITY, fault.key());
        answer.problem.kind = format!("urn:saraptama:problem:{}", fault.key());
        answer
    }

    /// 415: there is no such format of a vendor.
    pub fn no_format(words: &Words) -> Self {
        Self::keyed(words, "format", "No such format", StatusCode::UNSUPPORTED_MEDIA_TYPE, "problem-format")
    }

    /// 422 with the fields of a vendor's document that cannot be read, each by its path there.
    pub fn original(words: &Words, faults: &[Fault]) -> Self {
        let finding = |fault: &Fault| {
            let messages = words
                .text(fault.wrong.key(), &[("field", fault.path.as_str().into()), ("expected", fault.wrong.expected().into())]);
            serde_json::json!({
                "code": fault.wrong.code(), "severity": "error", "pointer": "", "source": "contract",
                "original": fault.path, "message": messages,
            })
        };
        let mut answer = Self::content(words, "problem-original");
        answer.problem.findings = faults.iter().map(finding).collect();
        answer
    }

    /// What a refusal of the flow looks like over HTTP.
    pub fn of(error: FlowError, words: &Words, law: &Law) -> Self {
        let state = |key: &str| Self::conflict(words, key);
        match error {
            FlowError::NotFound => Self::not_found(words),
            FlowError::Forbidden => Self::wrong_role(words),
            FlowError::Referral(refusal) => match &refusal {
                referral::Refusal::NoSuchForm => Self::not_found(words),
                referral::Refusal::NotTheNamedChair => {
                    Self::keyed(words, "role", "Not allowed", StatusCode::FORBIDDEN, refusal.key())
                }
                referral::Refusal::Blocked(found) => {
                    let mut answer = state(refusal.key());
                    answer.problem.findings = findings(found.iter(), words, law);
                    answer
                }
                _ => state(refusal.key()),
            },
            FlowError::Act(refusal) => state(refusal.key()),
            FlowError::Dossier(dossier::Refusal::NoSuchDossier) => Self::not_found(words),
            FlowError::Dossier(refusal) => state(refusal.key()),
            FlowError::Edition(refusal) => state(refusal.key()),
            FlowError::HighTech(high_tech::Refusal::NoSuchReferral) => Self::not_found(words),
            FlowError::HighTech(refusal) => state(refusal.key()),
            FlowError::Transition(transition::Refusal::NoSuchProtocol) => Self::not_found(words),
            FlowError::Transition(refusal) => state(refusal.key()),
            FlowError::Month(refusal) => state(refusal.key()),
            FlowError::Channel(_) => state("refusal-delivery-ended"),
            FlowError::Signature(fault) => Self::signature(words, fault),
            FlowError::Overtaken => {
                Self::keyed(words, "version", "Changed meanwhile", StatusCode::PRECONDITION_FAILED, "problem-overtaken")
            }
            FlowError::Busy => Self::keyed(words, "busy", "Try again", StatusCode::SERVICE_UNAVAILABLE, "problem-busy"),
            FlowError::Store(_) | FlowError::Event(_) => {
                tracing::error!(error = %error, "a request failed");
                Self::keyed(words, "fault", "The service failed", StatusCode::SERVICE_UNAVAILABLE, "problem-fault")
            }
        }
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.problem.status = status.as_u16();
        self
    }

    /// In the reader's language.
    pub fn in_language(mut self, language: &str) -> Self {
        *self.problem = self.problem.in_language(language);
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The problem document, for a door that answers in another language.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What was found, as doors write it.
    pub fn findings(&self) -> &[serde_json::Value] {
        &self.problem.findings
    }

    /// The messages, for a door that answers otherwise than by a problem document.
    pub fn messages(&self) -> &Trilingual {
        &self.problem.messages
    }
}

fn findings<'f>(
    found: impl Iterator<Item = &'f saraptama_core::check::Finding>,
    words: &Words,
    law: &Law,
) -> Vec<serde_json::Value> {
    found.map(|finding| saraptama_wire::check::finding(finding, words, law)).collect()
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], self.problem.to_bytes()).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// JSON with a status.
pub fn json<T: serde::Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => raw_json(status, bytes),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Bytes that are JSON already.
pub fn raw_json(status: StatusCode, bytes: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], bytes.into()).into_response()
}

/// A panic is a fault of ours: the caller gets an answer, the node lives, the log names the place.
pub fn after_panic(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request ended in a panic");
    let messages = Words::new().text("problem-fault", &[]);
    Answer::new("fault", "The service failed", StatusCode::INTERNAL_SERVER_ERROR, messages).into_response()
}
