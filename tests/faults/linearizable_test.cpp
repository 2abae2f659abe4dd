#include "tests/faults/linearizable.h"

#include <iostream>

#include "tests/catch.h"
#include "tests/faults/models.h"
#include "tests/faults/published_histories.h"
#include "tests/files.h"

// Who judges histories is judged first: by histories that others published with what they found, and by small
// ones whose fault anybody sees.

using namespace radcert;
using namespace radcert::faults;
using Catch::Contains;

namespace {

Exchange told(int client, std::string what, std::string given, std::string answer, std::int64_t called,
              std::int64_t returned)
{
    return {client, std::move(what), std::move(given), {}, std::move(answer), called, returned};
}

Exchange read(int client, std::string answer, std::int64_t called, std::int64_t returned)
{
    return told(client, "read", {}, std::move(answer), called, returned);
}

Exchange write(int client, std::string value, std::int64_t called, std::int64_t returned)
{
    return told(client, "write", std::move(value), "ok", called, returned);
}

Order order_of(const Model& model, const History& history)
{
    return find_order(model, history).order;
}

struct Judged {
    int agreed{0}, exists{0};
    std::size_t visited{0};
};

} // namespace

TEST_CASE("of 108 published histories every one is judged as its publishers say", "[histories]")
{
    const std::filesystem::path folder{"tests/vectors/histories"};
    std::ifstream list{folder / "expected.txt"};
    Judged etcd, texts;
    for (std::string name, expected; list >> name >> expected;) {
        const bool is_etcd = name.starts_with("etcd/");
        const Verdict verdict = is_etcd ? find_order(register_model("nil"), read_etcd_log(folder / name))
                                        : find_orders(text_model(), read_text_log(folder / name));
        INFO(name << ": " << verdict.witness);
        const Order wanted = expected == "linearizable" ? Order::exists : Order::does_not_exist;
        CHECK(verdict.order == wanted);
        if (verdict.order == Order::does_not_exist) CHECK_THAT(verdict.witness, Contains("no order"));
        Judged& judged = is_etcd ? etcd : texts;
        judged.agreed += verdict.order == wanted;
        judged.exists += verdict.order == Order::exists;
        judged.visited += verdict.visited;
    }
    std::cout << "published histories: etcd " << etcd.agreed << " as expected, " << etcd.exists
              << " linearizable, " << etcd.visited << " states; texts " << texts.agreed << " as expected, "
              << texts.exists << " linearizable, " << texts.visited << " states\n";
    CHECK(etcd.agreed == 102);
    CHECK(etcd.exists == 23);
    CHECK(texts.agreed == 6);
    CHECK(texts.exists == 3);
}

TEST_CASE("what overlaps may be told in either order, what does not may not", "[histories]")
{
    const Model model = register_model("0");
    CHECK(order_of(model, {}) == Order::exists);
    CHECK(order_of(model, {write(1, "1", 0, 10), read(2, "0", 2, 4), read(3, "1", 5, 7)}) == Order::exists);
    CHECK(order_of(model, {write(1, "1", 0, 10), read(2, "1", 2, 4), read(3, "0", 5, 7)}) ==
          Order::does_not_exist);
    CHECK(order_of(model, {write(1, "1", 0, 10), read(2, "1", 2, 6), read(3, "0", 5, 7)}) == Order::exists);
}

TEST_CASE("a stale read has no order, and the witness names it", "[histories]")
{
    const Verdict verdict = find_order(register_model("0"), {write(1, "1", 0, 1), write(2, "2", 2, 3),
                                                             read(3, "1", 4, 5), read(4, "2", 6, 7)});
    CHECK(verdict.order == Order::does_not_exist);
    CHECK_THAT(verdict.witness, Contains("client 3 read, told 1 [4, 5]"));
    CHECK_THAT(verdict.witness, Contains("it may have met: \"2\""));
    CHECK_THAT(verdict.witness, Contains("before: client 2 write 2"));
    CHECK_THAT(verdict.witness, !Contains("client 4"));
}

TEST_CASE("a lost update has no order", "[histories]")
{
    const auto cas = [](int client, std::string answer, std::int64_t called, std::int64_t returned) {
        return Exchange{client, "cas", std::to_string(client), "0", std::move(answer), called, returned};
    };
    CHECK(order_of(register_model("0"), {cas(1, "ok", 0, 5), cas(2, "ok", 1, 6)}) == Order::does_not_exist);
    CHECK(order_of(register_model("0"), {cas(1, "ok", 0, 5), cas(2, "refused", 1, 6)}) == Order::exists);
    CHECK(order_of(register_model("0"), {cas(1, "refused", 0, 5), cas(2, "refused", 1, 6)}) ==
          Order::does_not_exist);
}

