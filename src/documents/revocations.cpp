#include "documents/revocations.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/error.h"
#include "text/digest.h"

namespace radcert::documents {
namespace {

constexpr std::string_view first_line{"radcert revocations v1"};

[[noreturn]] void refuse_snapshot(const Words& why)
{
    throw Error{
        Fault::invalid_input,
        {"tệp thu hồi không dùng được: " + why.vi, "the revocation snapshot cannot be used: " + why.en},
        {"lấy lại tệp này từ cơ quan cấp chứng chỉ", "get the file from the issuing office again"}};
}

[[noreturn]] void refuse_body()
{
    refuse_snapshot({"phần thân hỏng", "its body is damaged"});
}

void append_number(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

/// Reads the body, number by number.
class Numbers {
public:
    explicit Numbers(std::string_view bytes) : rest_{bytes} {}

    std::uint64_t next()
    {
        if (!rest_.empty() && static_cast<unsigned char>(rest_.front()) < 0x80) { // nearly every one
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            return byte;
        }
        return next_of_several();
    }
    bool at_end() const { return rest_.empty(); }

private:
    std::uint64_t next_of_several()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (rest_.empty()) refuse_body();
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte >= 0x80) continue;
            if (byte == 0 && shift > 0) refuse_body(); // not the shortest form
            return value;
        }
        refuse_body();
    }

    std::string_view rest_;
};

/// Calls `visit` for each listed version, kind by kind.
template <class Visit>
void each_listed(const RevocationFile& file, Visit visit)
{
    Numbers numbers{file.body};
    for (std::size_t kind = 0; kind < kinds_of_not_good; ++kind) {
        Listed listed{-1, NotGood(kind)};
        for (std::uint64_t left = file.head.counts[kind]; left > 0; --left) {
            const std::uint64_t step = numbers.next();
            if (step == 0 || step > std::uint64_t(newest_event - listed.event)) refuse_body();
            listed.event += EventNumber(step);
            if (listed.why == NotGood::suspended) {
                const std::uint64_t day = numbers.next();
                if (day > 4'000'000) refuse_body(); // beyond the year 9999
                listed.until.reset();
                if (day > 0) listed.until = Date{std::chrono::days{day - 1}};
            }
            visit(listed);
        }
    }
    if (!numbers.at_end()) refuse_body();
}

std::optional<std::uint64_t> number_of(std::string_view digits)
{
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// Takes the part of `text` before the first `end`, and `end` with it.
std::string_view take_until(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) refuse_snapshot({"bị cắt mất một phần", "a part of it is cut off"});
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at + 1);
    return part;
}

RevocationHead read_head(std::string_view lines)
{
    const Words malformed{"phần đầu sai dạng", "its head is malformed"};
    std::string_view rest = lines;
    if (take_until(rest, '\n') != first_line)
        refuse_snapshot({"không bắt đầu bằng '" + std::string{first_line} + "'",
                         "it does not begin with '" + std::string{first_line} + "'"});
    RevocationHead head;
    head.origin = take_until(rest, '\n');
    head.authority = take_until(rest, '\n');
    const auto made_at = parse_timestamp(take_until(rest, '\n'));
    const auto log_size = number_of(take_until(rest, '\n'));
    const auto due = parse_date(take_until(rest, '\n'));
    std::string counts = std::string{take_until(rest, '\n')} + ' ';
    std::string_view words{counts};
    for (std::uint64_t& count : head.counts) {
        const auto number = words.empty() ? std::nullopt : number_of(take_until(words, ' '));
        if (!number) refuse_snapshot(malformed);
        count = *number;
    }
    const auto size = number_of(take_until(rest, '\n'));
    head.body_digest = take_until(rest, '\n');
    if (!made_at || !log_size || !due || !size) refuse_snapshot(malformed);
    head.made_at = *made_at;
    head.log_size = *log_size;
    head.due = *due;
    head.body_size = std::size_t(*size);
    if (revocation_lines(head) != lines) refuse_snapshot(malformed);
    return head;
}

} // namespace

std::string revocation_body(std::vector<Listed> listed)
{
    std::ranges::sort(listed, {}, [](const Listed& one) { return std::pair{one.why, one.event}; });
    std::string body;
    const Listed* before = nullptr;
    for (const Listed& one : listed) {
        const EventNumber from = before != nullptr && before->why == one.why ? before->event : -1;
        append_number(body, std::uint64_t(one.event - from));
        if (one.why == NotGood::suspended)
            append_number(body, one.until ? std::uint64_t(one.until->time_since_epoch().count() + 1) : 0);
        before = &one;
    }
    return body;
}

RevocationHead describe_body(RevocationHead head, const std::vector<Listed>& listed, std::string_view body)
{
    head.counts.fill(0);
    for (const Listed& one : listed) ++head.counts[std::size_t(one.why)];
    head.body_size = body.size();
    head.body_digest = text::sha256_hex(body);
    return head;
}

std::string revocation_lines(const RevocationHead& head)
{
    std::string counts;
    for (const std::uint64_t count : head.counts)
        counts += (counts.empty() ? "" : " ") + std::to_string(count);
    std::string lines;
    for (const std::string& line : {std::string{first_line}, head.origin, head.authority, head.made_at.utc,
                                    std::to_string(head.log_size), to_iso(head.due), counts,
                                    std::to_string(head.body_size), head.body_digest})
        lines += line + '\n';
    return lines;
}

RevocationFile read_revocations(std::string_view bytes)
{
    const std::size_t blank = bytes.find("\n\n");
    if (!bytes.starts_with(first_line) || blank == std::string_view::npos)
        refuse_snapshot({"không bắt đầu bằng '" + std::string{first_line} + "'",
                         "it does not begin with '" + std::string{first_line} + "'"});
    RevocationFile file{read_head(bytes.substr(0, blank + 1)), {}, {}};
    if (file.head.body_size > bytes.size() - blank - 2)
        refuse_snapshot({"bị cắt mất một phần", "a part of it is cut off"});
    file.note = bytes.substr(0, bytes.size() - file.head.body_size);
    file.body = bytes.substr(file.note.size());
    if (text::sha256_hex(file.body) != file.head.body_digest) refuse_body();
    return file;
}

std::optional<Listed> find_listed(const RevocationFile& file, EventNumber event)
{
    std::optional<Listed> found;
    each_listed(file, [&](const Listed& listed) {
        if (listed.event == event && !found) found = listed;
    });
    return found;
}

std::vector<Listed> all_listed(const RevocationFile& file)
{
    std::vector<Listed> all;
    each_listed(file, [&](const Listed& listed) { all.push_back(listed); });
    return all;
}

} // namespace radcert::documents
