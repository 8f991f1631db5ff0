//! A workbook made by hand: an archive without compression and one sheet.

use flate2::Crc;
use std::fmt::Write as _;

/// A cell: text, or a number as it stands in the file.
pub enum Cell<'c> {
    /// Text.
    Text(&'c str),
    /// A number.
    Number(&'c str),
}

const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Деректер" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A workbook of one sheet with these rows, and more parts beside it.
pub fn workbook(rows: &[Vec<Cell<'_>>], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut sheet =
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#
            .to_owned();
    for (row, cells) in rows.iter().enumerate() {
        write!(sheet, r#"<row r="{}">"#, row + 1).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            match cell {
                Cell::Text(text) => write!(sheet, r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
                Cell::Number(number) => write!(sheet, r#"<c r="{place}"><v>{number}</v></c>"#),
            }
            .unwrap();
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts: Vec<(&str, &[u8])> = PARTS
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .chain([("xl/worksheets/sheet1.xml", sheet.as_bytes())])
        .chain(more.iter().copied())
        .collect();
    archive(&parts.iter().map(|(name, bytes)| (*name, 0, *bytes, bytes.len())).collect::<Vec<_>>())
}

/// An archive of parts: the name, the method of packing, the packed bytes, and the size that is stated.
pub fn archive(parts: &[(&str, u16, &[u8], usize)]) -> Vec<u8> {
    let (mut out, mut central) = (Vec::new(), Vec::new());
    for (name, method, bytes, stated) in parts {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut head = Vec::new();
        head.extend(20u16.to_le_bytes());
        head.extend(0u16.to_le_bytes());
        head.extend(method.to_le_bytes());
        head.extend([0; 4]);
        head.extend(crc.sum().to_le_bytes());
        head.extend((bytes.len() as u32).to_le_bytes());
        head.extend((*stated as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0u16.to_le_bytes());
        let at = out.len() as u32;
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        central.extend(b"PK\x01\x02\x14\x00");
        central.extend(&head);
        central.extend([0; 10]);
        central.extend(at.to_le_bytes());
        central.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&central);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((central.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}