TEST_CASE("what was appended once must not be read twice", "[histories]")
{
    const auto append = told(1, "append", "x", "ok", 0, 1);
    CHECK(order_of(text_model(), {append, told(2, "get", {}, "x", 2, 3)}) == Order::exists);
    CHECK(order_of(text_model(), {append, told(2, "get", {}, "xx", 2, 3)}) == Order::does_not_exist);
    const auto unknown = told(1, "append", "x", {}, 0, never);
    CHECK(order_of(text_model(), {unknown, told(2, "get", {}, "xx", 2, 3)}) == Order::does_not_exist);
}

TEST_CASE("a write that was not answered shows up late, or never, but not twice", "[histories]")
{
    const Model model = register_model("0");
    const auto unknown = write(1, "1", 0, never);
    CHECK(order_of(model, {unknown, read(2, "0", 5, 6)}) == Order::exists);
    CHECK(order_of(model, {unknown, read(2, "0", 5, 6), read(3, "1", 7, 8)}) == Order::exists);
    CHECK(order_of(model, {unknown, read(2, "1", 5, 6), read(3, "0", 7, 8)}) == Order::does_not_exist);
    CHECK(order_of(model, {unknown, read(2, "1", 3, 4), write(3, "2", 5, 6), read(2, "1", 7, 8)}) ==
          Order::does_not_exist);
    CHECK(order_of(model, {read(2, "1", 1, 2), write(1, "1", 3, never)}) == Order::does_not_exist);
}

TEST_CASE("a certificate is suspended when it is in force and restored when it is suspended", "[histories]")
{
    const Model model = certificate_model("2030-01-01 in_force");
    const auto suspend = [](int client, std::string answer, std::int64_t at) {
        return told(client, "suspend", {}, std::move(answer), at, at + 5);
    };
    CHECK(order_of(model, {suspend(1, "ok", 0), suspend(2, "refused", 1)}) == Order::exists);
    CHECK(order_of(model, {suspend(1, "ok", 0), suspend(2, "ok", 1)}) == Order::does_not_exist);
    CHECK(order_of(model, {suspend(1, "refused", 0)}) == Order::does_not_exist);
    CHECK(order_of(model, {suspend(1, "ok", 0), told(2, "correct", "2031-01-01", "ok", 1, 6),
                           read(3, "2031-01-01 suspended", 7, 8)}) == Order::exists);
    CHECK(order_of(model, {told(2, "correct", "2031-01-01", "ok", 1, 6),
                           read(3, "2030-01-01 in_force", 7, 8)}) == Order::does_not_exist);
}

TEST_CASE("a grant is used once, and what is counted is counted once", "[histories]")
{
    const auto issue = [](std::string answer, std::int64_t called, std::int64_t returned) {
        return told(1, "issue", {}, std::move(answer), called, returned);
    };
    CHECK(order_of(grant_model(), {issue("66-1", 0, 5), issue("refused", 1, 6)}) == Order::exists);
    CHECK(order_of(grant_model(), {issue("66-1", 0, 5), issue("66-2", 1, 6)}) == Order::does_not_exist);
    CHECK(order_of(grant_model(), {issue({}, 0, never), issue("refused", 7, 8), read(2, "66-1", 9, 10)}) ==
          Order::exists);
    CHECK(order_of(grant_model(), {issue({}, 0, never), read(2, "66-1", 7, 8), read(2, "66-2", 9, 10)}) ==
          Order::does_not_exist);
    const auto add = [](std::string answer, std::int64_t called, std::int64_t returned) {
        return told(1, "add", {}, std::move(answer), called, returned);
    };
    CHECK(order_of(count_model(), {add("1", 0, 1), add({}, 2, never), add("3", 4, 5)}) == Order::exists);
    CHECK(order_of(count_model(), {add("1", 0, 1), add({}, 2, never), add("4", 4, 5)}) ==
          Order::does_not_exist);
}

TEST_CASE("a search that would take more memory than it may says so", "[histories]")
{
    History history;
    for (int i = 0; i < 40; ++i) history.push_back(write(i, std::to_string(i), i, never));
    for (int i = 0; i < 10; ++i) history.push_back(read(50, std::to_string(i), 100 + 2 * i, 101 + 2 * i));
    history.push_back(read(50, "nowhere", 200, 201));
    CHECK(find_order(register_model("0"), history, 1 << 20).order == Order::not_found_out);
}
