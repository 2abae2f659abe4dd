#include "casework/desk_acts.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

void set_letterhead(registry::WriteScope& write, const registry::Letterhead& letterhead)
{
    registry::Letterhead made = letterhead;
    made.entry = 1;
    for (std::string* const text : {&made.parent, &made.body, &made.place, &made.abbreviation,
                                    &made.unit_code, &made.capacity, &made.signatory, &made.check_at})
        *text = text::nfc(*text);
    filled(made.body, {"tên cơ quan (--body)", "the office's name (--body)"});
    filled(made.place, {"địa danh (--place)", "the place (--place)"});
    const auto before = registry::find_letterhead(write.database());
    if (before) refuse_unchanged(*before, made, "letterhead");
    write.record("register.letterhead", registry::load_register(write.database()).subject, {made});
}

registry::Letterhead load_letterhead(registry::Database& database)
{
    auto found = registry::find_letterhead(database);
    if (found) return std::move(*found);
    throw Error{Fault::not_found,
                {"chưa ghi tên cơ quan để in trên giấy tờ", "what the office's papers bear is not recorded"},
                {"ghi một lần: radcert register letterhead --parent … --body … --place …",
                 "record it once: radcert register letterhead --parent … --body … --place …"}};
}

} // namespace radcert::casework
