#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/date.h"

namespace radcert::demo {

// A dossier in the making: the words of contract/dossier.schema.json, before they are JSON. An empty list is
// written as an empty list, an absent one is left out: "not recorded".

/// From this day there are 34 provinces, and they decide what the Ministry decided (Decree 133/2025/NĐ-CP).
inline constexpr Date merger{std::chrono::year{2025} / 7 / 1};

struct SketchDevice {
    std::string_view type{};
    std::string_view mobility{"fixed"};
    std::string_view province{}; ///< where it stands; the head office's where empty
};

struct Paper {
    std::string_view kind{};
    std::string_view form{};
    int copies{1};
    std::string_view format{"print"};
    std::optional<Date> issued_on{};
};

struct Diploma {
    std::string_view level{};
    std::string_view field{};
    std::string_view institution{};
    Date awarded_on{};
};

struct Course {
    int programme{}; ///< 0: not recorded
    Date completed_on{};
    bool registered{true};
};

struct Examination {
    Date examined_on{};
    std::string_view conclusion{"fit"};
    std::string_view facility_level{"district_or_above"};
};

/// Doses of one year, in hundredths of a millisievert.
struct YearDose {
    int year{};
    int effective{}, lens{}, skin{};
};

struct Job {
    std::string_view role{};
    std::string_view equipment_type{};
    Date from{};
    std::optional<Date> to{};
};

struct Held {
    std::string number{};
    std::string_view role{};
    std::string_view equipment_type{};
    std::string issued_by{};
    Date issued_on{};
    std::optional<Date> expires_on{};
    std::string_view status{};
};

struct Judgement {
    std::string_view topic{};
    std::string_view outcome{};
    Date on{};
    std::string_view reason{};
};

struct Sketch {
    std::string id{};
    std::string_view procedure{"new"};
    std::string_view role{};
    Date filed_on{};
    std::string filed_with{};
    std::string_view channel{};
    std::optional<Date> fee_paid_on{}, completed_on{};
    std::string facility_id{};
    std::string facility_name{};
    std::string_view province{};
    bool medical{};
    std::vector<SketchDevice> devices{};
    std::string national_id{};
    std::string full_name{};
    Date birth_date{};
    std::optional<std::vector<Paper>> papers{};
    std::vector<Diploma> degrees{};
    std::optional<std::vector<Course>> courses{};
    std::optional<std::vector<Examination>> examinations{};
    std::vector<YearDose> doses{};
    std::vector<Job> jobs{};
    std::vector<Held> certificates{};
    std::vector<Judgement> judgements{};
    int first_id{1}; ///< of trainings and health checks; a later file of the same person goes on counting
    bool past_told{true}; ///< doses, work done, certificates held; else left out, the register has them
};

/// The dossier as one line of JSON, without a line end.
std::string to_json_line(const Sketch& sketch);

} // namespace radcert::demo
