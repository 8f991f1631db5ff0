//! What the doctor may open: the organisations in which they are one, and a form of these.

use super::beside::{self, Asked};
use super::tree::Tree;
use crate::flow::reading;
use crate::node::Mis;
use crate::pages::refused::Refused;
use crate::pages::visit::Visit;
use saraptama_core::authority::{Principal, Role};
use saraptama_core::check::{Check, Decision};
use saraptama_core::form::Passport;
use saraptama_core::law::{Nosology, PilotRules};
use saraptama_core::referral::State;
use saraptama_core::terms::{Bin, FormId, Iin, Region, Sha256, parse_date};

/// The organisations in which whoever visits is a doctor today, in the order of the register of roles.
pub(super) fn organisations(visit: &Visit) -> Result<Vec<Bin>, Refused> {
    let (who, today) = (visit.who()?, visit.today());
    let mut mine = Vec::new();
    for grant in who.grants.iter().filter(|grant| grant.role == Role::Doctor && grant.holds_on(today)) {
        mine.extend(grant.organisation.filter(|bin| !mine.contains(bin)));
    }
    if mine.is_empty() { Err(visit.forbidden()) } else { Ok(mine) }
}

/// The organisation that an address asks for, if it is one of theirs; else the first.
pub(super) fn organisation(visit: &Visit, asked: Option<&str>) -> Result<Bin, Refused> {
    let mine = organisations(visit)?;
    let asked = asked.and_then(|text| Bin::parse(text).ok()).filter(|bin| mine.contains(bin));
    Ok(asked.unwrap_or(mine[0]))
}

/// The chairs of an organisation today, by the register of roles.
pub(super) fn chairs(visit: &Visit, organisation: Bin) -> impl Iterator<Item = &Principal> {
    let today = visit.today();
    let all = visit.host.mis().people.in_role(Role::Chair, today);
    all.filter(move |who| who.holds_in(Role::Chair, organisation, today))
}

/// The name of a chair of the organisation.
pub(super) fn chair_name(visit: &Visit, organisation: Bin, iin: Iin) -> Option<String> {
    chairs(visit, organisation).find(|who| who.iin == Some(iin)).map(|who| who.name.clone())
}

/// The name of a region.
pub(super) fn region_name(visit: &Visit, region: Region) -> String {
    visit.t(&format!("doctor-region-{:02}", region.number()))
}

/// A form that is open on a page.
pub(super) struct Open {
    pub(super) id: FormId,
    pub(super) organisation: Bin,
    pub(super) state: State,
    /// The digest of the bytes that the page shows.
    pub(super) seen: Sha256,
    pub(super) draft: Tree,
}

/// A form by its address.
pub(super) async fn open(visit: &Visit, id: &str) -> Result<Open, Refused> {
    let who = visit.who()?;
    let form = FormId::parse(id).map_err(|_| visit.not_found())?;
    let opened = visit.host.mis().open_form(who, form).await.map_err(|error| visit.refuse(error))?;
    let organisation = opened.row.organisation.filter(|bin| who.holds_in(Role::Doctor, *bin, visit.today()));
    let organisation = organisation.ok_or_else(|| visit.not_found())?;
    let draft = Tree::read(&opened.row.bytes).unwrap_or_else(Tree::empty);
    Ok(Open { id: form, organisation, state: opened.state, seen: opened.row.sha256, draft })
}

impl Open {
    /// Whether the bytes may still change.
    pub(super) fn is_draft(&self) -> bool {
        matches!(self.state, State::Draft { .. })
    }

    /// Where its steps are.
    pub(super) fn address(&self, step: &str) -> String {
        format!("/doctor/forms/{}/{step}", self.id)
    }
}

/// A draft as the law sees it.
pub(super) struct Judged<'l> {
    pub(super) check: Check,
    pub(super) passport: Option<Passport>,
    /// The law's rules of the day of the check, or of the nearest day: only to show.
    pub(super) rules: &'l PilotRules,
    pub(super) nosology: Option<&'l Nosology>,
    pub(super) asked: Vec<Asked<'l>>,
}

impl<'l> Judged<'l> {
    /// Judges a draft by the law of the commission's day; of today, while it names none.
    pub(super) fn of(mis: &'l Mis, draft: &Tree, today: jiff::civil::Date) -> Self {
        let has_day = parse_date(&draft.text("commission.date")).is_ok();
        let (check, passport) = reading::check(&draft.bytes(), (!has_day).then_some(today), &mis.law);
        let rules = mis.law.pilot.nearest(check.at.unwrap_or(today));
        let nosology = check.scope.nosology.as_ref().and_then(|id| rules.nosologies.iter().find(|known| known.id == *id));
        let asked = nosology.map(|nosology| beside::asked(&check, draft, rules, nosology)).unwrap_or_default();
        Self { check, passport, rules, nosology, asked }
    }

    /// Whether the chair could sign it.
    pub(super) fn is_presentable(&self) -> bool {
        self.check.decision != Decision::Blocked && self.passport.is_some()
    }
}
