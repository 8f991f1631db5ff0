# High-tech care: scoring, figures of a year, what is missing.

htmc-no-such-level = The criterion “{ $criterion }” has no level { $level }: levels are 1 to { $levels } from the top of the table (ҚР ДСМ-134/2020, annex 1, p. 2).
htmc-gap-regions-above = { $above } regions above the bound, { $needed } needed (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-zones-above = { $above } geographic zones above the bound, { $needed } needed (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-figures-missing = No figures for { $count } regions: { $regions } (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-population-missing = The population of { $count } regions is not given: { $regions } (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-costs-missing = The cost of { $missing } of the { $of } services of the list is unknown, so there is no mean (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-no-services = No service was provided in the year (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-gap-no-bound = The law data give no bound for this criterion (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-row-not-listed = This section of the list has no such code (ҚР ДСМ-134/2020, annex 2).
htmc-row-unknown-region = There is no such region (description of the file of figures).
htmc-row-unknown-zone = There is no such geographic zone (ҚР ДСМ-134/2020, annex 1, p. 3).
htmc-row-zone-differs = Another row puts the region into another zone (description of the file of figures).
htmc-row-population-differs = Another row gives another population for the region and year (description of the file of figures).
htmc-row-twice = This code, section, year, region and level stand above already: they would count twice (description of the file of figures).
htmc-row-implausible = More deaths or complications than services, or a cost without services (description of the file of figures).
htmc-row-out-of-range = A number is out of range (description of the file of figures).
htmc-line-header = The first line must be exactly the names of the columns (description of the file of figures).
htmc-line-shape = A line takes 11 fields in UTF-8 (description of the file of figures).
htmc-line-field = The field “{ $field }” is not well written (description of the file of figures).
htmc-line-too-large = The file is too large: at most 64 MiB (description of the file of figures).
htmc-line-empty = The file has no figures (description of the file of figures).
htmc-line-unreadable = The file could not be read to its end (description of the file of figures).
