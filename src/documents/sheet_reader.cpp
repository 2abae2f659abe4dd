#include "documents/sheet_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <sstream>
#include <vector>

#include "domain/system_words.h"
#include "text/vietnamese.h"

namespace radcert::documents {
namespace {

/// A descriptor that is closed when nobody needs it.
class Descriptor {
public:
    explicit Descriptor(int value = -1) : value_{value} {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int value() const { return value_; }
    void close()
    {
        if (value_ >= 0) ::close(std::exchange(value_, -1));
    }

private:
    int value_;
};

[[noreturn]] void cannot_open(const std::string& file, int code)
{
    const bool missing = code == ENOENT || code == ENOTDIR;
    const Words why = system_words(code);
    throw Error{missing ? Fault::not_found : Fault::unavailable,
                {missing ? file + ": không có tệp này" : file + ": không mở được (" + why.vi + ")",
                 missing ? file + ": no such file" : file + ": cannot be opened (" + why.en + ")"},
                {missing ? "xem lại tên tệp và thư mục" : "xem quyền đọc tệp; đóng chương trình đang giữ tệp",
                 missing ? "look at the file's name and folder"
                         : "look at the file's permissions; close the program that holds it"}};
}

/// The reading process; killed when it is no longer wanted.
class Child {
public:
    Child(const std::string& program, std::vector<std::string> arguments, int input, int output)
    {
        std::vector<char*> pointers;
        for (std::string& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        const int failed = posix_spawn(&id_, program.c_str(), &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) {
            const Words why = system_words(failed);
            throw Error{Fault::unavailable,
                        {"không khởi động được tiến trình đọc tệp: " + why.vi,
                         "the process that reads files cannot be started: " + why.en}};
        }
    }
    ~Child()
    {
        if (id_ <= 0) return;
        kill(id_, SIGKILL);
        wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Its exit status, as waitpid gives it.
    int wait()
    {
        int status = 0;
        while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

private:
    pid_t id_{-1};
};

std::vector<std::string> arguments_of(const SheetReadOptions& options)
{
    std::vector<std::string> arguments{"radcert", "read-sheet"};
    if (options.encoding) arguments.push_back("--encoding=" + std::string{word_of(*options.encoding)});
    if (options.delimiter != '\0')
        arguments.push_back("--delimiter=" + std::to_string(int(options.delimiter)));
    if (!options.sheet.empty()) arguments.push_back("--sheet=" + options.sheet);
    return arguments;
}

/// What arrives next; empty at the end. @return false: nothing came for two minutes, or it cannot be read.
bool receive(int descriptor, std::string& bytes)
{
    constexpr int patience = 120'000; // milliseconds; the child may use 30 s of processor time
    pollfd waiting{descriptor, POLLIN, 0};
    int ready = 0;
    do ready = poll(&waiting, 1, patience);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0) return false;
    bytes.resize(64u << 10);
    ssize_t got = 0;
    do got = ::read(descriptor, bytes.data(), bytes.size());
    while (got < 0 && errno == EINTR);
    bytes.resize(std::size_t(std::max<ssize_t>(got, 0)));
    return got >= 0;
}

[[noreturn]] void refuse_unread(const std::string& file, int status)
{
    const bool slow = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
    throw Error{Fault::invalid_input,
                {"không đọc được tệp " + file + (slow ? ": quá 30 giây" : ": tiến trình đọc dừng giữa chừng"),
                 file + " cannot be read" +
                     (slow ? ": it takes more than 30 seconds" : ": the reading process stopped midway")},
                {"mở tệp bằng Excel hoặc LibreOffice và lưu lại thành tệp .xlsx mới, hoặc chia nhỏ",
                 "open it in Excel or LibreOffice and save it as a new .xlsx file, or part it"}};
}

/// The child's error as the file's.
Error of_file(const std::string& file, const Error& error)
{
    return Error{error.fault(), error.sentence(), error.hint(), {.file = file, .line = error.place().line}};
}

} // namespace

std::vector<OfferedEncoding> offered_encodings(const Error& error)
{
    std::vector<OfferedEncoding> offered;
    std::istringstream lines{error.hint().vi};
    for (std::string line; std::getline(lines, line);) { // "  tcvn3: Nguyễn Văn Đức"
        const auto colon = line.find(": ");
        if (!line.starts_with("  ") || colon == std::string::npos) continue;
        if (const auto encoding = parse_encoding(std::string_view{line}.substr(2, colon - 2)))
            offered.push_back({*encoding, line.substr(colon + 2)});
    }
    return offered;
}

SheetForm SheetReader::read(const std::filesystem::path& file, const SheetReadOptions& options,
                            const Take& take) const
{
    const std::string name = options.called.empty() ? file.filename().string() : options.called;
    const Descriptor input{
        ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)}; // a pipe must not hold us up
    if (input.value() < 0) cannot_open(name, errno);
    int ends[2]{-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0) cannot_open(name, errno);
    const Descriptor from_child{ends[0]};
    Descriptor to_parent{ends[1]};
    Child child{program_.string(), arguments_of(options), input.value(), to_parent.value()};
    to_parent.close();

    SheetForm form;
    std::string sheet;
    bool any_sheet = false, wants_more = true;
    FrameParser parser{{.sheet = [&](std::string next) { sheet = std::move(next), any_sheet = true; },
                        .row = [&](SheetRow& row) { wants_more = wants_more && take(sheet, row); },
                        .form = [&](SheetForm found) { form = std::move(found); },
                        .error = [&](const Error& error) { throw of_file(name, error); }}};
    for (std::string bytes; wants_more;) {
        const bool received = receive(from_child.value(), bytes);
        if (received && bytes.empty()) break;
        if (!received || !parser.take(bytes)) refuse_unread(name, 0);
    }
    if (!wants_more) return form;
    const int status = child.wait();
    if (!parser.ended() || status != 0) refuse_unread(name, status);
    if (!options.sheet.empty() && form.workbook && !any_sheet)
        throw Error{Fault::not_found,
                    {name + ": không có trang “" + options.sheet + "” có dữ liệu",
                     name + ": no sheet \"" + options.sheet + "\" that holds anything"},
                    {"ghi đúng tên trang, hoặc bỏ --sheet để đọc mọi trang",
                     "write the sheet's name as it is, or leave --sheet out to read all"}};
    return form;
}

} // namespace radcert::documents
