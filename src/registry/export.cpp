#include "registry/export.h"

#include <cerrno>
#include <fstream>

#include "domain/system_words.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "text/canonical_json.h"

namespace radcert::registry {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& file)
{
    const Words cause = system_words(errno);
    throw Error{Fault::unavailable,
                {file.string() + ": không ghi được (" + cause.vi + ")",
                 file.string() + ": cannot be written (" + cause.en + ")"},
                {"kiểm tra quyền của thư mục và dung lượng đĩa",
                 "look at the folder's permissions and the space on the disk"}};
}

/// A file that grows line by line.
class LineFile {
public:
    explicit LineFile(const fs::path& file) : file_{file}, stream_{file, std::ios::binary} {}
    void line(std::string_view text)
    {
        stream_ << text << '\n';
        if (!stream_) cannot_write(file_);
    }
    void close()
    {
        stream_.close();
        if (!stream_) cannot_write(file_);
    }

private:
    fs::path file_;
    std::ofstream stream_;
};

std::int64_t export_events(Database& database, const fs::path& file)
{
    LineFile lines{file};
    Query rows{database, R"sql(
        SELECT leaf
          FROM event
         ORDER BY seq
    )sql",
               Rows::many};
    std::int64_t count = 0;
    for (; rows.next(); ++count) lines.line(rows.text(0));
    lines.close();
    return count;
}

std::int64_t export_checkpoints(Database& database, const fs::path& file)
{
    LineFile lines{file};
    Query rows{database, R"sql(
        SELECT note
          FROM checkpoint
         ORDER BY size
    )sql",
               Rows::many};
    std::int64_t count = 0;
    for (std::string line; rows.next(); ++count) {
        line.clear();
        text::append_json_string(line, rows.text(0));
        lines.line(line);
    }
    lines.close();
    return count;
}

void make_folder(const fs::path& folder)
{
    std::error_code failed;
    if (fs::create_directory(folder, failed)) return;
    errno = failed.value();
    if (failed) cannot_write(folder);
    throw Error{Fault::conflict,
                {folder.string() + ": đã có, không ghi đè", folder.string() + ": is there already"},
                {"chọn một thư mục mới", "name a new folder"}};
}

} // namespace

std::string load_checkpoint(Database& database)
{
    auto note = find_checkpoint(database);
    if (!note) {
        throw Error{Fault::not_found,
                    {"nhật ký chưa có điểm kiểm nào", "the journal has no checkpoint yet"},
                    {"tạo sổ: radcert init", "make a register: radcert init"}};
    }
    return std::move(*note);
}

Exported export_journal(Database& database, const VerifyingKey& key, const fs::path& folder)
{
    const ReadScope scope{database};
    const std::string note = load_checkpoint(database);
    make_folder(folder);
    Exported exported;
    exported.events = export_events(database, folder / "events.ndjson");
    exported.checkpoints = export_checkpoints(database, folder / "checkpoints.ndjson");
    write_kept_file(folder / "checkpoint", note);
    write_kept_file(folder / "vkey", vkey(key) + '\n');
    write_kept_file(folder / "audit.py", audit_script());
    write_kept_file(folder / "AUDIT.txt", audit_procedure());
    return exported;
}

std::string prove_event(Database& database, EventNumber number)
{
    const ReadScope scope{database};
    const std::string leaf = load_leaf(database, number);
    const std::string note = load_checkpoint(database);
    const auto size = std::uint64_t(journal_size(database)); // which the newest checkpoint signs
    const auto path = inclusion_proof(std::uint64_t(number), size, [&](unsigned level, std::uint64_t place) {
        return read_node(database, level, place);
    });
    return tlog_proof_text(std::uint64_t(number), path, note, leaf);
}

} // namespace radcert::registry
