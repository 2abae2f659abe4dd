#pragma once

#include <memory>
#include <variant>

#include "registry/accounts.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/desk.h"
#include "registry/equipment.h"
#include "registry/erasures.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/imports.h"
#include "registry/offices.h"
#include "registry/workers.h"
#include "text/field.h"

namespace radcert::registry {

/// Every kind of record: one for each table of schema/*.sql that is derived from the journal.
using RecordKinds =
    std::variant<Register, Officer, Authority, Rulebook, Halt, EquipmentType, Facility, Practice, Licence,
                 Equipment, Worker, IdentityPaper, Post, Appointment, Evidence, Application, Screening,
                 OfficerFinding, Decision, Certificate, CertificateStatus, Duplicate, Erasure, ErasedNumber,
                 ErasedOrdinal, Step, Deadline, SupplementRequest, Consultation, Paper, Letterhead, Import,
                 ImportRow, Account>;

/// A record of any kind. What makes, copies and destroys it is compiled once, in any_record.cpp: a variant of
/// so many records in every file that makes one took most of the time of compiling.
class AnyRecord {
public:
    template <class Record>
        requires requires { Record::table; }
    AnyRecord(Record record);
    AnyRecord(const AnyRecord& other);
    AnyRecord(AnyRecord&& other) noexcept;
    AnyRecord& operator=(const AnyRecord& other);
    AnyRecord& operator=(AnyRecord&& other) noexcept;
    ~AnyRecord();

    const RecordKinds& kind() const { return *kind_; }

private:
    std::unique_ptr<RecordKinds> kind_;
};

/// Appends {"row":{...},"table":"worker"} in canonical form; fields that are not recorded are left out.
void append_json(std::string& out, const AnyRecord& record);

/// Reads what `append_json` wrote. @throws Error invalid_input with the pointer.
AnyRecord record_from_json(const text::Field& json);

/// Puts a record's new version into its table, and into the search tables that hang on it.
void put(Database& database, EventNumber event, const AnyRecord& record);

} // namespace radcert::registry
