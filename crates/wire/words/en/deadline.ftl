# The term of a decision.

deadline-due = The decision is due by { $due } (Algorithm, p. 9).
deadline-counts-from-next = The number arrived after 16:00 or on a day off: the term counts from the next working day, { $from } (Algorithm, p. 9).
deadline-no-calendar = There is no calendar of working days for { $date }; the term is not reckoned (Algorithm, p. 9).
