#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "demo/diary.h"
#include "demo/sites.h"

namespace radcert::demo {

/// A worker who does not exist.
struct Person {
    std::size_t site{};    ///< place in `Sample::sites`
    std::string_view role; ///< what the person does there
    std::string full_name, national_id;
    Date birth_date, from;
    std::optional<Date> to; ///< last day at the site; empty: still there
    Diploma degree;
    std::int64_t worker{}; ///< number in the register, once recorded
    int files{0};          ///< applications filed so far
};

/// A sample register in the making. Everything is planned first, in a diary, and then done in the order of
/// its days, through the acts of casework.
struct Sample {
    Sample(std::uint64_t seed, Date from, Date to) : diary{from, to}, random{seed}, first{from}, last{to} {}

    const casework::RulebookInUse& rules(registry::WriteScope& write)
    {
        return rulebooks.in_force(write.database());
    }
    const Vocabulary& words(registry::WriteScope& write) { return rules(write).book.vocabulary; }

    Diary diary;
    Random random;
    Date first, last;
    casework::Rulebooks rulebooks;
    std::vector<Site> sites;
    std::vector<Person> people;
    int files{0}, issued{0}, elsewhere{0}; ///< counted while the diary runs
};

/// Facilities with practices, licences, equipment; what changes there over the years.
void plan_sites(Sample& sample);

/// Workers, their papers, posts, appointments, trainings; health checks and doses of every year.
void plan_people(Sample& sample, std::size_t count);

/// Files of those whose role needs a certificate of this office, or papers issued elsewhere.
void plan_certificates_of(Sample& sample, std::size_t person);

/// Screening, judgement, decision and issue of a file that is recorded: each day's result says what is next.
///
/// @param renews  number of the certificate that the new one follows; empty: none.
void plan_screening(Sample& sample, const std::string& application, Date filed, const std::string& renews,
                    std::optional<std::size_t> person);

/// What becomes of a certificate later; by its number in the order of issue, so that every status comes up.
void plan_life(Sample& sample, const registry::Certificate& certificate, std::optional<std::size_t> person);

/// Files a person's application on the day.
void file_application(Sample& sample, registry::WriteScope& write, std::size_t person,
                      const std::string& renews);

/// Screens a file. @return the verdict
std::string screen_file(Sample& sample, registry::WriteScope& write, const std::string& application);
/// Judges what is open to a person, decides by what comes out, and issues. Two persons act.
void settle_file(Sample& sample, registry::WriteScope& write, const std::string& application);

/// The 58 files of the summer of 2025, from receipt to result.
void plan_summer(Sample& sample, std::uint64_t seed);

/// The same day, but for one in the summer of 2025 or shortly before: then a day after it. That summer's
/// files are all told by `plan_summer`.
Date clear_of_summer(Date day);

/// What happens once: the summer of 2025, a halt, a pair of duplicates, a person
/// forgotten.
void plan_stories(Sample& sample, std::uint64_t seed);

} // namespace radcert::demo
