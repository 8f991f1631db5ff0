use crate::Fault;
use saraptama_core::terms::FormId;

/// Lists give at most so many rows, whatever is asked for.
pub(crate) const MOST_ROWS: u32 = 1000;

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Where the list goes on; none where this was all.
    pub next: Option<String>,
}

/// Why a list could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The cursor is not one that this list gave.
    #[error("the cursor is not one that this list gave")]
    WrongCursor,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The row after which a list goes on: the value that the list is sorted by, then the form. Rows
/// that come in between shift nothing, as they would shift a page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) key: i64,
    pub(crate) form: FormId,
}

impl Cursor {
    /// Reads the cursor of the list `list`.
    pub(crate) fn parse(list: &str, text: &str) -> Result<Self, ListError> {
        let read = || {
            let (key, form) = text.strip_prefix(list)?.strip_prefix('.')?.split_once('.')?;
            let read = Self { key: i64::from_str_radix(key, 16).ok()?, form: FormId::parse(form).ok()? };
            (read.write(list) == text).then_some(read)
        };
        if text.len() > 80 { Err(ListError::WrongCursor) } else { read().ok_or(ListError::WrongCursor) }
    }

    /// The place after which an ascending list goes on, or the place before its first row.
    pub(crate) fn after_or_first(list: &str, text: Option<&str>) -> Result<Self, ListError> {
        text.map_or(Ok(Self { key: i64::MIN, form: FormId::from_bytes([0; 16]) }), |text| Self::parse(list, text))
    }

    /// The place after which a descending list goes on, or the place before its first row.
    pub(crate) fn before_or_last(list: &str, text: Option<&str>) -> Result<Self, ListError> {
        text.map_or(Ok(Self { key: i64::MAX, form: FormId::from_bytes([255; 16]) }), |text| Self::parse(list, text))
    }

    /// Writes it for the outside.
    pub(crate) fn write(self, list: &str) -> String {
        let sign = if self.key < 0 { "-" } else { "" };
        format!("{list}.{sign}{:x}.{}", self.key.unsigned_abs(), self.form)
    }
}

/// A page of `limit` rows out of up to one more than that.
pub(crate) fn page<T>(
    list: &str,
    mut rows: Vec<T>,
    limit: u32,
    place: impl Fn(&T) -> Result<Cursor, Fault>,
) -> Result<Page<T>, ListError> {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = match rows.last() {
        Some(last) if more => Some(place(last)?.write(list)),
        _ => None,
    };
    Ok(Page { rows, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_only_as_its_list_wrote_it() {
        let form = FormId::from_bytes([7; 16]);
        for key in [0, 1, -1, i64::MAX, i64::MIN] {
            let cursor = Cursor { key, form };
            let text = cursor.write("acts");
            assert_eq!(Cursor::parse("acts", &text).unwrap(), cursor);
            assert!(Cursor::parse("forms", &text).is_err());
            assert!(Cursor::parse("acts", &text.to_uppercase()).is_err());
            assert!(Cursor::parse("acts", &format!("{text}0")).is_err());
        }
        assert!(Cursor::parse("acts", &"acts.".repeat(1000)).is_err());
    }
}
