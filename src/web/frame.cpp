#include "web/frame.h"

#include "web/visit.h"

namespace radcert::web {

std::vector<Link> sections_for(const Visit& visit)
{
    std::vector<Link> sections;
    const auto section = [&](Duties duties, const char* vi, const char* en, const char* to) {
        if (visit.may(duties)) sections.push_back({{vi, en}, to});
    };
    if (visit.signed_in()) sections.push_back({{"Việc của tôi", "My work"}, "/"});
    section({Duty::facility_operator}, "Cơ sở của tôi", "My facility", "/my-facility");
    section(readers_and_operators, "Hồ sơ", "Applications", "/applications");
    section(readers_and_operators, "Chứng chỉ", "Certificates", "/certificates");
    section(readers_and_operators, "Nhân viên", "Workers", "/workers");
    section(readers, "Cơ sở", "Facilities", "/facilities");
    section(desk, "Nhập tệp", "Imports", "/imports");
    section(readers, "Báo cáo", "Reports", "/reports");
    if (visit.signed_in()) sections.push_back({{"Quy định", "Rules"}, "/rules"});
    section(readers, "Nhật ký", "Journal", "/journal");
    section({Duty::administrator}, "Tài khoản", "Accounts", "/accounts");
    section({Duty::administrator}, "Hệ thống", "System", "/system");
    return sections;
}

} // namespace radcert::web
