//! The data bank's tables.

use super::lots::fairness;
use super::{Counted, Figures, at, first, here, instant, seconds, spread, tally, text};
use saraptama_core::indicators::{Month, System};
use saraptama_core::terms::Instant;
use serde_json::Value;

/// What was decided, in the decision's own words.
#[derive(Clone, Debug)]
pub struct Ruled {
    pub result: String,
    pub category: String,
    pub term: String,
}

/// An act: what its form says of it, by row of the tables; what was decided; what happened.
#[derive(Clone, Debug)]
pub struct Act {
    pub vendor: String,
    pub subject: String,
    pub nosology: String,
    /// Of a nosology that has sub-forms: which.
    pub sub_form: Option<String>,
    pub ruled: Option<Ruled>,
    pub events: Vec<Value>,
}

impl Act {
    fn at(&self, name: &str) -> Option<Instant> {
        at(&self.events, name)
    }

    fn stopped(&self) -> Option<Instant> {
        self.at("returned").or(self.at("withdrawn"))
    }

    /// The ends of the terms, the first expert's first.
    fn dues(&self) -> Vec<Instant> {
        self.events.iter().filter_map(|event| instant(event, "due_at")).collect()
    }

    /// Who had it when the month ended.
    fn expert(&self, month: &Month) -> Option<String> {
        let given = |event: &&Value| event["due_at"].is_string() && instant(event, "at").is_some_and(|at| at < month.to);
        Some(text(self.events.iter().rfind(given)?, "expert"))
    }

    fn signed_at(&self) -> Option<Instant> {
        self.events.iter().find_map(|event| instant(event, "signed_at"))
    }

    fn in_time(&self, month: &Month) -> bool {
        here(month, self.at("decided")) && self.at("decided") <= self.dues().last().copied()
    }

    fn late(&self, month: &Month) -> bool {
        here(month, self.at("decided")) && self.at("decided") > self.dues().last().copied()
    }

    fn overdue(&self, month: &Month) -> bool {
        let Some(due) = self.dues().first().copied() else { return false };
        let answered = [self.at("decided"), self.stopped()].into_iter().flatten();
        here(month, Some(due)) && !answered.into_iter().any(|at| at < month.to && at <= due)
    }

    fn why_overdue(&self, month: &Month) -> String {
        let before = |at: Option<Instant>| at.is_some_and(|at| at < month.to);
        match first(&self.events, "reassigned") {
            Some(moved) if before(instant(moved, "at")) => text(moved, "reason"),
            _ if before(self.at("decided")) => "decided-late".to_owned(),
            _ => "still-open".to_owned(),
        }
    }

    /// Where it stood at the month's end: what happened to it last before that.
    fn stood(&self, month: &Month) -> &'static str {
        let before = |event: &&Value| instant(event, "at").is_some_and(|at| at < month.to);
        let last = self.events.iter().rfind(before);
        match last.map(|event| text(event, "event")).unwrap_or_default().as_str() {
            "decided" | "registered" => "registered",
            "returned" => "returned",
            "withdrawn" => "withdrawn",
            "assigned" | "reassigned" | "decision-frozen" => "with-expert",
            "numbered" | "waitlisted" | "nobody-eligible" => "waiting",
            "accepted" => "not-numbered",
            other => panic!("an accepted act stands at {other}"),
        }
    }
}

