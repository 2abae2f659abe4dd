#pragma once

#include "rules/rulebook.h"

namespace radcert::casework {

// What a row says, in the words of people: names, never the codes of the files.

/// "người phụ trách an toàn; có thiết bị: CT; cơ sở y tế"; everybody: "mọi hồ sơ".
Words applies_in_words(const Vocabulary& words, const rules::Row& row);

/// "kết quả khám sức khỏe: bản mới nhất; …"
Words condition_in_words(const Vocabulary& words, const rules::Condition& condition);

/// "từ ngày 01/02/2021 đến hết ngày 30/06/2025"
Words span_in_words(const rules::Span& span);

/// "Bộ Khoa học và Công nghệ hoặc Cục An toàn bức xạ và hạt nhân"
Words bodies_in_words(const rules::AuthorityRow& row);

/// What a standing means for a file, in one sentence.
const Words& meaning(Standing standing);

} // namespace radcert::casework
