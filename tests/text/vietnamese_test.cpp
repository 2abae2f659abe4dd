#include "text/vietnamese.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "tests/catch.h"

using namespace radcert::text;
using namespace std::string_literals;

namespace {

/// Every letter that carries a mark, in lower case and capitals, under the letter it folds to.
struct Family {
    char plain;
    std::string_view letters;
};

constexpr Family families[] = {
    {'a', "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"},
    {'e', "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ"},
    {'i', "ìíỉĩịÌÍỈĨỊ"},
    {'o', "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"},
    {'u', "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ"},
    {'y', "ỳýỷỹỵỲÝỶỸỴ"},
    {'d', "đĐ"},
};

std::vector<std::string> letters_of(std::string_view text)
{
    std::vector<std::string> letters;
    for (const char byte : text) {
        if ((byte & 0xC0) != 0x80) letters.emplace_back();
        letters.back() += byte;
    }
    return letters;
}

/// `text` in the normal form of `normalizer`, asked of ICU directly.
std::string normalized(const UNormalizer2* normalizer, std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    char16_t units[64], result[256];
    char bytes[512];
    int32_t size = 0, length = 0;
    u_strFromUTF8(units, 64, &size, text.data(), int32_t(text.size()), &status);
    const int32_t units_out = unorm2_normalize(normalizer, units, size, result, 256, &status);
    u_strToUTF8(bytes, 512, &length, result, units_out, &status);
    REQUIRE(U_SUCCESS(status));
    return {bytes, std::size_t(length)};
}

std::string nfd_by_icu(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    return normalized(unorm2_getNFDInstance(&status), text);
}

std::string nfc_by_icu(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    return normalized(unorm2_getNFCInstance(&status), text);
}

std::string utf8(char32_t code)
{
    char16_t units[2];
    char bytes[8];
    int32_t size = 0, length = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto code32 = UChar32(code);
    u_strFromUTF32(units, 2, &size, &code32, 1, &status);
    u_strToUTF8(bytes, 8, &length, units, size, &status);
    return {bytes, std::size_t(length)};
}

/// The names in the order of their keys; a name that stands twice stays twice.
std::vector<std::string> listed(std::vector<std::string> names)
{
    std::ranges::stable_sort(names, {}, [](const std::string& name) { return name_sort_key(name); });
    return names;
}

} // namespace

TEST_CASE("every accented letter folds to its plain one and composes, in either normal form", "[text]")
{
    int letters = 0;
    for (const Family& family : families) {
        for (const std::string& letter : letters_of(family.letters)) {
            CAPTURE(letter);
            const std::string apart = nfd_by_icu(letter);
            CHECK(folded(letter) == std::string(1, family.plain));
            CHECK(folded(apart) == std::string(1, family.plain));
            CHECK(nfc(letter) == letter);
            CHECK(nfc(apart) == letter);
            ++letters;
        }
    }
    CHECK(letters == 134);
}

TEST_CASE("a name is found however it was typed", "[text]")
{
    const auto written = GENERATE(values<std::string_view>({
        "Nguyễn Đức Thịnh", "NGUYỄN ĐỨC THỊNH", "nguyen duc thinh",
        "Nguye\u0302\u0303n \u0110u\u031B\u0301c Thi\u0323nh", // every mark apart
        "Nguy\u00EA\u0303n \u0110\u01B0\u0301c Thi\u0323nh",   // as some keyboards do: ê + tone
        "Nguye\u0303\u0302n \u0110\u00FA\u031Bc Thịnh",        // marks in the other order
        "Nguyễn \u00D0ức Thịnh",                               // the Icelandic capital that looks alike
        "Nguyễn ðức Thịnh",                                    // and the small one
        "Nguyễn \u0189ức Thịnh",                               // the African one
        "  Nguyễn\t\tĐức\u00A0Thịnh \n",                       // white space of all kinds
        "Nguyễn-Đức, (Thịnh)",                                 // signs between the words
        "Nguy\u00ADễn Đức \uFEFFThịnh\u200B",                  // what no one sees
    }));
    CAPTURE(written);
    CHECK(folded(written) == "nguyen duc thinh");
    CHECK(folded_words(written) == std::vector{"nguyen"s, "duc"s, "thinh"s});
}

TEST_CASE("the old and the new place of the tone fold alike", "[text]")
{
    CHECK(folded("Hoà Thuỷ Khoẻ Hoá") == folded("Hòa Thủy Khỏe Hóa"));
    CHECK(folded("Lý Kỳ") == "ly ky");
}

