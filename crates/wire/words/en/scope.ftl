# Whether the form is in the pilot, and the outcome of the check.

reason-order-not-in-force = The joint order is not in force on this day (p. 8 of the order). The form goes the ordinary way.
reason-nosology-not-listed = The code of the main diagnosis is not on the list of nosologies (annex 1 to the Algorithm). The form goes the ordinary way.
reason-age-out-of-scope = This nosology is listed for children only (annex 1 to the Algorithm). The form goes the ordinary way.
reason-form-not-listed = The limb defect is none of the listed anatomical forms (annex 1 to the Algorithm, row 1). The form goes the ordinary way.
reason-vendor-undefined = The order names no start for this vendor of the MIS (annex 1 to the order). The form goes the ordinary way.
reason-subject-not-started = The pilot has not started in the organisation's region on this day (annex 1 to the order). The form goes the ordinary way.

decision-signable = The form is complete: the chair of the commission may sign (p. 4 and 5 of the Algorithm).
decision-blocked = There are errors: until they are corrected, the chair of the commission cannot sign (p. 4 of the Algorithm).
decision-ordinary = The form is outside the pilot: it may be signed and goes the ordinary way under the MSE Rules.
