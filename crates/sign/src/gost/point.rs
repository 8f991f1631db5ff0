//! Points of a curve y² = x³ + a·x + b in Jacobian coordinates (x/z², y/z³).

use super::field::Element;

/// A point other than the one at infinity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Affine<const N: usize, const C: u64> {
    pub(super) x: Element<N, C>,
    pub(super) y: Element<N, C>,
}

/// Any point; the one at infinity has z = 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point<const N: usize, const C: u64> {
    pub(super) x: Element<N, C>,
    pub(super) y: Element<N, C>,
    pub(super) z: Element<N, C>,
}

/// A point that is added often, with the powers of its z.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addend<const N: usize, const C: u64> {
    point: Point<N, C>,
    zz: Element<N, C>,
    zzz: Element<N, C>,
}

/// The coefficient a.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slope<const N: usize, const C: u64> {
    /// a = -3, which spares two squares in every doubling.
    MinusThree,
    /// Any other a.
    Other(Element<N, C>),
}

impl<const N: usize, const C: u64> Slope<N, C> {
    pub(super) fn value(&self) -> Element<N, C> {
        match self {
            Self::MinusThree => Element::small(3).negative(),
            Self::Other(a) => *a,
        }
    }
}

impl<const N: usize, const C: u64> Affine<N, C> {
    pub(super) fn negative(&self) -> Self {
        Self { x: self.x, y: self.y.negative() }
    }
}

impl<const N: usize, const C: u64> From<Affine<N, C>> for Point<N, C> {
    fn from(affine: Affine<N, C>) -> Self {
        Self { x: affine.x, y: affine.y, z: Element::ONE }
    }
}

impl<const N: usize, const C: u64> From<Point<N, C>> for Addend<N, C> {
    fn from(point: Point<N, C>) -> Self {
        let zz = point.z.square();
        Self { point, zz, zzz: zz.times(&point.z) }
    }
}

impl<const N: usize, const C: u64> Addend<N, C> {
    pub(super) fn negative(&self) -> Self {
        let point = Point { y: self.point.y.negative(), ..self.point };
        Self { point, ..*self }
    }
}

impl<const N: usize, const C: u64> Point<N, C> {
    pub(super) const INFINITY: Self = Self { x: Element::ONE, y: Element::ONE, z: Element::ZERO };

    pub(super) fn is_infinity(&self) -> bool {
        self.z.is_zero()
    }

    /// The coordinates; the point at infinity has none.
    pub(super) fn to_affine(self) -> Option<Affine<N, C>> {
        let inverse = self.z.inverse()?;
        let square = inverse.square();
        Some(Affine { x: self.x.times(&square), y: self.y.times(&square.times(&inverse)) })
    }

    /// Whether x/z² is `x`, without a division.
    pub(super) fn has_x(&self, x: &Element<N, C>) -> bool {
        !self.is_infinity() && x.times(&self.z.square()).is(&self.x)
    }

    /// 2·self; three products and five squares where a = -3.
    pub(super) fn double(&self, slope: &Slope<N, C>) -> Self {
        let zz = self.z.square();
        let yy = self.y.square();
        let tangent = match slope {
            Slope::MinusThree => self.x.minus(&zz).times(&self.x.plus(&zz)),
            Slope::Other(_) => self.x.square(),
        };
        let tangent = tangent.twice().plus(&tangent);
        let tangent = match slope {
            Slope::MinusThree => tangent,
            Slope::Other(a) => tangent.plus(&a.times(&zz.square())),
        };
        let four = self.x.times(&yy).twice().twice();
        let x = tangent.square().minus(&four.twice());
        let eight_yyyy = yy.square().twice().twice().twice();
        let y = tangent.times(&four.minus(&x)).minus(&eight_yyyy);
        let z = self.y.plus(&self.z).square().minus(&yy).minus(&zz);
        Self { x, y, z }
    }

    /// self + other; eleven products and three squares.
    pub(super) fn plus(&self, other: &Addend<N, C>, slope: &Slope<N, C>) -> Self {
        if other.point.is_infinity() {
            return *self;
        }
        if self.is_infinity() {
            return other.point;
        }
        let zz = self.z.square();
        let (u1, u2) = (self.x.times(&other.zz), other.point.x.times(&zz));
        let (s1, s2) = (self.y.times(&other.zzz), other.point.y.times(&zz.times(&self.z)));
        let z = self.z.times(&other.point.z);
        self.chord(slope, u1, s1, &u2, &s2, &z)
    }

    /// self + other; eight products and three squares.
    pub(super) fn plus_affine(&self, other: &Affine<N, C>, slope: &Slope<N, C>) -> Self {
        if self.is_infinity() {
            return (*other).into();
        }
        let zz = self.z.square();
        let (u2, s2) = (other.x.times(&zz), other.y.times(&zz.times(&self.z)));
        self.chord(slope, self.x, self.y, &u2, &s2, &self.z)
    }

    /// The sum of (u1, s1) and (u2, s2), both over z: `self` and another point.
    #[inline(always)]
    fn chord(
        &self,
        slope: &Slope<N, C>,
        u1: Element<N, C>,
        s1: Element<N, C>,
        u2: &Element<N, C>,
        s2: &Element<N, C>,
        z: &Element<N, C>,
    ) -> Self {
        let (h, r) = (u2.minus(&u1), s2.minus(&s1));
        if h.is_zero() {
            return if r.is_zero() { self.double(slope) } else { Self::INFINITY };
        }
        let hh = h.square();
        let hhh = hh.times(&h);
        let v = u1.times(&hh);
        let x = r.square().minus(&hhh).minus(&v.twice());
        let y = r.times(&v.minus(&x)).minus(&s1.times(&hhh));
        Self { x, y, z: z.times(&h) }
    }
}
