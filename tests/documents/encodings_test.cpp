#include "documents/encodings.h"

#include <random>

#include "tests/refusal.h"
#include "tests/rounds.h"
#include "text/utf8.h"

using namespace radcert;
using documents::candidates;
using documents::Encoding;
using documents::to_utf8;
using tests::refusal_of;

namespace {

// One line in the encodings of old offices, letter by letter from their tables.
const std::string line{"Nguyễn Đức Thịnh, ở Đắk Lắk, được cấp ngày 05"};
const std::string in_tcvn3{
    "Nguy\xD4n \xA7\xF8\x63 Th\xDEnh, \xEB \xA7\xBEk L\xBEk, \xAE\xAD\xEE\x63 c\xCAp ng\xB5y 05"};
const std::string in_vni{
    "Nguye\xE3n \xD1\xF6\xF9\x63 Th\xF2nh, \xF4\xFB \xD1\x61\xE9k La\xE9k, \xF1\xF6\xF4\xEF\x63 "
    "ca\xE1p nga\xF8y 05"};
const std::string in_cp1258{
    "Nguy\xEA\xDEn \xD0\xFD\xEC\x63 Thi\xF2nh, \xF5\xD2 \xD0\xE3\xECk L\xE3\xECk, \xF0\xFD\xF5\xF2\x63 "
    "c\xE2\xECp nga\xCCy 05"};
const std::string in_viscii{
    "Nguy\xADn \xD0\xD1\x63 Th\xB8nh, \xB7 \xD0\xA1k L\xA1k, \xF0\xDF\xFE\x63 c\xA4p ng\xE0y 05"};

const documents::EncodingCandidate* find(const std::vector<documents::EncodingCandidate>& all,
                                         Encoding encoding)
{
    for (const auto& candidate : all)
        if (candidate.encoding == encoding) return &candidate;
    return nullptr;
}

} // namespace

TEST_CASE("every encoding gives the same letters, in normal form C", "[documents]")
{
    CHECK(to_utf8(in_tcvn3, Encoding::tcvn5712) == line);
    CHECK(to_utf8(in_vni, Encoding::vni) == line);
    CHECK(to_utf8(in_cp1258, Encoding::cp1258) == line);
    CHECK(to_utf8(in_viscii, Encoding::viscii) == line);
    CHECK(to_utf8("\xEF\xBB\xBF" + line, Encoding::utf8) == line);
    CHECK(to_utf8("Nguye\u0302\u0303n", Encoding::utf8) == "Nguyễn");
    CHECK(to_utf8({"\xFF\xFE\x10\x01\xC5\x1E", 6}, Encoding::utf16_le) == "Đễ");
    CHECK(to_utf8({"\xFE\xFF\x01\x10\x1E\xC5", 6}, Encoding::utf16_be) == "Đễ");
}

TEST_CASE("the VNI fonts have every Vietnamese letter, small and capital", "[documents]")
{
    // The mark bytes in the order sắc, huyền, hỏi, ngã, nặng.
    const std::string plain{"\xF9\xF8\xFB\xF5\xEF"}, hat{"\xE1\xE0\xE5\xE3\xE4"},
        bowl{"\xE9\xE8\xFA\xFC\xEB"};
    std::string small;
    for (const std::string letter : {"a", "e", "o", "u", "\xF4", "\xF6"})
        for (const char mark : plain) small += letter + mark;
    for (const std::string letter : {"a", "e", "o"}) {
        small += letter + "\xE2";
        for (const char mark : hat) small += letter + mark;
    }
    small += "a\xEA";
    for (const char mark : bowl) small += std::string{"a"} + mark;
    small += "\xED\xEC\xE6\xF3\xF2y\xF9y\xF8y\xFBy\xF5\xEE\xF1\xF4\xF6";
    CHECK(to_utf8(small, Encoding::vni) ==
          "áàảãạéèẻẽẹóòỏõọúùủũụớờởỡợứừửữựâấầẩẫậêếềểễệôốồổỗộăắằẳẵặíìỉĩịýỳỷỹỵđơư");

    std::string capitals;
    for (const char c : small) capitals += char(static_cast<unsigned char>(c) - 0x20);
    CHECK(to_utf8(capitals, Encoding::vni) ==
          "ÁÀẢÃẠÉÈẺẼẸÓÒỎÕỌÚÙỦŨỤỚỜỞỠỢỨỪỬỮỰÂẤẦẨẪẬÊẾỀỂỄỆÔỐỒỔỖỘĂẮẰẲẴẶÍÌỈĨỊÝỲỶỸỴĐƠƯ");
}

