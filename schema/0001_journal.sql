-- The journal: every act is one event. These tables endure; all others can be made again from them.

CREATE TABLE event (                      -- one act; row N is leaf N of the RFC 9162 tree
    seq  INTEGER PRIMARY KEY,             -- number of the event, from 0, without gaps
    leaf TEXT NOT NULL                    -- canonical JSON (RFC 8785): who, when, from which door, which act; no personal data
) STRICT;

CREATE TABLE subject (                    -- whom or what an event is about
    id          INTEGER PRIMARY KEY,      -- short number, used by payload only
    subject     TEXT NOT NULL UNIQUE,     -- random reference of 128 bits, as 32 hexadecimal digits; what leaves name
    kind        TEXT NOT NULL,            -- register, officer, facility, worker
    wrapped_key BLOB,                     -- key of the subject's payloads, wrapped by the register's key; NULL once destroyed
    erased_by   INTEGER                   -- number of the event that destroyed the key
) STRICT;

CREATE TABLE payload (                    -- what an event changed; can be forgotten without touching its leaf
    seq        INTEGER PRIMARY KEY,       -- number of the event
    subject    INTEGER NOT NULL,          -- subject.id; its key opens the box
    box        BLOB NOT NULL              -- nonce (24 bytes) and XChaCha20-Poly1305 box of: salt (32 bytes), canonical JSON
) STRICT;

CREATE INDEX payload_subject ON payload (subject, seq);

CREATE TABLE node (                       -- inner nodes of the tree: roots of complete subtrees
    level INTEGER NOT NULL,               -- height: a node of level L covers 2^L events; leaves (level 0) are not stored
    place INTEGER NOT NULL,               -- which of its level, from 0
    hash  BLOB NOT NULL,                  -- SHA-256(0x01, left, right)
    PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (                 -- signed heads of the tree
    size INTEGER PRIMARY KEY,             -- events covered
    note TEXT NOT NULL                    -- C2SP signed note: origin, size, root, Ed25519 signature
) STRICT;

CREATE TABLE document (                   -- scanned papers, sealed like payloads
    digest  TEXT NOT NULL,                -- SHA-256 of the paper's bytes, hexadecimal; evidence names it
    subject INTEGER NOT NULL,             -- subject.id
    box     BLOB NOT NULL,                -- nonce and box of the bytes
    PRIMARY KEY (digest, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE rulebook_text (              -- rulebooks as they were read, kept so that old screenings can be repeated
    digest TEXT PRIMARY KEY,              -- digest that screenings name
    text   TEXT NOT NULL                  -- canonical JSON: files and overlays, each with path and text
) STRICT, WITHOUT ROWID;
