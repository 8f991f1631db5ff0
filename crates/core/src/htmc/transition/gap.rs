use crate::terms::Region;

/// What keeps a criterion from holding or from being known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "gap", rename_all = "kebab-case")]
pub enum Gap {
    /// Fewer regions than needed have a share above the bound.
    RegionsAbove {
        /// So many have.
        above: u64,
        /// So many are needed.
        needed: u64,
    },
    /// Fewer zones than needed have a share above the bound.
    ZonesAbove {
        /// So many have.
        above: u64,
        /// So many are needed.
        needed: u64,
    },
    /// The file has no figures of the type for these regions.
    FiguresMissing {
        /// The regions.
        regions: Vec<Region>,
    },
    /// The file does not say how many people live in these regions.
    PopulationMissing {
        /// The regions.
        regions: Vec<Region>,
    },
    /// Services of the list without figures of their cost: there is no mean over all of them.
    CostsMissing {
        /// So many are without.
        missing: u64,
        /// Of so many.
        of: u64,
    },
    /// The type was not provided in the year.
    NoServices,
    /// The law file gives this criterion no bound.
    NoBound,
}

impl Gap {
    /// The name of its message for people, in `htmc.ftl`; arguments as the members are named, of
    /// regions their number as `count` and their codes as `regions`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::RegionsAbove { .. } => "htmc-gap-regions-above",
            Self::ZonesAbove { .. } => "htmc-gap-zones-above",
            Self::FiguresMissing { .. } => "htmc-gap-figures-missing",
            Self::PopulationMissing { .. } => "htmc-gap-population-missing",
            Self::CostsMissing { .. } => "htmc-gap-costs-missing",
            Self::NoServices => "htmc-gap-no-services",
            Self::NoBound => "htmc-gap-no-bound",
        }
    }
}
