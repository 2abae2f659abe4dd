#include "documents/tar.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/error.h"

namespace radcert::documents {
namespace {

constexpr std::size_t block = 512;

// Where the fields of a header stand, and how long they are.
struct Place {
    std::size_t at, length;
};
constexpr Place name_field{0, 100}, mode{100, 8}, user{108, 8}, group{116, 8}, size_field{124, 12},
    modified{136, 12}, checksum{148, 8}, type{156, 1}, magic{257, 6}, version{263, 2}, prefix_field{345, 155};

void put_text(std::string& header, Place place, std::string_view text)
{
    std::ranges::copy(text, header.begin() + std::ptrdiff_t(place.at));
}

/// Octal digits with a NUL behind them, as wide as the field.
void put_octal(std::string& header, Place place, std::uint64_t number)
{
    for (std::size_t left = place.length - 1; left > 0; --left, number /= 8)
        header[place.at + left - 1] = char('0' + number % 8);
}

/// The largest number that so many octal digits hold.
constexpr std::uint64_t most_octal(Place place)
{
    return (std::uint64_t{1} << (3 * (place.length - 1))) - 1;
}

bool is_plain_name(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.back() == '/' ||
        name.find('\0') != std::string_view::npos)
        return false;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string_view part = name.substr(at, end - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = end + 1;
    }
    return true;
}

/// A name longer than its field is told in two parts, of which the first ends before a "/".
std::optional<std::pair<std::string_view, std::string_view>> prefix_and_name(std::string_view name)
{
    if (name.size() <= name_field.length) return std::pair{std::string_view{}, name};
    for (auto cut = name.find('/'); cut != std::string_view::npos && cut <= prefix_field.length;
         cut = name.find('/', cut + 1)) {
        if (name.size() - cut - 1 <= name_field.length)
            return std::pair{name.substr(0, cut), name.substr(cut + 1)};
    }
    return std::nullopt;
}

[[noreturn]] void refuse_file(std::string_view name, const Words& why)
{
    const std::string file{name};
    throw Error{Fault::invalid_input,
                {"tệp '" + file + "' không đưa vào gói tar được: " + why.vi,
                 "the file '" + file + "' cannot go into a tar archive: " + why.en}};
}

} // namespace

std::string tar_header(std::string_view name, std::uint64_t size, std::int64_t seconds)
{
    const auto parts = is_plain_name(name) ? prefix_and_name(name) : std::nullopt;
    if (!parts) refuse_file(name, {"tên không ghi được", "its name cannot be told"});
    if (size > most_octal(size_field)) refuse_file(name, {"từ 8 GiB trở lên", "it has 8 GiB or more"});
    std::string header(block, '\0');
    put_text(header, name_field, parts->second);
    put_text(header, prefix_field, parts->first);
    put_octal(header, mode, 0644);
    put_octal(header, user, 0);
    put_octal(header, group, 0);
    put_octal(header, size_field, size);
    put_octal(header, modified, std::uint64_t(std::max<std::int64_t>(seconds, 0)));
    header[type.at] = '0';
    put_text(header, magic, "ustar");
    put_text(header, version, "00");
    put_text(header, checksum, "        "); // counted as blanks
    std::uint64_t sum = 0;
    for (const char byte : header) sum += static_cast<unsigned char>(byte);
    put_octal(header, {checksum.at, 7}, sum); // six digits, a NUL and a blank
    header[checksum.at + 6] = '\0';
    return header;
}

void TarWriter::add(std::string_view name, std::string_view bytes)
{
    archive_ += tar_header(name, bytes.size(), seconds_);
    archive_ += bytes;
    archive_.append((block - bytes.size() % block) % block, '\0');
}

std::string TarWriter::take()
{
    archive_.append(2 * block, '\0');
    return std::move(archive_);
}

} // namespace radcert::documents
