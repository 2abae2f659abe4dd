#pragma once

#include <vector>

#include "documents/letter.h"
#include "web/page.h"

namespace radcert::web {

/// A letter as a page shows it, in the order in which it is read: the same words that the paper bears.
std::vector<Block> letter_blocks(const documents::Letter& letter);

} // namespace radcert::web
