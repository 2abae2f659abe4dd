#include "documents/signed_copy.h"

#include "domain/error.h"

namespace radcert::documents {

bool continues(std::string_view original, std::string_view later)
{
    return later.size() > original.size() && later.starts_with(original);
}

std::vector<PdfSignature> check_signed_copy(std::string_view original, std::string_view signed_copy,
                                            std::string_view trusted)
{
    const auto refuse = [](const Words& why) {
        throw Error{Fault::integrity,
                    {"bản đã ký không dùng được: " + why.vi, "the signed copy cannot be used: " + why.en},
                    {"ký lại tệp đã xuất", "sign the file that was handed out again"}};
    };
    const Words unsigned_copy{"không có chữ ký nào", "it is not signed"};
    if (signed_copy == original) refuse(unsigned_copy);
    if (!continues(original, signed_copy)) {
        throw Error{Fault::conflict,
                    {"bản đã ký không phải giấy đã xuất: các byte đầu khác nhau",
                     "the signed copy is not the paper that was handed out: its first bytes differ"},
                    {"ký lại đúng tệp đã xuất", "sign the very file that was handed out"}};
    }
    auto signatures = paper_tools().signatures(signed_copy, trusted);
    if (signatures.empty()) refuse(unsigned_copy);
    for (const PdfSignature& one : signatures) {
        if (!one.intact)
            refuse({"chữ ký sai (" + one.trouble.vi + ")", "a signature is wrong (" + one.trouble.en + ")"});
        if (!trusted.empty() && !one.trusted)
            refuse(
                {"người ký không được tin cậy: " + one.signer, "its signer is not trusted: " + one.signer});
    }
    if (!signatures.back().covers_all)
        refuse({"bị thêm sau khi ký", "something was added after it was signed"});
    return signatures;
}

} // namespace radcert::documents
