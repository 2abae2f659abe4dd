#include "text/write_dossier.h"

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/rules/random_dossier.h"
#include "tests/rules/sample_rulebook.h"

// Writing a dossier and reading it again changes nothing.

namespace {

using namespace radcert;
using namespace radcert::tests;

json without_nulls(const json& value)
{
    if (!value.is_structured()) return value;
    json kept = value.is_object() ? json::object() : json::array();
    for (const auto& [key, member] : value.items()) {
        if (value.is_array())
            kept.push_back(without_nulls(member));
        else if (!member.is_null())
            kept[key] = without_nulls(member);
    }
    return kept;
}

} // namespace

TEST_CASE("a dossier that was written reads as it was", "[text]")
{
    const rules::Rulebook book = rules::read_rulebook(shipped_files());
    text::JsonReader reader;
    RandomDossiers random{20261127};
    for (int i = 0; i < 300; ++i) {
        const std::string stated = random.next().dump();
        CAPTURE(stated);
        const Dossier dossier = text::read_dossier(reader, stated, book.vocabulary);
        const std::string written = text::write_dossier(dossier, book.vocabulary);
        const Dossier again = text::read_dossier(reader, written, book.vocabulary);
        CHECK(text::write_dossier(again, book.vocabulary) == written);
        // Everything that was recorded is still there, nothing was made up.
        CHECK(tests::parsed(written) == without_nulls(tests::parsed(stated)));
    }
}
