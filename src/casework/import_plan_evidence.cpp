#include <algorithm>

#include "casework/import_plan_row.h"
#include "casework/words_of.h"

namespace radcert::casework {

using registry::Evidence;

namespace {

constexpr FieldSource of_degree[]{{"level", "degree_level"},
                                  {"field", "degree_field"},
                                  {"dated_on", "degree_on"},
                                  {"issuer", "degree_issuer"}};
constexpr FieldSource of_training[]{{"number", "training_number"},
                                    {"dated_on", "training_on"},
                                    {"issuer", "training_issuer"},
                                    {"programme", "training_programme"}};
constexpr FieldSource of_certificate[]{
    {"number", "certificate_number"}, {"dated_on", "certificate_on"}, {"issuer", "certificate_issuer"}};
constexpr FieldSource of_health[]{
    {"dated_on", "health_on"}, {"conclusion", "health_conclusion"}, {"issuer", "health_issuer"}};

struct Piece {
    const char* kind;
    std::span<const FieldSource> sources;
};

constexpr Piece pieces[]{{"degree", of_degree},
                         {"training", of_training},
                         {"certificate", of_certificate},
                         {"health_check", of_health}};

/// The piece of evidence of that kind that a row speaks of.
Evidence piece_of(const Piece& piece, const ImportValues& values)
{
    Evidence made;
    made.kind = piece.kind;
    made.status = "recorded";
    Evidence::fields(made, [&](std::string_view name, auto& field) {
        using Field = std::remove_cvref_t<decltype(field)>;
        for (const FieldSource& source : piece.sources) {
            if (source.field != name || !values.has(source.column)) continue;
            if constexpr (std::is_same_v<Field, std::optional<std::string>>)
                field = values.text(source.column);
            if constexpr (std::is_same_v<Field, std::optional<Date>>) field = values.day(source.column);
            if constexpr (std::is_same_v<Field, std::optional<std::int64_t>>)
                field = values.whole(source.column);
        }
    });
    return made;
}

/// The piece that the register has already: of the same number, or where one has none, of the same rest.
const Evidence* find_standing(const std::vector<Evidence>& known, const Evidence& made, const Piece& piece)
{
    const auto same = std::ranges::find_if(known, [&](const Evidence& other) {
        if (other.kind != made.kind || other.status != "recorded") return false;
        if (made.number && other.number) return made.number == other.number;
        return agree(other, made, piece.sources);
    });
    return same == known.end() ? nullptr : &*same;
}

} // namespace

void ImportPlan::plan_evidence(Row& row, std::int64_t worker, bool known)
{
    const ImportValues& values = row.values;
    const auto programme = values.whole("training_programme");
    if (programme && (*programme < 1 || *programme > 14))
        row.refuse("training_programme",
                   {"chương trình đào tạo từ 1 đến 14", "training programmes are 1 to 14"});
    const bool certificate = !values.blank("certificate_on") || !values.blank("certificate_issuer");
    if (certificate && values.blank("certificate_number"))
        row.refuse("certificate_number", {"thiếu số chứng chỉ", "the certificate's number is missing"});

    std::vector<Evidence> standing;
    if (known) standing = registry::evidence_of(database_, worker);
    std::int64_t next = known ? registry::next_evidence(database_, worker) : 1;
    for (const Piece& piece : pieces) {
        const bool any = std::ranges::any_of(
            piece.sources, [&](const FieldSource& source) { return row.good(source.column); });
        if (!any) continue;
        Evidence made = piece_of(piece, values);
        made.worker = worker;
        const Evidence* const same = find_standing(standing, made, piece);
        made.evidence = same != nullptr ? same->evidence : next++;
        const std::string key = worker_name(worker) + "/" + std::to_string(made.evidence);
        if (same != nullptr) {
            row.fill(*same, made, key, worker, piece.sources);
            continue;
        }
        const std::string tab = values.tab.empty() ? "" : values.tab + "!";
        made.source = source_.file + "!" + tab + std::to_string(values.row);
        row.add(made, key, worker, piece.sources);
    }
}

} // namespace radcert::casework
