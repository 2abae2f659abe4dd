#include "papers/draw_letter.h"

namespace radcert::papers {

std::string draw_letter(const documents::Letter&) { return {}; }

} // namespace radcert::papers
