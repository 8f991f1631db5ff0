//! What the schema can say of a member: whether it is needed, what it looks like, and where what was
//! read is kept.

use jiff::civil::Date;
use saraptama_core::form::{AnatomicalForm, Evidence, Form};
use saraptama_core::terms::{Bin, FormId, Icd10, Iin, Instant, Region, Sha256};

/// A form in the making.
#[derive(Default)]
pub(super) struct Draft<'a> {
    /// What was read so far.
    pub(super) form: Form<'a>,
    /// The entry of evidence that is being read.
    pub(super) entry: Evidence<'a>,
    /// Its conclusion is there and blank.
    pub(super) conclusion_is_blank: bool,
}

/// Keeps what was read, or that it could not be.
pub(super) type Keep<T> = fn(&mut Draft<'_>, Option<T>);

/// Keeps a text that is borrowed from the form's bytes.
pub(super) type KeepText = for<'a> fn(&mut Draft<'a>, Option<&'a str>);

/// An object: its members, and what follows when all of them are read.
pub(super) struct Object {
    /// At most 32.
    pub(super) members: &'static [Member],
    /// Those that must be there, a bit each.
    pub(super) required: u32,
    /// Those that must be there in an attached entry.
    pub(super) when_attached: u32,
    /// What closes it.
    pub(super) closes: Closes,
}

/// What follows at the end of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Closes {
    /// Nothing.
    Nothing,
    /// The entry of evidence is complete.
    Entry,
}

/// A member of an object.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
}

/// Whether a member must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// Required in an entry of evidence that is attached.
    WhenAttached,
}

/// The shape of a value.
pub(super) enum Shape {
    /// An object of known members.
    Object(&'static Object),
    /// A list of at least so many items.
    List(usize, &'static Shape),
    /// Objective data by name, text each.
    Facts,
    /// A text that says something.
    Text(KeepText),
    /// A text that may be blank.
    Remark(KeepText),
    /// Exactly this text.
    Literal(&'static str),
    /// One of these texts, kept by its place.
    Choice(&'static [&'static str], Keep<usize>),
    /// A whole number from … to.
    Integer(u64, u64, Keep<u64>),
    /// `YYYY-MM-DD`.
    Date(Keep<Date>),
    /// RFC 3339 with an offset.
    Instant(Keep<Instant>),
    /// A UUID.
    Id(Keep<FormId>),
    /// 64 lower-case hexadecimal digits.
    Sha256(Keep<Sha256>),
    /// One of the regions of the order's annex 1.
    Region(Keep<Region>),
    /// An IIN.
    Iin(Keep<Iin>),
    /// A BIN.
    Bin(Keep<Bin>),
    /// A code of ICD-10.
    Icd10(Keep<Icd10>),
    /// A kind of evidence.
    Kind,
    /// 1 to 22, or `none`.
    AnatomicalForm(Keep<AnatomicalForm>),
}

/// A member that must be there.
pub(super) const fn required(name: &'static str, shape: Shape) -> Member {
    Member { name, need: Need::Required, shape }
}

/// A member that may be absent.
pub(super) const fn optional(name: &'static str, shape: Shape) -> Member {
    Member { name, need: Need::Optional, shape }
}

/// A member that must be there in an attached entry.
pub(super) const fn when_attached(name: &'static str, shape: Shape) -> Member {
    Member { name, need: Need::WhenAttached, shape }
}

/// An object of these members.
pub(super) const fn object(members: &'static [Member], closes: Closes) -> Object {
    assert!(members.len() <= 32, "a bit for each member");
    let (mut at, mut required, mut when_attached) = (0, 0, 0);
    while at < members.len() {
        match members[at].need {
            Need::Required => required |= 1 << at,
            Need::WhenAttached => when_attached |= 1 << at,
            Need::Optional => {}
        }
        at += 1;
    }
    Object { members, required, when_attached, closes }
}

/// A text that must say something and is not needed further on.
pub(super) const TEXT: Shape = Shape::Text(|_, _| {});
/// A text that may be blank and is not needed further on.
pub(super) const REMARK: Shape = Shape::Remark(|_, _| {});
/// An IIN that is checked and not needed further on.
pub(super) const IIN: Shape = Shape::Iin(|_, _| {});
/// A code that is checked and not needed further on.
pub(super) const ICD10: Shape = Shape::Icd10(|_, _| {});
/// A date that is checked and not needed further on.
pub(super) const DATE: Shape = Shape::Date(|_, _| {});
