//! Styles, fonts and scripts: built into the program, named by their content, so that a browser keeps them.

use super::table::{Table, Who};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use flate2::{Compression, write::GzEncoder};
use saraptama_core::terms::Sha256;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

struct Asset {
    kind: &'static str,
    bytes: &'static [u8],
    /// None where packing gains nothing.
    packed: Option<Vec<u8>>,
    address: String,
}

macro_rules! assets {
    ($($name:literal: $kind:literal = $file:literal;)*) => {
        &[$(($name, $kind, include_bytes!(concat!("../../assets/", $file)))),*]
    };
}

const FILES: &[(&str, &str, &[u8])] = assets![
    "govuk.css": "text/css; charset=utf-8" = "govuk.css";
    "app.css": "text/css; charset=utf-8" = "app.css";
    "app.js": "text/javascript; charset=utf-8" = "app.js";
    "draft.js": "text/javascript; charset=utf-8" = "draft.js";
    "doctor.js": "text/javascript; charset=utf-8" = "doctor.js";
    "expert.js": "text/javascript; charset=utf-8" = "expert.js";
    "sign.js": "text/javascript; charset=utf-8" = "sign.js";
    "verify.js": "text/javascript; charset=utf-8" = "verify.js";
    "htmx.js": "text/javascript; charset=utf-8" = "htmx.min.js";
    "icon.svg": "image/svg+xml" = "icon.svg";
    "golos-latin.woff2": "font/woff2" = "fonts/golos-text-latin-wght-normal.woff2";
    "golos-cyrillic.woff2": "font/woff2" = "fonts/golos-text-cyrillic-wght-normal.woff2";
    "golos-cyrillic-ext.woff2": "font/woff2" = "fonts/golos-text-cyrillic-ext-wght-normal.woff2";
];

static ASSETS: LazyLock<BTreeMap<&'static str, Asset>> = LazyLock::new(|| {
    let one = |(name, kind, bytes): &(&'static str, &'static str, &'static [u8])| {
        // A style names fonts by their plain names; the font is one and the same for a release.
        let edition = &Sha256::of(bytes).to_string()[..12];
        let packed = if *kind == "font/woff2" { None } else { packed(bytes) };
        (*name, Asset { kind, bytes, packed, address: format!("/assets/{name}?{edition}") })
    };
    FILES.iter().map(one).collect()
});

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut to = GzEncoder::new(Vec::new(), Compression::best());
    to.write_all(bytes).ok()?;
    to.finish().ok()
}

/// The address of an asset, which changes with its content.
pub(super) fn address_of(name: &str) -> &'static str {
    debug_assert!(ASSETS.contains_key(name), "{name} is no asset");
    ASSETS.get(name).map_or("", |asset| asset.address.as_str())
}

pub(super) fn pages(table: &mut Table) {
    table.get("/assets/{name}", Who::Anyone, asset);
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(name.as_str()) else { return StatusCode::NOT_FOUND.into_response() };
    let takes_gzip =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static(asset.kind);
    let mut response = match &asset.packed {
        Some(packed) if takes_gzip => ([(header::CONTENT_ENCODING, "gzip")], packed.clone()).into_response(),
        _ => asset.bytes.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}
