# A document in a vendor's own format: why it was not translated and what to do.

original-not-json = The document is no JSON object in UTF-8, or a field stands there twice. Nothing was stored (the vendor's format).
original-not-xml = The document is no well-formed XML in UTF-8, holds a DTD, or its root and namespace are not those of this format. Nothing was stored (the vendor's format).
original-too-large = The document holds too many values, is too deep, or its names are too long. Nothing was stored (the vendor's format).
original-unmapped = This format has no field { $field }. It is not dropped silently, so that no data are lost: check the field's name (the vendor's format).
original-doubled = The field { $field } stands there more than once. Keep one of them (the vendor's format).
original-not-list = The field { $field } must hold a list (the vendor's format).
original-not-text = The field { $field } must hold a text (the vendor's format).
original-not-number = The field { $field } must hold a whole number, not below zero (the vendor's format).
original-not-date = The field { $field } cannot be read as a day. Write it as { $expected } (the vendor's format).
original-not-instant = The field { $field } cannot be read as an instant. Write it as { $expected } (the vendor's format).
original-not-kato = The field { $field } must hold a code of the classifier KATO, nine digits (the vendor's format).
original-not-listed = The value of the field { $field } is not known to this format. Possible values: { $expected } (the vendor's format).
problem-original = The document in the vendor's format was not translated into the JSON of form 031/e, and nothing was stored. Correct the fields named below and send it again (the vendor's format).
problem-format = There is no such format. Check its name: the formats that there are stand in docs/integration.md (description of the API).
