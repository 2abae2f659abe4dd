#include "casework/amend_certificate.h"
#include "casework/erase_worker.h"
#include "casework/record_worker.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

/// Somebody whom the desk types in a second time, from an old nine-digit card.
void plan_duplicates(Sample& sample)
{
    const auto copy = [&sample](registry::WriteScope& write, std::size_t index, const char* card) {
        const Person& person = sample.people[index];
        if (person.worker == 0) return std::int64_t{0};
        registry::Worker again;
        again.full_name = person.full_name;
        again.birth_date = person.birth_date;
        registry::IdentityPaper paper;
        paper.kind = "cmnd";
        paper.number = card;
        return casework::record_worker(write, again, paper).worker;
    };
    sample.diary.on(date(2024, 3, 12), [&sample, copy](auto& write) {
        const std::int64_t second = copy(write, 0, "999000111");
        const std::int64_t first = sample.people[0].worker;
        if (second == 0) return;
        sample.diary.on(date(2024, 5, 6), [first, second](auto& later) {
            casework::judge_duplicate(later, "worker", first, second, true,
                                      "Cùng một người: CMND 9 số và CCCD 12 số (thử nghiệm)");
        });
    });
    // A pair that nobody has looked at yet.
    sample.diary.on(date(2026, 9, 15), [copy](auto& write) { copy(write, 3, "999000222"); });
}

/// A worker whose name was typed without its marks, and put right.
void plan_correction(Sample& sample)
{
    sample.diary.on_by_two(date(2023, 10, 3), [&sample](auto& write) {
        if (sample.people[6].worker == 0) return;
        auto worker = registry::load_worker(write.database(), sample.people[6].worker);
        worker.birth_date = *worker.birth_date + days{1};
        casework::correct_worker(write, worker, "Ngày sinh nhập sai, sửa theo CCCD (thử nghiệm)");
    });
    sample.diary.on(date(2022, 8, 2), [&sample](auto& write) {
        if (sample.people[9].worker == 0) return;
        casework::record_paper(write, {sample.people[9].worker, "passport", "TN9990001", {}, {}, "recorded"});
    });
}

/// Recorded by mistake of identity in 2020, and forgotten when the person asked for it.
void plan_erasure(Sample& sample)
{
    sample.diary.on(date(2020, 9, 8), [&sample](auto& write) {
        registry::Worker worker;
        worker.full_name = "Hồ Thị Thử Nghiệm Xóa";
        worker.birth_date = date(1985, 5, 5);
        registry::IdentityPaper paper;
        paper.kind = "cccd";
        paper.number = "999999999999";
        const std::int64_t number = casework::record_worker(write, worker, paper).worker;
        registry::Evidence degree;
        degree.worker = number;
        degree.kind = "degree";
        degree.level = "bachelor";
        degree.field = "physics";
        degree.dated_on = date(2008, 6, 30);
        casework::record_evidence(write, sample.words(write), degree);
        sample.diary.on_by_two(date(2026, 3, 17), [number](auto& later) {
            casework::erase_worker(later, number,
                                   "Người này chưa từng làm việc bức xạ, yêu cầu xóa (thử nghiệm)",
                                   "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15");
        });
    });
}

/// What lies on the desk at the end: filed and not looked at yet, or just screened.
void plan_last_days(Sample& sample)
{
    for (const int before : {9, 2, 1, 0}) {
        sample.diary.on(sample.last - days{before}, [&sample](auto& write) {
            for (std::size_t i = 0; i < sample.people.size(); ++i) {
                const Person& person = sample.people[i];
                const bool may_file = person.worker != 0 && person.files == 0 && !person.to &&
                                      person.role == "safety_officer" &&
                                      sample.sites[person.site].province == "66";
                if (may_file) return file_application(sample, write, i, {});
            }
        });
    }
}

} // namespace

void plan_stories(Sample& sample, std::uint64_t seed)
{
    plan_summer(sample, seed);
    plan_duplicates(sample);
    plan_correction(sample);
    plan_erasure(sample);
    plan_last_days(sample);
    // The provinces merge: nothing is issued until the desk knows who is competent.
    sample.diary.on(date(2025, 6, 30), [](auto& write) {
        casework::halt(write, true, "Sáp nhập tỉnh: chờ xác định thẩm quyền (thử nghiệm)");
    });
    sample.diary.on_by_two(date(2025, 7, 3), [](auto& write) {
        casework::halt(write, false, "Đã có hướng dẫn về thẩm quyền (thử nghiệm)");
    });
}

} // namespace radcert::demo
