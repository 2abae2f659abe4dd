#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/fields.h"
#include "casework/rulebooks.h"
#include "casework/scope.h"
#include "registry/accounts.h"
#include "registry/offices.h"
#include "web/address.h"
#include "web/multipart.h"
#include "web/office.h"
#include "web/rights.h"
#include "web/routes.h"

namespace radcert::web {

/// Whoever signed in, as of this request.
struct SignedIn {
    registry::Officer officer;
    registry::Account account;
    Duties duties;
    std::string token; ///< of the session; empty: by a token for programs
    std::string csrf;  ///< what every form of this session carries
};

/// One answering thread's view of the register.
struct Shelf {
    Shelf(Office& office_in, registry::Database database_in)
        : office{office_in}, database{std::move(database_in)}
    {
    }

    Office& office;
    registry::Database database; ///< for reading; every request sees one state of it
    casework::Rulebooks rulebooks;
};

/// A request on its way to its answer: what was asked, by whom, and the register as it is seen.
///
/// What is typed is read here, in one way for every page; a value that cannot be read is an Error whose place
/// is the field.
class Visit {
public:
    Visit(Shelf& shelf, const Request& request, Match match, Parameters query, Language language);

    const Request& request() const { return request_; }
    const Route& route() const { return *match_.route; }
    Language language() const { return language_; }
    const std::string& twin() const { return match_.twin; }

    /// What stands in a part of the path: "W-17" for {worker}. It has to be one of the route's.
    const std::string& part(std::string_view name) const;
    const Parameters& query() const { return query_; }
    const Parameters& form() const { return body_.values; }

    bool signed_in() const { return who_.has_value(); }
    const SignedIn& who() const { return *who_; } ///< of routes that ask for it
    bool may(Duties duties) const { return who_ && who_->duties.meets(duties); }
    casework::Scope scope() const; ///< rows that the account sees; of nobody: none, so not to be asked

    registry::Database& database() { return shelf_.database; }
    casework::Rulebooks& rulebooks() { return shelf_.rulebooks; }
    const casework::RulebookInUse& rules() { return shelf_.rulebooks.in_force(shelf_.database); }
    const Vocabulary& words() { return rules().book.vocabulary; }
    casework::FieldCells cells() { return {words(), as_of().in_force, language_}; }
    Office& office() { return shelf_.office; }
    Shelf& shelf() { return shelf_; } ///< for signing in, where nobody is signed in yet

    /// The clocks that the address names (in_force, known_by); today and now where it does not.
    /// @throws Error  invalid_input: not a day, not a moment
    AsOf as_of();
    Date today();

    // What was typed: into the form of an act, else into the query; several lines as one.
    std::optional<std::string> text(std::string_view name) const;       ///< @throws Error invalid_input
    std::string needed(std::string_view name, const Words& what) const; ///< @throws Error invalid_input
    std::vector<std::string> all(std::string_view name) const;          ///< @throws Error invalid_input
    std::optional<Date> day(std::string_view name) const;               ///< @throws Error invalid_input
    std::optional<std::int64_t> number(std::string_view name) const;    ///< @throws Error invalid_input
    const Upload* upload(std::string_view name) const;                  ///< nullptr: none came

    /// Does an act: opens the register for writing as whoever signed in, with the second person whom the form
    /// names and whose password it brings, and commits what `work` recorded, or nothing.
    /// @throws Error  refused: the second person's password is wrong; as the work
    void record(const std::function<void(registry::WriteScope&)>& work);

    /// Whether `record` did its act. `perhaps`: nobody knows, or what follows a commit failed, as its error
    /// says.
    enum class Recorded : unsigned char { no, perhaps, yes };
    Recorded recorded() const { return recorded_; }

private:
    friend class Clerk;

    const Parameters& typed() const { return is_safe(request_.method) ? query_ : body_.values; }
    std::string kept(std::string_view name, const std::string& value) const;
    std::string second_person();

    Shelf& shelf_;
    const Request& request_;
    Match match_;
    Parameters query_;
    FormBody body_;
    Language language_;
    std::optional<SignedIn> who_;
    std::optional<AsOf> as_of_;
    Recorded recorded_{Recorded::no};
};

/// An Error about one field of a form.
[[noreturn]] void refuse_field(std::string_view field, Words sentence, Words hint = {});

} // namespace radcert::web
