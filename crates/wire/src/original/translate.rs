use super::fault::{Fault, Wrong};
use super::table::{Each, Format, Row, Syntax};
use super::tree::{Node, Value};
use super::{MAX_FAULTS, json, read, xml};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// An original in our words.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The JSON of form 031/e: what the chair sees and signs.
    pub form: Vec<u8>,
    format: &'static Format,
    root: String,
    /// Our pointer and the path in the original, for every value and list.
    origins: Vec<(String, String)>,
}

/// Translates an original. The same bytes give the same form.
///
/// # Errors
/// Every field that the format does not name, that stands there twice or that does not read as the format
/// says; at most 200 of them, in the order of their paths.
pub fn translate(format: &'static Format, bytes: &[u8]) -> Result<Translation, Vec<Fault>> {
    let root = match format.syntax {
        Syntax::Json => json::parse(bytes),
        Syntax::Xml { root, namespace } => xml::parse(bytes, root, namespace),
    };
    let root = root.map_err(|fault| vec![fault])?;
    let mut work = Work { syntax: Some(format.syntax), ..Work::default() };
    let form = Json::Object(work.object(&root, format.rows, ""));
    let Work { used, mut faults, origins, .. } = work;
    root.leaves(&mut |leaf| {
        if !used.contains(leaf.path.as_str()) {
            faults.push(Fault { path: leaf.path.clone(), wrong: Wrong::Unmapped });
        }
    });
    faults.sort();
    faults.truncate(MAX_FAULTS);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Translation { form: form.to_string().into_bytes(), format, root: root.path, origins })
}

#[derive(Default)]
struct Work<'n> {
    syntax: Option<Syntax>,
    used: BTreeSet<&'n str>,
    faults: Vec<Fault>,
    origins: Vec<(String, String)>,
}

impl<'n> Work<'n> {
    /// The object that `rows` make of `node`; `pointer` is its place in our form.
    fn object(&mut self, node: &'n Node, rows: &'static [Row], pointer: &str) -> Map<String, Json> {
        let mut object = Map::new();
        for row in rows {
            match row {
                Row::One(from, to, how) => {
                    let found = node.at(from);
                    self.used.extend(found.iter().map(|one| one.path.as_str()));
                    let [one] = found[..] else {
                        self.faults.extend(found.get(1).map(|second| Fault { path: second.path.clone(), wrong: Wrong::Doubled }));
                        continue;
                    };
                    match read::read(&one.value, *how) {
                        Ok(Some(value)) => self.put(&mut object, pointer, to, value, &one.path),
                        Ok(None) => {}
                        Err(wrong) => self.faults.push(Fault { path: one.path.clone(), wrong }),
                    }
                }
                Row::Each(each) => self.each(node, each, &mut object, pointer),
            }
        }
        object
    }

    fn each(&mut self, node: &'n Node, each: &'static Each, object: &mut Map<String, Json>, pointer: &str) {
        let found = node.at(each.from);
        // In JSON the list is one value; in XML the same name several times.
        let items: Vec<&Node> = match found[..] {
            [] => return,
            [Node { path, value: Value::List(items) }] => {
                self.used.insert(path);
                items.iter().collect()
            }
            [Node { path, .. }] if self.syntax == Some(Syntax::Json) => {
                let path = path.clone();
                return self.faults.push(Fault { path, wrong: Wrong::NotList });
            }
            _ => found.clone(),
        };
        let list: Vec<Json> = items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                // What is no object has fields that nobody named: it stays unused and is told by its path.
                Json::Object(self.object(item, each.rows, &format!("{pointer}/{}/{at}", each.to)))
            })
            .collect();
        let path = format!("{}/{}", node.path, each.from);
        self.put(object, pointer, each.to, list.into(), &path);
    }

    fn put(&mut self, object: &mut Map<String, Json>, pointer: &str, to: &str, value: Json, path: &str) {
        self.origins.push((format!("{pointer}/{to}"), path.to_owned()));
        let (way, last) = to.rsplit_once('/').unwrap_or(("", to));
        let mut inner = object;
        for step in way.split_terminator('/') {
            let next = inner.entry(step).or_insert_with(|| Json::Object(Map::new()));
            let Json::Object(next) = next else { return };
            inner = next;
        }
        inner.insert(last.to_owned(), value);
    }
}

impl Translation {
    /// Where a place of our form comes from: the path in the original, or the path at which the format
    /// expects a field that is not there. None for what no single field stands for.
    pub fn origin(&self, pointer: &str) -> Option<String> {
        let known = self.origins.iter().find(|(ours, _)| ours == pointer).map(|(_, theirs)| theirs.clone());
        known.or_else(|| self.expected(self.format.rows, "", &self.root, pointer))
    }

    fn expected(&self, rows: &'static [Row], base: &str, path: &str, pointer: &str) -> Option<String> {
        rows.iter().find_map(|row| match row {
            Row::One(from, to, _) => (pointer == format!("{base}/{to}")).then(|| format!("{path}/{from}")),
            Row::Each(each) if pointer == format!("{base}/{}", each.to) => Some(format!("{path}/{}", each.from)),
            Row::Each(each) => {
                let rest = pointer.strip_prefix(&format!("{base}/{}/", each.to))?;
                let at: usize = rest.split_once('/')?.0.parse().ok()?;
                let item = match self.format.syntax {
                    Syntax::Json => format!("{path}/{}/{at}", each.from),
                    Syntax::Xml { .. } => format!("{path}/{}[{}]", each.from, at + 1),
                };
                self.expected(each.rows, &format!("{base}/{}/{at}", each.to), &item, pointer)
            }
        })
    }
}
