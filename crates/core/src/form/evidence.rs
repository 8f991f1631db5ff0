use super::DocumentRef;
use crate::law::Status;
use crate::terms::Sha256;
use jiff::civil::Date;

/// An entry of the form's evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// Its kind: `limb-radiograph`.
    pub kind: Option<&'a str>,
    /// How it stands.
    pub status: Option<Status>,
    /// The day of the examination.
    pub date: Option<Date>,
    /// Whom the specialist treats.
    pub audience: Option<Audience>,
    /// Its stretch of [`super::Form::facts`].
    pub facts: std::ops::Range<usize>,
    /// The attached file.
    pub document: Option<Document<'a>>,
}

/// Whom a specialist treats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Adults.
    Adult,
    /// Children.
    Child,
}

/// An objective datum of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// Its name: `amputation_level`.
    pub name: &'a str,
    /// What is stated.
    pub text: &'a str,
}

/// An attached file as the form names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The SHA-256 of its bytes.
    pub sha256: Option<Sha256>,
    /// Its media type.
    pub media_type: Option<&'a str>,
    /// Its size in bytes.
    pub size: Option<u64>,
}

impl Document<'_> {
    /// The reference by which it travels, where it could be read.
    pub(super) fn to_ref(self) -> Option<DocumentRef> {
        Some(DocumentRef { sha256: self.sha256?, media_type: self.media_type?.to_owned(), size: self.size? })
    }
}
