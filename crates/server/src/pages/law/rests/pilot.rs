use super::{Mark, Rests};
use jiff::civil::Date;
use saraptama_core::law::{PilotRules, Procedure, Requirement, Starts, Subject};

impl Rests<'_> {
    /// Order A. Outside its window nothing holds, so nothing is shown.
    pub(super) fn pilot(&mut self, date: Date) {
        let visit = self.visit;
        let Ok(rules) = visit.law().pilot.on(date) else { return };
        for subject in &rules.subjects {
            self.subject(subject);
        }
        self.vendors(rules);
        self.nosologies(rules);
        for requirement in &rules.requirements {
            self.requirement(requirement);
        }
        for note in &rules.notes {
            let args = [("id", note.id.as_str().into()), ("name", visit.of(&note.name).into())];
            self.value(&note.cite, visit.say("law-value-note", &args));
        }
        self.procedure(&rules.procedure);
    }

    fn subject(&mut self, subject: &Subject) {
        let visit = self.visit;
        if visit.lang != saraptama_wire::words::Lang::Kk {
            self.marked(&subject.cite, visit.of(&subject.name).to_owned(), Mark::Rendering);
        }
        let text = match &subject.starts {
            Starts::On(day) => visit.say("law-value-starts", &[("on", visit.day(*day).into())]),
            Starts::ByVendor(_) => visit.t("law-value-starts-by-vendor"),
        };
        self.value(&subject.cite, text);
        if subject.inherits.is_some() {
            self.at(&subject.cite).readings.insert("AMB-1".to_owned());
        }
    }

    /// The footnotes are the same for every row that starts by vendor.
    fn vendors(&mut self, rules: &PilotRules) {
        let by_vendor = rules.subjects.iter().find_map(|subject| match &subject.starts {
            Starts::ByVendor(vendors) => Some(vendors),
            Starts::On(_) => None,
        });
        for vendor in by_vendor.into_iter().flatten() {
            let args = [("name", vendor.name.as_str().into()), ("on", self.visit.day(vendor.on).into())];
            self.value(&vendor.cite, self.visit.say("law-value-vendor", &args));
        }
    }

    fn nosologies(&mut self, rules: &PilotRules) {
        let visit = self.visit;
        for nosology in &rules.nosologies {
            let codes: Vec<String> =
                nosology.printed.iter().flat_map(|line| &line.codes).map(std::string::ToString::to_string).collect();
            let args = [
                ("name", visit.of(&nosology.name).into()),
                ("n", i64::try_from(codes.len()).unwrap_or_default().into()),
                ("codes", codes.join(", ").into()),
            ];
            self.value(&nosology.cite, visit.say("law-value-codes", &args));
            if let Some(years) = nosology.below_age_years {
                self.value(&nosology.cite, visit.say("law-value-below-age", &[("years", i64::from(years).into())]));
            }
            self.read_by(&nosology.cite, &nosology.readings);
        }
        for form in &rules.sub_forms {
            let args = [("n", i64::from(form.number).into()), ("name", visit.of(&form.name).into())];
            self.marked(&form.cite, visit.say("law-value-sub-form", &args), Mark::Rendering);
            let group = "I".repeat(usize::from(form.hypothesised_group.min(3)));
            self.marked(&form.cite, visit.say("law-value-group", &[("group", group.into())]), Mark::Unconfirmed);
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        let visit = self.visit;
        let args = [("id", requirement.id.as_str().into()), ("name", visit.of(&requirement.name).into())];
        self.value(&requirement.cite, visit.say("law-value-requirement", &args));
        if requirement.is_if_available() {
            self.value(&requirement.cite, visit.say("law-value-if-available", &args[..1]));
        }
        if requirement.carried_on_repeat {
            self.value(&requirement.cite, visit.say("law-value-carried", &args[..1]));
        }
        self.read_by(&requirement.cite, &requirement.readings);
    }

    fn procedure(&mut self, procedure: &Procedure) {
        let visit = self.visit;
        let hour = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let days = i64::from(procedure.decision_working_days);
        self.value(&procedure.deadline_cite, visit.say("law-value-term", &[("days", days.into())]));
        let cut_off = visit.say("law-value-cut-off", &[("hour", hour(procedure.cut_off).into())]);
        self.value(&procedure.deadline_cite, cut_off);
        // The order does not say when the working day ends (AMB-21).
        let ends = visit.say("law-value-day-ends", &[("hour", hour(procedure.day_ends).into())]);
        self.marked(&procedure.deadline_cite, ends, Mark::Assumed);
        let first = if procedure.arrival_day_counts { "law-value-first-day" } else { "law-value-next-day" };
        self.value(&procedure.deadline_cite, visit.t(first));
        let experts = i64::from(procedure.experts_per_act);
        self.value(&procedure.assignment_cite, visit.say("law-value-experts", &[("n", experts.into())]));
        if procedure.extraterritorial {
            self.value(&procedure.assignment_cite, visit.t("law-value-extraterritorial"));
        }
        self.read_by(&procedure.deadline_cite, &procedure.deadline_readings);
        self.read_by(&procedure.assignment_cite, &procedure.assignment_readings);
    }
}
