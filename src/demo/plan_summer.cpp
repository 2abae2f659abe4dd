#include "casework/deadlines.h"
#include "casework/decide.h"
#include "casework/desk_acts.h"
#include "casework/record_application.h"
#include "demo/dossier_generator.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

// The summer that Đắk Lắk reported to the Ministry: 1 July to 12 August 2025, 58 files, 5 of them carried
// over from June; 41 done, all of them in time, 17 in process, none overdue, no apology, none returned.
// People, facilities and files are made up; only these counts are the news's.

constexpr std::size_t carried_over = 5, done_by_august = 41;

/// The `count`-th working day after `day`, by the calendar of the rulebook.
Date working_day(Sample& sample, registry::WriteScope& write, Date day, int count)
{
    return casework::count_working_days(sample.rules(write).book, casework::desk_of(write.database()), day,
                                        count)
        .due;
}

bool has_due_day(registry::WriteScope& write, const std::string& application)
{
    return casework::due_of_result(registry::deadlines_of(write.database(), application)).has_value();
}

/// Whether the latest screening found something missing.
bool lacks_something(registry::Database& database, const std::string& application)
{
    const auto all = registry::screenings_of(database, application);
    return !all.empty() && all.back().record.verdict == "incomplete";
}

/// Where the procedure's days are not known, the desk names a day.
void appoint(Sample& sample, registry::WriteScope& write, const std::string& id, Date from)
{
    constexpr int as_announced = 15;
    casework::set_appointment(write, sample.rules(write),
                              {id, {}, "Thủ tục chưa rõ thời hạn: hẹn theo thông báo của phòng (thử nghiệm)"},
                              working_day(sample, write, from, as_announced));
}

/// It is asked for what it lacks, and what it answers, the day before the result, does not bring it.
void plan_supplement(Sample& sample, registry::WriteScope& write, const std::string& id, Date answered_on)
{
    if (registry::supplement_requests_of(write.database(), id).empty()) {
        casework::request_supplement(write, sample.rulebooks, {id});
        sample.diary.on(answered_on, [&sample, id](auto& later) {
            casework::record_supplement(later, sample.rules(later), {id});
            if (!has_due_day(later, id)) appoint(sample, later, id, later.today());
        });
    } else if (!has_due_day(write, id)) { // it was asked once already
        appoint(sample, write, id, write.today());
    }
}

/// Days of the check: the file is found complete and the fee paid, or still due.
void plan_check(Sample& sample, registry::WriteScope& write, const Sketch& sketch, Date from,
                int result_after)
{
    const std::string id = sketch.id;
    const bool paid = sketch.fee_paid_on.has_value();
    const Date answered_on = working_day(sample, write, from, result_after - 1);
    sample.diary.on(working_day(sample, write, from, 1),
                    [&sample, id](auto& later) { screen_file(sample, later, id); });
    sample.diary.on(working_day(sample, write, from, 2), [&sample, id, paid, answered_on](auto& later) {
        if (lacks_something(later.database(), id))
            plan_supplement(sample, later, id, answered_on);
        else if (paid)
            casework::complete(later, sample.rules(later), {id});
        else
            casework::notify_fee(later, sample.rules(later), {id});
    });
    if (paid) return;
    sample.diary.on(working_day(sample, write, from, 4), [&sample, id](auto& later) {
        if (!lacks_something(later.database(), id)) casework::record_fee(later, sample.rules(later), {id});
    });
}

void plan_result(Sample& sample, registry::WriteScope& write, const std::string& id, Date from,
                 int working_days)
{
    sample.diary.on_by_two(working_day(sample, write, from, working_days), [&sample, id](auto& later) {
        screen_file(sample, later, id);
        casework::submit_for_signature(later, sample.rules(later), {id});
        settle_file(sample, later, id);
    });
    sample.diary.on(working_day(sample, write, from, working_days + 1), [&sample, id](auto& later) {
        const auto decision = registry::find_decision(later.database(), id);
        const bool nothing_to_give = decision && decision->outcome == "granted" &&
                                     !registry::find_certificate_on(later.database(), id);
        if (!nothing_to_give) casework::deliver(later, sample.rules(later), {id});
    });
}

/// Filed in June; what it lacked came in July, and from there its clocks run.
void file_in_june(Sample& sample, registry::WriteScope& write, Sketch sketch)
{
    const Date ready = *sketch.completed_on;
    sketch.completed_on.reset();
    const std::string id = sketch.id;
    casework::record_application(write, sample.rules(write), to_json_line(sketch), "hồ sơ hè 2025");
    sample.diary.on(working_day(sample, write, sketch.filed_on, 2), [&sample, id](auto& later) {
        screen_file(sample, later, id);
        casework::request_supplement(later, sample.rulebooks, {id, {"Bản chính để đối chiếu (thử nghiệm)."}});
    });
    sample.diary.on(ready, [&sample, id, sketch, ready](auto& later) {
        casework::record_supplement(later, sample.rules(later), {id});
        plan_check(sample, later, sketch, ready, 8);
        plan_result(sample, later, id, ready, 8);
        if (!has_due_day(later, id)) appoint(sample, later, id, ready);
    });
}

void file_in_summer(Sample& sample, registry::WriteScope& write, const Sketch& sketch, std::size_t index)
{
    casework::record_application(write, sample.rules(write), to_json_line(sketch), "hồ sơ hè 2025");
    const auto clocks = registry::deadlines_of(write.database(), sketch.id);
    if (clocks.empty()) appoint(sample, write, sketch.id, sketch.filed_on);
    const int result_after = index < done_by_august ? 8 : 12;
    plan_check(sample, write, sketch, sketch.filed_on, result_after);
    plan_result(sample, write, sketch.id, sketch.filed_on, result_after);
    if (index != done_by_august) return;
    sample.diary.on(working_day(sample, write, sketch.filed_on, 3), [&sample, id = sketch.id](auto& later) {
        casework::consult(later, sample.rules(later), id, "Cục An toàn bức xạ và hạt nhân",
                          "Trình độ nào phù hợp với người phụ trách an toàn của thiết bị này? (thử nghiệm)",
                          working_day(sample, later, later.today(), 10));
    });
}

} // namespace

void plan_summer(Sample& sample, std::uint64_t seed)
{
    const DossierGenerator generator{seed};
    for (std::size_t i = 0; i < period_size; ++i) {
        const Sketch sketch = generator.sketch(i);
        sample.diary.on(sketch.filed_on, [&sample, sketch, i](auto& write) {
            ++sample.files;
            if (i < carried_over)
                file_in_june(sample, write, sketch);
            else
                file_in_summer(sample, write, sketch, i);
        });
    }
}

} // namespace radcert::demo
