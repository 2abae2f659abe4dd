#include <filesystem>

#include "casework/evidence_list.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/verb.h"
#include "domain/error.h"
#include "registry/documents.h"
#include "registry/evidence.h"
#include "registry/workers.h"

namespace radcert::cli {

using registry::Evidence;

namespace {

struct EvidenceOptions {
    std::string worker;   ///< "W-17"
    std::string evidence; ///< "W-17/3"
    std::string file;     ///< of the scan
    FieldOptions fields;
};

struct EvidenceNumber {
    std::int64_t worker, evidence;
};

EvidenceNumber parse_evidence(const std::string& text)
{
    const std::size_t slash = text.find('/');
    const bool digits = slash != std::string::npos && slash + 1 < text.size() && text.size() - slash < 10 &&
                        text.find_first_not_of("0123456789", slash + 1) == std::string::npos;
    if (digits) return {casework::parse_worker(text.substr(0, slash)), std::stoll(text.substr(slash + 1))};
    throw Error{Fault::usage,
                {"'" + text + "' không phải số của minh chứng", "'" + text + "' is no number of evidence"},
                {"viết như W-17/3; xem: radcert evidence list W-17",
                 "write it as W-17/3; see: radcert evidence list W-17"}};
}

std::optional<casework::Scan> scan(const EvidenceOptions& options)
{
    if (options.file.empty()) return std::nullopt;
    return casework::Scan{std::filesystem::path{options.file}.filename().string(), read_file(options.file)};
}

void record_evidence(const Settings& settings, const EvidenceOptions& options)
{
    const auto paper = scan(options);
    Writing writing{settings};
    Evidence evidence;
    options.fields.put_into(evidence);
    evidence.worker = casework::parse_worker(options.worker);
    evidence = casework::record_evidence(writing.scope(), writing.words(), evidence, paper);
    const Words kind = FieldCells{writing.words(), writing.scope().today()}.name("kind", evidence.kind);
    writing.done(casework::evidence_name(evidence), {"đã ghi " + kind.vi, "recorded " + kind.en},
                 "radcert evidence list " + casework::worker_name(evidence.worker));
}

void correct_evidence(const Settings& settings, const EvidenceOptions& options)
{
    const auto paper = scan(options);
    const auto [worker, number] = parse_evidence(options.evidence);
    Writing writing{settings};
    Evidence evidence = registry::load_evidence(writing.database(), worker, number);
    options.fields.put_into(evidence);
    evidence = casework::record_evidence(writing.scope(), writing.words(), evidence, paper);
    writing.done(casework::evidence_name(evidence), {"đã sửa", "corrected"},
                 "radcert worker history " + casework::worker_name(worker));
}

void withdraw_evidence(const Settings& settings, const EvidenceOptions& options)
{
    const auto [worker, number] = parse_evidence(options.evidence);
    Writing writing{settings};
    casework::withdraw_evidence(writing.scope(), worker, number);
    const std::string id = casework::worker_name(worker);
    writing.done(id + "/" + std::to_string(number), {"đã rút", "withdrawn"}, "radcert evidence list " + id);
}

void list_evidence(const Settings& settings, const EvidenceOptions& options)
{
    Reading reading{settings};
    const std::int64_t worker = casework::parse_worker(options.worker);
    registry::load_worker(reading.database(), worker, reading.known_by());
    const auto evidence = registry::evidence_of(reading.database(), worker, reading.known_by());
    Table{casework::evidence_list(FieldCells{reading}, evidence)}.print(settings);
}

void show_evidence(const Settings& settings, const EvidenceOptions& options)
{
    Reading reading{settings};
    const auto [worker, number] = parse_evidence(options.evidence);
    const Evidence evidence = registry::load_evidence(reading.database(), worker, number, reading.known_by());
    const FieldCells cells{reading};
    Record page;
    page.field("evidence", field_label("evidence"), casework::evidence_name(evidence));
    Evidence::fields(evidence, [&](std::string_view field, const auto& value) {
        if (field != "evidence" && casework::has_field(evidence, field))
            page.field(field, field_label(field), cells(field, value));
    });
    page.print(reading.format(), reading.language());
}

void add_evidence_fields(Command& command, EvidenceOptions& options)
{
    FieldOptions& fields = options.fields;
    fields.add(command, "--issuer", "issuer");
    fields.add(command, "--dated-on", "dated_on");
    fields.add(command, "--number", "number");
    fields.add(command, "--reference", "reference");
    fields.add(command, "--source", "source",
               {"Từ đâu, nếu không phải nhập tay", "where it comes from, when not typed"});
    command.add_option("--file", options.file, "Bản quét / scan of the paper")->type_name("FILE");
    fields.add(command, "--level", "level");
    fields.add(command, "--field", "field");
    fields.add(command, "--programme", "programme");
    fields.add(command, "--registered", "registered");
    fields.add(command, "--conclusion", "conclusion");
    fields.add(command, "--facility-level", "facility_level");
    fields.add(command, "--year", "year");
    fields.add(command, "--effective-msv", "effective_msv");
    fields.add(command, "--lens-msv", "lens_msv");
    fields.add(command, "--skin-msv", "skin_msv");
    fields.add(command, "--role", "role");
    fields.add(command, "--equipment-types", "equipment_types");
    fields.add(command, "--from", "from_day");
    fields.add(command, "--to", "to_day");
    fields.add(command, "--at-facility", "at_facility");
    fields.add(command, "--certificate-status", "certificate_status");
    fields.add(command, "--status-since", "status_since");
    fields.add(command, "--about", "subject_matter");
    fields.add(command, "--answer", "answer");
}

void add_worker_id(Command& command, EvidenceOptions& options)
{
    command.add_option("worker", options.worker, "Nhân viên / worker, W-17")->required()->type_name("W-N");
}

void add_evidence_id(Command& command, EvidenceOptions& options)
{
    command.add_option("evidence", options.evidence, "Minh chứng / evidence, W-17/3")
        ->required()
        ->type_name("W-N/N");
}

/// "degree (level, field); training (programme, registered); ...": which options belong to which kind.
std::string kinds_help()
{
    std::string text = "Loại / kind:";
    for (const casework::EvidenceKind& kind : casework::evidence_kinds()) {
        text += "\n" + std::string{kind.kind} + ": " + kind.name.vi + " / " + kind.name.en + " (";
        for (const std::string_view field : kind.fields)
            text += (field == kind.fields.front() ? "" : ", ") + std::string{field};
        text += ")";
    }
    return text;
}

struct SaveOptions {
    std::string evidence, to;
};

/// Writes the scanned paper to a new file.
void save(const Settings& settings, const SaveOptions& options)
{
    const auto [worker, number] = parse_evidence(options.evidence);
    Reading reading{settings};
    const auto piece = registry::load_evidence(reading.database(), worker, number, reading.known_by());
    if (!piece.document) {
        throw Error{Fault::not_found,
                    {options.evidence + ": không kèm bản chụp", options.evidence + ": no paper was scanned"},
                    {"kèm bản chụp: radcert evidence correct " + options.evidence + " --file TỆP",
                     "add one: radcert evidence correct " + options.evidence + " --file FILE"}};
    }
    const auto keys = registry::KeyFile::load(key_file(settings));
    const std::string subject = registry::load_worker(reading.database(), worker, reading.known_by()).subject;
    const std::string bytes = registry::open_document(reading.database(), keys, subject, *piece.document);
    const std::string to = options.to.empty() ? *piece.document + ".scan" : options.to;
    std::error_code ignored;
    if (to != "-" && std::filesystem::exists(to, ignored)) {
        throw Error{Fault::conflict,
                    {to + ": đã có một tệp tên này", to + ": there is a file of that name already"},
                    {"chọn tên khác: --to TỆP", "choose another name: --to FILE"}};
    }
    save_file(to, bytes);
    if (to != "-") write_out(to + "\n");
}

} // namespace

void add_evidence_commands(Command& app, Settings& settings, int&)
{
    auto* noun = app.add_subcommand("evidence", "Minh chứng về nhân viên bức xạ / evidence of workers");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert evidence record W-17 --kind training --programme 14 --dated-on 2025-03-12\n"
                 "  radcert evidence record W-17 --kind dose --year 2025 --effective-msv 1,2\n"
                 "  radcert evidence record W-17 --kind fact --about civil_capacity --answer yes\n"
                 "  radcert evidence correct W-17/3 --number 12/CN --file giay.pdf\n"
                 "  radcert evidence save W-17/3 --to giay.pdf\n"
                 "  radcert evidence list W-17 --known-by 2025-07-01");
    {
        auto [command, options] = add_verb(
            *noun, "save", "Lưu bản chụp ra tệp / write the scanned paper to a file", settings, save);
        command->add_option("EVIDENCE", options->evidence, "Minh chứng / evidence")
            ->required()
            ->type_name("W-N/N");
        command->add_option("--to", options->to, "Tệp mới / a new file")->type_name("FILE");
        add_read_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "record", "Ghi minh chứng mới / record a new piece", settings, record_evidence);
        add_worker_id(*command, *options);
        options->fields.add(*command, "--kind", "kind")
            ->required()
            ->type_name("KIND")
            ->description(kinds_help());
        add_evidence_fields(*command, *options);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(*noun, "correct", "Sửa; \"\" là bỏ trống / correct; \"\" clears",
                                           settings, correct_evidence);
        add_evidence_id(*command, *options);
        add_evidence_fields(*command, *options);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(*noun, "withdraw", "Rút: ghi nhầm / withdraw: recorded by mistake",
                                           settings, withdraw_evidence);
        add_evidence_id(*command, *options);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "list", "Của một người / of a worker", settings, list_evidence);
        add_worker_id(*command, *options);
        add_read_options(*command, settings);
        add_export_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "show", "Xem một minh chứng / show one", settings, show_evidence);
        add_evidence_id(*command, *options);
        add_read_options(*command, settings);
    }
}

} // namespace radcert::cli
