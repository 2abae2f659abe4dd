#include "casework/reminders.h"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/lapsing_papers.h"
#include "casework/reminder_texts.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/digest.h"
#include "text/field.h"

namespace radcert::casework {
namespace {

using registry::CertificateFigure;
constexpr int expiry_stages[] = {30, 60, 90};               ///< days before; the nearest first
constexpr int supplement_days = 7, working_days_before = 2; ///< from when on
constexpr int without_calendar =
    4; ///< days that stand for two working days where the calendar does not hold the year

/// Fit for a file's name; what had to be replaced is told apart by a digest.
std::string fit(const std::string& text)
{
    std::string made = text;
    std::ranges::replace_if(
        made, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '.'; }, '_');
    return made == text ? made : made + "." + text::sha256_hex(text).substr(0, 8);
}

class Finding {
public:
    Finding(registry::Database& database, const RulebookInUse& rules, AsOf as_of)
        : database_{database}, rules_{rules}, as_of_{as_of},
          calendar_{rules::calendar_of(rules.book, desk_of(database), as_of.in_force)}
    {
    }

    std::vector<Reminder> run()
    {
        certificates();
        trainings();
        supplements();
        files();
        consultations();
        files_without_day();
        std::ranges::sort(found_, [](const Reminder& a, const Reminder& b) {
            return std::tie(a.due, a.id) < std::tie(b.due, b.id);
        });
        return std::move(found_);
    }

private:
    Reminder begin(ReminderKind kind, const std::string& about, const std::string& stage, Date due,
                   const std::string& which = {}) const
    {
        Reminder made;
        made.kind = kind;
        made.about = about;
        made.stage = stage;
        made.due = due;
        made.id = std::string{word(kind)} + "-" + fit(about + which) + "-" + to_iso(due) + "-" + stage;
        return made;
    }

    void send_to_facility(Reminder& reminder, std::int64_t number) const
    {
        const auto facility = registry::load_facility(database_, number, as_of_.known_by);
        reminder.to = facility.name;
        reminder.address = facility.email ? *facility.email : facility.phone.value_or("");
    }

    /// To whoever made the file's last step.
    void send_to_officer(Reminder& reminder, const std::string& application) const
    {
        const auto steps = registry::steps_of(database_, application, as_of_.known_by);
        const std::string code = steps.empty() ? std::string{} : steps.back().by_officer;
        const auto officer = registry::find_officer(database_, code, as_of_.known_by);
        reminder.to = officer ? officer->name + " (" + officer->code + ")" : code.empty() ? "-" : code;
    }

    static void place(Reminder& reminder, const registry::Application& file)
    {
        reminder.facility = file.facility;
        reminder.province = file.province;
    }

    int days_to(Date day) const { return int((day - as_of_.in_force).count()); }

    /// Working days until `due` where it is near or past; empty: it is not near.
    struct Near {
        std::optional<int> days;
        bool late{};
    };
    std::optional<Near> near(Date due) const
    {
        const auto days = working_days_between(calendar_, as_of_.in_force, due);
        const bool late = due < as_of_.in_force;
        if (!late && (days ? *days > working_days_before : days_to(due) > without_calendar))
            return std::nullopt;
        return Near{days, late};
    }

    void certificates()
    {
        const auto all = registry::certificate_figures(database_, as_of_.in_force, as_of_.known_by);
        for (const CertificateFigure& figure : all) {
            if (figure.status != "in_force" || !figure.valid_to) continue;
            const int days = days_to(*figure.valid_to);
            const auto stage = std::ranges::find_if(expiry_stages, [&](int s) { return days <= s; });
            if (stage != std::end(expiry_stages) && !figure_goes_on(all, figure))
                certificate(figure, *stage, days);
        }
    }

    /// Another certificate in force lasts longer and covers the same.
    static bool figure_goes_on(const std::vector<CertificateFigure>& all, const CertificateFigure& one)
    {
        return std::ranges::any_of(all, [&](const CertificateFigure& other) {
            const bool lasts = !other.valid_to || *other.valid_to > *one.valid_to;
            return other.worker == one.worker && other.role == one.role && other.status == "in_force" &&
                   lasts && std::ranges::all_of(one.equipment_types, [&](const std::string& type) {
                       return std::ranges::find(other.equipment_types, type) != other.equipment_types.end();
                   });
        });
    }

    void certificate(const CertificateFigure& figure, int stage, int days)
    {
        Reminder made =
            begin(ReminderKind::certificate, figure.certificate, std::to_string(stage), *figure.valid_to,
                  figure.issued_by == own_authority() ? "" : "/" + figure.issued_by);
        if (figure.facility)
            send_to_facility(made, *figure.facility);
        else
            made.to = worker_name(figure.worker);
        made.facility = figure.facility;
        made.province = figure.province;
        const std::string holder =
            figure.in_post ? registry::load_worker(database_, figure.worker, as_of_.known_by).full_name : "";
        const auto role = rules_.book.vocabulary.roles.find(figure.role);
        word_certificate(made, figure, holder,
                         role ? rules_.book.vocabulary.roles.name(*role) : Words{figure.role, figure.role},
                         days);
        found_.push_back(std::move(made));
    }

    std::string own_authority() const { return registry::load_register(database_).authority; }

