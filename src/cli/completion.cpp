#include "cli/completion.h"

namespace radcert::cli {
namespace {

constexpr const char* script_beginning =
    R"(# Completion of radcert's commands in bash, made by: radcert completion bash

_radcert()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} way=radcert i
    local verbs= options= values= files=
    # bash parts "--lang=en" into three words
    if [[ $cur == '=' ]]; then cur=; elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$way ${COMP_WORDS[i]}" in
)";

constexpr const char* script_end = R"(    esac
    COMPREPLY=()
    if [[ $values == '?' ]]; then
        compopt +o default # some text that only a person knows
    elif [[ $values ]]; then
        COMPREPLY=($(compgen -W "$values" -- "$cur"))
        compopt +o default
    elif [[ $files == value ]]; then
        return # names of files
    elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif [[ $verbs ]]; then
        COMPREPLY=($(compgen -W "$verbs" -- "$cur"))
        compopt +o default
    elif [[ $files != argument ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        compopt +o default
    fi
}
complete -o default -F _radcert radcert
)";

void append_word(std::string& words, const std::string& word)
{
    words += (words.empty() ? "" : " ") + word;
}

/// The ways that lead to a command, as patterns of a case: 'radcert rules' | 'radcert rules list' ...
void add_ways(const CommandShape& command, const std::string& way, std::string& ways)
{
    for (const CommandShape& below : command.commands) {
        const std::string longer = way + ' ' + below.name;
        ways += (ways.empty() ? "        '" : " | \\\n            '") + longer + "'";
        add_ways(below, longer, ways);
    }
}

/// What the value of an option may be: some words, a file, or a text that nobody can guess.
std::string value_case(const OptionShape& option)
{
    std::string names, values;
    for (const std::string& name : option.names) names += (names.empty() ? "" : " | ") + name;
    for (const std::string& choice : option.choices) append_word(values, choice);
    const std::string set =
        names_file(option) ? "files=value" : "values='" + (values.empty() ? "?" : values) + "'";
    return "        " + names + ") " + set + " ;;\n";
}

void add_case(const CommandShape& command, const std::string& way, std::string& script)
{
    std::string verbs, options, cases, argument;
    for (const CommandShape& below : command.commands) append_word(verbs, below.name);
    for (const OptionShape& option : command.options) {
        if (option.positional) {
            if (names_file(option)) argument = " files=argument";
            continue;
        }
        for (const std::string& name : option.names) append_word(options, name);
        if (!option.type.empty()) cases += value_case(option);
    }
    script += "    '" + way + "')\n        verbs='" + verbs + "'" + argument + "\n        options='" +
              options + "'\n";
    if (!cases.empty()) script += "        case $prev in\n" + cases + "        esac\n";
    script += "        ;;\n";
    for (const CommandShape& below : command.commands) add_case(below, way + ' ' + below.name, script);
}

} // namespace

std::string bash_completion(const CommandShape& program)
{
    std::string ways;
    add_ways(program, program.name, ways);
    std::string script = script_beginning + ways +
                         ")\n            way=\"$way ${COMP_WORDS[i]}\" ;;\n        esac\n    done\n" +
                         "    case $way in\n";
    add_case(program, program.name, script);
    return script + script_end;
}

} // namespace radcert::cli
