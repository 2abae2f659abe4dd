#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/field.h"

namespace radcert::text {

/// One member of an object on its way past the keys that may stand there: the reader of its own key takes it.
class Keys {
public:
    explicit Keys(const Field& member) : member_{member} {}

    template <class Read>
    Keys& take(std::string_view key, Read read)
    {
        if (!taken_ && member_.key() == key) {
            taken_ = true;
            read(member_);
        }
        return *this;
    }
    /// As `take`, but null is "not recorded" and leaves the member untouched.
    template <class Read>
    Keys& take_recorded(std::string_view key, Read read)
    {
        return take(key, [&](const Field& field) {
            if (!field.is_null()) read(field);
        });
    }
    void refuse_rest() const
    {
        if (!taken_) member_.refuse_unknown_key();
    }

private:
    const Field& member_;
    bool taken_{false};
};

/// Calls `visit` with every member of `object`, refuses a member that nothing took and a required one that is
/// missing.
template <class Visit>
void each_key(const Field& object, std::initializer_list<std::string_view> required, Visit visit)
{
    object.each_member([&](const Field& member) {
        Keys keys{member};
        visit(keys);
        keys.refuse_rest();
    });
    for (const auto key : required) {
        if (!object.find(key)) object.refuse_missing(key);
    }
}

/// The ids of one list, to notice one that stands twice.
class Ids {
public:
    /// @return false when `id` was added before. Its characters must outlive this object.
    bool add(std::string_view id)
    {
        if (count_ == few_.size()) return many_.insert(id).second && !among_few(id);
        if (among_few(id)) return false;
        few_[count_++] = id;
        return true;
    }

private:
    bool among_few(std::string_view id) const
    {
        return std::find(few_.begin(), few_.begin() + count_, id) != few_.begin() + count_;
    }

    // A dossier's lists are short and searched one by one; a stranger's endless list costs a set, not a
    // square.
    std::array<std::string_view, 16> few_{};
    std::size_t count_{0};
    std::unordered_set<std::string_view> many_;
};

/// Reads a list of records and refuses two with the same text under `id_key`.
template <class Record, class Read>
std::vector<Record> records(const Field& list, std::string_view id_key, Read read)
{
    std::vector<Record> all;
    all.reserve(list.elements().size());
    Ids ids;
    list.each_element([&](const Field& element) {
        all.push_back(read(element));
        const auto id = element.find(id_key);
        if (!id || ids.add(id->as_string())) return;
        const std::string twice{id->as_string()};
        element.refuse_because({"mã \"" + twice + "\" xuất hiện hai lần trong danh sách này",
                                "the id \"" + twice + "\" stands twice in this list"},
                               {"đặt mã khác nhau cho từng mục", "give every record an id of its own"});
    });
    return all;
}

} // namespace radcert::text
