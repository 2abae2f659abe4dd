#include "casework/paper_answer.h"

#include <cstddef>

namespace radcert::casework {
namespace {

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
        {"unproven", {"CHƯA KIỂM ĐƯỢC", "NOT PROVEN"}},
        {"stale", {"CHƯA RÕ CÒN HIỆU LỰC KHÔNG", "STALE"}},
        {"valid", {"CÓ HIỆU LỰC", "VALID"}},
    };
    return all[std::size_t(answer)];
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

} // namespace radcert::casework
