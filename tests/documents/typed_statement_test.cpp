#include "documents/typed_statement.h"

#include <algorithm>

#include "documents/statement.h"
#include "tests/catch.h"

namespace {

using namespace radcert::documents;
using namespace std::string_literals;

/// A statement with a name of many words, and a quotation mark in it.
std::string statement()
{
    Statement says;
    says.authority = "province:66";
    says.origin = "radcert.example/66";
    says.number = "66-2026-00017";
    says.role = "safety_officer";
    says.equipment_types = {"ct", "linac"};
    says.facility = "Bệnh viện \"Ví Dụ\" tỉnh Đắk Lắk, cơ sở hai";
    says.initials = "N.Đ.T.";
    says.commitment = holder_commitment(std::string(16, 's'), "Nguyễn Đức Thịnh", {});
    says.issued_on = radcert::date(2026, 11, 21);
    says.event = 10;
    says.log_size = 11;
    return statement_text(says, std::string(64, 'k'));
}

std::string utf16(const std::string& text, bool little)
{
    std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const int more = lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0; // no letter here takes four bytes
        unsigned code = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int i = 1; i <= more; ++i)
            code = code << 6 | (static_cast<unsigned char>(text[at + std::size_t(i)]) & 0x3Fu);
        const char high = char(code >> 8), low = char(code & 0xFF);
        out += little ? low : high;
        out += little ? high : low;
        at += std::size_t(more) + 1;
    }
    return out;
}

/// Broken into lines of `width` bytes.
std::string folded(const std::string& text, std::size_t width, const std::string& line_end)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += width) out += text.substr(at, width) + line_end;
    return out;
}

bool is_read(const std::string& text)
{
    const auto statements = statements_in(plain_text(text));
    if (statements.size() != 1) return false;
    for (const std::string& reading : statement_readings(statements.front()))
        if (reading == statement()) return true;
    return false;
}

} // namespace

TEST_CASE("a statement that an editor saved is the statement", "[documents]")
{
    const std::string text = statement();
    for (const std::string& saved :
         {text, text + "\n", text + "\r\n", " \t\r\n" + text + "\n\n", "\xEF\xBB\xBF" + text + "\r\n",
          utf16(text, true), utf16(text + "\r\n", true), utf16(text, false), utf16(text, true).substr(2),
          utf16(text, false).substr(2)}) {
        CAPTURE(saved);
        CHECK(claims_to_be_statement(saved));
        CHECK(is_read(saved));
    }
}

TEST_CASE("a statement that was broken into lines is put together, whatever the width", "[documents]")
{
    const std::string text = statement();
    for (std::size_t width = 12; width < text.size(); ++width) {
        CAPTURE(width);
        CHECK(is_read(folded(text, width, "\n")));
        CHECK(is_read(folded(text, width, "\r\n")));
    }
    for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' ', at + 1)) {
        CAPTURE(at);
        std::string broken = text;
        CHECK(is_read(broken.replace(at, 1, "\n"))); // the space was dropped
        CHECK(is_read(broken.replace(at, 1, "\r\n    ")));
        broken = text;
        CHECK(is_read(broken.insert(at + 1, "\n"))); // it was kept
    }
}

TEST_CASE("a mail breaks at spaces where it can and anywhere else, and drops the spaces", "[documents]")
{
    const std::string text = statement();
    for (std::size_t width = 40; width < text.size(); ++width) {
        std::string mailed;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = std::min(at + width, text.size());
            const std::size_t space = text.rfind(' ', end);
            const bool at_space = end < text.size() && space != text.npos && space > at;
            if (at_space) end = space;
            mailed += text.substr(at, end - at) + "\r\n";
            at = end + (at_space ? 1 : 0);
        }
        CAPTURE(width);
        CHECK(is_read(mailed));
    }
}

TEST_CASE("only breaks are mended: no other letter, and no space that stands by itself", "[documents]")
{
    const std::string text = statement();
    CHECK(statement_readings(text) == std::vector{text});
    const std::string in_name = text.substr(0, text.find("Ví D")) + "\n" + text.substr(text.find("Ví D"));
    CHECK(statement_readings(in_name).size() == 2);
    for (const std::string& changed :
         {text.substr(0, 20) + " " + text.substr(20), text.substr(0, 20) + "\t" + text.substr(20),
          text.substr(0, text.size() - 1), "x" + text, "radcert1." + text.substr(9), "Mã QR: " + text}) {
        CAPTURE(changed);
        CHECK(claims_to_be_statement(changed));
        CHECK_FALSE(is_read(changed));
    }
    CHECK_FALSE(is_read("Mã QR:\n" + text));
    CHECK_FALSE(is_read(text + "\nmua sữa"));
}

TEST_CASE("several statements stand on lines of their own", "[documents]")
{
    const std::string text = statement();
    CHECK(statements_in(text + "\n" + text + "\r\n\r\n  " + text) == std::vector{text, text, text});
    CHECK(statements_in(folded(text, 50, "\n") + text).size() == 2);
    CHECK(statements_in("") == std::vector{""s});
}

TEST_CASE("what is no certificate does not claim to be one", "[documents]")
{
    for (const std::string& other : {""s, "mua sữa, trứng"s, "PK\3\4\0\0word/document.xml"s, "RADCERT"s}) {
        CHECK_FALSE(claims_to_be_statement(other));
        CHECK_FALSE(claims_to_be_credential(other));
        CHECK(plain_text(other) == other);
    }
    CHECK_FALSE(claims_to_be_credential(R"({"name":"leftpad","version":"1.0"})"));
    CHECK(claims_to_be_credential(R"({"type":["VerifiableCredential"]})"));
    CHECK(claims_to_be_credential(R"({"x":"RADCERT1.{}"})"));
    CHECK(claims_to_be_statement(utf16("RADCERT1.", true) + "x")); // cut off in the middle of a letter
}
