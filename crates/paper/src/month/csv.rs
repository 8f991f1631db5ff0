use super::Monthly;

/// How a file of values is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// For Excel in Kazakh and Russian: a byte order mark, semicolons.
    Excel,
    /// RFC 4180: commas.
    Rfc4180,
}

impl Monthly {
    /// One line for each figure, with its paragraph. A value that is not shown is empty.
    pub fn csv(&self, dialect: Dialect) -> String {
        let (mut text, comma) = match dialect {
            Dialect::Excel => ("\u{feff}".to_owned(), ';'),
            Dialect::Rfc4180 => (String::new(), ','),
        };
        let heads =
            ["month", "system", "table", "table_name", "row", "row_name", "column", "column_name", "unit", "value", "source"];
        line(&mut text, comma, &heads.map(str::to_owned));
        for table in &self.tables {
            for row in &table.rows {
                for ((id, name, unit), value) in table.columns.iter().zip(&row.values) {
                    let unit = serde_json::to_value(unit).ok().and_then(|unit| unit.as_str().map(str::to_owned));
                    let fields = [
                        self.month.clone(),
                        table.system.as_str().to_owned(),
                        table.id.clone(),
                        table.title.clone(),
                        row.key.clone(),
                        row.label.clone(),
                        id.clone(),
                        name.clone(),
                        unit.unwrap_or_default(),
                        value.map(|n| n.to_string()).unwrap_or_default(),
                        table.cite.to_owned(),
                    ];
                    line(&mut text, comma, &fields);
                }
            }
        }
        text
    }
}

fn line(text: &mut String, comma: char, fields: &[String]) {
    for (at, value) in fields.iter().enumerate() {
        if at > 0 {
            text.push(comma);
        }
        field(text, comma, value);
    }
    text.push_str("\r\n");
}

/// A field; what a spreadsheet would take for a formula is made text by an apostrophe.
fn field(text: &mut String, comma: char, value: &str) {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if is_formula { format!("'{value}") } else { value.to_owned() };
    if guarded.contains([comma, '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&guarded.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&guarded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_never_a_formula() {
        let of = |value| {
            let mut text = String::new();
            field(&mut text, ';', value);
            text
        };
        assert_eq!(of("a, b"), "a, b");
        assert_eq!(of("a; \"b\""), "\"a; \"\"b\"\"\"");
        assert_eq!(of("=1+1"), "'=1+1");
        assert_eq!(of("+a+b"), "'+a+b");
    }
}
