#include "registry/writer.h"

#include "registry/clean_text.h"
#include "registry/kept_file.h"
#include "registry/offices.h"
#include "registry/randomness.h"
#include "registry/signed_note.h"
#include "registry/writer_lock.h"
#include "text/base64.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

constexpr std::size_t event_salt = 32;

void check_not_older(Database& database, const KeyFile& keys)
{
    const auto kept = read_kept_file(kept_checkpoint_file(database.place()));
    if (!kept) return;
    const Checkpoint head = open_checkpoint(*kept, keys.verifying());
    const auto size = std::uint64_t(journal_size(database));
    if (head.size <= size && root_of(head.size, [&](unsigned level, std::uint64_t place) {
                                 return read_node(database, level, place);
                             }) == head.root)
        return;
    const std::string name = database.name(), has = std::to_string(size),
                      signed_for = std::to_string(head.size);
    const bool older = size < head.size;
    throw Error{Fault::integrity,
                {name + ": sổ đăng ký không nối tiếp điểm kiểm đã ký cạnh nó: " +
                     (older ? "sổ có " + has + " sự kiện, điểm kiểm ký cho " + signed_for +
                                  "; một bản cũ hơn đã được đặt vào đây"
                            : signed_for + " sự kiện đầu không phải là những sự kiện đã ký; một sổ khác đã "
                                           "được đặt vào đây, hoặc lịch sử đã bị viết lại"),
                 name + ": the register does not continue the signed checkpoint beside it: " +
                     (older ? "it has " + has + " events, the checkpoint signs " + signed_for +
                                  "; an older copy was put here"
                            : "its first " + signed_for +
                                  " events are not those that were signed; another "
                                  "register was put here, or history rewritten")},
                older ? Words{"tìm bản mới hơn; nếu bản này là tất cả những gì còn lại: radcert register "
                              "restore --accept-loss",
                              "look for the newer copy; if this is all that is left: radcert register "
                              "restore --accept-loss"}
                      : Words{"đừng ghi tiếp; giữ lại cả sổ lẫn điểm kiểm để đối chiếu",
                              "record nothing; keep the register and the checkpoint as evidence"}};
}

/// Of a register in a database several programs of this machine may keep the checkpoint: a later one stays.
void renew_kept_checkpoint(const RegisterPlace& place, const std::string& note, std::uint64_t size,
                           const KeyFile& keys)
{
    const auto file = kept_checkpoint_file(place);
    std::optional<WriterLock> alone; // who writes to a file has it already
    if (!place.is_file()) {
        alone.emplace(place.file());
        const auto kept = read_kept_file(file);
        if (kept && open_checkpoint(*kept, keys.verifying()).size > size) return;
    }
    write_kept_file(file, note);
}

/// What fails after a commit says of itself that nothing was recorded, where the act was, or may have been.
Words of_itself(const Error& error)
{
    Words words = error.sentence();
    const auto take_out = [](std::string& sentence, std::string_view part) {
        const auto at = sentence.find(part);
        if (at != std::string::npos) sentence.erase(at, part.size());
    };
    take_out(words.vi, "; không có gì được ghi");
    take_out(words.en, "; nothing was recorded");
    return words;
}

[[noreturn]] void refuse_stored(EventNumber number)
{
    const std::string name = std::to_string(number);
    throw Error{Fault::integrity,
                {"sự kiện " + name + " trong sổ khác sự kiện vừa ghi; không có gì được ký",
                 "event " + name + " is not stored as it was made; nothing was signed"},
                {"kiểm tra đĩa và bộ nhớ của máy", "check the machine's disk and memory"}};
}

/// Nodes of one level that a scope made: they stand side by side.
struct LevelOfNodes {
    std::uint64_t first{};
    std::vector<Hash> hashes;
};

void check_nodes(Database& stored, unsigned level, const LevelOfNodes& made)
{
    if (made.hashes.empty()) return;
    Query nodes{stored, R"sql(
        SELECT place, hash
          FROM node
         WHERE level = :level
           AND place >= :first
         ORDER BY place
    )sql"};
    nodes.bind(":level", std::int64_t{level});
    nodes.bind(":first", std::int64_t(made.first));
    std::uint64_t place = made.first;
    for (const Hash& hash : made.hashes) {
        const bool same =
            nodes.next() && nodes.integer(0) == std::int64_t(place) && nodes.text(1) == text::view(hash);
        ++place;
        if (!same) refuse_stored(EventNumber(place << level) - 1);
    }
}

