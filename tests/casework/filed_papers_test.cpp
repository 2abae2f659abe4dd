#include "casework/filed_papers.h"

#include "tests/casework/office.h"

using namespace radcert;
using casework::filed_papers;
using casework::with_papers;

namespace {

const Vocabulary& filed_words()
{
    static tests::Office office;
    return office.rules().book.vocabulary;
}

} // namespace

TEST_CASE("papers are typed as kind, form and copies", "[casework]")
{
    CHECK(filed_papers({"photo:print:3", "degree"}, filed_words())->text ==
          R"([{"copies":3,"format":"print","kind":"photo"},{"kind":"degree"}])");
    CHECK_FALSE(filed_papers({}, filed_words())); // which were filed is not recorded
    for (const char* const wrong : {"hair", "photo:stone", "photo:print:dozens", "photo:print:3:4"})
        CHECK(tests::refusal_of([&] { filed_papers({wrong}, filed_words()); }).fault() ==
              Fault::invalid_input);
}

TEST_CASE("a paper that is brought takes the place of those of its kind, and leaves the others", "[casework]")
{
    const registry::JsonText filed{
        R"([{"copies":1,"id":"p1","kind":"photo"},{"id":"d1","kind":"degree"},{"kind":"photo"}])"};
    CHECK(with_papers(filed, {"photo:print:3"}, filed_words())->text ==
          R"([{"id":"d1","kind":"degree"},{"copies":3,"format":"print","kind":"photo"}])");
    CHECK(with_papers(filed, {}, filed_words()) == filed);
    CHECK(with_papers({}, {"degree"}, filed_words())->text == R"([{"kind":"degree"}])");
    CHECK_FALSE(with_papers({}, {}, filed_words()));
}
