#include "registry/keys.h"

#include <chrono>
#include <cstdlib>
#include <set>
#include <unistd.h>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/refusal.h"
#include "text/base64.h"
#include "text/digest.h"

using namespace radcert;
using namespace radcert::registry;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view origin{"radcert.example/register"};

/// An empty folder that is removed again.
struct Folder {
    fs::path path;

    Folder()
    {
        std::string name = (fs::temp_directory_path() / "radcert-keys-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
};

void write(const fs::path& path, std::string_view bytes)
{
    std::ofstream stream{path, std::ios::binary | std::ios::trunc};
    stream << bytes;
    REQUIRE(stream.flush());
}

std::string bytes_in_hex(const nlohmann::json& value)
{
    const auto hex = value.get<std::string>();
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    return bytes;
}

VerifyingKey key_of(std::string_view point)
{
    VerifyingKey key{"wycheproof.example"};
    REQUIRE(point.size() == key.point.size());
    std::ranges::copy(point, key.point.begin());
    return key;
}

std::string flipped(std::string bytes, std::size_t bit)
{
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    return bytes;
}

std::optional<std::string> opened(const Key& key, const Sealed& sealed, std::string_view bound)
{
    std::string plain;
    if (!open(key, sealed.nonce, sealed.bytes, bound, plain)) return std::nullopt;
    return plain;
}

} // namespace

TEST_CASE("every signature of Wycheproof verifies, and none with a bit changed", "[registry]")
{
    const auto file = tests::vectors("ed25519") / "ed25519_valid.json";
    const auto document = tests::parsed(tests::bytes_of(file));
    int verified = 0;
    for (const auto& group : document.at("testGroups")) {
        const std::string point = bytes_in_hex(group.at("publicKey").at("pk"));
        for (const auto& test : group.at("tests")) {
            const std::string message = bytes_in_hex(test.at("msg")),
                              signature = bytes_in_hex(test.at("sig"));
            CAPTURE(test.at("tcId").get<int>());
            REQUIRE(test.at("result") == "valid");
            const VerifyingKey key = key_of(point);
            CHECK(verify(key, message, signature));
            ++verified;

            for (std::size_t bit = 0; bit < 8 * signature.size(); bit += 7)
                CHECK_FALSE(verify(key, message, flipped(signature, bit)));
            for (std::size_t bit = 0; bit < 8 * point.size(); bit += 31)
                CHECK_FALSE(verify(key_of(flipped(point, bit)), message, signature));
            if (!message.empty()) CHECK_FALSE(verify(key, flipped(message, 0), signature));
            CHECK_FALSE(verify(key, message + '\0', signature));
            CHECK_FALSE(verify(key, message, signature + '\0'));
            CHECK_FALSE(verify(key, message, signature.substr(1)));
            CHECK_FALSE(verify(key, message, ""));
        }
    }
    CHECK(verified == document.at("numberOfTests").get<int>());
}

TEST_CASE("a signature is the one of RFC 8032 section 7.1, test 2", "[registry]")
{
    const auto seed =
        key_from_bytes(bytes_in_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    REQUIRE(seed);
    const SigningKey key{*seed};
    CHECK(text::to_hex(key.point()) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    CHECK(text::to_hex(key.sign("\x72")) ==
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST_CASE("a sealed text opens with its key, nonce and place and with nothing else", "[registry]")
{
    const Key key = random_key();
    const auto plain = GENERATE(as<std::string>{}, "", "x", "Nguyễn Văn An", std::string(5000, '\0'));
    Sealed sealed;
    seal(key, plain, "payload 41", sealed);
    CHECK(sealed.nonce.size() == 24);
    CHECK(sealed.bytes.size() == plain.size() + 16);
    CHECK(opened(key, sealed, "payload 41") == plain);

    CHECK_FALSE(opened(key, sealed, "payload 42"));
    CHECK_FALSE(opened(key, sealed, ""));
    CHECK_FALSE(opened(random_key(), sealed, "payload 41"));
    for (std::size_t bit = 0; bit < 8 * sealed.bytes.size(); bit += 61)
        CHECK_FALSE(opened(key, {sealed.nonce, flipped(sealed.bytes, bit)}, "payload 41"));
    for (std::size_t bit = 0; bit < 8 * 24; ++bit)
        CHECK_FALSE(opened(key, {flipped(sealed.nonce, bit), sealed.bytes}, "payload 41"));
    CHECK_FALSE(opened(key, {sealed.nonce, sealed.bytes.substr(1)}, "payload 41"));
    CHECK_FALSE(opened(key, {sealed.nonce, ""}, "payload 41"));
    CHECK_FALSE(opened(key, {sealed.nonce.substr(1), sealed.bytes}, "payload 41"));
    CHECK_FALSE(opened(key, {"", sealed.bytes}, "payload 41"));
}

TEST_CASE("sealing twice gives other bytes, and opening uses the caller's memory again", "[registry]")
{
    const Key key = random_key();
    Sealed first, second;
    seal(key, "same text", "", first);
    seal(key, "same text", "", second);
    CHECK(first.nonce != second.nonce);
    CHECK(first.bytes != second.bytes);

    std::string plain;
    plain.reserve(100);
    const char* memory = plain.data();
    CHECK(open(key, first.nonce, first.bytes, "", plain));
    CHECK(open(key, second.nonce, second.bytes, "", plain));
    CHECK(plain.data() == memory);
}

TEST_CASE("a person's key is unwrapped by the wrapping key, for that person only", "[registry]")
{
    const Key wrapping = random_key(), person = random_key();
    const std::string wrapped = wrap(wrapping, person, "subject 7");
    CHECK(wrapped.size() == 72);
    const auto unwrapped = unwrap(wrapping, wrapped, "subject 7");
    REQUIRE(unwrapped);
    CHECK(unwrapped->view() == person.view());

    CHECK_FALSE(unwrap(wrapping, wrapped, "subject 8"));
    CHECK_FALSE(unwrap(person, wrapped, "subject 7"));
    CHECK_FALSE(unwrap(wrapping, "", "subject 7"));
    CHECK_FALSE(unwrap(wrapping, wrapped + "x", "subject 7"));
    for (std::size_t bit = 0; bit < 8 * wrapped.size(); ++bit)
        REQUIRE_FALSE(unwrap(wrapping, flipped(wrapped, bit), "subject 7"));
}

TEST_CASE("random bytes do not come twice", "[registry]")
{
    std::set<std::string> seen;
    for (int draw = 0; draw < 1000; ++draw) seen.insert(random_bytes(16));
    CHECK(seen.size() == 1000);
    CHECK(random_bytes(0).empty());
    CHECK(random_key().view() != random_key().view());
    CHECK_FALSE(key_from_bytes(random_bytes(31)));
}

TEST_CASE("a key file is read back as it was made, and only its owner may read it", "[registry]")
{
    const Folder folder;
    const fs::path path = folder.path / "register.keys";
    const KeyFile made = KeyFile::create(path, origin);
    const KeyFile read = KeyFile::load(path);
    CHECK(read.origin() == origin);
    CHECK(read.wrapping().view() == made.wrapping().view());
    CHECK(read.verifying() == made.verifying());
    CHECK(verify(made.verifying(), "text", read.signing().sign("text")));
    CHECK((fs::status(path).permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(KeyFile::create(folder.path / "other.keys", origin).verifying() != made.verifying());
}

TEST_CASE("a key file that is there is never written over", "[registry]")
{
    const Folder folder;
    const fs::path path = folder.path / "register.keys";
    KeyFile::create(path, origin);
    const std::string before = tests::bytes_of(path);
    const Error error = tests::refusal_of([&] { KeyFile::create(path, origin); });
    CHECK(error.fault() == Fault::conflict);
    CHECK(error.sentence().en.find(path.string()) != std::string::npos);
    CHECK(tests::bytes_of(path) == before);
}

TEST_CASE("a key file that is not there is named, with what can be done without it", "[registry]")
{
    const Folder folder;
    const fs::path path = folder.path / "lost.keys";
    const Error error = tests::refusal_of([&] { KeyFile::load(path); });
    CHECK(error.fault() == Fault::unavailable);
    CHECK(error.sentence().en.find(path.string()) != std::string::npos);
    CHECK(error.sentence().en.find("read but not written") != std::string::npos);
    CHECK(error.sentence().vi.find(path.string()) != std::string::npos);
    CHECK(error.hint().en.find(path.string()) != std::string::npos);

    CHECK(tests::refusal_of([&] { KeyFile::load(folder.path); }).fault() == Fault::unavailable);
    CHECK(tests::refusal_of([&] { KeyFile::create(folder.path / "no" / "such", origin); }).fault() ==
          Fault::unavailable);
}

TEST_CASE("a key file with any letter changed, lost or added is damaged, and no key is quoted", "[registry]")
{
    const Folder folder;
    const fs::path path = folder.path / "register.keys";
    KeyFile::create(path, origin);
    const std::string whole = tests::bytes_of(path);
    const std::string seed = tests::parsed(whole).at("ed25519_seed");

    std::vector<std::string> bad{"", "{}", "[]", whole + whole, whole.substr(0, whole.size() / 2)};
    for (std::size_t at = 0; at < whole.size(); ++at) {
        if (std::string_view{" \n"}.find(whole[at]) == std::string_view::npos)
            bad.push_back(flipped(whole, 8 * at + at % 7));
    }
    for (const std::string& bytes : bad) {
        write(path, bytes);
        CAPTURE(bytes);
        const Error error = tests::refusal_of([&] { KeyFile::load(path); });
        REQUIRE(error.fault() == Fault::integrity);
        REQUIRE(error.sentence().en.find(seed.substr(0, 8)) == std::string::npos);
    }
    write(path, whole);
    CHECK(KeyFile::load(path).origin() == origin);
}

TEST_CASE("a name without spaces, plus and control characters may name a key", "[registry]")
{
    CHECK(is_key_name("radcert.example/so-dang-ky"));
    CHECK(is_key_name("sổ-đăng-ký.example"));
    const auto name =
        GENERATE(values<std::string_view>({"", " ", "a b", "a+b", "a\nb", "a\tb", "a\x7F", "a\u00A0b",
                                           "a\u2003b", "a\u3000", "a\xFF", "\u2028"}));
    CAPTURE(name);
    CHECK_FALSE(is_key_name(name));
    const Folder folder;
    CHECK(tests::refusal_of([&] { KeyFile::create(folder.path / "k", name); }).fault() ==
          Fault::invalid_input);
    CHECK_FALSE(fs::exists(folder.path / "k"));
}
