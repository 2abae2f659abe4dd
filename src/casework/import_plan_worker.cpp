#include <algorithm>

#include "casework/import_plan_row.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Appointment;
using registry::Evidence;
using registry::IdentityPaper;
using registry::Post;
using registry::Worker;

namespace {

constexpr FieldSource of_worker[]{{"full_name", "full_name"}, {"birth_date", "birth_date"}, {"note", "note"}};
constexpr FieldSource of_paper[]{{"kind", "paper_kind"},
                                 {"number", "paper_number"},
                                 {"issued_on", "paper_issued_on"},
                                 {"issued_by", "paper_issued_by"}};
constexpr FieldSource of_post[]{
    {"facility", "facility"}, {"role", "role"}, {"title", "title"}, {"from_day", "from_day"}};
constexpr FieldSource of_appointment[]{{"facility", "facility"},
                                       {"role", "role"},
                                       {"number", "appointment_number"},
                                       {"appointed_on", "appointed_on"}};
constexpr FieldSource of_degree[]{{"level", "degree_level"},
                                  {"field", "degree_field"},
                                  {"dated_on", "degree_on"},
                                  {"issuer", "degree_issuer"}};
constexpr FieldSource of_training[]{{"number", "training_number"},
                                    {"dated_on", "training_on"},
                                    {"issuer", "training_issuer"},
                                    {"programme", "training_programme"}};
constexpr FieldSource of_certificate[]{
    {"number", "certificate_number"}, {"dated_on", "certificate_on"}, {"issuer", "certificate_issuer"}};
constexpr FieldSource of_health[]{
    {"dated_on", "health_on"}, {"conclusion", "health_conclusion"}, {"issuer", "health_issuer"}};

struct Piece {
    const char* kind;
    std::span<const FieldSource> sources;
};

constexpr Piece pieces[]{{"degree", of_degree},
                         {"training", of_training},
                         {"certificate", of_certificate},
                         {"health_check", of_health}};

/// The piece of evidence of that kind that a row speaks of; empty where it fills none of its columns.
std::optional<Evidence> piece_of(const Piece& piece, const ImportValues& values)
{
    Evidence made;
    made.kind = piece.kind;
    made.status = "recorded";
    bool any = false;
    Evidence::fields(made, [&](std::string_view name, auto& field) {
        using Field = std::remove_cvref_t<decltype(field)>;
        for (const FieldSource& source : piece.sources) {
            if (source.field != name || !values.has(source.column)) continue;
            any = true;
            if constexpr (std::is_same_v<Field, std::optional<std::string>>)
                field = values.text(source.column);
            if constexpr (std::is_same_v<Field, std::optional<Date>>) field = values.day(source.column);
            if constexpr (std::is_same_v<Field, std::optional<std::int64_t>>)
                field = values.whole(source.column);
        }
    });
    return any ? std::optional{made} : std::nullopt;
}

} // namespace

/// Whether kind and number of the identity paper are both there and fit each other.
bool ImportPlan::paper_fits(const ImportValues& values)
{
    const auto kind = values.text("paper_kind"), number = values.text("paper_number");
    if (!number) {
        for (const char* const column : {"paper_kind", "paper_issued_on", "paper_issued_by"}) {
            if (!values.has(column)) continue;
            rows_.refuse("paper_number", {"thiếu số giấy tờ", "the paper's number is missing"});
            return false;
        }
        return true;
    }
    if (!kind) {
        rows_.refuse("paper_kind", {"thiếu loại giấy tờ", "the kind of paper is missing"});
        return false;
    }
    const std::size_t digits = *kind == "cccd" ? 12 : *kind == "cmnd" ? 9 : 0;
    const bool all_digits = std::ranges::all_of(*number, [](char c) { return c >= '0' && c <= '9'; });
    if (digits == 0 || (number->size() == digits && all_digits)) return true;
    const std::string needed = std::to_string(digits);
    const bool shorter = all_digits && number->size() < digits;
    rows_.refuse("paper_number", {"'" + *number + "' không có đủ " + needed + " chữ số" +
                                      (shorter ? "; có thể bảng tính đã bỏ số 0 ở đầu" : ""),
                                  "'" + *number + "' does not have " + needed + " digits" +
                                      (shorter ? "; the sheet may have lost leading zeros" : "")});
    return false;
}

