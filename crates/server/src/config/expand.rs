//! Values from outside the file: `${NAME}` is a variable of the environment, `${file:PATH}` what stands
//! in a file. So tokens and passwords need not stand in a configuration that many may read.

use std::path::Path;
use toml::Value;

/// The largest file of one value.
const FILE_BYTES: u64 = 64 << 10;

/// Fills every string of `value` in; `base` is what the paths of files are relative to.
///
/// # Errors
/// Names the variable or the file that is not there: nothing is ever left out or guessed.
pub(super) fn expand(value: &mut Value, base: &Path, variable: &dyn Fn(&str) -> Option<String>) -> Result<(), String> {
    match value {
        Value::String(text) if text.contains("${") => {
            *text = filled(text, base, variable)?;
            Ok(())
        }
        Value::Array(values) => values.iter_mut().try_for_each(|one| expand(one, base, variable)),
        Value::Table(table) => table.iter_mut().try_for_each(|(_, one)| expand(one, base, variable)),
        _ => Ok(()),
    }
}

fn filled(text: &str, base: &Path, variable: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, behind) = after.split_once('}').ok_or("a value has `${` and no `}` after it")?;
        whole.push_str(before);
        whole.push_str(&match name.strip_prefix("file:") {
            Some(path) => contents(&base.join(path))?,
            None => variable(name).ok_or_else(|| format!("the environment has no variable {name}"))?,
        });
        rest = behind;
    }
    whole.push_str(rest);
    Ok(whole)
}

/// The text of a file, without the line end that an editor leaves behind it.
fn contents(path: &Path) -> Result<String, String> {
    let fault = |what: &dyn std::fmt::Display| format!("reading the value in {}: {what}", path.display());
    let length = std::fs::metadata(path).map_err(|e| fault(&e))?.len();
    if length > FILE_BYTES {
        return Err(fault(&format!("larger than {FILE_BYTES} bytes")));
    }
    let text = std::fs::read_to_string(path).map_err(|e| fault(&e))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled_in(text: &str) -> Result<String, String> {
        let mut value = Value::Array(vec![Value::String(text.to_owned())]);
        let variable = |name: &str| (name == "TOKEN").then(|| "secret".to_owned());
        expand(&mut value, Path::new("/nowhere"), &variable)?;
        Ok(value[0].as_str().unwrap().to_owned())
    }

    #[test]
    fn a_variable_fills_its_place_and_nothing_else_changes() {
        for (text, expected) in
            [("${TOKEN}", "secret"), ("a ${TOKEN} b ${TOKEN}", "a secret b secret"), ("no $ {TOKEN}", "no $ {TOKEN}"), ("", "")]
        {
            assert_eq!(filled_in(text).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_not_there_is_named_and_never_taken_for_empty() {
        assert_eq!(filled_in("${OTHER}").unwrap_err(), "the environment has no variable OTHER");
        assert!(filled_in("${file:token}").unwrap_err().contains("/nowhere/token"));
        assert!(filled_in("${TOKEN").is_err());
    }

    #[test]
    fn a_file_gives_its_text_without_the_last_line_end() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("token"), "from a file\n").unwrap();
        let mut value = Value::String("${file:token}".to_owned());
        expand(&mut value, folder.path(), &|_| None).unwrap();
        assert_eq!(value.as_str(), Some("from a file"));
    }
}
