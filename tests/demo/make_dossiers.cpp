#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "demo/dossier_generator.h"

// Writes made-up dossiers to standard output, one a line.

namespace {

constexpr const char* usage =
    "use: make_dossiers [--seed N] [--count N]\n"
    "Writes N made-up dossiers (default 58), one a line. The first 58 are a period of a\n"
    "province like Đắk Lắk, 1 July to 12 August 2025; all later ones come from everywhere.\n";

bool read_number(std::string_view text, std::uint64_t& number)
{
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc{} && end == text.data() + text.size();
}

int wrong_usage()
{
    std::fputs(usage, stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t seed = 1, count = radcert::demo::period_size;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view option = argv[i];
        if (option == "--help") return std::fputs(usage, stdout) < 0 ? 9 : 0;
        if (i + 1 == argc || (option != "--seed" && option != "--count")) return wrong_usage();
        if (!read_number(argv[i + 1], option == "--seed" ? seed : count)) return wrong_usage();
    }
    const radcert::demo::DossierGenerator generator{seed};
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string line = generator.dossier(i) + '\n';
        if (std::fwrite(line.data(), 1, line.size(), stdout) < line.size()) break;
    }
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return 0;
    std::fputs("make_dossiers: error: cannot write the output\n", stderr);
    return 9;
}