/// The reference of an officer who may act.
std::string officer_reference(Database& database, const std::string& code)
{
    if (code.empty()) {
        throw Error{
            Fault::usage,
            {"chưa biết ai làm việc này", "it is not said who does this"},
            {"thêm --as MÃ-CÁN-BỘ, hoặc đặt RADCERT_OFFICER", "add --as OFFICER, or set RADCERT_OFFICER"}};
    }
    const auto officer = find_officer(database, code);
    if (!officer || !officer->active) {
        throw Error{
            Fault::refused,
            {"cán bộ '" + code + "' " + (officer ? "không còn làm việc" : "chưa có trong sổ"),
             "officer '" + code + "' " + (officer ? "is no longer active" : "is not in the register")},
            {"xem: radcert register officers", "see: radcert register officers"}};
    }
    return officer->officer;
}

} // namespace

Writer::Writer(Database database, KeyFile keys, Randomness& randomness)
    : database_{std::move(database)}, keys_{std::move(keys)}, randomness_{&randomness}
{
    check_not_older(database_, keys_);
}

void Writer::make_durable()
{
    database_.make_durable();
    if (const auto note = find_checkpoint(database_))
        write_kept_file(kept_checkpoint_file(database_.place()), *note);
}

const SubjectKey& Writer::subject(const std::string& reference)
{
    if (const auto known = subjects_.find(reference); known != subjects_.end()) return known->second;
    Query query{database_, R"sql(
        SELECT id, wrapped_key
          FROM subject
         WHERE subject = :subject
    )sql"};
    query.bind(":subject", reference);
    const bool found = query.next();
    const auto key =
        found && !query.is_null(1) ? unwrap(keys_.wrapping(), query.text(1), reference) : std::nullopt;
    if (!key) {
        const bool erased = found && query.is_null(1);
        throw Error{erased ? Fault::refused : Fault::integrity,
                    {"chủ thể " + reference + (erased ? " đã bị xóa" : ": khóa không mở được"),
                     "subject " + reference + (erased ? " was erased" : ": its key does not open")},
                    {"kiểm tra tệp khóa và sổ: radcert register verify",
                     "check the key file and the register: radcert register verify"}};
    }
    if (subjects_.size() >= most_subjects_) subjects_.clear();
    return subjects_.emplace(reference, SubjectKey{query.integer(0), *key}).first->second;
}

WriteScope::WriteScope(Writer& writer, Act act) : writer_{writer}, act_{std::move(act)}
{
    transaction_.emplace(database());
    begin();
}

WriteScope::~WriteScope()
{
    if (transaction_) writer_.subjects_.clear(); // it may hold subjects that never came to be
}

void WriteScope::begin()
{
    // The connection may lead to another server than before, one that lagged behind, say. Nobody else writes
    // from here on, so what holds now holds until the commit.
    if (!database().place().is_file()) check_not_older(database(), writer_.keys_);
    first_ = next_ = journal_size(database());
    if (first_ != writer_.seen_)
        writer_.subjects_.clear(); // another program was here, and may have erased some
    frontier_ = stored_frontier(database(), std::uint64_t(first_));
    at_ = database().now();
    if (first_ == 0) {
        actor_ = "u-" + text::to_hex(writer_.randomness().bytes(8));
        return;
    }
    actor_ = officer_reference(database(), act_.officer);
    note_clock(load_event(database(), first_ - 1).at);
}

/// Recorded times never go back; that the clock did is an event of its own.
void WriteScope::note_clock(const Timestamp& last)
{
    if (at_ >= last) return;
    const Timestamp seen = at_;
    at_ = last;
    if (day_in_vietnam(seen) == day_in_vietnam(last)) return; // a clock that was set right by a little
    record("clock.went_back", load_register(database()).subject, {});
}

std::string WriteScope::add_subject(std::string_view kind)
{
    const std::string reference = text::to_hex(writer_.randomness().bytes(16));
    const Key key = writer_.randomness().key();
    const std::string wrapped = wrap(writer_.keys_.wrapping(), key, reference, writer_.randomness());
    Query query{database(), R"sql(
        INSERT INTO subject (id, subject, kind, wrapped_key)
        SELECT coalesce(max(id), 0) + 1, :subject, :kind, :wrapped_key
          FROM subject
        RETURNING id
    )sql"};
    query.bind(":subject", reference);
    query.bind(":kind", kind);
    query.bind_blob(":wrapped_key", wrapped);
    query.next();
    writer_.subjects_.emplace(reference, SubjectKey{query.integer(0), key});
    return reference;
}

