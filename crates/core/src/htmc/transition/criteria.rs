use super::super::Decimal;
use super::mean::Mean;
use super::tally::{Figures, Tally, Type};
use super::{Gap, Judged, Judgement, Measure, Outcomes, Readings, Verdict};
use crate::law::TransitionRule;
use crate::terms::Region;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A type with everything that the four criteria ask of it.
struct Case<'c> {
    tally: &'c Tally<'c>,
    year: i16,
    figures: &'c BTreeMap<Region, Figures>,
    missing: Vec<Region>,
    mean: &'c Mean,
    readings: Readings,
}

type Finding = (Verdict, Vec<Measure>, Vec<Gap>);

pub(super) fn judge(
    tally: &Tally<'_>,
    of: &Type,
    figures: &BTreeMap<Region, Figures>,
    mean: &Mean,
    readings: Readings,
) -> Judgement {
    let missing = tally.regions.iter().copied().filter(|region| !figures.contains_key(region)).collect();
    let case = Case { tally, year: of.year, figures, missing, mean, readings };
    let criteria: Vec<Judged> = tally.law.rules.iter().map(|rule| case.judge(rule)).collect();
    let met = criteria.iter().filter(|one| one.verdict == Verdict::Met).count();
    Judgement {
        code: of.code.clone(),
        section: of.section,
        year: of.year,
        excluded: met == 4 && criteria.len() == 4,
        watch_list: met == 3,
        criteria,
        source: tally.law.together_cite.clone(),
    }
}

impl Case<'_> {
    fn judge(&self, rule: &TransitionRule) -> Judged {
        let (verdict, measures, gaps) = match rule.id.as_str() {
            "T1" => self.transferred(rule),
            "T2" => self.cheaper_than_the_mean(rule),
            "T3" => self.rare(rule),
            "T4" => self.safe(rule),
            _ => (Verdict::Undefined, vec![], vec![Gap::NoBound]),
        };
        let (criterion, source, readings) = (rule.id.clone(), rule.cite.clone(), rule.readings.clone());
        Judged { criterion, verdict, measures, gaps, source, readings }
    }

    /// T1: in five or more regions the regional level does more than 75 %. "Regions" is read both ways,
    /// as regions and as geographic zones, and must hold in both (AMB-30): an exclusion is the graver
    /// outcome, so a doubt stands against it.
    fn transferred(&self, rule: &TransitionRule) -> Finding {
        let Some(bound) = Bound::of(rule, 100) else { return no_bound() };
        let needed = u64::from(self.tally.law.regions_needed);

        let of_region = |(region, one): (&Region, &Figures)| bound.measure(region.to_string(), one.regional, one.services);
        let regions: Vec<Measure> = self.figures.iter().map(of_region).collect();
        let regions_above = above(&regions);
        let by_regions = reached(regions_above, self.missing.len() as u64, needed);

        let zones: Vec<Measure> = self.tally.law.zones.iter().map(|zone| self.zone(zone, &bound)).collect();
        let zones_above = above(&zones);
        let by_zones = reached(zones_above, zones.iter().filter(|m| m.verdict == Verdict::Undefined).count() as u64, needed);

        let mut gaps = Vec::new();
        if regions_above < needed {
            gaps.push(Gap::RegionsAbove { above: regions_above, needed });
        }
        if zones_above < needed {
            gaps.push(Gap::ZonesAbove { above: zones_above, needed });
        }
        let verdict = by_regions.and(by_zones);
        gaps.extend(self.figures_missing());
        let count = |of: &str, above: u64, out_of: usize, verdict| {
            let (numerator, denominator) = (above.to_string(), out_of.to_string());
            Measure { of: of.to_owned(), numerator, denominator, bound: Some(needed.to_string()), verdict }
        };
        let counts = [
            count("regions", regions_above, self.tally.regions.len(), by_regions),
            count("zones", zones_above, zones.len(), by_zones),
        ];
        (verdict, counts.into_iter().chain(regions).chain(zones).collect(), gaps)
    }

    /// A zone's share is known only if the figures of all its regions are there.
    fn zone(&self, zone: &str, bound: &Bound<'_>) -> Measure {
        let within = |region: &Region| self.tally.zones.get(region).map(|name| name == zone);
        let here = self.figures.iter().filter(|(region, _)| within(region) == Some(true));
        let (regional, services) = here.fold((0, 0), |sum, (_, one)| (sum.0 + one.regional, sum.1 + one.services));
        let mut measure = bound.measure(zone.to_owned(), regional, services);
        if self.missing.iter().any(|region| within(region) != Some(false)) {
            measure.verdict = Verdict::Undefined;
        }
        measure
    }

    /// T2: the service costs less than the mean of all services of the list (AMB-31).
    fn cheaper_than_the_mean(&self, rule: &TransitionRule) -> Finding {
        let (cost, services) = (self.sum(|one| one.cost_tiyn), self.sum(|one| one.services));
        let known = self.mean.missing == 0;
        let mut gaps = Vec::new();
        if services == 0 {
            gaps.push(Gap::NoServices);
        }
        if !known {
            gaps.push(Gap::CostsMissing { missing: self.mean.missing, of: self.mean.of });
        }
        let verdict = match gaps.is_empty().then(|| holds(&rule.comparison, self.mean.compare(cost, services))).flatten() {
            Some(holds) => holds.into(),
            None => Verdict::Undefined,
        };
        let bound = known.then(|| tenge(self.mean.whole_tiyn()));
        let measure =
            Measure { of: "unit-cost".into(), numerator: tenge(cost), denominator: services.to_string(), bound, verdict };
        (verdict, vec![measure], gaps)
    }

    /// T3: at most one service per 100 000 people a year. The comparison is data (AMB-32).
    fn rare(&self, rule: &TransitionRule) -> Finding {
        let Some(bound) = Bound::of(rule, 100_000) else { return no_bound() };
        let people = |region: &Region| self.tally.population.get(&(self.year, *region)).copied();
        let unknown: Vec<Region> = self.tally.regions.iter().copied().filter(|region| people(region).is_none()).collect();
        let population = self.tally.regions.iter().filter_map(people).sum();
        let mut measure = bound.measure("rate".into(), self.sum(|one| one.services), population);
        // More services can only raise the rate: where it is too high already, it stays too high.
        let surely_fails = unknown.is_empty() && measure.verdict == Verdict::NotMet && rule.comparison == "at-most";
        let mut gaps: Vec<Gap> = self.figures_missing().into_iter().collect();
        if !unknown.is_empty() {
            gaps.push(Gap::PopulationMissing { regions: unknown });
        }
        if !gaps.is_empty() && !surely_fails {
            measure.verdict = Verdict::Undefined;
        }
        (measure.verdict, vec![measure], gaps)
    }

    /// T4: deaths and complications stay below 10 % of the services, by default as a sum (AMB-33).
    fn safe(&self, rule: &TransitionRule) -> Finding {
        let Some(bound) = Bound::of(rule, 100) else { return no_bound() };
        let (deaths, complications) = (self.sum(|one| one.deaths), self.sum(|one| one.complications));
        let services = self.sum(|one| one.services);
        let mut measures = match self.readings.outcomes {
            Outcomes::Sum => vec![bound.measure("outcomes".into(), deaths + complications, services)],
            Outcomes::Each => vec![
                bound.measure("deaths".into(), deaths, services),
                bound.measure("complications".into(), complications, services),
            ],
        };
        let mut gaps: Vec<Gap> = self.figures_missing().into_iter().collect();
        gaps.extend((services == 0).then_some(Gap::NoServices));
        if !gaps.is_empty() {
            measures.iter_mut().for_each(|measure| measure.verdict = Verdict::Undefined);
        }
        (measures.iter().fold(Verdict::Met, |all, measure| all.and(measure.verdict)), measures, gaps)
    }

    fn sum(&self, figure: impl Fn(&Figures) -> u64) -> u64 {
        self.figures.values().map(figure).sum()
    }

    fn figures_missing(&self) -> Option<Gap> {
        (!self.missing.is_empty()).then(|| Gap::FiguresMissing { regions: self.missing.clone() })
    }
}

