#include <array>
#include <chrono>
#include <thread>

#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/desk_files.h"
#include "registry/equipment.h"
#include "registry/facility_search.h"
#include "registry/worker_search.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/web/desk.h"
#include "text/vietnamese.h"
#include "web/address.h"

// The counter takes a file in.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::FormFields;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

/// Somebody whose files have all ended, found by the name alone, and a facility likewise.
struct Newcomer {
    std::string worker, full_name, facility, facility_called, role;

    std::string address() const
    {
        return web::address(
            {"applications", "new"},
            {{"worker", worker}, {"facility", facility}, {"role", role}, {"procedure", "new"}});
    }
    FormFields fields() const
    {
        return {{"worker", worker},       {"facility", facility}, {"role", role},      {"procedure", "new"},
                {"channel", "in_person"}, {"state", "submitted"}, {"no_papers", "yes"}};
    }
};

bool found_alone(registry::Database& database, const Newcomer& who, Date today)
{
    registry::WorkerFilter people;
    people.words = who.full_name;
    people.seen_on = today;
    registry::FacilityFilter places;
    places.words = who.facility_called;
    return registry::find_workers(database, people, AsOf{today}, 0, 2).size() == 1 &&
           registry::find_facilities(database, places, newest_event, 0, 2).size() == 1;
}

Newcomer newcomer(WebDesk& desk)
{
    registry::Database database = desk.reader();
    casework::Rulebooks rulebooks;
    const auto& rules = rulebooks.in_force(database);
    registry::DeskQuestion question;
    question.province = "66";
    for (const auto& file : registry::find_desk_files(database, question, 0, 10'000)) {
        if (casework::find_file_not_ended(database, rules, file.facility, file.worker, file.role)) continue;
        if (registry::equipment_of(database, file.facility, desk.today()).empty()) continue;
        Newcomer who{casework::worker_name(file.worker),
                     registry::load_worker(database, file.worker).full_name,
                     casework::facility_name(file.facility),
                     registry::load_facility(database, file.facility).name, file.role};
        if (found_alone(database, who, desk.today())) return who;
    }
    FAIL("nobody of the sample register could apply once more");
    throw;
}

std::size_t files_of(WebDesk& desk, const Newcomer& who)
{
    registry::Database database = desk.reader();
    registry::DeskQuestion question;
    question.worker = casework::parse_worker(who.worker);
    return registry::find_desk_files(database, question, 0, 100).size();
}

FormFields with_field(FormFields fields, const std::string& name, const std::string& value)
{
    std::erase_if(fields, [&](const auto& pair) { return pair.first == name; });
    if (!value.empty()) fields.emplace_back(name, value);
    return fields;
}

} // namespace

TEST_CASE("the same intake form sent twice makes one file, until the officer says that it is another",
          "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    CHECK_THAT(hoa.page(who.address()), !Contains("name=\"another\""));
    const std::size_t before = files_of(desk, who);
    const web::Response first = hoa.post(who.address(), who.fields());
    REQUIRE(first.status == 303);
    const std::string number = location(first).substr(std::string{"/applications/"}.size());

    const web::Response second = hoa.post(who.address(), who.fields());
    CHECK(second.status == 409);
    CHECK_THAT(text_of_html(second.body),
               Contains("đã có hồ sơ " + number + " cho công việc này, chưa kết thúc"));
    CHECK_THAT(second.body, Contains("name=\"another\"") && Contains("#filing-another"));
    CHECK(files_of(desk, who) == before + 1);

    CHECK(hoa.post(who.address(), with_field(who.fields(), "another", "yes")).status == 303);
    CHECK(files_of(desk, who) == before + 2);
}

TEST_CASE("a button that is pressed twice makes one file, and both lead to it", "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    hoa.page(who.address());
    const std::size_t before = files_of(desk, who);
    const web::Request pressed = hoa.form_request(who.address(), who.fields());
    const web::AnswerMaker make = web::answer_maker(desk.office());
    std::array<web::Response, 2> answers;
    {
        std::vector<std::jthread> workers;
        desk.office().write([&](registry::Writer&) { // meanwhile both have looked, and neither has recorded
            for (web::Response& answer : answers) workers.emplace_back([&] { answer = make()(pressed); });
            std::this_thread::sleep_for(std::chrono::seconds{2});
        });
    }
    CHECK(files_of(desk, who) == before + 1);
    CHECK(answers[0].status == 303);
    CHECK(answers[1].status == 303);
    CHECK(location(answers[0]) == location(answers[1]));
}

