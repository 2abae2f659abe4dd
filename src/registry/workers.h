#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Radiation workers.
struct Worker {
    static constexpr std::string_view table = "worker";

    std::int64_t worker{};          ///< lifelong number
    std::string full_name;          ///< name, Unicode NFC
    std::optional<Date> birth_date; ///< day of birth
    std::optional<bool>
        civil_capacity;              ///< 1: full civil capacity is attested, 0: attested that it is lacking
    std::optional<std::string> note; ///< officer's note
    std::string subject;             ///< subject of events about the worker
    std::optional<std::string> sex;  ///< male, female
    std::optional<std::int64_t>
        birth_year; ///< year of birth, where the day is not known; never against birth_date

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("worker", self.worker);
        visit("full_name", self.full_name);
        visit("birth_date", self.birth_date);
        visit("civil_capacity", self.civil_capacity);
        visit("note", self.note);
        visit("subject", self.subject);
        visit("sex", self.sex);
        visit("birth_year", self.birth_year);
    }
};

/// Identity papers of workers.
struct IdentityPaper {
    static constexpr std::string_view table = "identity_paper";

    std::int64_t worker{};                ///< worker
    std::string kind;                     ///< cccd (12 digits), cmnd (9 digits), passport, other
    std::string number;                   ///< number, as printed
    std::optional<Date> issued_on;        ///< day of issue
    std::optional<std::string> issued_by; ///< issuer, as printed
    std::string status;                   ///< recorded, or withdrawn: recorded by mistake

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("worker", self.worker);
        visit("kind", self.kind);
        visit("number", self.number);
        visit("issued_on", self.issued_on);
        visit("issued_by", self.issued_by);
        visit("status", self.status);
    }
};

/// Posts of workers at facilities.
struct Post {
    static constexpr std::string_view table = "post";

    std::int64_t worker{};            ///< worker
    std::int64_t post{};              ///< which of the worker's posts, from 1
    std::int64_t facility{};          ///< facility
    std::optional<std::string> role;  ///< role of the vocabulary
    std::optional<std::string> title; ///< title, as written
    std::optional<Date> from_day;     ///< first day
    std::optional<Date> to_day;       ///< last day

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("worker", self.worker);
        visit("post", self.post);
        visit("facility", self.facility);
        visit("role", self.role);
        visit("title", self.title);
        visit("from_day", self.from_day);
        visit("to_day", self.to_day);
    }
};

/// Written appointments to a role.
struct Appointment {
    static constexpr std::string_view table = "appointment";

    std::int64_t worker{};               ///< worker
    std::int64_t appointment{};          ///< which of the worker's appointments, from 1
    std::int64_t facility{};             ///< facility that appoints
    std::string role;                    ///< role of the vocabulary
    std::optional<std::string> number;   ///< number of the paper
    Date appointed_on{};                 ///< first day
    std::optional<Date> to_day;          ///< last day
    std::optional<std::string> document; ///< document.digest of the scan

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("worker", self.worker);
        visit("appointment", self.appointment);
        visit("facility", self.facility);
        visit("role", self.role);
        visit("number", self.number);
        visit("appointed_on", self.appointed_on);
        visit("to_day", self.to_day);
        visit("document", self.document);
    }
};

/// What a person decided of records that look alike.
struct Duplicate {
    static constexpr std::string_view table = "duplicate";

    std::string kind;      ///< worker, facility
    std::int64_t first{};  ///< the older record
    std::int64_t other{};  ///< the younger record
    std::string judgement; ///< same, distinct
    std::string reason;    ///< why

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("kind", self.kind);
        visit("first", self.first);
        visit("other", self.other);
        visit("judgement", self.judgement);
        visit("reason", self.reason);
    }
};

/// A number that no worker ever had, forgotten ones included.
std::int64_t next_worker(Database& database);
std::optional<Worker> find_worker(Database& database, std::int64_t worker,
                                  EventNumber known_by = newest_event);
/// @throws Error  not_found, naming the worker.
Worker load_worker(Database& database, std::int64_t worker, EventNumber known_by = newest_event);
/// Workers who have an identity paper with that number.
std::vector<std::int64_t> find_workers_by_paper(Database& database, std::string_view number,
                                                EventNumber known_by = newest_event);
std::vector<IdentityPaper> papers_of(Database& database, std::int64_t worker,
                                     EventNumber known_by = newest_event);
std::vector<Post> posts_of(Database& database, std::int64_t worker, EventNumber known_by = newest_event);
std::vector<Appointment> appointments_of(Database& database, std::int64_t worker,
                                         EventNumber known_by = newest_event);
/// Posts and appointments at a facility that hold on the day.
std::vector<Post> posts_at(Database& database, std::int64_t facility, AsOf as_of);
std::vector<Appointment> appointments_at(Database& database, std::int64_t facility, AsOf as_of);
/// What persons decided of workers or facilities ("worker", "facility") that look alike.
std::vector<Duplicate> duplicate_judgements(Database& database, std::string_view kind,
                                            EventNumber known_by = newest_event);
/// Pairs of workers with the same folded name and the same birth date (the same year, where one has no date),
/// or the same paper's number; the older record first.
std::vector<std::pair<std::int64_t, std::int64_t>> alike_workers(Database& database);
/// Pairs of facilities with the same folded name in one province, or the same tax code.
std::vector<std::pair<std::int64_t, std::int64_t>> alike_facilities(Database& database);

std::vector<Version<Worker>> worker_versions(Database& database, std::int64_t worker);
std::vector<Version<IdentityPaper>> paper_versions(Database& database, std::int64_t worker);
std::vector<Version<Post>> post_versions(Database& database, std::int64_t worker);
std::vector<Version<Appointment>> appointment_versions(Database& database, std::int64_t worker);

} // namespace radcert::registry
