#include "cli/manual_pages.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace radcert::cli {
namespace {

constexpr const char* about_radcert =
    R"(radcert keeps a register of radiation facilities, their equipment, radiation workers and
their certificates. It screens applications against the law of the day on which they were filed, keeps what an officer
decides and why, issues certificates that can be checked without the register, and lets anybody prove that the history
was not rewritten.
)";

constexpr const char* rest_of_page = R"(.SH EXIT STATUS
.TP
.B 0
done; every dossier was screened, whatever the verdict
.TP
.B 1
something unexpected
.TP
.B 2
wrong usage
.TP
.B 3
invalid input
.TP
.B 4
a file, a rulebook, a row or a record was not found
.TP
.B 5
refused: the act may not be done, or not by one person
.TP
.B 6
conflict: another program is writing, or the register says otherwise
.TP
.B 7
there is something to look at (rules lint, rules test, rules sweep)
.TP
.B 8
the register is damaged, was changed, or is not the one that it should be
.TP
.B 9
a file could not be read, or the output not written
.SH ENVIRONMENT
Each key of a configuration file has a variable that goes before it: RADCERT_REGISTER, RADCERT_KEY_FILE,
RADCERT_OFFICER, RADCERT_LANG, RADCERT_RULES and so on. An option goes before both.
.SH FILES
.TP
.I ./radcert.conf
settings of this folder, a line each: key = value
.TP
.I ~/.config/radcert/radcert.conf
settings of the user
.TP
.I /etc/radcert/config.toml
settings of the machine, with each key explained
.TP
.I /var/lib/radcert
where the package's service keeps its register
)";

/// For groff: nothing in it means anything.
std::string for_groff(const std::string& text)
{
    std::string safe;
    for (const char c : text) {
        if (c == '\\')
            safe += "\\(rs";
        else if (c == '-')
            safe += "\\-";
        else
            safe += c;
    }
    const bool request = !safe.empty() && (safe.front() == '.' || safe.front() == '\'');
    return (request ? "\\&" : "") + safe;
}

std::string in_capitals(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return text;
}

/// A text of several lines, each of which stays one.
std::string in_lines(const std::string& text)
{
    std::string lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);)
        lines += (lines.empty() ? "" : ".br\n") + for_groff(line) + "\n";
    return lines.empty() ? "\\&\n" : lines;
}

/// ".TP", then "\fB--lang\fR LANG" and what it is for.
std::string option_entry(const OptionShape& option)
{
    std::string heading;
    for (const std::string& name : option.names)
        heading += (heading.empty() ? "" : ", ") + ("\\fB" + for_groff(name) + "\\fR");
    if (option.positional)
        heading = "\\fI" + for_groff(option.type.empty() ? option.names.front() : option.type) + "\\fR";
    if (!option.positional && !option.type.empty()) heading += " \\fI" + for_groff(option.type) + "\\fR";
    std::string help = english(option.help), choices;
    for (const std::string& choice : option.choices)
        if (help.find(choice) == std::string::npos) choices += (choices.empty() ? "" : ", ") + choice;
    if (!choices.empty()) help += " (" + choices + ")";
    return ".TP\n" + heading + "\n" + in_lines(help);
}

std::string option_entries(const CommandShape& command)
{
    std::string entries;
    for (const OptionShape& option : command.options)
        if (option.positional) entries += option_entry(option);
    for (const OptionShape& option : command.options)
        if (!option.positional) entries += option_entry(option);
    return entries;
}

/// "radcert application receive [OPTIONS] NUMBER".
std::string synopsis(const std::string& way, const CommandShape& command)
{
    std::string line = ".B " + for_groff(way) + "\n[\\fIOPTIONS\\fR]";
    for (const OptionShape& option : command.options) {
        if (!option.positional) continue;
        std::string name = for_groff(option.type.empty() ? option.names.front() : option.type);
        if (option.many) name += " ...";
        line += option.required ? " \\fI" + name + "\\fR" : " [\\fI" + name + "\\fR]";
    }
    if (!command.commands.empty()) line += " \\fICOMMAND\\fR";
    return line + "\n";
}

/// The lines of a footer that are commands, without what is said of them in two languages.
std::string example_lines(const std::string& footer)
{
    std::string lines;
    std::istringstream stream{footer};
    for (std::string line; std::getline(stream, line);) {
        const auto start = line.find_first_not_of(' ');
        if (start == std::string::npos || line.compare(start, 8, "radcert ") != 0) continue;
        const auto remark = line.find("   ", start);
        lines += for_groff(line.substr(start, remark == std::string::npos ? remark : remark - start)) + "\n";
    }
    return lines.empty() ? "" : ".SH EXAMPLES\n.nf\n" + lines + ".fi\n";
}

std::string page_head(const std::string& name, const std::string& what, const std::string& version)
{
    return ".TH " + for_groff(in_capitals(name)) + " 1 \"\" \"radcert " + version +
           "\" \"radcert\"\n.SH NAME\n" + for_groff(name) + " \\- " + for_groff(what) + "\n";
}

/// The verbs below a noun, and those below them.
void add_verbs(const CommandShape& command, const std::string& way, std::string& text)
{
    for (const CommandShape& below : command.commands) {
        const std::string longer = way + ' ' + below.name;
        text += ".SS " + for_groff(longer.substr(longer.find(' ') + 1)) + "\n" + synopsis(longer, below) +
                ".PP\n" + for_groff(english(below.help)) + "\n" + option_entries(below);
        add_verbs(below, longer, text);
    }
}

ManualPage noun_page(const CommandShape& program, const CommandShape& noun, const std::string& version)
{
    const std::string name = program.name + '-' + noun.name, way = program.name + ' ' + noun.name;
    std::string text = page_head(name, english(noun.help), version) + ".SH SYNOPSIS\n" + synopsis(way, noun);
    text += ".SH DESCRIPTION\n" + for_groff(english(noun.help)) + "\n.SH OPTIONS\n" + option_entries(noun);
    if (!noun.commands.empty()) {
        text += ".SH COMMANDS\n";
        add_verbs(noun, way, text);
    }
    return {name + ".1", text + example_lines(noun.footer) + ".SH SEE ALSO\n.BR radcert (1)\n"};
}

ManualPage program_page(const CommandShape& program, const std::string& version)
{
    std::string text = page_head(program.name, "register of radiation facilities, workers and certificates",
                                 version) +
                       ".SH SYNOPSIS\n" + synopsis(program.name, program) + ".SH DESCRIPTION\n" +
                       about_radcert + ".SH COMMANDS\n",
                also;
    for (const CommandShape& noun : program.commands) {
        text += ".TP\n.B " + for_groff(noun.name) + "\n" + for_groff(english(noun.help)) + "\n";
        also += (also.empty() ? ".BR " : ",\n.BR ") + for_groff(program.name + '-' + noun.name) + " (1)";
    }
    text += ".SH OPTIONS\n" + option_entries(program) + rest_of_page + example_lines(program.footer);
    return {program.name + ".1", text + ".SH SEE ALSO\n" + also + "\n"};
}

} // namespace

std::vector<ManualPage> manual_pages(const CommandShape& program, const std::string& version)
{
    std::vector<ManualPage> pages{program_page(program, version)};
    for (const CommandShape& noun : program.commands) pages.push_back(noun_page(program, noun, version));
    return pages;
}

} // namespace radcert::cli