/// The next event of the journal, which the caller stores.
const MadeEvent& WriteScope::make_event(std::string_view action, const std::string& subject, const Key& key,
                                        std::span<const AnyRecord> records)
{
    for (const AnyRecord& made : records) refuse_unclean_text(made);
    payload_.resize(event_salt);
    writer_.randomness().fill(reinterpret_cast<unsigned char*>(payload_.data()), event_salt);
    payload_ += R"({"records":[)";
    for (const AnyRecord& record : records) {
        if (&record != &records.front()) payload_ += ',';
        append_json(payload_, record);
    }
    payload_ += "]}";

    made_.number = next_++;
    made_.leaf = leaf_of({made_.number, at_, actor_, std::string{action}, act_.door, subject,
                          text::to_base64(text::view(text::sha256(payload_)))});
    seal(key, payload_, std::to_string(made_.number), sealed_, writer_.randomness());
    made_.box.assign(sealed_.nonce).append(sealed_.bytes);
    made_.nodes.clear();
    frontier_.append(leaf_hash(made_.leaf), [&](unsigned level, std::uint64_t place, const Hash& hash) {
        made_.nodes.push_back({level, place, hash});
    });
    return made_;
}

EventNumber WriteScope::record(std::string_view action, const std::string& subject,
                               std::span<const AnyRecord> records)
{
    const auto& [subject_id, key] = writer_.subject(subject);
    const MadeEvent& made = make_event(action, subject, key, records);
    Query event{database(), R"sql(
        INSERT INTO event (seq, leaf)
        VALUES (:seq, :leaf)
    )sql"};
    event.bind(":seq", made.number);
    event.bind(":leaf", made.leaf);
    event.run();
    Query payload{database(), R"sql(
        INSERT INTO payload (seq, subject, box)
        VALUES (:seq, :subject, :box)
    )sql"};
    payload.bind(":seq", made.number);
    payload.bind(":subject", subject_id);
    payload.bind_blob(":box", made.box);
    payload.run();
    Query node{database(), R"sql(
        INSERT INTO node (level, place, hash)
        VALUES (:level, :place, :hash)
    )sql"};
    for (const auto& [level, place, hash] : made.nodes) {
        node.bind(":level", std::int64_t{level});
        node.bind(":place", std::int64_t(place));
        node.bind_blob(":hash", text::view(hash));
        node.run();
        node.again();
    }
    for (const AnyRecord& record : records) put(database(), made.number, record);
    return made.number;
}

std::string WriteScope::keep_document(const std::string& subject, std::string_view bytes)
{
    const auto& [subject_id, key] = writer_.subject(subject);
    std::string digest = text::sha256_hex(bytes);
    Sealed sealed;
    seal(key, bytes, digest, sealed, writer_.randomness());
    const std::string box = sealed.nonce + sealed.bytes;
    Query query{database(), R"sql(
        INSERT INTO document (digest, subject, box)
        VALUES (:digest, :subject, :box)
            ON CONFLICT DO NOTHING
    )sql"};
    query.bind(":digest", digest);
    query.bind(":subject", subject_id);
    query.bind_blob(":box", box);
    query.run();
    return digest;
}

/// One changed bit between the hash and the disk must never be signed: hash once more what the register now
/// holds, and compare every node.
void WriteScope::check_stored() const
{
    Database& stored = writer_.database_;
    Frontier again = stored_frontier(stored, std::uint64_t(first_));
    std::vector<LevelOfNodes> made;
    Query leaves{stored, R"sql(
        SELECT seq, leaf
          FROM event
         WHERE seq >= :first
         ORDER BY seq
    )sql"};
    leaves.bind(":first", first_);
    EventNumber number = first_;
    for (; leaves.next(); ++number) {
        if (leaves.integer(0) != number) refuse_stored(number);
        again.append(leaf_hash(leaves.text(1)), [&](unsigned level, std::uint64_t place, const Hash& hash) {
            if (made.size() < level) made.resize(level);
            LevelOfNodes& nodes = made[level - 1];
            if (nodes.hashes.empty()) nodes.first = place;
            nodes.hashes.push_back(hash);
        });
    }
    if (number != next_ || again.root() != frontier_.root()) refuse_stored(number);
    for (unsigned level = 1; level <= made.size(); ++level) check_nodes(stored, level, made[level - 1]);
}

std::string WriteScope::sign()
{
    check_stored();
    const auto size = std::uint64_t(next_);
    std::string note = sign_checkpoint({writer_.keys_.origin(), size, frontier_.root()}, writer_.keys_);
    Query query{database(), R"sql(
        INSERT INTO checkpoint (size, note)
        VALUES (:size, :note)
    )sql"};
    query.bind(":size", std::int64_t(size));
    query.bind(":note", note);
    query.run();
    return note;
}

