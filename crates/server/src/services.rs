//! A file of single services, folded into yearly figures by all processors at once: the file is cut at the ends of
//! lines, each part is read from its own place, and memory does not grow with the file.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use saraptama_core::law::{HtmcList, Law};
use saraptama_wire::transition::{Fold, LINE_BYTES};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Error, Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// Bytes that are read at once.
const BUFFER: usize = 256 * 1024;
/// A part is at least so long: shorter ones cost more to join than to read.
const PART_BYTES: u64 = 1024 * 1024;
/// Parts for each processor, so that none waits long for the slowest.
const PARTS_EACH: u64 = 4;

/// Folds the file into an [`empty`] fold; every bad line is in the answer.
///
/// # Errors
/// When the file cannot be read.
pub fn fold(path: &Path, empty: Fold) -> Result<Fold, Error> {
    let length = std::fs::metadata(path)?.len();
    let parts = (length / PART_BYTES).clamp(1, rayon::current_num_threads() as u64 * PARTS_EACH);
    let mut starts = vec![0];
    for part in 1..parts {
        let start = line_after(path, length * part / parts)?;
        if starts.last().is_some_and(|last| start > *last) {
            starts.push(start);
        }
    }
    starts.push(length);
    let ranges: Vec<(u64, u64)> = starts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let folded: Vec<Result<Fold, Error>> = ranges
        .into_par_iter()
        .map(|(start, end)| {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(start))?;
            let mut fold = empty.clone();
            fold.take(BufReader::with_capacity(BUFFER, file.take(end - start)), start == 0);
            Ok(fold)
        })
        .collect();
    let mut folded = folded.into_iter();
    let first = folded.next().unwrap_or(Ok(empty))?;
    folded.try_fold(first, |sum, part| Ok(sum.join(part?)))
}

/// A fold of nothing yet, by an edition of the list and the regions of `law` on `day`.
pub fn empty(law: &Law, list: &HtmcList, day: jiff::civil::Date) -> Fold {
    Fold::new(list, law.pilot.nearest(day).subjects.iter().filter_map(|subject| subject.region))
}

/// Where the first line begins that begins at or behind `place`.
fn line_after(path: &Path, place: u64) -> Result<u64, Error> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place.saturating_sub(1)))?;
    let mut skipped = Vec::new();
    // A line that is too long is refused by the part that it begins in.
    let read = BufReader::new(file.take(LINE_BYTES + 1)).read_until(b'\n', &mut skipped)?;
    Ok(place.saturating_sub(1) + read as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use saraptama_wire::transition::{LineWrong, Regions};
    use std::fmt::Write as _;

    const HEADER: &str = "code,section,date,region,organisation_level,cost,died,complication\n";
    const REGIONS: &str = "region,zone,year,population\nKZ-11,north,2024,800000\nKZ-19,south,2024,900000\n";

    fn services(rows: usize) -> String {
        let mut text = HEADER.to_owned();
        for n in 0..rows {
            let (region, level) = (["KZ-11", "KZ-19"][n % 2], ["regional", "republican"][n % 3 / 2]);
            let day = n % 28 + 1;
            writeln!(
                text,
                "35.84,emergency,2024-03-{day:02},{region},{level},1000.{:02},{},{}",
                n % 100,
                u8::from(n % 50 == 0),
                u8::from(n % 20 == 0)
            )
            .expect("a text grows");
        }
        text
    }

    fn nothing() -> Fold {
        let (law, day) = (Law::embedded(), date(2025, 9, 2));
        empty(&law, law.htmc.list_on(day).expect("an edition"), day)
    }

    fn folded(text: &str, name: &str) -> Fold {
        let file = std::env::temp_dir().join(format!("saraptama-services-{}-{name}", std::process::id()));
        std::fs::write(&file, text).expect("a file");
        let fold = fold(&file, nothing()).expect("it can be read");
        std::fs::remove_file(file).expect("it is there");
        fold
    }

    fn regions() -> Regions {
        Regions::read(REGIONS.as_bytes(), &Law::embedded().htmc.transitions.zones).expect("regions")
    }

    #[test]
    fn a_file_that_is_cut_folds_to_the_same_figures_as_a_whole_one() {
        let text = services(60_000);
        assert!(text.len() as u64 > 2 * PART_BYTES, "{}", text.len());
        let mut whole = nothing();
        whole.take(text.as_bytes(), true);
        let whole = whole.finish(&regions(), false).expect("figures");
        let cut = folded(&text, "cut").finish(&regions(), false).expect("figures");
        assert_eq!(String::from_utf8(cut.figures), String::from_utf8(whole.figures.clone()));
        let figures = String::from_utf8(whole.figures).expect("text");
        let services: u64 = figures.lines().skip(1).filter_map(|line| line.split(',').nth(6)?.parse::<u64>().ok()).sum();
        assert_eq!((services, whole.services), (60_000, 60_000));
        let cost: f64 = figures.lines().skip(1).filter_map(|line| line.split(',').nth(7)?.parse::<f64>().ok()).sum();
        assert_eq!(cost.round() as u64, 60_000 * 1000 + 600 * 4950 / 100);
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_in_the_whole_file_whatever_part_it_is_in() {
        let text = services(60_000);
        let mut lines: Vec<&str> = text.lines().collect();
        lines[7] = "35.84,emergency,2024-02-30,KZ-11,regional,1000.00,0,0";
        lines[59_999] = "35.840,emergency,2024-03-01,KZ-11,regional,1000.00,0,0";
        let faults = folded(&lines.join("\n"), "bad").finish(&regions(), false).expect_err("two lines are bad");
        let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.wrong)).collect();
        assert_eq!(told[0], (8, LineWrong::Field("date")));
        assert_eq!(told[1].0, 60_000, "zeros of a code count");
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn what_is_absent_was_not_provided_only_where_the_file_is_said_to_be_complete() {
        let rows = |is_complete| {
            let folded = folded(&services(3), if is_complete { "all" } else { "some" }).finish(&regions(), is_complete);
            folded.map(|folded| String::from_utf8(folded.figures).expect("text").lines().count() - 1)
        };
        assert_eq!(rows(false), Ok(3));
        assert!(rows(true).is_err(), "a complete file needs to be told of every region");
    }
}
