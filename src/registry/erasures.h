#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Persons who were forgotten.
struct Erasure {
    static constexpr std::string_view table = "erasure";

    std::string subject;     ///< subject whose key is destroyed
    std::int64_t worker{};   ///< number of the worker, which is not given again
    std::string reason;      ///< why
    std::string legal_basis; ///< article that it rests on
    std::string second;      ///< second person

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("subject", self.subject);
        visit("worker", self.worker);
        visit("reason", self.reason);
        visit("legal_basis", self.legal_basis);
        visit("second", self.second);
    }
};

/// Ordinals of papers and files of forgotten persons, so that no number is given twice.
struct ErasedOrdinal {
    static constexpr std::string_view table = "erased_ordinal";

    std::string series;     ///< series of papers: TB; of the files of a day: H15.20-250701
    std::int64_t year{};    ///< year of the series
    std::int64_t ordinal{}; ///< number within series and year

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("series", self.series);
        visit("year", self.year);
        visit("ordinal", self.ordinal);
    }
};

std::vector<Erasure> list_erasures(Database& database);

} // namespace radcert::registry
