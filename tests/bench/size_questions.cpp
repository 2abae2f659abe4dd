#include "tests/bench/size_questions.h"

#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "demo/random.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/desk_files.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/address.h"

namespace radcert::bench {
namespace {

constexpr int many = 2'000, some = 100;

std::vector<std::string> forms_to_refuse(registry::Database& database, std::size_t most)
{
    std::vector<std::string> forms;
    registry::DeskQuestion question;
    question.statuses = {"in_review"};
    constexpr std::size_t enough = 5'000;
    for (const registry::DeskFile& file : registry::find_desk_files(database, question, 0, enough)) {
        if (forms.size() == most) break;
        const auto screenings = registry::screenings_of(database, file.application);
        if (!screenings.empty() && screenings.back().record.verdict == "undetermined" &&
            casework::screened_as_it_is(database, file.application))
            forms.push_back(
                web::address({"applications", file.application, "decide"}, {{"outcome", "refused"}}));
    }
    return forms;
}

} // namespace

SizeQuestions questions_of(registry::Database& database, std::size_t decisions)
{
    const registry::ReadScope one_state{database};
    const int workers = int(registry::next_worker(database) - 1),
              facilities = int(registry::next_facility(database) - 1);
    demo::Random random{66};
    SizeQuestions asked;
    while (asked.certificates.size() < many) {
        const std::int64_t worker = random.between(1, workers);
        for (const auto& held : registry::certificates_of(database, worker))
            asked.certificates.push_back(web::address({"certificates", held.certificate}));
    }
    for (int i = 0; i < many; ++i) {
        asked.workers.push_back(web::address({"workers", casework::worker_name(random.between(1, workers))}));
        asked.facilities.push_back(
            web::address({"facilities", casework::facility_name(random.between(1, facilities))}));
    }
    for (int i = 0; i < some; ++i) {
        const std::string name = registry::load_worker(database, random.between(1, workers)).full_name;
        asked.searches.push_back("/workers?" + web::Parameters{{"q", name}}.text());
    }
    for (const char* const words : {"nguyen", "tran thi", "hoang duc", "thinh", "vy", "khong ai ten vay"})
        asked.searches.push_back("/workers?" + web::Parameters{{"q", words}}.text());
    asked.lists = {"/certificates?status=in_force",
                   "/certificates",
                   "/certificates?status=suspended",
                   "/applications?desk=in_review",
                   "/applications",
                   "/facilities",
                   "/equipment"};
    asked.to_decide = forms_to_refuse(database, decisions);
    return asked;
}

} // namespace radcert::bench
