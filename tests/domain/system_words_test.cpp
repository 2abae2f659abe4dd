#include "domain/system_words.h"

#include <cerrno>

#include "tests/catch.h"

using radcert::system_words;

TEST_CASE("a reason of the system is said in Vietnamese, and a rare one as the system says it", "[domain]")
{
    CHECK(system_words(ENOENT).vi == "không có tệp hoặc thư mục này");
    CHECK(system_words(ENOENT).en == "No such file or directory");
    CHECK(system_words(ENOSPC).vi == "ổ đĩa đầy");
    CHECK(system_words(EXDEV).vi == system_words(EXDEV).en);
}
