#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/as_of.h"
#include "domain/words.h"
#include "registry/any_record.h"

namespace radcert::casework {

// The journal's words as people read them.

/// An act that the journal can hold: "certificate.issue", "cấp chứng chỉ".
struct KnownAction {
    std::string_view action;
    Words name;
};

/// Every act that radcert records, group by group: all of a group ("certificate.") stand one after another.
const std::vector<KnownAction>& known_actions();

/// What an act is called; one that is none of ours is called as it is.
Words action_name(std::string_view action);
/// What a group of acts is called: "chứng chỉ" for "certificate".
Words action_group_name(std::string_view group);

/// Through which door: "dòng lệnh" for "cli".
Words door_name(std::string_view door);

/// "21/11/2026 08:30", Viet Nam's time.
std::string shown_moment(const Timestamp& at);

/// A record that an event made, by the record that it belongs to.
struct MadeRecord {
    Words kind;        ///< "minh chứng"
    std::string which; ///< "W-17/3"; empty: there is only one
    std::string of;    ///< worker, facility, equipment, application, certificate; empty: none of these
    std::string owner; ///< "W-17", "F-3", number of the file or certificate
};

/// What kind of record it is and whose; nothing of what it says.
MadeRecord name_record(const registry::AnyRecord& record);

} // namespace radcert::casework
