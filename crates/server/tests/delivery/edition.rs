//! An edition of the list that two analysts of the demonstration bring into force at the ministry.

use jiff::civil::date;
use saraptama_core::htmc::edition::Command;
use saraptama_core::law::Section;
use saraptama_server::demo::World;
use saraptama_server::flow::htmc_list::EditionHeading;
use saraptama_server::node::Ministry;

/// The first day of the edition, and what it is called.
pub(crate) const FIRST_DAY: jiff::civil::Date = date(2025, 9, 12);
pub(crate) const NAME: &str = "2025-12";
/// Which row it leaves out.
pub(crate) const WITHOUT: (Section, u16) = (Section::Emergency, 25);

/// Enters and approves the edition.
pub(crate) async fn approve(ministry: &Ministry, world: &World) {
    let (first, second) = (world.by_id("analyst").unwrap(), world.by_id("analyst-02").unwrap());
    let heading = EditionHeading {
        edition: NAME.to_owned(),
        act: "12".to_owned(),
        signed_on: date(2025, 9, 1),
        paragraph: "1".to_owned(),
        from: FIRST_DAY,
    };
    let id = ministry.begin_edition(&first.principal, &heading, &ministry.law.htmc.lists[0].rows).await.unwrap();
    let (section, number) = WITHOUT;
    ministry.change_edition(&first.principal, id, &Command::RemoveRow { section, number }).await.unwrap();
    ministry.submit_edition(&first.principal, id).await.unwrap();
    let open = ministry.edition_for(&second.principal, id).await.unwrap();
    let bytes = ministry.edition_bytes(&open).await.unwrap();
    let seal = second.identity.as_ref().unwrap().sign_detached(&bytes, ministry.clock.now()).unwrap();
    ministry.approve_edition(&second.principal, id, &seal).await.unwrap();
}
