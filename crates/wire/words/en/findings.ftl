# The result of a check: what was found, by which paragraph, and what to do next.

finding-json-not-json = This is no JSON document and cannot be read as form 031/e: it takes one JSON object in UTF-8 of at most 2 MiB. Export the form from the MIS again (technical rule of the JSON form 031/e).
finding-json-invalid = The value of “{ $pointer }” is of another type, or the field is written twice. Write it once, as the description of the form says (technical rule of the JSON form 031/e).
finding-field-missing = The required field “{ $pointer }” is missing. Fill it in (technical rule of the JSON form 031/e).
finding-field-unknown = The form has no field “{ $pointer }”. Check its name: a misspelt field loses clinical data (technical rule of the JSON form 031/e).
finding-field-invalid = The value of “{ $pointer }” is blank or not allowed. Give an allowed value (technical rule of the JSON form 031/e).
finding-iin-checksum = The IIN in “{ $pointer }” is wrong: it takes 12 digits, the last one the right control digit. Correct it by the identity document (technical rule of the JSON form 031/e).
finding-bin-checksum = The BIN in “{ $pointer }” is wrong: it takes 12 digits, the last one the right control digit. Correct it by the organisation's registration document (technical rule of the JSON form 031/e).
finding-iin-birth-date = The patient's IIN and birth date disagree. Check both by the identity document (technical rule of the JSON form 031/e).
finding-iin-sex = The patient's IIN and sex disagree. Check both by the identity document (technical rule of the JSON form 031/e).
finding-icd10-malformed = The value of “{ $pointer }” is no ICD-10 code: a code is a letter, two digits and, where needed, a dot and one more digit (for example Q90.0). Correct the code (technical rule of the JSON form 031/e).
finding-icd10-category-only = The code of the main diagnosis gives the three-character category only. Give the fourth character too, if possible (annex 1 to the Algorithm).
finding-icd10-near-miss = The code of the main diagnosis is not on the pilot's list, though other codes of its category are (annex 1 to the Algorithm). Check that the right code was chosen.
finding-date-in-future = The date in “{ $pointer }” is later than the day of the check. Correct the date (technical rule of the JSON form 031/e).
finding-date-before-birth = The date in “{ $pointer }” is earlier than the patient's birth. Check both dates (technical rule of the JSON form 031/e).
finding-circumstance-unanswered = { $member ->
    [surgical_amputation] It is not stated whether the amputation was surgical ({ $paragraph }). Answer “yes” or “no”.
    [anatomical_form] The anatomical form of the limb defect is not stated ({ $paragraph }). Choose a row of the list, or “none of them”.
   *[other] A required question is not answered: { $requirement } ({ $paragraph }). Give the answer.
}
finding-evidence-missing = A mandatory examination or objective datum is missing: “{ $requirement }” ({ $paragraph }). Attach it to the form; without it the chair of the commission cannot sign (p. 4 of the Algorithm).
finding-evidence-incomplete = “{ $requirement }” is there, but this objective datum in it is blank: { $fact } ({ $paragraph }). Fill it in; without it the chair of the commission cannot sign (p. 4 of the Algorithm).
finding-evidence-unanswered = Nothing is said about “{ $requirement }” ({ $paragraph }). Attach the document or mark that there is none.
finding-specialist-audience-mismatch = The traumatologist-orthopaedist treats patients of another age (adults or children) than the patient's on the day of the examination (annex 2 to the Algorithm, p. 1). Check the doctor's data and the day of the examination.
finding-amputation-level-mismatch = The radiologist states another amputation level than the surgeon or traumatologist-orthopaedist (annex 2 to the Algorithm, p. 1). Make clear which one is right.

fact-local_status = local status
fact-stump_condition = condition of the stump
fact-amputation_level = amputation level
fact-mental_impairment_degree = degree of impairment of mental functions