TEST_CASE("a file without any paper is taken in when the officer says so, and a draft without a word",
          "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    hoa.page(who.address());
    const FormFields silent = with_field(who.fields(), "no_papers", "");
    const web::Response refused = hoa.post(who.address(), silent);
    CHECK(refused.status == 422);
    CHECK_THAT(text_of_html(refused.body), Contains("chưa chọn giấy tờ nào nộp kèm hồ sơ"));
    CHECK_THAT(refused.body, Contains("#filing-no_papers"));
    CHECK(hoa.post(who.address(), with_field(silent, "paper_1", "print:1")).status == 303);

    Browser again = desk.sign_in("hoa");
    again.page(who.address());
    const FormFields draft = with_field(with_field(silent, "state", "draft"), "another", "yes");
    CHECK(again.post(who.address(), draft).status == 303);
}

TEST_CASE("a number from elsewhere is written as desks write numbers", "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    hoa.page(who.address());
    const std::size_t before = files_of(desk, who);
    for (const std::string& number : {std::string(65, 'A'), std::string{"HS 12"}, std::string{"HS;12"},
                                      std::string{"/12"}, std::string{"-1"}, std::string{"12#"}}) {
        const web::Response refused = hoa.post(who.address(), with_field(who.fields(), "number", number));
        INFO(number << " -> " << refused.status);
        CHECK(refused.status == 422);
        CHECK_THAT(text_of_html(refused.body), Contains("số hồ sơ này không đúng dạng"));
        CHECK_THAT(refused.body, Contains("#filing-number"));
    }
    CHECK(files_of(desk, who) == before);
    const std::string number = "Đ12/2026-HS_A.3";
    const web::Response taken = hoa.post(who.address(), with_field(who.fields(), "number", number));
    CHECK(taken.status == 303);
    CHECK_THAT(location(taken), Contains(web::escaped(number)));
}

TEST_CASE("names typed without script are looked up when there is one of each", "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    const std::string asked = web::address({"applications", "new"}, {{"worker", text::folded(who.full_name)},
                                                                     {"facility", who.facility_called},
                                                                     {"role", who.role},
                                                                     {"procedure", "new"}});
    const std::string page = hoa.page(asked);
    CHECK_THAT(page, Contains("name=\"worker\" value=\"" + who.worker + '"'));
    CHECK_THAT(text_of_html(page), Contains(who.full_name) && Contains("Ghi hồ sơ"));
}

TEST_CASE("a name that several bear is shown again with those to choose from, and nothing is lost",
          "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    const std::string page = hoa.page(web::address(
        {"applications", "new"}, {{"worker", "n"}, {"facility", who.facility}, {"role", who.role}}));
    CHECK_THAT(text_of_html(page), Contains("nhiều bản ghi khớp với “n”") && Contains("còn nữa"));
    CHECK_THAT(page, Contains("type=\"radio\" name=\"worker\" value=\"W-"));
    CHECK_THAT(page, Contains("name=\"facility\" type=\"text\" value=\"" + who.facility + '"'));
    CHECK_THAT(page, Contains("<option value=\"" + who.role + "\" selected>"));
}

TEST_CASE("a name that nobody bears is told at its field, and the form keeps it", "[web][intake]")
{
    WebDesk desk;
    const Newcomer who = newcomer(desk);
    Browser hoa = desk.sign_in("hoa");
    const web::Response answer = hoa.get(web::address(
        {"applications", "new"}, {{"worker", "xyzzy quux"}, {"facility", who.facility}, {"role", who.role}}));
    CHECK(answer.status == 422);
    CHECK_THAT(text_of_html(answer.body), Contains("“xyzzy quux”: không có nhân viên này"));
    CHECK_THAT(answer.body, Contains("value=\"xyzzy quux\"") && Contains("aria-invalid=\"true\"") &&
                                Contains("href=\"#who-worker\"") && Contains(who.facility));
}
