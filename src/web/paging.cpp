#include "web/paging.h"

namespace radcert::web {

Paging::Paging(Visit& visit)
    : path_{visit.request().target.substr(0, visit.request().target.find('?'))}, query_{visit.query()}
{
    if (!visit.twin().empty()) most_ = rows_of_a_twin;
    if (const auto from = query_.find("from")) {
        const bool number = from->size() <= 9 && from->find_first_not_of("0123456789") == std::string::npos;
        if (!number) refuse_field("from", {"from: cần một số", "from: a number is needed"});
        skip_ = std::size_t(std::stoul(*from));
    }
}

void Paging::tell(Listing& listing) const
{
    listing.whole = !more_;
    if (skip_ > 0) listing.before = at(skip_ > most_ ? skip_ - most_ : 0);
    if (more_) listing.after = at(skip_ + most_);
}

std::string Paging::at(std::size_t from) const
{
    const std::string query = query_.with("from", from == 0 ? "" : std::to_string(from)).text();
    return query.empty() ? path_ : path_ + '?' + query;
}

} // namespace radcert::web
