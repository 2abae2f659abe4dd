#include "registry/passwords.h"

#include <thread>

#include "registry/randomness.h"
#include "tests/catch.h"

using namespace radcert;
using namespace radcert::registry;

namespace {

const std::string& sample_hash()
{
    static const std::string phc = hash_password("voi con bản đôn");
    return phc;
}

/// The sample's hash with other figures, "m=19456,t=2,p=1".
std::string with_figures(const std::string& figures)
{
    std::string phc = sample_hash();
    const std::string ours = "m=19456,t=2,p=1";
    return phc.replace(phc.find(ours), ours.size(), figures);
}

} // namespace

TEST_CASE("a password opens its account, and no other one does", "[passwords]")
{
    CHECK(verify_password(sample_hash(), "voi con bản đôn"));
    CHECK_FALSE(verify_password(sample_hash(), "voi con bản đôn "));
    CHECK_FALSE(verify_password(sample_hash(), "Voi con bản đôn"));
    CHECK_FALSE(verify_password(sample_hash(), ""));
}

TEST_CASE("the salt of a made-up register's password comes from its seed, and the string is like any other",
          "[passwords]")
{
    SeededRandomness one{1}, again{1}, other{2};
    const std::string phc = hash_password("voi-con-ban-don", one);
    CHECK(phc == hash_password("voi-con-ban-don", again));
    CHECK(phc != hash_password("voi-con-ban-don", other));
    CHECK(phc.size() == sample_hash().size());
    CHECK(verify_password(phc, "voi-con-ban-don"));
    CHECK_FALSE(is_weaker(phc));
}

TEST_CASE("a keyboard that writes marks apart types the same password", "[passwords]")
{
    CHECK(verify_password(sample_hash(),
                          "voi con ba\xCC\x89n \xC4\x91o\xCC\x82n")); // ả and ô in two code points
}

TEST_CASE("a hash says how strongly it was made", "[passwords]")
{
    CHECK(sample_hash().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(hash_password("voi con bản đôn") != sample_hash()); // another salt
}

TEST_CASE("a stored password is weak below the figures of today, and not above", "[passwords]")
{
    struct Row {
        const char* figures;
        bool weaker;
    };
    const auto row = GENERATE(values<Row>({
        {"m=19456,t=2,p=1", false},
        {"m=19455,t=2,p=1", true},
        {"m=19456,t=1,p=1", true},
        {"m=65536,t=3,p=1", false},
        {"m=65536,t=1,p=1", true},
        {"m=8192,t=9,p=1", true},
    }));
    CAPTURE(row.figures);
    CHECK(is_weaker(with_figures(row.figures)) == row.weaker);
}

TEST_CASE("what is no hash of a password is weak and opens nothing", "[passwords]")
{
    const auto phc =
        GENERATE(values<std::string>({"", "voi con bản đôn", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$",
                                      "$2b$10$abcdefghijklmnopqrstuv"}));
    CAPTURE(phc);
    CHECK(is_weaker(phc));
    CHECK_FALSE(verify_password(phc, "voi con bản đôn"));
}

TEST_CASE("an unknown name costs the same work, and nothing opens it", "[passwords]")
{
    CHECK(nobodys_password().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK_FALSE(verify_password(nobodys_password(), ""));
    CHECK(nobodys_password() == nobodys_password());
}

TEST_CASE("more people than places sign in at the same time, and all get their answer", "[passwords]")
{
    sample_hash();
    std::vector<int> right(2 * most_hashes_at_once, 0);
    {
        std::vector<std::jthread> people;
        for (int& answer : right)
            people.emplace_back([&answer] { answer = verify_password(sample_hash(), "voi con bản đôn"); });
    }
    CHECK(std::ranges::count(right, 1) == 2 * most_hashes_at_once);
}
