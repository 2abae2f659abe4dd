#include <algorithm>

#include "casework/import_plan_row.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::IdentityPaper;
using registry::Worker;

namespace {

constexpr FieldSource of_worker[]{{"full_name", "full_name"},
                                  {"birth_date", "birth_date"},
                                  {"note", "note"},
                                  {"sex", "sex"},
                                  {"birth_year", "birth_year"}};
constexpr FieldSource of_paper[]{{"kind", "paper_kind"},
                                 {"number", "paper_number"},
                                 {"issued_on", "paper_issued_on"},
                                 {"issued_by", "paper_issued_by"}};

/// How many digits a number of that kind has; 0: any text.
std::size_t digits_of(const std::string& kind)
{
    return kind == "cccd" ? 12 : kind == "cmnd" ? 9 : 0;
}

/// What is wrong with a number of that kind; empty: nothing.
Words trouble_of_number(const std::string& kind, const std::string& number)
{
    const std::size_t digits = digits_of(kind);
    const bool all_digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (digits == 0 || (number.size() == digits && all_digits)) return {};
    const std::string needed = std::to_string(digits);
    const bool shorter = all_digits && number.size() < digits;
    return {"'" + number + "' không có đủ " + needed + " chữ số" +
                (shorter ? "; có thể bảng tính đã bỏ số 0 ở đầu" : ""),
            "'" + number + "' does not have " + needed + " digits" +
                (shorter ? "; the sheet may have lost leading zeros" : "")};
}

/// The earliest day of a row beside the birth date, and its column; nullptr: there is none.
std::pair<Date, const ImportColumn*> first_day_of(const ImportValues& values)
{
    std::pair<Date, const ImportColumn*> first{{}, nullptr};
    for (const ImportColumn& column : values.sheet->columns) {
        const auto day = column.key == "birth_date" ? std::nullopt : values.day(column.key);
        if (day && (first.second == nullptr || *day < first.first)) first = {*day, &column};
    }
    return first;
}

std::optional<std::int64_t> year_of(std::optional<Date> day)
{
    return day ? std::optional{birth_year_of(*day)} : std::nullopt;
}

} // namespace

/// Kind and number of the identity paper are both there or both not, and fit each other.
void ImportPlan::check_paper(Row& row)
{
    const ImportValues& values = row.values;
    if (values.blank("paper_number")) {
        const bool other = !values.blank("paper_kind") || !values.blank("paper_issued_on") ||
                           !values.blank("paper_issued_by");
        if (other) row.refuse("paper_number", {"thiếu số giấy tờ", "the paper's number is missing"});
        return;
    }
    if (values.blank("paper_kind"))
        row.refuse("paper_kind", {"thiếu loại giấy tờ", "the kind of paper is missing"});
    const auto kind = row.text("paper_kind"), number = row.text("paper_number");
    if (!kind || !number) return;
    Words trouble = trouble_of_number(*kind, *number);
    if (!trouble.empty()) row.refuse("paper_number", std::move(trouble));
}

/// Date and year of birth agree, and nothing that the person did is dated before them.
void ImportPlan::check_birth(Row& row)
{
    const auto birth = row.day("birth_date");
    const auto year = row.whole("birth_year");
    if (birth && year && year_of(birth) != year)
        row.refuse(
            "birth_year",
            {"năm sinh " + std::to_string(*year) + " khác năm của ngày sinh " + to_dmy(*birth),
             "the year " + std::to_string(*year) + " is not that of the birth date " + to_dmy(*birth)});
    const auto [first, column] = first_day_of(row.values);
    if (column == nullptr || (!birth && !year)) return;
    if (birth ? *birth <= first : *year <= birth_year_of(first)) return;
    const std::string born = birth ? to_dmy(*birth) : std::to_string(*year);
    row.refuse(
        birth ? "birth_date" : "birth_year",
        {"sinh " + born + ", mà cột “" + column->heading.vi + "” ghi " + to_dmy(first) + ": xem lại hai ô",
         "born " + born + ", but the column \"" + column->heading.en + "\" says " + to_dmy(first) +
             ": look at both cells"});
}

/// A date and a year of birth, one in the register and one in the row, agree.
void ImportPlan::compare_birth(Row& row, const Worker& standing)
{
    const auto birth = row.day("birth_date");
    const auto year = row.whole("birth_year");
    const auto refuse = [&](const char* column, const std::string& here, const std::string& there) {
        ++counts_.contradicting;
        row.refuse(column, {"sổ ghi '" + here + "', tệp ghi '" + there + "'",
                            "the register has '" + here + "', the file '" + there + "'"});
    };
    if (birth && !standing.birth_date && standing.birth_year && year_of(birth) != standing.birth_year)
        refuse("birth_date", std::to_string(*standing.birth_year), to_dmy(*birth));
    if (year && !standing.birth_year && standing.birth_date && year != year_of(standing.birth_date))
        refuse("birth_year", to_dmy(*standing.birth_date), std::to_string(*year));
}

