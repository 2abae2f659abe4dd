#include "tests/casework/import_sheets.h"

#include <fstream>

#include "documents/paper_tools.h"

namespace radcert::tests {

using casework::ImportReport;
using casework::ImportRequest;
using documents::SheetToWrite;

SheetToWrite filled(Office& office, const std::string& kind, std::size_t place, const std::vector<Row>& rows)
{
    const casework::ImportKind& found = casework::find_import_kind(kind);
    auto sheet =
        casework::import_template(found, office.rules().book.vocabulary, date(2025, 8, 12)).at(place);
    for (const Row& row : rows) {
        sheet.rows.emplace_back();
        std::size_t used = 0;
        for (const casework::ImportColumn& column : found.sheets[place].columns) {
            const auto value = row.find(std::string{column.key});
            used += value != row.end();
            sheet.rows.back().push_back(value == row.end() ? std::nullopt : std::optional{value->second});
        }
        REQUIRE(used == row.size()); // no key that is no column
    }
    return sheet;
}

ImportRequest request(Office& office, const std::string& kind, const std::vector<SheetToWrite>& sheets,
                      const std::string& name)
{
    const auto file = office.folder() / name;
    std::ofstream{file, std::ios::binary} << documents::paper_tools().write_workbook(sheets);
    return {kind, file, {}, documents::SheetReader{RADCERT_PROGRAM}};
}

ImportReport preview(Office& office, const ImportRequest& wanted)
{
    return casework::preview_import(office.database(), office.rules().book.vocabulary, date(2025, 8, 12),
                                    wanted);
}

ImportReport run(Office& office, const ImportRequest& wanted, const std::string& second)
{
    registry::WriteScope write{office.writer(), {"lan", second, "test", false}};
    return casework::run_import(write, office.rules().book.vocabulary, wanted);
}

const Row hospital{
    {"name", "Bệnh viện Thử Nghiệm"}, {"province", "66"}, {"tax_code", "9990001112"}, {"medical", "có"}};

Row person(const std::string& number)
{
    return {{"full_name", "Nguyễn Đức Thịnh"},
            {"birth_date", "1985-02-28"},
            {"paper_kind", "cccd"},
            {"paper_number", number},
            {"facility", "9990001112"},
            {"role", "safety_officer"},
            {"title", "Khoa Chẩn đoán hình ảnh"},
            {"appointment_number", "12/QĐ-BV"},
            {"appointed_on", "2024-01-15"},
            {"degree_level", "bachelor"},
            {"training_number", "DT-1"},
            {"training_on", "2024-03-01"},
            {"training_issuer", "Trung tâm đào tạo thử nghiệm"},
            {"health_on", "2025-01-10"}};
}

std::vector<SheetToWrite> book(Office& office, const std::vector<Row>& people, const std::vector<Row>& sites)
{
    return {filled(office, "workers", 0, sites), filled(office, "workers", 1, people)};
}

std::string place_of(const casework::ImportProblem& problem)
{
    return problem.sheet + "!" + problem.column + std::to_string(problem.row);
}

std::string columns_of(const ImportReport& report)
{
    std::string columns;
    for (const casework::ImportProblem& problem : report.problems)
        columns += (columns.empty() ? "" : " ") + problem.column;
    return columns;
}

} // namespace radcert::tests
