#include "casework/import_plan_row.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Certificate;

namespace {

constexpr FieldSource of_standing[]{{"worker", "paper_number"},
                                    {"facility", "facility"},
                                    {"role", "role"},
                                    {"equipment_types", "equipment_types"},
                                    {"issued_on", "issued_on"}};
constexpr FieldSource of_new[]{
    {"certificate", "certificate"}, {"issued_by", "issued_by"}, {"worker", "paper_number"},
    {"facility", "facility"},       {"role", "role"},           {"equipment_types", "equipment_types"},
    {"issued_on", "issued_on"},     {"valid_to", "valid_to"}};
constexpr FieldSource of_status[]{{"status", "status"}};

/// By code or name, or as a province is written elsewhere: "66", "66 Đắk Lắk". @param day  as it was called
/// on that day; empty: on any
std::optional<std::string> find_authority(registry::Database& database, const std::string& text,
                                          std::optional<Date> day)
{
    const std::string first = text.substr(0, text.find(' '));
    for (const registry::Authority& authority : registry::list_authorities(database, day))
        if (authority.authority == text || authority.authority == "province:" + first ||
            text::folded(authority.name) == text::folded(text))
            return authority.authority;
    return std::nullopt;
}

} // namespace

/// Whom a row of certificates is about, by number and name.
std::optional<registry::Worker> ImportPlan::find_holder(Row& row)
{
    const auto number = row.text("paper_number");
    if (!number) return std::nullopt;
    const auto holders = registry::find_workers_by_paper(database_, *number);
    if (holders.size() != 1) {
        const bool none = holders.empty();
        row.refuse("paper_number",
                   {none ? "chưa có người nào trong sổ có giấy tờ số này: nhập người trước"
                         : "nhiều người trong sổ có giấy tờ số này: xem radcert worker search",
                    none ? "nobody in the register has a paper of this number: import "
                           "the person first"
                         : "several persons have a paper of this number: see radcert worker "
                           "search"});
        return std::nullopt;
    }
    auto holder = registry::load_worker(database_, holders.front());
    const auto name = row.text("full_name");
    if (name && text::folded(holder.full_name) != text::folded(*name))
        row.refuse("full_name", {"số giấy tờ này là của '" + holder.full_name + "'",
                                 "this number is of '" + holder.full_name + "'"});
    return holder;
}

/// The authority that a row names, as it was called on the day of issue.
std::optional<std::string> ImportPlan::find_issuer(Row& row)
{
    const auto name = row.text("issued_by");
    const auto day = row.day("issued_on");
    if (!name) return std::nullopt;
    auto authority = find_authority(database_, *name, day);
    if (!authority)
        row.refuse("issued_by",
                   {(day ? "ngày " + to_dmy(*day) + " không có" : "không có") + " cơ quan '" + *name +
                        "': xem radcert register authorities",
                    "there was no authority '" + *name + "'" + (day ? " on " + to_dmy(*day) : "") +
                        ": see radcert register authorities"});
    return authority;
}

/// What end and status of a certificate the register has otherwise.
void ImportPlan::compare_certificate(Row& row, const Certificate& standing)
{
    const auto valid_to = row.day("valid_to");
    if (row.good("valid_to") && standing.valid_to != valid_to) {
        ++counts_.contradicting;
        row.refuse(
            "valid_to",
            {"sổ ghi '" + (standing.valid_to ? to_dmy(*standing.valid_to) : "không thời hạn") + "'",
             "the register has '" + (standing.valid_to ? to_dmy(*standing.valid_to) : "without end") + "'"});
    }
    const auto entries = registry::statuses_of(database_, standing);
    if (row.good("status") && (entries.empty() || entries.back().status != row.text("status"))) {
        ++counts_.contradicting;
        row.refuse("status", {"tình trạng trong sổ khác; sửa bằng radcert certificate",
                              "the register has another status; use radcert certificate"});
    }
}

void ImportPlan::plan_certificate(Row& row)
{
    const ImportValues& values = row.values;
    const auto holder = find_holder(row);
    const auto authority = find_issuer(row);
    Certificate given;
    given.certificate = values.text("certificate").value_or("");
    given.issued_by = authority.value_or("");
    given.worker = holder ? holder->worker : 0;
    given.facility = resolve_facility(row);
    given.role = values.text("role").value_or("");
    given.equipment_types = values.words("equipment_types");
    if (const auto day = values.day("issued_on")) given.issued_on = *day;
    given.valid_to = values.day("valid_to");
    given.validity = "recorded";
    if (given.valid_to && values.has("issued_on") && *given.valid_to < given.issued_on)
        row.refuse("valid_to",
                   {"hết hạn " + to_dmy(*given.valid_to) + " trước ngày cấp " + to_dmy(given.issued_on),
                    "it ends on " + to_dmy(*given.valid_to) + ", before it was issued on " +
                        to_dmy(given.issued_on)});
    if (!values.has("certificate") || !values.has("issued_by")) return;
    const std::string issuer = authority ? *authority : "? " + text::folded(*values.text("issued_by"));
    const std::string key = given.certificate + " " + issuer;
    if (refuse_said_before(row, {{key, "certificate"}}) || !authority) return;

    row.made.action = "import.certificate";
    if (holder) row.made.subject = holder->subject;
    for (const Certificate& standing : registry::find_certificates(database_, given.certificate)) {
        if (standing.issued_by != given.issued_by) continue;
        compare_certificate(row, standing);
        return row.fill(standing, given, key, given.worker, of_standing);
    }
    if (!row.sound()) return;
    row.made.needs_second = given.issued_by == own_authority_;
    row.add(given, key, given.worker, of_new);
    registry::CertificateStatus entry;
    entry.certificate = given.certificate;
    entry.issued_by = given.issued_by;
    entry.entry = 1;
    entry.worker = given.worker;
    entry.status = *values.text("status");
    entry.from_day = given.issued_on;
    row.add(entry, key, given.worker, of_status);
}

} // namespace radcert::casework
