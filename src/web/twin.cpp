#include "web/twin.h"

#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "domain/error.h"
#include "text/json_writer.h"

namespace radcert::web {
namespace {

/// Calls `visit` with every block, those that are folded or stand beside others among them.
template <class Visit>
void each_block(const std::vector<Block>& blocks, Visit& visit)
{
    for (const Block& block : blocks) {
        visit(block);
        if (const auto* folded = std::get_if<Folded>(&block.value)) each_block(folded->blocks, visit);
        if (const auto* beside = std::get_if<Beside>(&block.value)) {
            for (const auto& column : beside->columns) each_block(column, visit);
        }
    }
}

const Listing& first_listing(const Page& page)
{
    const Listing* found = nullptr;
    auto look = [&](const Block& block) {
        if (found == nullptr) found = std::get_if<Listing>(&block.value);
    };
    each_block(page.blocks, look);
    if (found == nullptr)
        throw Error{Fault::not_found,
                    {"trang này không có bảng nào để tải về", "this page has no table to download"}};
    return *found;
}

} // namespace

std::string to_json(const Page& page)
{
    std::size_t listings = 0, facts = 0;
    auto count = [&](const Block& block) {
        listings += std::holds_alternative<Listing>(block.value) ? 1 : 0;
        facts += std::holds_alternative<Facts>(block.value) ? 1 : 0;
    };
    each_block(page.blocks, count);
    if (listings == 1 && facts == 0) return first_listing(page).table.json();
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    auto write = [&](const Block& block) {
        if (const auto* list = std::get_if<Listing>(&block.value)) {
            json.key(list->key);
            json.raw(list->table.json());
        }
        if (const auto* record = std::get_if<Facts>(&block.value)) {
            for (const auto& fact : record->facts) {
                json.key(fact.column.key);
                json.raw(fact.value.json());
            }
        }
    };
    each_block(page.blocks, write);
    json.close_object();
    return out;
}

std::string to_csv(const Page& page, Language language)
{
    const Listing& listing = first_listing(page);
    return documents::write_csv(listing.table.sheet(listing.key, language));
}

std::string to_workbook(const Page& page, Language language)
{
    const Listing& listing = first_listing(page);
    return documents::paper_tools().write_workbook({listing.table.sheet(listing.key, language)});
}

std::string file_name(const Page& page)
{
    return first_listing(page).key;
}

} // namespace radcert::web
