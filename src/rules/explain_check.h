#pragma once

#include <string>

#include "rules/condition_words.h"
#include "rules/screening.h"

namespace radcert::rules {

/// Puts into words what one check read and what it needed: "Health check h1: examined 29/02/2024, good until
/// 29/08/2024, filed 30/08/2024." Made from the condition itself, so that the words cannot drift from the
/// rule.
class CheckWriter {
public:
    CheckWriter(std::string& out, const Program& program, const Screening& screening, Language language)
        : out_{out}, program_{program}, screening_{screening}, facts_{*screening.facts},
          words_{out, program.book.vocabulary, language}
    {
    }

    void sentence(const Trace& trace) const;

private:
    void say(std::string_view vi, std::string_view en) const { words_.say(vi, en); }
    void say(const Words& words) const { words_.say(words); }
    void term(std::int64_t from, const Period& period) const;
    void field(const Column& column, const FieldTest& test, std::int64_t value, std::uint32_t record) const;
    Tri passes(const FieldTest& test, std::int64_t value) const;
    void fields(const NodeCode& node, const std::vector<FieldTest>& tests, std::uint32_t record) const;
    void named_record(List list, std::uint32_t record) const;
    void record(const NodeCode& node, std::uint32_t record) const;
    void nothing_found(const NodeCode& node) const;
    void total(const NodeCode& node, const Trace& trace) const;
    void duration(const NodeCode& node, const Trace& trace) const;
    void years(const NodeCode& node, const Trace& trace) const;
    void order(const NodeCode& node, const Trace& trace) const;
    void fact(const NodeCode& node) const;

    std::string& out_;
    const Program& program_;
    const Screening& screening_;
    Facts& facts_;
    ConditionWords words_;
};

} // namespace radcert::rules
