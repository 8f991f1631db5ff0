use std::fmt::Write as _;

/// A JSON value whose members keep their order, so that a form reads as the contract lists it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::List(items)
    }
}

/// An object of these members.
pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

impl Json {
    /// The value at a JSON pointer without escapes.
    pub(super) fn at(&mut self, pointer: &str) -> Option<&mut Json> {
        pointer.split('/').skip(1).try_fold(self, |value, step| match value {
            Self::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            Self::Object(members) => members.iter_mut().find(|(name, _)| name == step).map(|(_, value)| value),
            _ => None,
        })
    }

    /// The value at a JSON pointer without escapes, to read.
    pub(super) fn get(&self, pointer: &str) -> Option<&Json> {
        pointer.split('/').skip(1).try_fold(self, |value, step| match value {
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            Self::Object(members) => members.iter().find(|(name, _)| name == step).map(|(_, value)| value),
            _ => None,
        })
    }

    /// The text at a pointer.
    pub(super) fn text(&self, pointer: &str) -> Option<&str> {
        match self.get(pointer) {
            Some(Self::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Puts a member into the object at `pointer`, in its place if it is there already.
    pub(super) fn put(&mut self, pointer: &str, name: &str, value: impl Into<Json>) {
        let Some(Self::Object(members)) = self.at(pointer) else { return };
        match members.iter_mut().find(|(member, _)| member == name) {
            Some((_, old)) => *old = value.into(),
            None => members.push((name.to_owned(), value.into())),
        }
    }

    /// Takes a member out of the object at `pointer`; tells whether it was there.
    pub(super) fn remove(&mut self, pointer: &str, name: &str) -> bool {
        let Some(Self::Object(members)) = self.at(pointer) else { return false };
        let before = members.len();
        members.retain(|(member, _)| member != name);
        members.len() < before
    }

    /// The items of the list at `pointer`.
    pub(super) fn items(&mut self, pointer: &str) -> Option<&mut Vec<Json>> {
        match self.at(pointer) {
            Some(Self::List(items)) => Some(items),
            _ => None,
        }
    }

    /// Writes the value without blanks.
    pub(super) fn write(&self, to: &mut String) {
        match self {
            Self::Null => to.push_str("null"),
            Self::Number(number) => write!(to, "{number}").expect("a string takes any text: std"),
            Self::Text(text) => write_text(text, to),
            Self::List(items) => bracket(to, ['[', ']'], items, |item, to| item.write(to)),
            Self::Object(members) => bracket(to, ['{', '}'], members, |(name, value), to| {
                write_text(name, to);
                to.push(':');
                value.write(to);
            }),
        }
    }
}

fn bracket<T>(to: &mut String, [open, close]: [char; 2], items: &[T], write: impl Fn(&T, &mut String)) {
    to.push(open);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            to.push(',');
        }
        write(item, to);
    }
    to.push(close);
}

fn write_text(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            c if c < ' ' => write!(to, "\\u{:04x}", u32::from(c)).expect("a string takes any text: std"),
            c => to.push(c),
        }
    }
    to.push('"');
}
