#include "text/json.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <vector>

#include "domain/error.h"
#include "text/json_fault.h"
#include "text/utf8.h"

namespace radcert::text {
namespace {

namespace od = simdjson::ondemand;

constexpr std::size_t first_block = 512u << 10; ///< bytes of address space; only what is used is ever touched

/// Where the walk is, as a chain on the stack; turned into a pointer only when something is refused.
struct Step {
    const Step* parent;
    std::string_view key;
    std::ptrdiff_t index; ///< -1: a key
};

std::string pointer_to(const Step* step)
{
    if (step == nullptr) return {};
    const std::string last = step->index < 0 ? pointer_segment(step->key) : "/" + std::to_string(step->index);
    return pointer_to(step->parent) + last;
}

struct Refusal {
    Words sentence;
    std::size_t offset;
    std::string pointer;
    bool placed{true}; ///< false: the parser did not say where, `first_fault` may
};

Words words_for(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR: return {"không phải UTF-8 hợp lệ", "not valid UTF-8"};
    case simdjson::UNCLOSED_STRING: return {"chuỗi chưa đóng ngoặc kép", "a string is not closed"};
    case simdjson::UNESCAPED_CHARS:
        return {"ký tự điều khiển nằm trong chuỗi", "a control character stands inside a string"};
    case simdjson::STRING_ERROR:
        return {"chuỗi có ký hiệu thoát không hợp lệ",
                "a string holds an invalid escape or half a surrogate pair"};
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE:
        return {"số viết sai hoặc vượt phạm vi", "a number is malformed or out of range"};
    case simdjson::DEPTH_ERROR: return nested_too_deep();
    case simdjson::EMPTY: return {"không có nội dung", "there is no content"};
    default: return {"không phải JSON hợp lệ", "not valid JSON"};
    }
}

} // namespace

struct JsonReader::Memory {
    od::parser parser;
    std::string text; ///< the input with the padding that the parser reads past
    std::size_t length{0};
    std::size_t start{0}; ///< 3 after a byte order mark
    std::unique_ptr<char[]> block{std::make_unique_for_overwrite<char[]>(first_block)};
    std::pmr::monotonic_buffer_resource arena{block.get(), first_block};
    std::vector<JsonValue> values;   ///< elements of arrays that are still open
    std::vector<JsonMember> members; ///< members of objects that are still open
    JsonValue root;

    template <class T>
    const T* keep(const std::vector<T>& open, std::size_t from)
    {
        const std::size_t count = open.size() - from;
        if (count == 0) return nullptr;
        auto* kept = static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
        std::memcpy(static_cast<void*>(kept), open.data() + from, count * sizeof(T));
        return kept;
    }

    std::size_t offset_of(const char* at) const
    {
        return std::min<std::size_t>(std::size_t(at - text.data()), length);
    }

    [[noreturn]] void refuse(Words sentence, std::size_t offset, const Step* step) const
    {
        throw Refusal{std::move(sentence), offset, pointer_to(step)};
    }

    [[noreturn]] void refuse(simdjson::error_code code, std::size_t offset, const Step* step) const
    {
        const bool placed = code == simdjson::EMPTY || code == simdjson::UTF8_ERROR ||
                            code == simdjson::STRING_ERROR || code == simdjson::NUMBER_ERROR ||
                            code == simdjson::NUMBER_OUT_OF_RANGE;
        throw Refusal{words_for(code), offset, pointer_to(step), placed};
    }

    std::string_view keep_string(std::string_view unescaped, std::size_t offset, const Step* step)
    {
        if (unescaped.find('\0') != std::string_view::npos) {
            refuse({"ký tự NUL không được phép", "a NUL character is not allowed"}, offset, step);
        }
        return unescaped; // lives in the parser's string buffer until the next document
    }

    template <class V>
    JsonValue walk(V& value, std::size_t offset, int depth, const Step* step);
    template <class V>
    JsonValue walk_object(V& value, JsonValue node, int depth, const Step* step);
    template <class V>
    JsonValue walk_array(V& value, JsonValue node, int depth, const Step* step);
    void refuse_duplicates(std::size_t from, const Step* step) const;
    const JsonValue& read_word(std::string_view view, std::size_t offset);
    const JsonValue& read_document();
};

