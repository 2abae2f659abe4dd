#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// What this register is; one record.
struct Register {
    static constexpr std::string_view table = "register";

    std::int64_t entry{};  ///< always 1
    std::string origin;    ///< name in checkpoints, e.g. "radcert.example/66"
    std::string authority; ///< authority that keeps it and issues its certificates
    std::string series;    ///< pattern of certificate numbers
    std::string subject;   ///< subject of events about the register itself

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("entry", self.entry);
        visit("origin", self.origin);
        visit("authority", self.authority);
        visit("series", self.series);
        visit("subject", self.subject);
    }
};

/// People who act; events name them by reference.
struct Officer {
    static constexpr std::string_view table = "officer";

    std::string officer; ///< reference in leaves: "u-" and 16 random hexadecimal digits
    std::string code;    ///< short name at the desk, e.g. "lan"
    std::string name;    ///< full name
    bool active{};       ///< 1: may act
    std::string subject; ///< subject of events about the officer

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("officer", self.officer);
        visit("code", self.code);
        visit("name", self.name);
        visit("active", self.active);
        visit("subject", self.subject);
    }
};

/// Bodies that decide or issue, with the days in which they existed.
struct Authority {
    static constexpr std::string_view table = "authority";

    std::string authority;                ///< "province:66", "varans", "ministry"
    Date in_force_from{};                 ///< first day; the same code can be another province on another day
    std::optional<Date> in_force_to;      ///< last day; NULL: it goes on
    std::string name;                     ///< official name
    std::optional<std::string> successor; ///< authority that took its work over

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("authority", self.authority);
        visit("in_force_from", self.in_force_from);
        visit("in_force_to", self.in_force_to);
        visit("name", self.name);
        visit("successor", self.successor);
    }
};

/// Which rulebook the desk screens by; one record.
struct Rulebook {
    static constexpr std::string_view table = "rulebook";

    std::int64_t rulebook{};           ///< always 1
    std::string digest;                ///< digest of files and overlays; rulebook_text has them
    std::string version;               ///< the rulebook's own version
    std::optional<std::string> basis;  ///< why it was adopted
    std::optional<std::string> second; ///< second person

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("rulebook", self.rulebook);
        visit("digest", self.digest);
        visit("version", self.version);
        visit("basis", self.basis);
        visit("second", self.second);
    }
};

/// Whether issuing is stopped; one record.
struct Halt {
    static constexpr std::string_view table = "halt";

    std::int64_t halt{};               ///< always 1
    bool halted{};                     ///< 1: nothing may be issued
    std::string reason;                ///< why
    std::optional<std::string> second; ///< second person, when it was lifted

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("halt", self.halt);
        visit("halted", self.halted);
        visit("reason", self.reason);
        visit("second", self.second);
    }
};

/// @throws Error  integrity: the register was never founded.
Register load_register(Database& database);
std::optional<Officer> find_officer(Database& database, std::string_view code,
                                    EventNumber known_by = newest_event);
/// The officer that leaves name by this reference; empty when there is none.
std::optional<Officer> find_officer_by_reference(Database& database, std::string_view reference);
std::vector<Officer> list_officers(Database& database, EventNumber known_by = newest_event);

/// Authorities that existed on the day; every period of each when there is no day.
std::vector<Authority> list_authorities(Database& database, std::optional<Date> in_force,
                                        EventNumber known_by = newest_event);
std::optional<Authority> find_authority(Database& database, std::string_view authority, Date in_force,
                                        EventNumber known_by = newest_event);

/// The rulebook that the desk screens by. @throws Error not_found: none was adopted.
Rulebook load_rulebook_in_force(Database& database, EventNumber known_by = newest_event);
std::vector<Version<Rulebook>> rulebook_versions(Database& database);
/// Text of a rulebook that was adopted once. @throws Error not_found.
std::string load_rulebook_text(Database& database, const std::string& digest);
void keep_rulebook_text(Database& database, const std::string& digest, const std::string& text);

/// Whether issuing is stopped, and why; empty when it never was.
std::optional<Halt> find_halt(Database& database, EventNumber known_by = newest_event);

} // namespace radcert::registry
