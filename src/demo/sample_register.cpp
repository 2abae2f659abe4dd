#include "demo/sample_register.h"

#include <algorithm>

#include "casework/desk_acts.h"
#include "casework/found_register.h"
#include "demo/dossier_generator.h"
#include "demo/sample.h"
#include "registry/randomness.h"
#include "registry/register_in_making.h"
#include "registry/status.h"
#include "text/base64.h"
#include "text/vietnamese.h"

namespace radcert::demo {
namespace {

namespace fs = std::filesystem;

constexpr Date first_day{std::chrono::year{2018} / 1 / 2}, last_day{std::chrono::year{2026} / 11 / 13};
constexpr std::size_t workers_per_site = 6, fewest_sites = 36;

/// Some people of a large register to look among: of the stories, else the first that came.
std::vector<std::int64_t> some_people(const Sample& sample)
{
    std::vector<std::int64_t> workers;
    for (const Person& person : sample.people)
        if (person.worker != 0) workers.push_back(person.worker);
    constexpr std::int64_t few = 50;
    for (std::int64_t worker = 1; sample.people.empty() && worker <= few; ++worker) workers.push_back(worker);
    return workers;
}

constexpr std::size_t all_of_a_small_one = 1'000;

std::vector<registry::Certificate> some_certificates(const Sample& sample, registry::Database& database,
                                                     bool large)
{
    registry::CertificateFilter all;
    all.in_force = last_day;
    if (!large) return registry::list_certificates(database, all, newest_event, all_of_a_small_one);
    std::vector<registry::Certificate> certificates;
    for (const std::int64_t worker : some_people(sample)) {
        auto held = registry::certificates_of(database, worker);
        certificates.insert(certificates.end(), held.begin(), held.end());
    }
    return certificates;
}

std::vector<std::string> some_files(const Sample& sample, registry::Database& database, bool large)
{
    std::vector<std::string> files;
    if (large) {
        for (const std::int64_t worker : some_people(sample)) {
            auto filed = registry::applications_of(database, worker);
            files.insert(files.end(), filed.begin(), filed.end());
        }
        return files;
    }
    for (auto& file : registry::list_applications(database, {}, newest_event, all_of_a_small_one))
        files.push_back(std::move(file.application));
    return files;
}

/// A certificate with the longest story and whoever holds it, and a file that was screened most often.
SampleContents worth_a_look(const Sample& sample, registry::Database& database, bool large)
{
    SampleContents contents;
    std::size_t longest = 0, most = 0;
    for (const auto& certificate : some_certificates(sample, database, large)) {
        const std::size_t entries = registry::statuses_of(database, certificate).size();
        if (!certificate.ordinal || entries <= longest) continue;
        longest = entries;
        contents.certificate = certificate.certificate;
        contents.holder = certificate.worker;
        contents.facility = certificate.facility.value_or(1);
    }
    for (const std::string& file : some_files(sample, database, large)) {
        const std::size_t screenings = registry::screenings_of(database, file).size();
        if (screenings <= most) continue;
        most = screenings;
        contents.application = file;
    }
    if (contents.holder == 0) return contents;
    for (const std::string& word :
         text::folded_words(registry::load_worker(database, contents.holder).full_name))
        contents.name_to_search.insert(0, contents.name_to_search.empty() ? word : word + " ");
    return contents;
}

/// What was recorded in a small one, erased persons and replaced papers as they came.
void count_recorded(SampleContents& contents, const Sample& sample, registry::Database& database)
{
    contents.facilities = registry::next_facility(database) - 1;
    contents.workers = registry::next_worker(database) - 1;
    contents.applications = sample.files;
    contents.issued = sample.issued;
    contents.elsewhere = sample.elsewhere;
}

/// What a large register holds when everybody is done.
void count_held(SampleContents& contents, registry::Database& database)
{
    const registry::Counts counts = registry::count_records(database);
    contents.facilities = counts.facilities;
    contents.workers = counts.workers;
    contents.applications = counts.applications;
    contents.issued = registry::count_issued(database);
    contents.elsewhere = counts.certificates - contents.issued;
}

void measure(SampleContents& contents, registry::Database& database)
{
    contents.events = registry::journal_size(database);
    contents.bytes = registry::size_of(database);
    const auto root = registry::stored_frontier(database, std::uint64_t(contents.events)).root();
    contents.root = text::to_base64(text::view(root));
}

void plan_stories(Sample& sample, const SampleOptions& options)
{
    sample.sites = made_up_sites(options.seed, std::max(fewest_sites, options.workers / workers_per_site));
    plan_stories(sample, options.seed);
    plan_sites(sample);
    plan_people(sample, std::max<std::size_t>(options.workers, 10));
}

/// What the sample and the office itself take of a large register; the rest is filled when they are done.
Size taken_by(const Sample& sample, bool stories)
{
    constexpr Size office{"", 0, 1, 1, 60}; // somebody has to come last
    if (!stories) return office;
    const auto people = std::int64_t(sample.people.size());
    return {"", std::int64_t(sample.sites.size()), people + 70, people + 70, 3'000 + 20 * people};
}

std::set<std::string> identity_numbers(const Sample& sample, std::uint64_t seed)
{
    std::set<std::string> taken;
    for (const Person& person : sample.people) taken.insert(person.national_id);
    const DossierGenerator generator{seed};
    for (std::size_t i = 0; i < period_size; ++i) taken.insert(generator.sketch(i).national_id);
    return taken;
}

void found(const SampleOptions& options, const registry::RegisterInMaking& making, Sample& sample,
           registry::Randomness& randomness)
{
    casework::Founding founding;
    founding.place = making.place();
    founding.key_file = making.key_file();
    founding.authority = "province:66";
    founding.origin = "radcert.example/demo-66";
    founding.officer = officers[0].code;
    founding.officer_name = officers[0].name;
    founding.rules = options.rules;
    founding.randomness = &randomness;
    casework::found_register(founding, sample.diary.clock());
}

void open_office(registry::Writer& writer)
{
    registry::WriteScope write{writer, {officers[0].code, {}, "demo", false}};
    casework::record_officer(write, officers[1].code, officers[1].name, true);
    casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK (THỬ NGHIỆM)",
                                     "SỞ KHOA HỌC VÀ CÔNG NGHỆ (THỬ NGHIỆM)", "Đắk Lắk", "SKHCN", "TN66",
                                     "GIÁM ĐỐC", "Lê Thị Thử Nghiệm", ""});
    write.commit();
}

SampleContents fill(const SampleOptions& options, const registry::RegisterInMaking& making)
{
    registry::SeededRandomness randomness{options.seed};
    Sample sample{options.seed, first_day, last_day};
    if (options.stories) plan_stories(sample, options);
    found(options, making, sample, randomness);
    registry::Writer writer{registry::Database{making.place(), registry::Access::write, sample.diary.clock()},
                            registry::KeyFile::load(making.key_file()), randomness};
    writer.database().defer_durability();
    std::optional<Crowd> crowd;
    if (options.size) {
        writer.database().expect_many_rows();
        crowd.emplace(options.seed, first_day, last_day, *options.size, taken_by(sample, options.stories),
                      identity_numbers(sample, options.seed));
        crowd->plan(sample.diary, sample.rulebooks, options.progress);
    }
    open_office(writer);
    sample.diary.run(writer);
    const auto by_crowd = [&](void (Crowd::*work)(registry::WriteScope&)) {
        registry::WriteScope write{writer, {officers[0].code, {}, "demo", false}};
        (*crowd.*work)(write);
        write.commit();
    };
    if (crowd) by_crowd(&Crowd::close);
    SampleContents contents = worth_a_look(sample, writer.database(), options.size.has_value());
    contents.accounts = open_sample_accounts(writer, contents.holder);
    if (crowd) by_crowd(&Crowd::fill_journal);
    writer.make_durable();
    if (crowd)
        count_held(contents, writer.database());
    else
        count_recorded(contents, sample, writer.database());
    measure(contents, writer.database());
    return contents;
}

} // namespace

SampleContents make_sample_register(const SampleOptions& options)
{
    registry::RegisterInMaking making{options.place, options.key_file};
    SampleContents contents = fill(options, making);
    making.keep();
    if (options.place.is_file()) contents.bytes = std::int64_t(fs::file_size(options.place.file()));
    return contents;
}

} // namespace radcert::demo
