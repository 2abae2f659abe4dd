#include "web/visit.h"

#include <algorithm>
#include <cassert>

#include "casework/accounts.h"
#include "domain/error.h"
#include "registry/clean_text.h"
#include "registry/journal.h"
#include "web/sign_in.h"
#include "web/typed.h"

namespace radcert::web {

void refuse_field(std::string_view field, Words sentence, Words hint)
{
    throw Error{Fault::invalid_input, std::move(sentence), std::move(hint),
                Place{{}, 0, '/' + std::string{field}}};
}

namespace {

/// What was typed as the register keeps texts: without blanks at its ends, several lines as one.
std::string one_line(const std::string& typed)
{
    constexpr std::string_view breaks = "\t\r\n";
    std::string line;
    for (const char letter : typed) {
        const bool breaks_line = breaks.find(letter) != breaks.npos;
        if (!breaks_line) line += letter;
        if (breaks_line && !line.ends_with(' ')) line += ' ';
    }
    const auto first = line.find_first_not_of(' ');
    if (first == line.npos) return {};
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

[[noreturn]] void refuse_day(std::string_view field, const std::string& typed)
{
    const Words what{"“" + typed + "” ", "\"" + typed + "\" "};
    const Words form{"viết ngày/tháng/năm: 05/03/1985", "write day/month/year: 05/03/1985"};
    if (lacks_century(typed))
        refuse_field(field,
                     {what.vi + "chưa rõ năm: viết đủ bốn chữ số của năm",
                      what.en + "leaves the century open: write all four digits of the year"},
                     form);
    refuse_field(field, {what.vi + "không phải một ngày có thật", what.en + "is not a day that exists"},
                 form);
}

/// Characters of UTF-8.
std::size_t letters_of(std::string_view text)
{
    return std::size_t(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// A text beyond what the register keeps. It counts bytes, of which a letter with its marks has up to three;
/// whoever types counts letters.
[[noreturn]] void refuse_long(std::string_view field, const std::string& typed)
{
    const Words label = casework::field_label(field);
    const bool named = label.vi != field;
    const std::size_t letters = letters_of(typed);
    const std::size_t kept = letters * registry::longest_text / typed.size();
    const std::string have = std::to_string(letters), less = std::to_string(letters - kept);
    refuse_field(field,
                 {(named ? "“" + label.vi + "”" : "chữ đã gõ") + " dài quá: có " + have +
                      " chữ cái, cần bớt khoảng " + less,
                  (named ? "\"" + label.en + "\"" : "what was typed") + " is too long: it has " + have +
                      " letters; take out about " + less},
                 {"một ô giữ được tối đa khoảng 1.300 chữ cái có dấu; chưa có gì được ghi",
                  "a field holds about 1,300 letters with marks at most; nothing was recorded"});
}

} // namespace

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
        if (!day) refuse_day("in_force", *typed);
        clocks.in_force = *day;
    }
    if (const auto typed = query_.find("known_by")) {
        const auto day = read_day(*typed);
        const auto moment = parse_timestamp(day ? to_iso(*day) : *typed);
        if (lacks_century(*typed)) refuse_day("known_by", *typed);
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
    const auto value = typed().find(name);
    return value ? std::optional{kept(name, *value)} : std::nullopt;
}

std::string Visit::kept(std::string_view name, const std::string& value) const
{
    std::string line = one_line(value);
    if (is_safe(request_.method)) return line;
    if (line.size() > registry::longest_text) refuse_long(name, line);
    if (const Words trouble = registry::trouble_of_text(line); !trouble.empty())
        refuse_field(name, {"chữ đã gõ " + trouble.vi, "what was typed " + trouble.en},
                     {"gõ lại ô này, đừng dán từ nơi khác; chưa có gì được ghi",
                      "type this field again rather than paste it; nothing was recorded"});
    return line;
}

std::string Visit::needed(std::string_view name, const Words& what) const
{
    const auto value = text(name);
    if (!value) refuse_field(name, {what.vi + ": chưa ghi", what.en + ": nothing is written"});
    return *value;
}

std::vector<std::string> Visit::all(std::string_view name) const
{
    std::vector<std::string> values = typed().all(name);
    for (std::string& value : values) value = kept(name, value);
    return values;
}

std::optional<Date> Visit::day(std::string_view name) const
{
    const auto value = text(name);
    if (!value) return std::nullopt;
    const auto day = read_day(*value);
    if (!day) refuse_day(name, *value);
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
    if (casework::is_outsider(who().account)) // who could else try the passwords of the office
        refuse_field("second", {"việc này không cần người thứ hai", "this takes no second person"});
    const std::string password = form().find("second_password").value_or("");
    const Checked checked = check_second(shelf_, who().officer.officer, *code, password);
    if (checked.wait.count() > 0) refuse_field("second_password", wait_words(checked.wait));
    if (!checked.officer)
        refuse_field("second_password",
                     {"mã hoặc mật khẩu của người thứ hai không đúng",
                      "the second person's code or password is not right"},
                     {"người thứ hai tự gõ mật khẩu của mình tại đây",
                      "the second person types his or her own password here"});
    const auto account = registry::find_account(shelf_.database, checked.officer->officer);
    if (account && casework::is_outsider(*account))
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
        try {
            scope.commit();
        } catch (const Error& error) {
            if (error.is_perhaps_done()) recorded_ = Recorded::perhaps;
            throw;
        }
        recorded_ = Recorded::yes;
    });
}

} // namespace radcert::web
