//! Small pictures of the order's 22 forms of limb defects: what is missing, and at which level. Drawn by us from the
//! order's words; beside them always stands the text, so they are for the eye alone.

use maud::{Markup, html};

/// The rows of the order's list by the part of the body that they speak of: for finding one, not a rule.
pub(super) const GROUPS: [(&str, &[u8]); 5] = [
    ("arms", &[1, 4, 5, 6, 7, 19]),
    ("arm", &[8, 15, 16, 17, 18, 20]),
    ("legs", &[2, 9, 10, 13, 22]),
    ("leg", &[11, 12, 21]),
    ("both", &[3, 14]),
];

/// What is missing of an arm or a leg, from its root: a shoulder or hip, an upper part, a lower part, a hand or foot.
#[derive(Clone, Copy)]
enum Gone {
    Root,
    Upper,
    Lower,
    End,
    Nothing,
}

enum Picture {
    /// Left arm, right arm, left leg, right leg.
    Body([Gone; 4]),
    /// Which fingers are missing, the first one first; whether their metacarpals too; of how many hands.
    Hand([bool; 5], bool, usize),
    /// Where the foot ends: the place from the heel, in tenths; of how many feet.
    Foot(u8, usize),
}

fn of(number: u8) -> Option<Picture> {
    use Gone::{End, Lower, Nothing as No, Root, Upper};
    use Picture::{Body, Foot, Hand};
    const FOUR: [bool; 5] = [false, true, true, true, true];
    const THREE: [bool; 5] = [true, true, true, false, false];
    const TWO: [bool; 5] = [true, true, false, false, false];
    const MIDDLE: [bool; 5] = [false, true, true, true, false];
    const FIRST: [bool; 5] = [true, false, false, false, false];
    Some(match number {
        1 => Body([End, End, No, No]),
        2 => Body([No, No, Upper, Upper]),
        3 => Body([Root, No, Root, No]),
        4 => Hand(FOUR, false, 2),
        5 => Hand(THREE, false, 2),
        6 => Hand(TWO, true, 2),
        7 => Hand(MIDDLE, true, 2),
        8 => Body([Root, No, No, No]),
        9 => Foot(5, 2),
        10 => Body([No, No, Lower, Lower]),
        11 => Body([No, No, Root, No]),
        12 => Body([No, No, Upper, No]),
        13 => Body([No, No, Lower, Lower]),
        14 => Body([End, No, Lower, No]),
        15 => Hand(FOUR, false, 1),
        16 => Hand(THREE, false, 1),
        17 => Hand(TWO, true, 1),
        18 => Hand(MIDDLE, true, 1),
        19 => Hand(FIRST, false, 2),
        20 => Body([Lower, No, No, No]),
        21 => Foot(3, 1),
        22 => Foot(7, 2),
        _ => return None,
    })
}

/// How many limbs a row speaks of; one where no picture knows it.
pub(super) fn limbs(number: u8) -> usize {
    match of(number) {
        Some(Picture::Body(limbs)) => limbs.iter().filter(|from| !matches!(from, Gone::Nothing)).count(),
        Some(Picture::Hand(_, _, count) | Picture::Foot(_, count)) => count,
        None => 1,
    }
}

/// The picture of a row; none where an amendment added it.
pub(super) fn draw(number: u8) -> Markup {
    html! {
        @if let Some(picture) = of(number) {
            svg.sa-picture viewBox="0 0 96 72" width="96" height="72" aria-hidden="true" focusable="false" {
                @match picture {
                    Picture::Body(limbs) => { (body(limbs)) }
                    Picture::Hand(fingers, with_palm, count) => {
                        @for at in places(count) { (hand(*at, fingers, with_palm, *at > 48)) }
                    }
                    Picture::Foot(end, count) => { @for at in places(count) { (foot(*at, end)) } }
                }
            }
        }
    }
}

/// The middles of one or two pictures side by side.
fn places(count: usize) -> &'static [i32] {
    if count == 2 { &[24, 72] } else { &[48] }
}

fn line(class: &str, [x1, y1, x2, y2]: [i32; 4]) -> Markup {
    html! { line class=(class) x1=(x1) y1=(y1) x2=(x2) y2=(y2) {} }
}

