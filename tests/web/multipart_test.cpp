#include "web/multipart.h"

#include "tests/catch.h"

using namespace radcert::web;

namespace {

const std::string type = "multipart/form-data; boundary=----mark7";

std::string part(const std::string& head, const std::string& body)
{
    return "------mark7\r\n" + head + "\r\n\r\n" + body + "\r\n";
}

const std::string end = "------mark7--\r\n";

} // namespace

TEST_CASE("a form with values and a file is taken apart", "[web]")
{
    const auto form =
        parse_multipart(type, part("Content-Disposition: form-data; name=\"reason\"", "khám lại") +
                                  part("Content-Disposition: form-data; name=\"scan\"; filename=\"giấy "
                                       "khám.pdf\"\r\nContent-Type: application/pdf",
                                       std::string{"%PDF\0\r\n--", 9}) +
                                  end);
    REQUIRE(form);
    CHECK(form->values.find("reason") == "khám lại");
    REQUIRE(form->uploads.size() == 1);
    CHECK(form->uploads[0].field == "scan");
    CHECK(form->uploads[0].name == "giấy khám.pdf");
    CHECK(form->uploads[0].bytes == std::string{"%PDF\0\r\n--", 9});
}

TEST_CASE("a file field that nothing was chosen for is no upload", "[web]")
{
    const auto form =
        parse_multipart(type, part("Content-Disposition: form-data; name=\"scan\"; filename=\"\"", "") + end);
    REQUIRE(form);
    CHECK(form->uploads.empty());
}

TEST_CASE("a body that is not exactly such a form is refused", "[web]")
{
    const std::string good = part("Content-Disposition: form-data; name=\"a\"", "1");
    struct Row {
        const char* why;
        std::string type, body;
    };
    std::string many;
    for (int i = 0; i < 101; ++i) many += good;
    const Row rows[]{
        {"no boundary is stated", "multipart/form-data", good + end},
        {"an empty boundary", "multipart/form-data; boundary=", good + end},
        {"a boundary that is too long", "multipart/form-data; boundary=" + std::string(71, 'x'), good + end},
        {"another boundary", "multipart/form-data; boundary=other", good + end},
        {"it does not end", type, good},
        {"something follows the end", type, good + end + "more"},
        {"something comes before the first part", type, "before" + good + end},
        {"a part without a name", type, part("Content-Disposition: form-data", "1") + end},
        {"a part that is no form's", type, part("Content-Disposition: attachment; name=\"a\"", "1") + end},
        {"a part without a head", type, "------mark7\r\n1\r\n" + end},
        {"a value that is not UTF-8", type, part("Content-Disposition: form-data; name=\"a\"", "\xff") + end},
        {"a value with a NUL", type,
         part("Content-Disposition: form-data; name=\"a\"", std::string(1, '\0')) + end},
        {"a head that does not end", type,
         part("Content-Disposition: form-data; name=\"" + std::string(3'000, 'a') + '"', "1") + end},
        {"too many parts", type, many + end},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        CHECK_FALSE(parse_multipart(row.type, row.body));
    }
    CHECK(parse_multipart(type, good + end));
}
