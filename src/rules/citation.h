#pragma once

#include <string>

#include "rules/rulebook.h"

namespace radcert::rules {

/// "142/2020/NĐ-CP, Điều 35(2)(d)"; the number alone where the article is not known.
std::string citation_text(const Rulebook& book, const Row& row, Language language = Language::vi);

} // namespace radcert::rules
