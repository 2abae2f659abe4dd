-- What forgetting a person leaves of the series of numbers, so that no number is given twice. Derived from the journal like
-- the other records.

CREATE TABLE erased_ordinal (             -- ordinals of papers and files of forgotten persons
    since_event   INTEGER NOT NULL,       -- event of the erasure
    until_event   INTEGER NOT NULL,       -- never changed
    series        TEXT NOT NULL,          -- series of papers: TB; of the files of a day: H15.20-250701
    year          INTEGER NOT NULL,       -- year of the series
    ordinal       INTEGER NOT NULL,       -- number within series and year
    PRIMARY KEY (series, year, ordinal, since_event)
) STRICT, WITHOUT ROWID;
