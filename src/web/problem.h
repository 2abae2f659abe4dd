#pragma once

#include "domain/error.h"
#include "web/routes.h"

namespace radcert::web {

/// What went wrong, for programs (RFC 9457, application/problem+json): type, title, status, detail and
/// instance; `errors` with a JSON Pointer (RFC 6901) where one value is to blame, and `hint` where something
/// can be done. Sentences are in the reader's language, `code` is not.
Raw problem(int status, std::string_view code, const Words& sentence, const Words& hint,
            const std::string& pointer, const std::string& instance, Language language);

Raw problem(const Error& error, const std::string& instance, Language language);

/// "not_found": the word of a kind of trouble, for programs.
std::string_view word(Fault fault);

/// What a status means, for people who get a page of it.
Words status_title(int status);

} // namespace radcert::web
