#include "web/routes.h"

#include <algorithm>
#include <cassert>

namespace radcert::web {
namespace {

std::vector<std::string> split(std::string_view path)
{
    std::vector<std::string> segments;
    path.remove_prefix(1);
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/'));
        segments.emplace_back(segment);
        path.remove_prefix(std::min(path.size(), segment.size() + 1));
    }
    return segments;
}

bool is_part(const std::string& segment)
{
    return segment.starts_with('{');
}

/// Whether the path fits; `rank` orders paths that fit alike, words before parts from the left.
bool fits(const std::vector<std::string>& path, const std::vector<std::string>& asked, std::string& rank)
{
    if (path.size() != asked.size()) return false;
    rank.clear();
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!is_part(path[i]) && path[i] != asked[i]) return false;
        rank += is_part(path[i]) ? '1' : '0';
    }
    return true;
}

/// Twins that a route may offer: the last segment ends with the word.
constexpr std::string_view twin_words[]{"json", "csv", "xlsx"};

} // namespace

void Routes::add(Method method, std::string path, Rule rule, Handler handler)
{
    assert(path.starts_with('/') && handler != nullptr);
    split_.push_back(split(path));
    routes_.push_back({method, std::move(path), std::move(rule), handler});
}

std::optional<Match> Routes::find(Method method, const std::vector<std::string>& segments) const
{
    const Method wanted = method == Method::head ? Method::get : method;
    std::size_t best = routes_.size();
    std::string best_rank, rank;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (routes_[i].method != wanted || !fits(split_[i], segments, rank)) continue;
        if (best == routes_.size() || rank < best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    if (best == routes_.size()) return std::nullopt;
    Match match{&routes_[best], {}, {}};
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string& segment = split_[best][i];
        if (is_part(segment)) match.parts.emplace_back(segment.substr(1, segment.size() - 2), segments[i]);
    }
    return match;
}

std::optional<Match> Routes::find_page(Method method, const std::vector<std::string>& segments) const
{
    if (!segments.empty()) {
        for (const auto word : twin_words) {
            const std::string& last = segments.back();
            const std::string ending = '.' + std::string{word};
            if (!last.ends_with(ending) || last.size() == ending.size()) continue;
            auto without = segments;
            without.back().resize(last.size() - ending.size());
            auto match = find(method, without);
            if (match && match->route->rule.twins && is_safe(method)) {
                match->twin = word;
                return match;
            }
        }
    }
    return find(method, segments);
}

std::vector<Method> Routes::methods(const std::vector<std::string>& segments) const
{
    std::vector<Method> all;
    std::string rank;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (fits(split_[i], segments, rank) && std::ranges::find(all, routes_[i].method) == all.end())
            all.push_back(routes_[i].method);
    }
    return all;
}

std::vector<std::string> filled_path(const std::string& path,
                                     const std::vector<std::pair<std::string, std::string>>& parts)
{
    std::vector<std::string> segments;
    for (std::size_t at = 1; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string segment = path.substr(at, end - at);
        const auto part =
            std::ranges::find_if(parts, [&](const auto& pair) { return '{' + pair.first + '}' == segment; });
        segments.push_back(part == parts.end() ? segment : part->second);
        at = end + 1;
    }
    return segments;
}

} // namespace radcert::web
