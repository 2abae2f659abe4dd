#include "web/view.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>

#include "web/assets.h"

namespace radcert::web {
namespace {

namespace mustache = kainjow::mustache;

std::atomic<bool> names_are_checked{false};

std::string_view template_text(std::string_view name)
{
    const std::string path = "templates/" + std::string{name} + ".mustache";
    const auto found = std::ranges::find(assets(), std::string_view{path}, &Asset::name);
    if (found == assets().end()) throw std::logic_error{"no template " + path};
    return found->text;
}

/// Each thread has its own, read once: a template remembers what it is rendering.
mustache::mustache& read_template(std::string_view name)
{
    thread_local std::map<std::string, std::unique_ptr<mustache::mustache>, std::less<>> read;
    auto found = read.find(name);
    if (found == read.end()) {
        auto fresh = std::make_unique<mustache::mustache>(std::string{template_text(name)});
        if (!fresh->is_valid()) throw std::logic_error{std::string{name} + ": " + fresh->error_message()};
        found = read.emplace(std::string{name}, std::move(fresh)).first;
    }
    return *found->second;
}

mustache::data data_of(const View& view);

mustache::data data_of(const View::Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return text->empty() ? mustache::data{false} : mustache::data{*text};
    if (const auto* truth = std::get_if<bool>(&value)) return mustache::data{*truth};
    mustache::data list{mustache::data::type::list};
    for (const View& view : std::get<View::List>(value)) list.push_back(data_of(view));
    return list;
}

mustache::data data_of(const View& view)
{
    mustache::data object{mustache::data::type::object};
    for (const auto& [name, value] : view.members()) object.set(name, data_of(value));
    return object;
}

struct Tag {
    char kind; ///< '#', '^', '/' or 0
    std::string name;
};

std::vector<Tag> tags_of(std::string_view text)
{
    std::vector<Tag> tags;
    for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos;) {
        at += text.substr(at).starts_with("{{{") ? 3 : 2;
        const std::string_view inside = text.substr(at, text.find("}}", at) - at);
        const bool marked = inside.starts_with('#') || inside.starts_with('^') || inside.starts_with('/');
        tags.push_back({marked ? inside[0] : '\0', std::string{inside.substr(marked ? 1 : 0)}});
    }
    return tags;
}

const View::Value* find_member(const View& view, const std::string& name)
{
    const auto& members = view.members();
    const auto found = std::ranges::find(members, name, [](const auto& member) { return member.first; });
    return found == members.end() ? nullptr : &found->second;
}

/// Walks tags from `at` to the end of the section that they stand in, under each view that the section shows.
/// Every name has to be the innermost view's own, or the page would show its neighbour's.
std::size_t walk(const std::vector<Tag>& tags, std::size_t at, std::vector<const View*> views,
                 std::vector<std::string>& missing)
{
    while (at < tags.size() && tags[at].kind != '/') {
        const Tag& tag = tags[at++];
        const View::Value* value = nullptr;
        for (auto view = views.rbegin(); view != views.rend() && value == nullptr; ++view)
            value = find_member(**view, tag.name);
        if (value == nullptr) missing.push_back(tag.name);
        if (tag.kind == '\0') continue;
        std::size_t end = at;
        const auto* list = value == nullptr ? nullptr : std::get_if<View::List>(value);
        if (list != nullptr && !list->empty() && tag.kind == '#') {
            for (const View& inner : *list) {
                auto within = views;
                within.push_back(&inner);
                end = walk(tags, at, within, missing);
            }
        } else if (list != nullptr && tag.kind == '#') {
            std::vector<std::string> nothing;
            end = walk(tags, at, views, nothing); // nobody reads it: there is no row
        } else {
            end = walk(tags, at, views, missing);
        }
        at = end + 1;
    }
    return at;
}

void refuse_missing_names(std::string_view name, const View& view)
{
    std::vector<std::string> missing;
    walk(tags_of(template_text(name)), 0, {&view}, missing);
    if (!missing.empty())
        throw std::logic_error{"template " + std::string{name} + " asks for \"" + missing.front() +
                               "\", which nobody gave"};
}

} // namespace

std::string fill(std::string_view name, const View& view)
{
    if (names_are_checked) refuse_missing_names(name, view);
    return read_template(name).render(data_of(view));
}

void check_template_names()
{
    names_are_checked = true;
}

} // namespace radcert::web
