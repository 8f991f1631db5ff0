use super::Answer;
use crate::node::Node;
use axum::http::{HeaderMap, header};
use saraptama_core::authority::{Principal, Role};
use saraptama_core::terms::civil_date;

/// Who calls, and in which language they read.
pub struct Caller<'n> {
    /// The principal of the token.
    pub who: &'n Principal,
    /// `kk`, `ru` or `en`.
    pub language: &'static str,
    node: &'n Node,
}

impl<'n> Caller<'n> {
    /// The caller of a request.
    ///
    /// # Errors
    /// 401 without a token that somebody holds.
    pub fn of(node: &'n Node, headers: &HeaderMap) -> Result<Self, Answer> {
        let language = language(headers);
        let token = bearer(headers).and_then(|token| node.people.by_token(token));
        let who = token.ok_or_else(|| Answer::no_token(&node.words).in_language(language))?;
        Ok(Self { who, language, node })
    }

    /// Lets on whoever holds one of `roles` today.
    ///
    /// # Errors
    /// 403 for everybody else.
    pub fn needs(self, roles: &[Role]) -> Result<Self, Answer> {
        let today = civil_date(self.node.clock.now());
        if roles.iter().any(|role| self.who.holds(*role, today)) { Ok(self) } else { Err(self.say(Answer::wrong_role(&self.node.words))) }
    }

    /// An answer in the caller's language.
    pub fn say(&self, answer: Answer) -> Answer {
        answer.in_language(self.language)
    }
}

/// The token of `Authorization: Bearer TOKEN`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The first of the three languages that the browser or program asks for; Kazakh where it asks for none.
pub fn language(headers: &HeaderMap) -> &'static str {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = |tag: &str| ["kk", "ru", "en"].into_iter().find(|lang| tag.trim().to_ascii_lowercase().starts_with(lang));
    asked.split(',').find_map(known).unwrap_or("kk")
}
