-- The one-stop desk: how a file goes from receipt to result, by when, and what was written to whom. Records like those of
-- 0002_records.sql, derived from the journal, every version kept.

CREATE TABLE step (                       -- steps of applications through the desk; the last one says where a file stands
    since_event   INTEGER NOT NULL,       -- event of the step
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    step          INTEGER NOT NULL,       -- which of the application's steps, from 1
    worker        INTEGER NOT NULL,       -- who applies
    act           TEXT NOT NULL,          -- act of workflow.json: receive, request_supplement, grant ...
    status        TEXT NOT NULL,          -- status that the file has from then on
    on_day        TEXT NOT NULL,          -- day of the step
    by_officer    TEXT NOT NULL,          -- officer
    reason        TEXT,                   -- why, where one is asked for
    PRIMARY KEY (application, step, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX step_worker ON step (worker);
CREATE INDEX step_on_day ON step (on_day);

CREATE TABLE deadline (                   -- clocks of applications: until when something has to be done
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    clock         TEXT NOT NULL,          -- check, decide (of the procedure); appointment, extension (stated by an officer)
    run           INTEGER NOT NULL,       -- how often this clock was started, from 1
    worker        INTEGER NOT NULL,       -- who applies
    started_on    TEXT NOT NULL,          -- first day, not counted
    working_days  INTEGER,                -- length; NULL: the day was stated
    due_on        TEXT NOT NULL,          -- last day
    rule          TEXT,                   -- procedure row that sets the length; NULL: stated
    provisional   INTEGER NOT NULL,       -- 1: counted by a calendar year that is not confirmed
    ended_on      TEXT,                   -- day on which it ended; NULL: it runs
    ended_by      TEXT,                   -- act that ended it
    reason        TEXT,                   -- why the day was stated or counted anew
    PRIMARY KEY (application, clock, run, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX deadline_worker ON deadline (worker);
CREATE INDEX deadline_due_on ON deadline (due_on);

CREATE TABLE supplement_request (         -- what an applicant was asked to add, all at once
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    request       INTEGER NOT NULL,       -- which of the application's requests, from 1
    worker        INTEGER NOT NULL,       -- who applies
    requested_on  TEXT NOT NULL,          -- day of the request
    screening     INTEGER,                -- screening whose findings it lists; NULL: none
    items         TEXT NOT NULL,          -- JSON array of [requirement or "", sentence]
    due_on        TEXT,                   -- day that the officer named; NULL: the law names none
    reason        TEXT,                   -- why a further request was needed
    answered_on   TEXT,                   -- day on which the applicant answered
    PRIMARY KEY (application, request, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX supplement_request_worker ON supplement_request (worker);

CREATE TABLE consultation (               -- opinions asked of other bodies
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    consultation  INTEGER NOT NULL,       -- which of the application's consultations, from 1
    worker        INTEGER NOT NULL,       -- who applies
    body          TEXT NOT NULL,          -- body that is asked, as written
    question      TEXT NOT NULL,          -- what it is asked
    asked_on      TEXT NOT NULL,          -- day of the letter
    due_on        TEXT NOT NULL,          -- day named for the answer
    reminders     INTEGER NOT NULL,       -- how often it was reminded
    reminded_on   TEXT,                   -- day of the last reminder
    answered_on   TEXT,                   -- day of the answer
    opinion       TEXT,                   -- agrees, objects, other
    answer        TEXT,                   -- what it said
    PRIMARY KEY (application, consultation, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX consultation_worker ON consultation (worker);

CREATE TABLE paper (                      -- papers that left the desk, each with its PDF
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    record        TEXT NOT NULL,          -- number of the application or certificate that it is about
    paper         INTEGER NOT NULL,       -- which of the record's papers, from 1
    worker        INTEGER NOT NULL,       -- whom it is about
    kind          TEXT NOT NULL,          -- receipt, supplement, refuse_intake, fee_notice, refusal, apology, control_slip, certificate
    number        TEXT NOT NULL,          -- number on the paper
    series        TEXT,                   -- series of numbers; NULL: it bears the file's or the certificate's number
    year          INTEGER,                -- series: year
    ordinal       INTEGER,                -- series: number within series and year, without gaps
    dated_on      TEXT NOT NULL,          -- day on the paper
    document      TEXT NOT NULL,          -- document.digest of the PDF
    signed_document TEXT,                 -- document.digest of the PDF with signature
    signer        TEXT,                   -- who signed it, as the signature says
    PRIMARY KEY (record, paper, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_worker ON paper (worker);
CREATE INDEX paper_series ON paper (series, year, ordinal);

CREATE TABLE letterhead (                 -- what the office's papers bear; one record
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    entry         INTEGER NOT NULL,       -- always 1
    parent        TEXT NOT NULL,          -- body above, in capitals; may be empty
    body          TEXT NOT NULL,          -- the office, in capitals
    place         TEXT NOT NULL,          -- place in the date line
    abbreviation  TEXT NOT NULL,          -- in paper numbers: 12/TB-SKHCN
    unit_code     TEXT NOT NULL,          -- in file numbers: H15.20-250701-0001
    capacity      TEXT NOT NULL,          -- capacity of who signs, in capitals
    signatory     TEXT NOT NULL,          -- name of who signs; may be empty
    check_at      TEXT NOT NULL,          -- how anybody checks a certificate, in words
    PRIMARY KEY (entry, since_event)
) STRICT, WITHOUT ROWID;
