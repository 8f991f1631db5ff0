# The command line: what happened, and what to do next.

cli-usage = This command line cannot be understood. “saraptama help COMMAND” shows how a command is written.
cli-file-not-found = There is no such file: { $file }. Check the path.
cli-file-not-permitted = The file may not be read: { $file }. Ask its owner for the right to read it.
cli-file-is-directory = This is a folder, not a file: { $file }. Name the files in it.
cli-file-unreadable = The file cannot be read: { $file } ({ $reason }). Check the file and the disk.
cli-cannot-write = The result cannot be written ({ $reason }). Check the disk to which it goes.

cli-law-no-text = The law's file is not text in UTF-8, or is too large: { $file }. Correct or remove it.
cli-law-fault = { $file }: { $what }
cli-law-faulty = The law has faults: { $count } in { $files } files. It is not applied until they are corrected; “saraptama law check --law DIR” lists them.
cli-law-sound = The law is sound: { $files } files, no faults.
cli-law-in-force = { $short } — { $title }. In force on { $on } ({ $from } – { $until }).
cli-law-not-in-force = { $short } — { $title }. Not in force on { $on } ({ $from } – { $until }).
cli-law-readings = How the gaps and contradictions of the orders are read:

cli-no-calendar = No working-day calendar is held for { $date }, so the term cannot be reckoned. Enter the year in law/calendar.
cli-no-year = No complete working-day calendar is held for { $year }. Held: { $held }. Enter the year in law/calendar.
cli-deadline-same-day = Arrived in time on a working day: it counts from { $from } and is due by { $due } ({ $source }; { $readings }).
cli-deadline-next-day = Arrived after { $cut_off } or on a day off: it counts from the next working day, { $from }, and is due by { $due } ({ $source }; { $readings }).
cli-calendar = { $year }: { $days } working days (five-day week).
cli-day-off = { $date }  day off: { $name } ({ $cite })
cli-day-off-estimated = { $date }  day off: { $name } ({ $cite }; the day is estimated)
cli-working-weekend = { $date }  a Saturday or Sunday that is worked

cli-check-summary = Forms checked: { $count }. May be signed: { $signable }; have errors: { $blocked }; go the ordinary way: { $ordinary }.
cli-synth = { $count } synthetic forms, seed { $seed }. These people and organisations do not exist.

cli-edition-not-held = The edition of the list of { $date } is not held: edition not held. Held: { $held }. A later edition is not an answer for an earlier day.
cli-list-edition = Edition { $edition } ({ $source }), rows: { $count }.
cli-section-emergency = Emergency admission, guaranteed volume
cli-section-planned-both = Planned admission, guaranteed volume and insurance
cli-section-planned-insurance = Planned admission, insurance
cli-score-criterion = { $points }  { $name }: { $text }
cli-score-listed = { $points } points: the technology is listed ({ $source }).
cli-score-not-listed = { $points } points: the technology is not listed ({ $source }).

cli-transition-row = Line { $row }: { $reason }
cli-transition-refused = The file was not taken and nothing was judged. Bad lines: { $count }. Correct them and give the file again.
cli-transition-excluded = { $code }, { $year }: all four criteria hold, the type leaves the list ({ $source }).
cli-transition-stays = { $code }, { $year }: not all four criteria hold, the type stays on the list ({ $source }).
cli-transition-criterion = { $criterion }: { $verdict } ({ $source })
cli-transition-measure = { $of }: { $numerator } / { $denominator }, bound { $bound }: { $verdict }
cli-verdict-met = holds
cli-verdict-not-met = does not hold
cli-verdict-undefined = cannot be known from these figures

cli-trust-unreadable = The trusted certificates cannot be loaded: { $reason }. Name a folder with certificates in PEM or DER, “production” or “test”.
cli-verify-holds = It holds, judged for { $at }.
cli-verify-does-not-hold = It does not hold, judged for { $at }: { $reason }
cli-verify-signer = Signer: IIN { $iin }, BIN { $bin }; the time of signing by the signer's own statement: { $claimed }.
cli-verify-proof = Act { $number } stands in the register at place { $index } of { $size }.
cli-verify-key-pinned = The register's key is one of the trusted keys: { $fingerprint }.
cli-verify-key-not-pinned = The register's key is taken from the proof itself and is not pinned: { $fingerprint }. Compare it with the published one, or give --trust.

cli-help = Remote proactive medical-social expertise and high-tech medical care, by the two orders
cli-help-check = Check forms 031/e against the order
cli-help-deadline = When the decision on a draft act is due
cli-help-calendar = Working days of a year
cli-help-htmc = High-tech medical care: scoring, the list, the way off the list
cli-help-htmc-score = Score a technology by the order's table
cli-help-htmc-list = The list of high-tech services
cli-help-htmc-transition = Judge by yearly figures which types leave the list
cli-help-verify = Check a signature or a register proof, without network
cli-help-synth = Make synthetic forms for trials, the same for the same seed
cli-help-law = The law as data: what holds on a day, and whether the files are sound
cli-help-law-show = What both orders say on a day, each value with its paragraph and readings
cli-help-law-check = Whether the files of the law are sound; every fault is named
cli-option-json = JSON only, one object a line
cli-option-lang = The language of words for people
cli-option-at = The day whose law is applied
cli-help-verify-option-at = The instant for which it is judged; now unless given
cli-option-help = Show help
cli-option-version = Show the version
cli-help-help = Show help
cli-option-innovation = The level of innovation, 1 to 4 from the top of the table
cli-option-resources = The level of resource intensity, 1 to 4
cli-option-uniqueness = The level of uniqueness, 1 to 4
cli-option-section = One section only
cli-option-code = One code only, as printed
cli-option-files = Forms in JSON; “-” is stdin, a .ndjson file holds one form a line
cli-option-ndjson = Every file holds one form a line, stdin too
cli-option-law = Read the law from this folder instead of the one that is built in
cli-option-arrived = When the draft act with its number arrived, RFC 3339 with an offset
cli-option-year = The year
cli-option-file = The file; “-” is stdin
cli-option-data = The data that a detached signature signs, or the decision that a proof names
cli-option-trust = The trusted certificates: production, test, or a folder of certificates and log keys
cli-option-count = How many forms
cli-option-seed = The same number gives the same forms
cli-option-defects = The share of forms with planted defects, in percent
cli-option-on = The day; today unless given
