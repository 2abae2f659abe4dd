-- What form 01, Annex III of Decree 142/2020 asks of each worker beside the name. A register of before has neither.

ALTER TABLE worker ADD COLUMN sex TEXT;           -- male, female
ALTER TABLE worker ADD COLUMN birth_year INTEGER; -- year of birth, where the day is not known; never against birth_date
