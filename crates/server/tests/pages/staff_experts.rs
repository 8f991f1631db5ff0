//! The register of experts and their duty.

use crate::browser::Browser;

const EXPERT: &str = "/staff/experts/expert-07";

#[test]
fn experts_stand_in_the_order_of_the_alphabet_and_are_found_by_region() {
    let staff = Browser::of("staff");
    let page = staff.get("/staff/experts").expect(200);
    assert_eq!(page.count("#experts tbody tr"), 30);
    let regions = page.html();
    let options = scraper::Selector::parse("select#region option").unwrap();
    let names: Vec<String> = regions.select(&options).skip(1).map(|option| option.text().collect()).collect();
    assert_eq!(names.len(), 20);
    let kazakh = Browser::of("staff").reading("kk").get("/staff/experts");
    let html = kazakh.html();
    let names: Vec<String> = html.select(&options).skip(1).map(|option| option.text().collect()).collect();
    let place = |name: &str| names.iter().position(|one| one.starts_with(name)).unwrap_or_else(|| panic!("{name}: {names:?}"));
    // By bytes Ұ would stand behind Ш, and Қ behind П.
    assert!(place("Қарағанды") < place("Маңғыстау") && place("Ұлытау") < place("Шымкент"), "{names:?}");
    let few = staff.get("/staff/experts?region=KZ-11").expect(200);
    let count = few.count("#experts tbody tr");
    assert!((1..30).contains(&count), "{count}");
    assert_eq!(staff.get("/staff/experts?cursor=30").expect(200).count("#experts"), 0);
}

#[test]
fn an_absence_is_entered_seen_and_withdrawn_and_never_forgotten() {
    let staff = Browser::of("staff");
    let form = format!("{EXPERT}/absences");
    let page = staff.get(&format!("{EXPERT}?month=2025-09")).expect(200);
    assert_eq!(page.count("#calendar td.sa-day"), 30);
    let absent = |page: &crate::browser::Answer| page.count("#calendar td.sa-day--absent");
    assert_eq!(absent(&page), 0);

    for (fields, wrong, field) in [
        (vec![("from", "x"), ("until", "12.09.2025"), ("reason", "absence-ill")], "DD.MM.YYYY", "#from"),
        (vec![("from", "12.09.2025"), ("until", "11.09.2025"), ("reason", "absence-ill")], "before the first", "#until"),
        (vec![("from", "01.08.2025"), ("until", "11.08.2025"), ("reason", "absence-ill")], "are over", "#until"),
        (vec![("from", "10.09.2025"), ("until", "11.09.2025")], "Choose a reason", "#reason"),
        (vec![("from", "10.09.2025"), ("until", "11.09.2025"), ("reason", "absence-other")], "explanation", "#note"),
    ] {
        let answer = staff.submit(&page, &form, &fields).expect(200);
        assert!(answer.words(".govuk-error-summary").contains(wrong), "{wrong}: {}", answer.words(".govuk-error-summary"));
        assert_eq!(answer.attribute(".govuk-error-summary a", "href").as_deref(), Some(field));
        assert!(answer.words("title").starts_with("Error:"));
        assert_eq!(answer.attribute("#until", "value").as_deref(), Some(fields[1].1), "what was typed is not lost");
    }

    let entered = staff.submit(&page, &form, &[("from", "2025-09-10"), ("until", "2025-09-12"), ("reason", "absence-leave")]);
    let page = staff.follow(&entered).expect(200);
    assert_eq!(absent(&page), 3, "both ends are included");
    let days = page.words("#calendar td.sa-day--absent");
    assert!(days.starts_with("10") && days.contains("12") && !days.contains("13"), "{days}");
    assert!(page.words("#absences").contains("Leave"), "{}", page.words("#absences"));
    let withdrawal = page.attributes("#absences form", "action").remove(0);
    let mute = staff.post(&withdrawal, &[("note", " ")]).expect(200);
    assert!(mute.words(".govuk-error-summary").contains("explanation"));
    let withdrawn = staff.post(&withdrawal, &[("note", "Came back early")]);
    staff.follow(&withdrawn).expect(200);
    let page = staff.get(&format!("{EXPERT}?month=2025-09"));
    assert_eq!(absent(&page), 0);
    let told = page.words("#absences");
    assert!(told.contains("Withdrawn") && told.contains("Came back early"), "{told}");
    let again = staff.post(&withdrawal, &[("note", "Again")]).expect(200);
    assert!(again.words(".govuk-error-summary").contains("withdrawn before"));
    let of_another = withdrawal.replace("expert-07", "expert-08");
    assert_eq!(staff.post(&of_another, &[("note", "x")]).status, 404);
}

#[test]
fn a_day_off_of_the_laws_calendar_is_one() {
    let page = Browser::of("staff").get(&format!("{EXPERT}?month=2025-08")).expect(200);
    // 30 August is the day of the Constitution, a Saturday; its day off moves to Monday 1 September.
    let duty = page.count("#calendar td.sa-day--duty");
    assert!((15..=22).contains(&duty), "{duty}");
    assert_eq!(page.count("#calendar td.sa-day"), 31);
}
