#pragma once

#include <string>

#include "tests/json.h"

namespace radcert::tests {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

/// A dossier in which every field of the contract is recorded. The people in it are made up.
inline Json sample_dossier()
{
    return Json::parse(R"({
  "application": {
    "id": "T-0001", "procedure": "new", "role": "safety_officer", "filed_on": "2025-08-12",
    "filed_with": "province:66", "channel": "online", "fee_paid_on": "2025-08-12",
    "completed_on": "2025-08-15",
    "facility": {
      "id": "F-1", "name": "Bệnh viện thử nghiệm", "province": "66", "medical": true,
      "devices": [
        {"id": "m1", "type": "ct", "mobility": "fixed", "province": "66"},
        {"id": "m2", "type": "mobile_xray", "mobility": "mobile", "province": "15"}
      ]
    }
  },
  "worker": {
    "national_id": "999088001234", "full_name": "Nguyễn Đức Thịnh", "birth_date": "1985-04-30",
    "civil_capacity_attested": true
  },
  "evidence": {
    "documents": [
      {"id": "p1", "kind": "photo", "form": "05", "copies": 3, "format": "print", "issued_on": "2025-06-01"}
    ],
    "degrees": [
      {"id": "d1", "level": "bachelor", "field": "physics", "institution": "Đại học Tây Nguyên",
       "awarded_on": "2008-07-01"}
    ],
    "trainings": [
      {"id": "t1", "programme": 3, "completed_on": "2024-03-10", "provider": "Trung tâm Đào tạo",
       "provider_registered": true, "certificate_no": "CN-0001"}
    ],
    "health_checks": [
      {"id": "h1", "examined_on": "2025-06-01", "conclusion": "fit_with_limits",
       "facility_level": "district_or_above"}
    ],
    "doses": [{"year": 2024, "effective_msv": 1.25, "lens_msv": 0, "skin_msv": 0.5}],
    "experience": [
      {"id": "e1", "role": "device_operator", "equipment_type": "ct", "from": "2015-01-01", "to": "2020-12-31",
       "facility": "F-1"}
    ],
    "certificates": [
      {"number": "CC-1", "role": "safety_officer", "equipment_types": ["ct", "xrf"], "issued_by": "province:66",
       "issued_on": "2020-01-01", "expires_on": "2023-01-01", "status": "expired", "status_since": "2023-01-02"}
    ]
  },
  "officer_findings": [
    {"requirement": "Q-01", "topic": "qualification", "outcome": "met", "by": "officer-01", "on": "2025-08-13",
     "reason": "suitable"}
  ]
})");
}

} // namespace radcert::tests
