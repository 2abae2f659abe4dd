#include "documents/revocations.h"

#include <random>
#include <set>

#include "tests/catch.h"
#include "tests/refusal.h"

namespace {

using namespace radcert::documents;
using radcert::date;
using radcert::EventNumber;
using radcert::Fault;
using radcert::tests::refusal_of;

/// A snapshot as casework signs it, with a line in the place of the signature.
std::string snapshot(const std::vector<Listed>& listed)
{
    RevocationHead head;
    head.origin = "radcert.example/66";
    head.authority = "province:66";
    head.made_at = {"2026-11-21T01:30:00.000000Z"};
    head.log_size = 9'000'000;
    head.due = date(2026, 11, 28);
    const std::string body = revocation_body(listed);
    return revocation_lines(describe_body(head, listed, body)) +
           "\n\u2014 radcert.example/66 c2lnbmF0dXJl\n" + body;
}

const std::vector<Listed> few{{0, NotGood::revoked},       {127, NotGood::revoked},
                              {300, NotGood::replaced},    {301, NotGood::superseded},
                              {5, NotGood::forgotten},     {128, NotGood::suspended, date(2026, 12, 31)},
                              {70'000, NotGood::suspended}};

/// Versions that are not in force, spread over the eight million events of a million certificates.
std::vector<Listed> many(std::size_t count)
{
    std::mt19937_64 random{20'261'121};
    std::set<EventNumber> events;
    while (events.size() < count) events.insert(EventNumber(random() % 8'000'000));
    std::vector<Listed> listed;
    for (const EventNumber event : events) {
        const auto kind = NotGood(random() % kinds_of_not_good);
        listed.push_back({event, kind});
        if (kind == NotGood::suspended && event % 2 == 0) listed.back().until = date(2027, 1, 31);
    }
    return listed;
}

} // namespace

TEST_CASE("what a snapshot lists is found in it, and nothing else", "[documents]")
{
    const std::string bytes = snapshot(few);
    const RevocationFile file = read_revocations(bytes);
    CHECK(file.head.counts == std::array<std::uint64_t, 7>{2, 0, 1, 1, 1, 0, 2});
    for (const Listed& one : few) CHECK(find_listed(file, one.event) == one);
    for (const EventNumber event : {1, 4, 6, 126, 129, 299, 302, 69'999, 70'001})
        CHECK_FALSE(find_listed(file, event));
    CHECK(all_listed(file).size() == few.size());
    CHECK_FALSE(find_listed(read_revocations(snapshot({})), 0));
}

TEST_CASE("the first lines of a snapshot can be read by people", "[documents]")
{
    CHECK(snapshot(few).starts_with("radcert revocations v1\nradcert.example/66\nprovince:66\n"
                                    "2026-11-21T01:30:00.000000Z\n9000000\n2026-11-28\n2 0 1 1 1 0 2\n"));
}

TEST_CASE("a snapshot of many comes back whole", "[documents]")
{
    const auto listed = many(20'000);
    const std::string bytes = snapshot(listed);
    const RevocationFile file = read_revocations(bytes);
    auto read = all_listed(file);
    std::ranges::sort(read, {}, &Listed::event);
    CHECK(read == listed);
}

TEST_CASE("a snapshot of a million certificates is small enough for e-mail", "[documents]")
{
    CHECK(snapshot(many(20'000)).size() < 64'000);   // 2% not in force
    CHECK(snapshot(many(100'000)).size() < 256'000); // 10%
}

TEST_CASE("no bit of a snapshot's head or body changes unseen; what is left is the signature", "[documents]")
{
    const std::string bytes = snapshot(few);
    const RevocationFile whole = read_revocations(bytes);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::string changed = bytes;
        changed[bit / 8] = char(changed[bit / 8] ^ (1 << bit % 8));
        try {
            const RevocationFile file = read_revocations(changed);
            // Read, so its head is another one, which the signature then does not fit, or the change is in
            // the signature.
            if (revocation_lines(file.head) == revocation_lines(whole.head)) {
                CAPTURE(bit);
                CHECK(file.body == whole.body);
                CHECK(file.note != whole.note);
            }
        } catch (const radcert::Error& error) {
            REQUIRE(error.fault() == Fault::invalid_input);
        }
    }
}

TEST_CASE("what is no snapshot, or only a part of one, is refused", "[documents]")
{
    const std::string bytes = snapshot(few);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CAPTURE(size);
        REQUIRE(refusal_of([&] { read_revocations(std::string_view{bytes}.substr(0, size)); }).fault() ==
                Fault::invalid_input);
    }
    CHECK(refusal_of([&] { read_revocations(bytes + "x"); }).fault() == Fault::invalid_input);
}
