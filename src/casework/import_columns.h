#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/sheet.h"
#include "domain/vocabulary.h"
#include "domain/words.h"

namespace radcert::casework {

// What the sheets of an import hold: once for the template, for reading and for every message about a cell.

/// How the cells of a column are read.
enum class CellRule : unsigned char {
    text,
    name,     ///< of a person: no digits
    identity, ///< a number of letters and digits, kept as it is written
    day,
    year_count, ///< a whole number
    truth,      ///< có, không
    word,       ///< of a list of the rulebook: its word, or its name in either language
    words,      ///< several, parted by ";"
    birth_year, ///< four digits, from 1900 on
    sex,        ///< nam, nữ
    paper,      ///< căn cước, chứng minh nhân dân, hộ chiếu, giấy tờ khác
    status,     ///< of a certificate
    province,   ///< two digits or name
    end_day,    ///< a day, or "không thời hạn"
};

struct ImportColumn {
    std::string_view key; ///< "training_number"
    Words heading;
    CellRule rule{CellRule::text};
    const CodeList Vocabulary::* list{nullptr};
    bool required{false};
    std::string_view hint{}; ///< Vietnamese, shown in the template
};

struct ImportSheet {
    std::string_view key; ///< "workers"
    Words name;           ///< of the tab
    std::vector<ImportColumn> columns;
};

struct ImportKind {
    std::string_view word; ///< workers, facilities, equipment, certificates
    Words name;
    std::vector<ImportSheet> sheets; ///< in the order in which they are read
};

/// Workers after form 01 (phiếu khai báo nhân viên bức xạ), Annex III of Decree 142/2020: the organisation,
/// then its people with post, appointment, training, certificate, degree and health check.
///
/// Source: law/certificates-2010-2025.md, FO-3.
const std::vector<ImportKind>& import_kinds();

/// @throws Error  usage: there is no such kind; the message says which there are.
const ImportKind& find_import_kind(std::string_view word);

/// An empty workbook to be filled in, drop-downs from the lists of the rulebook.
/// @param day  provinces of that day
std::vector<documents::SheetToWrite> import_template(const ImportKind& kind, const Vocabulary& words,
                                                     Date day);

/// The kinds of identity papers: word and name.
const std::vector<std::pair<std::string_view, Words>>& paper_kinds();

} // namespace radcert::casework