    void trainings()
    {
        for (const LapsingPaper& lapsing : lapsing_papers(database_, as_of_.in_force, {}, as_of_.known_by)) {
            const registry::PaperInPost& paper = lapsing.paper;
            if (paper.kind != "training") continue;
            const std::string programme = paper.programme ? std::to_string(*paper.programme) : "";
            Reminder made = begin(ReminderKind::training, worker_name(paper.worker),
                                  lapsing.lapsed ? "36" : "33", lapsing.lapses_on,
                                  "." + std::to_string(paper.evidence) + "." + facility_name(paper.facility));
            send_to_facility(made, paper.facility);
            made.facility = paper.facility;
            made.province = paper.province;
            word_training(made, paper.full_name, paper.dated_on, programme, lapsing.lapsed);
            found_.push_back(std::move(made));
        }
    }

    void supplements()
    {
        for (const auto& request : registry::open_supplement_requests(database_, as_of_.known_by)) {
            const int days = days_to(*request.due_on);
            if (days > supplement_days) continue;
            const auto file = registry::load_application(database_, request.application, as_of_.known_by);
            if (file.status == "withdrawn") continue;
            Reminder made = begin(ReminderKind::supplement, request.application, days < 0 ? "overdue" : "due",
                                  *request.due_on, "." + std::to_string(request.request));
            send_to_facility(made, file.facility);
            place(made, file);
            word_supplement(made, titles(request.items), days);
            found_.push_back(std::move(made));
        }
    }

    /// What is missing, by the requirements' names: an explanation or an officer's words may say more than a
    /// text message is for.
    std::vector<Words> titles(const registry::JsonText& items) const
    {
        std::vector<Words> made;
        text::JsonReader reader;
        text::Field{reader, reader.read(items.text)}.each_element([&](const text::Field& item) {
            const auto row = std::ranges::find(rules_.book.requirements, item.elements()[0].string(),
                                               &rules::Requirement::id);
            made.push_back(
                row != rules_.book.requirements.end()
                    ? row->title
                    : Words{"nội dung khác trong yêu cầu bổ sung", "something else that the request names"});
        });
        return made;
    }

    void files()
    {
        for (const registry::Deadline& deadline : registry::running_deadlines(database_, as_of_.known_by)) {
            const auto time = near(deadline.due_on);
            if (!time) continue;
            Reminder made = begin(ReminderKind::file, deadline.application, time->late ? "overdue" : "due",
                                  deadline.due_on, "." + deadline.clock);
            send_to_officer(made, deadline.application);
            place(made, registry::load_application(database_, deadline.application, as_of_.known_by));
            word_file(made, deadline.clock, time->days);
            found_.push_back(std::move(made));
        }
    }

    void consultations()
    {
        for (const auto& consultation : registry::open_consultations(database_, as_of_.known_by)) {
            const auto file =
                registry::load_application(database_, consultation.application, as_of_.known_by);
            const auto* const status =
                rules_.book.workflow.status(desk_status(database_, file, as_of_.known_by));
            if (status != nullptr && status->ended) continue; // nobody waits for the answer any more
            const auto time = near(consultation.due_on);
            if (!time) continue;
            Reminder made =
                begin(ReminderKind::consultation, consultation.application, time->late ? "overdue" : "due",
                      consultation.due_on, "." + std::to_string(consultation.consultation));
            send_to_officer(made, consultation.application);
            place(made, file);
            word_consultation(made, consultation, time->days);
            found_.push_back(std::move(made));
        }
    }

    /// Where no rule names days, the office does; until then no clock would ever speak of the file.
    void files_without_day()
    {
        const std::vector<std::string> with_office{"received", "in_review", "for_signature"};
        for (const std::string& number :
             registry::files_without_clock(database_, with_office, as_of_.known_by)) {
            const auto file = registry::load_application(database_, number, as_of_.known_by);
            if (file.filed_on > as_of_.in_force || has_clocks_by_rule(database_, rules_, file)) continue;
            Reminder made = begin(ReminderKind::undated, number, "undated", file.filed_on);
            send_to_officer(made, number);
            place(made, file);
            word_undated(made);
            found_.push_back(std::move(made));
        }
    }

    registry::Database& database_;
    const RulebookInUse& rules_;
    AsOf as_of_;
    std::vector<rules::CalendarYear> calendar_;
    std::vector<Reminder> found_;
};

} // namespace

std::string_view word(ReminderKind kind)
{
    constexpr std::string_view words[] = {"certificate", "training",     "supplement",
                                          "file",        "consultation", "undated"};
    return words[std::size_t(kind)];
}

const Words& name(ReminderKind kind)
{
    static const Words names[] = {{"Chứng chỉ sắp hết hạn", "Certificate expires"},
                                  {"Đào tạo nhắc lại", "Refresher training"},
                                  {"Bổ sung hồ sơ", "Supplement"},
                                  {"Hạn của hồ sơ", "File due"},
                                  {"Hạn lấy ý kiến", "Opinion due"},
                                  {"Hồ sơ chưa có hạn", "File without a day"}};
    return names[std::size_t(kind)];
}

Words stage_name(const Reminder& reminder)
{
    const std::string& stage = reminder.stage;
    if (stage == "due") return {"sắp đến hạn", "due soon"};
    if (stage == "overdue") return {"quá hạn", "overdue"};
    if (stage == "undated") return {"không có hạn", "no day named"};
    if (reminder.kind == ReminderKind::certificate)
        return {"còn không quá " + stage + " ngày", stage + " days or less left"};
    if (stage == "36") return {"đã quá 36 tháng", "more than 36 months old"};
    return {"đã từ " + stage + " tháng", stage + " months old or more"};
}

std::vector<Reminder> reminders(registry::Database& database, const RulebookInUse& rules, AsOf as_of)
{
    const registry::ReadScope one_state{database};
    return Finding{database, rules, as_of}.run();
}

} // namespace radcert::casework
