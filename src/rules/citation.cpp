#include "rules/citation.h"

namespace radcert::rules {

std::string citation_text(const Rulebook& book, const Row& row, Language language)
{
    const std::string& number = book.instruments[row.citation.index].number;
    if (row.citation.article.empty()) return number;
    return number + (language == Language::vi ? ", Điều " : ", Art. ") + row.citation.article;
}

} // namespace radcert::rules
