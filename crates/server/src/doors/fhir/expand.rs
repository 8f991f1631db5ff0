use super::call::answer;
use super::sent::{Opened, Sent};
use super::{Call, Outcome};
use crate::search::fold;
use saraptama_core::terms::write_instant;
use saraptama_wire::fhir::Asked;
use saraptama_wire::fhir::data::part_id;
use saraptama_wire::fhir::terms::{Concept, Expansion, Set, Shape};
use saraptama_wire::words::Lang;
use serde_json::json;

const KNOWN: &[&str] = &[
    "url",
    "valueSetVersion",
    "filter",
    "date",
    "offset",
    "count",
    "displayLanguage",
    "includeDesignations",
    "includeDefinition",
    "activeOnly",
    "excludeNested",
];

/// The most codes of one answer.
const MOST: usize = 1000;

/// `GET` and `POST /fhir/ValueSet/$expand` and `/fhir/ValueSet/{id}/$expand`.
pub(super) async fn expand(Sent(request, body): Sent) -> Outcome {
    let opened = Opened::<Set>::of(&request, body, KNOWN).await?;
    let Opened { call, asked, .. } = &opened;
    let set = opened.edition(|| {
        let url = call.text(asked, "url")?.ok_or_else(|| call.unreadable())?;
        Ok((url, call.text(asked, "valueSetVersion")?))
    })?;
    expanded(call, asked, set)
}

fn expanded(call: &Call<'_>, asked: &Asked, set: &Set) -> Outcome {
    let number = |name| asked.number(name).map_err(|_| call.unreadable());
    let flag = |name| asked.flag(name).map_err(|_| call.unreadable());
    let (offset, count) = (number("offset")?.unwrap_or(0), number("count")?.unwrap_or(MOST).min(MOST));
    let lang = call.display_language(asked)?;
    let filter = call.text(asked, "filter")?;
    let matching: Vec<&Concept> = set.members.iter().filter(|one| filter.is_none_or(|filter| is_found(one, filter))).collect();
    let total = matching.len();
    let part = &matching[offset.min(total)..offset.saturating_add(count).min(total).max(offset.min(total))];
    let now = call.node.clock.now();
    let mut parameters = vec![json!({ "name": "displayLanguage", "valueCode": lang.as_str() })];
    if let Some(version) = &set.system_version {
        parameters.push(json!({ "name": "version", "valueUri": format!("{}|{version}", set.system) }));
    }
    if let Some(filter) = filter {
        parameters.push(json!({ "name": "filter", "valueString": filter }));
    }
    for (name, value) in [("offset", number("offset")?), ("count", number("count")?)] {
        parameters.extend(value.map(|value| json!({ "name": name, "valueInteger": value.min(i32::MAX as usize) })));
    }
    let expansion = Expansion {
        part,
        total,
        offset,
        at: write_instant(now),
        identifier: format!("urn:uuid:{}", part_id(&set.id, &format!("{now} {parameters:?}"))),
        with_designations: flag("includeDesignations")?,
        parameters,
    };
    Ok(answer(&set.expanded(Shape { lang, day: call.today() }, &expansion)))
}

/// Whether the code begins with the filter, or every word of it stands in one of the names, Kazakh letters folded.
fn is_found(concept: &Concept, filter: &str) -> bool {
    let names = concept.names.iter().flat_map(|name| Lang::ALL.map(|lang| fold(lang.of(&name.text))));
    let words = fold(filter);
    concept.code.starts_with(filter.trim())
        || (!words.is_empty() && names.into_iter().any(|name| words.split(' ').all(|word| name.contains(word))))
}
