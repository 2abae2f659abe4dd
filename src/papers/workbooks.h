#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/sheet.h"

namespace radcert::papers {

/// See documents::PaperTools. The same sheets give the same bytes.
/// @throws Error  invalid_input: a sheet's name or a text that a workbook cannot hold.
std::string write_workbook(const std::vector<documents::SheetToWrite>& sheets);

/// See documents::PaperTools. Hidden sheets are left out: they hold the choices of drop-downs. Rows come in
/// ascending order; covered cells of merged ranges are marked.
/// Texts are in the normal form in which the file has them.
///
/// What is refused, and limits: src/papers/zip_archive.h (the archive), xml.h (its parts), sheet_part.h.
void read_workbook(
    std::string_view bytes,
    const std::function<bool(std::size_t, const std::string&, const documents::SheetRow&)>& take);

} // namespace radcert::papers
