//! A browser without scripts: it keeps cookies, goes where it is sent, and fills in forms.

use crate::harness::server;
use scraper::{ElementRef, Html, Selector};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static CLIENT: LazyLock<reqwest::Client> =
    LazyLock::new(|| reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap());

/// A browser at one address.
pub(crate) struct Browser {
    address: String,
    cookies: RefCell<BTreeMap<String, String>>,
    /// The header by which browsers say whose page sent a request.
    site: Cell<&'static str>,
    /// A script asks.
    is_part: Cell<bool>,
    lang: &'static str,
    /// For whom a proxy says it asks.
    from: Option<&'static str>,
}

impl Browser {
    /// A browser at the shared demonstration in which nobody is signed in, whose reader likes `lang`.
    pub(crate) fn new(lang: &'static str) -> Self {
        Self::at(&server().address, lang)
    }

    /// A browser at another address.
    pub(crate) fn at(address: &str, lang: &'static str) -> Self {
        Self {
            address: address.to_owned(),
            cookies: RefCell::default(),
            site: Cell::new("same-origin"),
            is_part: Cell::new(false),
            lang,
            from: None,
        }
    }

    /// The same browser behind our proxy, which names its address.
    pub(crate) fn from(mut self, address: &'static str) -> Self {
        self.from = Some(address);
        self
    }

    /// A browser in which `id` of the demonstration's people is signed in.
    pub(crate) fn of(id: &str) -> Self {
        let browser = Self::new("en");
        let answer = browser.send("POST", "/enter/demo", &[("as", id)]);
        assert_eq!(answer.status, 303, "{}", answer.text());
        browser
    }

    /// The same browser, in which every page reads in `lang`.
    pub(crate) fn reading(mut self, lang: &'static str) -> Self {
        self.lang = lang;
        self
    }

    /// Whose page the next requests say they come from: `cross-site`, say.
    pub(crate) fn as_if_from(&self, site: &'static str) -> &Self {
        self.site.set(site);
        self
    }

    /// A page.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[])
    }

    /// Sends a form with the token of this session.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token();
        let all: Vec<(&str, &str)> = [("csrf", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.send("POST", path, &all)
    }

    /// The token that the pages of this session carry; empty where nobody is signed in.
    pub(crate) fn token(&self) -> String {
        self.get("/").attribute("input[name=csrf]", "value").unwrap_or_default()
    }

    /// Sends a form as it stands on `page` (the one that goes to `action`), with `changes` made to it.
    pub(crate) fn submit(&self, page: &Answer, action: &str, changes: &[(&str, &str)]) -> Answer {
        let mut fields = page.fields(action);
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.send("POST", action, &fields)
    }

    /// Goes where an answer sends it.
    #[track_caller]
    pub(crate) fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.get(answer.header("location"))
    }

    /// Sends whatever it is told.
    pub(crate) fn send(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = reqwest::Url::parse_with_params("http://x/", fields).unwrap().query().unwrap_or_default().to_owned();
        self.send_body(method, path, "application/x-www-form-urlencoded", body.into_bytes())
    }

    /// Sends a form as a script does that wants a part of a page.
    pub(crate) fn send_part(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.is_part.set(true);
        let answer = self.send("POST", path, fields);
        self.is_part.set(false);
        answer
    }

    /// Sends a body of another kind.
    pub(crate) fn send_body(&self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let url = format!("http://{}{path}", self.address);
        let mut request = CLIENT.request(method.parse().unwrap(), url).header("accept-language", self.lang);
        request = request.header("accept", "text/html").header("sec-fetch-site", self.site.get());
        if let Some(address) = self.from {
            request = request.header("x-forwarded-for", address);
        }
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        if self.is_part.get() {
            request = request.header("hx-request", "true");
        }
        if method != "GET" {
            request = request.header("content-type", kind).body(body);
        }
        let answer = RUNTIME.block_on(async {
            let response = request.send().await.unwrap();
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
        });
        for cookie in answer.headers.get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// A cookie that the browser holds.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie into the browser, as somebody with their hands on it would.
    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }
}

/// What the program answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// This answer, if it has the status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.words("main"));
        self
    }

    /// The page.
    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// How many elements there are.
    pub(crate) fn count(&self, selector: &str) -> usize {
        self.html().select(&selected(selector)).count()
    }

    /// Everything that can be read in the elements, white space folded.
    pub(crate) fn words(&self, selector: &str) -> String {
        let (html, selector) = (self.html(), selected(selector));
        let texts = html.select(&selector).flat_map(|element| element.text()).flat_map(str::split_whitespace);
        texts.collect::<Vec<_>>().join(" ")
    }

    /// An attribute of the first such element.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.html().select(&selected(selector)).find_map(|element| element.attr(name).map(str::to_owned))
    }

    /// An attribute of all such elements.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.html().select(&selected(selector)).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    /// The fields of the form that goes to `action`, as a browser would send them; its buttons left out.
    #[track_caller]
    pub(crate) fn fields(&self, action: &str) -> Vec<(String, String)> {
        let html = self.html();
        let path = action.split('?').next().unwrap();
        let form =
            html.select(&selected("form")).find(|form| form.attr("action").is_some_and(|to| to.split('?').next() == Some(path)));
        let form = form.unwrap_or_else(|| panic!("no form goes to {action}"));
        form.select(&selected("input, select, textarea"))
            .filter_map(|field| Some((field.attr("name")?.to_owned(), value(field)?)))
            .collect()
    }
}

fn value(field: ElementRef<'_>) -> Option<String> {
    match (field.value().name(), field.attr("type").unwrap_or("text")) {
        ("input", "radio" | "checkbox") => field.attr("checked").map(|_| field.attr("value").unwrap_or("on").to_owned()),
        ("input", "submit" | "button" | "file") => None,
        ("input", _) => Some(field.attr("value").unwrap_or_default().to_owned()),
        ("select", _) => {
            let chosen = field.select(&selected("option[selected]")).next();
            let option = chosen.or_else(|| field.select(&selected("option")).next())?;
            Some(option.attr("value").map_or_else(|| option.text().collect(), str::to_owned))
        }
        _ => Some(field.text().collect()),
    }
}

fn selected(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|_| panic!("{selector} selects nothing"))
}
