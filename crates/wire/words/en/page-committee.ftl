# The Committee's monitoring: first figures.

committee-title = Monthly monitoring of the pilot
committee-what = How cases go on in the data bank. Below each figure stand its definition and its paragraph.
committee-months = Months
committee-month = { $month ->
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
committee-month-wrong = A month is written year-month, for example: 2025-09. Open the current month
committee-accepted = Forms accepted
committee-accepted-what = Forms 031/e that the data bank accepted this month, without those refused.
committee-refused = Forms refused
committee-refused-what = Forms that arrived this month and did not pass the check.
committee-numbered = Numbered
committee-numbered-what = Of those accepted this month, the ones whose draft act has its number.
committee-waiting = Waiting
committee-waiting-what = Drafts that wait now for a number, documents or an expert, whatever month they came in.
committee-assigned = With an expert
committee-assigned-what = Drafts that experts hold now and have not decided.
committee-decided = Acts registered
committee-decided-what = Acts that an expert signed and that entered the register this month.
committee-within = In time
committee-within-what = Of those registered this month, the share decided within one working day.
committee-too-few = too few
committee-overdue = Overdue
committee-overdue-what = Drafts that experts hold now and whose term has ended.
committee-reasons = Delays and their reasons
committee-reasons-what = What holds it up
committee-reason = Reason
committee-acts = Acts
committee-basis = Basis
committee-reason-expert = The expert did not decide in time and still has the draft
committee-reason-late = Decided this month, after the term
committee-reason-nobody = Nobody was eligible at the last draw
committee-reason-documents = Documents that the form names have not arrived
committee-nothing = Nothing happened this month.
committee-chart = Chart: { $table }. The numbers stand in the table below.
committee-map = Map of the regions: forms accepted. The numbers stand in the table below.
committee-course = Month by month
committee-course-what = Forms accepted and acts registered, twelve months
committee-month-column = Month
committee-close = Close the month
committee-recount = Count again: a correction is put beside it where anything differs
committee-closed = The month was closed on { $at } ({ $who }); these figures do not change any more.
committee-corrected = Version { $version }, a correction: { $at } ({ $who }). The closed version is kept too.
committee-take = Take the report along
committee-take-inside = Inside the ministries, in full:
committee-take-public = For outside, without small numbers:
committee-take-public-later = For outside, without small numbers: when the month is over and closed. Of an open one small numbers could be worked out from the reports of two days.
committee-take-hint = Hand out only the form without small numbers: among fewer than five people one may be recognised.
committee-signals = Signals for control
committee-signals-title = Signals for control: { $month }
committee-signals-what = What stands out more than chance usually gives: each with its test, what is usual, and the cases to look at.
committee-signals-no-accusation = A signal is no accusation. It only says which cases to look at; there may be a lawful reason. People and cases stand under pseudonyms.
committee-signals-none = Nothing stands out in this month.
committee-signal-decides = Other decisions on like cases
committee-signal-decides-test = The share of decisions not to establish, of one expert, one nosology and one age (under 7, from 7 to 17, adult), against the others: chi-square above 10.83 (one in a thousand), expected numbers at least five. Among decisions that establish disability the share of each category and each term too: above 15.78, so that chance gives one in a thousand for all values together.
committee-signal-decides-denied = not established
committee-signal-decides-term = term: { $term }
committee-signal-triple = A doctor, a chair and an expert who meet again
committee-signal-triple-test = Acts of one doctor and chair went to one expert oftener than the lot gives: at least five times, chi-square above 10.83 (one in a thousand). Usual is one act of as many as there are experts.
committee-signal-document = One document in several forms
committee-signal-document-test = The hash of an attached file is the same in several forms, at least one of them accepted in this month; usual is how many of the month's documents stand in several forms. In a repeated or corrected form of the same patient it may well be so.
committee-signal-dates = Examinations dated oddly
committee-signal-dates-test = Dates of examinations in forms that arrived in the month, against the forms accepted; usual is the month before.
committee-signal-dates-after-commission = after the day of the commission
committee-signal-dates-before-birth = before the day of birth
committee-signal-dates-on-one-day = three examinations or more, all on one day
committee-signal-hours = Unusual hours and days
committee-signal-hours-test = The share of an expert's decisions signed from 21:00 to 07:00 or on a day off by the working-day calendar, against the others: chi-square above 10.83 (one in a thousand), expected numbers at least five.
committee-signal-who = Who or what
committee-signal-found = Found
committee-signal-usual = Usual
committee-signal-cases = Cases
committee-signal-of = { $part } of { $of }
committee-signal-document-found = { $part } forms of { $of } patients
committee-signal-document-usual = { $part } of { $of } documents
committee-signal-age-child-under-7 = children under 7
committee-signal-age-child-7-to-17 = children from 7 to 17
committee-signal-age-adult = adults
committee-what-if = What if: the month replayed
committee-what-if-what = Which terms would end elsewhere, and when the first of them would break, if the hour, the load or the number of experts on duty were different.
committee-what-if-untouched = Nothing that is stored is touched: cases, acts and closed months stay as they are. The Committee watches; it decides nothing here.
committee-what-if-month = Month
committee-what-if-month-hint = For example: 2025-09
committee-what-if-month-wrong = Write the month as year-month, for example: 2025-09
committee-what-if-cut-off = Cut-off hour
committee-what-if-cut-off-hint = What arrives later counts from the next working day. Left blank: the hour of the order.
committee-what-if-cut-off-wrong = Write the hour as hours and minutes, for example: 15:00
committee-what-if-load = Load, percent
committee-what-if-load-hint = 100: as many cases as came. Left blank: 100.
committee-what-if-experts = Experts on duty
committee-what-if-experts-hint = Every working day. Left blank: the queue is not followed.
committee-what-if-experts-needed = Say how many experts are on duty: a load cannot be followed without them
committee-what-if-decisions = Decisions a day
committee-what-if-decisions-hint = How many acts one expert decides in a working day.
committee-what-if-decisions-needed = Say how many acts one expert decides a day: a load cannot be followed without it
committee-what-if-number-wrong = Write a whole number from { $from } to { $to }
committee-what-if-like-region = One more region joins, as large as
committee-what-if-like-region-hint = As many cases on the same days as in the organisations of this region.
committee-what-if-like-nosology = More codes are listed, as frequent as
committee-what-if-like-nosology-hint = As many cases on the same days as with this nosology.
committee-what-if-like-wrong = Choose one of the list
committee-what-if-nobody-joins = No region joins
committee-what-if-no-codes = No codes are added
committee-what-if-go = Replay
committee-what-if-answer = What would be: { $month }
committee-what-if-figures = The month under what is assumed
committee-what-if-figure = Figure
committee-what-if-value = Value
committee-what-if-cases = Acts whose term would end at another time: { $shown } of { $all }
committee-what-if-changed = Cases whose term would end at another time
committee-what-if-become-late = Decided in time, would be late
committee-what-if-become-in-time = Decided late, would be in time
committee-what-if-open-before = Acts that were with an expert when the month began
committee-what-if-joined = Cases of those who join, before the load is taken
committee-what-if-most-open = Most acts undecided at the end of a day
committee-what-if-first-broken = First day at whose end a term is broken
committee-what-if-experts-needed-figure = Fewest experts on duty with whom no term breaks
committee-what-if-never = None
committee-what-if-no-load = When the first term breaks and how many experts are needed is said where experts on duty and decisions a day are given.
committee-what-if-act = Act
committee-what-if-before = End of the term, as it was
committee-what-if-after = End of the term, as it would be
committee-what-if-in-time = decided in time
committee-what-if-late = decided late
committee-what-if-undecided = not decided
committee-what-if-reached = Cases that reached an expert in the month
