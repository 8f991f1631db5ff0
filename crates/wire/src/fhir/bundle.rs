use super::data::pruned;
use serde_json::{Value, json};

/// A link of a page: `self` or `next`.
pub struct Link<'a> {
    /// Its relation.
    pub relation: &'a str,
    /// Where it leads.
    pub url: String,
}

/// What a search found.
pub struct Found {
    /// The absolute address of the resource.
    pub full_url: String,
    /// The resource.
    pub resource: Value,
}

/// The answer of a search. `remarks` is the outcome that says which parameters were left aside.
pub fn searchset(total: Option<usize>, links: &[Link<'_>], found: Vec<Found>, remarks: Option<Value>) -> Value {
    let links: Vec<Value> = links.iter().map(|link| json!({ "relation": link.relation, "url": link.url })).collect();
    let entry = |one: Found| json!({ "fullUrl": one.full_url, "resource": one.resource, "search": { "mode": "match" } });
    let remarks = remarks.map(|resource| json!({ "resource": resource, "search": { "mode": "outcome" } }));
    let entries: Vec<Value> = found.into_iter().map(entry).chain(remarks).collect();
    pruned(json!({ "resourceType": "Bundle", "type": "searchset", "total": total, "link": links, "entry": entries }))
}
