#include "casework/ask_revocations.h"

#include <algorithm>

#include "casework/prove_certificate.h"
#include "registry/journal.h"
#include "registry/signed_note.h"

namespace radcert::casework {
namespace {

using documents::NotGood;
using registry::VerifyingKey;

const Words& words_of(NotGood why)
{
    static const Words all[] = {
        {"đã bị thu hồi", "it was revoked"},
        {"đã bị hủy vì cấp sai", "it was withdrawn: issued by mistake"},
        {"đã được thay bằng chứng chỉ khác", "another certificate took its place"},
        {"nội dung đã được sửa sau khi in giấy này; hỏi giấy mới",
         "it was corrected after this paper was made; ask for the new paper"},
        {"dữ liệu của người giữ đã bị xóa; giấy này không còn giá trị",
         "its holder's data were erased; the paper no longer stands"},
        {"được ghi là đã hết hạn", "it was recorded as ended"},
        {"đang bị đình chỉ", "it is suspended"},
    };
    return all[std::size_t(why)];
}

Said judge_listed(const documents::Listed& listed, Date today)
{
    Words why = words_of(listed.why);
    if (listed.why != NotGood::suspended)
        return {listed.why == NotGood::expired ? PaperAnswer::expired : PaperAnswer::revoked, std::move(why)};
    if (!listed.until) return {PaperAnswer::suspended, std::move(why)};
    const std::string day = to_dmy(*listed.until);
    if (*listed.until < today)
        return {PaperAnswer::valid,
                {"đã hết thời gian đình chỉ, đến ngày " + day, "its suspension ended on " + day}};
    return {PaperAnswer::suspended, {why.vi + " đến hết ngày " + day, why.en + " through " + day}};
}

[[noreturn]] void refuse_untrusted()
{
    throw Error{
        Fault::integrity,
        {"tệp thu hồi không do khóa được tin cậy ký", "no trusted key signed the revocation snapshot"},
        {"lấy lại tệp thu hồi và dòng khóa (radcert journal vkey) từ cơ quan cấp chứng chỉ",
         "get the snapshot and the key's line (radcert journal vkey) from the issuing office again"}};
}

/// Whether `key` signed the note, and the note says what was read of it.
bool has_signed(const VerifyingKey& key, const documents::RevocationFile& file)
{
    if (key.name != file.head.origin) return false;
    try {
        return registry::open_note(file.note, key) == documents::revocation_lines(file.head);
    } catch (const Error&) {
        return false;
    }
}

} // namespace

RevocationsKnown look_up(std::string_view snapshot, std::span<const VerifyingKey> trusted, EventNumber event)
{
    const documents::RevocationFile file = documents::read_revocations(snapshot);
    // A log that changed its key has several of its name.
    if (std::ranges::none_of(trusted, [&](const VerifyingKey& key) { return has_signed(key, file); }))
        refuse_untrusted();
    RevocationsKnown known;
    known.origin = file.head.origin;
    known.made_at = file.head.made_at;
    known.log_size = file.head.log_size;
    known.due = file.head.due;
    known.listed = documents::find_listed(file, event);
    return known;
}

RevocationsKnown ask_register(registry::Database& database, const documents::Statement& statement, Date today)
{
    RevocationsKnown known;
    known.from_register = true;
    known.origin = statement.origin;
    known.made_at = database.now();
    known.log_size = std::uint64_t(registry::journal_size(database));
    if (std::uint64_t(statement.event) < known.log_size)
        known.listed = find_not_good(database, statement, today);
    return known;
}

std::vector<Said> judge_source(const RevocationsKnown& known, const documents::Statement& statement,
                               Date today)
{
    std::vector<Said> said;
    if (known.listed) said.push_back(judge_listed(*known.listed, today));
    if (known.log_size <= std::uint64_t(statement.event))
        said.push_back({PaperAnswer::stale,
                        {"dữ liệu thu hồi cũ hơn chứng chỉ này, chưa nói gì về nó",
                         "the revocations are older than this certificate and say nothing of it"}});
    if (known.due && *known.due < today)
        said.push_back({PaperAnswer::stale,
                        {"tệp thu hồi đã quá hạn ngày " + to_dmy(*known.due),
                         "a newer revocation snapshot was due on " + to_dmy(*known.due)}});
    if (day_in_vietnam(known.made_at) > today)
        said.push_back({PaperAnswer::stale,
                        {"tệp thu hồi được lập sau ngày hôm nay; xem lại đồng hồ của máy này",
                         "the revocation snapshot was made after today; look at this machine's clock"}});
    return said;
}

} // namespace radcert::casework
