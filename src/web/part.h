#pragma once

#include <algorithm>

#include "web/visit.h"

namespace radcert::web {

constexpr std::size_t rows_of_a_page = 50, rows_of_a_twin = 10'000;

/// Which rows of a long list this answer shows: a page of them from the place that the address names, or for
/// a twin all.
class Part {
public:
    /// @param all  rows that there are
    /// @param by   name by which the query says the place
    /// @throws Error  invalid_input: the address names no place
    Part(Visit& visit, std::size_t all, std::size_t most = rows_of_a_page, const char* by = "from")
        : all_{all}, most_{most}, by_{by}
    {
        if (!visit.twin().empty()) {
            most_ = rows_of_a_twin;
        } else {
            first_ = std::min(all, std::size_t(std::max<std::int64_t>(visit.number(by).value_or(0), 0)));
        }
        last_ = std::min(all, first_ + most_);
        const std::string& target = visit.request().target;
        path_ = target.substr(0, target.find('?'));
        query_ = visit.query();
    }

    std::size_t first() const { return first_; }
    std::size_t last() const { return last_; } ///< one beyond the last that is shown

    /// Tells the listing where the pages before and after it are.
    void tell(Listing& listing) const
    {
        if (first_ > 0) listing.before = at(first_ > most_ ? first_ - most_ : 0);
        if (last_ < all_) listing.after = at(last_);
        if (first_ == 0 && last_ == all_) return;
        const std::string shown = std::to_string(first_ + 1) + "–" + std::to_string(last_),
                          all = std::to_string(all_);
        listing.whole = false;
        listing.counted = true;
        listing.caption.vi += ", " + shown + " trong " + all;
        listing.caption.en += ", " + shown + " of " + all;
    }

private:
    std::string at(std::size_t place) const
    {
        const std::string query = query_.with(by_, place == 0 ? "" : std::to_string(place)).text();
        return query.empty() ? path_ : path_ + '?' + query;
    }

    std::size_t all_, most_, first_{0}, last_{0};
    std::string by_;
    std::string path_;
    Parameters query_;
};

} // namespace radcert::web
