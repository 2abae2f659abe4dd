#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/page.h"

namespace radcert::web {

class Visit;

/// What stands around every page.
struct Frame {
    Language language{Language::vi};
    std::vector<Link> sections; ///< of the navigation
    std::string section;        ///< address of the one that the page is in
    std::string who;            ///< name of who signed in; may be empty
    std::string csrf;
    std::string here; ///< address of this page
    Words said;       ///< once: what was just done
    std::string version;
    std::string rulebook; ///< "2026.1", with the first digits of its digest
    std::string today;    ///< "27/11/2026"
    bool halted{false};   ///< issuing is stopped
    std::string halt_reason;
    int idle_minutes{15};
    bool print{false}; ///< no navigation: to be printed
};

/// The sections that an account may go to, in the order of its work.
std::vector<Link> sections_for(const Visit& visit);

} // namespace radcert::web
