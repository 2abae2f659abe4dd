-- Who signs in through a browser. Records like those of 0002_records.sql, derived from the journal, every version kept;
-- sealed under the officer's own subject. Sessions are not here: a sign-in must not touch the register.

CREATE TABLE account (                    -- what an officer may do through a browser, and whose rows the officer sees
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    officer       TEXT NOT NULL,          -- officer.officer
    duties        TEXT NOT NULL,          -- JSON array: reception, case_officer, head, facility_operator, auditor, administrator, worker
    province      TEXT,                   -- sees only rows of this province, two digits; NULL: of every province
    facility      INTEGER,                -- sees only rows of this facility; NULL: of every facility
    worker        INTEGER,                -- sees only rows of this person; NULL: of everybody
    password      TEXT,                   -- PHC string of Argon2id; NULL: not chosen yet
    status        TEXT NOT NULL,          -- open, closed
    PRIMARY KEY (officer, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_worker ON account (worker) WHERE worker IS NOT NULL;
