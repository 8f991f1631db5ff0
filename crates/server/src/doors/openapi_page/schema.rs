//! Schemas as tables of their members.

use super::Api;
use super::html::{escape, list, literal, object, row, table, text};
use serde_json::Value;

/// How deep members stand below one schema in its table.
const DEPTH: usize = 4;

impl Api {
    pub(super) fn schema(&self, name: &str, schema: &Value) -> String {
        let mut rows = String::new();
        self.members("", schema, DEPTH, &mut rows);
        let kind = if rows.is_empty() { format!("<p>{}</p>", self.kind(schema)) } else { String::new() };
        let (name, about) = (escape(name), escape(text(&schema["description"])));
        let members = table("Members", &["Name", "Needed", "Value", "Meaning"], rows);
        format!("<article id=\"schema-{name}\"><h3>{name}</h3><p>{about}</p>{kind}{members}</article>")
    }

    /// A row for each member; those of nested objects and lists under the names of their owners.
    fn members(&self, owner: &str, schema: &Value, depth: usize, rows: &mut String) {
        for (name, member) in object(&schema["properties"]) {
            let needed = list(&schema["required"]).iter().any(|one| one == name);
            let name = format!("{owner}{name}");
            let needed = if needed { "yes" } else { "no" }.to_owned();
            *rows += &row(&[
                format!("<code>{}</code>", escape(&name)),
                needed,
                self.kind(member),
                escape(text(&member["description"])),
            ]);
            if depth > 0 {
                self.members(&format!("{name}."), member, depth - 1, rows);
                self.members(&format!("{name}[]."), &member["items"], depth - 1, rows);
            }
        }
    }

    /// What a value may be, in words, with links to the schemas.
    pub(super) fn kind(&self, schema: &Value) -> String {
        let all = |of: &Value| list(of).iter().map(|one| self.kind(one)).collect::<Vec<_>>().join(" or ");
        if let Some(to) = schema["$ref"].as_str() {
            let name = to.strip_prefix("#/components/schemas/").filter(|name| !name.contains('/'));
            return name
                .map_or_else(|| self.kind(self.of(schema)), |name| format!("<a href=\"#schema-{0}\">{0}</a>", escape(name)));
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.iter().map(literal).collect::<Vec<_>>().join(", ");
        }
        match (schema.get("const"), schema["type"].as_str()) {
            (Some(value), _) => literal(value),
            (_, Some("array")) => format!("list of {}", self.kind(&schema["items"])),
            (_, Some("string")) if schema["pattern"].is_string() => {
                format!("string <code>{}</code>", escape(text(&schema["pattern"])))
            }
            (_, Some("string")) if schema["format"].is_string() => escape(text(&schema["format"])),
            (_, Some(kind)) => escape(kind),
            (_, None) if schema["anyOf"].is_array() => all(&schema["anyOf"]),
            (_, None) if schema["oneOf"].is_array() => all(&schema["oneOf"]),
            (_, None) => "anything".to_owned(),
        }
    }
}
