#include "text/json_writer.h"

namespace radcert::text {

std::string indented(std::string_view json)
{
    std::string out;
    std::size_t level = 0;
    bool in_string = false;
    const auto line = [&] { out.append("\n").append(2 * level, ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_string) {
            out += c;
            if (c == '\\')
                out += json[++i];
            else if (c == '"')
                in_string = false;
            continue;
        }
        const bool empty = i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']');
        switch (c) {
        case '"':
            in_string = true;
            out += c;
            break;
        case '{':
        case '[':
            out += c;
            ++level;
            if (empty) {
                out += json[++i];
                --level;
            } else {
                line();
            }
            break;
        case '}':
        case ']':
            --level;
            line();
            out += c;
            break;
        case ',':
            out += c;
            line();
            break;
        case ':': out += ": "; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace radcert::text
