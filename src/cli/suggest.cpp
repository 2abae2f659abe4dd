#include "cli/suggest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace radcert::cli {
namespace {

/// Letters to insert, delete or replace (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row.back();
}

void add_words(const CLI::App& app, bool options, std::vector<std::string>& words)
{
    if (options) {
        for (const CLI::Option* option : app.get_options()) {
            for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
        }
        return;
    }
    for (const CLI::App* command : app.get_subcommands({})) words.push_back(command->get_name());
}

} // namespace

std::string suggestion(const CLI::App& app, const std::string& word, const std::string& command,
                       Language language)
{
    const bool option = word.starts_with("--");
    std::vector<std::string> words;
    add_words(app, option, words);
    for (const CLI::App* chosen : app.get_subcommands({})) {
        if (chosen->get_name() != command) continue;
        add_words(*chosen, option, words);
        if (!option) continue;
        for (const CLI::App* verb : chosen->get_subcommands({})) add_words(*verb, option, words);
    }
    const std::string name = word.substr(0, word.find('='));
    const auto nearest =
        std::ranges::min_element(words, {}, [&](const std::string& known) { return distance(name, known); });
    if (nearest == words.end() || *nearest == name || distance(name, *nearest) > 2) return {};
    return (language == Language::vi ? "có phải " : "did you mean ") + *nearest + "?";
}

std::string help_of(const CLI::App& app, int argc, char** argv)
{
    std::string way = "radcert";
    const CLI::App* here = &app;
    for (int i = 1; i < argc && here != nullptr; ++i) {
        const auto below = here->get_subcommands({});
        const auto found = std::ranges::find(below, std::string{argv[i]},
                                             [](const CLI::App* command) { return command->get_name(); });
        here = found == below.end() ? nullptr : *found;
        if (here != nullptr) way += " " + here->get_name();
    }
    return way + " --help";
}

} // namespace radcert::cli
