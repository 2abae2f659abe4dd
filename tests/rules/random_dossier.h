#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/json.h"

namespace radcert::tests {

/// Makes dossiers of every kind that the shipped rulebook has words for, often on the days around which the
/// law or a term turns. The seed is fixed: a run that fails fails again.
class RandomDossiers {
public:
    using json = nlohmann::json;

    explicit RandomDossiers(std::uint64_t seed) : random_{seed} {}

    json next()
    {
        json devices = json::array();
        for (int i = 0, count = 1 + below(3); i < count; ++i) {
            devices.push_back({{"id", "d" + std::to_string(i)},
                               {"type", of("type")},
                               {"mobility", maybe("mobility")},
                               {"province", maybe("province")}});
        }
        json dossier = {{"application",
                         {{"id", "R-1"},
                          {"procedure", below(8) == 0 ? "reissue" : "new"},
                          {"role", of("role")},
                          {"filed_on", of("filed_on")},
                          {"filed_with", maybe("filed_with")},
                          {"channel", maybe("channel")},
                          {"fee_paid_on", maybe("fee_paid_on")},
                          {"completed_on", maybe("completed_on")},
                          {"facility",
                           {{"id", "F-1"},
                            {"name", "Cơ sở"},
                            {"province", of("province")},
                            {"medical", maybe("medical")},
                            {"devices", devices}}}}},
                        {"worker",
                         {{"full_name", "Trần Văn An"},
                          {"birth_date", maybe("birth_date")},
                          {"civil_capacity_attested", maybe("civil_capacity_attested")}}},
                        {"evidence", json::object()},
                        {"officer_findings", entries()}};
        for (const char* list :
             {"documents", "degrees", "trainings", "health_checks", "doses", "experience", "certificates"}) {
            dossier["evidence"][list] = maybe(list);
        }
        return dossier;
    }

    /// A value for the field of that name, or a whole list.
    json of(std::string_view key)
    {
        if (key == "type" || key == "equipment_type") {
            return one({"ct", "ct", "general_xray", "dental_intraoral", "xrf", "xrd", "pet_ct", "angiography",
                        "unsealed_source", "medical_accelerator", "gamma_irradiator", "security_screening",
                        "industrial_xray_radiography"});
        }
        if (key == "role") {
            return one({"safety_officer", "safety_officer", "safety_officer", "accelerator_operator",
                        "irradiator_operator", "industrial_radiographer", "device_operator",
                        "emergency_officer"});
        }
        if (key == "filed_on") {
            return one({"2008-12-31", "2009-01-01", "2014-05-05", "2015-01-15", "2020-06-30", "2021-01-31",
                        "2021-02-01", "2022-04-14", "2022-04-15", "2023-06-30", "2024-08-30", "2025-06-30",
                        "2025-07-01", "2025-12-31", "2026-01-01", "2026-05-04"});
        }
        if (key == "province") return one({"01", "66", "79"});
        if (key == "filed_with") return one({"province:66", "province:01", "varans", "ministry"});
        if (key == "channel") return one({"online", "in_person", "post"});
        if (key == "mobility") return one({"fixed", "mobile"});
        if (key == "conclusion") return one({"fit", "fit", "fit_with_limits", "unfit"});
        if (key == "facility_level") return one({"commune", "district_or_above"});
        if (key == "kind")
            return one(
                {"application_form", "degree", "photo", "photo", "health_form", "appointment", "other"});
        if (key == "format") return one({"print", "image_file"});
        if (key == "form") return one({"05", "04", "03"});
        if (key == "level") return one({"college", "bachelor", "master"});
        if (key == "field") return one({"physics", "law", "medicine_radiology"});
        if (key == "status") return one({"in_force", "revoked", "suspended", "expired"});
        if (key == "birth_date")
            return one({"1985-04-30", "2000-02-29", "2006-08-30", "2006-08-31", "2007-07-01", "2008-02-29"});
        if (key == "medical" || key == "civil_capacity_attested" || key == "provider_registered")
            return below(3) != 0;
        if (key == "programme") return below(3) == 0 ? 14 : 1 + below(13);
        if (key == "copies") return below(5);
        if (key == "effective_msv" || key == "lens_msv" || key == "skin_msv") return double(below(600)) / 8;
        if (key == "documents") {
            return records(5, {"kind"}, {"form", "copies", "format", "issued_on"});
        }
        if (key == "degrees") return records(2, {}, {"level", "field", "awarded_on"});
        if (key == "trainings") return records(4, {}, {"programme", "completed_on", "provider_registered"});
        if (key == "health_checks") return records(3, {}, {"examined_on", "conclusion", "facility_level"});
        if (key == "experience") return records(3, {}, {"role", "equipment_type", "from", "to"});
        if (key == "certificates")
            return records(2, {}, {"role", "status", "issued_on", "expires_on"}, "number");
        if (key == "doses") {
            json list = json::array();
            for (int i = 0, count = below(7); i < count; ++i) {
                list.push_back({{"year", 2018 + below(8)},
                                {"effective_msv", maybe("effective_msv")},
                                {"lens_msv", maybe("lens_msv")},
                                {"skin_msv", maybe("skin_msv")}});
            }
            return list;
        }
        return day(); // every other field is a date
    }

    int below(int bound) { return int(random_() % std::uint64_t(bound)); }

private:
    json maybe(std::string_view key) { return below(5) == 0 ? json{} : of(key); }
    json one(std::initializer_list<const char*> words) { return *(words.begin() + below(int(words.size()))); }

    json day()
    {
        constexpr const char* month_days[] = {"01-31", "02-28", "06-30", "07-01",
                                              "08-30", "08-31", "12-31", "05-20"};
        return std::to_string(2019 + below(8)) + "-" + month_days[below(8)];
    }

    json records(int most, const std::vector<const char*>& known, const std::vector<const char*>& fields,
                 const char* id = "id")
    {
        json list = json::array();
        for (int i = 0, count = below(most + 1); i < count; ++i) {
            json record = {{id, "r" + std::to_string(i)}};
            for (const char* field : known) record[field] = of(field);
            for (const char* field : fields) record[field] = maybe(field);
            if (id == std::string_view{"number"}) record["equipment_types"] = json::array();
            list.push_back(record);
        }
        return list;
    }

    json entries()
    {
        json list = json::array();
        int month = 1; // each on its own day, so that none contradicts another
        for (const char* topic :
             {"certificate_need", "age", "qualification", "qualification", "training", "health_check",
              "photo", "degree_document", "application_form", "procedure", "authority"}) {
            const std::string on =
                "2024-" + std::string{month < 10 ? "0" : ""} + std::to_string(month) + "-15";
            ++month;
            if (below(3) != 0) continue;
            list.push_back({{"topic", topic},
                            {"outcome", below(3) == 0 ? "not_met" : "met"},
                            {"by", "O-1"},
                            {"on", on},
                            {"reason", "Xét."}});
        }
        return list;
    }

    std::mt19937_64 random_;
};

} // namespace radcert::tests
