use crate::law::{HtmcList, HtmcRow, Section};

/// The rows of an edition, of one section and of one code where they are given.
///
/// The key of a row is edition, section and code (AMB-36): 26 codes stand in two sections. A code is
/// compared as printed, its trailing zeros count (AMB-37).
pub fn rows<'l>(
    list: &'l HtmcList,
    section: Option<Section>,
    code: Option<&'l str>,
) -> impl Iterator<Item = &'l HtmcRow> + use<'l> {
    let wanted = move |row: &&HtmcRow| section.is_none_or(|s| s == row.section) && code.is_none_or(|c| c == row.code);
    list.rows.iter().filter(wanted)
}
