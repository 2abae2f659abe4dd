#include "cli/certificate_changes.h"

#include <memory>

#include "casework/amend_certificate.h"
#include "casework/issue_certificate.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/reading.h"
#include "registry/certificates.h"

namespace radcert::cli {
namespace {

/// "a,b" as a list.
registry::WordList words_of(const std::string& text)
{
    registry::WordList words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

void say_issued(Writing& writing, const registry::Certificate& certificate)
{
    const std::string holder = casework::worker_name(certificate.worker), on = to_dmy(certificate.issued_on);
    const std::string to = certificate.valid_to ? to_dmy(*certificate.valid_to) : "";
    Words said{holder + ", cấp ngày " + on +
                   (to.empty() ? ", không ghi thời hạn" : ", có giá trị đến hết " + to),
               holder + ", issued on " + on + (to.empty() ? ", without an end" : ", valid through " + to)};
    const Words by = casework::validity_name(certificate.validity);
    said.vi += " (" + by.vi + ")";
    said.en += " (" + by.en + ")";
    writing.done(certificate.certificate, said, "radcert certificate show " + certificate.certificate);
}

struct IssueOptions {
    casework::IssueRequest request;
    std::string on, valid_to, renews;
};

void issue(const Settings& settings, const IssueOptions& options)
{
    casework::IssueRequest request = options.request;
    request.on = day_option(options.on, "--on");
    request.valid_to = day_option(options.valid_to, "--valid-to");
    request.renews = text_option(options.renews);
    Writing writing{settings};
    say_issued(writing, casework::issue_certificate(writing.scope(), writing.rulebooks(), request));
}

void add_issue(Command& noun, Settings& settings, bool renewal)
{
    auto* command =
        renewal ? noun.add_subcommand(
                      "renew", "Cấp tiếp chứng chỉ theo hồ sơ / renew on an application that was granted")
                : noun.add_subcommand("issue",
                                      "Cấp chứng chỉ theo hồ sơ / issue on an application that was granted");
    const auto options = std::make_shared<IssueOptions>();
    command->add_option("APPLICATION", options->request.application, "Số hồ sơ / number")->required();
    if (renewal)
        command->add_option("--renews", options->renews, "Số chứng chỉ cũ / certificate that it follows")
            ->required()
            ->type_name("NUMBER");
    command->add_option("--on", options->on, "Ngày cấp / day of issue (today)")->type_name("DAY");
    command
        ->add_option("--valid-to", options->valid_to,
                     "Ngày cuối, khi không có quy định / last day, where no rule sets it")
        ->type_name("DAY");
    command->add_flag("--without-end", options->request.without_end,
                      "Không thời hạn, khi không có quy định / no end, where no rule sets it");
    add_write_options(*command, settings);
    command->callback([&settings, options] { issue(settings, *options); });
}

struct AmendOptions {
    casework::AmendRequest request;
    std::string issued_by, on, to;
};

void amend(const Settings& settings, const AmendOptions& options)
{
    casework::AmendRequest request = options.request;
    request.issued_by = text_option(options.issued_by);
    request.on = day_option(options.on, "--on");
    request.to = day_option(options.to, "--to");
    Writing writing{settings};
    const auto entry = casework::amend_certificate(writing.scope(), request);
    const std::string from = to_dmy(entry.from_day);
    const Words status = casework::status_name(entry.status);
    writing.done(entry.certificate, {status.vi + " từ ngày " + from, status.en + " from " + from},
                 "radcert certificate history " + entry.certificate);
}

void add_amend(Command& noun, Settings& settings, casework::Amendment amendment, const char* verb,
               const char* help)
{
    auto* command = noun.add_subcommand(verb, help);
    const auto options = std::make_shared<AmendOptions>();
    options->request.amendment = amendment;
    command->add_option("CERTIFICATE", options->request.certificate, "Số chứng chỉ / number")->required();
    command->add_option("--issued-by", options->issued_by, "Nơi cấp / authority that issued it")
        ->type_name("BODY");
    command->add_option("--reason", options->request.reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--legal-basis", options->request.legal_basis, "Căn cứ pháp lý / legal basis")
        ->type_name("TEXT");
    command->add_option("--on", options->on, "Từ ngày / from (today)")->type_name("DAY");
    if (amendment == casework::Amendment::suspend)
        command->add_option("--to", options->to, "Đến hết ngày / last day of the suspension")
            ->type_name("DAY");
    add_write_options(*command, settings);
    command->callback([&settings, options] { amend(settings, *options); });
}

void add_replace(Command& noun, Settings& settings)
{
    struct Options {
        casework::ReplaceRequest request;
        std::string issued_by, on;
    };
    const auto options = std::make_shared<Options>();
    auto* command = noun.add_subcommand(
        "replace",
        "Cấp lại tờ chứng chỉ mất, hỏng, in sai / new paper for a lost, damaged or misprinted one");
    command->add_option("CERTIFICATE", options->request.certificate, "Số chứng chỉ / number")->required();
    command->add_option("--issued-by", options->issued_by, "Nơi cấp / authority that issued it")
        ->type_name("BODY");
    command->add_option("--reason", options->request.reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--on", options->on, "Ngày cấp / day (today)")->type_name("DAY");
    add_write_options(*command, settings);
    command->callback([&settings, options] {
        casework::ReplaceRequest request = options->request;
        request.issued_by = text_option(options->issued_by);
        request.on = day_option(options->on, "--on");
        Writing writing{settings};
        say_issued(writing, casework::replace_certificate(writing.scope(), request));
    });
}

struct CorrectOptions {
    casework::Correction correction;
    std::string issued_by, facility, role, equipment, issued_on, valid_to;
};

void correct_certificate(const Settings& settings, const CorrectOptions& options)
{
    casework::Correction correction = options.correction;
    correction.issued_by = text_option(options.issued_by);
    if (!options.facility.empty()) correction.facility = casework::parse_facility(options.facility);
    correction.role = text_option(options.role);
    if (!options.equipment.empty()) correction.equipment_types = words_of(options.equipment);
    correction.issued_on = day_option(options.issued_on, "--issued-on");
    correction.valid_to = day_option(options.valid_to, "--valid-to");
    Writing writing{settings};
    const auto corrected = casework::correct_certificate(writing.scope(), writing.words(), correction);
    writing.done(corrected.certificate, {"đã sửa", "corrected"},
                 "radcert certificate history " + corrected.certificate);
}

void add_correct(Command& noun, Settings& settings)
{
    const auto options = std::make_shared<CorrectOptions>();
    auto* command = noun.add_subcommand("correct", "Sửa chứng chỉ / correct what a certificate says");
    command->add_option("CERTIFICATE", options->correction.certificate, "Số chứng chỉ / number")->required();
    command->add_option("--issued-by", options->issued_by, "Nơi cấp / authority that issued it")
        ->type_name("BODY");
    command->add_option("--facility", options->facility, "Cơ sở / facility")->type_name("F-N");
    command->add_option("--role", options->role, "Công việc (hai người) / role (two persons)")
        ->type_name("ROLE");
    command
        ->add_option("--equipment", options->equipment,
                     "Loại thiết bị, cách nhau dấu phẩy (hai người) / types, with commas (two persons)")
        ->type_name("TYPES");
    command
        ->add_option("--issued-on", options->issued_on, "Ngày cấp (hai người) / day of issue (two persons)")
        ->type_name("DAY");
    command->add_option("--valid-to", options->valid_to, "Ngày cuối (hai người) / last day (two persons)")
        ->type_name("DAY");
    command->add_option("--reason", options->correction.reason, "Lý do / reason")->type_name("TEXT");
    command->add_option("--legal-basis", options->correction.legal_basis, "Căn cứ pháp lý / legal basis")
        ->type_name("TEXT");
    add_write_options(*command, settings);
    command->callback([&settings, options] { correct_certificate(settings, *options); });
}

struct RecordOptions {
    registry::Certificate certificate;
    std::string worker, facility, equipment, issued_on, valid_to, status;
};

void record_certificate(const Settings& settings, const RecordOptions& options)
{
    registry::Certificate certificate = options.certificate;
    certificate.worker = casework::parse_worker(options.worker);
    if (!options.facility.empty()) certificate.facility = casework::parse_facility(options.facility);
    certificate.equipment_types = words_of(options.equipment);
    certificate.issued_on = *day_option(options.issued_on, "--issued-on");
    certificate.valid_to = day_option(options.valid_to, "--valid-to");
    Writing writing{settings};
    say_issued(writing,
               casework::record_certificate(writing.scope(), writing.words(), certificate, options.status));
}

void add_record(Command& noun, Settings& settings)
{
    const auto options = std::make_shared<RecordOptions>();
    auto* command =
        noun.add_subcommand("record", "Ghi chứng chỉ do nơi khác cấp / one that another authority issued");
    command->add_option("WORKER", options->worker, "Người được cấp / holder")->required()->type_name("W-N");
    command->add_option("--number", options->certificate.certificate, "Số chứng chỉ / number")->required();
    command
        ->add_option("--issued-by", options->certificate.issued_by,
                     "Nơi cấp / authority: varans, ministry, province:NN")
        ->required()
        ->type_name("BODY");
    command->add_option("--issued-on", options->issued_on, "Ngày cấp / day of issue")
        ->required()
        ->type_name("DAY");
    command->add_option("--valid-to", options->valid_to, "Ngày cuối in trên giấy / last day, as printed")
        ->type_name("DAY");
    command->add_option("--role", options->certificate.role, "Công việc / role")
        ->required()
        ->type_name("ROLE");
    command
        ->add_option("--equipment", options->equipment,
                     "Loại thiết bị, cách nhau dấu phẩy / types, with commas")
        ->type_name("TYPES");
    command->add_option("--facility", options->facility, "Cơ sở / facility")->type_name("F-N");
    command->add_option("--status", options->status, "Tình trạng / status (in_force)")->type_name("STATUS");
    add_write_options(*command, settings);
    command->callback([&settings, options] { record_certificate(settings, *options); });
}

} // namespace

void add_certificate_changes(Command& noun, Settings& settings)
{
    using casework::Amendment;
    add_issue(noun, settings, false);
    add_issue(noun, settings, true);
    add_replace(noun, settings);
    add_amend(noun, settings, Amendment::suspend, "suspend", "Đình chỉ / suspend");
    add_amend(noun, settings, Amendment::restore, "restore",
              "Khôi phục sau đình chỉ / restore after a suspension");
    add_amend(noun, settings, Amendment::revoke, "revoke", "Thu hồi (hai người) / revoke (two persons)");
    add_amend(noun, settings, Amendment::withdraw, "withdraw",
              "Hủy chứng chỉ cấp sai (hai người) / withdraw one issued by mistake (two persons)");
    add_correct(noun, settings);
    add_record(noun, settings);
}

} // namespace radcert::cli
