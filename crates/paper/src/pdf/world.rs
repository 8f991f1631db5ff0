//! All that the typesetter sees: the template, the data, the enclosed files, four fonts. No disk, no network,
//! no clock, no packages.

use crate::sheet::Enclosed;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

const TEMPLATE: &str = include_str!("paper.typ");

const FONTS: [&[u8]; 4] = [
    include_bytes!("../../fonts/GolosText-Regular.ttf"),
    include_bytes!("../../fonts/GolosText-SemiBold.ttf"),
    include_bytes!("../../fonts/NotoSans-Greek-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-Greek-Bold.ttf"),
];

/// What is the same for every document.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
}

static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    Shop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(file("/paper.typ"), TEMPLATE.to_owned()),
        data: file("/sheet.json"),
    }
});

/// The fonts, in which a letter is looked for in this order.
pub(super) fn fonts() -> &'static [Font] {
    &SHOP.fonts
}

/// Names of files are kept for the whole process, so there are few of them and the same for every document.
fn file(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("names of files inside are plain: tests/standard.rs");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One document's desk.
pub(super) struct Desk {
    data: Bytes,
    enclosed: Vec<(FileId, Bytes)>,
}

impl Desk {
    pub(super) fn new(data: Vec<u8>, enclosed: &[Enclosed<'_>]) -> Self {
        let enclosed = enclosed.iter().map(|one| (file(one.name), Bytes::new(one.bytes.to_vec()))).collect();
        Self { data: Bytes::new(data), enclosed }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHOP.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHOP.book
    }

    fn main(&self) -> FileId {
        SHOP.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHOP.template.id() { Ok(SHOP.template.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHOP.data {
            return Ok(self.data.clone());
        }
        self.enclosed.iter().find(|(name, _)| *name == id).map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHOP.fonts.get(index).cloned()
    }

    /// There is no clock: the date of a document comes from its case.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
