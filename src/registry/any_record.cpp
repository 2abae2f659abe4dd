#include "registry/any_record.h"

#include <algorithm>
#include <array>

#include "registry/desk_files.h"
#include "registry/forget.h"
#include "registry/names.h"
#include "text/canonical_json.h"
#include "text/json_writer.h"

namespace radcert::registry {
namespace {

/// Writes the fields that are recorded, each into a piece of its own.
class PieceWriter {
public:
    explicit PieceWriter(std::string& text) : text_{text} {}

    template <class T>
    void operator()(const char* name, const T& value)
    {
        const std::size_t start = text_.size();
        write(value);
        if (text_.size() > start) pieces_[count_++] = {name, start, text_.size()};
    }

    /// Joins the pieces to an object, members sorted by name.
    void join(std::string& out)
    {
        const auto end = pieces_.begin() + count_;
        std::sort(pieces_.begin(), end, [](const Piece& a, const Piece& b) { return a.name < b.name; });
        out += '{';
        for (auto piece = pieces_.begin(); piece != end; ++piece) {
            if (piece != pieces_.begin()) out += ',';
            out += '"';
            out += piece->name;
            out += "\":";
            out.append(text_, piece->start, piece->end - piece->start);
        }
        out += '}';
    }

private:
    struct Piece {
        std::string_view name{};
        std::size_t start{}, end{};
    };

    void write(const std::string& value) { text::append_json_string(text_, value); }
    void write(std::int64_t value) { text_ += std::to_string(value); }
    void write(double value) { text::append_json_number(text_, value); }
    void write(bool value) { text_ += value ? "true" : "false"; }
    void write(Date value) { text_ += '"' + to_iso(value) + '"'; }
    void write(const JsonText& value) { text_ += value.text; }
    void write(const WordList& value) { text_ += to_json(value); }
    template <class T>
    void write(const std::optional<T>& value)
    {
        if (value) write(*value);
    }

    std::string& text_;
    std::array<Piece, 40> pieces_{};
    std::ptrdiff_t count_{0};
};

/// Reads fields from the members of an object.
class MemberReader {
public:
    explicit MemberReader(const text::Field& row) : row_{row} {}

    template <class T>
    void operator()(const char* name, T& value)
    {
        read(row_.at(name), value);
        ++found_;
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value)
    {
        const auto member = row_.find(name);
        if (!member) return;
        read(*member, value.emplace());
        ++found_;
    }
    std::size_t found() const { return found_; }

private:
    static void read(const text::Field& field, std::string& value) { value = field.as_string(); }
    static void read(const text::Field& field, std::int64_t& value)
    {
        value = field.as_integer(-text::largest_integer, text::largest_integer);
    }
    static void read(const text::Field& field, double& value) { value = field.as_number(0); }
    static void read(const text::Field& field, bool& value) { value = field.as_boolean(); }
    static void read(const text::Field& field, Date& value) { value = field.as_date(); }
    static void read(const text::Field& field, JsonText& value)
    {
        value.text = text::canonical_json(field.value());
    }
    static void read(const text::Field& field, WordList& value)
    {
        field.each_element([&](const text::Field& word) { value.emplace_back(word.as_string()); });
    }

