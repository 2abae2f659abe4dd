#include <algorithm>

#include "registry/verify_tree.h"

namespace radcert::registry {
namespace {

std::string name_of(unsigned level, std::int64_t place)
{
    return std::to_string(level) + "/" + std::to_string(place);
}

} // namespace

void TreeCheck::Level::step()
{
    more = rows->next();
    if (more) place = rows->integer(0);
}

void TreeCheck::meet_node(unsigned level, std::uint64_t place, const Hash& hash)
{
    Level& stored = levels_[level];
    if (!stored.rows) {
        top_ = std::max(top_, level);
        stored.rows = std::make_unique<Query>(database_, R"sql(
            SELECT place, hash
              FROM node
             WHERE level = :level
             ORDER BY place
        )sql",
                                              Rows::many);
        stored.rows->bind(":level", std::int64_t{level});
        stored.step();
    }
    for (; stored.more && stored.place < std::int64_t(place); stored.step())
        report_.add("node", name_of(level, stored.place), "", {"nút thừa", "superfluous"});
    if (!stored.more || stored.place != std::int64_t(place)) {
        report_.add("node", name_of(level, std::int64_t(place)), "", {"thiếu nút này", "it is missing"});
        return;
    }
    if (stored.hash() != text::view(hash) && waiting_.size() < Report::most_problems)
        waiting_.push_back({level, place});
    stored.step();
}

void TreeCheck::blame_nodes()
{
    for (const Node& node : waiting_)
        report_.add("node", name_of(node.level, std::int64_t(node.place)), "hash",
                    {"khác giá trị tính lại từ các sự kiện", "not what its events hash to"});
    waiting_.clear();
}

void TreeCheck::finish_nodes()
{
    for (unsigned level = 1; level <= top_; ++level) {
        for (Level& stored = levels_[level]; stored.more; stored.step())
            report_.add("node", name_of(level, stored.place), "", {"nút thừa", "superfluous"});
    }
    Query beyond{database_, R"sql(
        SELECT level, place
          FROM node
         WHERE level < 1
            OR level > :top
    )sql"};
    beyond.bind(":top", std::int64_t{top_});
    while (beyond.next())
        report_.add("node", std::to_string(beyond.integer(0)) + "/" + std::to_string(beyond.integer(1)), "",
                    {"nút thừa", "superfluous"});
}

} // namespace radcert::registry
