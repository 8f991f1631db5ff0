//! A sheet as PDF: PDF/A-3a for archives and PDF/UA-1 for screen readers at once, typeset by Typst.
//!
//! One document at a time in a process: what the typesetter remembers of a document is kept for the whole
//! process and is forgotten after each, whether it succeeded, failed or panicked.

mod printable;
mod world;

use crate::sheet::{Enclosed, Sheet};
use saraptama_core::terms::{Instant, KAZAKHSTAN};
use serde_json::{Map, Value};
use std::sync::{LazyLock, Mutex, PoisonError};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The most characters of a document: some two hundred pages, far beyond any form that a person fills in.
pub const MOST_CHARACTERS: usize = 400_000;

/// The most bytes that travel inside, all files together.
pub const MOST_ENCLOSED_BYTES: usize = 8 * 1024 * 1024;

/// Why a sheet was not printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// It has more text, or larger files, than is printed.
    #[error("the document is longer than is printed")]
    TooLong,
    /// The typesetter refused it. Its words speak of the template, and the place says which part.
    #[error("typesetting the document: {0}")]
    Typesetter(String),
}

static AT_WORK: Mutex<()> = Mutex::new(());

static STANDARDS: LazyLock<PdfStandards> = LazyLock::new(|| {
    PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).expect("both standards build on PDF 1.7: tests/standard.rs")
});

/// Forgets everything that the typesetter remembers.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// The sheet as PDF. The same sheet gives the same bytes. Takes tens of milliseconds of a processor and waits
/// for its turn, so it is no work for a thread that answers requests.
///
/// # Errors
/// When the sheet is too long, or the typesetter refuses it.
pub fn print(sheet: &Sheet<'_>) -> Result<Vec<u8>, PressFault> {
    let enclosed: usize = sheet.enclosed.iter().map(|file| file.bytes.len()).sum();
    let data = data(sheet)?;
    if enclosed > MOST_ENCLOSED_BYTES {
        return Err(PressFault::TooLong);
    }
    // A panic of the typesetter leaves nothing behind that the next document could see.
    let _turn = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
    let _forget = Forget;
    let world = world::Desk::new(data, &sheet.enclosed);
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|faults| refused(&faults))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("saraptama/{}/{}", sheet.name, sheet.lang.as_str())),
        creator: Smart::Custom(Some(concat!("Saraptama ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp(sheet.made_at),
        standards: STANDARDS.clone(),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|faults| refused(&faults))
}

/// What the template reads.
fn data(sheet: &Sheet<'_>) -> Result<Vec<u8>, PressFault> {
    let mut value = serde_json::to_value(sheet).map_err(|fault| PressFault::Typesetter(fault.to_string()))?;
    let mut letters = printable::Letters::new(MOST_CHARACTERS);
    letters.prepare(&mut value);
    if letters.too_many() {
        return Err(PressFault::TooLong);
    }
    if let Value::Object(members) = &mut value {
        if !letters.replaced() {
            members.insert("unprintable".to_owned(), Value::Null);
        }
        members.insert("enclosed".to_owned(), sheet.enclosed.iter().map(described).collect());
    }
    serde_json::to_vec(&value).map_err(|fault| PressFault::Typesetter(fault.to_string()))
}

fn described(file: &Enclosed<'_>) -> Value {
    let relation = serde_json::to_value(file.relation).unwrap_or_default();
    let members = [("name", file.name.into()), ("media-type", file.media_type.into()), ("relation", relation)];
    Value::Object(members.into_iter().map(|(name, value): (&str, Value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    let at = KAZAKHSTAN.to_datetime(at);
    let number = |value: i8| u8::try_from(value).ok();
    let moment = Datetime::from_ymd_hms(
        at.year().into(),
        number(at.month())?,
        number(at.day())?,
        number(at.hour())?,
        number(at.minute())?,
        number(at.second())?,
    )?;
    Timestamp::new_local(moment, KAZAKHSTAN.seconds() / 60)
}

fn refused(faults: &[typst::diag::SourceDiagnostic]) -> PressFault {
    PressFault::Typesetter(faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))
}
