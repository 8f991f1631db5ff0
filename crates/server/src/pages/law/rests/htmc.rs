use super::{Mark, Rests};
use jiff::civil::Date;
use saraptama_core::law::HtmcList;
use saraptama_wire::words::Lang;

impl Rests<'_> {
    /// Order B: the table of criteria, the list that is held for the day, the transition.
    pub(super) fn htmc(&mut self, date: Date) {
        let visit = self.visit;
        let htmc = &visit.law().htmc;
        if date < htmc.act.from || htmc.act.until.is_some_and(|until| until < date) {
            return;
        }
        for criterion in &htmc.criteria {
            let points: Vec<String> = criterion.levels.iter().map(|level| tenths(level.points_tenths)).collect();
            let args = [
                ("name", visit.of(&criterion.name).into()),
                ("weight", tenths(criterion.weight_tenths).into()),
                ("points", points.join(" / ").into()),
            ];
            self.value(&criterion.cite, visit.say("law-value-criterion", &args));
            for note in criterion.levels.iter().filter_map(|level| level.note.as_ref()) {
                self.value(&criterion.cite, visit.of(note).to_owned());
            }
        }
        let args = [("from", tenths(htmc.listed_from_tenths).into()), ("to", tenths(htmc.listed_to_tenths).into())];
        self.value(&htmc.listed_cite, visit.say("law-value-listed", &args));
        if htmc.transitions.from <= date {
            self.transitions();
        }
        match htmc.list_on(date) {
            Ok(list) => self.list(list),
            // A later edition does not answer for an earlier day.
            Err(_) => {
                for section in &visit.law().sections {
                    self.value(&section.cite, visit.t("law-value-no-list"));
                }
            }
        }
    }

    fn transitions(&mut self) {
        let visit = self.visit;
        let transitions = &visit.law().htmc.transitions;
        for rule in &transitions.rules {
            let comparison = visit.t(&format!("law-comparison-{}", rule.comparison));
            let args = [
                ("id", rule.id.as_str().into()),
                ("name", visit.of(&rule.name).into()),
                ("comparison", comparison.into()),
                ("bound", rule.bound.clone().unwrap_or_else(|| visit.t("law-value-mean")).into()),
            ];
            self.value(&rule.cite, visit.say("law-value-transition", &args));
            self.read_by(&rule.cite, &rule.readings);
        }
        self.value(&transitions.together_cite, visit.t("law-value-together"));
    }

    fn list(&mut self, list: &HtmcList) {
        let visit = self.visit;
        for section in &visit.law().sections {
            let payers: Vec<String> = section.payers.iter().map(|payer| visit.t(&format!("law-payer-{payer}"))).collect();
            let rows = list.rows.iter().filter(|row| row.section == section.id);
            let args = [
                ("edition", list.edition.as_str().into()),
                ("n", i64::try_from(rows.clone().count()).unwrap_or_default().into()),
                ("payers", payers.join(", ").into()),
            ];
            self.value(&section.cite, visit.say("law-value-section", &args));
            for row in rows {
                let cite = format!("{} row {}", section.cite, row.number);
                if visit.lang != Lang::Kk {
                    self.marked(&cite, visit.of(&row.name).to_owned(), Mark::Rendering);
                }
                if let Some(gloss) = &row.gloss {
                    self.marked(&cite, visit.of(gloss).to_owned(), Mark::Rendering);
                    self.at(&cite).readings.insert("AMB-38".to_owned());
                }
            }
        }
    }
}

/// Tenths as people write them: 75 is 7,5.
fn tenths(tenths: u16) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole},{part}"),
    }
}
