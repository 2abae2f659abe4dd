-- Where every file stands now: what lists and counters of the desk ask for, told from steps, and for files that are older
-- than the steps from decision, withdrawal and screenings. Derived; no versions are kept, what was is told by the steps.

CREATE TABLE desk_file (                  -- files, each as its last step left it
    application   TEXT NOT NULL,          -- application
    worker        INTEGER NOT NULL,       -- who applies
    facility      INTEGER NOT NULL,       -- facility
    province      TEXT NOT NULL,          -- province of the application
    role          TEXT NOT NULL,          -- role applied for
    procedure     TEXT NOT NULL,          -- new, reissue
    filed_on      TEXT NOT NULL,          -- day of filing
    status        TEXT NOT NULL,          -- status of the desk
    step          INTEGER NOT NULL,       -- last step; 0: the file has none
    act           TEXT,                   -- act of that step
    on_day        TEXT NOT NULL,          -- day of that step; of a file that has none the day of filing
    by_officer    TEXT,                   -- officer who made it
    event         INTEGER NOT NULL,       -- event of that step; 0: the file has none
    PRIMARY KEY (application)
) STRICT, WITHOUT ROWID;

CREATE INDEX desk_file_worker ON desk_file (worker);
CREATE INDEX desk_file_facility ON desk_file (facility);
CREATE INDEX desk_file_status ON desk_file (status, on_day);
CREATE INDEX desk_file_filed_on ON desk_file (filed_on);
CREATE INDEX desk_file_event ON desk_file (event);

CREATE INDEX deadline_running ON deadline (due_on, application)
 WHERE ended_on IS NULL AND until_event = 9223372036854775807;

INSERT INTO desk_file
SELECT file.application, file.worker, file.facility, file.province, file.role, file.procedure, file.filed_on,
       coalesce(last.status,
                CASE WHEN file.status = 'withdrawn' THEN 'withdrawn'
                     WHEN decision.outcome = 'granted' THEN 'decided'
                     WHEN decision.outcome = 'refused' THEN 'refused'
                     WHEN decision.outcome IS NOT NULL THEN 'in_review'
                     WHEN EXISTS (SELECT 1
                                    FROM screening
                                   WHERE screening.application = file.application) THEN 'in_review'
                     ELSE 'received' END),
       coalesce(last.step, 0), last.act, coalesce(last.on_day, file.filed_on), last.by_officer,
       coalesce(last.since_event, 0)
  FROM application AS file
  LEFT JOIN step AS last ON last.application = file.application
                        AND last.until_event = 9223372036854775807
                        AND NOT EXISTS (SELECT 1
                                          FROM step AS later
                                         WHERE later.application = file.application
                                           AND later.step > last.step)
  LEFT JOIN decision ON decision.application = file.application
                    AND decision.until_event = 9223372036854775807
 WHERE file.until_event = 9223372036854775807;
