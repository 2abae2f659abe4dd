#include "casework/record_worker.h"

#include <algorithm>
#include <cctype>

#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::IdentityPaper;
using registry::Worker;

namespace {

/// Digits of a national number: 12 (cccd), 9 (cmnd).
void check_paper_number(const IdentityPaper& paper)
{
    const std::size_t digits = paper.kind == "cccd" ? 12 : paper.kind == "cmnd" ? 9 : 0;
    const bool all_digits = std::ranges::all_of(paper.number, [](char c) { return c >= '0' && c <= '9'; });
    if (digits == 0 ? !paper.number.empty() : paper.number.size() == digits && all_digits) return;
    throw Error{Fault::invalid_input,
                {"số giấy tờ '" + paper.number + "' không hợp lệ",
                 "the paper's number '" + paper.number + "' is not valid"},
                {"căn cước (cccd) có 12 chữ số, chứng minh nhân dân cũ (cmnd) có 9",
                 "an identity card (cccd) has 12 digits, an old one (cmnd) 9"}};
}

void check_paper(registry::Database& database, const IdentityPaper& paper)
{
    constexpr std::string_view kinds[] = {"cccd", "cmnd", "passport", "other"};
    if (std::ranges::find(kinds, paper.kind) == std::end(kinds)) {
        throw Error{Fault::invalid_input,
                    {"loại giấy tờ '" + paper.kind + "' không có trong danh mục",
                     "kind of paper '" + paper.kind + "' is not in the list"},
                    {"chọn: cccd, cmnd, passport, other", "choose: cccd, cmnd, passport, other"}};
    }
    check_paper_number(paper);
    for (const std::int64_t holder : registry::find_workers_by_paper(database, paper.number)) {
        if (holder == paper.worker) continue;
        const std::string name = worker_name(holder);
        throw Error{Fault::conflict,
                    {"giấy tờ số này đã ghi cho " + name, "a paper of this number is recorded for " + name},
                    {"xem: radcert worker show " + name, "see: radcert worker show " + name}};
    }
}

void check_birth_year(const Worker& worker, Date today)
{
    constexpr int first = 1900;
    const std::int64_t year = *worker.birth_year;
    const std::string name = std::to_string(year);
    if (year < first || year > birth_year_of(today))
        throw Error{Fault::invalid_input,
                    {"năm sinh " + name + " không có thật", "the birth year " + name + " cannot be"},
                    {"ghi bốn chữ số, từ 1900 đến năm nay", "write four digits, from 1900 to this year"}};
    if (!worker.birth_date || birth_year_of(*worker.birth_date) == year) return;
    const std::string day = to_dmy(*worker.birth_date);
    throw Error{Fault::invalid_input,
                {"năm sinh " + name + " khác năm của ngày sinh " + day,
                 "the birth year " + name + " is not that of the birth date " + day},
                {"sửa cả hai, hoặc bỏ trống năm sinh: --birth-year \"\"",
                 "correct both, or clear the year: --birth-year \"\""}};
}

/// Whether what was known of the birth now reads otherwise; what is only told more fully does not.
bool birth_changes(const Worker& before, const Worker& after)
{
    if (before.birth_date) return before.birth_date != after.birth_date;
    if (!before.birth_year || before.birth_year == after.birth_year) return false;
    return !after.birth_date || birth_year_of(*after.birth_date) != *before.birth_year;
}

} // namespace

std::int64_t birth_year_of(Date birth_date)
{
    return int(std::chrono::year_month_day{birth_date}.year());
}

const std::vector<std::pair<std::string_view, Words>>& sexes()
{
    static const std::vector<std::pair<std::string_view, Words>> both{{"male", {"nam", "male"}},
                                                                      {"female", {"nữ", "female"}}};
    return both;
}

Words trouble_of_name(std::string_view name)
{
    constexpr std::string_view beside_letters{" '-."};
    const auto is_letter = [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; };
    const bool fits = std::ranges::all_of(
        name, [&](char c) { return is_letter(c) || beside_letters.find(c) != beside_letters.npos; });
    if (fits && std::ranges::any_of(name, is_letter)) return {};
    return {"'" + std::string{name} + "' không phải tên người",
            "'" + std::string{name} + "' is not a person's name"};
}

