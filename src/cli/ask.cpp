#include "cli/ask.h"

#include <iostream>
#include <unistd.h>

#include "domain/error.h"

namespace radcert::cli {

std::string ask_unless(const std::string& said, const char* option, const Words& question, Language language)
{
    if (!said.empty()) return said;
    std::string answer;
    if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1) {
        std::cerr << question.in(language) << ": ";
        std::getline(std::cin, answer);
    }
    if (!answer.empty()) return answer;
    throw Error{Fault::usage,
                {"chưa cho biết: " + question.vi, "not said: " + question.en},
                {std::string{"thêm "} + option, std::string{"add "} + option}};
}

} // namespace radcert::cli
