#include "casework/check_certificate.h"

#include <algorithm>
#include <functional>

#include "documents/credential.h"
#include "documents/typed_statement.h"
#include "registry/offices.h"

namespace radcert::casework {
namespace {

using registry::VerifyingKey;

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

/// Reads the statement and finds who signed it. False: forged or of an unknown office, and said so.
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
        checked.answer = PaperAnswer::unproven;
        checked.reasons.push_back(
            {"nói là của " + origin +
                 ", mà ở đây chưa có khóa của nơi đó: thêm --trust (dòng khóa do nơi cấp công bố)",
             "it claims to be of " + origin + ", whose key is not trusted here: add --trust"});
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
    if (!paper.birth_date && documents::initials_of(*paper.full_name) == checked.statement->initials) {
        checked.name_compared = false;
        return note(checked, PaperAnswer::unproven,
                    {"họ tên chỉ so được cùng ngày sinh trên giấy: thêm --born",
                     "a name can be compared only with the day of birth on the paper: add --born"});
    }
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

/// A place where revocations are known.
struct Source {
    Words name;
    std::function<RevocationsKnown()> ask;
};

/// Asks one source and notes what it says. One that cannot answer leaves the paper stale: the other, if there
/// is one, may be the older.
void ask_source(const Source& source, bool several, Date today, CheckedPaper& checked)
{
    const auto named = [&](const Words& reason) {
        const auto told = [&](const std::string& name, const std::string& sentence) {
            const bool says_so = sentence.starts_with(name);
            return several && !says_so ? name + ": " + sentence : sentence;
        };
        return Words{told(source.name.vi, reason.vi), told(source.name.en, reason.en)};
    };
    try {
        RevocationsKnown known = source.ask();
        for (Said& said : judge_source(known, *checked.statement, today)) {
            known.says = std::min(known.says, said.answer);
            note(checked, said.answer, named(said.reason));
        }
        checked.revocations.push_back(std::move(known));
    } catch (const Error& error) {
        note(checked, error.fault() == Fault::not_found ? PaperAnswer::forged : PaperAnswer::stale,
             named(error.sentence()));
    }
}

RevocationsKnown ask_snapshot(const PaperToCheck& paper, const documents::Statement& statement)
{
    RevocationsKnown known = look_up(*paper.snapshot, paper.trusted, statement.event);
    if (known.origin == statement.origin) return known;
    refuse({"tệp thu hồi là của " + known.origin + ", chứng chỉ là của " + statement.origin,
            "the snapshot is of " + known.origin + ", the certificate of " + statement.origin});
}

CheckedPaper check(const PaperToCheck& paper, registry::Database* database)
{
    CheckedPaper checked;
    if (!authenticate(paper, checked)) return checked;
    compare_name(paper, checked);
    compare_days(paper, checked);
    const documents::Statement& says = *checked.statement;
    std::vector<Source> sources;
    std::optional<registry::ReadScope> one_state;
    if (database != nullptr) {
        one_state.emplace(*database);
        if (registry::load_register(*database).origin == says.origin)
            sources.push_back(
                {{"sổ đăng ký", "the register"}, [&] { return ask_register(*database, says, paper.today); }});
    }
    if (paper.snapshot)
        sources.push_back({{"tệp thu hồi", "the snapshot"}, [&] { return ask_snapshot(paper, says); }});
    for (const Source& source : sources) ask_source(source, sources.size() > 1, paper.today, checked);
    if (sources.empty())
        note(checked, PaperAnswer::stale,
             {"chưa có dữ liệu thu hồi (--snapshot), không biết chứng chỉ còn hiệu lực không",
              "without revocations (--snapshot) nobody here knows whether it still stands"});
    return checked;
}

} // namespace

CheckedPaper check_paper(const PaperToCheck& paper)
{
    return check(paper, nullptr);
}

CheckedPaper check_paper(const PaperToCheck& paper, registry::Database& database)
{
    return check(paper, &database);
}

CheckedPaper check_pasted_paper(PaperToCheck paper, registry::Database& database)
{
    const std::string pasted = documents::statements_in(documents::plain_text(paper.statement)).front();
    std::optional<CheckedPaper> first;
    for (const std::string& reading : documents::statement_readings(pasted)) {
        paper.statement = reading;
        CheckedPaper checked = check(paper, &database);
        if (checked.statement) return checked;
        if (!first) first = std::move(checked);
    }
    return std::move(*first);
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
