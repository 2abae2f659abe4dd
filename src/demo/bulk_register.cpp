#include "demo/bulk_register.h"

#include <array>

#include "demo/people.h"
#include "demo/random.h"
#include "text/vietnamese.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr std::array types{"general_xray"sv, "ct"sv,  "dental_intraoral"sv,   "mobile_xray"sv,
                           "xrf"sv,          "xrd"sv, "sealed_source_gauge"sv};
constexpr std::array rare_names{"Khởi"sv, "Trác"sv, "Mẫn"sv, "Thục"sv, "Đoan"sv};
constexpr std::size_t workers_at_facility = 10;
constexpr int first_year = 2018, health_checks = 7, doses = 7;

/// Writes records in transactions of thousands of events.
class Bulk {
public:
    Bulk(registry::Writer& writer, const BulkOptions& options, const std::function<void()>& turn)
        : writer_{writer}, options_{options}, turn_{turn}, random_{options.seed}
    {
    }

    BulkCounts run()
    {
        writer_.database().expect_many_rows();
        open();
        for (std::size_t i = 0; i < options_.workers; ++i) {
            if (i % workers_at_facility == 0) add_facility();
            add_worker(i);
            if (in_transaction_ >= options_.events_in_transaction) open();
        }
        write_->commit();
        return counts_;
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

    void record(std::string_view action, std::initializer_list<registry::AnyRecord> records)
    {
        write_->record(action, subject_, records);
        ++in_transaction_;
        ++counts_.events;
        counts_.records += std::int64_t(records.size());
    }

    void add_facility()
    {
        facility_ = ++counts_.facilities;
        const std::string number = std::to_string(facility_);
        subject_ = write_->add_subject("facility");
        registry::Facility facility;
        facility.facility = facility_;
        facility.name = "Bệnh viện thử nghiệm số " + number;
        facility.reference = "TN-CS" + number;
        facility.province = facility_ % 2 == 0 ? "66" : "68";
        facility.medical = true;
        facility.email = "lien-he@cs" + number + ".example";
        facility.subject = subject_;
        record("facility.record", {facility});
        registry::Licence licence;
        licence.facility = facility_;
        licence.licence = "TN/GP-" + number;
        licence.issued_on = date(first_year, 3, 1);
        record("facility.licence", {licence});
        for (int i = 0; i < 4; ++i) add_unit(i);
    }

    void add_unit(int place)
    {
        registry::Equipment unit;
        unit.equipment = ++units_;
        unit.facility = facility_;
        unit.reference = "m" + std::to_string(place + 1);
        unit.type = random_.pick(types);
        unit.serial = "TN-" + std::to_string(units_);
        unit.mobility = "fixed";
        unit.in_use_from = date(first_year, 1, 1) + days{random_.below(2'000)};
        if (random_.chance(20)) unit.in_use_to = *unit.in_use_from + days{700};
        record("equipment.record", {unit});
    }

    Sketch person(std::size_t index)
    {
        Sketch sketch;
        sketch.filed_on = date(first_year, 1, 1) + days{random_.below(2'500)};
        add_person(sketch, random_);
        if (index % 500 == 3) sketch.full_name += " " + std::string{random_.pick(rare_names)};
        return sketch;
    }

    void add_worker(std::size_t index)
    {
        const Sketch made = person(index);
        worker_ = ++counts_.workers;
        pieces_ = 0;
        subject_ = write_->add_subject("worker");
        registry::Worker worker;
        worker.worker = worker_;
        worker.full_name = text::nfc(made.full_name);
        worker.birth_date = made.birth_date;
        worker.civil_capacity = true;
        worker.subject = subject_;
        constexpr std::size_t a_billion = 1'000'000'000;
        const std::string number = "999" + std::to_string(a_billion + index).substr(1);
        record("worker.record",
               {worker, registry::IdentityPaper{worker_, "cccd", number, {}, {}, "recorded"}});
        registry::Post post;
        post.worker = worker_;
        post.post = 1;
        post.facility = facility_;
        post.role = "safety_officer";
        post.from_day = made.filed_on;
        if (index % 9 == 0) post.to_day = made.filed_on + days{1'000};
        record("worker.post", {post});
        add_evidence(made.filed_on);
        const int certificates = index % 2 == 0 ? 2 : 3;
        for (int i = 0; i < certificates; ++i) add_certificate(made.filed_on + days{400 * i + 30}, i);
    }

    registry::Evidence piece(const char* kind)
    {
        registry::Evidence made;
        made.worker = worker_;
        made.evidence = ++pieces_;
        made.kind = kind;
        made.status = "recorded";
        made.source = "nhập thử nghiệm";
        return made;
    }

    void add_evidence(Date started)
    {
        registry::Evidence degree = piece("degree");
        degree.level = "bachelor";
        degree.field = "radiologic_technology";
        degree.issuer = "Trường Đại học thử nghiệm Cao Nguyên";
        degree.dated_on = started - days{900};
        registry::Evidence training = piece("training");
        training.programme = 1;
        training.registered = true;
        training.issuer = "Trung tâm đào tạo thử nghiệm";
        training.dated_on = started + days{10};
        record("evidence.record", {degree});
        record("evidence.record", {training});
        for (int i = 0; i < health_checks; ++i) {
            registry::Evidence check = piece("health_check");
            check.dated_on = started + days{365 * i};
            check.conclusion = "fit";
            check.facility_level = "district_or_above";
            check.issuer = "Trung tâm Y tế thử nghiệm";
            record("evidence.record", {check});
        }
        for (int i = 0; i < doses; ++i) {
            registry::Evidence dose = piece("dose");
            dose.year = first_year + i;
            dose.effective_msv = random_.between(2, 420) / 100.0;
            dose.skin_msv = random_.between(2, 2'000) / 100.0;
            dose.issuer = "Phòng đo liều thử nghiệm";
            record("evidence.record", {dose});
        }
    }

    void add_certificate(Date issued, int nth)
    {
        const auto year = int(std::chrono::year_month_day{issued}.year());
        const std::int64_t ordinal = ++counts_.certificates;
        registry::Certificate certificate;
        certificate.certificate = "66-" + std::to_string(year) + "-" + std::to_string(ordinal);
        certificate.issued_by = "province:66";
        certificate.worker = worker_;
        certificate.facility = facility_;
        certificate.role = "safety_officer";
        certificate.equipment_types = {std::string{random_.pick(types)}};
        certificate.issued_on = issued;
        certificate.valid_to = plus_months(issued, 60);
        certificate.validity = "recorded";
        certificate.year = year;
        certificate.ordinal = ordinal;
        registry::CertificateStatus status{
            certificate.certificate, "province:66", 1, worker_, "in_force", issued, {}, {}, {}, {}};
        record("certificate.issue", {certificate, status});
        if (nth != 0 || worker_ % 10 != 0) return;
        status.entry = 2;
        status.status = "suspended";
        status.from_day = issued + days{200};
        status.reason = "Vi phạm quy định đo liều (thử nghiệm)";
        record("certificate.suspend", {status});
    }

    registry::Writer& writer_;
    const BulkOptions& options_;
    const std::function<void()>& turn_;
    Random random_;
    std::optional<registry::WriteScope> write_;
    std::size_t in_transaction_{0};
    BulkCounts counts_;
    std::string subject_;
    std::int64_t facility_{0}, worker_{0}, units_{0}, pieces_{0};
};

} // namespace

BulkCounts fill_in_bulk(registry::Writer& writer, const BulkOptions& options,
                        const std::function<void()>& turn)
{
    return Bulk{writer, options, turn}.run();
}

} // namespace radcert::demo
