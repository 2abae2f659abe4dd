#include "casework/reminder_texts.h"

#include <cstdlib>

namespace radcert::casework {
namespace {

/// "còn 3 ngày làm việc", "quá hạn 2 ngày làm việc".
Words left(std::optional<int> days, const Words& unit)
{
    if (!days) return {"xem ngày", "see the day"};
    const std::string count = std::to_string(std::abs(*days));
    const std::string count_en = count + " " + unit.en + (count == "1" ? "" : "s");
    if (*days < 0) return {"quá hạn " + count + " " + unit.vi, count_en + " overdue"};
    if (*days == 0) return {"hết ngày hôm nay", "until the end of today"};
    return {"còn " + count + " " + unit.vi, count_en + " left"};
}

const Words calendar_days{"ngày", "day"}, working_days{"ngày làm việc", "working day"};

/// Salutation and first line above, both languages.
void say(Reminder& reminder, const Words& first, const Words& below)
{
    reminder.first_line = {"[radcert] " + first.vi, "[radcert] " + first.en};
    reminder.text = {"Kính gửi: " + reminder.to + "\n\n" + below.vi + "\n",
                     "To: " + reminder.to + "\n\n" + below.en + "\n"};
}

const Words& clock_name(std::string_view clock)
{
    static const Words check{"kiểm tra hồ sơ", "checking the file"}, decide{"trả kết quả", "the result"},
        extension{"trả kết quả theo ngày hẹn lại", "the result, by the new date"};
    return clock == "check" ? check : clock == "extension" ? extension : decide;
}

} // namespace

void word_certificate(Reminder& reminder, const registry::CertificateFigure& certificate,
                      const std::string& holder, const Words& role, int days)
{
    const std::string day = to_dmy(reminder.due), number = certificate.certificate;
    const Words time = left(days, calendar_days);
    const std::string of_vi = holder.empty() ? "" : " của " + holder,
                      of_en = holder.empty() ? "" : " of " + holder;
    say(reminder,
        {"Chứng chỉ " + number + ": hết hạn sau ngày " + day + " (" + time.vi + ").",
         "Certificate " + number + ": expires after " + day + " (" + time.en + ")."},
        {"Chứng chỉ nhân viên bức xạ số " + number + of_vi + ", công việc: " + role.vi +
             ", có giá trị đến hết ngày " + day +
             ".\nViệc cần làm: nếu vẫn làm công việc này sau ngày đó, nộp hồ sơ đề nghị cấp chứng chỉ trước "
             "khi hết hạn.",
         "Certificate " + number + of_en + ", role: " + role.en + ", is valid until the end of " + day +
             ".\nWhat to do: whoever goes on with this work after that day files for a certificate before it "
             "expires."});
}

void word_training(Reminder& reminder, const std::string& holder, Date completed,
                   const std::string& programme, bool lapsed)
{
    const std::string day = to_dmy(reminder.due), done = to_dmy(completed), worker = reminder.about;
    const std::string of_vi = programme.empty() ? "" : ", chương trình " + programme;
    const std::string of_en = programme.empty() ? "" : ", programme " + programme;
    say(reminder,
        {"Đào tạo an toàn bức xạ của nhân viên " + worker +
             (lapsed ? ": đã hết 3 năm vào ngày " : ": hết 3 năm vào ngày ") + day +
             "; cần đào tạo nhắc lại.",
         "Radiation safety training of worker " + worker +
             (lapsed ? ": its 3 years ended on " : ": its 3 years end on ") + day +
             "; a refresher is needed."},
        {"Nhân viên: " + worker + " " + holder + ". Hoàn thành đào tạo ngày " + done + of_vi +
             ".\nViệc cần làm: tổ chức đào tạo nhắc lại và gửi giấy chứng nhận mới (Thông tư "
             "34/2014/TT-BKHCN Điều 5 khoản 2).",
         "Worker: " + worker + " " + holder + ". Training completed on " + done + of_en +
             ".\nWhat to do: arrange a refresher and send the new certificate (Circular 34/2014/TT-BKHCN "
             "Art. 5(2))."});
}

void word_supplement(Reminder& reminder, const std::vector<Words>& items, int days)
{
    Words listed;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string mark = (i > 0 ? "; (" : "(") + std::to_string(i + 1) + ") ";
        listed.vi += mark + items[i].vi;
        listed.en += mark + items[i].en;
    }
    const std::string day = to_dmy(reminder.due), number = reminder.about;
    const Words time = left(days, calendar_days);
    say(reminder,
        {"Hồ sơ " + number + ": cần bổ sung trước hết ngày " + day + " (" + time.vi + "). Thiếu: " +
             listed.vi + ". Cách nộp: tại nơi đã tiếp nhận hồ sơ hoặc trên cổng dịch vụ công, ghi số hồ sơ.",
         "File " + number + ": more information needed until the end of " + day + " (" + time.en +
             "). Missing: " + listed.en +
             ". How: at the desk that received it or on the public service portal, with the file's number."},
        {"Xin nộp tất cả những mục trên trong một lần. Thời hạn giải quyết được tính lại từ khi nhận đủ bổ "
         "sung (Nghị định "
         "61/2018/NĐ-CP Điều 19 khoản 4).",
         "Please send everything above at once. The time for the decision is counted anew from the day on "
         "which it is "
         "complete (Decree 61/2018/NĐ-CP Art. 19(4))."});
}

