#include "tests/registry/sample_register.h"

#include <cstdlib>

#include "registry/rulebook_text.h"
#include "registry/workers.h"
#include "tests/registers.h"

namespace radcert::tests {

using namespace radcert::registry;
using namespace std::chrono_literals;

namespace {

/// Fills every field of a record, whatever it is called, so that a new field is in the test by itself.
struct Filler {
    std::int64_t number;
    const std::string& subject;
    const std::string& document;

    void operator()(const std::string& name, std::string& value) const
    {
        value = name == "subject"            ? subject
                : name.ends_with("document") ? document
                                             : name + "-" + std::to_string(number);
    }
    void operator()(const std::string&, std::int64_t& value) const { value = number; }
    void operator()(const std::string&, double& value) const { value = 1.5; }
    void operator()(const std::string&, bool& value) const { value = true; }
    void operator()(const std::string&, Date& value) const { value = 2025y / 7 / 1; }
    void operator()(const std::string&, JsonText& value) const { value.text = R"(["a","b"])"; }
    void operator()(const std::string&, WordList& value) const { value = {"ct", "pet_ct"}; }
    template <class T>
    void operator()(const std::string& name, std::optional<T>& value) const
    {
        (*this)(name, value.emplace());
    }
};

template <class R>
R filled(std::int64_t number, const std::string& subject, const std::string& document = {})
{
    R record;
    R::fields(record, Filler{number, subject, document});
    return record;
}

} // namespace

SampleRegister::SampleRegister()
{
    std::string name = (std::filesystem::temp_directory_path() / "radcert-sample-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    folder = name;
    place = new_place(folder / "register.db");
    KeyFile::create(folder / "keys", "radcert.example/sample");
    Writer writer{Database::create(place, [this] { return timestamp(ticks_ += 1'000'000); }), keys()};
    found(writer);
    for (int i = 0; i < 5; ++i) add_worker(writer);
    erase(writer, 4);
    add_worker(writer);
}

SampleRegister::~SampleRegister()
{
    for (const RegisterPlace& copy : copies_) drop_place(copy);
    drop_place(place);
    std::filesystem::remove_all(folder);
}

Writer SampleRegister::writer()
{
    return Writer{Database{place, Access::write, [this] { return timestamp(ticks_ += 1'000'000); }}, keys()};
}

void SampleRegister::found(Writer& writer)
{
    WriteScope write{writer, {"lan", {}, "cli", false}};
    office_ = write.add_subject("register");
    const std::string person = officer_ = write.add_subject("officer");
    write.record("register.found", office_,
                 {Register{1, writer.keys().origin(), "province:66", "{ordinal}", office_}});
    write.record("officer.record", person, {Officer{write.actor(), "lan", "Trần Thị Lan", true, person}});
    const auto text = settle_rulebook_text(
        R"({"files":[{"path":"b.json","text":"{ \"b\": 1 }"},{"path":"a.json","text":"[1, 2]"}],)"
        R"("overlays":[{"path":"mine.json","text":"{}"}]})");
    keep_rulebook_text(write.database(), text.digest, text.text);
    registry::Rulebook book = filled<registry::Rulebook>(1, office_);
    book.digest = text.digest;
    write.record("rules.adopt", office_, {book});
    write.record("register.lists", office_,
                 {filled<Authority>(1, office_), filled<EquipmentType>(1, office_), filled<Halt>(1, office_),
                  filled<Letterhead>(1, office_)});
    const std::string site = write.add_subject("facility");
    write.record("facility.record", site,
                 {filled<Facility>(1, site), filled<Practice>(1, site), filled<Licence>(1, site),
                  filled<Equipment>(1, site)});
    write.commit();
}

void SampleRegister::add_worker(Writer& writer)
{
    const std::int64_t n = ++workers_;
    {
        WriteScope write{writer, {"lan", {}, "cli", false}};
        const std::string subject = write.add_subject("worker");
        write.record("worker.record", subject,
                     {filled<Worker>(n, subject), filled<IdentityPaper>(n, subject)});
        const std::string paper = write.keep_document(subject, "scan of worker " + std::to_string(n));
        write.record("worker.post", subject,
                     {filled<Post>(n, subject), filled<Appointment>(n, subject, paper),
                      filled<Evidence>(n, subject, paper), filled<Application>(n, subject)});
        write.record("application.decide", subject,
                     {filled<Screening>(n, subject), filled<OfficerFinding>(n, subject),
                      filled<Decision>(n, subject), filled<Certificate>(n, subject),
                      filled<CertificateStatus>(n, subject)});
        write.record("application.desk", subject,
                     {filled<Step>(n, subject), filled<Deadline>(n, subject),
                      filled<SupplementRequest>(n, subject), filled<Consultation>(n, subject),
                      filled<Paper>(n, subject, paper), filled<ImportRow>(n, subject)});
        write.record("worker.view", subject, {});
        auto account = filled<Account>(n, officer_);
        write.record("account.open", officer_, {account});
        account.duties = {"reception"};
        write.record("account.duties", officer_, {account});
        write.record("import.run", office_, {filled<Import>(n, office_)});
        write.commit();
    }
    WriteScope write{writer, {"lan", {}, "web", false}};
    const std::string subject = load_worker(write.database(), n).subject;
    auto corrected = filled<Worker>(n, subject);
    corrected.full_name = "Nguyễn Đức Thịnh " + std::to_string(n);
    write.record("worker.correct", subject, {corrected});
    auto alike = filled<Duplicate>(n, subject);
    alike.kind = "facility";
    write.record("facility.duplicate", load_facility(write.database(), 1).subject, {alike});
    write.commit();
}

void SampleRegister::erase(Writer& writer, std::int64_t worker)
{
    WriteScope write{writer, {"lan", {}, "cli", false}};
    const std::string subject = load_worker(write.database(), worker).subject;
    auto erasure = filled<Erasure>(worker, subject);
    write.record("worker.erase", office_,
                 {erasure, filled<ErasedNumber>(worker, subject), filled<ErasedOrdinal>(worker, subject)});
    write.forget();
    write.commit();
}

RegisterPlace SampleRegister::copy(const std::string& name)
{
    const std::filesystem::path to = folder / name;
    for (const char* const ending : {"", "-wal", "-shm", ".checkpoint", ".lock"})
        std::filesystem::remove(to.string() + ending);
    copies_.push_back(copied_place(place, to));
    std::filesystem::copy_file(place.beside(".checkpoint"), to.string() + ".checkpoint");
    return copies_.back();
}

void record_named_worker(Writer& writer, const std::string& name)
{
    WriteScope write{writer, {"lan", {}, "test", false}};
    Worker worker;
    worker.worker = next_worker(write.database());
    worker.full_name = name;
    worker.subject = write.add_subject("worker");
    write.record("worker.record", worker.subject, {worker});
    write.commit();
}

Report verify_all(const RegisterPlace& place, const KeyFile& keys)
{
    Database database{place, Access::read};
    return verify_register(database, keys.verifying(), &keys, {true, true, true});
}

std::string text_of(const Report& report)
{
    std::string text;
    for (const Problem& problem : report.problems)
        text +=
            problem.table + " [" + problem.row + "] " + problem.column + ": " + problem.sentence.en + '\n';
    return text;
}

} // namespace radcert::tests
