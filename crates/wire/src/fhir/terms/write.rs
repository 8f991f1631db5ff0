use super::super::data::{coding, pruned, translations};
use super::super::parameters::Written;
use super::{Concept, Known, Set, System, status};
use crate::words::{Lang, cite};
use jiff::civil::Date;
use saraptama_core::terms::Trilingual;
use serde_json::{Map, Value, json};

/// In which language and with how much.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The language of what is shown.
    pub lang: Lang,
    /// The day for which the status holds.
    pub day: Date,
}

/// What a system and a set begin with alike.
struct Head<'h> {
    kind: &'static str,
    id: &'h str,
    url: &'h str,
    version: &'h str,
    name: &'h str,
    title: &'h Trilingual,
    cite: &'h str,
    days: (Date, Option<Date>),
}

impl Head<'_> {
    /// The resource that has `own` members behind these.
    fn before(&self, Shape { lang, day }: Shape, own: Value) -> Value {
        let ((from, until), cite) = (self.days, cite(self.cite));
        let mut whole = json!({
            "resourceType": self.kind,
            "id": self.id,
            "meta": { "versionId": self.version },
            "language": lang.as_str(),
            "url": self.url,
            "version": self.version,
            "name": self.name,
            "title": lang.of(self.title),
            "_title": translations(self.title, lang),
            "status": status(from, until, day),
            "experimental": false,
            "date": from.to_string(),
            "description": lang.of(&cite),
            "_description": translations(&cite, lang),
            "jurisdiction": [{ "coding": [{ "system": "urn:iso:std:iso:3166", "code": "KZ" }] }],
        });
        if let (Some(members), Value::Object(own)) = (whole.as_object_mut(), own) {
            members.extend(own);
        }
        whole
    }
}

impl Known {
    fn typed(&self) -> (&'static str, Value) {
        match self {
            Self::Code(code) => ("valueCode", code.as_str().into()),
            Self::Whole(number) => ("valueInteger", (*number).into()),
        }
    }
}

impl Concept {
    /// Every name in every language.
    fn designations(&self) -> Vec<(Lang, Option<Value>, &str)> {
        let of = |name: &'_ super::Name| name.used.map(|(system, code)| coding(system, code, None));
        let each = |name| Lang::ALL.map(|lang| (lang, of(name), lang.of(&name.text)));
        self.names.iter().flat_map(each).collect()
    }

    fn written_designations(&self) -> Vec<Value> {
        let one =
            |(lang, used, value): (Lang, Option<Value>, &str)| json!({ "language": lang.as_str(), "use": used, "value": value });
        self.designations().into_iter().map(one).collect()
    }

    fn written(&self, lang: Lang) -> Value {
        let property = |(code, known): &(&str, Known)| {
            let (value_type, value) = known.typed();
            Value::Object(Map::from_iter([("code".to_owned(), Value::from(*code)), (value_type.to_owned(), value)]))
        };
        let properties: Vec<Value> = self.properties.iter().map(property).collect();
        json!({ "code": self.code, "display": self.display(lang), "designation": self.written_designations(), "property": properties })
    }
}

impl System {
    /// The resource.
    pub fn resource(&self, shape: Shape) -> Value {
        let Shape { lang, .. } = shape;
        let kinds: Vec<Value> = self
            .kinds
            .iter()
            .map(|kind| json!({ "code": kind.code, "description": kind.description, "type": kind.of_type }))
            .collect();
        let filters: Vec<Value> = self
            .kinds
            .iter()
            .filter(|kind| kind.of_type == "code")
            .map(|kind| json!({ "code": kind.code, "operator": ["="], "value": "a code of the property" }))
            .collect();
        let concepts: Vec<Value> = self.concepts.iter().map(|concept| concept.written(lang)).collect();
        let head = Head {
            kind: "CodeSystem",
            id: &self.id,
            url: self.url,
            version: &self.version,
            name: self.name,
            title: &self.title,
            cite: &self.cite,
            days: (self.from, self.until),
        };
        let own = json!({
            "caseSensitive": true,
            "valueSet": self.whole,
            "compositional": false,
            "versionNeeded": false,
            "content": "complete",
            "count": self.concepts.len(),
            "filter": filters,
            "property": kinds,
            "concept": concepts,
        });
        pruned(head.before(shape, own))
    }

