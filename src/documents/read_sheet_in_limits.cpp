#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <new>

#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "documents/sheet_reader.h"
#include "text/utf8.h"
#include "text/vietnamese.h"

#if defined(__SANITIZE_ADDRESS__)
#define RADCERT_SANITIZED 1
#endif

namespace radcert::documents {
namespace {

constexpr std::size_t largest_file = 200u << 20;

void limit(int resource, rlim_t most)
{
    rlimit both{};
    both.rlim_cur = both.rlim_max = most;
    if (setrlimit(__rlimit_resource_t(resource), &both) == 0) return;
    throw Error{Fault::unavailable,
                {"không đặt được giới hạn cho việc đọc tệp", "the limits for reading a file cannot be set"}};
}

/// What holds from the first byte on. Under the address sanitizer addresses stay free: it reserves terabytes.
void limit_work()
{
    limit(RLIMIT_CPU, 30);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
#ifndef RADCERT_SANITIZED
    limit(RLIMIT_AS, rlim_t{512} << 20);
#endif
}

/// The sanitizer reads a list of what is loaded when it looks for leaks at the end.
void open_no_more_files()
{
#ifndef RADCERT_SANITIZED
    limit(RLIMIT_NOFILE, 0);
#endif
}

/// The file as it lies there; the system brings in what is read.
class MappedFile {
public:
    explicit MappedFile(int descriptor)
    {
        struct stat status{};
        if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
            refuse({"không phải một tệp", "it is no file"},
                   {"chỉ một tệp .xlsx hoặc .csv", "name one .xlsx or .csv file"});
        size_ = std::size_t(status.st_size);
        if (size_ > largest_file)
            refuse({"tệp lớn hơn 200 MiB", "the file is larger than 200 MiB"},
                   {"chia tệp thành nhiều tệp nhỏ hơn", "part the file into smaller ones"});
        if (size_ == 0)
            refuse({"tệp rỗng", "the file is empty"},
                   {"mở tệp gốc bằng Excel rồi lưu lại dạng .xlsx hoặc CSV UTF-8",
                    "open the original in Excel and save it again as .xlsx or CSV UTF-8"});
        begin_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (begin_ == MAP_FAILED) throw std::bad_alloc{};
    }
    ~MappedFile() { munmap(begin_, size_); }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {static_cast<const char*>(begin_), size_}; }

private:
    [[noreturn]] static void refuse(const Words& why, const Words& hint)
    {
        throw Error{Fault::invalid_input, why, hint};
    }

    void* begin_{nullptr};
    std::size_t size_{0};
};

bool is_workbook(std::string_view bytes)
{
    return bytes.starts_with("PK\3\4") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

/// Many programs of offices write a web page and call it .xls.
void refuse_web_page(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    if (!bytes.starts_with('<')) return;
    throw Error{Fault::invalid_input,
                {"tệp là trang web hoặc XML (HTML), không phải bảng tính .xlsx hay CSV",
                 "it is a web page or XML (HTML), no .xlsx workbook and no CSV"},
                {"mở tệp bằng Excel rồi lưu lại dạng .xlsx (Excel Workbook)",
                 "open it in Excel and save it as .xlsx (Excel Workbook)"}};
}

void in_normal_form(SheetRow& row)
{
    for (SheetCell& cell : row.cells)
        if (cell.kind == SheetCell::Kind::text || cell.kind == SheetCell::Kind::error)
            cell.text = text::nfc(cell.text);
}

void read_workbook(std::string_view bytes, const SheetReadOptions& options, FrameWriter& out)
{
    PaperTools& tools = paper_tools();
    open_no_more_files(); // the library is open, and nothing else will be
    out.form({.workbook = true, .encoding = {}});
    const std::string wanted = text::nfc(options.sheet);
    std::optional<std::size_t> current;
    tools.read_workbook(bytes, [&](std::size_t place, const std::string& own_name, const SheetRow& row) {
        const std::string name = text::nfc(own_name);
        if (!wanted.empty() && name != wanted) return true;
        if (current != place) out.sheet(name);
        current = place;
        SheetRow normal = row;
        in_normal_form(normal);
        out.row(normal);
        return true;
    });
}

/// Names what the file could be, with a line of it, so that a person can choose.
[[noreturn]] void ask_for_encoding(std::string_view bytes)
{
    Words hint{"chọn bảng mã bằng --encoding, xem dòng nào đọc đúng:",
               "name it with --encoding; see which reads right:"};
    const auto possible = candidates(bytes);
    for (const EncodingCandidate& candidate : possible) {
        const std::string line = "\n  " + std::string{word_of(candidate.encoding)} + ": " +
                                 (candidate.preview.empty() ? "" : candidate.preview.front());
        hint.vi += line;
        hint.en += line;
    }
    if (possible.empty())
        throw Error{Fault::invalid_input,
                    {"không phải bảng tính .xlsx, cũng không phải tệp văn bản CSV",
                     "it is neither an .xlsx workbook nor a CSV text file"},
                    {"lưu bảng tính dạng .xlsx hoặc CSV UTF-8", "save the table as .xlsx or CSV UTF-8"}};
    throw Error{Fault::invalid_input,
                {"tệp CSV không phải UTF-8, chưa biết bảng mã",
                 "the CSV file is not UTF-8, and its encoding is not known"},
                hint};
}

Encoding encoding_of(std::string_view bytes, const SheetReadOptions& options)
{
    if (options.encoding) return *options.encoding;
    const auto possible = candidates(bytes);
    if (possible.size() != 1 || !possible.front().certain) ask_for_encoding(bytes);
    return possible.front().encoding;
}

void read_csv_rows(std::string_view bytes, const SheetReadOptions& options, FrameWriter& out)
{
    refuse_web_page(bytes);
    const Encoding encoding = encoding_of(bytes, options); // iconv may have to open its tables
    std::string converted;
    const bool as_it_is = encoding == Encoding::utf8 && text::first_invalid_utf8(bytes) == bytes.size();
    if (!as_it_is) converted = to_utf8(bytes, encoding);
    open_no_more_files();
    const std::string_view text = as_it_is ? bytes : converted;
    const char delimiter = options.delimiter != '\0' ? options.delimiter : csv_delimiter(text);
    out.form({false, std::string{word_of(encoding)}, delimiter});
    out.sheet({});
    read_csv(text, {delimiter}, [&](const SheetRow& row) {
        SheetRow normal = row;
        in_normal_form(normal);
        out.row(normal);
        return true;
    });
}

void read(int input, const SheetReadOptions& options, FrameWriter& out)
{
    limit_work();
    const MappedFile file{input};
    if (is_workbook(file.bytes()))
        read_workbook(file.bytes(), options, out);
    else
        read_csv_rows(file.bytes(), options, out);
    out.end();
}

} // namespace

void read_sheet_in_limits(int input, int output, const SheetReadOptions& options)
{
    FrameWriter out{output};
    try {
        read(input, options, out);
    } catch (const Error& error) {
        out.error(error);
    } catch (const std::bad_alloc&) {
        out.error(Error{Fault::invalid_input,
                        {"tệp cần hơn 512 MiB bộ nhớ để đọc", "reading it takes more than 512 MiB of memory"},
                        {"chia tệp thành nhiều tệp nhỏ hơn", "part the file into smaller ones"}});
    }
}

} // namespace radcert::documents
