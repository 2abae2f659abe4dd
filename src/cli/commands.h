#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "domain/words.h"

namespace radcert::cli {

/// What every command shares.
struct Settings {
    std::string language{"vi"};
    std::string rules; ///< folder of another rulebook than the installed one
    std::vector<std::string> overlays;
    std::string register_file,
        key_file;                   ///< empty: environment, configuration, else ./radcert.db and its .key
    std::string officer, second;    ///< who acts
    std::string in_force, known_by; ///< the two clocks; empty: today, now
    bool json{false}, dry_run{false};
    bool csv{false};  ///< lists: CSV to standard output
    std::string xlsx; ///< lists: a workbook of that name

    Language spoken() const { return language == "en" ? Language::en : Language::vi; }
};

// Each noun binds its commands; a command stores its exit status in `status` when it was not 0.
void add_check_command(Command& app, Settings& settings, int& status);
void add_rules_commands(Command& app, Settings& settings, int& status);
void add_init_commands(Command& app, Settings& settings, int& status); ///< init, halt
void add_demo_commands(Command& app, Settings& settings, int& status);
void add_facility_commands(Command& app, Settings& settings, int& status);
void add_equipment_commands(Command& app, Settings& settings, int& status);
void add_worker_commands(Command& app, Settings& settings, int& status);
void add_evidence_commands(Command& app, Settings& settings, int& status);
void add_application_commands(Command& app, Settings& settings, int& status);
void add_certificate_commands(Command& app, Settings& settings, int& status);
void add_journal_commands(Command& app, Settings& settings, int& status);
void add_register_commands(Command& app, Settings& settings, int& status);
void add_account_commands(Command& app, Settings& settings, int& status);
void add_verify_certificate_command(Command& app, Settings& settings, int& status);
void add_revocations_commands(Command& app, Settings& settings, int& status);
void add_due_command(Command& app, Settings& settings, int& status);
void add_report_commands(Command& app, Settings& settings, int& status);
void add_reminders_command(Command& app, Settings& settings, int& status);
void add_import_commands(Command& app, Settings& settings, int& status);
void add_serve_commands(Command& app, Settings& settings, int& status);      ///< serve, http
void add_read_sheet_command(Command& app, Settings& settings, int& status);  ///< hidden
void add_completion_commands(Command& app, Settings& settings, int& status); ///< and manual-pages, hidden

// Questions and acts that stand under a noun, each in a file of its own.
void add_desk_act_commands(Command& application, Settings& settings);
void add_coverage_command(Command& facility, Settings& settings, int& status);
void add_eligibility_command(Command& worker, Settings& settings, int& status);
void add_erase_command(Command& worker, Settings& settings, int& status);

/// Adds --rules, --overlay and --lang to a command.
void add_shared_options(Command& command, Settings& settings);
/// Adds --register, --key-file, --lang and --json.
void add_register_options(Command& command, Settings& settings);
/// The same, and --in-force and --known-by.
void add_read_options(Command& command, Settings& settings);
/// Adds --csv and --xlsx to a command that prints one list.
void add_export_options(Command& command, Settings& settings);
/// The same as add_register_options, and --as, --second and --dry-run.
void add_write_options(Command& command, Settings& settings);

} // namespace radcert::cli
