# Vendors: events, notifications, the sandbox.

problem-limit = The number of events (“limit”) must be a whole number from 1 to 500 (description of the API).
dead-gone = The receiver answered that it does not want this message any more (410). Talk to the vendor, and take the webhook out of the configuration or send the message again (docs/operations.md).

sandbox-title = Sandbox for vendors
sandbox-what = The state of each scenario follows from what the server really answered. All people and organisations are invented.
sandbox-organisations = Organisations and how many scenarios are right
sandbox-nobody = Nobody has called yet.
sandbox-column-scenario = Scenario
sandbox-column-state = State
sandbox-column-steps = Steps
sandbox-column-do = What to do
sandbox-column-source = Source
sandbox-state-not-seen = not seen
sandbox-state-begun = begun
sandbox-state-right = right
sandbox-state-wrong = wrong
sandbox-ready = The sandbox is ready: { $address }. Its result page: { $address }/sandbox. Test identities: { $identities }. The webhooks' secret: { $secret }.
sandbox-result = Scenarios that are right: { $right } of { $of }.
cli-help-sandbox = A place where vendors play scripted scenarios, with people who do not exist
cli-help-sandbox-run = Play every scenario against a sandbox, and tell what it saw

sandbox-checked = A form is checked
sandbox-checked-do = Send a form to POST /api/v1/check and get “signable”.
sandbox-signed = A good form is signed by the chair
sandbox-signed-do = Store the form by PUT, call freeze, sign the bytes that come back with the chair's key and hand the signature in.
sandbox-arrived = The form has arrived at the data bank
sandbox-arrived-do = Ask for the journey of the signed form until its stage “accepted-by-data-bank”.
sandbox-blocked = A form that lacks an examination is blocked
sandbox-blocked-do = Store a form without a required examination and call freeze: the answer 409 names what is missing.
sandbox-corrected = A blocked form is corrected
sandbox-corrected-do = Correct the blocked form and PUT it again under the same id.
sandbox-unknown-field = An unknown field is named
sandbox-unknown-field-do = PUT a form with a field that the contract does not know: the answer says “field.unknown”.
sandbox-future-date = A date in the future is found
sandbox-future-date-do = PUT a form whose examination lies in the future: the answer says “date.in-future”.
sandbox-ordinary = A form outside the pilot goes the ordinary way
sandbox-ordinary-do = PUT a form whose diagnosis is not listed: the decision is “ordinary”.
sandbox-same-bytes = The same bytes again are taken
sandbox-same-bytes-do = PUT a frozen form once more with the very same bytes: the answer is 200.
sandbox-other-bytes = Other bytes are refused
sandbox-other-bytes-do = PUT a frozen form under the same id, but changed: the answer is 409.
sandbox-wrong-digest = A signature over other bytes is refused
sandbox-wrong-digest-do = Sign other bytes than those from freeze and hand the signature in: the answer is 422, “signature-other-bytes”.
sandbox-wrong-key = Another person's key is refused
sandbox-wrong-key-do = Sign with the doctor's key in place of the chair's: the answer is 422, “signature-not-the-named-person”.
sandbox-not-the-chair = A chair whom the form does not name may not freeze
sandbox-not-the-chair-do = Name another chair in the form and call freeze: the answer is 403.
sandbox-document = A missing document is attached
sandbox-document-do = Ask for a document by its SHA-256 (404), PUT it (201) and ask again (200).
sandbox-own-format = Your own format is translated
sandbox-own-format-do = PUT a form in a vendor's format and read the document back from original.
sandbox-poll = Stages are asked for
sandbox-poll-do = Call GET /api/v1/events, then once more with “after” set to the answer's “next”.
sandbox-soap = A form is accepted over SOAP
sandbox-soap-do = Submit a signed form over SyncChannel to the service MSE_FORM031_SUBMIT.
sandbox-webhook = A webhook is verified and acknowledged
sandbox-webhook-do = Your endpoint must refuse the message with a wrong signature (401) and take the right one (2xx).

cli-help-sandbox-option-data = Keep everything in this folder
cli-help-sandbox-option-listen = Where to listen, on this machine
cli-help-sandbox-option-webhook = An endpoint that hears of the stages of a vendor's forms: damu=http://127.0.0.1:9000/hook
cli-help-sandbox-run-option-url = The sandbox
cli-help-sandbox-run-option-data = The folder that the sandbox keeps everything in
cli-help-sandbox-run-option-clinic = The number of the clinic that plays
cli-help-sandbox-run-option-seed = Another number makes other forms
cli-help-sandbox-run-option-hear = Hear webhooks here; without it that scenario is not waited for
