#include "demo/bulk_files.h"

#include <array>

#include "demo/people.h"
#include "demo/random.h"
#include "text/vietnamese.h"

namespace radcert::demo {
namespace {

using casework::Irregularity;
using std::chrono::days;

constexpr std::size_t officers_at_facility = 10;
constexpr std::array planted_kinds{Irregularity::no_grant,
                                   Irregularity::no_ground,
                                   Irregularity::evidence_withdrawn,
                                   Irregularity::judgement_withdrawn,
                                   Irregularity::not_met,
                                   Irregularity::shared_paper,
                                   Irregularity::stale_at_issue,
                                   Irregularity::decided_late};

/// One officer's records in the making; days count from the filing.
struct Filed {
    Date filed_on, decided_on, issued_on;
    std::optional<Irregularity> wrong;
    registry::Worker worker;
    registry::Evidence degree, training, officer_training, health;
    registry::Application application;
    registry::Screening screening;
    registry::OfficerFinding judgement;
    registry::Decision decision;
    registry::Deadline clock;
    registry::Certificate certificate;
};

class BulkFiles {
public:
    BulkFiles(registry::Writer& writer, const std::string& rulebook, const BulkFilesOptions& options,
              const std::function<void()>& turn)
        : writer_{writer}, rulebook_{rulebook}, options_{options}, turn_{turn}, random_{options.seed}
    {
    }

    std::vector<PlantedIrregularity> run()
    {
        writer_.database().expect_many_rows();
        open();
        for (std::size_t i = 0; i < options_.workers; ++i) {
            if (i % officers_at_facility == 0) add_facility();
            add_officer(i);
            if (in_transaction_ >= options_.events_in_transaction) open();
        }
        write_->commit();
        return std::move(planted_);
    }

private:
    void open()
    {
        if (write_) write_->commit();
        write_.reset();
        if (turn_) turn_();
        write_.emplace(writer_, registry::Act{officers[0].code, {}, "import", false});
        in_transaction_ = 0;
    }

    void record(std::string_view action, const std::string& subject, std::vector<registry::AnyRecord> records)
    {
        write_->record(action, subject, records);
        ++in_transaction_;
    }

    void add_facility()
    {
        ++facility_;
        const std::string subject = write_->add_subject("facility");
        registry::Facility facility;
        facility.facility = facility_;
        facility.name = "Bệnh viện thử nghiệm số " + std::to_string(facility_);
        facility.province = "66";
        facility.medical = true;
        facility.subject = subject;
        registry::Equipment unit;
        unit.equipment = facility_;
        unit.facility = facility_;
        unit.type = "ct";
        unit.mobility = "fixed";
        record("facility.record", subject, {facility, unit});
    }

    registry::Evidence piece(const char* kind)
    {
        registry::Evidence made;
        made.worker = worker_;
        made.evidence = ++pieces_;
        made.kind = kind;
        made.status = "recorded";
        made.source = "nhập thử";
        return made;
    }

    void add_evidence(Filed& file)
    {
        file.degree = piece("degree");
        file.degree.level = "bachelor";
        file.degree.field = "physics";
        file.degree.issuer = "Đại học thử nghiệm Cao Nguyên";
        file.degree.dated_on = *file.worker.birth_date + days{23 * 366};
        const bool shares = file.wrong == Irregularity::shared_paper;
        file.degree.number = "TN/" + std::to_string(shares ? worker_ - 1 : worker_);
        file.training = piece("training");
        file.training.programme = 1;
        file.training.registered = true;
        file.training.dated_on = file.filed_on - days{random_.between(30, 400)};
        file.training.number = "TN1-" + std::to_string(worker_);
        file.officer_training = file.training;
        file.officer_training.evidence = ++pieces_;
        file.officer_training.programme = 14;
        file.officer_training.number = "TN14-" + std::to_string(worker_);
        file.health = piece("health_check");
        file.health.conclusion = "fit";
        file.health.facility_level = "district_or_above";
        const bool stale = file.wrong == Irregularity::stale_at_issue;
        file.health.dated_on = file.filed_on - days{stale ? 175 : random_.between(5, 100)};
    }

