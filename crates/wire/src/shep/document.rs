//! The WSDLs and their schemas, served by each endpoint itself: nothing that they import lies elsewhere.

/// An endpoint of the gateway's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// SyncChannel v10.
    Sync,
    /// AsyncChannel v10, the gateway's side.
    Async,
    /// AsyncChannel v10, the side of its clients.
    AsyncClient,
}

type Document = (&'static str, &'static str);

const OURS: Document = ("mse-v1", include_str!("../../gateway/mse-v1.xsd"));
const ASYNC: Document = ("async", include_str!("../../gateway/async.xsd"));
const ASYNC_TYPES: Document = ("async-types", include_str!("../../gateway/async-types.xsd"));
const ASYNC_COMMON: Document = ("async-common", include_str!("../../gateway/async-common.xsd"));

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Sync, Self::Async, Self::AsyncClient];

    /// Its path on a node.
    pub fn path(self) -> &'static str {
        match self {
            Self::Sync => "/ws/SyncChannel",
            Self::Async => "/ws/AsyncChannel",
            Self::AsyncClient => "/ws/AsyncChannelClient",
        }
    }

    /// Every document by its name below `?xsd=`; the WSDL is `wsdl`.
    pub fn documents(self) -> &'static [Document] {
        match self {
            Self::Sync => &[
                ("wsdl", include_str!("../../gateway/SyncChannel.wsdl")),
                ("sync", include_str!("../../gateway/sync.xsd")),
                ("sync-request", include_str!("../../gateway/sync-request.xsd")),
                ("sync-response", include_str!("../../gateway/sync-response.xsd")),
                ("common", include_str!("../../gateway/common.xsd")),
                OURS,
            ],
            Self::Async => &[("wsdl", include_str!("../../gateway/AsyncChannel.wsdl")), ASYNC, ASYNC_TYPES, ASYNC_COMMON, OURS],
            Self::AsyncClient => &[
                ("wsdl", include_str!("../../gateway/AsyncChannelClient.wsdl")),
                ("async-client", include_str!("../../gateway/async-client.xsd")),
                ASYNC,
                ASYNC_TYPES,
                ASYNC_COMMON,
                OURS,
            ],
        }
    }

    /// A document by name, with its addresses below `base_url`, the endpoint's own address without a query:
    /// `https://gateway.example/ws/SyncChannel`. None if there is no such document.
    ///
    /// The files under `gateway/` import one another by file name, so that they also work from a folder;
    /// here the names become `base_url?xsd=NAME`.
    pub fn document(self, name: &str, base_url: &str) -> Option<String> {
        let documents = self.documents();
        let (_, text) = documents.iter().find(|(known, _)| *known == name)?;
        let mut address = String::new();
        for c in base_url.chars() {
            match c {
                '&' => address.push_str("&amp;"),
                '<' => address.push_str("&lt;"),
                '"' => address.push_str("&quot;"),
                c => address.push(c),
            }
        }
        let schemas = documents.iter().filter(|(known, _)| *known != "wsdl");
        let linked = schemas.fold((*text).to_owned(), |text, (known, _)| {
            text.replace(&format!("schemaLocation=\"{known}.xsd\""), &format!("schemaLocation=\"{address}?xsd={known}\""))
        });
        let place = self.path().trim_start_matches("/ws/");
        Some(linked.replace(&format!("location=\"{place}\""), &format!("location=\"{address}\"")))
    }
}
