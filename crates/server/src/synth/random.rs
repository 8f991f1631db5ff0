/// A stream of numbers that depends on its seed alone (splitmix64, Steele, Lea and Flood 2014): the
/// same seed gives the same forms on every machine and in every version. Not for secrets.
pub(crate) struct Random(u64);

impl Random {
    /// The stream of the `index`-th form of a seed; neighbours have nothing in common.
    pub(crate) fn new(seed: u64, index: u64) -> Self {
        let mut outer = Self(seed);
        let start = outer.next();
        let mut inner = Self(start ^ index.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(inner.next())
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0. The bias of the remainder is below 2^-40 here.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to - from + 1)
    }

    /// True in so many cases of a hundred.
    pub(crate) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// One of the items.
    pub(crate) fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        let at = self.below(items.len() as u64) as usize;
        items.get(at)
    }
}
