#pragma once

#include <map>
#include <string>
#include <vector>

#include "casework/import_file.h"
#include "tests/casework/office.h"

// Sheets as offices fill them in, and what importing them says.

namespace radcert::tests {

using Row = std::map<std::string, std::string>; ///< column's key: what is written; a day as YYYY-MM-DD

/// The template of a kind with rows in its sheet `place`.
documents::SheetToWrite filled(Office& office, const std::string& kind, std::size_t place,
                               const std::vector<Row>& rows);

casework::ImportRequest request(Office& office, const std::string& kind,
                                const std::vector<documents::SheetToWrite>& sheets,
                                const std::string& name = "nguoi.xlsx");

casework::ImportReport preview(Office& office, const casework::ImportRequest& wanted);

casework::ImportReport run(Office& office, const casework::ImportRequest& wanted,
                           const std::string& second = {});

extern const Row hospital;

/// A safety officer of the hospital, with everything that form 01 asks.
Row person(const std::string& number = "999085000001");

/// The workbook of workers, with its sheet of facilities.
std::vector<documents::SheetToWrite> book(Office& office, const std::vector<Row>& people,
                                          const std::vector<Row>& sites = {hospital});

/// "Nhân viên!D3"
std::string place_of(const casework::ImportProblem& problem);

/// "A C": columns of the problems, in the order in which they are told.
std::string columns_of(const casework::ImportReport& report);

} // namespace radcert::tests
