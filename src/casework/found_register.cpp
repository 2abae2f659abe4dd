#include "casework/found_register.h"

#include <algorithm>

#include "domain/body.h"
#include "registry/accounts.h"
#include "registry/fresh_register.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "text/vietnamese.h"

namespace radcert::casework {

namespace fs = std::filesystem;

namespace {

void check_founding(const Founding& founding, const rules::Rulebook& book, Date today)
{
    const auto body = parse_body(founding.authority);
    const bool known = body && (body->kind != Body::Kind::province ||
                                book.vocabulary.find_province(body->province, today) != nullptr);
    if (!known) {
        throw Error{Fault::invalid_input,
                    {"cơ quan '" + founding.authority + "' không có trong danh mục ngày " + to_dmy(today),
                     "authority '" + founding.authority + "' is not in the list of " + to_dmy(today)},
                    {"viết province:66 (mã tỉnh hiện nay), varans hoặc ministry",
                     "write province:66 (a province of today), varans or ministry"}};
    }
    if (founding.officer.empty() || founding.officer_name.empty()) {
        throw Error{Fault::usage,
                    {"sổ mới cần cán bộ đầu tiên", "a new register needs its first officer"},
                    {"thêm --as MÃ --name \"HỌ VÀ TÊN\"", "add --as CODE --name \"FULL NAME\""}};
    }
    if (!founding.series.empty() && founding.series.find("{ordinal}") == std::string::npos) {
        throw Error{Fault::invalid_input,
                    {"mẫu số chứng chỉ '" + founding.series + "' thiếu {ordinal}",
                     "the pattern of numbers '" + founding.series + "' lacks {ordinal}"},
                    {std::string{"ví dụ: "} + usual_series, std::string{"for example: "} + usual_series}};
    }
}

std::string origin_of(const Founding& founding)
{
    if (!founding.origin.empty()) return founding.origin;
    std::string place = founding.authority;
    for (char& c : place)
        if (c == ':') c = '-';
    return "radcert.example/" + place;
}

std::vector<registry::AnyRecord> authorities(const Vocabulary& vocabulary)
{
    std::vector<registry::AnyRecord> records;
    for (const Province& province : vocabulary.provinces) {
        registry::Authority authority{
            "province:" + province_word(province.code), province.from, province.to, province.name, {}};
        if (province.successor != province.code)
            authority.successor = "province:" + province_word(province.successor);
        records.emplace_back(std::move(authority));
    }
    // The facts do not say since when these two have existed: since the lists begin.
    const Date first = std::ranges::min_element(vocabulary.provinces, {}, &Province::from)->from;
    records.emplace_back(registry::Authority{"varans", first, {}, "Cục An toàn bức xạ và hạt nhân", {}});
    records.emplace_back(registry::Authority{"ministry", first, {}, "Bộ Khoa học và Công nghệ", {}});
    return records;
}

std::vector<registry::AnyRecord> equipment_types(const Vocabulary& vocabulary)
{
    std::vector<registry::AnyRecord> records;
    for (std::size_t code = 0; code < vocabulary.equipment_types.size(); ++code) {
        const auto& [word, name] = vocabulary.equipment_types[Code(code)];
        const std::string family = vocabulary.families.word(vocabulary.family_of[code]);
        records.emplace_back(registry::EquipmentType{word, family, name.vi, name.en});
    }
    return records;
}

void record_founding(registry::Writer& writer, const Founding& founding, const Vocabulary& vocabulary)
{
    registry::WriteScope write{writer, {founding.officer, {}, "cli", false}};
    if (registry::journal_size(write.database()) > 0) { // of two who found one at the same time, one does
        const std::string name = write.database().name();
        throw Error{Fault::conflict,
                    {name + ": ở đây đã có một sổ đăng ký", name + ": there is a register here already"},
                    {"chọn chỗ khác: --register", "choose another place: --register"}};
    }
    const std::string office = write.add_subject("register"), person = write.add_subject("officer");
    const std::string series = founding.series.empty() ? usual_series : founding.series;
    write.record("register.found", office,
                 {registry::Register{1, writer.keys().origin(), founding.authority, series, office}});
    write.record(
        "officer.record", person,
        {registry::Officer{write.actor(), founding.officer, text::nfc(founding.officer_name), true, person}});
    write.record("register.authorities", office, authorities(vocabulary));
    write.record("register.equipment_types", office, equipment_types(vocabulary));
    adopt_rulebook(write, founding.rules, {});
    write.record("account.open", person,
                 {registry::Account{write.actor(), {"administrator"}, {}, {}, {}, {}, "open"}});
    write.commit();
}

void refuse_existing(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return;
    throw Error{
        Fault::conflict,
        {file.string() + ": đã có một tệp tên này", file.string() + ": there is a file of that name already"},
        {"chọn tên khác: --register TỆP", "choose another name: --register FILE"}};
}

bool is_surely_empty(registry::Database& database)
{
    try {
        const registry::ReadScope scope{database};
        return registry::journal_size(database) == 0;
    } catch (const Error&) {
        return false;
    }
}

/// In a database the tables come first, and stay where the rest fails: without an event they are no register
/// yet.
void found_in_database(const Founding& founding, const Vocabulary& vocabulary, registry::Clock clock)
{
    auto database = registry::Database::create(founding.place, std::move(clock));
    auto keys = registry::KeyFile::create(founding.key_file, origin_of(founding), *founding.randomness);
    registry::Writer writer{std::move(database), std::move(keys), *founding.randomness};
    try {
        record_founding(writer, founding, vocabulary);
    } catch (...) {
        // Without its keys a register is of no more use: they go only where it is known that none came to be.
        if (is_surely_empty(writer.database())) {
            std::error_code ignored;
            fs::remove(founding.key_file, ignored);
        }
        throw;
    }
}

} // namespace

void found_register(const Founding& founding, registry::Clock clock)
{
    if (founding.place.is_file()) refuse_existing(founding.place.file());
    refuse_existing(founding.key_file);
    refuse_existing(registry::kept_checkpoint_file(founding.place));
    const rules::Rulebook book = rules::read_rulebook(founding.rules.files, founding.rules.overlays);
    check_founding(founding, book, day_in_vietnam(clock()));
    if (!founding.place.is_file()) return found_in_database(founding, book.vocabulary, std::move(clock));

    // Under names of its own until it is whole; then the keys first, because a register without them is of no
    // use.
    registry::FreshRegister fresh{founding.place.file(), ".founding"};
    const fs::path fresh_key = founding.key_file.string() + ".founding";
    std::error_code ignored;
    fs::remove(fresh_key, ignored); // what an interrupted founding left
    try {
        {
            auto keys = registry::KeyFile::create(fresh_key, origin_of(founding), *founding.randomness);
            registry::Writer writer{registry::Database::create(fresh.file(), std::move(clock)),
                                    std::move(keys), *founding.randomness};
            record_founding(writer, founding, book.vocabulary);
        }
        fs::rename(fresh_key, founding.key_file);
        registry::sync_folder(founding.key_file);
        fresh.keep();
    } catch (...) {
        fs::remove(fresh_key, ignored);
        throw;
    }
}

registry::Officer record_officer(registry::WriteScope& write, const std::string& code,
                                 const std::string& name, bool active)
{
    auto officer = registry::find_officer(write.database(), code);
    if (!officer) {
        const std::string subject = write.add_subject("officer");
        officer = registry::Officer{"u-" + subject.substr(0, 16), code, text::nfc(name), active, subject};
    }
    if (!name.empty()) officer->name = text::nfc(name);
    officer->active = active;
    if (officer->name.empty()) {
        throw Error{Fault::usage,
                    {"cán bộ mới '" + code + "' chưa có tên", "the new officer '" + code + "' has no name"},
                    {"thêm --name \"HỌ VÀ TÊN\"", "add --name \"FULL NAME\""}};
    }
    write.record("officer.record", officer->subject, {*officer});
    return *officer;
}

} // namespace radcert::casework
