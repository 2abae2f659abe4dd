#include "domain/vocabulary.h"

#include <limits>

#include "tests/catch.h"

using namespace radcert;

TEST_CASE("a closed list gives each word its place and knows no other", "[domain]")
{
    CodeList list;
    CHECK(list.add({"ct", {"Máy CT", "CT scanner"}}) == 0);
    CHECK(list.add({"xrf", {"Máy XRF", "XRF analyser"}}) == 1);

    CHECK(list.size() == 2);
    CHECK(list.find("xrf") == Code{1});
    CHECK(list.word(1) == "xrf");
    CHECK(list.name(0).in(Language::vi) == "Máy CT");
    CHECK(list.name(0).in(Language::en) == "CT scanner");
    CHECK(list.words() == "ct, xrf");

    const auto stranger = GENERATE(values<std::string_view>({"", "c", "cta", "CT", "xrd", "ct "}));
    CAPTURE(stranger);
    CHECK_FALSE(list.find(stranger).has_value());
}

TEST_CASE("a province code means what it meant on the day asked", "[domain]")
{
    Vocabulary vocabulary;
    vocabulary.provinces = {
        {.code = 15, .name = "Yên Bái", .from = date(1991, 10, 1), .to = date(2025, 6, 30), .successor = 15},
        {.code = 15, .name = "Lào Cai", .from = date(2025, 7, 1), .to = {}, .successor = 15},
        {.code = 54, .name = "Phú Yên", .from = date(1989, 7, 1), .to = date(2025, 6, 30), .successor = 66},
    };

    CHECK(vocabulary.find_province(15, date(2025, 6, 30))->name == "Yên Bái");
    CHECK(vocabulary.find_province(15, date(2025, 7, 1))->name == "Lào Cai");
    CHECK(vocabulary.find_province(15, date(9999, 12, 31))->name == "Lào Cai");
    CHECK(vocabulary.find_province(54, date(2025, 6, 30))->name == "Phú Yên");
    CHECK(vocabulary.find_province(54, date(2025, 7, 1)) == nullptr);
    CHECK(vocabulary.find_province(54, date(1989, 6, 30)) == nullptr);
    CHECK(vocabulary.find_province(99, date(2025, 7, 1)) == nullptr);
}

TEST_CASE("a province code is written with two digits", "[domain]")
{
    CHECK(province_word(1) == "01");
    CHECK(province_word(10) == "10");
    CHECK(province_word(96) == "96");
}
