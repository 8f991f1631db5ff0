//! Yearly figures as a workbook (XLSX): the first sheet, the same columns, the number of a row as the program shows it.

use super::{COLUMNS, FAULTS, FILE_BYTES, LineFault, LineWrong, Read, row_of, unpacked::unpacked};
use calamine::{DataRef, Reader as _, Xlsx};
use saraptama_core::htmc::transition::Tally;
use std::io::Cursor;

/// The most bytes that a workbook unpacks to: as many as a file of lines may have.
const UNPACKED_BYTES: u64 = FILE_BYTES;
/// The most rows; a year of the whole list has about 4 320.
const ROWS: u64 = 100_000;
/// The longest text of a cell that any column takes.
const CELL_BYTES: usize = 64;

/// Reads the first sheet into `tally`.
///
/// # Errors
/// Every bad row, up to [`FAULTS`].
pub(super) fn read<'l>(bytes: &[u8], tally: Tally<'l>) -> Result<Read<'l>, Vec<LineFault>> {
    let whole = |wrong| vec![LineFault { line: 0, wrong }];
    let plain = unpacked(bytes, UNPACKED_BYTES).ok_or_else(|| whole(LineWrong::Workbook))?;
    let mut book = Xlsx::new(Cursor::new(plain)).map_err(|_| whole(LineWrong::Workbook))?;
    let first = book.sheet_names().first().cloned().ok_or_else(|| whole(LineWrong::Workbook))?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|_| whole(LineWrong::Workbook))?;
    let mut sheet = Sheet { tally, row: None, cells: Cells::default(), header_read: false, rows: 0, faults: vec![] };
    while let Some(cell) = cells.next_cell().map_err(|_| whole(LineWrong::Workbook))? {
        let (row, column) = cell.get_position();
        if sheet.row != Some(row) {
            sheet.end_row()?;
            sheet.row = Some(row);
        }
        if sheet.faults.len() >= FAULTS || sheet.rows > ROWS {
            break;
        }
        sheet.cells.put(column, cell.get_value());
    }
    sheet.end_row()?;
    match (sheet.faults.is_empty(), sheet.rows) {
        (_, rows) if rows > ROWS => Err(whole(LineWrong::TooLarge)),
        (false, _) => Err(sheet.faults),
        (true, 0) => Err(whole(if sheet.header_read { LineWrong::Empty } else { LineWrong::Header })),
        (true, rows) => Ok(Read { tally: sheet.tally, rows }),
    }
}

/// A sheet that is being read, a row at a time.
struct Sheet<'l> {
    tally: Tally<'l>,
    row: Option<u32>,
    cells: Cells,
    header_read: bool,
    rows: u64,
    faults: Vec<LineFault>,
}

/// The cells of a row as text.
#[derive(Default)]
struct Cells {
    texts: [String; COLUMNS.len()],
    wrong: Option<LineWrong>,
    is_blank: bool,
}

impl Sheet<'_> {
    /// Takes the row whose cells have been read.
    fn end_row(&mut self) -> Result<(), Vec<LineFault>> {
        let cells = std::mem::replace(&mut self.cells, Cells { is_blank: true, ..Cells::default() });
        let Some(row) = self.row.take() else { return Ok(()) };
        if cells.is_blank && cells.wrong.is_none() {
            return Ok(());
        }
        let line = u64::from(row) + 1;
        if !self.header_read {
            self.header_read = true;
            let is_header = cells.wrong.is_none() && cells.texts.iter().eq(COLUMNS.iter());
            return if is_header { Ok(()) } else { Err(vec![LineFault { line, wrong: LineWrong::Header }]) };
        }
        self.rows += 1;
        let read = match cells.wrong {
            Some(wrong) => Err(wrong),
            None => row_of(cells.texts.each_ref().map(String::as_str)),
        };
        let taken = read.and_then(|row| self.tally.add(&row).map_err(LineWrong::Row));
        self.faults.extend(taken.err().map(|wrong| LineFault { line, wrong }));
        Ok(())
    }
}

impl Cells {
    fn put(&mut self, column: u32, value: &DataRef<'_>) {
        let Some(text) = text_of(value) else {
            return self.refuse(COLUMNS.get(column as usize).map_or(LineWrong::Shape, |name| LineWrong::Field(name)));
        };
        if text.is_empty() {
            return;
        }
        self.is_blank = false;
        let Some((name, place)) = COLUMNS.get(column as usize).zip(self.texts.get_mut(column as usize)) else {
            return self.refuse(LineWrong::Shape);
        };
        // A code that is kept as a number has lost its zeros: 35.9900 would be read as 35.99 (AMB-37).
        let is_number = matches!(value, DataRef::Int(_) | DataRef::Float(_));
        if text.len() > CELL_BYTES || (*name == "code" && is_number) {
            return self.refuse(LineWrong::Field(name));
        }
        *place = text;
    }

    fn refuse(&mut self, wrong: LineWrong) {
        self.is_blank = false;
        self.wrong.get_or_insert(wrong);
    }
}

/// A cell as a line of CSV would have it; none for what no column takes: dates, truth values, errors.
fn text_of(value: &DataRef<'_>) -> Option<String> {
    match value {
        DataRef::Int(number) => Some(number.to_string()),
        // The shortest decimal that is this number, which is what somebody typed.
        DataRef::Float(number) => Some(number.to_string()),
        DataRef::String(text) => Some(text.trim().to_owned()),
        DataRef::SharedString(text) => Some(text.trim().to_owned()),
        DataRef::Empty => Some(String::new()),
        _ => None,
    }
}
