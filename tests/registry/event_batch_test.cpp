#include "registry/event_batch.h"

#include "registry/names.h"
#include "registry/randomness.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::SampleRegister;
using radcert::tests::text_of;
using radcert::tests::verify_all;

namespace {

Worker worker_called(std::int64_t number, const std::string& name, const std::string& subject)
{
    Worker worker;
    worker.worker = number;
    worker.full_name = name;
    worker.birth_date = date(1985, 4, 30);
    worker.subject = subject;
    return worker;
}

constexpr int people = 300;

void record_many(WriteScope& write)
{
    RowSinks rows{write.database()};
    EventBatch batch{write, rows};
    const std::int64_t first = next_worker(write.database()) + 1'000; // the sample goes on counting its own
    for (int i = 0; i < people; ++i) {
        const Subject subject = batch.add_subject("worker");
        const AnyRecord worker{
            worker_called(first + i, "Nguyễn Nguyễn Thị Số " + std::to_string(i), subject.reference)};
        batch.record("worker.record", subject, {&worker, 1});
    }
    batch.finish();
}

} // namespace

TEST_CASE("events of a batch verify as those that were recorded one by one", "[batch]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    {
        WriteScope write{writer, {"lan", {}, "test", false}};
        record_many(write);
        write.commit();
    }
    sample.add_worker(writer); // goes on behind them
    const Report report = verify_all(sample.place, sample.keys());
    CHECK(text_of(report) == "");
    CHECK(find_workers_by_name(writer.database(), "so thi nguyen 299", newest_event, 10).size() == 1);
}

TEST_CASE("a row of a batch may stand until a later event", "[batch]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    std::int64_t number = 0;
    {
        WriteScope write{writer, {"lan", {}, "test", false}};
        RowSinks rows{write.database()};
        EventBatch batch{write, rows};
        number = next_worker(write.database());
        const Subject subject = batch.add_subject("worker");
        const AnyRecord before{worker_called(number, "Trần Văn Trước", subject.reference)},
            after{worker_called(number, "Trần Văn Sau", subject.reference)};
        const EventNumber first = batch.note("worker.record", subject, {&before, 1});
        const EventNumber second = batch.note("worker.correct", subject, {&after, 1});
        batch.put(before, first, second);
        batch.put(after, second);
        batch.finish();
        write.commit();
    }
    CHECK(text_of(verify_all(sample.place, sample.keys())) == "");
    CHECK(load_worker(writer.database(), number).full_name == "Trần Văn Sau");
    CHECK(find_workers_by_name(writer.database(), "truoc", newest_event, 10).empty());
}

TEST_CASE("a batch whose scope is not committed leaves nothing", "[batch]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    const EventNumber size = journal_size(writer.database());
    {
        WriteScope write{writer, {"lan", {}, "test", false}};
        record_many(write);
    }
    CHECK(journal_size(writer.database()) == size);
    CHECK(text_of(verify_all(sample.place, sample.keys())) == "");
}

TEST_CASE("seeded random bytes are the same for a seed, however they are asked for", "[keys]")
{
    SeededRandomness one{7}, again{7}, other{8};
    const std::string whole = one.bytes(10'000);
    std::string parts;
    for (std::size_t count = 1; parts.size() < whole.size(); ++count)
        parts += again.bytes(std::min(count, whole.size() - parts.size()));
    CHECK(parts == whole);
    CHECK(other.bytes(10'000) != whole);
    CHECK(whole.substr(0, 32) != whole.substr(32, 32));
}
