#include "cli/parse_trouble.h"

#include "tests/catch.h"

using radcert::cli::parse_trouble;

TEST_CASE("what CLI11 says is said in Vietnamese, with the words that were typed", "[cli]")
{
    CHECK(parse_trouble("The following argument was not expected: --jsnl").vi == "không hiểu: --jsnl");
    CHECK(parse_trouble("The following arguments were not expected: a b").vi == "không hiểu: a b");
    CHECK(parse_trouble("A subcommand is required").vi == "thiếu lệnh: chọn một lệnh con");
    CHECK(parse_trouble("--name is required").vi == "thiếu --name");
    CHECK(parse_trouble("--born requires --name").vi == "--born phải đi cùng --name");
    CHECK(parse_trouble("--csv excludes --xlsx").vi == "--csv không đi cùng --xlsx");
    CHECK(parse_trouble("Could not convert: N = hai").vi == "N: không đọc được giá trị 'hai'");
    CHECK(parse_trouble("--by: foo not in {role,status}").vi == "--by: 'foo' không nằm trong: role,status");
    CHECK(parse_trouble("--working-days: Value 0 not in range 1 to 1000").vi ==
          "--working-days: giá trị 0 ngoài khoảng từ 1 đến 1000");
}

TEST_CASE("a sentence of CLI11 that is not known stays as it is in both languages", "[cli]")
{
    CHECK(parse_trouble("Something new").vi == "Something new");
    CHECK(parse_trouble("--csv excludes --xlsx").en == "--csv excludes --xlsx");
}
