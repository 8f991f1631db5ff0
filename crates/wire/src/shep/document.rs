//! The WSDL and its schemas, served by the endpoint itself: nothing that they import lies elsewhere.

/// Every document by its name below `?xsd=`; the WSDL is `wsdl`.
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("wsdl", include_str!("../../gateway/SyncChannel.wsdl")),
    ("sync", include_str!("../../gateway/sync.xsd")),
    ("sync-request", include_str!("../../gateway/sync-request.xsd")),
    ("sync-response", include_str!("../../gateway/sync-response.xsd")),
    ("common", include_str!("../../gateway/common.xsd")),
    ("mse-v1", include_str!("../../gateway/mse-v1.xsd")),
];

/// A document by name, with its addresses below `base_url`, the endpoint's own address without a query:
/// `https://gateway.example/ws/SyncChannel`. None if there is no such document.
///
/// The files under `gateway/` import one another by file name, so that they also work from a folder;
/// here the names become `base_url?xsd=NAME`.
pub fn document(name: &str, base_url: &str) -> Option<String> {
    let (_, text) = DOCUMENTS.iter().find(|(known, _)| *known == name)?;
    let mut address = String::new();
    for c in base_url.chars() {
        match c {
            '&' => address.push_str("&amp;"),
            '<' => address.push_str("&lt;"),
            '"' => address.push_str("&quot;"),
            c => address.push(c),
        }
    }
    let schemas = DOCUMENTS.iter().filter(|(known, _)| *known != "wsdl");
    let linked = schemas.fold((*text).to_owned(), |text, (known, _)| {
        text.replace(&format!("schemaLocation=\"{known}.xsd\""), &format!("schemaLocation=\"{address}?xsd={known}\""))
    });
    Some(linked.replace("location=\"SyncChannel\"", &format!("location=\"{address}\"")))
}
