#include "registry/rebuild.h"

#include "registry/any_record.h"
#include "registry/compare_tables.h"

namespace radcert::registry {

Rebuild::Rebuild(Database& database, Report& report)
    : standing_{database}, replayed_{Database::scratch()}, report_{report}
{
    replayed_.engine().begin(Access::write);
}

void Rebuild::play(EventNumber number, std::string_view payload)
{
    try {
        const text::Field root{reader_, reader_.read(payload)};
        root.expect_only({"records"});
        root.at("records").each_element(
            [&](const text::Field& record) { put(replayed_, number, record_from_json(record)); });
    } catch (const Error& error) {
        const Words& why = error.sentence();
        report_.add("payload", std::to_string(number), "box",
                    {"không diễn lại được: " + why.vi, "cannot be played again: " + why.en});
    }
}

void Rebuild::compare()
{
    for (const std::string& table : derived_tables(replayed_)) {
        ++report_.tables;
        compare_table(replayed_, standing_, table, report_);
    }
}

Database Rebuild::take()
{
    static_cast<void>(replayed_.engine().commit()); // it is in memory
    return std::move(replayed_);
}

} // namespace radcert::registry