void WriteScope::commit()
{
    if (!transaction_ || act_.dry_run || next_ == first_) return; // the destructor takes everything back
    const std::string note = sign();
    if (!transaction_->try_commit()) look_whether_done();
    transaction_.reset();
    writer_.seen_ = next_;
    if (forgets_) writer_.subjects_.clear();
    keep_checkpoint(note);
    if (forgets_) empty_log();
}

/// Leaves are never the same twice, so the journal tells whether the act was done; to look at it under the
/// lock of those who write is to wait until the server knows itself.
bool WriteScope::is_recorded()
{
    const WriteTransaction look{database()};
    Query query{database(), R"sql(
        SELECT leaf
          FROM event
         WHERE seq = :seq
    )sql"};
    query.bind(":seq", next_ - 1);
    return query.next() && query.text(0) == made_.leaf;
}

/// The connection broke while the server was told to commit. Another server may have to take its place first,
/// which lasts half a minute; each look waits a few seconds of its own.
void WriteScope::look_whether_done()
{
    constexpr int looks = 12;
    std::optional<bool> recorded;
    Words why;
    for (int i = 0; i < looks && !recorded; ++i) {
        try {
            recorded = is_recorded();
        } catch (const Error& error) {
            why = of_itself(error);
            if (error.fault() != Fault::unavailable && error.fault() != Fault::conflict) break;
        }
    }
    if (recorded == true) return;
    const std::string name = database().name(), number = std::to_string(next_ - 1);
    if (recorded == false) {
        throw Error{Fault::unavailable,
                    {name + ": mất kết nối tới máy chủ cơ sở dữ liệu; không có gì được ghi",
                     name + ": the connection to the database server broke; nothing was recorded"},
                    {"làm lại", "do it again"}};
    }
    throw Error{
        Fault::unavailable,
        {name +
             ": mất kết nối đúng lúc đang ghi, và chưa xem lại được: KHÔNG RÕ việc này đã được ghi hay "
             "chưa (" +
             why.vi + ")",
         name +
             ": the connection broke in the act, and nobody could look since: it is NOT KNOWN whether "
             "this was recorded (" +
             why.en + ")"},
        {"khi máy chủ trở lại, xem sự kiện " + number + " trước khi làm lại: radcert journal prove " + number,
         "when the server is back, look at event " + number +
             " before you do it again: radcert journal prove " + number}}
        .perhaps_done();
}

/// From here on the act is durable: what fails must not read as though it could be done again.
void WriteScope::empty_log() const
{
    if (writer_.database_.engine().empty_log()) return;
    const RegisterPlace& place = database().place();
    const Words where =
        place.is_file() ? Words{"chưa dọn được nhật ký ghi trước (" + place.name() + "-wal)",
                                "its write-ahead log (" + place.name() + "-wal) was not emptied"}
                        : Words{"có người đang đọc trạng thái trước đó nên máy chủ chưa dọn được các dòng cũ",
                                "somebody reads an earlier state, so the server keeps the old rows"};
    const Words what =
        place.is_file()
            ? Words{"đừng làm lại; đóng các chương trình đang đọc sổ, kiểm tra đĩa; lần ghi sau sẽ dọn nhật "
                    "ký",
                    "do not do it again; close programs that read the register, look at the disk; the next "
                    "act empties it"}
            : Words{"đừng làm lại; đợi họ đọc xong rồi chạy VACUUM (ANALYZE) trong cơ sở dữ liệu",
                    "do not do it again; when they have read, run VACUUM (ANALYZE) in the database"};
    throw Error{Fault::unavailable,
                {place.name() + ": việc xóa đã được ghi, nhưng " + where.vi,
                 place.name() + ": the erasure is recorded, but " + where.en},
                what}
        .perhaps_done();
}

void WriteScope::keep_checkpoint(const std::string& note) const
{
    if (database().durability_deferred()) return;
    try {
        renew_kept_checkpoint(database().place(), note, std::uint64_t(next_), writer_.keys_);
    } catch (const Error& error) {
        const Words why = of_itself(error);
        throw Error{
            Fault::unavailable,
            {"việc này đã được ghi vào sổ, nhưng điểm kiểm cạnh sổ chưa được thay: " + why.vi,
             "the act is recorded, but the checkpoint beside the register was not renewed: " + why.en},
            {"đừng làm lại; kiểm tra đĩa, lần ghi sau sẽ thay điểm kiểm",
             "do not do it again; look at the disk, the next act that is recorded renews it"}}
            .perhaps_done();
    }
}

} // namespace radcert::registry
