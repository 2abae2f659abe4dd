#include <algorithm>

#include "web/request_reader.h"
#include "web/request_text.h"
#include "web/response_text.h"
#include "web/server.h"

namespace radcert::web {

std::string answer_text(std::string_view request_text, const ServerOptions& options, const Answer& answer)
{
    using Needs = RequestReader::Needs;
    constexpr std::size_t piece = 4096; // as from a socket: what is refused halfway is refused here, too
    const auto hosts = allowed_hosts(options.address, options.hosts);
    Holdings holdings;
    RequestReader reader{options.limits, hosts, options.may_upload, holdings};
    const std::string sent = text_as_sent(request_text);
    Needs needs = Needs::header;
    for (std::string_view rest = sent; !rest.empty() && (needs == Needs::header || needs == Needs::body);
         rest.remove_prefix(std::min(piece, rest.size())))
        needs = reader.take(rest.substr(0, piece));

    Response response;
    if (needs == Needs::nothing)
        response = answer(reader.request());
    else if (needs == Needs::refused)
        response = refusal_response(reader.refusal());
    else
        response = refusal_response({400, {"yêu cầu bị thiếu phần cuối", "the request ends too early"}});
    take_note(response, route_header);
    take_note(response, trouble_header);
    if (!can_be_sent(response)) response = failure_response();
    const Sending sending{.head = reader.head_asked()};
    return head_text(response, sending).append(body_text(response, sending));
}

} // namespace radcert::web