    /// The answer of `$lookup`. `wanted` names what is asked for; nothing means everything.
    pub fn lookup(&self, concept: &Concept, wanted: &[&str], lang: Lang) -> Value {
        let wants = |name: &str| wanted.is_empty() || wanted.contains(&name);
        let mut written = Written::default()
            .with("name", "valueString", self.name)
            .with("version", "valueString", self.version.as_str())
            .with("display", "valueString", concept.display(lang).unwrap_or(&concept.code));
        for (lang, used, value) in concept.designations() {
            if wants("designation") || wanted.contains(&format!("lang.{}", lang.as_str()).as_str()) {
                let (language, used) = (lang.as_str().into(), used.map(pruned).unwrap_or_default());
                let value = value.into();
                written = written.parts(
                    "designation",
                    &[("language", "valueCode", language), ("use", "valueCoding", used), ("value", "valueString", value)],
                );
            }
        }
        for (code, known) in concept.properties.iter().filter(|(code, _)| wants(code)) {
            let (value_type, value) = known.typed();
            written = written.parts("property", &[("code", "valueCode", Value::from(*code)), ("value", value_type, value)]);
        }
        written.resource()
    }
}

impl Set {
    /// The resource, by its definition.
    pub fn resource(&self, shape: Shape) -> Value {
        let mut whole = self.head(shape);
        let concepts: Vec<Value> = match (self.filter, &self.system_version) {
            (None, None) => {
                self.members.iter().map(|one| json!({ "code": one.code, "display": one.display(shape.lang) })).collect()
            }
            _ => vec![],
        };
        let filter: Vec<Value> =
            self.filter.iter().map(|(property, value)| json!({ "property": property, "op": "=", "value": value })).collect();
        whole["compose"] = json!({ "lockedDate": self.from.to_string(), "include": [
            { "system": self.system, "version": self.system_version, "concept": concepts, "filter": filter },
        ] });
        pruned(whole)
    }

    fn head(&self, shape: Shape) -> Value {
        let head = Head {
            kind: "ValueSet",
            id: &self.id,
            url: &self.url,
            version: &self.version,
            name: &self.name,
            title: &self.title,
            cite: &self.cite,
            days: (self.from, self.until),
        };
        head.before(shape, json!({ "immutable": true }))
    }

    /// The set expanded: `part` of those members that were asked for, of which there are `total`.
    pub fn expanded(&self, shape: Shape, expansion: &Expansion<'_>) -> Value {
        let Expansion { part, total, offset, at, identifier, with_designations, parameters } = expansion;
        let contains: Vec<Value> = part
            .iter()
            .map(|one| {
                let designations = if *with_designations { one.written_designations() } else { vec![] };
                json!({ "system": self.system, "version": self.system_version, "code": one.code,
                        "display": one.display(shape.lang), "designation": designations })
            })
            .collect();
        let mut whole = self.head(shape);
        whole["expansion"] = json!({ "identifier": identifier, "timestamp": at, "total": total, "offset": offset,
                                     "parameter": parameters, "contains": contains });
        pruned(whole)
    }
}

/// What of a set is shown, and by which request.
pub struct Expansion<'e> {
    /// The members shown.
    pub part: &'e [&'e Concept],
    /// How many were asked for.
    pub total: usize,
    /// How many of them stand before `part`.
    pub offset: usize,
    /// When, as FHIR writes it.
    pub at: String,
    /// A URI of its own.
    pub identifier: String,
    /// Whether names in all languages are shown.
    pub with_designations: bool,
    /// What was asked, as the expansion repeats it.
    pub parameters: Vec<Value>,
}
