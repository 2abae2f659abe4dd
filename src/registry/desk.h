#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Steps of applications through the desk; the last one says where a file stands.
struct Step {
    static constexpr std::string_view table = "step";

    std::string application;           ///< application
    std::int64_t step{};               ///< which of the application's steps, from 1
    std::int64_t worker{};             ///< who applies
    std::string act;                   ///< act of workflow.json: receive, request_supplement, grant ...
    std::string status;                ///< status that the file has from then on
    Date on_day{};                     ///< day of the step
    std::string by_officer;            ///< officer
    std::optional<std::string> reason; ///< why, where one is asked for

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("step", self.step);
        visit("worker", self.worker);
        visit("act", self.act);
        visit("status", self.status);
        visit("on_day", self.on_day);
        visit("by_officer", self.by_officer);
        visit("reason", self.reason);
    }
};

/// Clocks of applications: until when something has to be done.
struct Deadline {
    static constexpr std::string_view table = "deadline";

    std::string application; ///< application
    std::string clock;  ///< check, decide (of the procedure); appointment, extension (stated by an officer)
    std::int64_t run{}; ///< how often this clock was started, from 1
    std::int64_t worker{};                    ///< who applies
    Date started_on{};                        ///< first day, not counted
    std::optional<std::int64_t> working_days; ///< length; NULL: the day was stated
    Date due_on{};                            ///< last day
    std::optional<std::string> rule;          ///< procedure row that sets the length; NULL: stated
    bool provisional{};                       ///< 1: counted by a calendar year that is not confirmed
    std::optional<Date> ended_on;             ///< day on which it ended; NULL: it runs
    std::optional<std::string> ended_by;      ///< act that ended it
    std::optional<std::string> reason;        ///< why the day was stated or counted anew

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("clock", self.clock);
        visit("run", self.run);
        visit("worker", self.worker);
        visit("started_on", self.started_on);
        visit("working_days", self.working_days);
        visit("due_on", self.due_on);
        visit("rule", self.rule);
        visit("provisional", self.provisional);
        visit("ended_on", self.ended_on);
        visit("ended_by", self.ended_by);
        visit("reason", self.reason);
    }
};

/// What an applicant was asked to add, all at once.
struct SupplementRequest {
    static constexpr std::string_view table = "supplement_request";

    std::string application;               ///< application
    std::int64_t request{};                ///< which of the application's requests, from 1
    std::int64_t worker{};                 ///< who applies
    Date requested_on{};                   ///< day of the request
    std::optional<std::int64_t> screening; ///< screening whose findings it lists; NULL: none
    JsonText items;                        ///< JSON array of [requirement or "", sentence]
    std::optional<Date> due_on;            ///< day that the officer named; NULL: the law names none
    std::optional<std::string> reason;     ///< why a further request was needed
    std::optional<Date> answered_on;       ///< day on which the applicant answered

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("request", self.request);
        visit("worker", self.worker);
        visit("requested_on", self.requested_on);
        visit("screening", self.screening);
        visit("items", self.items);
        visit("due_on", self.due_on);
        visit("reason", self.reason);
        visit("answered_on", self.answered_on);
    }
};

/// Opinions asked of other bodies.
struct Consultation {
    static constexpr std::string_view table = "consultation";

    std::string application;            ///< application
    std::int64_t consultation{};        ///< which of the application's consultations, from 1
    std::int64_t worker{};              ///< who applies
    std::string body;                   ///< body that is asked, as written
    std::string question;               ///< what it is asked
    Date asked_on{};                    ///< day of the letter
    Date due_on{};                      ///< day named for the answer
    std::int64_t reminders{};           ///< how often it was reminded
    std::optional<Date> reminded_on;    ///< day of the last reminder
    std::optional<Date> answered_on;    ///< day of the answer
    std::optional<std::string> opinion; ///< agrees, objects, other
    std::optional<std::string> answer;  ///< what it said

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("consultation", self.consultation);
        visit("worker", self.worker);
        visit("body", self.body);
        visit("question", self.question);
        visit("asked_on", self.asked_on);
        visit("due_on", self.due_on);
        visit("reminders", self.reminders);
        visit("reminded_on", self.reminded_on);
        visit("answered_on", self.answered_on);
        visit("opinion", self.opinion);
        visit("answer", self.answer);
    }
};

/// Papers that left the desk, each with its PDF.
struct Paper {
    static constexpr std::string_view table = "paper";

    std::string record;    ///< number of the application or certificate that it is about
    std::int64_t paper{};  ///< which of the record's papers, from 1
    std::int64_t worker{}; ///< whom it is about
    std::string
        kind; ///< receipt, supplement, refuse_intake, fee_notice, refusal, apology, control_slip, certificate
    std::string number; ///< number on the paper
    std::optional<std::string>
        series; ///< series of numbers; NULL: it bears the file's or the certificate's number
    std::optional<std::int64_t> year;           ///< series: year
    std::optional<std::int64_t> ordinal;        ///< series: number within series and year, without gaps
    Date dated_on{};                            ///< day on the paper
    std::string document;                       ///< document.digest of the PDF
    std::optional<std::string> signed_document; ///< document.digest of the PDF with signature
    std::optional<std::string> signer;          ///< who signed it, as the signature says

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("record", self.record);
        visit("paper", self.paper);
        visit("worker", self.worker);
        visit("kind", self.kind);
        visit("number", self.number);
        visit("series", self.series);
        visit("year", self.year);
        visit("ordinal", self.ordinal);
        visit("dated_on", self.dated_on);
        visit("document", self.document);
        visit("signed_document", self.signed_document);
        visit("signer", self.signer);
    }
};

