#pragma once

#include <string>
#include <string_view>

namespace radcert::web {

/// A request as a person writes it into a file, as a program would send it: header lines end in CR LF, and a
/// body whose length no header line tells gets its Content-Length. Checks nothing; the body stays as it is.
std::string text_as_sent(std::string_view text);

} // namespace radcert::web
