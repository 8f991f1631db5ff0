//! An edition of the list of high-tech services as bytes: the rows as everybody is given them, the file of rows that
//! comes in and goes out, the bytes that are signed, and an edition as another node tells it.

mod canonical;
mod csv_file;
mod heard;
mod listed;
mod told;

pub use canonical::canonical;
pub use csv_file::{COLUMNS, Dialect, FILE_BYTES, RowsFault, RowsWrong, read, write, write_table};
pub use heard::{read_edition, read_names};
pub use listed::{DIFFERENCE_COLUMNS, Differs, Listed};
pub use told::{difference, edition, heading};
