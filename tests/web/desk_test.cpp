#include "tests/web/desk.h"

#include "tests/catch.h"

using namespace radcert;
using tests::Browser;
using tests::WebDesk;

TEST_CASE("every sample account signs in, and nobody else", "[web]")
{
    WebDesk desk;
    for (const demo::SampleAccount& account : desk.contents().accounts) {
        Browser somebody = desk.sign_in(account.code);
        CHECK(somebody.get("/").status == 200);
    }
    Browser nobody = desk.browser();
    CHECK(nobody.get("/").status == 303);
    CHECK(nobody.post("/sign-in", {{"code", "lan"}, {"password", "guess"}}).status == 403);
}
