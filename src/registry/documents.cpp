#include "registry/documents.h"

#include "text/digest.h"

namespace radcert::registry {

std::string open_document(Database& database, const KeyFile& keys, const std::string& subject,
                          const std::string& digest)
{
    Query query{database, R"sql(
        SELECT document.box, subject.wrapped_key
          FROM document
          JOIN subject ON subject.id = document.subject
         WHERE document.digest = :digest
           AND subject.subject = :subject
    )sql"};
    query.bind(":digest", digest);
    query.bind(":subject", subject);
    if (!query.next()) {
        throw Error{Fault::not_found,
                    {"sổ không giữ bản chụp " + digest, "the register keeps no paper " + digest},
                    {"xem: radcert evidence list W-N", "see: radcert evidence list W-N"}};
    }
    const auto key = unwrap(keys.wrapping(), query.text(1), subject);
    const std::string_view box = query.text(0);
    std::string bytes;
    const bool opened = key && open_box(*key, box, digest, bytes);
    if (opened && text::sha256_hex(bytes) == digest) return bytes;
    throw Error{Fault::integrity,
                {"bản chụp " + digest + " không mở được", "the paper " + digest + " does not open"},
                {"kiểm tra tệp khóa và sổ: radcert register verify",
                 "check the key file and the register: radcert register verify"}};
}

} // namespace radcert::registry
