#include "registry/event_batch.h"

#include <algorithm>

#include "registry/randomness.h"
#include "text/vietnamese.h"

namespace radcert::registry {
namespace {

/// Puts the fields of a record into the columns of its row, which come in the same order.
class FieldSender {
public:
    explicit FieldSender(RowSink& row) : row_{row} {}

    template <class T>
    void operator()(const char*, const T& value)
    {
        send(value);
    }

private:
    void send(const std::string& value) { row_.text(value); }
    void send(std::int64_t value) { row_.integer(value); }
    void send(double value) { row_.number(value); }
    void send(bool value) { row_.integer(value ? 1 : 0); }
    void send(Date value) { row_.text(to_iso(value)); }
    void send(const JsonText& value) { row_.text(value.text); }
    void send(const WordList& value) { row_.text(to_json(value)); }
    template <class T>
    void send(const std::optional<T>& value)
    {
        if (value)
            send(*value);
        else
            row_.nothing();
    }

    RowSink& row_;
};

std::int64_t last_subject(Database& database)
{
    Query query{database, R"sql(
        SELECT coalesce(max(id), 0)
          FROM subject
    )sql"};
    query.next();
    return query.integer(0);
}

} // namespace

RowSink& RowSinks::into(std::string_view table)
{
    std::unique_ptr<RowSink>& sink = sinks_[table];
    if (!sink) {
        Engine& engine = database_.engine();
        const std::string name{table};
        sink = engine.rows_into(name, engine.columns(name));
    }
    return *sink;
}

void RowSinks::finish()
{
    for (const auto& [table, sink] : sinks_) sink->finish();
}

EventBatch::EventBatch(WriteScope& write, RowSinks& rows)
    : write_{write}, rows_{rows}, subjects_{last_subject(write.database())}
{
}

Subject EventBatch::add_subject(std::string_view kind)
{
    Writer& writer = write_.writer_;
    Subject made{text::to_hex(writer.randomness().bytes(16)), {++subjects_, writer.randomness().key()}};
    RowSink& row = rows_.into("subject");
    row.integer(made.key.id);
    row.text(made.reference);
    row.text(kind);
    row.bytes(wrap(writer.keys().wrapping(), made.key.key, made.reference, writer.randomness()));
    row.nothing(); // erased_by
    row.end_row();
    return made;
}

EventNumber EventBatch::note(std::string_view action, const Subject& subject,
                             std::span<const AnyRecord> records)
{
    const MadeEvent& made = write_.make_event(action, subject.reference, subject.key.key, records);
    RowSink& event = rows_.into("event");
    event.integer(made.number);
    event.text(made.leaf);
    event.end_row();
    RowSink& payload = rows_.into("payload");
    payload.integer(made.number);
    payload.integer(subject.key.id);
    payload.bytes(made.box);
    payload.end_row();
    RowSink& node = rows_.into("node");
    for (const auto& [level, place, hash] : made.nodes) {
        node.integer(level);
        node.integer(std::int64_t(place));
        node.bytes(text::view(hash));
        node.end_row();
    }
    return made.number;
}

EventNumber EventBatch::record(std::string_view action, const Subject& subject,
                               std::span<const AnyRecord> records)
{
    const EventNumber number = note(action, subject, records);
    for (const AnyRecord& made : records) put(made, number);
    return number;
}

void EventBatch::put(const AnyRecord& record, EventNumber since, EventNumber until)
{
    std::visit(
        [&](const auto& made) {
            using Record = std::decay_t<decltype(made)>;
            RowSink& row = rows_.into(Record::table);
            row.integer(since);
            row.integer(until);
            FieldSender sender{row};
            Record::fields(made, sender);
            row.end_row();
            if constexpr (std::is_same_v<Record, Worker>) put_names(made, since, until);
            if constexpr (std::is_same_v<Record, Facility>) put_name(made, since, until);
        },
        record.kind());
}

void EventBatch::put_names(const Worker& worker, EventNumber since, EventNumber until)
{
    RowSink& name = rows_.into("worker_name");
    name.integer(since);
    name.integer(until);
    name.bytes(text::name_sort_key(worker.full_name));
    name.integer(worker.worker);
    name.text(text::folded(worker.full_name));
    name.end_row();
    auto words = text::folded_words(worker.full_name);
    std::ranges::sort(words);
    const auto twins = std::ranges::unique(words);
    words.erase(twins.begin(), twins.end());
    RowSink& row = rows_.into("worker_word");
    for (const std::string& word : words) {
        row.integer(since);
        row.integer(until);
        row.text(word);
        row.integer(worker.worker);
        row.end_row();
    }
}

void EventBatch::put_name(const Facility& facility, EventNumber since, EventNumber until)
{
    RowSink& name = rows_.into("facility_name");
    name.integer(since);
    name.integer(until);
    name.bytes(text::sort_key(facility.name));
    name.integer(facility.facility);
    name.text(text::folded(facility.name));
    name.end_row();
}

void EventBatch::put(const DeskFile& file)
{
    RowSink& row = rows_.into("desk_file");
    FieldSender sender{row};
    const auto send = [&](const auto&... values) { (sender("", values), ...); };
    send(file.application, file.worker, file.facility, file.province, file.role, file.procedure,
         file.filed_on, file.status, file.step, file.act, file.on_day, file.by_officer, file.event);
    row.end_row();
}

} // namespace radcert::registry
