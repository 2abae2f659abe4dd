#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace radcert::web {

/// What a template is filled with: names, each with a text, a truth value or a list. A text that is empty is
/// not there, as far as a template asks.
class View {
public:
    using List = std::vector<View>;
    using Value = std::variant<std::string, bool, List>;

    View() = default;

    View& set(std::string name, std::string value) { return put(std::move(name), std::move(value)); }
    View& set(std::string name, const char* value) { return put(std::move(name), std::string{value}); }
    View& set(std::string name, bool value) { return put(std::move(name), value); }
    View& set(std::string name, List list) { return put(std::move(name), std::move(list)); }
    /// A list, and "NAME?" that says whether there is anything in it.
    View& list(const std::string& name, List list)
    {
        put(name + '?', !list.empty());
        return put(name, std::move(list));
    }

    const std::vector<std::pair<std::string, Value>>& members() const { return members_; }

private:
    View& put(std::string name, Value value)
    {
        members_.emplace_back(std::move(name), std::move(value));
        return *this;
    }

    std::vector<std::pair<std::string, Value>> members_;
};

/// The text of the template `name` (assets/templates/NAME.mustache) filled with a view. What stands in double
/// braces is escaped for HTML text and attributes.
std::string fill(std::string_view name, const View& view);

/// From now on `fill` throws std::logic_error where a template asks for a name that the view, at that place,
/// does not have: a word that is misspelt prints nothing, and a test would not see it.
void check_template_names();

} // namespace radcert::web
