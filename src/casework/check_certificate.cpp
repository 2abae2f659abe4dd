#include "casework/check_certificate.h"

#include <algorithm>
#include <functional>

#include "casework/prove_certificate.h"
#include "documents/credential.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "registry/signed_note.h"

namespace radcert::casework {
namespace {

using documents::NotGood;
using registry::VerifyingKey;

struct AnswerWords {
    std::string_view name;
    Words words;
};

const AnswerWords& words_of(PaperAnswer answer)
{
    static const AnswerWords all[] = {
        {"forged", {"GIẢ MẠO", "FORGED"}},
        {"mismatch", {"KHÔNG KHỚP", "MISMATCH"}},
        {"revoked", {"KHÔNG CÒN GIÁ TRỊ", "REVOKED"}},
        {"suspended", {"ĐANG BỊ ĐÌNH CHỈ", "SUSPENDED"}},
        {"expired", {"HẾT HẠN", "EXPIRED"}},
        {"not_yet", {"CHƯA CÓ HIỆU LỰC", "NOT YET IN FORCE"}},
        {"stale", {"CHƯA RÕ CÒN HIỆU LỰC KHÔNG", "STALE"}},
        {"valid", {"CÓ HIỆU LỰC", "VALID"}},
    };
    return all[std::size_t(answer)];
}

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

[[noreturn]] void refuse(const Words& sentence)
{
    throw Error{Fault::integrity,
                sentence,
                {"đừng tin giấy này; hỏi cơ quan cấp chứng chỉ", "do not trust it; ask the issuing office"}};
}

/// The key that signed `message`; none: nobody's trusted.
const VerifyingKey* signer_of(std::span<const VerifyingKey> trusted, std::string_view origin,
                              std::string_view message, std::string_view signature)
{
    const auto found = std::ranges::find_if(trusted, [&](const VerifyingKey& key) {
        return key.use == registry::KeyUse::checkpoint && key.name == origin &&
               registry::verify(key, message, signature);
    });
    return found == trusted.end() ? nullptr : &*found;
}

bool knows_name(std::span<const VerifyingKey> trusted, std::string_view origin)
{
    return std::ranges::any_of(trusted, [&](const VerifyingKey& key) { return key.name == origin; });
}

/// Notes an answer: the weightiest stays, with its reason in front.
void note(CheckedPaper& checked, PaperAnswer answer, Words reason)
{
    if (answer < checked.answer) {
        checked.answer = answer;
        checked.reasons.insert(checked.reasons.begin(), std::move(reason));
    } else {
        checked.reasons.push_back(std::move(reason));
    }
}

/// Reads the statement and finds who signed it. False: forged, and said so.
bool authenticate(const PaperToCheck& paper, CheckedPaper& checked)
{
    documents::SignedStatement read;
    try {
        read = documents::read_statement(paper.statement);
    } catch (const Error& error) {
        checked.reasons.push_back(error.sentence());
        return false;
    }
    const std::string& origin = read.statement.origin;
    const VerifyingKey* const key =
        signer_of(paper.trusted, origin, documents::statement_body(read.statement), read.signature);
    if (key == nullptr && knows_name(paper.trusted, origin)) {
        checked.reasons.push_back({"chữ ký sai: nội dung đã bị sửa hoặc do khóa khác ký",
                                   "the signature is wrong: altered, or signed by another key"});
        return false;
    }
    if (key == nullptr) {
        checked.reasons.push_back({"nói là của " + origin + ", không phải khóa nào được tin cậy ở đây",
                                   "it claims to be of " + origin + ", whose key is not trusted here"});
        return false;
    }
    checked.statement = std::move(read.statement);
    checked.signed_by = *key;
    checked.answer = PaperAnswer::valid;
    return true;
}

void compare_name(const PaperToCheck& paper, CheckedPaper& checked)
{
    if (!paper.full_name) return;
    checked.name_compared = true;
    if (documents::holder_matches(*checked.statement, *paper.full_name, paper.birth_date)) return;
    note(checked, PaperAnswer::mismatch,
         {"chứng chỉ thật, nhưng của người khác: họ tên hoặc ngày sinh không khớp",
          "a genuine certificate of somebody else: name or day of birth differ"});
}

void compare_days(const PaperToCheck& paper, CheckedPaper& checked)
{
    const documents::Statement& says = *checked.statement;
    if (says.valid_to && *says.valid_to < paper.today)
        note(checked, PaperAnswer::expired,
             {"hết hạn từ sau ngày " + to_dmy(*says.valid_to), "it ended on " + to_dmy(*says.valid_to)});
    if (paper.today < says.issued_on)
        note(checked, PaperAnswer::not_yet,
             {"ngày cấp " + to_dmy(says.issued_on) + " chưa đến",
              "its day of issue, " + to_dmy(says.issued_on) + ", has not come"});
}

void judge_listed(const documents::Listed& listed, Date today, CheckedPaper& checked)
{
    Words why = words_of(listed.why);
    if (listed.why != NotGood::suspended) {
        note(checked, listed.why == NotGood::expired ? PaperAnswer::expired : PaperAnswer::revoked,
             std::move(why));
        return;
    }
    if (listed.until && *listed.until < today) {
        checked.reasons.push_back({"đã hết thời gian đình chỉ, đến ngày " + to_dmy(*listed.until),
                                   "its suspension ended on " + to_dmy(*listed.until)});
        return;
    }
    if (listed.until)
        why = {why.vi + " đến hết ngày " + to_dmy(*listed.until),
               why.en + " through " + to_dmy(*listed.until)};
    note(checked, PaperAnswer::suspended, std::move(why));
}

/// What the revocations say, and whether they may be relied on today.
void judge_revocations(const PaperToCheck& paper, CheckedPaper& checked)
{
    const RevocationsKnown& known = *checked.revocations;
    if (known.listed) judge_listed(*known.listed, paper.today, checked);
    if (known.log_size <= std::uint64_t(checked.statement->event))
        note(checked, PaperAnswer::stale,
             {"dữ liệu thu hồi cũ hơn chứng chỉ này, chưa nói gì về nó",
              "the revocations are older than this certificate and say nothing of it"});
    if (known.due && *known.due < paper.today)
        note(checked, PaperAnswer::stale,
             {"tệp thu hồi đã quá hạn ngày " + to_dmy(*known.due),
              "a newer revocation snapshot was due on " + to_dmy(*known.due)});
    if (day_in_vietnam(known.made_at) > paper.today)
        note(checked, PaperAnswer::stale,
             {"tệp thu hồi được lập sau ngày hôm nay; xem lại đồng hồ của máy này",
              "the revocation snapshot was made after today; look at this machine's clock"});
}

using Ask = std::function<std::optional<RevocationsKnown>(const documents::Statement&)>;

CheckedPaper check(const PaperToCheck& paper, const Ask& ask)
{
    CheckedPaper checked;
    if (!authenticate(paper, checked)) return checked;
    compare_name(paper, checked);
    compare_days(paper, checked);
    try {
        checked.revocations = ask(*checked.statement);
    } catch (const Error& error) {
        note(checked, error.fault() == Fault::not_found ? PaperAnswer::forged : PaperAnswer::stale,
             error.sentence());
        return checked;
    }
    if (checked.revocations)
        judge_revocations(paper, checked);
    else
        note(checked, PaperAnswer::stale,
             {"chưa có dữ liệu thu hồi (--snapshot), không biết chứng chỉ còn hiệu lực không",
              "without revocations (--snapshot) nobody here knows whether it still stands"});
    return checked;
}

std::optional<RevocationsKnown> ask_snapshot(const PaperToCheck& paper, const documents::Statement& statement)
{
    if (!paper.snapshot) return std::nullopt;
    RevocationsKnown known = look_up(*paper.snapshot, paper.trusted, statement.event);
    if (known.origin == statement.origin) return known;
    refuse({"tệp thu hồi là của " + known.origin + ", chứng chỉ là của " + statement.origin,
            "the snapshot is of " + known.origin + ", the certificate of " + statement.origin});
}

std::optional<RevocationsKnown> ask_register(registry::Database& database, const PaperToCheck& paper,
                                             const documents::Statement& statement)
{
    const registry::ReadScope one_state{database};
    const registry::Register own = registry::load_register(database);
    if (own.origin != statement.origin) return ask_snapshot(paper, statement);
    RevocationsKnown known{true, own.origin, database.now(), std::uint64_t(registry::journal_size(database)),
                           {},   {}};
    if (std::uint64_t(statement.event) < known.log_size)
        known.listed = find_not_good(database, statement, paper.today);
    return known;
}

} // namespace

std::string_view name_of(PaperAnswer answer)
{
    return words_of(answer).name;
}

Words words_for(PaperAnswer answer)
{
    return words_of(answer).words;
}

CheckedPaper check_paper(const PaperToCheck& paper)
{
    return check(paper,
                 [&](const documents::Statement& statement) { return ask_snapshot(paper, statement); });
}

CheckedPaper check_paper(const PaperToCheck& paper, registry::Database& database)
{
    return check(paper, [&](const documents::Statement& statement) {
        return ask_register(database, paper, statement);
    });
}

RevocationsKnown look_up(std::string_view snapshot, std::span<const VerifyingKey> trusted, EventNumber event)
{
    const documents::RevocationFile file = documents::read_revocations(snapshot);
    const Words untrusted{"tệp thu hồi không do khóa được tin cậy ký",
                          "no trusted key signed the revocation snapshot"};
    for (const VerifyingKey& one : trusted) { // a log that changed its key has several of its name
        if (one.name != file.head.origin) continue;
        try {
            if (registry::open_note(file.note, one) != documents::revocation_lines(file.head))
                refuse(untrusted);
        } catch (const Error&) {
            continue;
        }
        return {false,
                file.head.origin,
                file.head.made_at,
                file.head.log_size,
                file.head.due,
                documents::find_listed(file, event)};
    }
    refuse(untrusted);
}

std::string open_credential(std::string_view json, std::span<const VerifyingKey> trusted)
{
    const documents::SecuredDocument read = documents::read_secured_document(json);
    const auto key =
        std::ranges::find_if(trusted, [&](const VerifyingKey& one) { return one.point == read.point; });
    if (key == trusted.end() || read.issuer != documents::did_key(read.point))
        refuse({"chứng chỉ số không do khóa được tin cậy cấp", "the credential is not by a trusted key"});
    if (!registry::verify(*key, documents::hash_data(read.options, read.document), read.signature))
        refuse({"chữ ký của chứng chỉ số sai: nội dung đã bị sửa",
                "the credential's proof is wrong: it was altered"});
    const documents::Statement inside = documents::read_statement(read.statement).statement;
    if (!documents::holder_matches(inside, read.full_name, read.birth_date))
        refuse({"chứng chỉ số ghi tên khác với nội dung đã ký",
                "the credential names another than its statement"});
    return read.statement;
}

} // namespace radcert::casework
