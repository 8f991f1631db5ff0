//! Which language a page speaks: the one asked for in the address, else the one chosen before, else the
//! browser's, else Kazakh.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use cookie::Cookie;
use saraptama_wire::words::Lang;

const COOKIE: &str = "lang";

/// The language of `?lang=`.
pub(super) fn asked(uri: &Uri) -> Option<Lang> {
    let query = uri.query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::parse)
}

pub(super) fn of(headers: &HeaderMap, uri: &Uri) -> Lang {
    let chosen = || cookie(headers, COOKIE).and_then(|lang| Lang::parse(&lang));
    let liked = || Lang::parse(crate::doors::language(headers));
    asked(uri).or_else(chosen).or_else(liked).unwrap_or(Lang::Kk)
}

/// The choice, kept for a year.
pub(super) fn kept(lang: Lang) -> HeaderValue {
    let text = match lang {
        Lang::Kk => "lang=kk; Path=/; Max-Age=31536000; SameSite=Lax",
        Lang::Ru => "lang=ru; Path=/; Max-Age=31536000; SameSite=Lax",
        Lang::En => "lang=en; Path=/; Max-Age=31536000; SameSite=Lax",
    };
    HeaderValue::from_static(text)
}

/// A cookie of the request.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| Cookie::split_parse(line.to_owned())).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The same address in another language.
pub(super) fn address(uri: &Uri, lang: Lang) -> String {
    let others = uri.query().into_iter().flat_map(|query| query.split('&')).filter(|pair| !pair.starts_with("lang="));
    let mut pairs: Vec<&str> = others.filter(|pair| !pair.is_empty()).collect();
    let choice = format!("lang={}", lang.as_str());
    pairs.push(&choice);
    format!("{}?{}", uri.path(), pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_address_then_of_the_cookie_then_of_the_browser_then_kazakh() {
        let mut headers = HeaderMap::new();
        let on = |headers: &HeaderMap, uri: &str| of(headers, &uri.parse().expect("an address"));
        assert_eq!(on(&headers, "/"), Lang::Kk);
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("ru-KZ,en;q=0.5"));
        assert_eq!(on(&headers, "/"), Lang::Ru);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; lang=en"));
        assert_eq!(on(&headers, "/"), Lang::En);
        assert_eq!(on(&headers, "/a?x=1&lang=kk"), Lang::Kk);
        assert_eq!(on(&headers, "/a?lang=de"), Lang::En);
    }

    #[test]
    fn another_language_keeps_the_rest_of_the_address() {
        let uri: Uri = "/acts?state=waiting&lang=kk&cursor=a".parse().expect("an address");
        assert_eq!(address(&uri, Lang::Ru), "/acts?state=waiting&cursor=a&lang=ru");
    }
}
