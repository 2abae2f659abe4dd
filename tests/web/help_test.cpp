#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/problem.h"

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::WebDesk;

TEST_CASE("the help is there for anybody, in both languages", "[web][help]")
{
    WebDesk desk;
    Browser anybody = desk.browser();
    const auto path =
        GENERATE(values<std::string>({"/help", "/help/problems", "/help/accessibility", "/help/keyboard"}));
    CAPTURE(path);
    const std::string vi = anybody.page(path);
    CHECK_THAT(vi, Contains("lang=\"vi\""));
    anybody.get("/language?to=en&back=%2Fhelp");
    const std::string en = anybody.page(path);
    CHECK_THAT(en, Contains("lang=\"en\""));
    CHECK(vi != en);
}

TEST_CASE("every kind of trouble has its place in the help", "[web][help]")
{
    WebDesk desk;
    const std::string page = desk.browser().page("/help/problems");
    for (const Fault fault : {Fault::usage, Fault::invalid_input, Fault::not_found, Fault::refused,
                              Fault::conflict, Fault::integrity, Fault::unavailable})
        CHECK_THAT(page, Contains("id=\"" + std::string{web::word(fault)} + "\""));
    for (const char* code : {"bad_address", "signed_out", "not_yours", "method", "changed_since",
                             "content_type", "precondition_required", "unexpected"})
        CHECK_THAT(page, Contains("id=\"" + std::string{code} + "\""));
}
