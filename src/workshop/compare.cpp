#include "workshop/compare.h"

#include <algorithm>
#include <array>
#include <map>

#include "workshop/describe.h"

namespace radcert::workshop {

using rules::Rulebook;

namespace {

struct ChangeWords {
    std::string_view word;
    Words name;
};

const std::array<ChangeWords, 3> change_kinds{{
    {"added", {"thêm", "added"}},
    {"removed", {"bỏ", "removed"}},
    {"changed", {"sửa", "changed"}},
}};

/// Compares one section of two rulebooks, entry by entry, by what each says of itself.
class SectionComparison {
public:
    SectionComparison(Words section, std::optional<Date> today, std::vector<EntryChange>& changes)
        : section_{std::move(section)}, today_{today}, changes_{changes}
    {
    }

    void compare(const std::vector<Described>& before, const std::vector<Described>& after)
    {
        std::map<std::string_view, const Described*> was, is;
        for (const Described& each : before) was.emplace(each.id, &each);
        for (const Described& each : after) is.emplace(each.id, &each);
        for (const Described& each : after) {
            const auto old = was.find(each.id);
            if (old == was.end())
                changes_.push_back(
                    {ChangeKind::added, section_, each.id, each.title, {}, each.is_law && has_begun(each)});
            else
                one(*old->second, each);
        }
        for (const Described& each : before)
            if (!is.contains(each.id))
                changes_.push_back({ChangeKind::removed, section_, each.id, each.title, {}, each.is_law});
    }

private:
    bool has_begun(const Described& row) const { return today_ && row.from && *row.from < *today_; }

    /// Whether a last day that is new, or another, lies before yesterday: files of the days after it lose the
    /// row.
    bool ends_in_past(const Described& before, const Described& after) const
    {
        const auto earlier = [](const std::optional<Date>& a, const std::optional<Date>& b) {
            return a && (!b || *a < *b);
        };
        const bool moved = before.to != after.to;
        if (!today_ || !moved) return false;
        const auto& sooner = earlier(before.to, after.to) ? before.to : after.to;
        return sooner && *sooner + std::chrono::days{1} < *today_;
    }

    void one(const Described& before, const Described& after)
    {
        EntryChange change{ChangeKind::changed, section_, after.id, after.title, {}, false};
        for (std::size_t i = 0; i < before.points.size(); ++i) {
            const Described::Point &was = before.points[i], &is = after.points[i];
            if (was.said == is.said) continue;
            change.points.push_back({was.name, was.said, is.said});
            change.rewrites_past = change.rewrites_past || (after.is_law && was.bears_on_past);
        }
        change.rewrites_past = change.rewrites_past || (after.is_law && ends_in_past(before, after));
        if (!change.points.empty()) changes_.push_back(std::move(change));
    }

    Words section_;
    std::optional<Date> today_;
    std::vector<EntryChange>& changes_;
};

template <class T>
std::vector<Described> described(const Rulebook& book, const std::vector<T>& entries)
{
    std::vector<Described> all;
    for (const T& entry : entries) all.push_back(describe(book, entry));
    return all;
}

} // namespace

std::string_view word(ChangeKind kind)
{
    return change_kinds[std::size_t(kind)].word;
}

const Words& name(ChangeKind kind)
{
    return change_kinds[std::size_t(kind)].name;
}

std::vector<EntryChange> compare(const Rulebook& before, const Rulebook& after, std::optional<Date> today)
{
    std::vector<EntryChange> changes;
    const auto section = [&](Words name, auto entries_of) {
        SectionComparison{std::move(name), today, changes}.compare(described(before, entries_of(before)),
                                                                   described(after, entries_of(after)));
    };
    section({"văn bản", "instrument"}, [](const Rulebook& book) { return book.instruments; });
    section({"yêu cầu", "requirement"}, [](const Rulebook& book) { return book.requirements; });
    section({"thẩm quyền", "authority"}, [](const Rulebook& book) { return book.authorities; });
    section({"thủ tục", "procedure"}, [](const Rulebook& book) { return book.procedures; });
    section({"thời hạn chứng chỉ", "validity"}, [](const Rulebook& book) { return book.validity_rules; });
    section({"phí, lệ phí", "fee"}, [](const Rulebook& book) { return book.fees; });
    section({"nhân lực", "staffing"}, [](const Rulebook& book) { return book.staffing_duties; });
    section({"chương trình đào tạo", "training programme"},
            [](const Rulebook& book) { return book.training_programmes; });
    section({"áp dụng", "adoption"}, [](const Rulebook& book) { return book.adoptions; });
    section({"quy định của tỉnh", "overlay"}, [](const Rulebook& book) { return book.overlays; });
    section({"lịch", "calendar"}, [](const Rulebook& book) { return book.calendar; });
    section({"biện pháp", "remedy"}, [](const Rulebook& book) { return book.remedies; });
    section({"bước của hồ sơ", "desk step"}, [](const Rulebook& book) { return book.workflow.steps; });
    section({"giấy tờ", "desk paper"}, [](const Rulebook& book) { return book.workflow.papers; });
    SectionComparison{{"từ vựng", "vocabulary"}, today, changes}.compare(described_words(before.vocabulary),
                                                                         described_words(after.vocabulary));
    return changes;
}

} // namespace radcert::workshop