/// What the office's papers bear; one record.
struct Letterhead {
    static constexpr std::string_view table = "letterhead";

    std::int64_t entry{};     ///< always 1
    std::string parent;       ///< body above, in capitals; may be empty
    std::string body;         ///< the office, in capitals
    std::string place;        ///< place in the date line
    std::string abbreviation; ///< in paper numbers: 12/TB-SKHCN
    std::string unit_code;    ///< in file numbers: H15.20-250701-0001
    std::string capacity;     ///< capacity of who signs, in capitals
    std::string signatory;    ///< name of who signs; may be empty
    std::string check_at;     ///< how anybody checks a certificate, in words

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("entry", self.entry);
        visit("parent", self.parent);
        visit("body", self.body);
        visit("place", self.place);
        visit("abbreviation", self.abbreviation);
        visit("unit_code", self.unit_code);
        visit("capacity", self.capacity);
        visit("signatory", self.signatory);
        visit("check_at", self.check_at);
    }
};

/// Every step of a file, in the order in which they were made.
std::vector<Step> steps_of(Database& database, std::string_view application,
                           EventNumber known_by = newest_event);
/// Every run of every clock of a file: by clock, then run.
std::vector<Version<Deadline>> deadlines_of(Database& database, std::string_view application,
                                            EventNumber known_by = newest_event);
/// Clocks that run, of every file; by the day on which they are due.
std::vector<Deadline> running_deadlines(Database& database, EventNumber known_by = newest_event);
/// Files with an officer, received and not decided, for which no clock runs: nobody is told when they are
/// due.
/// @param statuses  of the desk, in which the office is to act
std::vector<std::string> files_without_clock(Database& database, const std::vector<std::string>& statuses,
                                             EventNumber known_by = newest_event);
std::vector<SupplementRequest> supplement_requests_of(Database& database, std::string_view application,
                                                      EventNumber known_by = newest_event);
std::vector<Consultation> consultations_of(Database& database, std::string_view application,
                                           EventNumber known_by = newest_event);
/// Consultations that were not answered, of every file; by the day on which they are due.
std::vector<Consultation> open_consultations(Database& database, EventNumber known_by = newest_event);
/// Papers about a file or a certificate, in the order in which they were made.
std::vector<Paper> papers_of(Database& database, std::string_view record,
                             EventNumber known_by = newest_event);
/// The next number of a series in a year; no number is left out, or given twice even after a person was
/// forgotten.
std::int64_t next_paper(Database& database, std::string_view series, std::int64_t year);
std::optional<Letterhead> find_letterhead(Database& database, EventNumber known_by = newest_event);
/// How many numbers of a day's series, "H15.20-250701", were given to files: they count up within the day.
std::int64_t files_numbered(Database& database, std::string_view series);

/// A file as the statistics of a period need it.
struct FileOfPeriod {
    struct Made {
        std::string act, status;
        Date on_day{};
    };

    std::string application;
    std::int64_t facility{};
    std::string province, procedure, role;
    Date filed_on{};
    std::optional<std::string> channel, filed_with;
    JsonText devices;
    bool withdrawn{};        ///< the record says so, whenever it was
    std::vector<Made> steps; ///< up to the period's last day, in the order in which they were made
    std::vector<Version<Deadline>> clocks; ///< by clock, then run
    bool kept_steps{};                     ///< false: it was recorded before steps were kept
    std::optional<std::string> outcome;    ///< only of files without steps: granted, refused, reopened
    std::optional<Date> decided_on;        ///< the day of that
};

/// Every file that had a step from the first to the last day, or stood open before them; by number. One pass
/// over each table, whatever the period.
/// @param ended  statuses in which nobody waits for a result any more
std::vector<FileOfPeriod> files_of_period(Database& database, Date from, Date to, const WordList& ended,
                                          EventNumber known_by = newest_event);

/// Numbers of the files whose result went out as a signed electronic paper by that day, each once, in order.
std::vector<std::string> files_with_electronic_result(Database& database, Date by,
                                                      EventNumber known_by = newest_event);

/// Supplement requests that were not answered and name a day, of every file; by that day.
std::vector<SupplementRequest> open_supplement_requests(Database& database,
                                                        EventNumber known_by = newest_event);

/// The newest training of each programme, and the newest health check, of somebody who is in post on a day.
struct PaperInPost {
    std::int64_t worker{}, facility{}, evidence{};
    std::string full_name, province; ///< province of the facility's head office
    std::string kind;                ///< training, health_check
    std::optional<std::int64_t> programme;
    Date dated_on{};
};
/// Those that are dated before `before`; the oldest first.
std::vector<PaperInPost> papers_in_post(Database& database, std::string_view kind, Date on, Date before,
                                        EventNumber known_by = newest_event);

} // namespace radcert::registry
