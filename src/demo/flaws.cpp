#include <algorithm>

#include "demo/evidence.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

/// The officer writes after filing, and after the file was complete.
Date judged_on(const Sketch& sketch, Random& random)
{
    const Date ready = std::max(sketch.filed_on, sketch.completed_on.value_or(sketch.filed_on));
    return ready + days{random.between(0, 5)};
}

void judge(Sketch& sketch, std::string_view topic, std::string_view outcome, Random& random)
{
    constexpr std::string_view found =
        "Đã đối chiếu văn bằng, bảng điểm và mô tả công việc; phù hợp với thiết bị.";
    constexpr std::string_view refused = "Văn bằng không liên quan đến công việc bức xạ tại cơ sở.";
    constexpr std::string_view seen =
        "Đã xem giấy tờ trong hồ sơ; chấp nhận, ghi rõ căn cứ là ý kiến của phòng.";
    const std::string_view reason = outcome == "not_met" ? refused : topic == "qualification" ? found : seen;
    sketch.judgements.push_back({topic, outcome, judged_on(sketch, random), reason});
}

void judge_all(Sketch& sketch, Random& random)
{
    for (const std::string_view topic : {"qualification", "certificate_need", "degree_document", "training",
                                         "health_check", "application_form", "photo"}) {
        judge(sketch, topic, "met", random);
    }
}

void drop_paper(Sketch& sketch, std::string_view kind)
{
    if (sketch.papers)
        std::erase_if(*sketch.papers, [kind](const Paper& paper) { return paper.kind == kind; });
}

void examine(Sketch& sketch, Date day)
{
    sketch.examinations->front().examined_on = day;
    for (Paper& paper : *sketch.papers) {
        if (paper.kind == "health_form") paper.issued_on = day;
    }
}

/// Training for other work: programme 3 where another was asked for, 5 in its place where it was 3.
void train_for_other_work(Sketch& sketch)
{
    for (Course& course : *sketch.courses) {
        if (course.programme != 14) course.programme = course.programme == 3 ? 5 : 3;
    }
}

void become_operator(Sketch& sketch)
{
    sketch.role = "device_operator";
    drop_paper(sketch, "appointment");
    std::erase_if(*sketch.courses, [](const Course& course) { return course.programme == 14; });
}

} // namespace

void apply(Sketch& sketch, Flaw flaw, Random& random)
{
    const Date filed = sketch.filed_on;
    const bool answered = flaw != Flaw::not_judged && flaw != Flaw::all_judged && flaw != Flaw::unsuitable &&
                          flaw != Flaw::operator_only;
    switch (flaw) {
    case Flaw::judged:
    case Flaw::not_judged: break;
    case Flaw::all_judged: judge_all(sketch, random); break;
    case Flaw::unsuitable: judge(sketch, "qualification", "not_met", random); break;
    case Flaw::no_photo: drop_paper(sketch, "photo"); break;
    case Flaw::two_photos:
        drop_paper(sketch, "photo");
        sketch.papers->push_back({.kind = "photo", .copies = 2});
        break;
    case Flaw::old_health_form: examine(sketch, filed - days{random.between(190, 400)}); break;
    case Flaw::commune_health_form: sketch.examinations->front().facility_level = "commune"; break;
    case Flaw::fit_with_limits: sketch.examinations->front().conclusion = "fit_with_limits"; break;
    case Flaw::wrong_programme: train_for_other_work(sketch); break;
    case Flaw::no_safety_programme:
        std::erase_if(*sketch.courses, [](const Course& course) { return course.programme == 14; });
        break;
    case Flaw::lapsed_training:
        for (Course& course : *sketch.courses)
            course.completed_on = plus_months(filed, -36) - days{random.between(2, 300)};
        break;
    case Flaw::trainings_not_recorded: sketch.courses.reset(); break;
    case Flaw::papers_not_recorded: sketch.papers.reset(); break;
    case Flaw::late_health_form: {
        examine(sketch, filed - days{random.between(190, 250)});
        const Date again = filed + days{random.between(2, 9)};
        sketch.examinations->push_back({.examined_on = again});
        sketch.papers->push_back({.kind = "health_form", .issued_on = again});
        if (!sketch.completed_on || *sketch.completed_on < again) sketch.completed_on = again + days{1};
        break;
    }
    case Flaw::operator_only: become_operator(sketch); break;
    case Flaw::lost_certificate: sketch.procedure = "reissue"; break;
    }
    if (answered) judge(sketch, "qualification", "met", random);
}

} // namespace radcert::demo