TEST_CASE("folding keeps letters and digits of every script and nothing else", "[text]")
{
    struct Row {
        std::string text, expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", ""},
        {" -- ", ""},
        {"\u0301", ""},
        {"BX-2026/0017", "bx 2026 0017"},
        {"Müller & Søn", "muller søn"},
        {"ΑΘΗΝΑ", "αθηνα"},
        {"放射線", "放射線"},
        {"a\0b"s, "a b"},
        {"a\xFFz", "a z"},     // not UTF-8
        {"a\xE1\xBB", "a"},    // cut off
        {"\xED\xA0\x80q", "q"} // a surrogate
    }));
    CAPTURE(row.text);
    CHECK(folded(row.text) == row.expected);
}

TEST_CASE("folding what is folded changes nothing", "[text]")
{
    for (char32_t code = 1; code < 0x30000; ++code) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        const std::string once = folded("x" + utf8(code) + "y");
        if (folded(once) != once) FAIL_CHECK("U+" << std::hex << unsigned(code) << " " << once);
    }
}

TEST_CASE("normal form C is what ICU says, for every code point with every Vietnamese mark", "[text]")
{
    const std::string marks[] = {"",       "\u0300", "\u0301", "\u0302",       "\u0303",      "\u0306",
                                 "\u0309", "\u031B", "\u0323", "\u0323\u0302", "\u0302\u0323"};
    for (char32_t code = 0; code < 0x3100; ++code) {
        for (const std::string& mark : marks) {
            const std::string text = "a" + utf8(code) + mark;
            if (nfc(text) != nfc_by_icu(text)) FAIL_CHECK("U+" << std::hex << unsigned(code) << " " << text);
        }
    }
    CHECK(nfc("") == "");
    CHECK(nfc(std::string(5000, 'e') + "\u0302\u0303") == std::string(4999, 'e') + "ễ");
}

TEST_CASE("given names stand in the order of the Vietnamese alphabet", "[text]")
{
    const std::vector<std::string> order{"An",  "Ánh", "Ăn",  "Ân",   "Bình", "Châu", "Cúc", "Dung",
                                         "Duy", "Đào", "Đức", "Oanh", "Ổn",   "Uyên", "Ưng"};
    std::vector<std::string> names;
    for (const std::string& given : order) names.push_back("Nguyễn Văn " + given);
    auto mixed = names;
    std::ranges::reverse(mixed);
    CHECK(listed(mixed) == names);

    std::vector<std::string> apart;
    for (const std::string& name : names) apart.push_back(nfd_by_icu(name));
    for (std::size_t at = 0; at < names.size(); ++at)
        CHECK(name_sort_key(apart[at]) == name_sort_key(names[at]));
}

TEST_CASE("the tones of a syllable stand in their order", "[text]")
{
    const std::vector<std::string> order{"Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã", "Lê Má", "Lê Mạ"};
    auto mixed = order;
    std::ranges::reverse(mixed);
    CHECK(listed(mixed) == order);
}

TEST_CASE("a list goes by given name, then family name, then what stands between", "[text]")
{
    const std::vector<std::string> order{
        "An",                // a given name alone
        "Đặng An",           //
        "Lê Văn An",         //
        "Nguyễn An",         // no middle name before any
        "Nguyễn Đức An",     //
        "Nguyễn Văn An",     //
        "Nguyễn Văn Anh An", // two middle names
        "Trần Thị An",       //
        "Bùi Thị Án",        // the tone of the given name before the family name
        "Lê Ánh",            //
        "Âu Thị Bình",       //
    };
    auto mixed = order;
    std::ranges::shuffle(mixed, std::mt19937{17});
    CHECK(listed(mixed) == order);
}

TEST_CASE("neither capitals nor spaces around a name move it", "[text]")
{
    const std::string key = name_sort_key("Nguyễn Văn An");
    CHECK(name_sort_key("NGUYỄN VĂN AN") == key);
    CHECK(name_sort_key("  Nguyễn \u00A0Văn\tAn \n") == key);
    CHECK(name_sort_key("Nguyễn Văn Ân") > key);
    CHECK(name_sort_key("") < key);
    CHECK(name_sort_key(std::string(3000, 'z')).size() > 256);
}

TEST_CASE("a hundred thousand names are folded, composed and given their keys while one waits", "[text]")
{
    constexpr int names = 100'000;
    const auto start = std::chrono::steady_clock::now();
    std::size_t bytes = 0;
    for (int at = 0; at < names; ++at) {
        const std::string name = "Nguyễn Thị Phương Thảo " + std::to_string(at);
        bytes += folded(name).size() + nfc(name).size() + name_sort_key(name).size();
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK(bytes > 0);
    CHECK(taken.count() < 60.0); // some tenths of one; the bound leaves room for sanitizers and busy machines
}
