#include "web/request_reader.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <exception>
#include <utility>

namespace radcert::web {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

Refusal body_too_large()
{
    return {413, {"nội dung quá lớn", "the body is too large"}};
}

Refusal not_from_strangers()
{
    return {413,
            {"nội dung quá lớn: tệp lớn chỉ nhận của người đã đăng nhập; đăng nhập rồi gửi lại",
             "the body is too large: large files are taken from people who are signed in; sign in and send "
             "it again"}};
}

} // namespace

Refusal too_busy()
{
    return {503, {"máy chủ đang bận; thử lại sau ít giây", "the server is busy; try again in some seconds"}};
}

struct RequestReader::Parser {
    http::request_parser<http::string_body> beast;
};

RequestReader::RequestReader(const ServerLimits& limits, const std::vector<std::string>& hosts,
                             const MayUpload& may_upload, Holdings& holdings)
    : limits_{limits}, hosts_{hosts}, may_upload_{may_upload}, holdings_{holdings}
{
}

RequestReader::~RequestReader()
{
    let_body_go();
    holdings_.headers -= own_.headers;
}

RequestReader::Needs RequestReader::take(std::string_view bytes)
{
    try {
        unread_ += bytes;
        if (needs_ == Needs::header) read_header();
        if (needs_ == Needs::body) read_body();
    } catch (const std::exception&) { // no memory, or nobody could tell whether the file may come
        refuse(too_busy());
    }
    note_unread();
    return needs_;
}

RequestReader::Needs RequestReader::next()
{
    let_body_go();
    unread_.shrink_to_fit(); // a connection that waits for hours holds nothing
    request_ = {};
    asks_ = "-";
    needs_ = Needs::header;
    return take({});
}

Request RequestReader::request()
{
    request_.body = std::move(parser_->beast.get().body());
    parser_.reset();
    return std::move(request_);
}

RequestReader::Needs RequestReader::refuse(Refusal refusal)
{
    refusal_ = std::move(refusal);
    parser_.reset();
    let_body_go();
    keep_alive_ = false;
    return needs_ = Needs::refused;
}

void RequestReader::read_header()
{
    while (unread_.starts_with("\r\n")) unread_.erase(0, 2), seen_ = 0; // RFC 9112 section 2.2
    const auto end = unread_.find("\r\n\r\n", seen_ < 3 ? 0 : seen_ - 3);
    const std::size_t size = end == unread_.npos ? unread_.size() : end + 4;
    if (!is_header_text(std::string_view{unread_}.substr(0, size), seen_)) {
        refuse({400,
                {"tiêu đề có ký tự điều khiển, hoặc dòng không kết thúc bằng CR LF",
                 "the header has a control character, or a line that does not end in CR LF"}});
    } else if (size > limits_.header) {
        const bool long_target = unread_.find("\r\n") == unread_.npos;
        refuse({long_target ? 414 : 431, {"tiêu đề quá dài", "the header is too long"}});
    } else if (end != unread_.npos) {
        parse_header(size);
    } else {
        seen_ = size;
    }
}

void RequestReader::parse_header(std::size_t size)
{
    seen_ = 0;
    if (auto refusal = refuse_head(std::string_view{unread_}.substr(0, size), limits_, hosts_)) {
        refuse(std::move(*refusal));
        return;
    }
    parser_ = std::make_unique<Parser>();
    parser_->beast.header_limit(std::uint32_t(limits_.header) + 1);
    parser_->beast.body_limit(boost::none); // `allow_body` knows it
    error_code failed;
    parser_->beast.put(asio::buffer(unread_.data(), size), failed);
    if (failed || !parser_->beast.is_header_done()) {
        refuse({400, {"tiêu đề sai dạng", "the header is malformed"}});
        return;
    }
    unread_.erase(0, size);
    allow_body();
}

/// Takes what the header says out of the parser, which would add a trailer's lines to it, and asks whether
/// its body may come.
void RequestReader::allow_body()
{
    const auto& message = parser_->beast.get();
    request_.method = method_from(message.method_string()).value_or(Method::get); // `refuse_head` knows it
    asks_ = word(request_.method);
    request_.target = std::string{message.target()};
    for (const auto& field : message)
        request_.headers.push_back({small_letters(field.name_string()), std::string{field.value()}});
    version_1_1_ = message.version() == 11;
    keep_alive_ = version_1_1_ && message.keep_alive();

    const std::string type = small_letters(request_.header("content-type").value_or(""));
    const std::uint64_t length = parser_->beast.content_length().value_or(0); // a chunked body states none
    uploads_ = type.starts_with("multipart/form-data") && length > limits_.body;
    const std::size_t limit = uploads_ ? limits_.upload : limits_.body;
    if (length > limit) {
        refuse(body_too_large());
        return;
    }
    if (uploads_ && may_upload_ && !may_upload_(request_)) {
        refuse(not_from_strangers());
        return;
    }
    parser_->beast.body_limit(limit);
    parser_->beast.eager(true);
    needs_ = parser_->beast.is_done() ? Needs::nothing : Needs::body;
}

void RequestReader::read_body()
{
    // Beast 1.81 asserts that it never sees a last chunk in less than its five bytes, "0" CR LF CR LF: a
    // debug build would end there. Every chunked body has that many to come.
    const std::size_t least = parser_->beast.chunked() ? 5 : 1;
    if (unread_.size() < least) return;
    error_code failed;
    const std::size_t read = parser_->beast.put(asio::buffer(unread_), failed);
    unread_.erase(0, read);
    if (failed == http::error::need_more) {
        failed = {};
        if (unread_.size() > limits_.header) failed = http::error::header_limit;
    }
    if (failed == http::error::body_limit)
        refuse(body_too_large());
    else if (failed == http::error::header_limit)
        refuse(
            {431,
             {"phần đầu hay phần cuối của một khúc quá dài", "a chunk's head or the trailer is too long"}});
    else if (failed)
        refuse({400, {"nội dung chia khúc sai dạng", "the chunked body is malformed"}});
    else if (!hold_body())
        refuse(too_busy());
    else if (parser_->beast.is_done())
        needs_ = Needs::nothing;
}

bool RequestReader::hold_body()
{
    const auto held = uploads_ ? &Holdings::uploads : &Holdings::bodies;
    const std::size_t more = parser_->beast.get().body().size() - own_.*held;
    if (holdings_.*held + more > (uploads_ ? limits_.all_uploads : limits_.all_bodies)) return false;
    holdings_.*held += more;
    own_.*held += more;
    return true;
}

void RequestReader::let_body_go()
{
    holdings_.bodies -= std::exchange(own_.bodies, 0);
    holdings_.uploads -= std::exchange(own_.uploads, 0);
}

void RequestReader::note_unread()
{
    holdings_.headers += unread_.capacity() - own_.headers;
    own_.headers = unread_.capacity();
}

} // namespace radcert::web
