#include "web/card_line.h"

#include "domain/date.h"
#include "tests/catch.h"

using namespace radcert;
using web::doubts_of_number;
using web::read_card_line;

namespace {

const std::string card =
    "999085012345|999012345|Nguyễn Đức Thịnh|30041985|Nam|Số 1, Phường Thử Nghiệm, Đắk Lắk|01012021";

} // namespace

TEST_CASE("the line of a citizen card's code fills a form", "[web]")
{
    const auto read = read_card_line(card);
    REQUIRE(read);
    CHECK(read->number == "999085012345");
    CHECK(read->old_number == "999012345");
    CHECK(read->full_name == "Nguyễn Đức Thịnh");
    CHECK(read->birth_date == date(1985, 4, 30));
    CHECK(read->sex == "male");
    CHECK(read->address == "Số 1, Phường Thử Nghiệm, Đắk Lắk");
    CHECK(read->issued_on == date(2021, 1, 1));
}

TEST_CASE("a scanner's line ends, blanks and fields behind the seventh do not matter", "[web]")
{
    const auto read = read_card_line("  " + card + "||Nguyễn Văn Cha|Trần Thị Mẹ|\r\n");
    REQUIRE(read);
    CHECK(read->full_name == "Nguyễn Đức Thịnh");
    CHECK(read->issued_on == date(2021, 1, 1));
}

TEST_CASE("whoever never had an old card has no old number", "[web]")
{
    const auto read = read_card_line("999185012345||Trần Thị Mẫu|01021985|Nữ|Đắk Lắk|01012021");
    REQUIRE(read);
    CHECK(read->old_number.empty());
    CHECK(read->sex == "female");
}

TEST_CASE("what cannot be read on a card stays empty, and the rest is taken", "[web]")
{
    const auto read = read_card_line("999185012345|12|Trần Thị Mẫu|31021985|?|Đắk Lắk|");
    REQUIRE(read);
    CHECK(read->old_number.empty());
    CHECK_FALSE(read->birth_date);
    CHECK(read->sex.empty());
    CHECK_FALSE(read->issued_on);
}

TEST_CASE("names are kept in one normal form, however the card wrote them", "[web]")
{
    const auto read = read_card_line("999085012345||Nguye\xCC\x82\xCC\x83n|30041985|nam|x|01012021"); // NFD
    REQUIRE(read);
    CHECK(read->full_name == "Nguyễn");
    CHECK(read->sex == "male");
}

TEST_CASE("a text that is no card's line is none", "[web]")
{
    const auto none = GENERATE(values<std::string>({
        "",
        "   ",
        "Nguyễn Đức Thịnh",
        "999085012345",
        "999085012345|999012345|Nguyễn Đức Thịnh|30041985|Nam|Đắk Lắk",   // six fields
        "99908501234|999012345|Nguyễn Đức Thịnh|30041985|Nam|x|01012021", // eleven digits
        "99908501234a||Nguyễn Đức Thịnh|30041985|Nam|x|01012021",
        "999085012345|| |30041985|Nam|x|01012021", // no name
        "|||||||",
    }));
    CAPTURE(none);
    CHECK_FALSE(read_card_line(none));
}

TEST_CASE("an identity number tells the century, the year and the sex", "[web]")
{
    CHECK(doubts_of_number("999085012345", 1985, "male").empty());
    CHECK(doubts_of_number("999185012345", 1985, "female").empty());
    CHECK(doubts_of_number("999204012345", 2004, "male").empty());
    CHECK(doubts_of_number("999304012345", 2004, "female").empty());
    CHECK(doubts_of_number("999404012345", 2104, "male").empty());
}

TEST_CASE("what a number says otherwise is told, each in one sentence", "[web]")
{
    const auto year = doubts_of_number("999085012345", 1986, "male");
    REQUIRE(year.size() == 1);
    CHECK(year.front().en == "the identity number says born in 1985, the birth date says 1986");
    const auto century = doubts_of_number("999285012345", 1985, "male");
    REQUIRE(century.size() == 1);
    CHECK(century.front().en.find("2085") != std::string::npos);
    const auto sex = doubts_of_number("999085012345", 1985, "female");
    REQUIRE(sex.size() == 1);
    CHECK(sex.front().en == "the identity number says male, female is recorded");
    CHECK(doubts_of_number("999185012345", 1986, "male").size() == 2);
}

TEST_CASE("nothing is doubted of what is not known, or of another kind of number", "[web]")
{
    CHECK(doubts_of_number("999085012345", {}, "").empty());
    CHECK(doubts_of_number("999012345", 1986, "female").empty());
    CHECK(doubts_of_number("B1234567", 1986, "female").empty());
    CHECK(doubts_of_number("", 1986, "female").empty());
}
