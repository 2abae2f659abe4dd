#include "registry/inserted_rows.h"

namespace radcert::registry {
namespace {

std::string insert_into(const std::string& table, std::size_t columns)
{
    std::string sql = "INSERT INTO \"" + table + "\" VALUES (";
    for (std::size_t i = 1; i <= columns; ++i) sql += (i == 1 ? ":v" : ", :v") + std::to_string(i);
    return sql + ")";
}

} // namespace

InsertedRows::InsertedRows(Engine& engine, const std::string& table, std::size_t columns)
    : kept_(columns), insert_{engine.prepare(insert_into(table, columns).c_str(), Rows::few)}
{
}

std::string_view InsertedRows::keep(std::string_view value)
{
    std::string& kept = kept_.at(std::size_t(column_));
    ++column_;
    return kept.assign(value);
}

void InsertedRows::text(std::string_view text)
{
    const std::string_view kept = keep(text);
    insert_->bind_text(column_, kept);
}

void InsertedRows::bytes(std::string_view bytes)
{
    const std::string_view kept = keep(bytes);
    insert_->bind_bytes(column_, kept);
}

void InsertedRows::end_row()
{
    insert_->next();
    insert_->again();
    column_ = 0;
}

} // namespace radcert::registry
