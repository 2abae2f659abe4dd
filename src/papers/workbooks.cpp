#include "papers/workbooks.h"

namespace radcert::papers {

std::string write_workbook(const std::vector<documents::SheetToWrite>&) { return {}; }
void read_workbook(std::string_view,
                   const std::function<bool(std::size_t, const std::string&, const documents::SheetRow&)>&)
{
}

} // namespace radcert::papers
