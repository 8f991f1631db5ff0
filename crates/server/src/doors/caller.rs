use super::Answer;
use crate::node::Node;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
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
        if roles.iter().any(|role| self.who.holds(*role, today)) {
            Ok(self)
        } else {
            Err(self.say(Answer::wrong_role(&self.node.words)))
        }
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

/// The language of the three that the browser or program likes best (RFC 9110, 12.5.4); Kazakh where it
/// asks for none of them.
pub fn language(headers: &HeaderMap) -> &'static str {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let liked = asked.split(',').filter_map(liking).filter(|(_, weight)| *weight > 0);
    // Of two alike the first one.
    liked.rev().max_by_key(|(_, weight)| *weight).map_or("kk", |(lang, _)| lang)
}

/// One entry, `ru-KZ;q=0.8`: the language, if it is one of ours, and its weight in thousandths.
fn liking(entry: &str) -> Option<(&'static str, u16)> {
    let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
    let primary = tag.trim().split('-').next()?;
    let lang = ["kk", "ru", "en"].into_iter().find(|lang| primary.eq_ignore_ascii_case(lang))?;
    let weight = weight.trim().strip_prefix("q=")?;
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let thousandths: u16 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some((lang, whole.parse::<u16>().ok()?.saturating_mul(1000).saturating_add(thousandths).min(1000)))
}

/// The names in a path. One that cannot be read is empty and names nothing, so it is judged in its turn.
pub struct Named<T>(pub T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned + Default + Send> FromRequestParts<S> for Named<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Path::from_request_parts(parts, state).await.map(|Path(names)| names).unwrap_or_default()))
    }
}
