-- Records, derived from the journal. Every table keeps every version of every record: a version was what the register
-- said from event `since_event` on, until event `until_event` (9223372036854775807: it still says so). Days are ISO 8601
-- text in Viet Nam's law, from the first to the last day where a pair is given; NULL means not recorded, never "no".

CREATE TABLE register (                   -- what this register is; one record
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    entry         INTEGER NOT NULL,       -- always 1
    origin        TEXT NOT NULL,          -- name in checkpoints, e.g. "radcert.example/66"
    authority     TEXT NOT NULL,          -- authority that keeps it and issues its certificates
    series        TEXT NOT NULL,          -- pattern of certificate numbers
    subject       TEXT NOT NULL,          -- subject of events about the register itself
    PRIMARY KEY (entry, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE officer (                    -- people who act; events name them by reference
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    officer       TEXT NOT NULL,          -- reference in leaves: "u-" and 16 random hexadecimal digits
    code          TEXT NOT NULL,          -- short name at the desk, e.g. "lan"
    name          TEXT NOT NULL,          -- full name
    active        INTEGER NOT NULL,       -- 1: may act
    subject       TEXT NOT NULL,          -- subject of events about the officer
    PRIMARY KEY (officer, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE authority (                  -- bodies that decide or issue, with the days in which they existed
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    authority     TEXT NOT NULL,          -- "province:66", "varans", "ministry"
    in_force_from TEXT NOT NULL,          -- first day; the same code can be another province on another day
    in_force_to   TEXT,                   -- last day; NULL: it goes on
    name          TEXT NOT NULL,          -- official name
    successor     TEXT,                   -- authority that took its work over
    PRIMARY KEY (authority, in_force_from, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE rulebook (                   -- which rulebook the desk screens by; one record
    since_event   INTEGER NOT NULL,       -- event that adopted it
    until_event   INTEGER NOT NULL,       -- event that replaced it
    rulebook      INTEGER NOT NULL,       -- always 1
    digest        TEXT NOT NULL,          -- digest of files and overlays; rulebook_text has them
    version       TEXT NOT NULL,          -- the rulebook's own version
    basis         TEXT,                   -- why it was adopted
    second        TEXT,                   -- second person
    PRIMARY KEY (rulebook, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE halt (                       -- whether issuing is stopped; one record
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    halt          INTEGER NOT NULL,       -- always 1
    halted        INTEGER NOT NULL,       -- 1: nothing may be issued
    reason        TEXT NOT NULL,          -- why
    second        TEXT,                   -- second person, when it was lifted
    PRIMARY KEY (halt, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE equipment_type (             -- catalogue of equipment types
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    type          TEXT NOT NULL,          -- code of the vocabulary, e.g. "pet_ct"
    family        TEXT NOT NULL,          -- family of the vocabulary
    name_vi       TEXT NOT NULL,          -- Vietnamese name
    name_en       TEXT NOT NULL,          -- English name
    PRIMARY KEY (type, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE facility (                   -- organisations that do radiation work
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    facility      INTEGER NOT NULL,       -- lifelong number
    name          TEXT NOT NULL,          -- name, Unicode NFC
    reference     TEXT,                   -- number that dossiers use for it
    province      TEXT NOT NULL,          -- province of the head office, two digits
    address       TEXT,                   -- head office, as written
    medical       INTEGER,                -- 1: medical facility
    tax_code      TEXT,                   -- tax code
    contact       TEXT,                   -- name of the contact person
    phone         TEXT,                   -- telephone
    email         TEXT,                   -- e-mail
    subject       TEXT NOT NULL,          -- subject of events about the facility
    PRIMARY KEY (facility, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX facility_reference ON facility (reference) WHERE reference IS NOT NULL;

CREATE TABLE facility_name (              -- search words of facilities
    since_event   INTEGER NOT NULL,       -- version of the facility
    until_event   INTEGER NOT NULL,       -- event that changed it
    sort_key      BLOB NOT NULL,          -- Vietnamese order
    facility      INTEGER NOT NULL,       -- facility
    folded        TEXT NOT NULL,          -- name without marks, small letters
    PRIMARY KEY (sort_key, facility, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE practice (                   -- kinds of radiation work that a facility does
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    facility      INTEGER NOT NULL,       -- facility
    practice      TEXT NOT NULL,          -- kind of work, as written
    from_day      TEXT,                   -- first day
    to_day        TEXT,                   -- last day
    PRIMARY KEY (facility, practice, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE licence (                    -- licences for radiation work
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    facility      INTEGER NOT NULL,       -- facility
    licence       TEXT NOT NULL,          -- number, as printed
    issued_by     TEXT,                   -- authority
    issued_on     TEXT,                   -- day of issue
    expires_on    TEXT,                   -- last day
    scope         TEXT,                   -- what it allows, as printed
    PRIMARY KEY (facility, licence, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE equipment (                  -- units of equipment, licensed, declared or exempt
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    equipment     INTEGER NOT NULL,       -- lifelong number
    facility      INTEGER NOT NULL,       -- facility that uses it
    reference     TEXT,                   -- id that dossiers use for it
    type          TEXT NOT NULL,          -- equipment_type.type
    manufacturer  TEXT,                   -- manufacturer
    model         TEXT,                   -- model
    serial        TEXT,                   -- serial number
    mobility      TEXT,                   -- fixed, or mobile: used in several provinces
    province      TEXT,                   -- where a fixed unit stands; NULL: the head office's province
    location      TEXT,                   -- room or address
    declared_on   TEXT,                   -- day of the declaration
    licence       TEXT,                   -- licence that it is used under
    exempt_by     TEXT,                   -- rule that exempts it from a licence
    in_use_from   TEXT,                   -- first day of use
    in_use_to     TEXT,                   -- last day of use
    PRIMARY KEY (equipment, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX equipment_facility ON equipment (facility);

CREATE TABLE worker (                     -- radiation workers
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    worker        INTEGER NOT NULL,       -- lifelong number
    full_name     TEXT NOT NULL,          -- name, Unicode NFC
    birth_date    TEXT,                   -- day of birth
    civil_capacity INTEGER,               -- 1: full civil capacity is attested, 0: attested that it is lacking
    note          TEXT,                   -- officer's note
    subject       TEXT NOT NULL,          -- subject of events about the worker
    PRIMARY KEY (worker, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE worker_name (                -- names in Vietnamese order
    since_event   INTEGER NOT NULL,       -- version of the worker
    until_event   INTEGER NOT NULL,       -- event that changed it
    sort_key      BLOB NOT NULL,          -- given name, family name, middle names
    worker        INTEGER NOT NULL,       -- worker
    folded        TEXT NOT NULL,          -- name without marks, small letters
    PRIMARY KEY (sort_key, worker, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE worker_word (                -- search words of names
    since_event   INTEGER NOT NULL,       -- version of the worker
    until_event   INTEGER NOT NULL,       -- event that changed it
    word          TEXT NOT NULL,          -- one word of the name, folded
    worker        INTEGER NOT NULL,       -- worker
    PRIMARY KEY (word, worker, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX worker_word_worker ON worker_word (worker);
CREATE INDEX worker_name_worker ON worker_name (worker);

CREATE TABLE identity_paper (             -- identity papers of workers
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    worker        INTEGER NOT NULL,       -- worker
    kind          TEXT NOT NULL,          -- cccd (12 digits), cmnd (9 digits), passport, other
    number        TEXT NOT NULL,          -- number, as printed
    issued_on     TEXT,                   -- day of issue
    issued_by     TEXT,                   -- issuer, as printed
    status        TEXT NOT NULL,          -- recorded, or withdrawn: recorded by mistake
    PRIMARY KEY (worker, kind, number, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_paper_number ON identity_paper (number);

CREATE TABLE post (                       -- posts of workers at facilities
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    worker        INTEGER NOT NULL,       -- worker
    post          INTEGER NOT NULL,       -- which of the worker's posts, from 1
    facility      INTEGER NOT NULL,       -- facility
    role          TEXT,                   -- role of the vocabulary
    title         TEXT,                   -- title, as written
    from_day      TEXT,                   -- first day
    to_day        TEXT,                   -- last day
    PRIMARY KEY (worker, post, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_facility ON post (facility);

CREATE TABLE appointment (                -- written appointments to a role
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    worker        INTEGER NOT NULL,       -- worker
    appointment   INTEGER NOT NULL,       -- which of the worker's appointments, from 1
    facility      INTEGER NOT NULL,       -- facility that appoints
    role          TEXT NOT NULL,          -- role of the vocabulary
    number        TEXT,                   -- number of the paper
    appointed_on  TEXT NOT NULL,          -- first day
    to_day        TEXT,                   -- last day
    document      TEXT,                   -- document.digest of the scan
    PRIMARY KEY (worker, appointment, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX appointment_facility ON appointment (facility);

CREATE TABLE evidence (                   -- what is known of a worker, with where it comes from
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    worker        INTEGER NOT NULL,       -- worker
    evidence      INTEGER NOT NULL,       -- which of the worker's pieces of evidence, from 1
    kind          TEXT NOT NULL,          -- degree, training, health_check, dose, experience, certificate, fact, none
    status        TEXT NOT NULL,          -- recorded, or withdrawn
    source        TEXT NOT NULL,          -- "typed", or where it was imported from
    reference     TEXT,                   -- id that dossiers use for it
    issuer        TEXT,                   -- institution, provider, clinic, issuing authority
    dated_on      TEXT,                   -- day of the paper: awarded, completed, examined, issued
    number        TEXT,                   -- number of the paper
    document      TEXT,                   -- document.digest of the scan
    document_name TEXT,                   -- file name of the scan
    level         TEXT,                   -- degree: level
    field         TEXT,                   -- degree: field
    programme     INTEGER,                -- training: programme 1 to 14 of Circular 34/2014
    registered    INTEGER,                -- training: 1: the provider is registered
    conclusion    TEXT,                   -- health check: conclusion
    facility_level TEXT,                  -- health check: level of the clinic
    year          INTEGER,                -- dose: calendar year
    effective_msv REAL,                   -- dose: effective dose, mSv
    lens_msv      REAL,                   -- dose: equivalent dose to the lens, mSv
    skin_msv      REAL,                   -- dose: equivalent dose to the skin, mSv
    role          TEXT,                   -- experience, certificate: role
    equipment_types TEXT,                 -- experience (one), certificate: JSON array of equipment types
    from_day      TEXT,                   -- experience: first day
    to_day        TEXT,                   -- experience, certificate: last day
    at_facility   TEXT,                   -- experience: facility, as written
    certificate_status TEXT,              -- certificate: status
    status_since  TEXT,                   -- certificate: first day of that status
    subject_matter TEXT,                  -- fact: which fact; none: the list that is known to be empty
    answer        INTEGER,                -- fact: 1 yes, 0 no
    PRIMARY KEY (worker, evidence, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE application (                -- certificate applications
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- number of the file
    worker        INTEGER NOT NULL,       -- who applies
    facility      INTEGER NOT NULL,       -- facility
    province      TEXT NOT NULL,          -- province of the head office by the list of the filing day, two digits
    procedure     TEXT NOT NULL,          -- new, reissue
    role          TEXT NOT NULL,          -- role applied for
    filed_on      TEXT NOT NULL,          -- day of filing
    filed_with    TEXT,                   -- authority that received the file
    channel       TEXT,                   -- online, in_person, post
    fee_paid_on   TEXT,                   -- day of payment
    completed_on  TEXT,                   -- day the file became complete and valid
    devices       TEXT NOT NULL,          -- JSON array, as in the dossier: id, type, mobility, province
    documents     TEXT,                   -- JSON array of the papers filed, as in the dossier
    status        TEXT NOT NULL,          -- received, withdrawn
    reason        TEXT,                   -- why it was withdrawn
    PRIMARY KEY (application, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX application_worker ON application (worker);
CREATE INDEX application_facility ON application (facility);
CREATE INDEX application_filed_on ON application (filed_on);

CREATE TABLE screening (                  -- screenings of applications
    since_event   INTEGER NOT NULL,       -- event of the screening
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    screening     INTEGER NOT NULL,       -- which of the application's screenings, from 1
    worker        INTEGER NOT NULL,       -- who applies
    rulebook      TEXT NOT NULL,          -- digest of the rulebook
    as_of         TEXT,                   -- law of another day than the filing day
    decide_on     TEXT NOT NULL,          -- weakest standing that could decide
    dossier       TEXT NOT NULL,          -- SHA-256 of the dossier as it was composed
    determination TEXT NOT NULL,          -- SHA-256 of the determination's bytes
    verdict       TEXT NOT NULL,          -- the determination's verdict
    findings      TEXT NOT NULL,          -- JSON array of [requirement, outcome, reason]
    PRIMARY KEY (application, screening, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX screening_worker ON screening (worker);

CREATE TABLE officer_finding (            -- judgements that the rules leave to a person
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    finding       INTEGER NOT NULL,       -- which of the application's findings, from 1
    worker        INTEGER NOT NULL,       -- who applies
    topic         TEXT NOT NULL,          -- topic
    requirement   TEXT,                   -- one requirement; NULL: the whole topic
    outcome       TEXT NOT NULL,          -- met, not_met
    by_officer    TEXT NOT NULL,          -- who judged
    judged_on     TEXT NOT NULL,          -- day of the judgement
    reason        TEXT NOT NULL,          -- why
    status        TEXT NOT NULL,          -- recorded, or withdrawn
    PRIMARY KEY (application, finding, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX officer_finding_worker ON officer_finding (worker);

CREATE TABLE decision (                   -- decisions on applications; one each
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    application   TEXT NOT NULL,          -- application
    worker        INTEGER NOT NULL,       -- who applies
    screening     INTEGER NOT NULL,       -- screening that it rests on
    outcome       TEXT NOT NULL,          -- granted, refused, reopened
    decided_on    TEXT NOT NULL,          -- day of the decision
    decided_by    TEXT NOT NULL,          -- officer
    reason        TEXT,                   -- why
    legal_basis   TEXT,                   -- for a grant whose determination is not eligible
    second        TEXT,                   -- second person
    PRIMARY KEY (application, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_worker ON decision (worker);

CREATE TABLE certificate (                -- certificates, issued here or elsewhere
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    certificate   TEXT NOT NULL,          -- number, as printed
    issued_by     TEXT NOT NULL,          -- authority that issued it
    worker        INTEGER NOT NULL,       -- holder
    facility      INTEGER,                -- facility it was applied for at
    role          TEXT NOT NULL,          -- role
    equipment_types TEXT NOT NULL,        -- JSON array of equipment types
    issued_on     TEXT NOT NULL,          -- day of issue
    valid_to      TEXT,                   -- last day; NULL: without end
    validity      TEXT NOT NULL,          -- rule that sets the end, "stated" by the officer, or "recorded" from the paper
    year          INTEGER,                -- series: year; NULL: issued elsewhere
    ordinal       INTEGER,                -- series: number within authority and year, without gaps
    application   TEXT,                   -- application that it was issued on
    replaces      TEXT,                   -- number of the certificate that it replaces
    PRIMARY KEY (certificate, issued_by, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_worker ON certificate (worker);
CREATE INDEX certificate_facility ON certificate (facility);
CREATE INDEX certificate_valid_to ON certificate (valid_to);
CREATE INDEX certificate_application ON certificate (application);
CREATE UNIQUE INDEX certificate_series ON certificate (issued_by, year, ordinal, since_event) WHERE ordinal IS NOT NULL;

CREATE TABLE certificate_status (         -- what a certificate was, from which day on
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    certificate   TEXT NOT NULL,          -- number
    issued_by     TEXT NOT NULL,          -- authority that issued it
    entry         INTEGER NOT NULL,       -- which entry, from 1; a later entry holds from its day on
    worker        INTEGER NOT NULL,       -- holder
    status        TEXT NOT NULL,          -- in_force, suspended, revoked, replaced, withdrawn
    from_day      TEXT NOT NULL,          -- first day
    to_day        TEXT,                   -- last day of a suspension that ends by itself
    reason        TEXT,                   -- why
    legal_basis   TEXT,                   -- article that it rests on
    second        TEXT,                   -- second person
    PRIMARY KEY (certificate, issued_by, entry, since_event)
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_status_worker ON certificate_status (worker);

CREATE TABLE duplicate (                  -- what a person decided of records that look alike
    since_event   INTEGER NOT NULL,       -- event that said so
    until_event   INTEGER NOT NULL,       -- event that changed it
    kind          TEXT NOT NULL,          -- worker, facility
    first         INTEGER NOT NULL,       -- the older record
    other         INTEGER NOT NULL,       -- the younger record
    judgement     TEXT NOT NULL,          -- same, distinct
    reason        TEXT NOT NULL,          -- why
    PRIMARY KEY (kind, first, other, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure (                    -- persons who were forgotten
    since_event   INTEGER NOT NULL,       -- event that destroyed the key
    until_event   INTEGER NOT NULL,       -- never changed
    subject       TEXT NOT NULL,          -- subject whose key is destroyed
    worker        INTEGER NOT NULL,       -- number of the worker, which is not given again
    reason        TEXT NOT NULL,          -- why
    legal_basis   TEXT NOT NULL,          -- article that it rests on
    second        TEXT NOT NULL,          -- second person
    PRIMARY KEY (subject, since_event)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased_number (              -- certificate numbers of forgotten persons, so that no number is given twice
    since_event   INTEGER NOT NULL,       -- event of the erasure
    until_event   INTEGER NOT NULL,       -- never changed
    certificate   TEXT NOT NULL,          -- number
    issued_by     TEXT NOT NULL,          -- authority
    year          INTEGER,                -- series: year
    ordinal       INTEGER,                -- series: number
    PRIMARY KEY (certificate, issued_by, since_event)
) STRICT, WITHOUT ROWID;
