# What is wrong with a decision. Argument: pointer.

decision-json-invalid = The decision cannot be read: it takes one JSON object in UTF-8, each member written once (description of the decision in JSON).
decision-too-large = The decision is too large: at most 256 KiB (description of the decision in JSON).
decision-field-missing = The required member “{ $pointer }” is missing (description of the decision in JSON).
decision-field-unknown = A decision has no member “{ $pointer }”. Check its name (description of the decision in JSON).
decision-field-invalid = The value of “{ $pointer }” is not allowed (description of the decision in JSON).
decision-field-blank = “{ $pointer }” must not be blank: write the grounds of the decision (description of the decision in JSON).
decision-act-differs = The decision names another act (description of the decision in JSON).
decision-required-when-established = Where disability is established, “{ $pointer }” is required (MSE Rules, order No. 260).
decision-causal-link-missing = This cause needs the document that establishes the causal link (MSE Rules, order No. 260).
decision-category-age = The category does not fit the age on the day of the decision: under 7 a child with disability, from 7 to 17 a child’s group, from 18 a group (MSE Rules, order No. 260).
decision-term-age = The term in “{ $pointer }” runs until an age that the person has reached (MSE Rules, order No. 260).
decision-percent-range = The percentage in “{ $pointer }” is from 0 to 100 (description of the decision in JSON).
decision-degree-range = The degree in “{ $pointer }” is 1, 2 or 3 (description of the decision in JSON).
