#include "text/digest.h"

#include <string>
#include <string_view>

#include "tests/catch.h"

using radcert::text::Sha256;
using radcert::text::sha256_hex;

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
