//! A link as squares, drawn as one path: sharp at any size.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// The quiet margin that readers need (ISO/IEC 18004), in squares.
const QUIET: usize = 4;

/// The longest link; version 40 of the code would hold more than anybody prints.
const LINK_BYTES: usize = 300;

/// The link as an SVG, black on white; `None` where it is too long.
pub(crate) fn svg(link: &str) -> Option<String> {
    let code = (link.len() <= LINK_BYTES).then(|| QrCode::with_error_correction_level(link, EcLevel::M).ok()).flatten()?;
    let (width, colors) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                // Neighbours in a row are one rectangle, so that no hairline shows between them.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>"##
    ))
}
