use super::{Judged, Judgement, MeanOver, Measure, Outcomes, Readings, Tally, Verdict};

/// A type as the usual readings judge it, and as each other reading would that the text allows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Compared {
    /// By the usual readings.
    #[serde(flatten)]
    pub usual: Judgement,
    /// By every other one, where only that differs.
    pub otherwise: Vec<Otherwise>,
}

/// What another reading of one criterion says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Otherwise {
    /// `T1` to `T4`.
    pub criterion: String,
    /// The ruling that chooses among the readings: `AMB-30`.
    pub ruling: &'static str,
    /// The reading in a word: `regions`, `zones`, `codes`, `each`.
    pub reading: &'static str,
    /// Whether the criterion holds by it.
    pub verdict: Verdict,
    /// The figures behind it.
    pub measures: Vec<Measure>,
    /// Whether the verdict is another than by the usual readings.
    pub differs: bool,
    /// All four would hold.
    pub excluded: bool,
    /// Three of the four would.
    pub watch_list: bool,
}

impl Tally<'_> {
    /// Judges every type by the usual readings and by each other one: AMB-30 (regions or zones alone), AMB-31 (mean
    /// over the list's codes), AMB-33 (deaths and complications each).
    pub fn compare(&self) -> Vec<Compared> {
        let usual = self.judge(Readings::default());
        let codes = self.judge(Readings { mean_over: MeanOver::Codes, ..Readings::default() });
        let each = self.judge(Readings { outcomes: Outcomes::Each, ..Readings::default() });
        let all = usual.into_iter().zip(codes).zip(each);
        all.map(|((usual, codes), each)| {
            let mut otherwise = Vec::new();
            for reading in ["regions", "zones"] {
                otherwise.extend(of_count(&usual, reading));
            }
            otherwise.extend(of_judged(&usual, &codes, "T2", "AMB-31", "codes"));
            otherwise.extend(of_judged(&usual, &each, "T4", "AMB-33", "each"));
            Compared { usual, otherwise }
        })
        .collect()
    }
}

/// T1 by its count of regions alone, or of zones alone.
fn of_count(usual: &Judgement, reading: &'static str) -> Option<Otherwise> {
    let judged = criterion(usual, "T1")?;
    let count = judged.measures.iter().find(|measure| measure.of == reading)?.clone();
    Some(otherwise(usual, judged, "AMB-30", reading, count.verdict, vec![count]))
}

fn of_judged(usual: &Judgement, other: &Judgement, id: &str, ruling: &'static str, reading: &'static str) -> Option<Otherwise> {
    let other = criterion(other, id)?;
    Some(otherwise(usual, criterion(usual, id)?, ruling, reading, other.verdict, other.measures.clone()))
}

fn otherwise(
    usual: &Judgement,
    judged: &Judged,
    ruling: &'static str,
    reading: &'static str,
    verdict: Verdict,
    measures: Vec<Measure>,
) -> Otherwise {
    let met =
        |one: &&Judged| if one.criterion == judged.criterion { verdict == Verdict::Met } else { one.verdict == Verdict::Met };
    let met = usual.criteria.iter().filter(met).count();
    Otherwise {
        criterion: judged.criterion.clone(),
        ruling,
        reading,
        verdict,
        measures,
        differs: verdict != judged.verdict,
        excluded: met == 4 && usual.criteria.len() == 4,
        watch_list: met == 3,
    }
}

fn criterion<'j>(judgement: &'j Judgement, id: &str) -> Option<&'j Judged> {
    judgement.criteria.iter().find(|judged| judged.criterion == id)
}
