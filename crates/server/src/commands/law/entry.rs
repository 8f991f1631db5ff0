use saraptama_core::terms::Trilingual;
use serde::Serialize;
use serde_json::{Map, Value};

/// One value of the law, as it is shown: what it is, what it says, and by which paragraph.
#[derive(Serialize)]
pub(super) struct Entry {
    /// `nosology`, `requirement`, `service`, …
    kind: &'static str,
    /// Its id within its kind.
    id: String,
    /// Its name.
    pub(super) name: Option<Trilingual>,
    /// Its data.
    #[serde(skip_serializing_if = "Map::is_empty")]
    data: Map<String, Value>,
    /// The paragraph.
    cite: String,
    /// The readings that it uses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<String>,
}

impl Entry {
    /// An entry without data and readings.
    pub(super) fn new(kind: &'static str, id: impl ToString, name: Option<&Trilingual>, cite: &str) -> Self {
        let (id, name, cite) = (id.to_string(), name.cloned(), cite.to_owned());
        Self { kind, id, name, data: Map::new(), cite, readings: Vec::new() }
    }

    /// Adds a datum.
    pub(super) fn with(mut self, member: &str, value: impl Serialize) -> Self {
        self.data.insert(member.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }

    /// Adds the readings.
    pub(super) fn read_by(mut self, readings: &[String]) -> Self {
        self.readings = readings.to_vec();
        self
    }

    /// One line for people: kind, id, name, data, paragraph, readings.
    pub(super) fn line(&self, name: &str) -> String {
        let mut line = format!("{}\t{}\t{name}", self.kind, self.id);
        for (member, value) in self.data.iter().filter(|(_, value)| !value.is_null()) {
            line += &match value {
                Value::String(text) => format!("\t{member}={text}"),
                other => format!("\t{member}={other}"),
            };
        }
        line += &format!("\t[{}", self.cite);
        for reading in &self.readings {
            line += &format!("; {reading}");
        }
        line + "]"
    }
}
