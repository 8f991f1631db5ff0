# The workplace of the data bank's staff.

staff-region = { $code ->
    [10] Abai Region
    [11] Akmola Region
    [15] Aktobe Region
    [19] Almaty Region
    [23] Atyrau Region
    [27] West Kazakhstan Region
    [31] Zhambyl Region
    [33] Zhetisu Region
    [35] Karaganda Region
    [39] Kostanay Region
    [43] Kyzylorda Region
    [47] Mangystau Region
    [55] Pavlodar Region
    [59] North Kazakhstan Region
    [61] Turkistan Region
    [62] Ulytau Region
    [63] East Kazakhstan Region
    [71] Astana City
    [75] Almaty City
    [79] Shymkent City
   *[other] KZ-{ $code }
}
staff-any = All
staff-none = None
staff-act = MSE act
staff-draft = Draft act
staff-number = Number
staff-diagnosis = Diagnosis
staff-patient = Patient
staff-iin = IIN
staff-organisation = Organisation
staff-regions = Regions
staff-region-of-patient = Patient’s region of registration
staff-region-of-organisation = Organisation’s region
staff-expert = Expert
staff-state = State
staff-accepted = Accepted
staff-action = Action
staff-wrong = Correct the data

staff-waiting-lead = Drafts on the waiting list are given away first in, first out. Each goes by lot to one expert, who belongs neither to the patient’s region nor to the organisation’s.
staff-waiting-tabs = What they wait for
staff-waiting-expert = Waiting for an expert
staff-waiting-documents = Waiting for documents
staff-waiting-caption = The first to arrive stands first
staff-waiting-since = Waiting for
staff-waiting-why = Why it waits
staff-waiting-alarm = Alarm: no expert
staff-waiting-next-round = Goes out with the next draw
staff-waiting-next-round-hint = A draw takes place every fifteen seconds and with every new draft.
staff-waiting-nobody = There is no expert who may be given the act. Passed over:
staff-waiting-nobody-next = Look at the experts’ duty: if one absence is withdrawn, the draft is given away at once.
staff-waiting-of-documents = Documents that the form names have not come from the organisation yet
staff-waiting-of-documents-hint = The draft is not numbered before they are here. If it takes long, look at the messages: the route on which they were asked for may be down.
staff-waiting-empty = Nothing waits
staff-waiting-empty-hint = Every accepted draft is with an expert.
staff-waiting-proof = A form whose signature cannot be proved yet is not shown here: it is not taken, and the ministry’s system sends it again by itself. The log of messages shows such cases.
staff-waiting-messages = Look at the messages
staff-waiting-all = See the reasons in full
staff-days-hours = { $days } d { $hours } h
staff-hours-minutes = { $hours } h { $minutes } min

staff-exclusion-count = { $reason }: { $count }
staff-exclusion-not-taking-part = Has no entry in the register of experts on that day
staff-exclusion-off-duty = Not on duty on that day
staff-exclusion-patients-region = Of the patient’s region
staff-exclusion-organisations-region = Of the organisation’s region
staff-exclusion-person-of-the-case = A person of this case
staff-exclusion-taken-from = Had the act and cannot decide it

staff-state-accepted = Accepted, awaits its number
staff-state-waiting = On the waiting list
staff-state-assigned = With the expert
staff-state-registered = In the register
staff-state-refused = Refused
staff-state-awaiting-documents = Awaits documents

