#include "casework/four_eyes.h"

#include "casework/accounts.h"

namespace radcert::casework {

void require_second(const registry::WriteScope& write, const Words& act)
{
    const registry::Act& who = write.act();
    if (who.second.empty()) {
        throw Error{Fault::refused,
                    {act.vi + " cần hai người", act.en + " asks for two persons"},
                    {"thêm người thứ hai: --second MÃ-CÁN-BỘ", "name the second: --second OFFICER"}};
    }
    if (who.second == who.officer) {
        throw Error{Fault::refused,
                    {act.vi + " cần hai người khác nhau; cả hai lần đều là '" + who.officer + "'",
                     act.en + " asks for two different persons; both are '" + who.officer + "'"},
                    {"người thứ hai phải là người khác", "the second has to be somebody else"}};
    }
    const auto second = registry::find_officer(write.database(), who.second);
    if (second && second->active) {
        const auto account = registry::find_account(write.database(), second->officer);
        if (!account || !is_outsider(*account)) return;
        throw Error{Fault::refused,
                    {"người thứ hai '" + who.second + "' không phải người của cơ quan",
                     "the second person '" + who.second + "' is not one of the office"},
                    {"tài khoản của cơ sở hoặc của nhân viên bức xạ không được là người thứ hai",
                     "an account of a facility or of a radiation worker cannot be the second"}};
    }
    throw Error{Fault::refused,
                {"cán bộ thứ hai '" + who.second + "' chưa có trong sổ hoặc không còn làm việc",
                 "the second officer '" + who.second + "' is not in the register, or no longer active"},
                {"xem: radcert register officers", "see: radcert register officers"}};
}

std::optional<std::string> second_if_named(const registry::WriteScope& write)
{
    if (write.act().second.empty()) return std::nullopt;
    require_second(write, {"việc này", "this"});
    return write.act().second;
}

Date day_of_act(const registry::WriteScope& write, std::optional<Date> named, const Words& act)
{
    const Date today = write.today();
    if (!named || *named == today) return today;
    if (*named > today) {
        throw Error{Fault::refused,
                    {act.vi + " ngày " + to_dmy(*named) + ": ngày này chưa đến",
                     act.en + " on " + to_dmy(*named) + ": that day has not come"},
                    {"hôm nay là " + to_dmy(today), "today is " + to_dmy(today)}};
    }
    require_second(
        write, {act.vi + " với ngày lùi về " + to_dmy(*named), act.en + " back-dated to " + to_dmy(*named)});
    return *named;
}

} // namespace radcert::casework
