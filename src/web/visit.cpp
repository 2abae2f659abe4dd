#include "web/visit.h"

#include <algorithm>
#include <cassert>

#include "domain/error.h"
#include "registry/journal.h"
#include "web/sign_in.h"
#include "web/typed.h"

namespace radcert::web {

void refuse_field(std::string_view field, Words sentence, Words hint)
{
    throw Error{Fault::invalid_input, std::move(sentence), std::move(hint),
                Place{{}, 0, '/' + std::string{field}}};
}

Visit::Visit(Shelf& shelf, const Request& request, Match match, Parameters query, Language language)
    : shelf_{shelf}, request_{request}, match_{std::move(match)}, query_{std::move(query)},
      language_{language}
{
}

const std::string& Visit::part(std::string_view name) const
{
    const auto found = std::ranges::find(match_.parts, name, &std::pair<std::string, std::string>::first);
    assert(found != match_.parts.end());
    return found->second;
}

casework::Scope Visit::scope() const
{
    assert(who_);
    return casework::scope_of(who_->account);
}

Date Visit::today()
{
    return day_in_vietnam(shelf_.database.now());
}

AsOf Visit::as_of()
{
    if (as_of_) return *as_of_;
    AsOf clocks{today()};
    clocks.known_on = clocks.in_force;
    if (const auto typed = query_.find("in_force")) {
        const auto day = read_day(*typed);
        if (!day)
            refuse_field("in_force",
                         {"“" + *typed + "” không phải một ngày có thật",
                          "\"" + *typed + "\" is not a day that exists"},
                         {"viết ngày/tháng/năm: 01/07/2025", "write day/month/year: 01/07/2025"});
        clocks.in_force = *day;
    }
    if (const auto typed = query_.find("known_by")) {
        const auto day = read_day(*typed);
        const auto moment = parse_timestamp(day ? to_iso(*day) : *typed);
        if (!moment)
            refuse_field("known_by",
                         {"“" + *typed + "” không phải một thời điểm", "\"" + *typed + "\" is not a moment"},
                         {"viết 01/07/2025 (hết ngày đó) hoặc 2025-07-01T15:30:00+07:00",
                          "write 01/07/2025 (the end of that day) or 2025-07-01T15:30:00+07:00"});
        clocks.known_by = registry::event_known_by(shelf_.database, *moment);
        clocks.known_on = std::min(clocks.known_on, day_in_vietnam(*moment));
    }
    as_of_ = clocks;
    return clocks;
}

std::optional<std::string> Visit::text(std::string_view name) const
{
    auto value = typed().find(name);
    if (!value) return std::nullopt;
    const auto first = value->find_first_not_of(" \t\r\n");
    return value->substr(first, value->find_last_not_of(" \t\r\n") - first + 1);
}

std::string Visit::needed(std::string_view name, const Words& what) const
{
    const auto value = text(name);
    if (!value) refuse_field(name, {what.vi + ": chưa ghi", what.en + ": nothing is written"});
    return *value;
}

std::vector<std::string> Visit::all(std::string_view name) const
{
    return typed().all(name);
}

std::optional<Date> Visit::day(std::string_view name) const
{
    const auto value = text(name);
    if (!value) return std::nullopt;
    const auto day = read_day(*value);
    if (!day)
        refuse_field(
            name,
            {"“" + *value + "” không phải một ngày có thật", "\"" + *value + "\" is not a day that exists"},
            {"viết ngày/tháng/năm: 05/03/2026", "write day/month/year: 05/03/2026"});
    return day;
}

std::optional<std::int64_t> Visit::number(std::string_view name) const
{
    const auto value = text(name);
    if (!value) return std::nullopt;
    const auto number = read_whole(*value);
    if (!number)
        refuse_field(
            name, {"“" + *value + "” không phải một số nguyên", "\"" + *value + "\" is not a whole number"});
    return number;
}

const Upload* Visit::upload(std::string_view name) const
{
    const auto found = std::ranges::find(body_.uploads, name, &Upload::field);
    return found == body_.uploads.end() ? nullptr : &*found;
}

std::string Visit::second_person()
{
    const auto code = text("second");
    if (!code) return {};
    const std::string password = form().find("second_password").value_or("");
    const Checked checked = check_password(shelf_, *code, password, request_.peer, {});
    if (!checked.officer)
        refuse_field("second_password",
                     {"mã hoặc mật khẩu của người thứ hai không đúng",
                      "the second person's code or password is not right"},
                     {"người thứ hai tự gõ mật khẩu của mình tại đây",
                      "the second person types his or her own password here"});
    const auto account = registry::find_account(shelf_.database, checked.officer->officer);
    if (account && Duties{account->duties}.meets({Duty::facility_operator, Duty::worker}))
        refuse_field("second", {"người thứ hai phải là người của cơ quan",
                                "the second person has to be one of the office"});
    return *code;
}

void Visit::record(const std::function<void(registry::WriteScope&)>& work)
{
    const registry::Act act{who().officer.code, second_person(), "web", false};
    shelf_.office.write([&](registry::Writer& writer) {
        registry::WriteScope scope{writer, act};
        work(scope);
        scope.commit();
    });
}

} // namespace radcert::web