/// A person from the front: head, trunk, and limbs of three parts, the missing ones dotted.
fn body(limbs: [Gone; 4]) -> Markup {
    const PARTS: [[[i32; 4]; 3]; 4] = [
        [[38, 22, 30, 33], [30, 33, 25, 43], [25, 43, 23, 47]],
        [[58, 22, 66, 33], [66, 33, 71, 43], [71, 43, 73, 47]],
        [[43, 41, 41, 54], [41, 54, 40, 66], [40, 66, 35, 68]],
        [[53, 41, 55, 54], [55, 54, 56, 66], [56, 66, 61, 68]],
    ];
    let first_missing = |from: Gone| match from {
        Gone::Root | Gone::Upper => 0,
        Gone::Lower => 1,
        Gone::End => 2,
        Gone::Nothing => 3,
    };
    html! {
        circle.sa-picture__skin cx="48" cy="10" r="7" {}
        rect.sa-picture__skin x="40" y="19" width="16" height="23" rx="5" {}
        @for (parts, from) in PARTS.iter().zip(limbs) {
            @for (n, part) in parts.iter().enumerate() {
                @let [x1, y1, x2, y2] = *part;
                @let third = [x1, y1, x1 + (x2 - x1) / 3, y1 + (y2 - y1) / 3];
                @if n < first_missing(from) { (line("sa-picture__limb", *part)) }
                @else { (line("sa-picture__gone", *part)) @if n == 0 && matches!(from, Gone::Upper) { (line("sa-picture__limb", third)) } }
            }
        }
    }
}

/// A hand from behind; the first finger points to the middle of the picture on both sides.
fn hand(at: i32, fingers: [bool; 5], with_palm: bool, is_right: bool) -> Markup {
    // Of fingers two to five: place and top.
    const LONG: [(i32, i32); 4] = [(9, 10), (3, 6), (-3, 8), (-9, 14)];
    let side = if is_right { -1 } else { 1 };
    let class = |is_missing: bool| if is_missing { "sa-picture__gone" } else { "sa-picture__limb" };
    let palm = |is_missing: bool| if is_missing && with_palm { "sa-picture__gone" } else { "sa-picture__limb" };
    html! {
        (line("sa-picture__limb", [at, 60, at, 68]))
        @for (n, (x, top)) in LONG.iter().enumerate() {
            @let x = at + side * x;
            (line(palm(fingers[n + 1]), [at + (x - at) / 2, 58, x, 38]))
            (line(class(fingers[n + 1]), [x, 31, x, *top]))
        }
        (line(palm(fingers[0]), [at + side * 4, 58, at + side * 12, 48]))
        (line(class(fingers[0]), [at + side * 14, 44, at + side * 19, 33]))
    }
}

/// A foot from the side, the toes to the right; behind the cut everything is dotted.
fn foot(at: i32, end: u8) -> Markup {
    let cut = at - 20 + 4 * i32::from(end);
    let toes = at + 20;
    html! {
        (line("sa-picture__limb", [at - 12, 14, at - 12, 44]))
        (line("sa-picture__limb", [at - 18, 54, cut, 54]))
        (line("sa-picture__limb", [at - 12, 44, at - 18, 54]))
        (line("sa-picture__gone", [cut, 54, toes, 54]))
        (line("sa-picture__gone", [at - 12, 40, toes, 50]))
        (line("sa-picture__cut", [cut, 34, cut, 62]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saraptama_core::law::Law;

    #[test]
    fn every_form_of_the_order_has_its_picture_and_stands_in_one_group() {
        let law = Law::embedded();
        for form in &law.pilot.editions[0].sub_forms {
            assert!(of(form.number).is_some(), "{}", form.number);
            assert_eq!(GROUPS.iter().filter(|(_, numbers)| numbers.contains(&form.number)).count(), 1, "{}", form.number);
        }
    }

    #[test]
    fn forms_of_several_limbs_are_known() {
        assert_eq!([1, 3, 8, 9, 14, 17, 21].map(limbs), [2, 2, 1, 2, 2, 1, 1]);
    }
}