staff-act-title = MSE act { $number }
staff-act-draft-title = Draft act { $number }
staff-act-form = Identifier of form 031/e
staff-act-birth = Date of birth
staff-act-arrived = Reached the expert
staff-act-due = Due
staff-act-first-due = First due
staff-act-first-due-hint = The act went to another expert; the first term is kept for monitoring
staff-act-result = Decision
staff-result-established = Disability established
staff-result-not-established = Disability not established
staff-act-code = Verification code
staff-act-code-hint = With this code anybody can verify the act
staff-act-proof = Download the register proof (JSON)
staff-act-assignment = How it was assigned
staff-act-redistribute = Give to another expert
staff-act-redistribute-not = Only an act that is with an expert can be given to another: this act is in another state now.
staff-act-history = What happened
staff-act-history-when = When
staff-act-history-what = What
staff-act-whole = The whole form (JSON)
staff-event-accepted = Form, check and signature held; accepted
staff-event-refused = Refused
staff-event-awaiting-proof = The proof of the signature is awaited
staff-event-returned = Returned to the organisation
staff-event-withdrawn = Withdrawn by the organisation
staff-event-numbered = Draft act formed and numbered
staff-event-waitlisted = Placed on the waiting list
staff-event-nobody-eligible = Nobody was found who may be given the act
staff-event-assigned = Given by lot to { $expert }
staff-event-reassigned = Given anew by lot: { $from } → { $expert }. { $reason }. Ordered by { $by }
staff-event-decision-frozen = A decision is ready to be signed
staff-event-decided = The decision is signed
staff-event-registered = Entered in the register of acts

staff-assignment-title = How { $number } was assigned
staff-assignment-lead = The act goes to the expert with the least load; where there are several, a lot is drawn among them. Anybody can recompute the lot.
staff-assignment-draws = Draws
staff-assignment-draw = Draw { $nth }, { $at }
staff-assignment-at = Drawn at
staff-assignment-chosen = The lot fell on
staff-assignment-nobody = Nobody: there is no expert who may be given the act
staff-assignment-why-again = Why it was given anew
staff-assignment-candidates = Candidates
staff-assignment-candidates-caption = Experts who may be given the act, the least load first
staff-assignment-load = Open acts
staff-assignment-in-lot = In the lot
staff-assignment-in-lot-yes = In the lot
staff-assignment-in-lot-no = Has more to do
staff-assignment-in-lot-won = The lot fell here
staff-assignment-place = place { $place }
staff-assignment-excluded = Passed over
staff-assignment-excluded-caption = Experts who may not be given the act, each with the reason
staff-assignment-excluded-none = Nobody was passed over.
staff-assignment-candidates-none = There was no candidate.
staff-assignment-reason = Reason
staff-assignment-lottery = Lottery
staff-assignment-commitment = Hash of the day’s seed (committed to before)
staff-assignment-ticket = The act’s ticket
staff-assignment-seed = The day’s seed
staff-assignment-seed-secret = Secret. Revealed when the day is over: { $day }
staff-assignment-rule = Ticket = HMAC-SHA-256 (key: the day’s seed, text: the act’s number). The first 16 bytes of the ticket are read as one whole number and divided by the number of experts in the lot; the remainder is the place that wins (counted from nought).
staff-assignment-check = Recomputed by the server
staff-assignment-agrees = Agrees
staff-assignment-differs = Does not agree
staff-assignment-agrees-hint = Hash, ticket, the experts in the lot and the choice follow from this receipt again.
staff-assignment-differs-hint = The receipt does not follow from the day’s seed. Leave the act where it is and tell the operator of the system.
staff-assignment-unknown-seed = The seed of that day is not in the store
staff-assignment-yourself = Recompute it yourself
staff-assignment-yourself-1 = The hash of the seed must be the one that was committed to:
staff-assignment-yourself-2 = The HMAC of the act’s number under the seed must be the ticket:
staff-assignment-yourself-3 = The remainder of the ticket’s first 32 characters divided by { $count } is the place in the list of experts in the lot (by identifier, from nought):
staff-assignment-yourself-later = This can be done once the day is over and the seed is revealed.
staff-assignment-term = Term
staff-assignment-arrived = Reached the expert
staff-assignment-counts = The day from which it counts
staff-assignment-due = End of the term
staff-assignment-same-day = The draft arrived on a working day, not later than { $cut }: it counts from that day.
staff-assignment-next-day = The draft arrived after { $cut } or on a day off: it counts from the next working day.
staff-assignment-first-due = The first expert’s term
staff-assignment-readings = Readings used