namespace {

JsonValue number_of(od::number number, JsonValue node, bool& exact)
{
    exact = true;
    if (number.is_double()) {
        node.kind = JsonKind::number;
        node.number = number.get_double();
        return node;
    }
    node.kind = JsonKind::integer;
    if (number.is_uint64()) {
        exact = number.get_uint64() <= std::uint64_t(largest_integer);
        node.integer = exact ? std::int64_t(number.get_uint64()) : 0;
    } else {
        node.integer = number.get_int64();
        exact = node.integer <= largest_integer && node.integer >= -largest_integer;
    }
    return node;
}

} // namespace

void JsonReader::Memory::refuse_duplicates(std::size_t from, const Step* step) const
{
    const std::size_t count = members.size() - from;
    if (count <= 24) {
        for (std::size_t i = from; i < members.size(); ++i) {
            for (std::size_t j = from; j < i; ++j) {
                if (members[i].key.size() == members[j].key.size() && members[i].key == members[j].key) {
                    const Step here{step, members[i].key, -1};
                    refuse({"khóa xuất hiện hai lần", "the key stands here twice"}, members[i].value.offset,
                           &here);
                }
            }
        }
        return;
    }
    std::vector<const JsonMember*> sorted;
    sorted.reserve(count);
    for (std::size_t i = from; i < members.size(); ++i) sorted.push_back(&members[i]);
    std::ranges::stable_sort(sorted, {}, &JsonMember::key);
    const auto twice = std::ranges::adjacent_find(sorted, {}, &JsonMember::key);
    if (twice != sorted.end()) {
        const JsonMember& second = **std::next(twice);
        const Step here{step, second.key, -1};
        refuse({"khóa xuất hiện hai lần", "the key stands here twice"}, second.value.offset, &here);
    }
}

template <class V>
JsonValue JsonReader::Memory::walk_object(V& value, JsonValue node, int depth, const Step* step)
{
    od::object object;
    const auto code = value.get_object().get(object);
    if (code) refuse(code, node.offset, step);
    const std::size_t from = members.size();
    for (auto field : object) {
        od::raw_json_string raw;
        if (const auto failed = field.key().get(raw)) refuse(failed, node.offset, step);
        const std::size_t key_offset = offset_of(raw.raw());
        std::string_view key;
        if (const auto failed = field.unescaped_key().get(key)) refuse(failed, key_offset, step);
        const Step here{step, keep_string(key, key_offset, step), -1};
        od::value child;
        if (const auto failed = field.value().get(child)) refuse(failed, node.offset, &here);
        const char* at = nullptr;
        if (const auto failed = child.current_location().get(at)) refuse(failed, node.offset, &here);
        members.push_back({here.key, walk(child, offset_of(at), depth, &here)});
    }
    refuse_duplicates(from, step);
    node.kind = JsonKind::object;
    node.size = std::uint32_t(members.size() - from);
    node.members = keep(members, from);
    members.resize(from);
    return node;
}

template <class V>
JsonValue JsonReader::Memory::walk_array(V& value, JsonValue node, int depth, const Step* step)
{
    od::array array;
    const auto code = value.get_array().get(array);
    if (code) refuse(code, node.offset, step);
    const std::size_t from = values.size();
    for (auto element : array) {
        const Step here{step, {}, std::ptrdiff_t(values.size() - from)};
        od::value child;
        if (const auto failed = element.get(child)) refuse(failed, node.offset, &here);
        const char* at = nullptr;
        if (const auto failed = child.current_location().get(at)) refuse(failed, node.offset, &here);
        values.push_back(walk(child, offset_of(at), depth, &here));
    }
    node.kind = JsonKind::array;
    node.size = std::uint32_t(values.size() - from);
    node.elements = keep(values, from);
    values.resize(from);
    return node;
}

