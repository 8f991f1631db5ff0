mod list;
mod scoring;
mod transition;

use super::{act::Window, desk::Desk, sources::Sources};
use crate::law::{Htmc, SectionTitle};

pub(super) fn read(desk: &mut Desk<'_>, sources: &Sources, window: Window) -> Option<(Htmc, Vec<SectionTitle>)> {
    let scoring = scoring::read(desk, sources, window.days());
    let (lists, sections) = list::read(desk, sources, &window);
    let transitions = transition::read(desk, sources, &window);
    let ((criteria, listed), transitions) = (scoring?, transitions?);
    let (listed_from_tenths, listed_to_tenths, listed_cite) = listed;
    Some((Htmc { act: window.act, criteria, listed_from_tenths, listed_to_tenths, listed_cite, lists, transitions }, sections))
}