staff-redistribute-title = Give act { $number } to another expert
staff-redistribute-lead = The act is taken from the present expert and given to another by the same lottery. The present expert loses sight of it at once, and a decision that they prepared is void. The new expert’s term runs from the arrival at them; the first term is kept for monitoring.
staff-redistribute-now = Present expert
staff-redistribute-reason = Why they cannot decide
staff-redistribute-note = Explanation
staff-redistribute-note-hint = Needed with “another reason”. Up to 300 characters; write nothing about the patient.
staff-redistribute-go = Take it and draw the lot
staff-redistribute-no-reason = Choose a reason
staff-redistribute-note-wrong = Write an explanation of up to 300 characters
staff-redistribute-done = The act went to another expert: { $expert }
redistributed-ill = Ill or away
redistributed-recused = Conflict of interest: recused
redistributed-left = Left the register of experts
redistributed-late = Did not decide in time
redistributed-other = Another reason

staff-experts-lead = Experts who take part in examination in absentia. Assignment chooses among those on duty.
staff-experts-caption = In the order of the Kazakh alphabet
staff-experts-region = Region
staff-experts-load = Open acts
staff-experts-duty = Today
staff-experts-filter = Show
staff-experts-empty = There are no such experts
staff-experts-empty-hint = Experts come from the register of roles; choose another region.
staff-duty-on = On duty
staff-duty-off = Absent
staff-duty-day-off = Day off
staff-duty-not-taking-part = Does not take part
staff-expert-part = Expert
staff-expert-part-since = since { $from }
staff-expert-part-until = { $from } – { $until }
staff-expert-open = Open acts
staff-expert-open-absent = The expert is absent today and has open acts. Give them to another expert before the term ends:
staff-expert-calendar = Duty calendar: { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
staff-calendar-before = Previous month
staff-calendar-after = Next month
staff-calendar-weekday = { $day ->
    [1] Mo
    [2] Tu
    [3] We
    [4] Th
    [5] Fr
    [6] Sa
   *[7] Su
}
staff-calendar-legend = ✓ working day, on duty; ✗ absent; · day off
staff-calendar-unknown = There is no calendar of working days for this month: days off are not shown.
staff-absences = Absences
staff-absences-caption = Days on which the expert is absent, and who entered them
staff-absences-none = No absences in this month.
staff-absence-days = Days
staff-absence-reason = Reason
staff-absence-entered = Entered by
staff-absence-state = Whether it holds
staff-absence-of-file = From the register of roles
staff-absence-holds = Holds
staff-absence-withdrawn = Withdrawn
staff-absence-past = Over
staff-absence-withdraw = Withdraw
staff-absence-withdraw-note = Why it is withdrawn
staff-absence-enter = Enter an absence
staff-absence-from = First day
staff-absence-until = Last day
staff-absence-both-ends = Both ends are included.
staff-absence-note = Explanation
staff-absence-note-hint = Needed with “another reason”. Up to 300 characters.
staff-absence-go = Enter
staff-absence-day-wrong = Write the day as DD.MM.YYYY
staff-absence-backwards = The last day must not lie before the first
staff-absence-over = These days are over: their lots are drawn
staff-absence-too-long = Not longer than a year: whoever is away longer leaves the register
staff-absence-no-reason = Choose a reason
staff-absence-note-wrong = Write an explanation of up to 300 characters
staff-absence-withdrawn-before = It was withdrawn before
absence-ill = Illness
absence-leave = Leave
absence-trip = Business trip
absence-training = Training
absence-other = Another reason

staff-register-lead = The register of acts of medical-social expertise. Every entry has its proof, which can be verified without us.
staff-register-search = Search
staff-register-number = Number of the act
staff-register-number-hint = For example 2025-000012
staff-register-name = Patient’s name
staff-register-name-hint = Its beginning, two letters or more, family name first; Kazakh letters may be typed as Russian ones
staff-register-nosology = Nosology
staff-register-from = From
staff-register-until = Until
staff-register-go = Search
staff-register-clear = Clear
staff-register-latest = The latest entries
staff-register-found = Found, the latest first
staff-register-registered = Registered
staff-register-proof = Proof
staff-register-proof-get = Download JSON
staff-register-verify = Verification for the person
staff-register-empty = No such act was found
staff-register-empty-hint = Search by less; acts on the waiting list or with an expert do not stand in the register yet.
staff-register-number-wrong = Write the act’s number as 2025-000012
staff-register-iin-wrong = An IIN has 12 digits and a correct control digit
staff-register-name-wrong = Write two letters or more
staff-register-day-wrong = Write the day as DD.MM.YYYY
staff-register-days-backwards = The last day must not lie before the first
staff-register-choice-wrong = Choose from the list

staff-messages-lead = Messages between nodes. What they say is not shown: there are no clinical data here.
staff-messages-node = Node
staff-messages-routes = Routes
staff-messages-routes-caption = How many messages wait on each route, and whether the way is open
staff-messages-route = Route
staff-messages-waiting = Waiting
staff-messages-oldest = The oldest
staff-messages-way = Way
staff-messages-way-closed = Works
staff-messages-way-half-open = Is being tried
staff-messages-way-open = Stopped
staff-messages-way-since = since { $at }
staff-messages-way-hint = While a receiver does not answer, messages wait and none is lost; the way opens by itself.
staff-messages-dead = Messages given up
staff-messages-dead-caption = By route and reason: what to do
staff-messages-dead-none = No message was given up. There is nothing to do.
staff-messages-count = How many
staff-messages-what = Reason, and what to do
staff-messages-show = Show
staff-messages-redrive = Send again
staff-messages-redrive-all = Send all again
staff-messages-redrive-title = Send again?
staff-messages-redrive-many = Messages that were given up on route “{ $route }” wait again: { $count }.
staff-messages-redrive-one = One message on route “{ $route }” waits again.
staff-messages-redrive-hint = A receiver that gets a message twice counts it once.
staff-messages-redriven = Waiting again: { $count }
staff-messages-back = Back to the messages
staff-messages-list-title = { $state ->
    [dead] Messages given up
    [delivered] Messages that arrived
   *[waiting] Messages that wait
}
staff-messages-list-caption = The oldest first
staff-messages-kind = Kind
staff-messages-form = Form
staff-messages-attempts = Attempts
staff-messages-recorded = Recorded
staff-messages-due = Next attempt
staff-messages-error = Last error
staff-messages-empty = There are no such messages
staff-messages-delivered = Arrived
staff-messages-all-waiting = Waiting
staff-messages-all-dead = Given up
staff-log = Log of messages
staff-log-hint = Every message is recorded and linked to the one before by a chain of hashes. If the chain is broken, a record was changed.
staff-log-lanes-caption = Lanes of the log
staff-log-lane = Lane
staff-log-records = Records
staff-log-end = End of the chain
staff-log-open = Look at the records
staff-log-none = There are no records yet.
staff-log-title = Log, lane { $lane }
staff-log-caption = The latest first
staff-log-place = Place
staff-log-when = When
staff-log-direction = Which way
staff-log-direction-received = Came in
staff-log-direction-sent = Went out
staff-log-direction-answered = Answer
staff-log-peer = With whom
staff-log-id = Message
staff-log-verdict = Verdict
staff-log-signature = Signature
staff-log-verdict-taken = Taken
staff-log-verdict-again = Known already, came again
staff-log-verdict-document = The document was fetched
staff-log-verdict-answered = Sent, answered { $status }
staff-log-verdict-status = The receiver's answer: { $status }
staff-log-verdict-unanswered = No answer came
staff-log-signature-holds = The document's signature holds
staff-log-signature-unsigned = The envelope is not signed
staff-log-signature-sealed = The envelope's signature holds
staff-log-chain = Chain
staff-log-chain-holds = Holds
staff-log-chain-broken = Broken
staff-log-chain-here = The links of the records on this page were checked: { $count }.
staff-log-check = Check the whole lane
staff-log-check-large = The lane has { $count } records: check the whole chain with “saraptama log verify”.
staff-log-checked = The whole lane was checked: { $count } records, the chain holds.
staff-log-checked-broken = The chain is broken at record { $place } ({ $what }). Change nothing and tell whoever is responsible.
