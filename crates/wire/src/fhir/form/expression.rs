use super::table::{FORM, Holds, Member, link, member};

/// The place in a QuestionnaireResponse, as FHIRPath, of a member of the form given by its JSON pointer. What the
/// questionnaire does not know is its nearest known whole.
pub fn expression(pointer: &str) -> String {
    let mut path = "QuestionnaireResponse".to_owned();
    let mut at = String::new();
    let mut inside: Inside = Inside::Object(FORM);
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        inside = match inside {
            Inside::Object(members) => {
                let Some(of) = member(members, &token) else { break };
                at = link(&at, of.name);
                path += &format!(".item.where(linkId='{at}')");
                match of.holds {
                    Holds::One(members) => Inside::Object(members),
                    Holds::Many(members) => Inside::List(members),
                    Holds::Facts => Inside::Facts,
                    _ => break,
                }
            }
            Inside::List(members) if token.bytes().all(|c| c.is_ascii_digit()) => {
                path += &format!("[{token}]");
                Inside::Object(members)
            }
            Inside::Facts if token.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') => {
                path += &format!(".item.where(item.where(linkId='{at}.fact.name').answer.value='{token}')");
                break;
            }
            _ => break,
        };
    }
    path
}

enum Inside {
    Object(&'static [Member]),
    List(&'static [Member]),
    Facts,
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn a_pointer_is_said_as_fhirpath() {
        for (pointer, expected) in [
            ("", "QuestionnaireResponse"),
            ("/evidence", "QuestionnaireResponse.item.where(linkId='evidence')"),
            ("/evidence/3/date", "QuestionnaireResponse.item.where(linkId='evidence')[3].item.where(linkId='evidence.date')"),
            ("/patient/nickname", "QuestionnaireResponse.item.where(linkId='patient')"),
            ("/patient/iin", "QuestionnaireResponse.item.where(linkId='patient').item.where(linkId='patient.iin')"),
            ("/x'y", "QuestionnaireResponse"),
        ] {
            assert_eq!(expression(pointer), expected);
        }
        let fact = expression("/evidence/0/facts/amputation_level");
        assert!(
            fact.ends_with(".item.where(item.where(linkId='evidence.facts.fact.name').answer.value='amputation_level')"),
            "{fact}"
        );
        assert!(expression("/evidence/0/facts/a'b").ends_with("(linkId='evidence.facts')"));
    }
}
