#include "demo/crowd_records.h"

#include <algorithm>

#include "demo/evidence.h"
#include "demo/people.h"
#include "demo/site_records.h"
#include "text/vietnamese.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr Date papers_without_end_from{std::chrono::year{2021} / 2 / 1};

/// One for each question about a person.
enum : std::uint64_t { about_person = 16, about_papers = 64, about_doses = 4'096, about_files = 128 };

/// Nobody else has it: they lie apart, and leave out those that are taken.
std::string national_id(std::size_t number, const std::set<std::string>& taken)
{
    constexpr std::size_t begin = 1'200'000'000, apart = 401;
    std::size_t digits = begin + number * apart;
    const auto written = [&] { return "999" + std::to_string(digits).substr(1); };
    while (taken.contains(written())) ++digits;
    return written();
}

/// With a fourth word for some: a million people share fewer names than there are.
void lengthen_name(Sketch& sketch, Random& random)
{
    constexpr std::array words{"Bảo"sv,  "Gia"sv,    "Hoài"sv,  "Khánh"sv, "Lâm"sv,  "Minh"sv,
                               "Nhật"sv, "Phương"sv, "Thiên"sv, "Tường"sv, "Uyển"sv, "Vân"sv};
    if (!random.chance(45)) return;
    const auto last = sketch.full_name.rfind(' ');
    sketch.full_name.insert(last, " " + std::string{random.pick(words)});
}

double hundredths(int count)
{
    return count / 100.0;
}

registry::Evidence piece_of(const CrowdPerson& person, const char* kind)
{
    registry::Evidence piece;
    piece.worker = person.worker;
    piece.kind = kind;
    piece.status = "recorded";
    piece.source = "typed";
    return piece;
}

registry::Evidence degree_of(const CrowdPerson& person)
{
    const Diploma& degree = person.sketch.degrees.front();
    registry::Evidence piece = piece_of(person, "degree");
    piece.reference = "d1";
    piece.level = degree.level;
    piece.field = degree.field;
    piece.issuer = text::nfc(degree.institution);
    piece.dated_on = degree.awarded_on;
    return piece;
}

registry::Evidence dose_of(const CrowdPerson& person, int year, Random& random)
{
    registry::Evidence piece = piece_of(person, "dose");
    piece.issuer = "Phòng đo liều thử nghiệm";
    piece.year = year;
    const int effective = random.between(2, 420);
    piece.effective_msv = hundredths(effective);
    piece.lens_msv = hundredths(effective + random.below(200));
    piece.skin_msv = hundredths(effective + random.below(1'500));
    return piece;
}

registry::Evidence check_of(const CrowdPerson& person, Date day, Random& random)
{
    registry::Evidence piece = piece_of(person, "health_check");
    piece.dated_on = day - days{random.between(1, 5)};
    piece.issuer = "Trung tâm Y tế thử nghiệm";
    piece.conclusion = "fit";
    piece.facility_level = "district_or_above";
    return piece;
}

} // namespace

registry::Facility crowd_facility(const Site& site, std::size_t number)
{
    constexpr std::size_t after_the_sample = 1'000;
    registry::Facility facility = facility_of(site, after_the_sample + number);
    facility.name = text::nfc(facility.name);
    return facility;
}

CrowdPerson person_of(const CrowdShape& shape, Life life, const std::set<std::string>& taken)
{
    CrowdPerson person;
    person.life = std::move(life);
    person.site = numbered_site(person.life.site);
    person.national_id = national_id(person.life.number, taken);
    Random random = random_of(shape, person.life.number, about_person);
    Sketch& sketch = person.sketch;
    sketch.filed_on = person.life.arrived;
    sketch.role = person.life.role;
    sketch.medical = person.site.medical;
    sketch.devices = person.site.devices;
    add_person(sketch, random);
    lengthen_name(sketch, random);
    add_evidence(sketch, random);
    return person;
}

registry::Worker worker_of(const CrowdPerson& person)
{
    registry::Worker worker;
    worker.worker = person.worker;
    worker.full_name = text::nfc(person.sketch.full_name);
    worker.birth_date = person.sketch.birth_date;
    worker.civil_capacity = true;
    worker.subject = person.subject;
    return worker;
}

registry::IdentityPaper identity_of(const CrowdPerson& person)
{
    return {person.worker, "cccd", person.national_id, {}, "Cơ quan cấp thẻ thử nghiệm", "recorded"};
}

registry::Post post_of(const CrowdPerson& person, const Vocabulary& words)
{
    registry::Post post;
    post.worker = person.worker;
    post.post = 1;
    post.facility = person.facility;
    post.role = person.life.role;
    post.title = words.roles.name(*words.roles.find(person.life.role)).vi;
    post.from_day = person.life.arrived;
    return post;
}

registry::Appointment appointment_of(const CrowdPerson& person)
{
    registry::Appointment appointment;
    appointment.worker = person.worker;
    appointment.appointment = 1;
    appointment.facility = person.facility;
    appointment.role = person.life.role;
    appointment.number = std::to_string(person.life.number + 1) + "/QĐ-" + person.site.reference;
    appointment.appointed_on = person.life.arrived;
    return appointment;
}

registry::Evidence evidence_of_entry(const CrowdShape& shape, const CrowdPerson& person,
                                     const LifeEntry& entry)
{
    if (entry.deed == LifeDeed::arrive) return degree_of(person);
    const bool dose = entry.deed == LifeDeed::dose;
    Random random =
        random_of(shape, person.life.number, about_doses + 2 * std::uint64_t(entry.nth) + (dose ? 1 : 0));
    return dose ? dose_of(person, entry.nth, random) : check_of(person, entry.day, random);
}

registry::WordList types_of(const Site& site)
{
    registry::WordList types;
    for (const SketchDevice& device : site.devices) types.emplace_back(device.type);
    std::ranges::sort(types);
    const auto twins = std::ranges::unique(types);
    types.erase(twins.begin(), twins.end());
    return types;
}

registry::Certificate paper_of(const CrowdShape& shape, const CrowdPerson& person, const LifeEntry& entry)
{
    Random random = random_of(shape, person.life.number, about_papers + std::uint64_t(entry.nth));
    constexpr std::size_t ten_million = 10'000'000;
    registry::Certificate paper;
    paper.worker = person.worker;
    paper.facility = person.facility;
    paper.role = person.life.role;
    paper.issued_by = "varans";
    paper.issued_on = entry.day - days{random.between(10, 170)};
    paper.equipment_types = types_of(person.site);
    if (paper.issued_on < papers_without_end_from) paper.valid_to = plus_months(paper.issued_on, 60);
    paper.certificate = std::to_string(ten_million + person.life.number).substr(1) + "/" +
                        std::to_string(entry.nth + 1) + "/TN-ATBXHN";
    paper.validity = "recorded";
    return paper;
}

registry::CertificateStatus in_force(const registry::Certificate& certificate)
{
    return {certificate.certificate,
            certificate.issued_by,
            1,
            certificate.worker,
            "in_force",
            certificate.issued_on,
            {},
            {},
            {},
            {}};
}

Sketch file_of(const CrowdShape& shape, const CrowdPerson& person, const LifeEntry& entry,
               const std::string& number)
{
    constexpr std::array channels{"online"sv, "in_person"sv, "post"sv};
    Random random = random_of(shape, person.life.number, about_files + std::uint64_t(entry.nth));
    Sketch sketch;
    sketch.id = number;
    sketch.role = person.life.role;
    sketch.filed_on = entry.day;
    sketch.filed_with = "province:66";
    sketch.channel = random.pick(channels);
    sketch.fee_paid_on = entry.day;
    sketch.facility_id = person.site.reference;
    sketch.facility_name = person.site.name;
    sketch.province = person.site.province;
    sketch.medical = person.site.medical;
    sketch.devices = person.site.devices;
    sketch.national_id = person.national_id;
    sketch.full_name = person.sketch.full_name;
    sketch.birth_date = person.sketch.birth_date;
    sketch.first_id = 1 + 100 * entry.nth;
    sketch.past_told = false;
    add_evidence(sketch, random);
    sketch.degrees = {person.sketch.degrees.front()};
    return sketch;
}

} // namespace radcert::demo
