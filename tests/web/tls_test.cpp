#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/web/live_server.h"

using namespace radcert;
using tests::LiveServer;
namespace fs = std::filesystem;

namespace {

/// What a command prints, on either channel. Nothing of what it is given is from outside this file.
std::string output_of(const std::string& command)
{
    std::string output;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) output += char(byte);
    ::pclose(pipe);
    return output;
}

/// A folder with a key and a certificate for localhost, gone at the end.
class Certificate {
public:
    Certificate()
    {
        std::string name = (fs::temp_directory_path() / "radcert-test-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        output_of(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
            " -addext subjectAltName=DNS:localhost -keyout " +
            key() + " -out " + certificate());
        output_of("openssl ec -in " + key() + " -aes128 -passout pass:secret -out " + locked_key());
        output_of("openssl genpkey -algorithm ed25519 -out " + other_key());
    }
    ~Certificate() { fs::remove_all(folder_); }

    std::string certificate() const { return folder_ / "certificate.pem"; }
    std::string key() const { return folder_ / "key.pem"; }
    std::string locked_key() const { return folder_ / "locked.pem"; }
    std::string other_key() const { return folder_ / "other.pem"; }
    std::string file(const std::string& name, const std::string& bytes) const
    {
        std::ofstream{folder_ / name} << bytes;
        return folder_ / name;
    }

private:
    fs::path folder_;
};

web::Response say_whether_secure(const web::Request& request)
{
    return {.status = 200, .headers = {}, .body = request.secure ? "over TLS" : "in the open"};
}

} // namespace

TEST_CASE("a server with a certificate speaks TLS 1.2 and 1.3 and nothing older", "[web]")
{
    const Certificate own;
    LiveServer server{{.tls_certificate = own.certificate(), .tls_key = own.key()}, say_whether_secure};
    const std::string request =
        own.file("request", "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const auto ask = [&](const std::string& version) {
        return output_of(
            "timeout 10 openssl s_client -ign_eof -connect 127.0.0.1:" + std::to_string(server.port()) +
            " -servername localhost -verify_return_error -CAfile " + own.certificate() + " " + version +
            " < " + request);
    };
    CHECK_THAT(ask("-tls1_2"), Catch::Contains("HTTP/1.1 200 OK") && Catch::Contains("over TLS"));
    CHECK_THAT(ask("-tls1_3"), Catch::Contains("HTTP/1.1 200 OK") && Catch::Contains("over TLS"));
    CHECK_THAT(ask("-tls1_1 -cipher DEFAULT@SECLEVEL=0"), !Catch::Contains("HTTP/1.1"));
    CHECK_THAT(ask("-tls1_2 -cipher AES128-SHA"), !Catch::Contains("HTTP/1.1")); // no forward secrecy

    tests::RawClient plain = server.client();
    plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK_THAT(plain.rest(), !Catch::Contains("HTTP/1.1"));
}

TEST_CASE("a connection that never shakes hands is closed in time", "[web]")
{
    const Certificate own;
    LiveServer server{
        {.tls_certificate = own.certificate(), .tls_key = own.key(), .limits = tests::quick_limits()}};
    tests::RawClient silent = server.client(), half = server.client();
    half.send("\x16\x03\x01"); // a handshake begins
    CHECK(silent.is_closed_within(std::chrono::seconds{2}));
    CHECK(half.is_closed_within(std::chrono::seconds{2}));
}

TEST_CASE("a certificate or key that cannot be used is named before the server begins", "[web]")
{
    static const Certificate own;
    struct Row {
        const char* why;
        std::string certificate, key, named;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"no such certificate", "/nowhere.pem", own.key(), "/nowhere.pem"},
        {"no such key", own.certificate(), "/nowhere.pem", "/nowhere.pem"},
        {"no key", own.certificate(), "", "one of the two files"},
        {"no certificate", "", own.key(), "one of the two files"},
        {"a key with a password", own.certificate(), own.locked_key(), own.locked_key()},
        {"another's key", own.certificate(), own.other_key(), own.other_key()},
        {"a key for a certificate", own.key(), own.key(), own.key()},
    }));
    CAPTURE(row.why);
    const Error error = tests::refusal_of([&] {
        web::Server{{.tls_certificate = row.certificate, .tls_key = row.key},
                    [] { return web::Answer{say_whether_secure}; }};
    });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_THAT(error.what(), Catch::StartsWith(row.named));
}