TEST_CASE("what says itself what it is leaves nothing to choose", "[documents]")
{
    struct Row {
        std::string bytes;
        Encoding encoding;
    };
    const auto row = GENERATE(values<Row>({
        {"Ho va ten", Encoding::utf8},
        {"Họ và tên;Nguyễn", Encoding::utf8},
        {"\xEF\xBB\xBFHọ", Encoding::utf8},
        {{"\xFF\xFE\x10\x01", 4}, Encoding::utf16_le},
        {{"\xFE\xFF\x01\x10", 4}, Encoding::utf16_be},
    }));
    const auto found = candidates(row.bytes);
    REQUIRE(found.size() == 1);
    CHECK(found[0].certain);
    CHECK(found[0].encoding == row.encoding);
}

TEST_CASE("old encodings are candidates with a preview, the likely one first, and none is certain",
          "[documents]")
{
    struct Row {
        std::string bytes;
        Encoding encoding;
    };
    const auto row = GENERATE(values<Row>({{in_tcvn3, Encoding::tcvn5712},
                                           {in_vni, Encoding::vni},
                                           {in_cp1258, Encoding::cp1258},
                                           {in_viscii, Encoding::viscii}}));
    const auto found = candidates("stt;ho ten\r\n1;" + row.bytes + "\r\n2;x\r\n");
    REQUIRE(!found.empty());
    CHECK(found[0].encoding == row.encoding);
    CHECK(found[0].words >= 4);
    for (const auto& candidate : found) CHECK_FALSE(candidate.certain);
    const auto* const own = find(found, row.encoding);
    REQUIRE(own != nullptr);
    REQUIRE(own->preview.size() == 1);
    CHECK(own->preview[0] == "1;" + line);
}

TEST_CASE("UTF-16 without a byte order mark and other bytes are no text", "[documents]")
{
    CHECK(candidates(std::string{"H\0o\0", 4}).empty());
    CHECK(candidates(std::string(100, '\0')).empty());
}

TEST_CASE("a byte that an encoding does not have is refused with its line", "[documents]")
{
    struct Row {
        std::string bytes;
        Encoding encoding;
    };
    const auto row = GENERATE(values<Row>({
        {"a\nb\xC3(\n", Encoding::utf8},
        {"a\nb\xF5\x80\n", Encoding::utf8},
        {"a\nz\xD9\n", Encoding::vni}, // a tone on a consonant
        {"a\ni\xE2\n", Encoding::vni}, // a circumflex on i
        {"a\nb\x80\n", Encoding::vni},
        {{"\xFF\xFE\x0A\x00\x00\xD8\x41\x00", 8}, Encoding::utf16_le}, // half a surrogate pair
    }));
    CAPTURE(row.bytes);
    const Error error = refusal_of([&] { to_utf8(row.bytes, row.encoding); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().line == 2);
}

TEST_CASE("an encoding has one word and several names", "[documents]")
{
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::cp1258,
                                    Encoding::viscii, Encoding::tcvn5712, Encoding::vni})
        CHECK(documents::parse_encoding(documents::word_of(encoding)) == encoding);
    CHECK(documents::parse_encoding("ABC") == Encoding::tcvn5712);
    CHECK(documents::parse_encoding("Windows-1258") == Encoding::cp1258);
    CHECK_FALSE(documents::parse_encoding("latin1"));
}

TEST_CASE("random bytes in any encoding become UTF-8 or are refused", "[documents]")
{
    std::minstd_rand random{3};
    int read = 0;
    for (int round = 0; round < tests::rounds(500); ++round) {
        std::string bytes(1 + random() % 40, '\0');
        for (char& c : bytes) c = char(random());
        for (const Encoding encoding :
             {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::cp1258, Encoding::viscii,
              Encoding::tcvn5712, Encoding::vni}) {
            try {
                const std::string text = to_utf8(bytes, encoding);
                CHECK(text::first_invalid_utf8(text) == text.size());
                ++read;
            } catch (const Error& error) {
                CHECK(error.fault() == Fault::invalid_input);
            }
        }
        candidates(bytes);
    }
    CHECK(read > 100);
}