std::optional<std::int64_t> ImportPlan::standing_worker(const ImportValues& values)
{
    const auto number = values.text("paper_number");
    if (!number) return std::nullopt;
    const auto holders = registry::find_workers_by_paper(database_, *number);
    return holders.empty() ? std::nullopt : std::optional{holders.front()};
}

/// Whether somebody of that name may be the person of the row: the same birth date; or one of the two has
/// none, and the row no number that would tell them apart.
bool ImportPlan::may_be(const Worker& known, const ImportValues& values) const
{
    const auto birth_date = values.day("birth_date");
    if (text::folded(known.full_name) != text::folded(*values.text("full_name"))) return false;
    if (known.birth_date && birth_date) return known.birth_date == birth_date;
    return !values.has("paper_number");
}

/// Notes who in the register may be this new person.
void ImportPlan::note_alike(const ImportValues& values, std::optional<std::int64_t> standing)
{
    constexpr std::size_t most = 10'000;
    if (standing || alike_.size() >= most) return;
    const std::string name = *values.text("full_name"), folded = text::folded(name);
    std::optional<Date> by_day = values.day("birth_date");
    if (!values.has("paper_number")) by_day.reset(); // look at everybody of that name
    if (!by_day && values.has("paper_number")) return;
    const auto [begin, end] = person_by_name_.equal_range(person_hash(folded, by_day));
    for (auto known = begin; known != end; ++known) {
        if (said_.contains("W" + std::to_string(known->second))) continue; // another row is that person
        const Worker worker = registry::load_worker(database_, known->second);
        if (may_be(worker, values)) alike_.push_back({values.tab, values.row, name, worker.worker});
    }
}

void ImportPlan::plan_worker(Row& row)
{
    const ImportValues& values = row.values;
    const auto number = values.text("paper_number");
    if (!paper_fits(values) || (number && said_before("paper " + *number, "paper_number", values))) {
        row.refused = true;
        return;
    }
    if (!number) {
        const auto birth_date = values.day("birth_date");
        const std::string key =
            "person " + text::folded(*values.text("full_name")) + (birth_date ? to_iso(*birth_date) : "");
        if (said_before(key, "full_name", values)) {
            row.refused = true;
            return;
        }
    }
    const auto standing = standing_worker(values);
    note_alike(values, standing);
    const std::int64_t id = standing ? *standing : next_worker_;
    said_.emplace("W" + std::to_string(id), values.row);
    Worker given;
    given.worker = id;
    given.full_name = *values.text("full_name");
    given.birth_date = values.day("birth_date");
    given.note = values.text("note");
    row.made.action = "import.worker";
    if (standing) {
        const Worker known = registry::load_worker(database_, id);
        row.made.subject = known.subject;
        if (text::name_sort_key(known.full_name) == text::name_sort_key(given.full_name))
            given.full_name = known.full_name; // capitals do not tell persons apart
        row.fill(known, given, worker_name(id), id, of_worker);
    } else {
        ++next_worker_;
        given.subject = row.made.subject = source_.new_subject("worker");
        row.add(given, worker_name(id), id, of_worker);
    }
    if (number) {
        IdentityPaper paper{id,
                            *values.text("paper_kind"),
                            *number,
                            values.day("paper_issued_on"),
                            values.text("paper_issued_by"),
                            "recorded"};
        const std::string key = worker_name(id) + " " + paper.kind + " " + paper.number;
        std::optional<IdentityPaper> known;
        if (standing)
            for (const IdentityPaper& other : registry::papers_of(database_, id))
                if (other.number == paper.number) known = other;
        if (known)
            row.fill(*known, paper, key, id, of_paper);
        else
            row.add(paper, key, id, of_paper);
    }
    plan_post(row, id, standing.has_value());

    std::vector<Evidence> known;
    if (standing) known = registry::evidence_of(database_, id);
    std::int64_t next = standing ? registry::next_evidence(database_, id) : 1;
    if (const auto programme = values.whole("training_programme");
        programme && (*programme < 1 || *programme > 14))
        row.refuse("training_programme",
                   {"chương trình đào tạo từ 1 đến 14", "training programmes are 1 to 14"});
    for (const Piece& piece : pieces) {
        auto made = piece_of(piece, values);
        if (!made) continue;
        if (made->kind == "certificate" && !made->number) {
            row.refuse("certificate_number", {"thiếu số chứng chỉ", "the certificate's number is missing"});
            continue;
        }
        made->worker = id;
        const auto same = std::ranges::find_if(known, [&](const Evidence& other) {
            if (other.kind != made->kind || other.status != "recorded") return false;
            if (made->number && other.number) return made->number == other.number;
            return agree(other, *made, piece.sources);
        });
        made->evidence = same != known.end() ? same->evidence : next++;
        const std::string key = worker_name(id) + "/" + std::to_string(made->evidence);
        if (same != known.end()) {
            row.fill(*same, *made, key, id, piece.sources);
        } else {
            made->source = source_.file + "!" + values.tab + "!row " + std::to_string(values.row);
            row.add(*made, key, id, piece.sources);
        }
    }
}

