#pragma once

#include <string>
#include <string_view>

#include "rules/rulebook.h"

namespace radcert::rules {

/// Puts conditions, and the values they compare, into words of one language. Knows the rule, not the dossier.
class ConditionWords {
public:
    ConditionWords(std::string& out, const Vocabulary& vocabulary, Language language)
        : out_{out}, vocabulary_{vocabulary}, language_{language}
    {
    }

    /// The condition as a phrase: "trainings: at least one with programme 14; completed within 3 years before
    /// filing".
    void condition(const Condition& condition) const;

    void say(std::string_view vi, std::string_view en) const { out_ += language_ == Language::vi ? vi : en; }
    void say(const Words& words) const { out_ += words.in(language_); }
    void number(std::int64_t value) const;
    void amount(std::int64_t millionths) const;
    void day(std::int64_t day) const;
    void period(const Period& period) const;
    void value(const Column& column, std::int64_t value) const;
    /// "kind: ", "programme ": the column's name as it stands before a value.
    void label(const Column& column, bool with_colon = false) const;
    /// What a test asks for, without the column's name.
    void wanted(const Column& column, const FieldTest& test) const;
    void wanted_list(List list, const std::vector<FieldTest>& tests) const;

private:
    void parts(const Condition& condition, std::string_view vi, std::string_view en) const;
    void records(const Condition& condition, std::string_view vi, std::string_view en) const;
    void wanted_values(const Column& column, const FieldTest& test) const;

    std::string& out_;
    const Vocabulary& vocabulary_;
    Language language_;
};

} // namespace radcert::rules
