//! A draft as JSON that keeps what it does not know: a member that no page shows leaves as it came, in its place
//! and with the very digits it was written with.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Deeper than any form goes; what lies deeper is kept as it is written.
const DEPTH: usize = 32;

/// The contract's order of members, of all objects in one list: a new member takes its place among those that
/// are there, so that the same answers always give the same bytes.
const ORDER: &[&str] = &[
    "form",
    "version",
    "id",
    "created_at",
    "data_checked_at",
    "vendor",
    "system",
    "mis",
    "kind",
    "status",
    "number",
    "date",
    "organisation",
    "doctor",
    "bin",
    "iin",
    "name",
    "family_name",
    "given_name",
    "patronymic",
    "birth_date",
    "sex",
    "region",
    "capacity",
    "speciality",
    "attachment",
    "address",
    "phone",
    "representative",
    "relation",
    "occupation",
    "workplace",
    "education",
    "patient",
    "purpose",
    "earlier_act",
    "replaces",
    "reason",
    "referral",
    "main",
    "icd10",
    "function",
    "degree",
    "text",
    "established_on",
    "anatomical_form",
    "complications",
    "comorbid",
    "diagnosis",
    "disease",
    "life",
    "treatment",
    "from",
    "to",
    "incapacity",
    "history",
    "impairments",
    "surgical_amputation",
    "circumstances",
    "audience",
    "specialist",
    "conclusion",
    "facts",
    "sha256",
    "media_type",
    "size",
    "document",
    "evidence",
    "measures",
    "chair",
    "members",
    "commission",
];

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// Members in their order.
    Object(Vec<(String, Tree)>),
    /// Items.
    List(Vec<Tree>),
    /// A text.
    Text(String),
    /// Anything else, to the letter: a number, `true`, `null`.
    Other(String),
}

struct Members<'r>(Vec<(String, &'r RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry::<String, &'de RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        from.deserialize_map(Each)
    }
}

impl Tree {
    /// An object without members.
    pub(super) fn empty() -> Self {
        Self::Object(vec![])
    }

