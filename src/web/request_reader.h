#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/message.h"
#include "web/strictness.h"

namespace radcert::web {

/// What a request is answered with for which there is no worker or no memory now: 503.
Refusal too_busy();

/// What the readers of one server hold in all, in bytes.
struct Holdings {
    std::size_t headers{0}; ///< and whatever else was received and not read
    std::size_t bodies{0};
    std::size_t uploads{0}; ///< bodies that may be longer than `ServerLimits::body`
};

/// Takes the bytes of one connection, in pieces of any size, and gives requests: the one reader, of sockets
/// and of text. Holds no more than a header's worth of bytes beside the body.
class RequestReader {
public:
    enum class Needs : std::uint8_t { header, body, nothing, refused };

    /// @param hosts  as `refuse_head` takes them
    RequestReader(const ServerLimits& limits, const std::vector<std::string>& hosts,
                  const MayUpload& may_upload, Holdings& holdings);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    Needs take(std::string_view bytes);
    /// Forgets the request that was read, and begins with what came after it.
    Needs next();

    bool begun() const { return needs_ != Needs::header || !unread_.empty(); }
    bool keep_alive() const { return keep_alive_; }
    /// Whether the other side holds its body back until it is asked for it.
    bool is_asked_to_continue() const { return request_.header("expect") && version_1_1_ && unread_.empty(); }
    const Refusal& refusal() const { return refusal_; }
    bool head_asked() const { return asks_ == "HEAD" || unread_.starts_with("HEAD "); }
    std::string_view method() const { return asks_; }
    /// Once, when nothing is needed.
    Request request();

private:
    struct Parser; ///< Boost.Beast's

    void read_header();
    void parse_header(std::size_t size);
    void allow_body();
    void read_body();
    bool hold_body();
    void let_body_go();
    void note_unread();
    Needs refuse(Refusal refusal);

    const ServerLimits& limits_;
    const std::vector<std::string>& hosts_;
    const MayUpload& may_upload_;
    Holdings& holdings_;
    Holdings own_; ///< what of it is this reader's
    std::string unread_;
    std::size_t seen_{0};            ///< bytes of `unread_` that are known to be clean
    std::unique_ptr<Parser> parser_; ///< of the request that is being read
    Request request_;
    std::string_view asks_{"-"};
    bool keep_alive_{false}, version_1_1_{false}, uploads_{false};
    Refusal refusal_;
    Needs needs_{Needs::header};
};

} // namespace radcert::web
