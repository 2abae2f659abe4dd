#include "registry/imports.h"

namespace radcert::registry {
namespace {

/// How one table goes back to what it said before events :first to :last.
struct Back {
    const char* close;
    const char* say_again;
};

/// Every table that an import writes to, and the names that hang on its records; the import's own rows only
/// end.
constexpr Back tables_of_imports[] = {
    {R"sql(
        UPDATE worker
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO worker (since_event, until_event, worker, full_name, birth_date, civil_capacity, note, subject,
                sex, birth_year)
        SELECT :event, 9223372036854775807, worker, full_name, birth_date, civil_capacity, note, subject, sex,
               birth_year
          FROM worker
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE worker_name
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO worker_name (since_event, until_event, sort_key, worker, folded)
        SELECT :event, 9223372036854775807, sort_key, worker, folded
          FROM worker_name
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE worker_word
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO worker_word (since_event, until_event, word, worker)
        SELECT :event, 9223372036854775807, word, worker
          FROM worker_word
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE identity_paper
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO identity_paper (since_event, until_event, worker, kind, number, issued_on, issued_by, status)
        SELECT :event, 9223372036854775807, worker, kind, number, issued_on, issued_by, status
          FROM identity_paper
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE post
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO post (since_event, until_event, worker, post, facility, role, title, from_day, to_day)
        SELECT :event, 9223372036854775807, worker, post, facility, role, title, from_day, to_day
          FROM post
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE appointment
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO appointment (since_event, until_event, worker, appointment, facility, role, number, appointed_on, to_day, document)
        SELECT :event, 9223372036854775807, worker, appointment, facility, role, number, appointed_on, to_day, document
          FROM appointment
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE evidence
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO evidence (since_event, until_event, worker, evidence, kind, status, source, reference, issuer, dated_on, number, document,
               document_name, level, field, programme, registered, conclusion, facility_level, year,
               effective_msv, lens_msv, skin_msv, role, equipment_types, from_day, to_day, at_facility,
               certificate_status, status_since, subject_matter, answer)
        SELECT :event, 9223372036854775807, worker, evidence, kind, status, source, reference, issuer, dated_on, number, document,
               document_name, level, field, programme, registered, conclusion, facility_level, year,
               effective_msv, lens_msv, skin_msv, role, equipment_types, from_day, to_day, at_facility,
               certificate_status, status_since, subject_matter, answer
          FROM evidence
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE certificate
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO certificate (since_event, until_event, certificate, issued_by, worker, facility, role, equipment_types, issued_on, valid_to,
               validity, year, ordinal, application, replaces)
        SELECT :event, 9223372036854775807, certificate, issued_by, worker, facility, role, equipment_types, issued_on, valid_to,
               validity, year, ordinal, application, replaces
          FROM certificate
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE certificate_status
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO certificate_status (since_event, until_event, certificate, issued_by, entry, worker, status, from_day, to_day, reason, legal_basis,
               second)
        SELECT :event, 9223372036854775807, certificate, issued_by, entry, worker, status, from_day, to_day, reason, legal_basis,
               second
          FROM certificate_status
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE facility
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO facility (since_event, until_event, facility, name, reference, province, address, medical, tax_code, contact, phone, email,
               subject)
        SELECT :event, 9223372036854775807, facility, name, reference, province, address, medical, tax_code, contact, phone, email,
               subject
          FROM facility
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE facility_name
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO facility_name (since_event, until_event, sort_key, facility, folded)
        SELECT :event, 9223372036854775807, sort_key, facility, folded
          FROM facility_name
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE equipment
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     R"sql(
        INSERT INTO equipment (since_event, until_event, equipment, facility, reference, type, manufacturer, model, serial, mobility, province,
               location, declared_on, licence, exempt_by, in_use_from, in_use_to)
        SELECT :event, 9223372036854775807, equipment, facility, reference, type, manufacturer, model, serial, mobility, province,
               location, declared_on, licence, exempt_by, in_use_from, in_use_to
          FROM equipment
         WHERE until_event BETWEEN :first AND :last
           AND since_event < :first
    )sql"},
    {R"sql(
        UPDATE import_row
           SET until_event = :event
         WHERE since_event BETWEEN :first AND :last
           AND until_event = 9223372036854775807
    )sql",
     nullptr},
};

void run_back(Database& database, const char* sql, EventNumber event, EventNumber first, EventNumber last)
{
    Query query{database, sql};
    query.bind(":event", event);
    query.bind(":first", first);
    query.bind(":last", last);
    query.run();
}

} // namespace

void undo_import(Database& database, EventNumber event, const Import& import)
{
    Query standing{database, R"sql(
        SELECT since_event
          FROM import
         WHERE import = :import
           AND status = 'recorded'
    )sql"};
    standing.bind(":import", import.import);
    if (!standing.next()) return; // a payload that says so of no import: verification will notice
    const EventNumber last = standing.integer(0);
    for (const Back& back : tables_of_imports) {
        run_back(database, back.close, event, import.first_event, last);
        if (back.say_again != nullptr) run_back(database, back.say_again, event, import.first_event, last);
    }
}

} // namespace radcert::registry
