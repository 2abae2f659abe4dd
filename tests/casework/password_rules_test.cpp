#include "casework/password_rules.h"

#include "casework/password_words.h"
#include "demo/sample_accounts.h"
#include "tests/catch.h"
#include "text/vietnamese.h"

using namespace radcert;
using casework::trouble_of_password;

namespace {

bool is_fine(const std::string& password)
{
    return trouble_of_password(password, "lan.tran", "Trần Thị Lan").empty();
}

} // namespace

TEST_CASE("a password has eight characters, in whatever alphabet, and no rule of capitals and digits",
          "[passwords]")
{
    struct Row {
        const char* why;
        std::string password;
        bool fine;
    };
    const auto row = GENERATE(values<Row>({
        {"seven", "xkqwpvz", false},
        {"eight", "xkqwpvzb", true},
        {"eight in small letters with marks", "đệ ỏ ấ ữ", true},
        {"seven, though of many bytes", "đệ ỏ ấữ", false},
        {"marks typed apart count once", "xkqpve\xCC\x81", false},
        {"64 characters", std::string(16, 'a') + "một câu rất dài mà chỉ một người nhớ được thôi, thật",
         true},
        {"nothing", "", false},
    }));
    CAPTURE(row.why);
    CHECK(is_fine(row.password) == row.fine);
}

TEST_CASE("a password may take 256 bytes, and no more", "[passwords]")
{
    std::string sentence;
    while (sentence.size() < 256) sentence += "gà gáy sáng " + std::to_string(sentence.size());
    CHECK(is_fine(sentence.substr(0, 250) + "abcxyz"));
    CHECK_FALSE(is_fine(sentence.substr(0, 250) + "abcxyzq"));
    CHECK_FALSE(is_fine("not utf-8 \xFF\xFE"));
}

TEST_CASE("what everybody guesses first is refused, whatever stands around it", "[passwords]")
{
    const auto password = GENERATE(values<std::string>({
        "password",     "Password1!",   "P@ssw0rd",         "p@$$w0rd2024",  "matkhau123",  "Mật khẩu 1",
        "mậtkhẩu2025",  "12345678",     "123456789",        "87654321",      "11111111",    "aaaaaaaa",
        "abcabcabc",    "abababab",     "qwertyui",         "qwerty123",     "poiuytrewq",  "asdfghjkl",
        "1qaz2wsx",     "q1w2e3r4",     "vietnam2024",      "Việt Nam 1975", "saigon123",   "hanoi2026!",
        "radcert2026",  "anhyeuem",     "iloveyou",         "emyêuanh99",    "admin123",    "administrator",
        "Lan12345",     "lantran2025",  "Trần Thị Lan",     "tranthilan",    "lan.tran!!",  "Lan@2026",
        "15081990",     "19900815",     "1508199015081990", "abcd1234",      "!!!!!!!!",    "123123123",
        "112233445566", "nguyenvanlan", "matkhaumatkhau",   "chungchi2026",  "buonmathuot", "abcxyz123",
    }));
    CAPTURE(password);
    CHECK_FALSE(is_fine(password));
}

TEST_CASE("a sentence, and what nobody guesses, is taken", "[passwords]")
{
    const auto password = GENERATE(values<std::string>({
        "ngựa ăn ngô ban đêm",
        "correct horse battery staple",
        "tr0ng-v3o-xanh-la",
        "xq7Lm2pz",
        "7391 0562 8847 1305",
        "cà phê sữa đá lúc năm giờ",
        "lan mua bốn quả dừa xiêm",
        "b%k#l@w!",
    }));
    CAPTURE(password);
    CHECK(is_fine(password));
}

TEST_CASE("one's own name is easily guessed, somebody else's long one is not", "[passwords]")
{
    CHECK_FALSE(trouble_of_password("tonnuquynhdao", "dao", "Tôn Nữ Quỳnh Dao").empty());
    CHECK(trouble_of_password("tonnuquynhdao", "lan", "Trần Thị Lan").empty());
    CHECK_FALSE(trouble_of_password("xkqwpvzb", "xkqwpvzb", "").empty());
}

TEST_CASE("the list of common words is written as passwords are compared", "[passwords]")
{
    CHECK(casework::common_password_words().size() > 300);
    for (const std::string_view word : casework::common_password_words()) {
        CAPTURE(word);
        CHECK(text::folded(word) == word);
        CHECK(word.size() <= 24);
    }
}

TEST_CASE("the sample register's password could be chosen by a person", "[passwords]")
{
    CHECK(is_fine(demo::sample_password));
}
