#include "text/digest.h"

#include <string>
#include <string_view>

#include "tests/catch.h"

using namespace radcert::text;

TEST_CASE("SHA-256 agrees with the examples of FIPS 180-4", "[text]")
{
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest covers every byte, NUL too", "[text]")
{
    CHECK(sha256_hex(std::string(1, '\0')) ==
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(sha256_hex("Nguyễn") != sha256_hex("Nguyê\u0303n"));
}

TEST_CASE("bytes that come piece by piece have the digest of the whole", "[text]")
{
    const std::string whole(1000, 'r');
    for (std::size_t piece : {1, 63, 64, 65, 999, 1000}) {
        Sha256 sha256;
        for (std::size_t at = 0; at < whole.size(); at += piece)
            sha256.add(std::string_view{whole}.substr(at, piece));
        CHECK(sha256.hex() == sha256_hex(whole));
    }
    CHECK(Sha256{}.hex() == sha256_hex(""));
}

TEST_CASE("a digest is its bytes, its hexadecimal digits and the digest of its parts", "[text]")
{
    const Digest digest = sha256("abc");
    CHECK(to_hex(digest) == sha256_hex("abc"));
    CHECK(sha256({"a", "", "bc"}) == digest);
    CHECK(sha256(std::initializer_list<std::string_view>{}) == sha256(""));
    CHECK(digest_from_bytes(view(digest)) == digest);
    CHECK(digest_from_hex(to_hex(digest)) == digest);
    CHECK(to_hex("\x01\xAB\xFF") == "01abff");
}

TEST_CASE("what is not a digest is not read as one", "[text]")
{
    const std::string hex = sha256_hex("abc");
    const auto not_hex =
        GENERATE(values<std::string_view>({"", "G", "B", "`", " ", std::string_view{"\0", 1}}));
    CAPTURE(not_hex);
    CHECK_FALSE(digest_from_hex(std::string{not_hex} + hex.substr(1)));
    CHECK_FALSE(digest_from_hex(hex + std::string{not_hex} + "0"));
    CHECK_FALSE(digest_from_bytes(hex));
}
