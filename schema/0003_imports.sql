-- Imports: which file brought what, so that every field can be traced to its cell and a whole file can be undone.

CREATE TABLE import (                     -- files that were imported
    since_event   INTEGER NOT NULL,       -- event that said so; the last one of the import, or the one that undid it
    until_event   INTEGER NOT NULL,       -- event that changed it
    import        INTEGER NOT NULL,       -- number, from 1
    kind          TEXT NOT NULL,          -- workers, facilities, equipment, certificates
    file          TEXT NOT NULL,          -- name of the file
    digest        TEXT NOT NULL,          -- SHA-256 of the file, hexadecimal
    rows          INTEGER NOT NULL,       -- rows of the file that were read
    first_event   INTEGER NOT NULL,       -- first event of the import; all up to the last one are its own
    status        TEXT NOT NULL,          -- recorded, or undone
    by_officer    TEXT NOT NULL,          -- reference of the officer who imported it
    reason        TEXT,                   -- why it was undone
    PRIMARY KEY (import, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_row (                 -- records that a row of a file gave something to
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    import        INTEGER NOT NULL,       -- import
    sheet         TEXT NOT NULL,          -- sheet of the file; "" in CSV
    row           INTEGER NOT NULL,       -- row, as the program that made the file counts
    entry         INTEGER NOT NULL,       -- which record of the row, from 1
    worker        INTEGER,                -- worker whom the record is about, if any
    kind          TEXT NOT NULL,          -- table of the record
    record        TEXT NOT NULL,          -- key of the record: "W-17", "W-17/2", "F-3", "12/GCN 2019 varans"
    fields        TEXT NOT NULL,          -- JSON array of the fields that the row gave
    PRIMARY KEY (import, sheet, row, entry, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_worker ON import_row (worker);
CREATE INDEX import_row_record ON import_row (kind, record);
