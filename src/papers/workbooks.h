#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/sheet.h"

namespace radcert::papers {

/// See documents::PaperTools.
std::string write_workbook(const std::vector<documents::SheetToWrite>& sheets);
void read_workbook(std::string_view bytes,
                   const std::function<bool(std::size_t, const std::string&, const documents::SheetRow&)>& take);

} // namespace radcert::papers
