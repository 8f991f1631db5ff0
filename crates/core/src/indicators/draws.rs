//! Who was drawn among whom: a few bytes for each draw, so that a month of a million draws is one walk.

use crate::assign::Receipt;
use crate::terms::{Instant, Sha256};
use std::collections::BTreeSet;

/// The experts of the register at a draw, by id: those who could be given the act and those who were passed over.
/// It changes so rarely that draws only name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster(Vec<String>);

/// The name of a roster: the first bytes of the digest of its ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RosterId(pub [u8; 8]);

impl Roster {
    /// The register that a receipt tells of.
    pub fn of(receipt: &Receipt) -> Self {
        let candidates = receipt.candidates.iter().map(|load| load.expert.as_str());
        let passed_over = receipt.exclusions.iter().map(|excluded| excluded.expert.as_str());
        let experts: BTreeSet<&str> = candidates.chain(passed_over).collect();
        Self(experts.into_iter().map(str::to_owned).collect())
    }

    /// As an archive keeps it.
    pub fn parse(text: &str) -> Self {
        Self(text.lines().map(str::to_owned).collect())
    }

    /// One id a line.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }

    /// Its name.
    pub fn id(&self) -> RosterId {
        let mut id = [0; 8];
        id.copy_from_slice(&Sha256::of(self.text().as_bytes()).0[..8]);
        RosterId(id)
    }

    /// The experts, in the order of their ids: a draw speaks of their places.
    pub fn experts(&self) -> &[String] {
        &self.0
    }

    fn place(&self, expert: &str) -> Option<usize> {
        self.0.binary_search_by(|one| one.as_str().cmp(expert)).ok()
    }
}

/// The draws of a case, the first one first, as an archive keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draws(Vec<u8>);

/// One draw: of the experts of a roster, those of the least load, and who of them was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw<'d> {
    /// When.
    pub at: Instant,
    /// The register at that time.
    pub roster: RosterId,
    /// The place of whoever was drawn; none where the register does not have them.
    pub drawn: Option<usize>,
    /// A bit for each place among which the lot was drawn, the lowest of the first byte first.
    lot: &'d [u8],
}

impl Draws {
    /// Reads what an archive keeps; nothing where it is not that.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            take(&mut rest)?;
        }
        Some(Self(bytes))
    }

    /// As an archive keeps them: instant in nanoseconds, roster, place of the drawn, length of the bits, bits; numbers
    /// with the highest byte first. Where there are no bits, the place is one more, and nought where it is not known.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Adds a draw. Where the receipt does not tell who was drawn among whom, its lot is empty.
    pub fn push(&mut self, expert: &str, receipt: &Receipt, at: Instant) {
        let roster = Roster::of(receipt);
        let mut lot = vec![0_u8; roster.0.len().div_ceil(8)];
        for place in receipt.tied.iter().filter_map(|expert| roster.place(expert)) {
            lot[place / 8] |= 1 << (place % 8);
        }
        let place = roster.place(expert).and_then(|place| u16::try_from(place).ok());
        let is_tied = |place: usize| lot[place / 8] & (1 << (place % 8)) != 0;
        let (drawn, lot) = match place {
            Some(place) if is_tied(place.into()) => (place, lot.as_slice()),
            place => (place.map_or(0, |place| place.saturating_add(1)), &[][..]),
        };
        let at = at.as_nanosecond().clamp(i64::MIN.into(), i64::MAX.into());
        self.0.extend(i64::try_from(at).unwrap_or_default().to_be_bytes());
        self.0.extend(roster.id().0);
        self.0.extend(drawn.to_be_bytes());
        self.0.extend(u16::try_from(lot.len()).unwrap_or_default().to_be_bytes());
        self.0.extend(&lot[..lot.len().min(u16::MAX.into())]);
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Draw<'_>> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || take(&mut rest))
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Draw<'_> {
    /// Among how many the lot was drawn.
    pub fn among(&self) -> usize {
        self.lot.iter().map(|byte| byte.count_ones() as usize).sum()
    }

    /// Their places.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.lot.iter().enumerate().flat_map(|(at, byte)| {
            let mut left = *byte;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(at * 8 + bit)
            })
        })
    }
}

fn take<'d>(bytes: &mut &'d [u8]) -> Option<Draw<'d>> {
    let (at, rest) = bytes.split_first_chunk()?;
    let (roster, rest) = rest.split_first_chunk()?;
    let (drawn, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (lot, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    *bytes = rest;
    let at = Instant::from_nanosecond(i64::from_be_bytes(*at).into()).ok()?;
    let drawn: usize = u16::from_be_bytes(*drawn).into();
    let drawn = if lot.is_empty() { drawn.checked_sub(1) } else { Some(drawn) };
    Some(Draw { at, roster: RosterId(*roster), drawn, lot })
}
