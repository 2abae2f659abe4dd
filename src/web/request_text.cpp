#include "web/request_text.h"

#include "web/strictness.h"

namespace radcert::web {

std::string text_as_sent(std::string_view text)
{
    std::string head;
    bool tells_length = false, ended = false;
    while (!ended && !text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        ended = line.empty() && !head.empty();
        const std::string name = small_letters(line.substr(0, line.find(':')));
        tells_length = tells_length || name == "content-length" || name == "transfer-encoding";
        if (!ended) head.append(line).append("\r\n");
    }
    if (!tells_length && !text.empty()) head += "Content-Length: " + std::to_string(text.size()) + "\r\n";
    if (ended) head += "\r\n";
    return head.append(text);
}

} // namespace radcert::web
