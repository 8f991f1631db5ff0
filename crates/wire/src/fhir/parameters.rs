//! Parameters: what an operation is asked, from a query or a body, and what it answers.

use super::data::pruned;
use serde_json::{Map, Value, json};

/// The most parameters of one request.
const MOST: usize = 100;
/// The longest value of one parameter, in bytes.
const LONGEST: usize = 64 * 1024;

/// What an operation is asked.
#[derive(Debug, Default)]
pub struct Asked(Vec<(String, Value)>);

/// Why the parameters cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl Asked {
    /// From a query: every value is a text.
    ///
    /// # Errors
    /// Where there are too many of them.
    pub fn of_query<'q>(pairs: impl Iterator<Item = (&'q str, &'q str)>) -> Result<Self, Unreadable> {
        Self::limited(pairs.map(|(name, value)| (name.to_owned(), value.into())).collect())
    }

    /// From a resource `Parameters`.
    ///
    /// # Errors
    /// Where the bytes are no such resource.
    pub fn of_body(bytes: &[u8]) -> Result<Self, Unreadable> {
        let Some(Value::Object(mut body)) = crate::strict::parse(bytes) else { return Err(Unreadable) };
        if body.get("resourceType").and_then(Value::as_str) != Some("Parameters") {
            return Err(Unreadable);
        }
        let list = match body.remove("parameter") {
            None => vec![],
            Some(Value::Array(list)) => list,
            Some(_) => return Err(Unreadable),
        };
        Self::limited(list.into_iter().map(one).collect::<Result<_, _>>()?)
    }

    fn limited(pairs: Vec<(String, Value)>) -> Result<Self, Unreadable> {
        let long =
            |(name, value): &(String, Value)| name.len() > LONGEST || value.as_str().is_some_and(|text| text.len() > LONGEST);
        if pairs.len() > MOST || pairs.iter().any(long) { Err(Unreadable) } else { Ok(Self(pairs)) }
    }

    /// The parameter's value; none where it is absent.
    ///
    /// # Errors
    /// Where it stands there twice.
    pub fn value(&self, name: &str) -> Result<Option<&Value>, Unreadable> {
        let mut of_name = self.0.iter().filter(|(given, _)| given == name).map(|(_, value)| value);
        let first = of_name.next();
        if of_name.next().is_some() { Err(Unreadable) } else { Ok(first) }
    }

    /// The parameter's text.
    ///
    /// # Errors
    /// Where it stands there twice, or is no text.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Unreadable> {
        self.value(name)?.map(|value| value.as_str().ok_or(Unreadable)).transpose()
    }

    /// The parameter's whole number.
    ///
    /// # Errors
    /// Where it stands there twice, or is none.
    pub fn number(&self, name: &str) -> Result<Option<usize>, Unreadable> {
        let read = |value: &Value| match value {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64().and_then(|number| usize::try_from(number).ok()),
        };
        self.value(name)?.map(|value| read(value).ok_or(Unreadable)).transpose()
    }

    /// Whether the parameter is true.
    ///
    /// # Errors
    /// Where it stands there twice, or is neither `true` nor `false`.
    pub fn flag(&self, name: &str) -> Result<bool, Unreadable> {
        match self.value(name)? {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) if text == "true" => Ok(true),
            Some(Value::String(text)) if text == "false" => Ok(false),
            Some(_) => Err(Unreadable),
        }
    }

    /// Every text of a parameter that may stand there several times.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(given, _)| given == name).filter_map(|(_, value)| value.as_str())
    }

    /// The names of all parameters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

/// One parameter: its name, and its value or resource; one with parts is read as an object.
fn one(parameter: Value) -> Result<(String, Value), Unreadable> {
    let Value::Object(mut members) = parameter else { return Err(Unreadable) };
    let Some(Value::String(name)) = members.remove("name") else { return Err(Unreadable) };
    let mut values = members.into_iter().filter(|(name, _)| name.starts_with("value") || name == "resource" || name == "part");
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Ok((name, value)),
        _ => Err(Unreadable),
    }
}

/// What an operation answers.
#[derive(Debug, Default)]
pub struct Written(Vec<Value>);

impl Written {
    /// With one more parameter; `value_type` is such as `valueString`.
    #[must_use]
    pub fn with(mut self, name: &str, value_type: &str, value: impl Into<Value>) -> Self {
        self.0.push(parameter(name, value_type, value.into()));
        self
    }

    /// With one more parameter that has parts: name, type and value of each; a part without value is left out.
    #[must_use]
    pub fn parts(mut self, name: &str, parts: &[(&str, &str, Value)]) -> Self {
        let given = parts.iter().filter(|(_, _, value)| !value.is_null());
        let parts: Vec<Value> = given.map(|(name, value_type, value)| parameter(name, value_type, value.clone())).collect();
        self.0.push(json!({ "name": name, "part": parts }));
        self
    }

    /// The resource.
    pub fn resource(self) -> Value {
        pruned(json!({ "resourceType": "Parameters", "parameter": self.0 }))
    }
}

fn parameter(name: &str, value_type: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([("name".to_owned(), name.into()), (value_type.to_owned(), value)]))
}

/// System, version, code and display of a coding.
pub fn coding_of(value: &Value) -> Option<[Option<&str>; 4]> {
    let members = value.as_object()?;
    let mut texts = [None; 4];
    for (text, name) in texts.iter_mut().zip(["system", "version", "code", "display"]) {
        *text = match members.get(name) {
            None => None,
            Some(Value::String(given)) => Some(given.as_str()),
            Some(_) => return None,
        };
    }
    Some(texts)
}

/// The codings of a concept.
pub fn codings_of(value: &Value) -> Option<Vec<[Option<&str>; 4]>> {
    value["coding"].as_array()?.iter().map(coding_of).collect()
}
