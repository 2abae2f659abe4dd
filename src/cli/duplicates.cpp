#include "cli/duplicates.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/reading.h"
#include "cli/verb.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::cli {
namespace {

struct DuplicateOptions {
    std::string kind, first, other, reason;
    bool all{false};
};

bool of_workers(const DuplicateOptions& options)
{
    return options.kind == "worker";
}

std::string name_of(registry::Database& database, const DuplicateOptions& options, std::int64_t record)
{
    return of_workers(options) ? registry::load_worker(database, record).full_name
                               : registry::load_facility(database, record).name;
}

std::string id_of(const DuplicateOptions& options, std::int64_t record)
{
    return of_workers(options) ? casework::worker_name(record) : casework::facility_name(record);
}

std::int64_t parse(const DuplicateOptions& options, const std::string& text)
{
    return of_workers(options) ? casework::parse_worker(text) : casework::parse_facility(text);
}

void list_duplicates(const Settings& settings, const DuplicateOptions& options)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const auto judged = registry::duplicate_judgements(database, options.kind);
    Table table{{"first", {"Ghi trước", "First"}},        {"first_name", {"Tên", "Name"}},
                {"other", {"Ghi sau", "Other"}},          {"other_name", {"Tên", "Name"}},
                {"judgement", {"Kết luận", "Judgement"}}, {"reason", {"Lý do", "Reason"}}};
    const auto pairs =
        of_workers(options) ? registry::alike_workers(database) : registry::alike_facilities(database);
    for (const std::pair<std::int64_t, std::int64_t>& pair : pairs) {
        const auto known = std::ranges::find_if(judged, [&](const registry::Duplicate& one) {
            return one.first == pair.first && one.other == pair.second;
        });
        if (known != judged.end() && !options.all) continue;
        Cell judgement, reason;
        if (known != judged.end()) {
            const bool same = known->judgement == "same";
            judgement = Cell::coded(known->judgement,
                                    same ? Words{"là một", "same"} : Words{"khác nhau", "distinct"});
            reason = known->reason;
        }
        table.row({id_of(options, pair.first), name_of(database, options, pair.first),
                   id_of(options, pair.second), name_of(database, options, pair.second), std::move(judgement),
                   std::move(reason)});
    }
    table.print(settings);
}

void judge_pair(const Settings& settings, const DuplicateOptions& options, bool same)
{
    Writing writing{settings};
    const std::int64_t first = parse(options, options.first), other = parse(options, options.other);
    casework::judge_duplicate(writing.scope(), options.kind, first, other, same, options.reason);
    writing.done(id_of(options, first) + " " + id_of(options, other),
                 same ? Words{"đã ghi: hai bản ghi là một", "recorded: both are the same"}
                      : Words{"đã ghi: hai bản ghi khác nhau", "recorded: they are distinct"},
                 "radcert " + options.kind + " duplicates");
}

void same(const Settings& settings, const DuplicateOptions& options)
{
    judge_pair(settings, options, true);
}

void distinct(const Settings& settings, const DuplicateOptions& options)
{
    judge_pair(settings, options, false);
}

void add_judgement(Command& noun, Settings& settings, const char* kind, const char* verb, const char* help,
                   void (*work)(const Settings&, const DuplicateOptions&))
{
    auto [command, options] = add_verb(noun, verb, help, settings, work);
    options->kind = kind;
    command->add_option("first", options->first, "Bản ghi / record")->required()->type_name("ID");
    command->add_option("other", options->other, "Bản ghi kia / the other")->required()->type_name("ID");
    command->add_option("--reason", options->reason, "Lý do / reason")->type_name("TEXT");
    add_write_options(*command, settings);
}

} // namespace

void add_duplicates_commands(Command& noun, Settings& settings, const char* kind)
{
    auto [command, options] = add_verb(noun, "duplicates", "Bản ghi có thể trùng / records that look alike",
                                       settings, list_duplicates);
    options->kind = kind;
    command->add_flag("--all", options->all, "Cả những cặp đã kết luận / judged pairs too");
    add_register_options(*command, settings);
    add_export_options(*command, settings);
    add_judgement(noun, settings, kind, "same", "Hai bản ghi là một / both records are the same", same);
    add_judgement(noun, settings, kind, "distinct", "Hai bản ghi khác nhau / the records are distinct",
                  distinct);
}

} // namespace radcert::cli
