#include "documents/statement.h"

#include "tests/catch.h"
#include "tests/refusal.h"

namespace {

using namespace radcert::documents;
using radcert::date;
using radcert::Fault;
using radcert::tests::refusal_of;

const std::string salt(16, 's');
const std::string signature(64, '\x7F');

Statement usual()
{
    Statement says;
    says.authority = "province:66";
    says.origin = "radcert.example/66";
    says.number = "66-2026-00017";
    says.role = "safety_officer";
    says.equipment_types = {"ct", "fluoroscopy"};
    says.facility = "Bệnh viện Đa khoa mẫu tỉnh Đắk Lắk";
    says.initials = initials_of("Nguyễn Đức Thịnh");
    says.commitment = holder_commitment(salt, "Nguyễn Đức Thịnh", date(1985, 3, 7));
    says.issued_on = date(2026, 11, 21);
    says.valid_to = date(2031, 11, 21);
    says.event = 4711;
    says.log_size = 4712;
    return says;
}

} // namespace

TEST_CASE("a statement comes back from its text, with and without what may be missing", "[documents]")
{
    Statement says = usual();
    const bool ends = GENERATE(true, false), at_facility = GENERATE(true, false);
    if (!ends) says.valid_to.reset();
    if (!at_facility) says.facility.reset();
    const std::string text = statement_text(says, signature);
    const SignedStatement read = read_statement(text);
    CHECK(read.statement == says);
    CHECK(read.signature == signature);
    CHECK(looks_like_statement(text));
    CHECK(statement_body(says).starts_with("radcert certificate statement v1\n{\"a\":"));
}

TEST_CASE("a statement that lost a part on its way is told from one that was changed", "[documents]")
{
    const std::string text = statement_text(usual(), signature);
    CHECK(is_whole_statement(text));
    std::string changed = text;
    changed[text.find("00017")] = '1';
    CHECK(is_whole_statement(changed));
    for (const std::size_t size :
         {std::size_t{9}, std::size_t{12}, text.size() / 2, text.size() - 40, text.size() - 1})
        CHECK_FALSE(is_whole_statement(text.substr(0, size)));
    CHECK_FALSE(is_whole_statement(text.substr(1)));
    std::string without_number = text;
    const auto at = text.find("\"n\":");
    without_number.erase(at, text.find("\"o\":") - at);
    CHECK_FALSE(is_whole_statement(without_number));
    CHECK_FALSE(is_whole_statement("RADCERT1.abc"));
    CHECK_FALSE(is_whole_statement(""));
}

TEST_CASE("the text of a usual certificate fits a QR code of level M with room to spare", "[documents]")
{
    const std::string text = statement_text(usual(), signature);
    INFO(text);
    CHECK(text.size() <= 412); // version 15 of 40, level M, bytes (ISO/IEC 18004)
}

TEST_CASE("the text tells initials and neither name nor day of birth", "[documents]")
{
    const std::string text = statement_text(usual(), signature);
    CHECK(text.find("N.Đ.T.") != std::string::npos);
    CHECK(text.find("Nguyễn") == std::string::npos);
    CHECK(text.find("1985") == std::string::npos);
}

TEST_CASE("a statement is about one name and one day of birth, however the name is marked or written",
          "[documents]")
{
    const Statement says = usual();
    CHECK(holder_matches(says, "Nguyễn Đức Thịnh", date(1985, 3, 7)));
    CHECK(holder_matches(says, "NGUYEN DUC  THINH", date(1985, 3, 7)));
    CHECK_FALSE(holder_matches(says, "Nguyễn Đức Thành", date(1985, 3, 7)));
    CHECK_FALSE(holder_matches(says, "Nguyễn Đức Thịnh", date(1985, 3, 8)));
    CHECK_FALSE(holder_matches(says, "Nguyễn Đức Thịnh", std::nullopt));
    CHECK(holder_commitment(std::string(16, 't'), "Nguyễn Đức Thịnh", date(1985, 3, 7)) != says.commitment);
}

TEST_CASE("initials keep the marks of Vietnamese letters and are capitals", "[documents]")
{
    CHECK(initials_of("Nguyễn Đức Thịnh") == "N.Đ.T.");
    CHECK(initials_of("đặng ánh ường") == "Đ.Á.Ư.");
    CHECK(initials_of("ưng  ông ế ắ") == "Ư.Ô.Ế.Ắ.");
    CHECK(initials_of("ă â ĩ ũ ơ ỹ") == "Ă.Â.Ĩ.Ũ.Ơ.Ỹ.");
    CHECK(initials_of("").empty());
}

TEST_CASE("there is one spelling of a statement; every other one is refused", "[documents]")
{
    const std::string text = statement_text(usual(), signature);
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string other = text;
        const std::size_t at = other.find(from);
        REQUIRE(at != std::string::npos);
        return other.replace(at, from.size(), to);
    };
    const std::string text_refused = GENERATE_COPY(
        text + "\n", " " + text, text + "A", text.substr(0, text.size() - 1),
        changed("RADCERT1.", "radcert1."), changed("RADCERT1.", "RADCERT2."), changed(",\"c\":", ", \"c\":"),
        changed("province:66", "provin\\u0063e:66"), changed("{\"a\":\"province:66\",", "{"),
        changed("\"u\":", "\"v\":"), changed("}.", ",\"z\":1}."), changed("\"i\":4711", "\"i\":4711.0"),
        changed("\"i\":4711", "\"i\":-1"), changed("2026-11-21", "2026-13-21"), changed("\"d\"", "\"a\""),
        std::string{"RADCERT1."}, std::string{"RADCERT1.."}, std::string{});
    CAPTURE(text_refused);
    CHECK(refusal_of([&] { read_statement(text_refused); }).fault() == Fault::invalid_input);
}

TEST_CASE("base 64 for addresses has one text for the same bytes", "[documents]")
{
    CHECK(to_base64url("\xFB\xFF\xBF\xFE") == "-_-__g");
    CHECK(from_base64url("-_-__g") == "\xFB\xFF\xBF\xFE");
    for (const char* const text : {"-_-__h", "+/+//g", "-_-__g==", "-_-__", "-_- _g", "A"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64url(text));
    }
}