void ImportPlan::plan_post(Row& row, std::int64_t worker, bool known)
{
    const ImportValues& values = row.values;
    const auto facility = resolve_facility(values);
    if (values.has("facility") && !facility) row.refused = true;
    if (!values.has("facility")) {
        for (const char* const column : {"role", "title", "from_day", "appointment_number", "appointed_on"})
            if (values.has(column)) {
                row.refuse(column, {"cần ghi cơ sở làm việc cho cột này", "this column needs the facility"});
                return;
            }
    }
    if (!facility) return;
    Post post;
    post.worker = worker;
    post.post = 1;
    post.facility = *facility;
    post.role = values.text("role");
    post.title = values.text("title");
    post.from_day = values.day("from_day");
    std::optional<Post> standing;
    for (const Post& other : known ? registry::posts_of(database_, worker) : std::vector<Post>{}) {
        post.post = std::max(post.post, other.post + 1);
        if (other.facility == post.facility && !other.to_day &&
            (!other.role || !post.role || other.role == post.role))
            standing = other;
    }
    const auto key = [&](std::int64_t number) { return worker_name(worker) + "/" + std::to_string(number); };
    if (standing)
        row.fill(*standing, post, key(standing->post), worker, of_post);
    else
        row.add(post, key(post.post), worker, of_post);

    if (!values.has("appointment_number") && !values.has("appointed_on")) return;
    if (!values.has("appointed_on"))
        return row.refuse("appointed_on",
                          {"thiếu ngày quyết định bổ nhiệm", "the day of the appointment is missing"});
    if (!post.role)
        return row.refuse("role", {"bổ nhiệm cần công việc bức xạ", "an appointment needs the role"});
    Appointment given;
    given.worker = worker;
    given.appointment = 1;
    given.facility = *facility;
    given.role = *post.role;
    given.number = values.text("appointment_number");
    given.appointed_on = *values.day("appointed_on");
    std::optional<Appointment> appointed;
    for (const Appointment& other :
         known ? registry::appointments_of(database_, worker) : std::vector<Appointment>{}) {
        given.appointment = std::max(given.appointment, other.appointment + 1);
        if (other.facility == given.facility && other.role == given.role &&
            other.appointed_on == given.appointed_on)
            appointed = other;
    }
    if (appointed)
        row.fill(*appointed, given, key(appointed->appointment), worker, of_appointment);
    else
        row.add(given, key(given.appointment), worker, of_appointment);
}

} // namespace radcert::casework
