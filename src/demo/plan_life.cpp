#include "casework/amend_certificate.h"
#include "casework/issue_certificate.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

using casework::Amendment;
using std::chrono::days;

std::string status_now(registry::WriteScope& write, const std::string& number)
{
    const auto certificate = registry::load_certificate(write.database(), number);
    return registry::status_on(certificate, registry::statuses_of(write.database(), certificate),
                               write.today());
}

/// Does it only if the certificate still is what the diary took it for.
void amend(registry::WriteScope& write, const std::string& number, Amendment amendment, std::string reason,
           std::string legal_basis, std::optional<Date> to = {})
{
    const std::string needed = amendment == Amendment::restore ? "suspended" : "in_force";
    if (status_now(write, number) != needed) return;
    casework::amend_certificate(write,
                                {number, {}, amendment, std::move(reason), std::move(legal_basis), {}, to});
}

void plan_amendment(Sample& sample, const std::string& number, Date issued, int nth)
{
    constexpr const char* basis = "Luật Năng lượng nguyên tử (điều khoản thử nghiệm)";
    Diary& diary = sample.diary;
    switch (nth % 12) {
    case 1:
        diary.on(issued + days{200}, [number](auto& write) {
            amend(write, number, Amendment::suspend, "Vi phạm quy định đo liều (thử nghiệm)", {});
        });
        diary.on(issued + days{240}, [number](auto& write) {
            amend(write, number, Amendment::restore, "Đã khắc phục (thử nghiệm)", {});
        });
        break;
    case 3:
        diary.on(issued + days{260}, [number](auto& write) {
            if (status_now(write, number) != "in_force") return;
            casework::replace_certificate(write, {number, {}, "Bản giấy bị mất (thử nghiệm)", {}});
        });
        break;
    case 5:
        diary.on_by_two(issued + days{330}, [number, basis](auto& write) {
            amend(write, number, Amendment::revoke, "Giấy tờ trong hồ sơ không đúng sự thật (thử nghiệm)",
                  basis);
        });
        break;
    case 7: // too late to be over by the end of the sample
        diary.on(sample.last - days{50}, [number](auto& write) {
            amend(write, number, Amendment::suspend, "Chờ kết luận kiểm tra (thử nghiệm)", {});
        });
        break;
    case 9:
        diary.on_by_two(issued + days{15}, [number, basis](auto& write) {
            amend(write, number, Amendment::withdraw, "Cấp nhầm phạm vi thiết bị (thử nghiệm)", basis);
        });
        break;
    case 11:
        diary.on_by_two(issued + days{90}, [&sample, number, basis](auto& write) {
            const auto before = registry::load_certificate(write.database(), number);
            casework::Correction correction;
            correction.certificate = number;
            correction.equipment_types = before.equipment_types;
            if (correction.equipment_types->size() > 1)
                correction.equipment_types->pop_back();
            else
                correction.equipment_types->insert(correction.equipment_types->begin(), "bone_densitometry");
            correction.reason = "Ghi sai loại thiết bị (thử nghiệm)";
            correction.legal_basis = basis;
            casework::correct_certificate(write, sample.words(write), correction);
        });
        break;
    default: break;
    }
}

} // namespace

void plan_life(Sample& sample, const registry::Certificate& certificate, std::optional<std::size_t> person)
{
    const int nth = ++sample.issued;
    plan_amendment(sample, certificate.certificate, certificate.issued_on, nth);
    if (!certificate.valid_to || !person || nth % 3 == 0) return; // the others run out
    const std::size_t index = *person;
    sample.diary.on(clear_of_summer(*certificate.valid_to - days{50}),
                    [&sample, index, number = certificate.certificate](auto& w) {
                        const std::string status = status_now(w, number);
                        const auto& to = sample.people[index].to;
                        if (status == "in_force" && (!to || *to > w.today()))
                            file_application(sample, w, index, number);
                    });
}

} // namespace radcert::demo
