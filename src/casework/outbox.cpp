#include "casework/outbox.h"

#include <algorithm>
#include <sstream>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/kept_file.h"
#include "text/utf8.h"

namespace radcert::casework {
namespace {

/// A header of a mail ends with its line: nothing that was typed may begin another.
std::string header_value(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text::printable(text);
}

/// Headers, the Vietnamese text, and the English one below it.
std::string letter_of(const Reminder& reminder)
{
    const std::string address =
        reminder.address.empty() ? "chưa ghi địa chỉ / no address recorded" : reminder.address;
    return "To: " + header_value(reminder.to) + " <" + header_value(address) +
           ">\nSubject: " + header_value(reminder.first_line.vi) + "\n\n" +
           header_value(reminder.first_line.vi) + "\n\n" + reminder.text.vi + "\n-- \n" +
           header_value(reminder.first_line.en) + "\n\n" + reminder.text.en;
}

} // namespace

Outbox::Outbox(std::filesystem::path folder) : folder_{std::move(folder)}
{
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed) {
        const Words why = system_words(failed.value());
        throw Error{Fault::unavailable,
                    {folder_.string() + ": không tạo được thư mục (" + why.vi + ")",
                     folder_.string() + ": the folder cannot be made (" + why.en + ")"},
                    {"kiểm tra quyền của thư mục", "look at the folder's permissions"}};
    }
    std::istringstream lines{registry::read_kept_file(ledger()).value_or("")};
    for (std::string id; std::getline(lines, id);) written_.insert(id);
}

bool Outbox::put(const Reminder& reminder)
{
    if (written_.contains(reminder.id)) return false;
    registry::write_kept_file(folder_ / (reminder.id + ".txt"), letter_of(reminder));
    written_.insert(reminder.id);
    return true;
}

bool Outbox::put(const std::string& name, const std::string& text)
{
    if (written_.contains(name)) return false;
    registry::write_kept_file(folder_ / name, text);
    written_.insert(name);
    return true;
}

void Outbox::close() const
{
    std::string lines;
    for (const std::string& id : written_) lines += id + '\n';
    registry::write_kept_file(ledger(), lines);
}

} // namespace radcert::casework
