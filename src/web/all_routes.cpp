#include "web/nouns.h"
#include "web/routes.h"
#include "web/sign_in.h"

namespace radcert::web {

const Routes& all_routes()
{
    static const Routes routes = [] {
        Routes table;
        add_health_routes(table);
        add_sign_in_routes(table);
        add_own_account_routes(table);
        add_home_routes(table);
        add_applications_routes(table);
        add_intake_routes(table);
        add_dossier_routes(table);
        add_desk_act_routes(table);
        add_screen_act_routes(table);
        add_judge_act_routes(table);
        add_supplement_act_routes(table);
        add_consult_act_routes(table);
        add_decide_act_routes(table);
        add_issue_act_routes(table);
        add_paper_routes(table);
        add_rules_routes(table);
        add_reports_routes(table);
        add_imports_routes(table);
        add_my_facility_routes(table);
        add_my_application_routes(table);
        add_my_apply_routes(table);
        add_my_evidence_routes(table);
        add_history_routes(table);
        add_compare_routes(table);
        add_journal_routes(table);
        add_journal_audit_routes(table);
        add_account_routes(table);
        add_system_routes(table);
        add_api_routes(table);
        add_certificates_routes(table);
        add_verify_routes(table);
        add_help_routes(table);
        add_workers_routes(table);
        add_facilities_routes(table);
        add_equipment_routes(table);
        return table;
    }();
    return routes;
}

} // namespace radcert::web