/// Every table of the data bank that acts tell of.
pub fn acts(month: &Month, acts: &[Act]) -> Counted {
    let here_is = |act: &&Act, name: &str| here(month, act.at(name));
    let of = |is: &dyn Fn(&&Act) -> bool, key: &dyn Fn(&Act) -> String| tally(acts.iter().filter(is).map(key));
    let mut counted: Counted = Counted::new();
    let mut put = |id: &'static str, figures: Figures| drop(counted.insert((System::DataBank, id), figures));

    let arrived = [("accepted", "accepted"), ("refused", "refused")];
    let arrived = arrived.map(|(name, key)| of(&|act| here_is(act, name), &|_| key.to_owned()));
    put("arrivals", arrived.into_iter().flatten().collect());
    let why =
        |name: &'static str| move |act: &Act| first(&act.events, name).map(|event| text(event, "reason")).unwrap_or_default();
    put("refusals", of(&|act| here_is(act, "refused"), &why("refused")));
    put("fate", of(&|act| here_is(act, "accepted"), &|act| act.stood(month).to_owned()));
    put("terms", terms(month, acts));
    put("stages", stages(month, acts));
    put("overdue", of(&|act| act.overdue(month), &|act| act.why_overdue(month)));
    put("moved", of(&|act| here_is(act, "reassigned"), &why("reassigned")));
    put("nobody", of(&|act| here_is(act, "nobody-eligible"), &|_| "nobody-eligible".to_owned()));

    let decided = |act: &&Act| here_is(act, "decided");
    let said = |what: fn(&Ruled) -> &String| move |act: &Act| act.ruled.as_ref().map(what).cloned().unwrap_or_default();
    let established = |act: &&Act| decided(act) && act.ruled.as_ref().is_some_and(|ruled| ruled.result == "established");
    put("results", of(&decided, &said(|ruled| &ruled.result)));
    put("categories", of(&established, &said(|ruled| &ruled.category)));
    put("decision-terms", of(&established, &said(|ruled| &ruled.term)));

    put("by-subject", lines(month, acts, |act| Some(act.subject.clone())));
    put("by-vendor", lines(month, acts, |act| Some(act.vendor.clone())));
    put("by-nosology", lines(month, acts, |act| Some(act.nosology.clone())));
    put("by-sub-form", lines(month, acts, |act| act.sub_form.clone()));
    put("experts", experts(month, acts));
    let [shares, whole] = fairness(month, acts.iter().flat_map(|act| &act.events));
    put("fairness", shares);
    put("fairness-whole", whole);
    counted
}

fn terms(month: &Month, acts: &[Act]) -> Figures {
    let kept = acts.iter().filter(|act| act.in_time(month)).count() as u64;
    let broken = acts.iter().filter(|act| act.late(month)).count() as u64;
    let all = kept + broken;
    let share = |n: u64| (all > 0).then(|| (n as f64 * 1000.0 / all as f64).round() as u64);
    [("in-time", kept), ("late", broken)].map(|(key, n)| (key.to_owned(), vec![Some(n), share(n)])).into()
}

fn stages(month: &Month, acts: &[Act]) -> Figures {
    let stages: [(&str, &str, &str); 6] = [
        ("transport", "", "accepted"),
        ("numbering", "accepted", "numbered"),
        ("stage-waiting", "numbered", "assigned"),
        ("deciding", "assigned", "decided"),
        ("registering", "decided", "registered"),
        ("whole", "", "registered"),
    ];
    let took = |act: &Act, from: &str, to: &str| {
        let from = if from.is_empty() { act.signed_at() } else { act.at(from) };
        Some(seconds(from?, act.at(to)?))
    };
    let of = |(stage, from, to): (&str, &str, &str)| {
        let ended = acts.iter().filter(|act| here(month, act.at(to)));
        let all: Vec<u64> = ended.filter_map(|act| took(act, from, to)).collect();
        (stage.to_owned(), spread(&all))
    };
    stages.map(of).into()
}

fn lines(month: &Month, acts: &[Act], key: impl Fn(&Act) -> Option<String>) -> Figures {
    let mut figures = Figures::new();
    for act in acts {
        let flags = [here(month, act.at("accepted")), act.in_time(month), act.late(month), act.overdue(month)];
        if let Some(key) = key(act).filter(|_| flags.contains(&true)) {
            add(figures.entry(key).or_default(), &flags);
        }
    }
    figures
}

fn add(row: &mut Vec<Option<u64>>, flags: &[bool]) {
    row.resize(flags.len(), Some(0));
    row.iter_mut().zip(flags).for_each(|(n, flag)| *n = n.map(|n| n + u64::from(*flag)));
}

fn experts(month: &Month, acts: &[Act]) -> Figures {
    let mut figures = Figures::new();
    let before = |at: Option<Instant>| at.is_some_and(|at| at < month.to);
    for act in acts {
        let Some(expert) = act.expert(month) else { continue };
        let open = before(act.at("assigned")) && !before(act.at("decided")) && !before(act.stopped());
        let flags = [here(month, act.at("assigned")), act.in_time(month), act.late(month), open];
        if flags.contains(&true) {
            add(figures.entry(expert).or_default(), &flags);
        }
    }
    figures
}
