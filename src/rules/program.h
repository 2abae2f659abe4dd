#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::rules {

/// One field test, compiled: a set of small numbers is a bit mask, a period is a number into
/// `Program::periods`.
struct TestCode {
    std::uint8_t column{};
    FieldTest::Comparison comparison{};
    bool small{false}; ///< every value lies in 0 to 63, so `mask` holds them
    std::uint8_t period{};
    std::uint64_t mask{};
    std::int64_t value{};           ///< at_least, at_most
    std::uint32_t first{}, count{}; ///< into `Program::values`, where not small
};

/// One check, compiled. Parts and tests stand side by side in the program's arrays.
struct NodeCode {
    Check check{};
    List list{}, second_list{};
    std::uint8_t column{}, second_column{};
    Fact fact{};
    std::uint8_t period{};
    bool when_none{false};
    int years{};
    std::int64_t bound{};
    std::uint32_t first_part{}, parts{};  ///< into `Program::parts`
    std::uint32_t first_where{}, where{}; ///< into `Program::tests`
    std::uint32_t first_must{}, must{};
    std::uint32_t first_second{}, second{};
    const Condition* source{nullptr}; ///< for explanations
};

constexpr std::uint32_t no_node = ~0u;

constexpr std::uint16_t no_overlay = 0xFFFF;

/// A requirement, compiled: all that a screening reads of a row, close together. Words stay in the rulebook.
struct RowCode {
    std::uint32_t condition{no_node};
    std::uint32_t speaks_when{no_node};
    std::uint32_t group{0}; ///< evidence group; 0: none
    std::uint16_t overlay{no_overlay};
    Topic topic{};
    FailureAction on_failure{};
    Standing standing{};
    bool by_completion{false}; ///< selected by the day the file became complete
    bool fallback{false};
    bool settled{false}; ///< some overlay row may speak in its place: `Program::settled_by`
    std::int64_t from{}, to{};
};

/// A rulebook compiled once: rows, checks and tests in flat arrays, words interned, days as numbers.
/// Refers to the rulebook, which must outlive it. Read-only afterwards: threads may share it.
struct Program {
    explicit Program(const Rulebook& book);

    const Rulebook& book;
    std::vector<RowCode> rows;
    std::vector<std::vector<std::size_t>> settled_by; ///< by row: the overlay rows that settle it
    std::vector<NodeCode> nodes;
    std::vector<std::uint32_t> parts;
    std::vector<TestCode> tests;
    std::vector<std::int64_t> values;
    std::vector<std::string> texts; ///< words that rules compare free text with
    std::vector<Period> periods;
    std::vector<std::int64_t> starts; ///< days on which some row begins to apply or no longer does, ascending
    bool has_groups{false};

    /// Which stretch of unchanging law `day` lies in; 0 before the first.
    std::size_t era_of(std::int64_t day) const;

private:
    std::uint32_t compile(const Condition& condition);
    std::uint32_t compile_tests(const std::vector<FieldTest>& from);
    TestCode compile_test(const FieldTest& test);
    std::uint8_t period(const Period& period);
};

} // namespace radcert::rules
