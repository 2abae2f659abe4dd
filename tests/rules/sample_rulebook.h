#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/read_rulebook.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "text/json.h"
#include "text/read_dossier.h"

// A small rulebook and a dossier that it finds eligible. A test changes the row or the field that it is about
// with a JSON merge patch (RFC 7396): what is null in the patch is taken out, so null also means "not
// recorded".

namespace radcert::tests {

json patched(json value, std::string_view patch);

rules::SourceFile shipped_file(const std::string& path);

/// The rulebook as it is shipped, without its worked cases and samples.
std::vector<rules::SourceFile> shipped_files();

class SampleRules {
public:
    SampleRules();

    /// Adds a row; what it does not say itself is what most rows say.
    SampleRules& add(const std::string& section, std::string_view patch);

    static json row_of(const std::string& section, std::string_view patch);

    /// Changes the row `id`.
    SampleRules& change(std::string_view id, std::string_view patch);

    /// Changes the file around the rows.
    SampleRules& change_file(std::string_view patch);

    SampleRules& remove(std::string_view id);

    json& row(std::string_view id);

    std::vector<rules::SourceFile> files() const;

private:
    json file_;
};

/// An overlay of province 66 with these rows, signed for 2024.
rules::SourceFile overlay_file(const std::vector<std::string>& rows, std::string_view head_patch = "{}");

/// A complete file of a CT safety officer, filed on 30/08/2024 in province 66.
json sample_dossier(std::string_view patch = "{}");

Dossier dossier_of(const json& dossier, const Vocabulary& vocabulary);

/// One rulebook ready to screen.
class Desk {
public:
    explicit Desk(const std::vector<rules::SourceFile>& files,
                  const std::vector<rules::SourceFile>& overlays = {}, rules::ScreenOptions options = {});
    explicit Desk(const SampleRules& rules, const std::vector<rules::SourceFile>& overlays = {},
                  rules::ScreenOptions options = {});

    /// The determination as the outside world reads it, byte for byte.
    std::string text(const json& dossier);

    /// The determination of the sample file, changed by `patch`.
    json determination(std::string_view patch = "{}");

    const rules::Rulebook book;
    const rules::Program program;

private:
    rules::Screener screener_, quick_;
    rules::DeterminationWriter writer_;
};

/// The finding of a row; null when the row said nothing.
json finding(const json& determination, std::string_view id);

/// "met", "not_met", "undetermined: not_recorded", ..., or "silent" when the row said nothing.
std::string outcome(const json& determination, std::string_view id);

/// How one check answers about a dossier: "yes", "maybe" or "no".
std::string answer(const std::string& condition, const json& dossier, const std::string& calendar = "[]");

} // namespace radcert::tests
