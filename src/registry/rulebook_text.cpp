#include "registry/rulebook_text.h"

#include <algorithm>
#include <vector>

#include "text/content_digest.h"
#include "text/field.h"
#include "text/json_writer.h"

namespace radcert::registry {
namespace {

struct File {
    std::string path, text;
};

std::vector<File> files_of(const text::Field& list)
{
    std::vector<File> files;
    list.each_element([&](const text::Field& file) {
        file.expect_only({"path", "text"});
        files.push_back({std::string{file.at("path").as_string()}, std::string{file.at("text").as_string()}});
    });
    return files;
}

void settle(std::vector<File>& files, std::string_view name, text::ContentDigest& digest,
            text::JsonWriter& json)
{
    text::JsonReader reader;
    json.key(name);
    json.open_array();
    for (const File& file : files) {
        const text::JsonValue& read = reader.read(file.text);
        digest.add(file.path, read);
        json.open_object();
        json.member("path", file.path);
        json.member("text", text::canonical_json(read));
        json.close_object();
    }
    json.close_array();
}

} // namespace

SettledText settle_rulebook_text(std::string_view text)
{
    text::JsonReader reader;
    const text::Field root{reader, reader.read(text)};
    root.expect_only({"files", "overlays"});
    std::vector<File> files = files_of(root.at("files")), overlays = files_of(root.at("overlays"));
    std::ranges::sort(files, {}, &File::path);
    for (std::size_t i = 0; i < overlays.size(); ++i) overlays[i].path = "overlay " + std::to_string(i + 1);

    SettledText settled;
    text::ContentDigest digest;
    text::JsonWriter json{settled.text};
    json.open_object();
    settle(files, "files", digest, json);
    settle(overlays, "overlays", digest, json);
    json.close_object();
    settled.digest = digest.hex();
    return settled;
}

} // namespace radcert::registry
