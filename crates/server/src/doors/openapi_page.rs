//! The API for people: one page out of the OpenAPI document, without scripts and foreign requests.

pub(super) mod html;
mod schema;
#[cfg(test)]
mod tests;

use html::{escape, list, object, row, table, text};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = "body{font:1rem/1.5 sans-serif;max-width:70rem;margin:auto;padding:1rem;color:#111;background:#fff}\
    table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:bold}\
    th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
    th{background:#f0f0f0}article{margin:2rem 0}code{font-size:.95em;overflow-wrap:anywhere}a{color:#0645ad}";

/// The methods that a door takes, in reading order.
const METHODS: [&str; 4] = ["get", "put", "post", "delete"];
/// The page of an OpenAPI document: operations by tag, then the schemas.
pub(super) fn write(document: &str) -> String {
    let api = Api(serde_json::from_str(document).unwrap_or_default());
    let info = &api.0["info"];
    let title = escape(text(&info["title"]));
    let about: String = text(&info["description"]).split("\n\n").map(|part| format!("<p>{}</p>", escape(part))).collect();
    let operations = api.by_tag();
    let (mut contents, mut body) = (String::new(), String::new());
    for (name, operations) in api.tags().filter_map(|tag| Some((tag, operations.get(tag)?))) {
        let links: String = operations.iter().map(Operation::link).collect();
        let _ = write!(contents, "<h3>{0}</h3><ul>{links}</ul>", escape(name));
        let written: String = operations.iter().map(|operation| api.operation(operation)).collect();
        let _ = write!(body, "<section><h2>{0}</h2>{written}</section>", escape(name));
    }
    let schemas: String = object(&api.0["components"]["schemas"]).iter().map(|(name, schema)| api.schema(name, schema)).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title} API</title><style>{STYLE}</style></head><body><header><h1>{title} API</h1>{about}\
         <p>For programs: <a href=\"/api/openapi.json\">OpenAPI document</a>.</p></header>\
         <nav aria-labelledby=\"contents\"><h2 id=\"contents\">Contents</h2>{contents}<p><a href=\"#schemas\">Schemas</a></p></nav>\
         <main>{body}<section><h2 id=\"schemas\">Schemas</h2>{schemas}</section></main></body></html>"
    )
}

/// The document.
struct Api(Value);

/// A method of a path.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    what: &'a Value,
    shared: &'a Value,
}

impl Operation<'_> {
    fn name(&self) -> String {
        format!("<code>{} {}</code>", self.method.to_uppercase(), escape(self.path))
    }

    fn link(&self) -> String {
        let id = escape(text(&self.what["operationId"]));
        format!("<li><a href=\"#{id}\">{}</a> – {}</li>", self.name(), escape(text(&self.what["summary"])))
    }
}

impl Api {
    fn tags(&self) -> impl Iterator<Item = &str> {
        list(&self.0["tags"]).iter().map(|tag| text(&tag["name"]))
    }

    fn by_tag(&self) -> BTreeMap<&str, Vec<Operation<'_>>> {
        let mut tags: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
        for (path, item) in object(&self.0["paths"]) {
            for (method, what) in METHODS.iter().filter_map(|method| Some((*method, item.get(*method)?))) {
                tags.entry(text(&what["tags"][0])).or_default().push(Operation {
                    method,
                    path,
                    what,
                    shared: &item["parameters"],
                });
            }
        }
        tags
    }

    /// What a reference points to; anything else is itself.
    fn of<'a>(&'a self, value: &'a Value) -> &'a Value {
        let target = value["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
        target.and_then(|pointer| self.0.pointer(pointer)).unwrap_or(value)
    }

    fn operation(&self, operation: &Operation<'_>) -> String {
        let what = operation.what;
        let token = if list(&what["security"]).iter().any(|way| !object(way).is_empty()) || what["security"].is_null() {
            if list(&what["security"]).len() > 1 { "may be left out" } else { "needed" }
        } else {
            "not needed"
        };
        let parameters =
            list(operation.shared).iter().chain(list(&what["parameters"])).map(|one| self.parameter(self.of(one))).collect();
        let request = match &what["requestBody"] {
            Value::Null => String::new(),
            request => {
                format!("<p><strong>Body:</strong> {} {}</p>", escape(text(&request["description"])), self.content(request))
            }
        };
        let status = |(code, answer): (&String, &Value)| {
            let answer = self.of(answer);
            row(&[format!("<code>{}</code>", escape(code)), escape(text(&answer["description"])), self.content(answer)])
        };
        format!(
            "<article id=\"{}\"><h3>{} – {}</h3><p>{}</p><p><strong>Who:</strong> {}. <strong>Token:</strong> {token}.</p>{}{request}{}</article>",
            escape(text(&what["operationId"])),
            operation.name(),
            escape(text(&what["summary"])),
            escape(text(&what["description"])),
            escape(text(&what["x-who"])),
            table("Parameters", &["Name", "Where", "Needed", "Value", "Meaning"], parameters),
            table("Answers", &["Status", "Meaning", "Content"], object(&what["responses"]).iter().map(status).collect()),
        )
    }

    fn parameter(&self, one: &Value) -> String {
        let needed = if one["required"] == true { "yes" } else { "no" };
        let name = format!("<code>{}</code>", escape(text(&one["name"])));
        row(&[name, escape(text(&one["in"])), needed.to_owned(), self.kind(&one["schema"]), escape(text(&one["description"]))])
    }

    fn content(&self, of: &Value) -> String {
        let each =
            |(media, content): (&String, &Value)| format!("<code>{}</code>: {}", escape(media), self.kind(&content["schema"]));
        object(&of["content"]).iter().map(each).collect::<Vec<_>>().join("; ")
    }
}
