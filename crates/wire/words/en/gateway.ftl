# Answers of the gateway and of messages between nodes; codes in docs/gateway-codes.md.

gateway-success = The message is taken and stored (Algorithm, p. 5).
gateway-evidence-missing = A mandatory examination or objective datum is missing. Enter it in the MIS and sign the form again (Algorithm, p. 3 and 4).
gateway-signature-invalid = The signature does not hold or covers other bytes (Algorithm, p. 2 (7)).
gateway-signer-not-chair = The signer is not the commission chair whom the form names (Algorithm, p. 2 (4)).
gateway-nosology-not-listed = The main code is not on the list of nosologies (Algorithm, annex 1).
gateway-not-started = The pilot has not started in this region or for this vendor (annex 1 to the order).
gateway-not-in-force = The order is not in force on the day of the signature (p. 8 of the order).
gateway-form-invalid = The form cannot be read or breaks the description of form 031/e in JSON (description of gateway messages).
gateway-outside-pilot = The form is outside the pilot by the patient’s age or the form of the defect (Algorithm, annex 1).
gateway-form-id-differs = The message names another form than the one it carries (description of gateway messages).
gateway-form-too-old = The form has expired: more than a month has passed since it was signed (MSE Rules).
gateway-service-unknown = There is no such service id (description of gateway messages).
gateway-sender-not-allowed = The sender may not use this service (description of gateway messages).
gateway-other-content = The same id arrived before with other content (description of gateway messages).
gateway-form-unknown = This system does not know the form (description of gateway messages).
gateway-withdrawn = The form was withdrawn or its journey has ended (description of gateway messages).
gateway-try-later = The message is not taken now and nothing is stored. Send it again later (description of gateway messages).
gateway-not-xml = The message is not well-formed XML in UTF-8, or holds what SOAP forbids (description of gateway messages).
gateway-beyond-limit = The message is beyond a limit (description of gateway messages).
gateway-field-wrong = The element “{ $field }” is missing, unknown or not well written (description of gateway messages).
gateway-not-send-message = The message is not a SOAP 1.1 envelope with one SendMessage (SyncChannel v10) (description of gateway messages).
gateway-header-not-understood = A header that must be understood is not (description of gateway messages).
gateway-internal = The service failed and nothing was taken. Send the message again later (description of gateway messages).
exchange-too-large = The message is too large: at most 16 MiB (description of gateway messages).
exchange-not-such-a-message = The message cannot be read: line { $line }, column { $column } (description of gateway messages).
exchange-out-of-limit = “{ $field }” is empty or larger than allowed (description of gateway messages).
