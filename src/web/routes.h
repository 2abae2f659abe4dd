#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/message.h"
#include "web/page.h"
#include "web/rights.h"

namespace radcert::web {

class Visit;

/// Sends the reader on (303), with a sentence that the next page shows once.
struct Redirect {
    std::string to;
    Words said{};
    std::vector<Header> headers{};
};

/// A file; shown in the browser where that is safe and wanted (PDF), else saved.
struct Download {
    std::string type; ///< "application/pdf"
    std::string name; ///< of the file, plain letters
    std::string bytes;
    bool shown{false};
};

/// JSON or text for programs.
struct Raw {
    std::string type;
    std::string text;
    int status{200};
    std::vector<Header> headers{};
};

using Reply = std::variant<Page, Redirect, Download, Raw>;
using Handler = Reply (*)(Visit&);

/// What a route allows and offers. Everything that a test of rights, of forms or of the API's description
/// needs stands here and nowhere else.
struct Rule {
    Access access{};             ///< nobody, unless it is said
    Names names{Names::nothing}; ///< record of the path that the account has to see
    Words summary{};
    bool twins{false};                 ///< the page answers as .json, .csv and .xlsx too
    bool personal{false};              ///< shows somebody's file: the look at it is an event of the journal
    std::vector<std::string> fields{}; ///< that a form may send, beside csrf, second, second_password,
                                       ///< confirm; anything else is refused
    std::vector<std::string> asks{};   ///< what the query may ask, beside in_force, known_by, from and print;
                                       ///< anything else is refused
    bool json{false};      ///< of the interface for programs: takes JSON, and answers trouble as JSON
    bool confirmed{false}; ///< an act that is done only when its box was ticked
    std::string form_on{}; ///< of an act: path of the page that shows its form again; empty: its own
};

struct Route {
    Method method{};
    std::string path; ///< "/workers/{worker}"
    Rule rule;
    Handler handler{};
};

/// A route, and what its path's parts say.
struct Match {
    const Route* route{};
    std::vector<std::pair<std::string, std::string>> parts; ///< {"worker", "W-17"}
    std::string twin{};                                     ///< "json", "csv", "xlsx"; empty: the page
};

/// Every address that answers. The whole table of the program is `all_routes`.
class Routes {
public:
    void page(std::string path, Rule rule, Handler handler)
    {
        add(Method::get, std::move(path), std::move(rule), handler);
    }
    void act(std::string path, Rule rule, Handler handler)
    {
        add(Method::post, std::move(path), std::move(rule), handler);
    }
    void add(Method method, std::string path, Rule rule, Handler handler);

    /// The route of a path's segments; parts in braces take one segment each, words go before parts.
    std::optional<Match> find(Method method, const std::vector<std::string>& segments) const;
    /// The same, where a page may be asked as ".json", ".csv" or ".xlsx", too.
    std::optional<Match> find_page(Method method, const std::vector<std::string>& segments) const;
    /// Methods under which the path answers: of a 405.
    std::vector<Method> methods(const std::vector<std::string>& segments) const;

    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> split_; ///< paths of `routes_`, by their segments
};

/// Segments of "/applications/{application}" with the parts of another path that fits it.
std::vector<std::string> filled_path(const std::string& path,
                                     const std::vector<std::pair<std::string, std::string>>& parts);

/// The table of every address: each noun binds its own.
const Routes& all_routes();

} // namespace radcert::web
