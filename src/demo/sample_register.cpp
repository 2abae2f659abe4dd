#include "demo/sample_register.h"

#include <algorithm>

#include "casework/desk_acts.h"
#include "casework/found_register.h"
#include "demo/sample.h"
#include "text/vietnamese.h"

namespace radcert::demo {
namespace {

constexpr Date first_day{std::chrono::year{2018} / 1 / 2}, last_day{std::chrono::year{2026} / 11 / 13};
constexpr std::size_t workers_per_site = 6, fewest_sites = 36;

/// A certificate with the longest story, and whoever holds it.
void choose_certificate(registry::Database& database, SampleContents& contents)
{
    std::size_t longest = 0;
    registry::CertificateFilter all;
    all.in_force = last_day;
    for (const auto& certificate : registry::list_certificates(database, all, newest_event, 1'000)) {
        const std::size_t entries = registry::statuses_of(database, certificate).size();
        if (certificate.ordinal && entries > longest) {
            longest = entries;
            contents.certificate = certificate.certificate;
            contents.holder = certificate.worker;
            contents.facility = certificate.facility.value_or(1);
        }
    }
    if (contents.holder != 0) {
        for (const std::string& word :
             text::folded_words(registry::load_worker(database, contents.holder).full_name))
            contents.name_to_search.insert(0, contents.name_to_search.empty() ? word : word + " ");
    }
}

SampleContents contents_of(Sample& sample, registry::Database& database)
{
    SampleContents contents;
    contents.facilities = registry::next_facility(database) - 1;
    contents.workers = registry::next_worker(database) - 1;
    contents.applications = sample.files;
    contents.issued = sample.issued;
    contents.elsewhere = sample.elsewhere;
    choose_certificate(database, contents);
    std::size_t most = 0;
    for (const auto& file : registry::list_applications(database, {}, newest_event, 1'000)) {
        const std::size_t screenings = registry::screenings_of(database, file.application).size();
        if (screenings > most) {
            most = screenings;
            contents.application = file.application;
        }
    }
    return contents;
}

} // namespace

SampleContents make_sample_register(const SampleOptions& options)
{
    Sample sample{options.seed, first_day, last_day};
    sample.sites = made_up_sites(options.seed, std::max(fewest_sites, options.workers / workers_per_site));
    plan_stories(sample, options.seed);
    plan_sites(sample);
    plan_people(sample, std::max<std::size_t>(options.workers, 10));

    casework::found_register({options.place,
                              options.key_file,
                              "province:66",
                              "radcert.example/demo-66",
                              {},
                              officers[0].code,
                              officers[0].name,
                              options.rules},
                             sample.diary.clock());
    registry::Database database{options.place, registry::Access::write, sample.diary.clock()};
    registry::Writer writer{std::move(database), registry::KeyFile::load(options.key_file)};
    {
        registry::WriteScope write{writer, {officers[0].code, {}, "demo", false}};
        casework::record_officer(write, officers[1].code, officers[1].name, true);
        casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK (THỬ NGHIỆM)",
                                         "SỞ KHOA HỌC VÀ CÔNG NGHỆ (THỬ NGHIỆM)", "Đắk Lắk", "SKHCN", "TN66",
                                         "GIÁM ĐỐC", "Lê Thị Thử Nghiệm", ""});
        write.commit();
    }
    sample.diary.run(writer);
    SampleContents contents = contents_of(sample, writer.database());
    contents.accounts = open_sample_accounts(writer, contents.holder);
    contents.events = registry::journal_size(writer.database());
    return contents;
}

} // namespace radcert::demo
