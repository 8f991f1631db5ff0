//! Where the reader stands: a chain on the stack, written out only when something is found there.

use std::fmt::Write as _;

/// One step below its parent.
#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    /// A member of an object.
    Member(&'p str),
    /// An item of a list.
    Item(usize),
}

/// The way from the root to a value; the root has no step.
#[derive(Clone, Copy, Default)]
pub(super) struct Path<'p> {
    last: Option<(&'p Path<'p>, Step<'p>)>,
}

impl<'p> Path<'p> {
    /// One step further.
    pub(super) fn to(&'p self, step: Step<'p>) -> Self {
        Self { last: Some((self, step)) }
    }

    /// The member `name` of this object.
    pub(super) fn member(&'p self, name: &'p str) -> Self {
        self.to(Step::Member(name))
    }

    /// As a JSON pointer (RFC 6901).
    pub(super) fn pointer(&self) -> String {
        let mut text = String::with_capacity(48);
        self.write(&mut text);
        text
    }

    /// Recurses as deep as the schema, not as the document.
    fn write(&self, text: &mut String) {
        let Some((parent, step)) = self.last else { return };
        parent.write(text);
        text.push('/');
        match step {
            Step::Item(at) => write!(text, "{at}").expect("a string takes any text: std"),
            Step::Member(name) => name.chars().for_each(|c| match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }),
        }
    }
}
