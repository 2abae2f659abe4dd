#pragma once

namespace radcert::web {

class Routes;

// Each noun binds its addresses; `all_routes` has them all.
void add_health_routes(Routes& routes);       ///< /healthz, /readyz, /metrics
void add_home_routes(Routes& routes);         ///< /
void add_own_account_routes(Routes& routes);  ///< /account, /welcome
void add_applications_routes(Routes& routes); ///< /applications
void add_intake_routes(Routes& routes);       ///< /applications/new
void add_dossier_routes(Routes& routes);      ///< /applications/{application}; the next eight are its acts
void add_desk_act_routes(Routes& routes);   ///< receive, complete, fee, for signature, deliver, withdraw ...
void add_screen_act_routes(Routes& routes); ///< screen, change
void add_judge_act_routes(Routes& routes);  ///< judge a requirement, take a judgement back
void add_supplement_act_routes(Routes& routes); ///< supplement
void add_consult_act_routes(Routes& routes);    ///< consult, remind, opinion
void add_decide_act_routes(Routes& routes);     ///< decide, reopen
void add_issue_act_routes(Routes& routes);      ///< issue
void add_paper_routes(Routes& routes);          ///< preview, papers and their PDF
void add_rules_routes(Routes& routes);          ///< /rules
void add_reports_routes(Routes& routes);        ///< /reports
void add_imports_routes(Routes& routes);        ///< /imports
void add_my_facility_routes(Routes& routes);    ///< /my-facility; the next three with it
void add_my_application_routes(Routes& routes); ///< /my-facility/applications
void add_my_apply_routes(
    Routes& routes); ///< /my-facility/applications/new, /my-facility/workers/{worker}/apply
void add_my_evidence_routes(Routes& routes);        ///< /my-facility/applications/{application}/evidence
void add_history_routes(Routes& routes);            ///< /workers/{worker}/history and the like
void add_compare_routes(Routes& routes);            ///< /workers/{worker}/compare and the like
void add_journal_routes(Routes& routes);            ///< /journal, /journal/{event}
void add_journal_audit_routes(Routes& routes);      ///< /journal/state, verify, export, offline
void add_account_routes(Routes& routes);            ///< /accounts
void add_system_routes(Routes& routes);             ///< /system
void add_api_routes(Routes& routes);                ///< /api/v1; the next three with it
void add_api_record_routes(Routes& routes);         ///< records, their lists and histories
void add_api_history_routes(Routes& routes);        ///< histories and screenings of records
void add_api_act_routes(Routes& routes);            ///< what programs record or ask to be screened
void add_openapi_routes(Routes& routes);            ///< /api, /api/openapi.json
void add_certificates_routes(Routes& routes);       ///< /certificates; the next four with it
void add_certificate_page_routes(Routes& routes);   ///< /certificates/{certificate}
void add_certificate_act_routes(Routes& routes);    ///< suspend, restore, revoke, withdraw, correct, replace
void add_certificate_record_routes(Routes& routes); ///< /certificates/new
void add_certificate_paper_routes(Routes& routes);  ///< PDF, credential, revocations
void add_verify_routes(Routes& routes);             ///< /verify, for anybody
void add_help_routes(Routes& routes);               ///< /help, for anybody; the next two with it
void add_help_problem_routes(Routes& routes);       ///< /help/problems
void add_manual_routes(Routes& routes);             ///< /help/officer and the other pages of the manual
void add_workers_routes(Routes& routes);            ///< /workers; the next six with it
void add_worker_page_routes(Routes& routes);        ///< /workers/{worker}
void add_worker_new_routes(Routes& routes);         ///< /workers/new
void add_worker_acts_routes(Routes& routes);        ///< correct, papers, posts, appointments
void add_worker_evidence_routes(Routes& routes);    ///< /workers/{worker}/evidence
void add_worker_eligibility_routes(Routes& routes); ///< /workers/{worker}/eligibility
void add_duplicates_routes(Routes& routes);         ///< /workers/duplicates, /facilities/duplicates
void add_facilities_routes(Routes& routes);         ///< /facilities; the next three with it
void add_facility_page_routes(Routes& routes);      ///< /facilities/{facility}
void add_facility_acts_routes(Routes& routes);      ///< new, change, practice, licence
void add_equipment_routes(Routes& routes);          ///< /equipment

} // namespace radcert::web