    void add_application(Filed& file)
    {
        registry::Application& filed = file.application;
        filed.application = "TN-" + std::to_string(worker_);
        filed.worker = worker_;
        filed.facility = facility_;
        filed.province = "66";
        filed.procedure = "new";
        filed.role = "safety_officer";
        filed.filed_on = file.filed_on;
        filed.filed_with = "province:66";
        filed.channel = "post";
        filed.fee_paid_on = file.filed_on + days{2};
        filed.devices.text = R"([{"mobility":"fixed","type":"ct"}])";
        filed.documents = registry::JsonText{
            R"([{"form":"05","id":"form","kind":"application_form"},{"id":"degree","kind":"degree"},)"
            R"({"copies":3,"format":"print","id":"photo","kind":"photo"},)"
            R"({"id":"appointment","issued_on":")" +
            to_iso(file.filed_on - days{20}) + R"(","kind":"appointment"}])"};
        filed.status = "received";
    }

    void add_decision(Filed& file)
    {
        const std::string& number = file.application.application;
        file.screening = {number,
                          1,
                          worker_,
                          rulebook_,
                          {},
                          "secondary",
                          std::string(64, '0'),
                          std::string(64, '0'),
                          "eligible",
                          {"[]"}};
        if (file.wrong == Irregularity::no_ground) file.screening.verdict = "undetermined";
        file.judgement = {number,
                          1,
                          worker_,
                          "qualification",
                          {},
                          "met",
                          officers[0].code,
                          file.filed_on + days{2},
                          "Đã xem bằng và bản mô tả công việc (thử nghiệm)",
                          "recorded"};
        file.decided_on = file.filed_on + days{random_.between(4, 6)};
        file.decision = {number, worker_, 1, "granted", file.decided_on, officers[1].code, {}, {}, {}};
        file.clock = {
            number, "decide",        1,       worker_, file.filed_on, 10, file.filed_on + days{14}, {},
            false,  file.decided_on, "grant", {}};
        if (file.wrong == Irregularity::decided_late) file.clock.due_on = file.decided_on - days{1};
    }

    void add_certificate(Filed& file)
    {
        const bool stale = file.wrong == Irregularity::stale_at_issue;
        file.issued_on = file.decided_on + days{stale ? 20 : 1};
        if (file.wrong == Irregularity::no_grant) file.decision.decided_on = file.issued_on + days{1};
        const auto year = int(std::chrono::year_month_day{file.issued_on}.year());
        const std::int64_t ordinal = ++ordinals_[std::size_t(year % 10)];
        registry::Certificate& made = file.certificate;
        made.certificate = "66-" + std::to_string(year) + "-" + std::to_string(ordinal);
        made.issued_by = "province:66";
        made.worker = worker_;
        made.facility = facility_;
        made.role = "safety_officer";
        made.equipment_types = {"ct"};
        made.issued_on = file.issued_on;
        made.valid_to = plus_months(file.issued_on, 60);
        made.validity = options_.files ? "VALID-5" : "recorded";
        made.year = year;
        made.ordinal = ordinal;
        if (options_.files) made.application = file.application.application;
    }

    Filed made(std::size_t index)
    {
        Filed file;
        if (options_.files && options_.one_wrong > 0 && index % options_.one_wrong == options_.one_wrong - 1)
            file.wrong = planted_kinds[index / options_.one_wrong % planted_kinds.size()];
        Sketch sketch;
        sketch.filed_on = date(2021, 6, 1) + days{random_.below(1'200)};
        add_person(sketch, random_);
        file.filed_on = sketch.filed_on;
        file.worker.worker = worker_;
        file.worker.full_name = text::nfc(sketch.full_name);
        file.worker.birth_date = sketch.birth_date;
        file.worker.civil_capacity = true;
        add_evidence(file);
        add_application(file);
        add_decision(file);
        add_certificate(file);
        return file;
    }

    void add_officer(std::size_t index)
    {
        ++worker_;
        pieces_ = 0;
        Filed file = made(index);
        const std::string subject = file.worker.subject = write_->add_subject("worker");
        constexpr std::size_t a_billion = 1'000'000'000;
        const std::string number = "999" + std::to_string(a_billion + index).substr(1);
        registry::Post post;
        post.worker = worker_;
        post.post = 1;
        post.facility = facility_;
        post.role = "safety_officer";
        post.from_day = file.filed_on - days{30};
        const registry::CertificateStatus status{file.certificate.certificate,
                                                 "province:66",
                                                 1,
                                                 worker_,
                                                 "in_force",
                                                 file.issued_on,
                                                 {},
                                                 {},
                                                 {},
                                                 {}};
        std::vector<registry::AnyRecord> records{
            file.worker,   registry::IdentityPaper{worker_, "cccd", number, {}, {}, "recorded"},
            post,          file.degree,
            file.training, file.officer_training,
            file.health,   file.certificate,
            status};
        if (options_.files) {
            records.insert(records.end(),
                           {file.application, file.screening, file.judgement, file.decision, file.clock});
        }
        record("import.row", subject, std::move(records));
        if (file.wrong) spoil(file, subject);
        before_ = file.certificate.certificate;
    }

    /// What happens later to a file that was in order, and what the sweep has to find.
    void spoil(Filed& file, const std::string& subject)
    {
        planted_.push_back({file.certificate.certificate, *file.wrong});
        if (file.wrong == Irregularity::evidence_withdrawn) {
            file.training.status = "withdrawn";
            record("evidence.withdraw", subject, {file.training});
        } else if (file.wrong == Irregularity::judgement_withdrawn) {
            file.judgement.status = "withdrawn";
            record("application.unjudge", subject, {file.judgement});
        } else if (file.wrong == Irregularity::not_met) {
            file.health.dated_on = file.filed_on - days{200};
            record("evidence.correct", subject, {file.health});
        } else if (file.wrong == Irregularity::shared_paper) {
            planted_.push_back({before_, *file.wrong}); // of two people with one number, both are told
        }
    }

    registry::Writer& writer_;
    const std::string& rulebook_;
    const BulkFilesOptions& options_;
    const std::function<void()>& turn_;
    Random random_;
    std::optional<registry::WriteScope> write_;
    std::size_t in_transaction_{0};
    std::vector<PlantedIrregularity> planted_;
    std::string before_; ///< the certificate before this one
    std::array<std::int64_t, 10> ordinals_{};
    std::int64_t facility_{0}, worker_{0}, pieces_{0};
};

} // namespace

std::vector<PlantedIrregularity> fill_with_files(registry::Writer& writer, const std::string& rulebook,
                                                 const BulkFilesOptions& options,
                                                 const std::function<void()>& turn)
{
    return BulkFiles{writer, rulebook, options, turn}.run();
}

} // namespace radcert::demo