    const text::Field& row_;
    std::size_t found_{0};
};

template <class Record>
AnyRecord read_row(const text::Field& row)
{
    Record record;
    MemberReader reader{row};
    Record::fields(record, reader);
    if (reader.found() != row.members().size()) {
        row.refuse_because({"bản ghi có trường lạ", "the record has a field that it should not have"});
    }
    return record;
}

template <class... Records>
AnyRecord read_table(std::variant<Records...>*, std::string_view table, const text::Field& row)
{
    std::optional<AnyRecord> record;
    const bool known = ((Records::table == table && (record = read_row<Records>(row), true)) || ...);
    if (!known) row.refuse_because({"bảng lạ", "the record's table is not known"});
    return std::move(*record);
}

// What hangs on a record beside its own table.
template <class Record>
void put_beside(Database&, EventNumber, const Record&)
{
}
void put_beside(Database& database, EventNumber event, const Worker& worker)
{
    put_worker_name(database, event, worker.worker, worker.full_name);
}
void put_beside(Database& database, EventNumber event, const Facility& facility)
{
    put_facility_name(database, event, facility.facility, facility.name);
}
void put_beside(Database& database, EventNumber, const Application& application)
{
    put_desk_file(database, application);
}
void put_beside(Database& database, EventNumber event, const Step& step)
{
    put_desk_file(database, event, step);
}
void put_beside(Database& database, EventNumber, const Screening& screening)
{
    put_desk_file(database, screening);
}
void put_beside(Database& database, EventNumber, const Decision& decision)
{
    put_desk_file(database, decision);
}
void put_beside(Database& database, EventNumber event, const Erasure& erasure)
{
    forget_worker(database, event, erasure.worker, erasure.subject);
}
void put_beside(Database& database, EventNumber event, const Import& import)
{
    if (import.status == "undone") undo_import(database, event, import);
}

} // namespace

template <class Record>
    requires requires { Record::table; }
AnyRecord::AnyRecord(Record record) : kind_{std::make_unique<RecordKinds>(std::move(record))}
{
}

AnyRecord::AnyRecord(const AnyRecord& other) : kind_{std::make_unique<RecordKinds>(*other.kind_)} {}
AnyRecord::AnyRecord(AnyRecord&&) noexcept = default;
AnyRecord& AnyRecord::operator=(const AnyRecord& other)
{
    if (this != &other) kind_ = std::make_unique<RecordKinds>(*other.kind_);
    return *this;
}
AnyRecord& AnyRecord::operator=(AnyRecord&&) noexcept = default;
AnyRecord::~AnyRecord() = default;

template AnyRecord::AnyRecord(Register);
template AnyRecord::AnyRecord(Officer);
template AnyRecord::AnyRecord(Authority);
template AnyRecord::AnyRecord(Rulebook);
template AnyRecord::AnyRecord(Halt);
template AnyRecord::AnyRecord(EquipmentType);
template AnyRecord::AnyRecord(Facility);
template AnyRecord::AnyRecord(Practice);
template AnyRecord::AnyRecord(Licence);
template AnyRecord::AnyRecord(Equipment);
template AnyRecord::AnyRecord(Worker);
template AnyRecord::AnyRecord(IdentityPaper);
template AnyRecord::AnyRecord(Post);
template AnyRecord::AnyRecord(Appointment);
template AnyRecord::AnyRecord(Evidence);
template AnyRecord::AnyRecord(Application);
template AnyRecord::AnyRecord(Screening);
template AnyRecord::AnyRecord(OfficerFinding);
template AnyRecord::AnyRecord(Decision);
template AnyRecord::AnyRecord(Certificate);
template AnyRecord::AnyRecord(CertificateStatus);
template AnyRecord::AnyRecord(Duplicate);
template AnyRecord::AnyRecord(Erasure);
template AnyRecord::AnyRecord(ErasedNumber);
template AnyRecord::AnyRecord(ErasedOrdinal);
template AnyRecord::AnyRecord(Step);
template AnyRecord::AnyRecord(Deadline);
template AnyRecord::AnyRecord(SupplementRequest);
template AnyRecord::AnyRecord(Consultation);
template AnyRecord::AnyRecord(Paper);
template AnyRecord::AnyRecord(Letterhead);
template AnyRecord::AnyRecord(Import);
template AnyRecord::AnyRecord(ImportRow);
template AnyRecord::AnyRecord(Account);

void append_json(std::string& out, const AnyRecord& record)
{
    std::visit(
        [&](const auto& made) {
            using Record = std::decay_t<decltype(made)>;
            thread_local std::string scratch;
            scratch.clear();
            PieceWriter writer{scratch};
            Record::fields(made, writer);
            out += R"({"row":)";
            writer.join(out);
            out += R"(,"table":")";
            out += Record::table;
            out += "\"}";
        },
        record.kind());
}

AnyRecord record_from_json(const text::Field& json)
{
    json.expect_only({"row", "table"});
    const std::string table{json.at("table").as_string()};
    return read_table(static_cast<RecordKinds*>(nullptr), table, json.at("row"));
}

void put(Database& database, EventNumber event, const AnyRecord& record)
{
    std::visit(
        [&](const auto& made) {
            put_beside(database, event, made);
            put_version(database, event, made);
        },
        record.kind());
}

} // namespace radcert::registry
