//! What can be proved: sums are eliminated one from the other, and bounds are drawn tighter by every sum, again and
//! again, until nothing moves.

use super::known::{Known, Sum};

/// The cells of which the exact number can be told, with it.
pub fn proved(known: &Known) -> Vec<(usize, i128)> {
    let mut sums = known.equal.clone();
    sums.extend(reduced(known));
    let mut bounds = known.bounds.clone();
    // Every round moves some whole bound; what goes on moving for ever contradicts itself.
    for _ in 0..200 {
        let before = bounds.clone();
        sums.iter().for_each(|(terms, value)| tighten(terms, *value, true, &mut bounds));
        known.at_least.iter().for_each(|terms| tighten(terms, 0, false, &mut bounds));
        if bounds == before {
            break;
        }
    }
    bounds.iter().enumerate().filter(|(_, (low, high))| *high == Some(*low)).map(|(cell, (low, _))| (cell, *low)).collect()
}

/// Draws each cell's bounds tighter by those of the others: their sum is `value`, or at least that.
fn tighten(terms: &[(usize, i128)], value: i128, is_exact: bool, bounds: &mut [(i128, Option<i128>)]) {
    // The least and the most that a term can be; none where it may be anything.
    let reach = |(cell, by): (usize, i128), bounds: &[(i128, Option<i128>)]| {
        let (low, high) = bounds[cell];
        let ends = (Some(low * by), high.map(|high| high * by));
        if by > 0 { ends } else { (ends.1, ends.0) }
    };
    for (at, (cell, by)) in terms.iter().copied().enumerate() {
        let others = || terms.iter().copied().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| reach(term, bounds));
        let least: Option<i128> = others().map(|ends| ends.0).sum();
        let most: Option<i128> = others().map(|ends| ends.1).sum();
        // by * cell lies between these.
        let (from, to) = (most.map(|most| value - most), least.filter(|_| is_exact).map(|least| value - least));
        let (from, to) = if by > 0 { (from, to) } else { (to.map(|to| -to), from.map(|from| -from)) };
        let by = by.abs();
        let (low, high) = &mut bounds[cell];
        if let Some(from) = from {
            *low = (*low).max(from.div_euclid(by) + i128::from(from.rem_euclid(by) > 0));
        }
        if let Some(to) = to.map(|to| to.div_euclid(by)) {
            *high = Some(high.map_or(to, |high| high.min(to)));
        }
    }
}

/// The sums after elimination, in whole numbers.
fn reduced(known: &Known) -> Vec<Sum> {
    let width = known.cells.len();
    let dense = |(terms, value): &Sum| {
        let mut row = vec![0; width + 1];
        terms.iter().for_each(|(cell, by)| row[*cell] += by);
        row[width] = *value;
        row
    };
    let mut rows: Vec<Vec<i128>> = known.equal.iter().map(dense).collect();
    let mut rank = 0;
    for column in 0..width {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let pivot = rows[rank].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, row)| *at != rank && row[column] != 0) {
            let factor = row[column];
            let mut divisor = 0;
            for (cell, by) in row.iter_mut().zip(&pivot) {
                *cell = *cell * pivot[column] - by * factor;
                divisor = gcd(divisor, cell.abs());
            }
            if divisor > 1 {
                row.iter_mut().for_each(|cell| *cell /= divisor);
            }
        }
        rank += 1;
    }
    let sparse = |row: Vec<i128>| {
        let value = row[width];
        (row[..width].iter().copied().enumerate().filter(|(_, by)| *by != 0).collect(), value)
    };
    rows.into_iter().take(rank).map(sparse).collect()
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
