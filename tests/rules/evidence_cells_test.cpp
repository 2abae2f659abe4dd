#include "rules/evidence_cells.h"

#include <set>

#include "rules/facts.h"
#include "tests/catch.h"

// What is written into a record is what the engine reads there.

namespace {

using namespace radcert;
using namespace radcert::rules;

constexpr List lists[] = {List::documents, List::degrees,    List::trainings,   List::health_checks,
                          List::doses,     List::experience, List::certificates};

} // namespace

TEST_CASE("every column of every list reads as it was set", "[rules]")
{
    const std::vector<std::string> texts{"05", "05-II"};
    for (const List list : lists) {
        const auto columns = shape_of(list).columns;
        for (std::uint8_t column = 0; column < columns.size(); ++column) {
            CAPTURE(shape_of(list).name, columns[column].name);
            const bool text = columns[column].type == ColumnType::text;
            const bool truth = columns[column].type == ColumnType::boolean;
            Dossier file;
            add_record(file.evidence, list, "a");
            const std::size_t second = add_record(file.evidence, list, "a");
            const std::int64_t cell = text || truth ? 1 : 3;
            set_cell(file.evidence, list, second, column, cell, "05-II");
            Facts facts;
            facts.begin(file, texts);
            const FactTable& table = facts.table(list);
            REQUIRE(table.rows == 2);
            CHECK(facts.cell(table, 1, column) == cell);
            CHECK(facts.cell(table, 0, column) != cell);
        }
    }
}

TEST_CASE("a list is known from its first record on, or when somebody states it", "[rules]")
{
    for (const List list : lists) {
        Dossier file;
        CHECK(record_count(file.evidence, list) == 0);
        state_list(file.evidence, list);
        Facts facts;
        facts.begin(file, {});
        CHECK(facts.table(list).recorded);
        CHECK(facts.table(list).rows == 0);
        add_record(file.evidence, list, "a");
        CHECK(record_count(file.evidence, list) == 1);
        drop_last_record(file.evidence, list);
        CHECK(record_count(file.evidence, list) == 0);
    }
}

TEST_CASE("records that are added never share an id, whatever is there already", "[rules]")
{
    Dossier file;
    file.evidence.trainings.emplace();
    file.evidence.trainings->push_back({});
    file.evidence.trainings->back().id = "t2"; // the name that the next one would have
    for (int i = 0; i < 3; ++i) add_record(file.evidence, List::trainings, "t");
    std::set<std::string> ids;
    for (const Training& training : *file.evidence.trainings) CHECK(ids.insert(training.id).second);
}

TEST_CASE("every fact reads as it was set", "[rules]")
{
    for (std::size_t i = 0; i < fact_count; ++i) {
        CAPTURE(column_of(Fact(i)).name);
        Dossier file;
        set_fact(file, Fact(i), 1);
        Facts facts;
        facts.begin(file, {});
        CHECK(facts.single(Fact(i)) == 1);
    }
}
