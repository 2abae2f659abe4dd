#include "web/answered_once.h"

#include <algorithm>

#include "domain/error.h"
#include "text/digest.h"

namespace radcert::web {
namespace {

constexpr std::size_t longest_key = 255;

std::string key_of(const Request& request)
{
    const std::string key{request.header("idempotency-key").value_or("")};
    const bool fits = !key.empty() && key.size() <= longest_key &&
                      std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7F'; });
    if (fits) return key;
    throw Error{Fault::usage,
                {"Idempotency-Key không dùng được", "the Idempotency-Key cannot be used"},
                {"1 đến 255 ký tự ASCII, không dấu cách; ví dụ một UUID",
                 "1 to 255 characters of ASCII without blanks, such as a UUID"}};
}

// What is kept: where the record is to be found, the kind of body, the body; a line each for the first two.

std::string header_of(const Response& response, std::string_view name)
{
    const auto found = std::ranges::find(response.headers, name, &Header::name);
    return found == response.headers.end() ? std::string{} : found->value;
}

registry::KeptAnswer packed(const Response& response)
{
    return {response.status, header_of(response, "location") + '\n' + header_of(response, "content-type") +
                                 '\n' + response.body};
}

Response unpacked(const registry::KeptAnswer& kept)
{
    const std::size_t first = kept.body.find('\n'), second = kept.body.find('\n', first + 1);
    Response response{kept.status, {}, kept.body.substr(second + 1)};
    response.add("content-type", kept.body.substr(first + 1, second - first - 1));
    if (first > 0) response.add("location", kept.body.substr(0, first));
    response.add("idempotency-replayed", "true");
    return response;
}

} // namespace

AnsweredOnce::AnsweredOnce(Office& office, std::string officer, const Request& request)
    : office_{office}, officer_{std::move(officer)}, key_{key_of(request)},
      digest_{
          text::sha256_hex(std::string{word(request.method)} + ' ' + request.target + '\n' + request.body)}
{
    if (const auto kept = office_.store().claim_answer(officer_, key_, digest_))
        before_ = unpacked(*kept);
    else
        open_ = true;
}

AnsweredOnce::~AnsweredOnce()
{
    if (!open_) return;
    try {
        office_.store().drop_claim(officer_, key_);
    } catch (const std::exception&) {
        // it ends by itself after a day
    }
}

void AnsweredOnce::keep(const Response& response)
{
    constexpr int first_not_done = 300;
    if (!open_ || response.status >= first_not_done) return;
    open_ = false; // it was done: the claim stands, even where the answer cannot be kept
    try {
        office_.store().keep_answer(officer_, key_, digest_, packed(response));
    } catch (const std::exception&) {
        // whoever sends it again is told to look first
    }
}

} // namespace radcert::web
