#include "casework/file_application.h"

#include <charconv>

#include "casework/desk.h"
#include "casework/dossiers.h"
#include "casework/filed_papers.h"
#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

/// "250701"
std::string six_digits(Date day)
{
    std::string digits = to_iso(day).substr(2);
    std::erase(digits, '-');
    return digits;
}

std::string next_number(registry::Database& database, Date filed_on)
{
    const auto letterhead = registry::find_letterhead(database);
    const std::string unit = letterhead && !letterhead->unit_code.empty() ? letterhead->unit_code : "RC";
    const std::string series = unit + "-" + six_digits(filed_on);
    for (std::int64_t next = registry::files_numbered(database, series) + 1;; ++next) {
        std::string digits = std::to_string(next);
        digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
        std::string number = series + "-" + digits;
        if (!registry::find_application(database, number)) return number;
    }
}

registry::JsonText devices(registry::Database& database, const Filing& filing, std::int64_t facility, Date on)
{
    std::vector<registry::Equipment> units;
    for (const std::string& name : filing.equipment) {
        units.push_back(registry::load_equipment(database, parse_equipment(name)));
        if (units.back().facility == facility) continue;
        throw Error{Fault::invalid_input,
                    {"thiết bị " + name + " thuộc cơ sở " + facility_name(units.back().facility),
                     "equipment " + name + " belongs to " + facility_name(units.back().facility)}};
    }
    if (units.empty()) units = registry::equipment_of(database, facility, on);
    if (units.empty()) {
        throw Error{
            Fault::invalid_input,
            {"cơ sở " + facility_name(facility) + " không có thiết bị đang dùng trong sổ",
             "facility " + facility_name(facility) + " has no equipment in use on record"},
            {"ghi thiết bị trước: radcert equipment record", "record it first: radcert equipment record"}};
    }
    registry::JsonText made;
    text::JsonWriter json{made.text};
    json.open_array();
    for (const registry::Equipment& unit : units) {
        json.open_object();
        json.member("id", unit.reference.value_or(equipment_name(unit.equipment)));
        if (unit.mobility) json.member("mobility", *unit.mobility);
        if (unit.province) json.member("province", *unit.province);
        json.member("type", unit.type);
        json.close_object();
    }
    json.close_array();
    return made;
}

/// A draft's first step leads from nowhere: no act of the workflow makes one.
registry::Step draft_step(const registry::WriteScope& write, const registry::Application& application)
{
    registry::Step step;
    step.application = application.application;
    step.step = 1;
    step.worker = application.worker;
    step.act = step.status = "draft";
    step.on_day = application.filed_on;
    step.by_officer = write.act().officer;
    return step;
}

void refuse_taken(registry::Database& database, const std::string& number)
{
    if (!registry::find_application(database, number)) return;
    throw Error{
        Fault::conflict,
        {"hồ sơ " + number + " đã có trong sổ", "application " + number + " is in the register already"},
        {"xem: radcert application show " + number, "see: radcert application show " + number}};
}

} // namespace

std::optional<registry::ErasedOrdinal> numbered_here(const registry::Application& file)
{
    // The day is the one in the number: a draft is numbered on one day and may be handed in on another.
    constexpr std::size_t day_digits = 6;
    const std::string& number = file.application;
    const std::size_t dash = number.rfind('-');
    if (dash == std::string::npos || dash < day_digits + 2 || number[dash - day_digits - 1] != '-')
        return std::nullopt;
    const std::string six = number.substr(dash - day_digits, day_digits);
    const auto day = parse_date("20" + six.substr(0, 2) + "-" + six.substr(2, 2) + "-" + six.substr(4));
    std::int64_t ordinal = 0;
    const char* const end = number.data() + number.size();
    const auto [stop, trouble] = std::from_chars(number.data() + dash + 1, end, ordinal);
    if (!day || trouble != std::errc{} || stop != end || number.size() - dash < 5) return std::nullopt;
    return registry::ErasedOrdinal{number.substr(0, dash), int(std::chrono::year_month_day{*day}.year()),
                                   ordinal};
}

registry::Application file_application(registry::WriteScope& write, const RulebookInUse& rules,
                                       const Filing& filing)
{
    registry::Database& database = write.database();
    const Vocabulary& words = rules.book.vocabulary;
    const auto worker = registry::load_worker(database, parse_worker(filing.worker));
    const auto facility = registry::load_facility(database, parse_facility(filing.facility));
    registry::Application made;
    made.filed_on = day_of_act(write, filing.filed_on, {"nộp hồ sơ", "filing"});
    made.application = filing.number.empty() ? next_number(database, made.filed_on) : filing.number;
    refuse_taken(database, made.application);
    made.worker = worker.worker;
    made.facility = facility.facility;
    made.province = facility.province;
    made.procedure = filing.procedure;
    made.role = filing.role;
    made.filed_with = registry::load_register(database).authority;
    made.channel = filing.channel;
    check_word(words.roles, made.role, {"công việc", "role"});
    check_word(words.procedures, made.procedure, {"thủ tục", "procedure"});
    check_word(words.channels, filing.channel, {"cách nộp", "channel"});
    check_province(words, made.province, made.filed_on);
    made.devices = devices(database, filing, facility.facility, made.filed_on);
    made.documents = filed_papers(filing.papers, words);
    made.status = "received";

    std::optional<std::string> code;
    if (!filing.submitted && !filing.draft) {
        text::JsonReader reader;
        const std::string dossier = compose_question(database, made, facility);
        code = procedure_code(rules, text::read_dossier(reader, dossier, words));
    }
    auto records = filing.draft ? std::vector<registry::AnyRecord>{draft_step(write, made)}
                   : filing.submitted
                       ? desk_step(write, rules, made, code, {"submit", made.filed_on, {}, "draft"})
                       : desk_step(write, rules, made, code, {"receive", made.filed_on, {}, "submitted"});
    records.insert(records.begin(), made);
    write.record("application.file", worker.subject, records);
    return made;
}

} // namespace radcert::casework
