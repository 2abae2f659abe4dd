#include "demo/sample_accounts.h"

#include <algorithm>
#include <map>

#include "casework/accounts.h"
#include "casework/words_of.h"
#include "demo/diary.h"
#include "registry/applications.h"
#include "registry/passwords.h"

namespace radcert::demo {
namespace {

/// Facilities by their files, those with most first.
std::vector<std::int64_t> busy_facilities(registry::Database& database)
{
    std::map<std::int64_t, std::size_t> files;
    for (const auto& file : registry::list_applications(database, {}, newest_event, 10'000))
        ++files[file.facility];
    std::vector<std::int64_t> facilities;
    for (const auto& [facility, count] : files) facilities.push_back(facility);
    std::ranges::stable_sort(facilities, [&](std::int64_t a, std::int64_t b) { return files[a] > files[b]; });
    return facilities;
}

std::string rows_name(const casework::RowsSeen& rows)
{
    if (rows.facility) return casework::facility_name(*rows.facility);
    return rows.worker ? casework::worker_name(*rows.worker) : "";
}

class Opening {
public:
    Opening(registry::WriteScope& write, registry::Randomness& salt)
        : write_{write}, phc_{registry::hash_password(sample_password, salt)}
    {
    }

    void open(const std::string& code, const std::string& name, const std::string& duty,
              const casework::RowsSeen& rows = {})
    {
        casework::open_account(write_, code, name, {duty}, rows);
        give_password(code, duty, rows);
    }
    /// To an account that is there.
    void give_password(const std::string& code, const std::string& duty, const casework::RowsSeen& rows = {})
    {
        casework::keep_password(write_, code, phc_);
        accounts_.push_back({code, duty, rows_name(rows)});
    }
    std::vector<SampleAccount> take() { return std::move(accounts_); }

private:
    registry::WriteScope& write_;
    std::string phc_; ///< hashed once for all
    std::vector<SampleAccount> accounts_;
};

} // namespace

std::vector<SampleAccount> open_sample_accounts(registry::Writer& writer, std::int64_t holder)
{
    registry::WriteScope write{writer, {officers[0].code, officers[1].code, "demo", false}};
    Opening opening{write, writer.randomness()};
    opening.give_password(officers[0].code, "administrator"); // since the founding
    opening.open(officers[1].code, {}, "head");
    opening.open("hoa", "Phạm Thị Hoa (cán bộ thử nghiệm)", "reception");
    opening.open("nam", "Lê Văn Nam (cán bộ thử nghiệm)", "case_officer");
    opening.open("thanh.tra", "Đỗ Thị Thu (thanh tra viên thử nghiệm)", "auditor");
    const auto facilities = busy_facilities(write.database());
    const char* const operators[][2] = {{"co.so.mot", "Vũ Văn Cơ (cơ sở thử nghiệm)"},
                                        {"co.so.hai", "Bùi Thị Sở (cơ sở thử nghiệm)"}};
    for (std::size_t i = 0; i < std::min(facilities.size(), std::size(operators)); ++i)
        opening.open(operators[i][0], operators[i][1], "facility_operator", {{}, facilities[i], {}});
    if (holder != 0) opening.open("nhan.vien", {}, "worker", {{}, {}, holder});
    write.commit();
    return opening.take();
}

} // namespace radcert::demo
