#include "casework/rulebooks.h"

#include "casework/deadlines.h"
#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/rulebook_text.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace radcert::casework {
namespace {

void write_files(text::JsonWriter& json, std::string_view name, const std::vector<rules::SourceFile>& files)
{
    json.key(name);
    json.open_array();
    for (const rules::SourceFile& file : files) {
        json.open_object();
        json.member("path", file.path);
        json.member("text", file.text);
        json.close_object();
    }
    json.close_array();
}

std::string to_text(const RulebookFiles& files)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    write_files(json, "files", files.files);
    write_files(json, "overlays", files.overlays);
    json.close_object();
    return out;
}

RulebookFiles from_text(std::string_view stored)
{
    text::JsonReader reader;
    const text::Field root{reader, reader.read(stored)};
    RulebookFiles files;
    const auto read = [&](std::string_view name, std::vector<rules::SourceFile>& into) {
        root.at(name).each_element([&](const text::Field& file) {
            into.push_back(
                {std::string{file.at("path").as_string()}, std::string{file.at("text").as_string()}});
        });
    };
    read("files", files.files);
    read("overlays", files.overlays);
    return files;
}

} // namespace

const RulebookInUse& Rulebooks::in_force(registry::Database& database, EventNumber known_by)
{
    return adopted(database, registry::load_rulebook_in_force(database, known_by).digest);
}

const RulebookInUse& Rulebooks::adopted(registry::Database& database, const std::string& digest)
{
    if (const auto found = read_.find(digest); found != read_.end()) return *found->second;
    const RulebookFiles files = adopted_files(database, digest);
    auto read = std::make_unique<RulebookInUse>(rules::read_rulebook(files.files, files.overlays));
    if (read->book.digest != digest) {
        throw Error{Fault::integrity,
                    {"bộ quy định giữ dưới mã " + digest + " thật ra có mã " + read->book.digest,
                     "the rulebook kept as " + digest + " has the digest " + read->book.digest},
                    {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    }
    return *read_.emplace(digest, std::move(read)).first->second;
}

RulebookFiles adopted_files(registry::Database& database, const std::string& digest)
{
    return from_text(registry::load_rulebook_text(database, digest));
}

RulebookFiles rulebook_files_in_force(registry::Database& database)
{
    return adopted_files(database, registry::load_rulebook_in_force(database).digest);
}

RulebookFiles as_kept(const RulebookFiles& files)
{
    rules::read_rulebook(files.files, files.overlays); // which names the file of what cannot be read
    return from_text(registry::settle_rulebook_text(to_text(files)).text);
}

registry::Rulebook adopt_rulebook(registry::WriteScope& write, const RulebookFiles& files,
                                  const std::string& basis)
{
    const RulebookInUse rules{rules::read_rulebook(files.files, files.overlays)};
    const rules::Rulebook& read = rules.book;
    registry::Database& database = write.database();
    const bool first = registry::rulebook_versions(database).empty();
    if (!first) {
        require_second(write, {"thông qua bộ quy định", "adopting a rulebook"});
        if (registry::load_rulebook_in_force(database).digest == read.digest) {
            throw Error{Fault::conflict,
                        {"bộ quy định này (" + read.version + ") đang được dùng",
                         "this rulebook (" + read.version + ") is in use already"},
                        {"xem: radcert register status", "see: radcert register status"}};
        }
    }
    registry::keep_rulebook_text(database, read.digest, registry::settle_rulebook_text(to_text(files)).text);
    registry::Rulebook adopted{1, read.digest, read.version, {}, {}};
    if (!is_blank(basis)) adopted.basis = basis;
    if (!first) adopted.second = write.act().second;
    write.record("rules.adopt", registry::load_register(database).subject, {adopted});
    if (!first) recount_deadlines(write, rules, "bộ quy định " + read.version);
    return adopted;
}

} // namespace radcert::casework