/// Whether an earlier row of the file is about the same person.
bool ImportPlan::is_person_again(Row& row)
{
    const ImportValues& values = row.values;
    if (const auto number = row.text("paper_number"))
        return refuse_said_before(row, {{"paper " + *number, "paper_number"}});
    const bool unsure = values.wrong("birth_date") || values.wrong("birth_year");
    if (!values.blank("paper_number") || !row.good("full_name") || unsure) return false;
    const auto birth_date = row.day("birth_date");
    const std::string born = birth_date ? to_iso(*birth_date) : row.text("birth_year").value_or("");
    return refuse_said_before(row, {{"person " + text::folded(*row.text("full_name")) + born, "full_name"}});
}

/// The worker of the register who has the row's number.
std::optional<Worker> ImportPlan::standing_worker(const Row& row)
{
    const auto number = row.text("paper_number");
    if (!number) return std::nullopt;
    const auto holders = registry::find_workers_by_paper(database_, *number);
    if (holders.empty()) return std::nullopt;
    return registry::load_worker(database_, holders.front());
}

/// Whether somebody of that name may be the person of the row: the same birth date; or one of the two has
/// none, no year that differs, and no number that would tell them apart.
bool ImportPlan::may_be(const Worker& known, const Row& row)
{
    const auto birth_date = row.day("birth_date");
    if (text::folded(known.full_name) != text::folded(*row.text("full_name"))) return false;
    if (known.birth_date && birth_date) return known.birth_date == birth_date;
    const auto here = known.birth_date ? year_of(known.birth_date) : known.birth_year;
    const auto there = birth_date ? year_of(birth_date) : row.whole("birth_year");
    if (here && there && here != there) return false;
    if (!row.good("paper_number")) return true;
    return here && there && registry::papers_of(database_, known.worker).empty();
}

/// Notes who in the register may be this new person. A wrong cell would only make people look alike.
void ImportPlan::note_alike(const Row& row)
{
    constexpr std::size_t most = 10'000;
    const ImportValues& values = row.values;
    const bool numbered = row.good("paper_number");
    if (alike_.size() >= most || !row.good("full_name")) return;
    if (values.wrong("birth_date") || values.wrong("birth_year")) return;
    if (!numbered && !values.blank("paper_number")) return;
    const std::string name = *row.text("full_name");
    std::optional<Date> by_day = row.day("birth_date");
    if (!numbered) by_day.reset(); // look at everybody of that name
    if (!by_day && numbered && !row.good("birth_year")) return;
    const auto [begin, end] = person_by_name_.equal_range(person_hash(text::folded(name), by_day));
    for (auto known = begin; known != end; ++known) {
        if (said_.contains(worker_name(known->second))) continue; // another row is that person
        const Worker worker = registry::load_worker(database_, known->second);
        if (may_be(worker, row)) alike_.push_back({values.tab, values.row, name, worker.worker});
    }
}

void ImportPlan::plan_worker(Row& row)
{
    const ImportValues& values = row.values;
    check_paper(row);
    check_birth(row);
    const bool again = is_person_again(row);
    const auto standing = again ? std::nullopt : standing_worker(row);
    if (!standing && !again) note_alike(row);
    Worker given;
    given.worker = standing ? standing->worker : next_worker_;
    given.full_name = values.text("full_name").value_or("");
    given.birth_date = row.day("birth_date");
    given.note = values.text("note");
    given.sex = values.text("sex");
    given.birth_year = row.whole("birth_year");
    const std::string key = worker_name(given.worker);
    say(key, values);
    row.made.action = "import.worker";
    if (standing) {
        row.made.subject = standing->subject;
        if (text::name_sort_key(standing->full_name) == text::name_sort_key(given.full_name))
            given.full_name = standing->full_name; // capitals do not tell persons apart
        compare_birth(row, *standing);
        row.fill(*standing, given, key, given.worker, of_worker);
    } else {
        ++next_worker_;
        given.subject = row.made.subject = row.new_subject("worker");
        row.add(given, key, given.worker, of_worker);
    }
    plan_paper(row, given.worker, standing.has_value());
    plan_post(row, given.worker, standing.has_value());
    plan_evidence(row, given.worker, standing.has_value());
}

void ImportPlan::plan_paper(Row& row, std::int64_t worker, bool known)
{
    const auto number = row.text("paper_number");
    if (!number) return;
    const IdentityPaper paper{worker,
                              row.text("paper_kind").value_or(""),
                              *number,
                              row.day("paper_issued_on"),
                              row.text("paper_issued_by"),
                              "recorded"};
    const std::string key = worker_name(worker) + " " + paper.kind + " " + paper.number;
    if (known)
        for (const IdentityPaper& other : registry::papers_of(database_, worker))
            if (other.number == paper.number) return row.fill(other, paper, key, worker, of_paper);
    row.add(paper, key, worker, of_paper);
}

} // namespace radcert::casework
