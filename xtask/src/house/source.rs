//! A Rust source as the rules see it: code without comments and texts, the texts apart, and which
//! lines are tests.

/// One Rust source, line by line.
pub(crate) struct Source {
    /// The code; comments and the insides of texts are blank.
    pub(crate) code: Vec<String>,
    /// Every text literal with its line, counted from 1.
    pub(crate) literals: Vec<(usize, String)>,
    /// Stretches of lines, counted from 1, that are tests.
    tests: Vec<std::ops::RangeInclusive<usize>>,
    /// The whole file is tests.
    all_tests: bool,
}

impl Source {
    /// Reads a source.
    pub(crate) fn read(path: &str, text: &str) -> Self {
        let (code, literals) = split(text);
        let code: Vec<String> = code.lines().map(str::to_owned).collect();
        let tests = test_modules(&code);
        let file = path.rsplit('/').next().unwrap_or(path);
        let all_tests = ["/tests/", "/examples/"].iter().any(|folder| path.contains(folder))
            || path.starts_with("bench/")
            || file == "tests.rs";
        Self { code, literals, tests, all_tests }
    }

    /// Whether a line belongs to tests.
    pub(crate) fn is_test(&self, line: usize) -> bool {
        self.all_tests || self.tests.iter().any(|range| range.contains(&line))
    }

    /// The lines of code, counted from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.iter().enumerate().map(|(at, line)| (at + 1, line.as_str()))
    }

    /// The lines of the product, without tests.
    pub(crate) fn product(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(line, _)| !self.is_test(*line))
    }
}

/// Whether `line` names `word` as a whole path: no letter, digit or underscore touches it.
pub(crate) fn names(line: &str, word: &str) -> bool {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        !touches(before) && !touches(after)
    })
}

/// Parts a source into code (comments and the insides of texts blank) and its text literals.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let (taken, kind) = token(rest, code.chars().next_back());
        let (part, after) = rest.split_at(taken);
        match kind {
            Kind::Code => code.push_str(part),
            Kind::Comment => blank(&mut code, part),
            Kind::Text => {
                literals.push((line, part.to_owned()));
                blank(&mut code, part);
            }
        }
        line += part.matches('\n').count();
        rest = after;
    }
    (code, literals)
}

enum Kind {
    Code,
    Comment,
    Text,
}

fn blank(code: &mut String, part: &str) {
    code.extend(part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

/// The length and kind of what begins `rest`.
fn token(rest: &str, before: Option<char>) -> (usize, Kind) {
    let word_before = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Comment);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kind::Comment);
    }
    if let Some(inside) = rest.strip_prefix('"') {
        return (1 + closing_quote(inside), Kind::Text);
    }
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| rest.starts_with(prefix)).filter(|_| !word_before);
    if let Some(prefix) = prefix {
        let hashes = rest[prefix.len()..].chars().take_while(|c| *c == '#').count();
        let open = prefix.len() + hashes + 1;
        if rest[prefix.len() + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len());
            return (end, Kind::Text);
        }
    }
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if let Some(inside) = rest.strip_prefix('\'') {
        // A character literal closes; a lifetime does not.
        let mut inside = inside.chars();
        match (inside.next(), inside.next()) {
            (Some('\\'), _) => return (rest[3..].find('\'').map_or(rest.len(), |at| at + 4), Kind::Text),
            (Some(c), Some('\'')) => return (2 + c.len_utf8(), Kind::Text),
            _ => {}
        }
    }
    (first, Kind::Code)
}

fn closing_quote(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The line ranges of modules and functions under `#[cfg(test)]`.
fn test_modules(code: &[String]) -> Vec<std::ops::RangeInclusive<usize>> {
    let mut ranges = Vec::new();
    for (at, _) in code.iter().enumerate().filter(|(_, line)| line.contains("#[cfg(test)]")) {
        let (mut depth, mut opened) = (0_i32, false);
        let end = code[at..].iter().position(|line| {
            for c in line.chars() {
                match c {
                    '{' => (depth, opened) = (depth + 1, true),
                    '}' => depth -= 1,
                    ';' if !opened => return true,
                    _ => {}
                }
            }
            opened && depth <= 0
        });
        ranges.push(at + 1..=at + 1 + end.unwrap_or(code.len()));
    }
    ranges
}