template <class V>
JsonValue JsonReader::Memory::walk(V& value, std::size_t offset, int depth, const Step* step)
{
    JsonValue node;
    node.offset = std::uint32_t(offset);
    od::json_type type{};
    if (const auto code = value.type().get(type)) refuse(code, offset, step);
    switch (type) {
    case od::json_type::object:
    case od::json_type::array:
        if (depth == deepest_nesting) refuse(nested_too_deep(), offset, step);
        return type == od::json_type::object ? walk_object(value, node, depth + 1, step)
                                             : walk_array(value, node, depth + 1, step);
    case od::json_type::string: {
        std::string_view string;
        if (const auto code = value.get_string().get(string)) refuse(code, offset, step);
        string = keep_string(string, offset, step);
        node.kind = JsonKind::string;
        node.chars = string.data();
        node.size = std::uint32_t(string.size());
        return node;
    }
    case od::json_type::number: {
        od::number number;
        bool exact = true;
        if (const auto code = value.get_number().get(number)) refuse(code, offset, step);
        node = number_of(number, node, exact);
        if (!exact) refuse(simdjson::NUMBER_OUT_OF_RANGE, offset, step);
        return node;
    }
    case od::json_type::boolean:
        node.kind = JsonKind::boolean;
        if (const auto code = value.get_bool().get(node.boolean)) refuse(code, offset, step);
        return node;
    case od::json_type::null: {
        bool null = false; // "nul" begins like null: is_null answers with an error then
        if (value.is_null().get(null) || !null) refuse(simdjson::TAPE_ERROR, offset, step);
        return node;
    }
    }
    refuse(simdjson::TAPE_ERROR, offset, step);
}

/// A document that is one word. simdjson 3.0 takes "falsey" there and refuses "null" before a line break.
const JsonValue& JsonReader::Memory::read_word(std::string_view view, std::size_t offset)
{
    if (first_fault(view)) refuse(simdjson::TAPE_ERROR, offset, nullptr);
    root = JsonValue{};
    root.offset = std::uint32_t(offset);
    if (text[offset] != 'n') {
        root.kind = JsonKind::boolean;
        root.boolean = text[offset] == 't';
    }
    return root;
}

const JsonValue& JsonReader::Memory::read_document()
{
    const std::string_view view{text.data() + start, length - start};
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n", start), length);
    if (first < length && std::string_view{"tfn"}.find(text[first]) != std::string_view::npos) {
        return read_word(view, first);
    }
    const simdjson::padded_string_view padded{text.data() + start, length - start, text.size() - start};
    od::document document;
    if (const auto code = parser.iterate(padded).get(document)) {
        const std::size_t at = code == simdjson::UTF8_ERROR ? first_invalid_utf8(view) : 0;
        refuse(code, start + at, nullptr);
    }
    root = walk(document, first, 0, nullptr);
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) {
        refuse({"còn nội dung sau giá trị JSON", "something stands after the end of the JSON value"},
               offset_of(rest), nullptr);
    }
    return root;
}

JsonReader::JsonReader() : memory_{std::make_unique<Memory>()} {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

const JsonValue& JsonReader::read(std::string_view text)
{
    Memory& memory = *memory_;
    memory.arena.release();
    memory.values.clear();
    memory.members.clear();
    if (text.size() > longest_text) {
        throw Error{Fault::invalid_input,
                    {"nội dung dài quá 64 MiB", "the text is longer than 64 MiB"},
                    {"chia nhỏ, mỗi hồ sơ một dòng: radcert check --jsonl",
                     "split it, one dossier a line: radcert check --jsonl"}};
    }
    memory.text.assign(text);
    memory.text.append(simdjson::SIMDJSON_PADDING, '\0');
    memory.length = text.size();
    memory.start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    try {
        return memory.read_document();
    } catch (Refusal& refusal) {
        // A bracket bomb is often unclosed as well; what matters to its sender is the depth.
        const auto fault = first_fault(text.substr(memory.start));
        if (fault && (fault->too_deep || !refusal.placed)) {
            refusal.sentence = fault->sentence;
            refusal.offset = memory.start + fault->offset;
        }
        throw Error{
            Fault::invalid_input, refusal.sentence, {}, {{}, line_of(refusal.offset), refusal.pointer}};
    }
}

std::size_t JsonReader::line_of(std::size_t offset) const
{
    const auto end = memory_->text.begin() + std::ptrdiff_t(std::min(offset, memory_->length));
    return 1 + std::size_t(std::count(memory_->text.begin(), end, '\n'));
}

std::string pointer_segment(std::string_view segment)
{
    std::string token = "/";
    for (const char c : segment) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

} // namespace radcert::text
