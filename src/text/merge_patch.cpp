#include "text/merge_patch.h"

#include <algorithm>

#include "text/canonical_json.h"
#include "text/json_writer.h"

namespace radcert::text {
namespace {

const JsonValue* member_of(const JsonValue& object, std::string_view key)
{
    if (object.kind != JsonKind::object) return nullptr;
    const auto found = std::ranges::find(object.object(), key, &JsonMember::key);
    return found == object.object().end() ? nullptr : &found->value;
}

/// A patch laid over nothing loses its nulls, at every depth of objects.
void write_merged(JsonWriter& json, const JsonValue* target, const JsonValue& patch)
{
    if (patch.kind != JsonKind::object) return json.raw(canonical_json(patch));
    json.open_object();
    if (target != nullptr && target->kind == JsonKind::object) {
        for (const JsonMember& member : target->object()) {
            const JsonValue* const over = member_of(patch, member.key);
            if (over != nullptr && over->kind == JsonKind::null) continue;
            json.key(member.key);
            if (over != nullptr)
                write_merged(json, &member.value, *over);
            else
                json.raw(canonical_json(member.value));
        }
    }
    for (const JsonMember& member : patch.object()) {
        if (member.value.kind == JsonKind::null) continue;
        if (target != nullptr && member_of(*target, member.key) != nullptr) continue;
        json.key(member.key);
        write_merged(json, nullptr, member.value);
    }
    json.close_object();
}

} // namespace

std::string merge_patch(const JsonValue& target, const JsonValue& patch)
{
    std::string out;
    JsonWriter json{out};
    write_merged(json, &target, patch);
    return out;
}

} // namespace radcert::text