void check_person(const Worker& worker, Date today)
{
    if (Words trouble = trouble_of_name(worker.full_name); !trouble.empty())
        throw Error{Fault::invalid_input,
                    std::move(trouble),
                    {"họ tên chỉ có chữ, dấu cách, ' - .", "a name holds letters, blanks, ' - . only"}};
    if (worker.birth_date && *worker.birth_date > today)
        throw Error{Fault::invalid_input,
                    {"ngày sinh " + to_dmy(*worker.birth_date) + " chưa đến",
                     "the birth date " + to_dmy(*worker.birth_date) + " has not come"}};
    if (worker.birth_year) check_birth_year(worker, today);
    if (!worker.sex || *worker.sex == "male" || *worker.sex == "female") return;
    throw Error{Fault::invalid_input,
                {"giới tính '" + *worker.sex + "' không có trong danh mục",
                 "sex '" + *worker.sex + "' is not in the list"},
                {"chọn: male (nam), female (nữ)", "choose: male, female"}};
}

Worker record_worker(registry::WriteScope& write, Worker worker, std::optional<IdentityPaper> paper)
{
    worker.full_name = filled(text::nfc(worker.full_name), {"họ và tên", "the full name"});
    check_person(worker, write.today());
    worker.worker = registry::next_worker(write.database());
    worker.subject = write.add_subject("worker");
    std::vector<registry::AnyRecord> records{worker};
    if (paper) {
        paper->worker = worker.worker;
        paper->status = "recorded";
        check_paper(write.database(), *paper);
        records.emplace_back(*paper);
    }
    write.record("worker.record", worker.subject, records);
    return worker;
}

Worker correct_worker(registry::WriteScope& write, Worker worker, const std::string& reason)
{
    const Worker before = registry::load_worker(write.database(), worker.worker);
    worker.subject = before.subject;
    worker.full_name = filled(text::nfc(worker.full_name), {"họ và tên", "the full name"});
    if (!reason.empty()) worker.note = reason;
    check_person(worker, write.today());
    refuse_unchanged(before, worker, worker_name(worker.worker));
    const bool identity =
        text::folded(before.full_name) != text::folded(worker.full_name) || birth_changes(before, worker);
    const bool certified = !registry::certificates_of(write.database(), worker.worker).empty();
    if (identity && certified)
        require_second(write, {"sửa họ tên, ngày sinh của người đã có chứng chỉ",
                               "correcting name or birth date of a holder of certificates"});
    write.record(identity ? "worker.correct_identity" : "worker.correct", worker.subject, {worker});
    return worker;
}

void record_paper(registry::WriteScope& write, IdentityPaper paper)
{
    const Worker worker = registry::load_worker(write.database(), paper.worker);
    if (paper.status.empty()) paper.status = "recorded";
    check_paper(write.database(), paper);
    write.record("worker.paper", worker.subject, {paper});
}

registry::Post record_post(registry::WriteScope& write, const Vocabulary& vocabulary, registry::Post post)
{
    const Worker worker = registry::load_worker(write.database(), post.worker);
    registry::load_facility(write.database(), post.facility);
    if (post.role) check_word(vocabulary.roles, *post.role, {"công việc", "role"});
    check_order(post.from_day, post.to_day);
    if (post.post == 0) {
        for (const registry::Post& other : registry::posts_of(write.database(), post.worker))
            post.post = std::max(post.post, other.post);
        ++post.post;
    }
    write.record("worker.post", worker.subject, {post});
    return post;
}

registry::Appointment record_appointment(registry::WriteScope& write, const Vocabulary& vocabulary,
                                         registry::Appointment appointment)
{
    const Worker worker = registry::load_worker(write.database(), appointment.worker);
    registry::load_facility(write.database(), appointment.facility);
    check_word(vocabulary.roles, appointment.role, {"công việc", "role"});
    check_order(appointment.appointed_on, appointment.to_day);
    if (appointment.appointment == 0) {
        for (const registry::Appointment& other :
             registry::appointments_of(write.database(), appointment.worker))
            appointment.appointment = std::max(appointment.appointment, other.appointment);
        ++appointment.appointment;
    }
    write.record("worker.appointment", worker.subject, {appointment});
    return appointment;
}

void judge_duplicate(registry::WriteScope& write, const std::string& kind, std::int64_t first,
                     std::int64_t other, bool same, const std::string& reason)
{
    if (first > other) std::swap(first, other);
    if (first == other) {
        throw Error{Fault::usage, {"cần hai bản ghi khác nhau", "two different records are needed"}};
    }
    filled(reason, {"lý do (--reason)", "the reason (--reason)"});
    std::string subject;
    if (kind == "facility") {
        subject = registry::load_facility(write.database(), first).subject;
        registry::load_facility(write.database(), other);
    } else {
        subject = registry::load_worker(write.database(), first).subject;
        registry::load_worker(write.database(), other);
    }
    write.record(kind + ".duplicate", subject,
                 {registry::Duplicate{kind, first, other, same ? "same" : "distinct", reason}});
}

} // namespace radcert::casework
