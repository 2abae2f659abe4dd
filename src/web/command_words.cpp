#include "web/command_words.h"

#include <algorithm>
#include <utility>

#include "domain/date.h"

namespace radcert::web {
namespace {

struct Called {
    std::string_view typed; ///< at the command line
    Words name;             ///< on a page
};

/// Longer ones before those that they begin with.
const Called called_options[] = {
    {" (--reason)", {"", ""}},
    {" (--body)", {"", ""}},
    {" (--question)", {"", ""}},
    {" (--answer)", {"", ""}},
    {" (--also)", {"", ""}},
    {" (--due)", {"", ""}},
    {"--second MÃ-CÁN-BỘ", {"ghi mã và mật khẩu của người ấy", "write that person's code and password"}},
    {"--second OFFICER", {"write that person's code and password", "write that person's code and password"}},
    {"--second", {"“Người thứ hai”", "\"second person\""}},
    {"--reason", {"“Lý do”", "\"Reason\""}},
    {"--legal-basis", {"“Căn cứ pháp lý”", "\"Legal basis\""}},
    {"--valid-to NGÀY", {"“Có giá trị đến”", "\"Valid to\""}},
    {"--valid-to DAY", {"\"Valid to\"", "\"Valid to\""}},
    {"--valid-to", {"“Có giá trị đến”", "\"Valid to\""}},
    {"--without-end", {"“Không thời hạn”", "\"Without end\""}},
    {"--also \"...\"", {"ghi vào “Nội dung khác”", "write it under \"Items of your own\""}},
    {"--amount SỐ-ĐỒNG", {"“Số tiền”", "\"Amount\""}},
    {"--amount DONG", {"\"Amount\"", "\"Amount\""}},
    {"--another", {"“Lập thêm một bản”", "\"Make out another\""}},
};

const Called called_commands[] = {
    {"radcert application screen", {"bấm “Xem xét” ở trang hồ sơ", "press \"Screen\" on the file's page"}},
    {"radcert application supplement",
     {"bấm “Yêu cầu bổ sung” ở trang hồ sơ", "press \"Request a supplement\" on the file's page"}},
    {"radcert application change",
     {"bấm “Ghi giấy tờ, dữ kiện” ở trang hồ sơ", "press \"Papers and facts\" on the file's page"}},
    {"radcert application decide", {"bấm “Quyết định” ở trang hồ sơ", "press \"Decide\" on the file's page"}},
    {"radcert application judge",
     {"bấm “Kết luận” ở yêu cầu cần xem xét", "press \"Judge\" at the requirement"}},
    {"radcert application unjudge",
     {"rút kết luận ở trang hồ sơ", "take the judgement back on the file's page"}},
    {"radcert application reopen", {"mở lại hồ sơ ở trang hồ sơ", "open it again on the file's page"}},
    {"radcert application apologise", {"bấm “Xin lỗi và hẹn lại”", "press \"Apologise\""}},
    {"radcert application appoint", {"bấm “Hẹn ngày trả”", "press \"Name the day\""}},
    {"radcert application open-paper",
     {"trong danh sách giấy tờ của hồ sơ", "from the file's list of papers"}},
    {"radcert application", {"trang hồ sơ", "the file's page"}},
    {"radcert certificate issue",
     {"bấm “Cấp chứng chỉ” ở trang hồ sơ", "press \"Issue\" on the file's page"}},
    {"radcert certificate", {"trang chứng chỉ", "the certificate's page"}},
    {"radcert evidence record",
     {"ghi minh chứng ở trang nhân viên", "record the evidence on the worker's page"}},
    {"radcert equipment record",
     {"ghi thiết bị ở trang cơ sở", "record the equipment on the facility's page"}},
    {"radcert register letterhead",
     {"ghi tên cơ quan ở trang hệ thống", "set the letterhead on the system's page"}},
    {"radcert halt", {"cho cấp lại ở trang hệ thống", "lift the halt on the system's page"}},
    {"radcert rules list", {"trang quy định", "the rules' page"}},
};

void replace_options(std::string& text, Language language)
{
    for (const Called& option : called_options) {
        for (std::size_t at = text.find(option.typed); at != std::string::npos;
             at = text.find(option.typed, at + option.name.in(language).size()))
            text.replace(at, option.typed.size(), option.name.in(language));
    }
}

/// Days as people read them: 05/03/2026 for 2026-03-05.
void write_days_plainly(std::string& text)
{
    constexpr std::size_t length = 10;
    for (std::size_t at = 0; at + length <= text.size(); ++at) {
        const auto day =
            text[at + 4] == '-' ? parse_date(std::string_view{text}.substr(at, length)) : std::nullopt;
        if (day) text.replace(at, length, to_dmy(*day));
    }
}

/// What comes before the command, and what the page does in its place; nothing where no page does it.
std::string reworded(std::string part, Language language)
{
    replace_options(part, language);
    const std::size_t command = part.find("radcert ");
    if (command == std::string::npos) return part.find("--") == std::string::npos ? part : std::string{};
    const std::string_view typed = std::string_view{part}.substr(command);
    const auto known = std::ranges::find_if(called_commands,
                                            [&](const Called& one) { return typed.starts_with(one.typed); });
    if (known == std::end(called_commands)) return {};
    std::string before = part.substr(0, command);
    const std::size_t opened = before.find(" ("); // its end went with the command
    if (opened != std::string::npos && before.find(')', opened) == std::string::npos)
        before.replace(opened, 2, ": ");
    return before + known->name.in(language);
}

std::string without(const std::string& hint, Language language)
{
    std::string out;
    for (std::size_t at = 0; at < hint.size();) {
        const std::size_t end = std::min(hint.find("; ", at), hint.size());
        std::string part = reworded(hint.substr(at, end - at), language);
        write_days_plainly(part);
        if (!part.empty() && out.find(part) == std::string::npos) out += (out.empty() ? "" : "; ") + part;
        at = end + 2;
    }
    return out;
}

} // namespace

Error without_commands(const Error& error)
{
    Words sentence = error.sentence();
    replace_options(sentence.vi, Language::vi);
    replace_options(sentence.en, Language::en);
    Error shown{error.fault(),
                std::move(sentence),
                {without(error.hint().vi, Language::vi), without(error.hint().en, Language::en)},
                error.place()};
    return error.is_perhaps_done() ? std::move(shown).perhaps_done() : shown;
}

} // namespace radcert::web
