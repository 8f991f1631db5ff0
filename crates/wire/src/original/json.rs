use super::fault::{Fault, Wrong};
use super::tree::{Limits, Node, Value};
use crate::strict;
use serde_json::Value as Json;

/// Reads an original in JSON. A member that is `null` is one that is not there.
pub(super) fn parse(bytes: &[u8]) -> Result<Node, Fault> {
    let not_json = || Fault { path: String::new(), wrong: Wrong::NotJson };
    let json = strict::parse(bytes).filter(Json::is_object).ok_or_else(not_json)?;
    node(json, String::new(), 0, &mut Limits::default())?.ok_or_else(not_json)
}

fn node(json: Json, path: String, depth: usize, limits: &mut Limits) -> Result<Option<Node>, Fault> {
    let value = match json {
        Json::Null => return Ok(None),
        Json::String(text) => Value::Text(text),
        Json::Number(number) => number.as_u64().map_or(Value::Other, Value::Number),
        Json::Bool(_) => Value::Other,
        Json::Array(items) => {
            let mut list = vec![];
            for (at, item) in items.into_iter().enumerate() {
                limits.value("", depth + 1)?;
                // An empty place in a list is no item of any format.
                let path = format!("{path}/{at}");
                let empty = Node { path: path.clone(), value: Value::Other };
                list.push(node(item, path, depth + 1, limits)?.unwrap_or(empty));
            }
            Value::List(list)
        }
        Json::Object(members) => {
            let mut fields = vec![];
            for (name, member) in members {
                limits.value(&name, depth + 1)?;
                let path = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
                fields.extend(node(member, path, depth + 1, limits)?.map(|node| (name, node)));
            }
            Value::Object(fields)
        }
    };
    Ok(Some(Node { path, value }))
}
