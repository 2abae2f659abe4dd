#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/date.h"
#include "domain/finding.h"
#include "domain/words.h"

namespace radcert {

/// Place of a word in its closed list. Meaningful together with the vocabulary it was read by.
using Code = std::uint8_t;

/// Two-digit province code of the statistics office, 0 to 99. The same digits can mean another province on
/// another day: see `Vocabulary::find_province`.
using ProvinceCode = std::uint8_t;

/// One closed list of words: "ct", "xrf", ... with the names people read.
class CodeList {
public:
    struct Entry {
        std::string word;
        Words name;
    };

    /// @return the code given to `word`, the next free one. The caller has checked that it is new.
    Code add(Entry entry);

    std::optional<Code> find(std::string_view word) const;
    const Entry& operator[](Code code) const { return entries_[code]; }
    const std::string& word(Code code) const { return entries_[code].word; }
    const Words& name(Code code) const { return entries_[code].name; }
    std::size_t size() const { return entries_.size(); }
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }

    /// Every word, in order, with ", " between; for messages that say what was expected.
    std::string words() const;

private:
    std::vector<Entry> entries_;
};

/// A province as its code stood from a first to a last day.
struct Province {
    ProvinceCode code{};
    std::string name;
    Date from;
    std::optional<Date> to;   ///< last day; open when absent
    ProvinceCode successor{}; ///< the province that took it in; its own code where it goes on
};

/// The words that a dossier may use. Comes from the rulebook, because the law names the roles and the
/// devices.
struct Vocabulary {
    CodeList roles;
    CodeList equipment_types;
    CodeList degree_levels;
    CodeList degree_fields;
    CodeList channels;
    CodeList procedures;
    CodeList document_kinds;
    CodeList document_formats;
    CodeList health_conclusions;
    CodeList facility_levels;
    CodeList certificate_statuses;
    CodeList mobilities;
    CodeList families;                                      ///< equipment families
    std::vector<Code> family_of;                            ///< by equipment type
    std::vector<Province> provinces;                        ///< every code of every period
    std::map<std::string, Topic, std::less<>> requirements; ///< every requirement that an officer may judge

    /// The province that bore `code` on `day`; null when none did.
    const Province* find_province(ProvinceCode code, Date day) const;
};

/// "07" for 7.
std::string province_word(ProvinceCode code);

} // namespace radcert
