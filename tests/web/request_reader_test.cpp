#include "web/request_reader.h"

#include <random>

#include "tests/catch.h"
#include "tests/rounds.h"

using namespace radcert;
using Needs = web::RequestReader::Needs;

namespace {

/// What becomes of the bytes when they come in pieces of that size.
struct Reading {
    Needs needs{Needs::header};
    std::string request; ///< when nothing is needed: all that an answerer sees of it
    std::size_t left{0}; ///< bytes that are still held when the reader is gone
};

std::string as_text(const web::Request& request)
{
    std::string text = std::string{word(request.method)} + " " + request.target;
    for (const auto& header : request.headers) text += "|" + header.name + ": " + header.value;
    return text + "|" + request.body;
}

Reading read_in_pieces(std::string_view bytes, std::size_t size)
{
    static const web::ServerLimits limits;
    static const std::vector<std::string> hosts{"localhost"};
    static const web::MayUpload everybody;
    Reading reading;
    web::Holdings held;
    {
        web::RequestReader reader{limits, hosts, everybody, held};
        while (!bytes.empty() && (reading.needs == Needs::header || reading.needs == Needs::body)) {
            reading.needs = reader.take(bytes.substr(0, size));
            bytes.remove_prefix(std::min(size, bytes.size()));
        }
        if (reading.needs == Needs::nothing) reading.request = as_text(reader.request());
    }
    reading.left = held.headers + held.bodies + held.uploads;
    return reading;
}

const std::string post = "POST / HTTP/1.1\r\nHost: localhost\r\n",
                  chunked = "Transfer-Encoding: chunked\r\n\r\n";

const std::vector<std::string> sound{
    "GET /a?b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "\r\nHEAD / HTTP/1.0\r\nHost: localhost:80\r\nConnection: close, x\r\nExpect: 100-continue\r\n\r\n",
    post + "Content-Length: 5\r\n\r\nhello",
    post + "Content-Length: 1\r\n\r\nx",
    post + chunked + "0\r\n\r\n",
    post + chunked + "5\r\nhello\r\n0\r\n\r\n",
    post + chunked + "5;a=b;c=\"d\"\r\nhello\r\n0003\r\nabc\r\n0;x\r\nA: b\r\nCookie: d\r\n\r\n",
};

/// The bytes with some of them changed, gone, or something meaningful put in.
std::string damaged(std::string bytes, std::mt19937& random)
{
    static const std::vector<std::string> pieces{"\r\n",
                                                 "\n",
                                                 "\r",
                                                 " ",
                                                 "\t",
                                                 ":",
                                                 "0",
                                                 "\r\n\r\n",
                                                 ";",
                                                 "=",
                                                 "\"",
                                                 ",",
                                                 "-",
                                                 "\x7F",
                                                 "0\r\n\r\n",
                                                 "Content-Length: 5\r\n",
                                                 "Transfer-Encoding: chunked\r\n",
                                                 "Host: localhost\r\n",
                                                 std::string(1, '\0')};
    for (auto times = 1 + random() % 4; times > 0; --times) {
        const std::string& piece = pieces[random() % pieces.size()];
        const std::size_t at = random() % (bytes.size() + 1);
        switch (random() % 4) {
        case 0: bytes.insert(at, piece); break;
        case 1: bytes.erase(at, 1 + random() % 3); break;
        case 2: bytes.replace(at, 1, 1, char(random())); break;
        default: bytes.replace(at, piece.size(), piece);
        }
    }
    return bytes;
}

} // namespace

TEST_CASE("a request is read the same however it is cut", "[web]")
{
    const std::string request = GENERATE(from_range(sound));
    CAPTURE(request);
    const Reading whole = read_in_pieces(request, request.size());
    CHECK(whole.needs == Needs::nothing);
    for (std::size_t size = 1; size < request.size(); ++size) {
        CAPTURE(size);
        CHECK(read_in_pieces(request, size).request == whole.request);
    }
    CHECK(read_in_pieces(request.substr(0, request.size() - 1), 1).needs != Needs::nothing);
}

TEST_CASE("a damaged request is taken or not, the same however it is cut, and leaves nothing held", "[web]")
{
    std::mt19937 random{20'250'701};
    int taken = 0;
    for (int round = 0; round < tests::rounds(3'000); ++round) {
        const std::string request = damaged(sound[random() % sound.size()], random);
        const Reading whole = read_in_pieces(request, 4096);
        if (whole.needs == Needs::nothing) ++taken;
        for (const std::size_t size : {std::size_t{1}, 1 + random() % 40}) {
            const Reading cut = read_in_pieces(request, size);
            const bool same = cut.request == whole.request &&
                              (cut.needs == Needs::nothing) == (whole.needs == Needs::nothing);
            if (!same || cut.left > 0) {
                CAPTURE(request, size);
                CHECK(same);
                CHECK(cut.left == 0);
            }
        }
    }
    CHECK(taken > 10); // or the damage is so great that nothing was tried
}