    /// The value that `bytes` hold; none where they are no JSON object.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let tree = Self::of(std::str::from_utf8(bytes).ok()?, DEPTH)?;
        matches!(tree, Self::Object(_)).then_some(tree)
    }

    fn of(raw: &str, depth: usize) -> Option<Self> {
        let raw = raw.trim();
        Some(match raw.as_bytes().first()? {
            b'{' | b'[' if depth == 0 => Self::Other(raw.to_owned()),
            b'{' => {
                let members: Members<'_> = serde_json::from_str(raw).ok()?;
                let read = |(name, value): (String, &RawValue)| Some((name, Self::of(value.get(), depth - 1)?));
                Self::Object(members.0.into_iter().map(read).collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
                Self::List(items.into_iter().map(|item| Self::of(item.get(), depth - 1)).collect::<Option<_>>()?)
            }
            b'"' => Self::Text(serde_json::from_str(raw).ok()?),
            _ => Self::Other(raw.to_owned()),
        })
    }

    /// As JSON without blanks.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        self.write(&mut text);
        text.into_bytes()
    }

    fn write(&self, to: &mut String) {
        match self {
            Self::Object(members) => {
                to.push('{');
                for (n, (name, value)) in members.iter().enumerate() {
                    to.push_str(if n == 0 { "" } else { "," });
                    quoted(name, to);
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
            Self::List(items) => {
                to.push('[');
                for (n, item) in items.iter().enumerate() {
                    to.push_str(if n == 0 { "" } else { "," });
                    item.write(to);
                }
                to.push(']');
            }
            Self::Text(text) => quoted(text, to),
            Self::Other(raw) => to.push_str(raw),
        }
    }

    /// The value at a path: `["commission", "members", "0"]`.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, step| match value {
            Self::Object(members) => members.iter().find(|(name, _)| name == step).map(|(_, value)| value),
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The items of the list at a path.
    pub(super) fn items(&self, path: &[&str]) -> &[Self] {
        match self.at(path) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }

    /// What a field shows of the value at a path; empty where there is none.
    pub(super) fn shown(&self, path: &[&str]) -> Cow<'_, str> {
        match self.at(path) {
            None => Cow::Borrowed(""),
            Some(Self::Text(text) | Self::Other(text)) => Cow::Borrowed(text),
            Some(whole) => Cow::Owned(String::from_utf8(whole.bytes()).unwrap_or_default()),
        }
    }

    /// [`Tree::shown`] of a path written with dots.
    pub(super) fn text(&self, dotted: &str) -> Cow<'_, str> {
        self.shown(&dotted.split('.').collect::<Vec<_>>())
    }

    /// Puts a value at a path; what is not there yet is made on the way.
    pub(super) fn put(&mut self, path: &[&str], value: Self) {
        let Some((step, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        if let (Self::List(items), Ok(at)) = (&mut *self, step.parse::<usize>()) {
            while items.len() <= at {
                items.push(Self::empty());
            }
            return items[at].put(rest, value);
        }
        if !matches!(self, Self::Object(_)) {
            *self = if step.parse::<usize>().is_ok() { Self::List(vec![]) } else { Self::empty() };
            return self.put(path, value);
        }
        let Self::Object(members) = self else { return };
        let at = members.iter().position(|(name, _)| name == step).unwrap_or_else(|| {
            let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
            let at = members.iter().position(|(name, _)| rank(name) > rank(step)).unwrap_or(members.len());
            let begun = rest.first().is_some_and(|next| next.parse::<usize>().is_ok());
            members.insert(at, ((*step).to_owned(), if begun { Self::List(vec![]) } else { Self::empty() }));
            at
        });
        members[at].1.put(rest, value);
    }

    /// Takes away the value at a path, and objects that are empty without it.
    pub(super) fn take(&mut self, path: &[&str]) {
        let Some((step, rest)) = path.split_first() else { return };
        match self {
            Self::Object(members) => {
                let Some(at) = members.iter().position(|(name, _)| name == step) else { return };
                members[at].1.take(rest);
                if rest.is_empty() || members[at].1 == Self::empty() {
                    members.remove(at);
                }
            }
            Self::List(items) => match step.parse::<usize>() {
                Ok(at) if at < items.len() && rest.is_empty() => drop(items.remove(at)),
                Ok(at) if at < items.len() => items[at].take(rest),
                _ => {}
            },
            _ => {}
        }
    }

    /// The items of the list at a path, to change.
    pub(super) fn items_mut(&mut self, path: &[&str]) -> Option<&mut Vec<Self>> {
        let place = path.iter().try_fold(self, |value, step| match value {
            Self::Object(members) => members.iter_mut().find(|(name, _)| name == step).map(|(_, value)| value),
            Self::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })?;
        if let Self::List(items) = place { Some(items) } else { None }
    }
}

fn quoted(text: &str, to: &mut String) {
    match serde_json::to_string(text) {
        Ok(quoted) => to.push_str(&quoted),
        Err(_) => drop(write!(to, "\"\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        Tree::read(text.as_bytes()).expect("an object")
    }

    #[test]
    fn what_no_page_knows_leaves_to_the_letter() {
        let text = r#"{"z":1.10e2,"patient":{"iin":"1","x":[null,{"y":00}]}}"#.replace("00", "0.0");
        let mut read = tree(&text);
        assert_eq!(String::from_utf8(read.bytes()).unwrap(), text);
        read.put(&["patient", "family_name"], Tree::Text("Ә".into()));
        assert_eq!(String::from_utf8(read.bytes()).unwrap(), text.replace(r#""iin":"1","#, r#""iin":"1","family_name":"Ә","#));
    }

    #[test]
    fn a_new_member_takes_the_contracts_place_and_a_blank_one_leaves_no_empty_object() {
        let mut draft = tree(r#"{"form":"031/e","commission":{}}"#);
        draft.put(&["patient", "attachment", "bin"], Tree::Text("1".into()));
        draft.put(&["impairments", "1", "degree"], Tree::Other("2".into()));
        let text = r#"{"form":"031/e","patient":{"attachment":{"bin":"1"}},"impairments":[{},{"degree":2}],"commission":{}}"#;
        assert_eq!(String::from_utf8(draft.bytes()).unwrap(), text);
        draft.take(&["patient", "attachment", "bin"]);
        assert_eq!(draft.at(&["patient"]), None);
    }

    #[test]
    fn what_is_no_object_is_no_draft() {
        for bytes in ["", "[]", "{", "\"a\"", "{\"a\":}"] {
            assert_eq!(Tree::read(bytes.as_bytes()), None, "{bytes}");
        }
        assert!(Tree::read(format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100)).as_bytes()).is_some());
    }
}
