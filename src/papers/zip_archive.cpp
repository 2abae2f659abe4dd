#include "papers/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <array>

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr std::uint64_t most_entries = 1'000, most_unpacked = std::uint64_t{200} << 20;

[[noreturn]] void refuse(const std::string& vi, const std::string& en)
{
    throw Error{Fault::invalid_input,
                {"tệp bảng tính không nhận được: " + vi, "the workbook is refused: " + en},
                {"mở tệp bằng Excel hoặc LibreOffice và lưu lại thành tệp .xlsx mới",
                 "open it in Excel or LibreOffice and save it as a new .xlsx file"}};
}

[[noreturn]] void refuse_damaged(const std::string& part)
{
    const bool whole = part.empty();
    refuse(whole ? "tệp hỏng hoặc bị cắt cụt" : "phần " + part + " hỏng hoặc bị cắt cụt",
           whole ? "it is damaged or cut short" : "its part " + part + " is damaged or cut short");
}

[[noreturn]] void refuse_size()
{
    refuse("giải nén ra quá 200 MiB", "it unpacks to more than 200 MiB");
}

std::string in_lower_case(std::string_view name)
{
    std::string lower{name};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return lower;
}

bool leads_out(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find(':') != name.npos)
        return true;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        if (name.substr(begin, end - begin) == "..") return true;
        begin = end + 1;
    }
    return false;
}

} // namespace

void ZipArchive::Close::operator()(zip* archive) const
{
    zip_discard(archive);
}

ZipArchive::ZipArchive(std::string_view bytes)
{
    zip_error_t trouble;
    zip_error_init(&trouble);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &trouble);
    if (source == nullptr) refuse_damaged({});
    zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &trouble));
    zip_error_fini(&trouble);
    if (!zip_) {
        zip_source_free(source);
        refuse_damaged({});
    }
    const auto count = zip_get_num_entries(zip_.get(), 0);
    if (count < 0) refuse_damaged({});
    if (std::uint64_t(count) > most_entries)
        refuse("có " + std::to_string(count) + " phần, nhiều hơn 1000",
               "it has " + std::to_string(count) + " parts, more than 1,000");
    for (std::uint64_t index = 0; index < std::uint64_t(count); ++index) add_entry(index);
    refuse_twins();
}

ZipArchive::~ZipArchive() = default;

void ZipArchive::add_entry(std::uint64_t index)
{
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_stat_index(zip_.get(), index, 0, &status) != 0 || (status.valid & ZIP_STAT_NAME) == 0)
        refuse_damaged({});
    const std::string name = status.name;
    if (leads_out(name))
        refuse("tên phần “" + name + "” dẫn ra ngoài", "the part name \"" + name + "\" leads out of it");
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE)
        refuse("phần " + name + " có mật khẩu", "its part " + name + " is encrypted");
    const std::uint64_t declared = (status.valid & ZIP_STAT_SIZE) != 0 ? status.size : 0;
    if (declared > most_unpacked || (declared_ += declared) > most_unpacked) refuse_size();
    entries_.push_back({name, in_lower_case(name), declared, 0});
}

void ZipArchive::refuse_twins() const
{
    std::vector<std::string_view> names;
    for (const Entry& entry : entries_) names.push_back(entry.lower_case);
    std::ranges::sort(names);
    const auto twin = std::ranges::adjacent_find(names);
    if (twin == names.end()) return;
    const std::string name{*twin};
    refuse("có hai phần cùng tên " + name, "two of its parts are called " + name);
}

std::optional<std::size_t> ZipArchive::find(std::string_view name) const
{
    const auto entry = std::ranges::find(entries_, in_lower_case(name), &Entry::lower_case);
    if (entry == entries_.end()) return std::nullopt;
    return std::size_t(entry - entries_.begin());
}

void ZipArchive::count(Entry& entry, std::uint64_t so_far)
{
    if (so_far <= entry.unpacked) return; // read a second time
    unpacked_ += so_far - entry.unpacked;
    entry.unpacked = so_far;
    if (unpacked_ > most_unpacked) refuse_size();
}

void ZipArchive::read(std::size_t index, const std::function<bool(std::string_view)>& take)
{
    Entry& entry = entries_[index];
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file{zip_fopen_index(zip_.get(), index, 0),
                                                                 zip_fclose};
    if (!file) refuse_damaged(entry.name);
    std::array<char, 64u << 10> block;
    std::uint64_t so_far = 0;
    for (;;) {
        const zip_int64_t got = zip_fread(file.get(), block.data(), block.size());
        if (got < 0) refuse_damaged(entry.name);
        if (got == 0) return;
        count(entry, so_far += std::uint64_t(got));
        if (!take({block.data(), std::size_t(got)})) return;
    }
}

} // namespace radcert::papers
