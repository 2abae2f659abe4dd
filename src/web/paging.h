#pragma once

#include <cstddef>

#include "web/part.h"

namespace radcert::web {

/// The part of a long list that a page shows: 50 rows for the eye, 10,000 for programs and spreadsheets.
/// Which part, the query says by `from`: so many rows are left out before it.
class Paging {
public:
    /// @throws Error  invalid_input: `from` is no number
    explicit Paging(Visit& visit);

    std::size_t skip() const { return skip_; }
    std::size_t most() const { return most_; }
    std::size_t asked() const { return most_ + 1; } ///< one more tells whether there is another page

    /// Takes the one too many off.
    template <class Row>
    void cut(std::vector<Row>& rows)
    {
        more_ = rows.size() > most_;
        if (more_) rows.resize(most_);
    }

    /// Says of a listing what comes before and after it.
    void tell(Listing& listing) const;

private:
    std::string at(std::size_t from) const;

    std::string path_;
    Parameters query_;
    std::size_t skip_{0}, most_{rows_of_a_page};
    bool more_{false};
};

} // namespace radcert::web
