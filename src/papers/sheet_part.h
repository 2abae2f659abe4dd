#pragma once

#include <functional>

#include "documents/sheet.h"

#include "papers/workbook_parts.h"

namespace radcert::papers {

/// Reads the rows of one sheet that hold anything, in ascending order. Only a row at a time is kept, unless
/// the part is smaller than 8 MiB: then its rows may stand in any order.
///
/// @param take  false: enough
/// @throws Error  invalid_input, naming sheet, row and column.
/// @return  whether there was not enough yet
bool read_sheet(ZipArchive& archive, const WorkbookParts& parts, const WorkbookParts::Sheet& sheet,
                const std::function<bool(documents::SheetRow&)>& take);

} // namespace radcert::papers
