use super::fault::Wrong;
use super::{Fault, MAX_DEPTH, MAX_NAME_BYTES, MAX_VALUES};

/// A value of an original, in whatever language, with its path there.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) path: String,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    /// A truth value or another number: no format of ours has them.
    Other,
    /// Fields by name; in XML a name may stand there several times.
    Object(Vec<(String, Node)>),
    List(Vec<Node>),
}

/// Counts values while a tree is built, so that no original is larger than we take.
#[derive(Default)]
pub(super) struct Limits {
    values: usize,
}

impl Limits {
    /// One more value, of this name, at this depth.
    pub(super) fn value(&mut self, name: &str, depth: usize) -> Result<(), Fault> {
        self.values += 1;
        let fits = self.values <= MAX_VALUES && depth <= MAX_DEPTH && name.len() <= MAX_NAME_BYTES;
        if fits { Ok(()) } else { Err(Fault { path: String::new(), wrong: Wrong::TooLarge }) }
    }
}

impl Node {
    /// Every node that lies at `path` below this one.
    pub(super) fn at<'n>(&'n self, path: &str) -> Vec<&'n Node> {
        path.split('/').fold(vec![self], |nodes, step| {
            let below =
                nodes.into_iter().filter_map(|node| if let Value::Object(fields) = &node.value { Some(fields) } else { None });
            below.flatten().filter(|(name, _)| name == step).map(|(_, node)| node).collect()
        })
    }

    /// Calls `see` with every value that holds no other; an empty list or object is one too.
    pub(super) fn leaves<'n>(&'n self, see: &mut impl FnMut(&'n Node)) {
        match &self.value {
            Value::Object(fields) if !fields.is_empty() => fields.iter().for_each(|(_, node)| node.leaves(see)),
            Value::List(items) if !items.is_empty() => items.iter().for_each(|node| node.leaves(see)),
            _ => see(self),
        }
    }
}