/// A rule's bound: so many per `unit` (100: percent).
struct Bound<'r> {
    rule: &'r TransitionRule,
    printed: &'r str,
    value: Decimal,
    unit: u64,
}

impl<'r> Bound<'r> {
    fn of(rule: &'r TransitionRule, unit: u64) -> Option<Self> {
        let printed = rule.bound.as_deref()?;
        holds(&rule.comparison, Ordering::Equal)?;
        Some(Self { rule, printed, value: Decimal::parse(printed, 9).ok()?, unit })
    }

    /// Compares `numerator / denominator` with the bound, without dividing. Where nothing was done,
    /// there is no share, and none above any bound.
    fn measure(&self, of: String, numerator: u64, denominator: u64) -> Measure {
        let wide = |n: u64| u128::from(n);
        let left = wide(numerator) * wide(self.unit) * 10u128.pow(self.value.scale);
        let right = wide(self.value.digits) * wide(denominator);
        let verdict = denominator > 0 && holds(&self.rule.comparison, left.cmp(&right)) == Some(true);
        let (numerator, denominator) = (numerator.to_string(), denominator.to_string());
        Measure { of, numerator, denominator, bound: Some(self.printed.to_owned()), verdict: verdict.into() }
    }
}

/// The law file's comparisons: `above`, `below`, `at-most`.
fn holds(comparison: &str, ordering: Ordering) -> Option<bool> {
    match comparison {
        "above" => Some(ordering == Ordering::Greater),
        "below" => Some(ordering == Ordering::Less),
        "at-most" => Some(ordering != Ordering::Greater),
        _ => None,
    }
}

fn above(measures: &[Measure]) -> u64 {
    measures.iter().filter(|measure| measure.verdict == Verdict::Met).count() as u64
}

/// `needed` are reached, or could be if the unknown ones were known, or cannot.
fn reached(above: u64, unknown: u64, needed: u64) -> Verdict {
    match (above >= needed, above + unknown >= needed) {
        (true, _) => Verdict::Met,
        (false, true) => Verdict::Undefined,
        (false, false) => Verdict::NotMet,
    }
}

fn no_bound() -> Finding {
    (Verdict::Undefined, vec![], vec![Gap::NoBound])
}

fn tenge(tiyn: u64) -> String {
    format!("{}.{:02}", tiyn / 100, tiyn % 100)
}
