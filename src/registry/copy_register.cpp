#include "registry/copy_register.h"

#include <algorithm>

#include "registry/compare_tables.h"
#include "registry/fresh_register.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "text/base64.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

namespace fs = std::filesystem;

/// Every table but the list of schema files, which the new register has of its own making.
std::vector<std::string> copied_tables(Database& database)
{
    std::vector<std::string> tables = database.engine().tables();
    std::erase(tables, "schema_version");
    return tables;
}

void send_value(RowSink& sink, const Statement& row, int column)
{
    switch (row.holds(column)) {
    case Holds::integer: return sink.integer(row.integer(column));
    case Holds::number: return sink.number(row.number(column));
    case Holds::text: return sink.text(row.bytes(column));
    case Holds::bytes: return sink.bytes(row.bytes(column));
    default: return sink.nothing();
    }
}

void copy_table(Database& from, Database& to, const std::string& table)
{
    const auto columns = to.engine().columns(table);
    to.engine().execute("DELETE FROM \"" + table + '"'); // a schema file may have begun it
    std::string names;
    for (const TableColumn& column : columns) names += (names.empty() ? "\"" : ", \"") + column.name + '"';
    const auto rows =
        from.engine().prepare(("SELECT " + names + " FROM \"" + table + '"').c_str(), Rows::many);
    const auto sink = to.engine().rows_into(table, columns);
    while (rows->next()) {
        for (std::size_t i = 0; i < columns.size(); ++i) send_value(*sink, *rows, int(i));
        sink->end_row();
    }
    sink->finish();
}

void refuse_difference(const Report& report, const RegisterPlace& to)
{
    if (report.clean()) return;
    const Problem& first = report.problems.front();
    const std::string place = to.name() + ": " + first.table + ' ' + first.row + ' ';
    throw Error{
        Fault::integrity,
        {place + first.sentence.vi + " (" + std::to_string(report.found) + " chỗ khác); không có gì được giữ",
         place + first.sentence.en + " (" + std::to_string(report.found) + " differences); nothing was kept"},
        {"kiểm tra sổ nguồn trước: radcert register verify",
         "check the register it is copied from: radcert register verify"}};
}

/// The newest checkpoint of the copy, whose tree is the one that is stored there.
std::string checked_note(Database& to, const VerifyingKey& key, CopiedRegister& copied)
{
    const auto note = find_checkpoint(to);
    if (!note) {
        throw Error{
            Fault::integrity,
            {to.name() + ": sổ nguồn chưa có điểm kiểm nào", to.name() + ": the register has no checkpoint"},
            {"sổ chưa được lập xong", "it was never founded"}};
    }
    const Checkpoint head = open_checkpoint(*note, key);
    const Hash root =
        root_of(head.size, [&](unsigned level, std::uint64_t place) { return read_node(to, level, place); });
    copied.events = std::uint64_t(journal_size(to));
    copied.root = text::to_base64(text::view(root));
    if (head.size == copied.events && root == head.root) return *note;
    throw Error{Fault::integrity,
                {to.name() + ": cây của bản sao không phải cây mà điểm kiểm đã ký",
                 to.name() + ": the tree of the copy is not the one that the checkpoint signs"},
                {"kiểm tra sổ nguồn trước: radcert register verify",
                 "check the register it is copied from: radcert register verify"}};
}

[[noreturn]] void refuse_existing_file(const fs::path& file)
{
    throw Error{Fault::conflict,
                {file.string() + ": đã có tệp này, không ghi đè",
                 file.string() + ": is there already; nothing was overwritten"},
                {"chọn tên khác, hoặc tự chuyển tệp cũ đi nơi khác", "choose another name, or move it away"}};
}

/// Beside the keys there may be a checkpoint of the same journal: the copy takes its place if it continues
/// it.
void refuse_other_head(Database& to, const VerifyingKey& key)
{
    const fs::path file = kept_checkpoint_file(to.place());
    const auto kept = read_kept_file(file);
    if (!kept) return;
    const Checkpoint head = open_checkpoint(*kept, key);
    if (head.size > std::uint64_t(journal_size(to)) ||
        root_of(head.size, [&](unsigned level, std::uint64_t place) {
            return read_node(to, level, place);
        }) != head.root)
        refuse_existing_file(file);
}

CopiedRegister fill(Database& from, Database& to, const VerifyingKey& key)
{
    const ReadScope scope{from};
    from.expect_one_pass();
    to.expect_many_rows();
    WriteTransaction transaction{to};
    if (journal_size(to) > 0) { // it came to be since this copy began
        throw Error{
            Fault::conflict,
            {to.name() + ": ở đây đã có một sổ đăng ký", to.name() + ": there is a register here already"},
            {"chọn chỗ khác", "choose another place"}};
    }
    Report report;
    CopiedRegister copied;
    for (const std::string& table : copied_tables(to)) {
        copy_table(from, to, table);
        compare_table(from, to, table, report);
        ++copied.tables;
    }
    refuse_difference(report, to.place());
    copied.rows = report.rows;
    const std::string note = checked_note(to, key, copied);
    refuse_other_head(to, key);
    transaction.commit();
    write_kept_file(kept_checkpoint_file(to.place()), note);
    return copied;
}

CopiedRegister copy_into_file(Database& from, const fs::path& to, const VerifyingKey& key)
{
    FreshRegister fresh{to, ".copying"};
    CopiedRegister copied;
    {
        Database made = Database::create(fresh.file());
        copied = fill(from, made, key);
    }
    fresh.keep();
    return copied;
}

} // namespace

CopiedRegister copy_register(Database& from, const RegisterPlace& to, const VerifyingKey& key)
{
    if (to.is_file()) {
        std::error_code ignored;
        for (const fs::path& file : {to.file(), kept_checkpoint_file(to)})
            if (fs::exists(file, ignored)) refuse_existing_file(file);
        return copy_into_file(from, to.file(), key);
    }
    Database made = Database::create(to);
    return fill(from, made, key);
}

} // namespace radcert::registry
