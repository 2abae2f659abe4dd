#include "cli/desk.h"

#include <iostream>

#include "cli/configuration.h"
#include "text/utf8.h"

namespace radcert::cli {

namespace fs = std::filesystem;

std::string configured(const std::string& flag, std::string_view key)
{
    if (!flag.empty()) return flag;
    const auto setting = Configuration{}.find(key);
    return setting ? setting->value : std::string{};
}

namespace {

/// Whoever opens the register while issuing is halted is told so.
void say_halted(registry::Database& database, const Settings& settings)
{
    const auto halt = registry::find_halt(database);
    if (!halt || !halt->halted) return;
    std::cerr << (settings.spoken() == Language::vi ? "radcert: ĐANG DỪNG CẤP CHỨNG CHỈ: "
                                                    : "radcert: ISSUING IS HALTED: ")
              << text::printable(halt->reason) << '\n';
}

} // namespace

registry::RegisterPlace register_place(const Settings& settings)
{
    const std::string named = configured(settings.register_file, "register");
    registry::RegisterPlace place = named.empty() ? "radcert.db" : named;
    fs::path keys = configured(settings.key_file, "key_file");
    if (place.is_file() || keys.empty()) return place;
    if (keys.extension() == ".key") keys.replace_extension();
    return {place.address(), keys}; // what belongs to a database on this machine lies beside its keys
}

fs::path key_file(const Settings& settings)
{
    const std::string named = configured(settings.key_file, "key_file");
    return named.empty() ? register_place(settings).beside(".key") : fs::path{named};
}

registry::Database open_register(const Settings& settings)
{
    registry::Database database{register_place(settings), registry::Access::read};
    say_halted(database, settings);
    return database;
}

registry::Writer open_writer(const Settings& settings)
{
    registry::Database database{register_place(settings), registry::Access::write};
    registry::Writer writer{std::move(database), registry::KeyFile::load(key_file(settings))};
    say_halted(writer.database(), settings);
    return writer;
}

registry::Act act(const Settings& settings)
{
    return {configured(settings.officer, "officer"), settings.second, "cli", settings.dry_run};
}

AsOf as_of(registry::Database& database, const Settings& settings)
{
    const Date today = day_in_vietnam(database.now());
    AsOf clocks{day_option(settings.in_force, "--in-force").value_or(today)};
    clocks.known_on = today;
    if (settings.known_by.empty()) return clocks;
    const auto moment = parse_timestamp(settings.known_by);
    if (!moment) {
        throw Error{Fault::usage,
                    {"--known-by " + settings.known_by + ": không phải một thời điểm",
                     "--known-by " + settings.known_by + ": not a moment"},
                    {"viết 2025-07-01 (hết ngày đó) hoặc 2025-07-01T15:30:00+07:00",
                     "write 2025-07-01 (the end of that day) or 2025-07-01T15:30:00+07:00"}};
    }
    clocks.known_by = registry::event_known_by(database, *moment);
    clocks.known_on = std::min(today, day_in_vietnam(*moment));
    return clocks;
}

std::optional<Date> day_option(const std::string& text, const char* option)
{
    if (text.empty()) return std::nullopt;
    if (const auto day = parse_date(text)) return day;
    throw Error{Fault::usage,
                {std::string{option} + " " + text + ": không đọc được thành một ngày có thật",
                 std::string{option} + " " + text + ": not a day that exists"},
                {"viết NĂM-THÁNG-NGÀY: 2025-07-01", "write YYYY-MM-DD: 2025-07-01"}};
}

std::optional<std::string> text_option(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<bool> truth_option(const std::string& text, const char* option)
{
    if (text.empty()) return std::nullopt;
    if (text == "yes" || text == "no") return text == "yes";
    throw Error{Fault::usage,
                {std::string{option} + " " + text + ": chỉ nhận yes hoặc no",
                 std::string{option} + " " + text + ": only yes or no"}};
}

void say_dry_run(const Settings& settings)
{
    if (!settings.dry_run) return;
    std::cerr << (settings.spoken() == Language::vi ? "radcert: làm thử, không có gì được ghi\n"
                                                    : "radcert: dry run, nothing was recorded\n");
}

} // namespace radcert::cli
