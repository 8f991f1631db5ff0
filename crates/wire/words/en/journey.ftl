# The journey of a form: its stages, why not now, and why it was refused.

stage-checked = Stored in the MIS and checked (p. 3 and 4 of the Algorithm).
stage-frozen = Closed to changes for signing (p. 4 of the Algorithm).
stage-signed = Signed by the chair of the commission (p. 5 of the Algorithm).
stage-accepted-by-ministry = Proved again and accepted by the Ministry of Health's system (p. 5 of the Algorithm).
stage-accepted-by-data-bank = Proved again and accepted by the disability data bank (p. 5 of the Algorithm).
stage-numbered = The draft act is formed and has its number (p. 6 and 9 of the Algorithm).
stage-waiting = The draft act is on the waiting list (p. 7 of the Algorithm).
stage-assigned = The draft act is given to one extraterritorial expert (p. 7 of the Algorithm).
stage-decided = The expert has decided and signed (p. 9 of the Algorithm).
stage-registered = The act stands in the register of acts (p. 9 of the Algorithm).
stage-awaiting-proof = Waits until the signature's validity is proved (p. 2(7) of the Algorithm).
stage-returned = Returned to the medical organisation (MSE Rules).
stage-refused = Refused, with its reason (p. 4 and 5 of the Algorithm).
stage-withdrawn = Withdrawn by the medical organisation (MSE Rules).

refusal-no-such-form = No form is stored under this identifier. Store the form first (p. 3 of the Algorithm).
refusal-bytes-are-fixed = The form is closed to changes for signing, or signed already, and its content must not change (p. 2(7) of the Algorithm). Until it is signed, the chair of the commission can open it again; a signed form takes a new form with a new identifier.
refusal-not-the-named-chair = Only the chair of the commission whom the form names may do this (p. 2(4) of the Algorithm). If the chair has changed, correct the chair of the commission (commission.chair) in the form.
refusal-blocked = The check found errors, so the chair of the commission cannot sign (p. 4 of the Algorithm). Correct the errors named and store the form again.
refusal-commission-in-future = The day of the commission in the form (commission.date) has not come yet. Check the date, or sign on that day (technical rule of the JSON form 031/e).
refusal-not-presented = The form was not presented to the chair, so it cannot be given back (p. 3 and 4 of the Algorithm). The doctor has to present it first; close a form that came from another program for signing first.
refusal-not-frozen = The form is not closed to changes for signing. Close it first and sign the bytes that you are given (p. 4 and 5 of the Algorithm).
refusal-already-signed = The form is signed already, and its signature is not exchanged (p. 5 of the Algorithm). If something must change, make a new form with a new identifier.

refusal-no-such-act = There is no draft act for this form. Check the number (p. 6 of the Algorithm).
refusal-other-bytes = Other content or another signature was taken under this identifier before; nothing was changed (p. 2(7) of the Algorithm). Send a changed form under a new identifier.
refusal-unproved = The signature does not prove this content of the form, so the form was not taken (p. 2(7) of the Algorithm). Sign the form again and send it.
refusal-wrong-state = The draft act is not in a state in which this is possible. Check its state (p. 6–9 of the Algorithm).
refusal-not-the-assigned-expert = Only the expert to whom this act was given may see it and decide (p. 7 of the Algorithm).
refusal-nothing-frozen = No decision is ready to be signed. Send the decision first and sign the bytes that you are given (p. 9 of the Algorithm).
refusal-nobody-else = There is no other expert who may be given the act, so it stays where it is (p. 7 of the Algorithm). Look at the experts’ duty and try again.
refusal-elsewhere-by-now = Meanwhile the act went to another expert (p. 7 of the Algorithm). Open it again and see who has it now.
refusal-decision-signed = The decision is signed, the act stands in the register, and nothing changes it (p. 9 of the Algorithm).
refusal-no-calendar = There is no calendar of working days for this year, so the term cannot be computed (p. 9 of the Algorithm). Tell the operator of the system.

refused-form-blocked = The second check found errors: a mandatory examination or objective data are missing, or the form is not filled in properly (p. 4 of the Algorithm). Make a corrected form with a new identifier and sign it.
refused-outside-pilot = On the day of its signature the form is outside the pilot (p. 8 of the order and its annex 1, annex 1 to the Algorithm). Send it the ordinary way.
refused-form-too-old = More than a month has passed since the form was signed, so it has expired (MSE Rules). Check the data and sign a new form.
refused-other-form = The identifier in the message differs from the one in the signed form (technical rule of the JSON form 031/e). Send that form under its own identifier.
refused-signed-in-future = The time of signing in the message is more than five minutes ahead of this system’s clock (description of gateway messages). Check the clock of the MIS and send the form again.
