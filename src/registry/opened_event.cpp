#include "registry/opened_event.h"

#include "registry/journal.h"
#include "registry/verify_leaf.h"

namespace radcert::registry {
namespace {

constexpr std::size_t salt_size = 32;

/// The records of a payload without its salt. @throws Error what cannot be read.
std::vector<AnyRecord> records_in(std::string_view payload)
{
    std::vector<AnyRecord> records;
    text::JsonReader reader;
    const text::Field root{reader, reader.read(payload)};
    root.expect_only({"records"});
    root.at("records").each_element(
        [&](const text::Field& record) { records.push_back(record_from_json(record)); });
    return records;
}

bool open_payload_box(Database& database, const KeyFile& keys, const Event& event, std::string& plain)
{
    Query query{database, R"sql(
        SELECT payload.box, subject.wrapped_key
          FROM payload
          JOIN subject ON subject.id = payload.subject
         WHERE payload.seq = :seq
           AND subject.subject = :subject
           AND subject.wrapped_key IS NOT NULL
    )sql"};
    query.bind(":seq", event.number);
    query.bind(":subject", event.subject);
    if (!query.next()) return false;
    const auto key = unwrap(keys.wrapping(), query.text(1), event.subject);
    return key && open_box(*key, query.text(0), std::to_string(event.number), plain) &&
           plain.size() >= salt_size;
}

bool is_erased_subject(Database& database, const std::string& subject)
{
    Query query{database, R"sql(
        SELECT wrapped_key IS NULL
          FROM subject
         WHERE subject = :subject
    )sql"};
    query.bind(":subject", subject);
    return query.next() && query.integer(0) != 0;
}

std::optional<EventNumber> first_event_of(Database& database, const std::string& subject)
{
    Query query{database, R"sql(
        SELECT min(seq)
          FROM payload
         WHERE subject = (SELECT id FROM subject WHERE subject = :subject)
    )sql"};
    query.bind(":subject", subject);
    if (!query.next() || query.is_null(0)) return std::nullopt;
    return query.integer(0);
}

/// Fills in who the record is, if it is the one that bears the subject.
void name_owner(const AnyRecord& record, const std::string& subject, SubjectOwner& owner)
{
    std::visit(
        [&](const auto& made) {
            if constexpr (requires {
                              made.full_name;
                              made.worker;
                              made.subject;
                          }) {
                if (made.subject == subject) owner.number = made.worker;
            } else if constexpr (requires {
                                     made.tax_code;
                                     made.facility;
                                     made.subject;
                                 }) {
                if (made.subject == subject) owner.number = made.facility;
            } else if constexpr (requires {
                                     made.code;
                                     made.active;
                                     made.subject;
                                 }) {
                if (made.subject == subject) owner.officer = made.code;
            }
        },
        record.kind());
}

/// The number of a worker who was erased.
std::int64_t erased_worker(Database& database, const std::string& subject)
{
    Query query{database, R"sql(
        SELECT worker
          FROM erasure
         WHERE subject = :subject
    )sql"};
    query.bind(":subject", subject);
    return query.next() ? query.integer(0) : 0;
}

} // namespace

OpenedEvent open_event(Database& database, const KeyFile& keys, EventNumber number)
{
    const Event event = load_event(database, number);
    OpenedEvent opened;
    opened.state = OpenedEvent::State::damaged;
    std::string plain;
    if (!open_payload_box(database, keys, event, plain)) {
        if (is_erased_subject(database, event.subject)) opened.state = OpenedEvent::State::destroyed;
        return opened;
    }
    const auto found = commitment(text::sha256(plain));
    if (std::string_view{found.data(), found.size()} != event.commit) return opened;
    try {
        opened.records = records_in(std::string_view{plain}.substr(salt_size));
        opened.state = OpenedEvent::State::opened;
    } catch (const Error&) {
        opened.records.clear(); // of a schema that this program does not know
    }
    return opened;
}

std::optional<SubjectOwner> find_owner(Database& database, const KeyFile& keys, const std::string& subject)
{
    Query query{database, R"sql(
        SELECT kind, wrapped_key IS NULL
          FROM subject
         WHERE subject = :subject
    )sql"};
    query.bind(":subject", subject);
    if (!query.next()) return std::nullopt;
    SubjectOwner owner;
    owner.kind = query.text(0);
    owner.erased = query.integer(1) != 0;
    if (owner.erased) {
        owner.number = erased_worker(database, subject);
        return owner;
    }
    const auto first = owner.kind == "register" ? std::nullopt : first_event_of(database, subject);
    if (!first) return owner;
    for (const AnyRecord& record : open_event(database, keys, *first).records)
        name_owner(record, subject, owner);
    return owner;
}

std::optional<std::string> subject_of_worker(Database& database, std::int64_t worker)
{
    if (const auto found = find_worker(database, worker)) return found->subject;
    Query query{database, R"sql(
        SELECT subject
          FROM erasure
         WHERE worker = :worker
         ORDER BY since_event DESC
    )sql"};
    query.bind(":worker", worker);
    return query.next() ? std::optional{std::string{query.text(0)}} : std::nullopt;
}

} // namespace radcert::registry