void word_file(Reminder& reminder, std::string_view clock, std::optional<int> days)
{
    const Words& what = clock_name(clock);
    const Words time = left(days, working_days);
    const std::string day = to_dmy(reminder.due), number = reminder.about;
    say(reminder,
        {"Hồ sơ " + number + ": hạn " + what.vi + " ngày " + day + " (" + time.vi + ").",
         "File " + number + ": due for " + what.en + " on " + day + " (" + time.en + ")."},
        {"Việc cần làm: giải quyết trước hạn; nếu không kịp, xin lỗi và hẹn lại chậm nhất 1 ngày trước hạn "
         "(Nghị định "
         "61/2018/NĐ-CP Điều 19 khoản 9).\nXem: radcert application desk " +
             number,
         "What to do: decide before that; if it will be late, apologise and name a new day at least 1 day "
         "before (Decree "
         "61/2018/NĐ-CP Art. 19(9)).\nSee: radcert application desk " +
             number});
}

void word_undated(Reminder& reminder)
{
    const std::string day = to_dmy(reminder.due), number = reminder.about;
    say(reminder,
        {"Hồ sơ " + number + " nộp ngày " + day + ": chưa có hạn trả kết quả.",
         "File " + number + ", filed on " + day + ": no day of the result is named."},
        {"Việc cần làm: bộ quy định không biết thời hạn của thủ tục này; hẹn ngày trả kết quả: radcert "
         "application appoint " +
             number + " --day NGÀY",
         "What to do: the rulebook knows no days for this procedure; name the day of the result: radcert "
         "application appoint " +
             number + " --day DAY"});
}

void word_consultation(Reminder& reminder, const registry::Consultation& consultation,
                       std::optional<int> days)
{
    const Words time = left(days, working_days);
    const std::string day = to_dmy(reminder.due), number = reminder.about;
    say(reminder,
        {"Hồ sơ " + number + ": ý kiến của " + consultation.body + " cần có ngày " + day + " (" + time.vi +
             ").",
         "File " + number + ": the opinion of " + consultation.body + " is due on " + day + " (" + time.en +
             ")."},
        {"Hỏi ngày " + to_dmy(consultation.asked_on) + ", đã nhắc " + std::to_string(consultation.reminders) +
             " lần. Thời hạn của hồ sơ vẫn chạy.\nViệc cần làm: nhắc cơ quan được hỏi, ghi lại việc nhắc "
             "hoặc ý kiến.",
         "Asked on " + to_dmy(consultation.asked_on) + ", reminded " +
             std::to_string(consultation.reminders) + (consultation.reminders == 1 ? " time" : " times") +
             ". The file's own clocks run on.\nWhat to do: remind the body; record the reminder or "
             "the opinion."});
}

} // namespace radcert::casework
