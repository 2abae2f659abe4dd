#include "tests/bench/by_hand.h"

#include <algorithm>

namespace radcert::bench {
namespace {

enum class Answer : std::uint8_t { no, maybe, yes };

Answer sure(bool value)
{
    return value ? Answer::yes : Answer::no;
}
Answer both(Answer a, Answer b)
{
    return std::min(a, b);
}

constexpr Date day(int year, unsigned month, unsigned number)
{
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{number}};
}

constexpr Date law_2008 = day(2009, 1, 1), circular_2010 = day(2010, 9, 5), circular_2012 = day(2012, 12, 23);
constexpr Date circular_2014 = day(2015, 1, 15), decree_2020 = day(2021, 2, 1),
               circular_2022 = day(2022, 4, 15);
constexpr Date decree_2025 = day(2025, 7, 1), law_2025 = day(2026, 1, 1);

constexpr std::int64_t any_registered = 0, any_training = -1;

/// One dossier on its way to a verdict.
class Screening {
public:
    Screening(const ByHand::Words& words, const Dossier& dossier)
        : w_{words}, d_{dossier}, filed_{dossier.application.filed_on}, closed_{dossier.closed_on()},
          role_{dossier.application.role}, officer_role_{role_ == words.safety_officer}
    {
        for (const Device& device : dossier.application.facility.devices)
            devices_ |= ByHand::Devices{1} << device.type;
    }

    Verdict verdict();

private:
    bool has(ByHand::Devices set) const { return (devices_ & set) != 0; }
    bool only(ByHand::Devices set) const { return (devices_ & ~set) == 0; }
    Answer medical() const
    {
        const auto& medical = d_.application.facility.medical;
        return medical ? sure(*medical) : Answer::maybe;
    }
    bool decree_rules() const { return filed_ < decree_2025 || !officer_role_ || !only(w_.px); }
    bool moved_rules() const { return filed_ >= decree_2025 && officer_role_ && has(w_.px); }

    const OfficerFinding* entry(Topic topic, std::string_view id) const;
    void open(Topic topic, std::string_view id, FailureAction action);
    void settle(Answer answer, Topic topic, std::string_view id, FailureAction action);
    bool needed();
    Answer need_2026() const;
    void person();
    void health();
    void papers();
    void paper(Code kind, Topic topic, std::string_view id);
    Answer photos() const;
    void training();
    void training_of_officer();
    void training_of_operator();
    void programme(std::int64_t number, std::string_view id, Answer applies = Answer::yes);
    void unknown_training(std::string_view id) { open(Topic::training, id, FailureAction::supplement); }
    void procedure();
    void regime_2026();

    const ByHand::Words& w_;
    const Dossier& d_;
    Date filed_, closed_;
    Code role_;
    bool officer_role_;
    ByHand::Devices devices_{0};
    bool refused_{false}, incomplete_{false}, undetermined_{false};
};

const OfficerFinding* Screening::entry(Topic topic, std::string_view id) const
{
    const OfficerFinding* best = nullptr;
    for (const OfficerFinding& each : d_.officer_findings) {
        if (each.topic != topic || (each.requirement && *each.requirement != id)) continue;
        const bool better =
            best == nullptr || (each.requirement && !best->requirement) ||
            (each.requirement.has_value() == best->requirement.has_value() && best->on < each.on);
        if (better) best = &each;
    }
    return best;
}

void Screening::open(Topic topic, std::string_view id, FailureAction action)
{
    const OfficerFinding* said = d_.officer_findings.empty() ? nullptr : entry(topic, id);
    if (said == nullptr)
        undetermined_ = true;
    else if (said->outcome == Outcome::not_met)
        (action == FailureAction::supplement ? incomplete_ : refused_) = true;
}

void Screening::settle(Answer answer, Topic topic, std::string_view id, FailureAction action)
{
    if (answer == Answer::yes) return;
    if (answer == Answer::maybe || action == FailureAction::refer)
        open(topic, id, action);
    else
        (action == FailureAction::supplement ? incomplete_ : refused_) = true;
}

/// Maybe: no rule that may decide says so.
Answer Screening::need_2026() const
{
    const ByHand::Devices xray = w_.xq & ~w_.intraoral;
    return officer_role_ && has(xray) && medical() == Answer::yes ? Answer::yes : Answer::maybe;
}

bool Screening::needed()
{
    Answer answer = Answer::yes;
    if (filed_ < law_2008)
        answer = Answer::maybe;
    else if (filed_ >= law_2025)
        answer = need_2026();
    else if (role_ == w_.device_operator)
        answer = Answer::no;
    else if (officer_role_ && filed_ >= decree_2020 && only(w_.exempt)) {
        answer = filed_ < decree_2025 ? Answer::no : Answer::maybe;
    }
    if (answer != Answer::maybe) return answer == Answer::yes;
    const OfficerFinding* said = nullptr;
    for (const std::string_view id : {"NEED-00", "NEED-7", "D-NEED-1", "D-NEED-2", "D-NEED-3", "D-NEED-4"}) {
        said = d_.officer_findings.empty() ? nullptr : entry(Topic::certificate_need, id);
        if (said != nullptr) break;
    }
    if (said == nullptr) undetermined_ = true;
    return said == nullptr || said->outcome == Outcome::met;
}

void Screening::person()
{
    const Worker& worker = d_.worker;
    const auto adult =
        worker.birth_date ? sure(plus_months(*worker.birth_date, 18 * 12) <= filed_) : Answer::maybe;
    settle(adult, Topic::age, filed_ < circular_2012 ? "LAW-AGE-1" : "LAW-AGE-2", FailureAction::refuse);
    const auto& capacity = worker.civil_capacity_attested;
    settle(capacity ? sure(*capacity) : Answer::maybe, Topic::civil_capacity, "LAW-CAPACITY-1",
           FailureAction::refuse);
    open(Topic::qualification, "LAW-QUALIFY-1", FailureAction::refuse);
}

/// The answers that the check which may be the latest gives, an undated one at both ends of its possible
/// days.
struct Latest {
    bool said[3]{};

    template <class Ask>
    static Answer ask(const std::optional<std::vector<HealthCheck>>& checks, Date closed, bool when_none,
                      Ask ask)
    {
        if (!checks) return Answer::maybe;
        Latest latest;
        Date known = Date::min();
        for (const HealthCheck& check : *checks) {
            if (check.examined_on && *check.examined_on <= closed)
                known = std::max(known, *check.examined_on);
        }
        bool certain = false;
        for (const HealthCheck& check : *checks) {
            if (check.examined_on && (*check.examined_on > closed || *check.examined_on < known)) continue;
            certain = certain || check.examined_on.has_value();
            latest.said[std::size_t(ask(check, check.examined_on.value_or(known)))] = true;
            latest.said[std::size_t(ask(check, check.examined_on.value_or(closed)))] = true;
        }
        if (!certain) latest.said[when_none ? 2 : 0] = true;
        const int answers = latest.said[0] + latest.said[1] + latest.said[2];
        return answers > 1 || latest.said[1] ? Answer::maybe : sure(latest.said[2]);
    }
};

void Screening::health()
{
    const auto& checks = d_.evidence.health_checks;
    const Date oldest = earliest_reaching(filed_, 6);
    const auto fresh = [&] {
        return Latest::ask(checks, closed_, false,
                           [&](const HealthCheck&, Date on) { return sure(on >= oldest); });
    };
    const auto level = [&] {
        return Latest::ask(checks, closed_, false, [&](const HealthCheck& check, Date) {
            return check.facility_level ? sure(*check.facility_level == w_.district) : Answer::maybe;
        });
    };
    const auto conclusion = [&](auto good) {
        return Latest::ask(checks, closed_, true, [&](const HealthCheck& check, Date) {
            return check.conclusion ? sure(good(*check.conclusion)) : Answer::maybe;
        });
    };
    constexpr Topic topic = Topic::health_check;
    if (filed_ >= circular_2012) {
        settle(conclusion([&](Code c) { return c != w_.unfit; }), topic, "LAW-HEALTH-1",
               FailureAction::refuse);
        settle(conclusion([&](Code c) { return c != w_.fit_with_limits; }), topic, "LAW-HEALTH-2",
               FailureAction::refer);
    } else if (filed_ >= circular_2010) {
        settle(conclusion([&](Code c) { return c == w_.fit; }), topic, "A-HEALTH-3", FailureAction::refer);
    }
    if (filed_ < circular_2010) return;
    if (decree_rules()) {
        const bool old = filed_ < decree_2020, now = filed_ >= decree_2025;
        settle(fresh(), topic,
               old   ? "A-HEALTH-1"
               : now ? "B-HEALTH-1-C"
                     : "B-HEALTH-1",
               FailureAction::supplement);
        settle(level(), topic,
               old   ? "A-HEALTH-2"
               : now ? "B-HEALTH-2-C"
                     : "B-HEALTH-2",
               now ? FailureAction::refer : FailureAction::supplement);
    }
    if (moved_rules()) {
        open(topic, "C-HEALTH-1", FailureAction::supplement);
        open(topic, "C-HEALTH-2", FailureAction::refer);
    }
}

void Screening::paper(Code kind, Topic topic, std::string_view id)
{
    Answer answer = d_.evidence.documents ? Answer::no : Answer::maybe;
    if (d_.evidence.documents) {
        for (const Document& document : *d_.evidence.documents) {
            if (document.kind == kind && (!document.issued_on || *document.issued_on <= closed_))
                answer = Answer::yes;
        }
    }
    settle(answer, topic, id, FailureAction::supplement);
}

Answer Screening::photos() const
{
    if (!d_.evidence.documents) return Answer::maybe;
    std::int64_t least = 0, most = 0;
    bool open_ended = false;
    Answer image = Answer::no;
    for (const Document& document : *d_.evidence.documents) {
        if (document.kind != w_.photo || (document.issued_on && *document.issued_on > closed_)) continue;
        const Answer print = document.format ? sure(*document.format == w_.print) : Answer::maybe;
        if (document.format && *document.format == w_.image_file)
            image = Answer::yes;
        else if (!document.format)
            image = std::max(image, Answer::maybe);
        if (print == Answer::no) continue;
        if (!document.copies) open_ended = true;
        least += print == Answer::yes ? document.copies.value_or(0) : 0;
        most += document.copies.value_or(0);
    }
    const Answer prints = least >= 3 ? Answer::yes : open_ended || most >= 3 ? Answer::maybe : Answer::no;
    if (filed_ < decree_2020) return prints;
    const auto& channel = d_.application.channel;
    return std::max(prints, both(image, channel ? sure(*channel == w_.online) : Answer::maybe));
}

void Screening::papers()
{
    if (decree_rules()) {
        const bool old = filed_ < decree_2020, now = filed_ >= decree_2025;
        paper(w_.application_form, Topic::application_form,
              old   ? "A-FORM-1"
              : now ? "B-FORM-1-C"
                    : "B-FORM-1");
        paper(w_.degree, Topic::degree_document, old ? "A-DEGREE-1" : now ? "B-DEGREE-1-C" : "B-DEGREE-1");
        settle(photos(), Topic::photo,
               old   ? "A-PHOTO-1"
               : now ? "B-PHOTO-1-C"
                     : "B-PHOTO-1",
               FailureAction::supplement);
    }
    if (moved_rules()) {
        open(Topic::application_form, "C-FORM-1", FailureAction::supplement);
        open(Topic::degree_document, "C-DEGREE-1", FailureAction::supplement);
        open(Topic::photo, "C-PHOTO-1", FailureAction::supplement);
    }
}

/// A programme completed with a registered provider at most three years before filing, or any training at
/// all.
void Screening::programme(std::int64_t number, std::string_view id, Answer applies)
{
    Answer answer = d_.evidence.trainings ? Answer::no : Answer::maybe;
    if (d_.evidence.trainings) {
        const Date oldest = number <= 0 ? Date::min() : earliest_reaching(filed_, 36);
        for (const Training& training : *d_.evidence.trainings) {
            Answer counts =
                training.provider_registered ? sure(*training.provider_registered) : Answer::maybe;
            if (number == any_training) counts = Answer::yes;
            if (number > 0)
                counts =
                    both(counts, training.programme ? sure(*training.programme == number) : Answer::maybe);
            const auto& on = training.completed_on;
            counts = both(counts, on ? sure(*on >= oldest && *on <= closed_) : Answer::maybe);
            answer = std::max(answer, counts);
        }
    }
    if (applies == Answer::maybe && answer == Answer::no) answer = Answer::maybe;
    settle(answer, Topic::training, id, FailureAction::supplement);
}

void Screening::training_of_officer()
{
    if (has(w_.xq)) programme(1, "TRAIN-1");
    if (has(w_.radiotherapy | w_.medical_accelerator)) programme(2, "TRAIN-2");
    if (has(w_.unsealed) && medical() != Answer::no) programme(3, "TRAIN-3", medical());
    if (has(w_.unsealed) && medical() != Answer::yes) unknown_training("TRAIN-3-X");
    if (has(w_.nuclear_ct)) unknown_training("TRAIN-3-CT");
    if (has(w_.gamma_irradiator)) programme(4, "TRAIN-4");
    if (has(w_.industrial_accelerator)) unknown_training("TRAIN-4-ACC");
    if (has(w_.cyclotron)) unknown_training("TRAIN-CYC");
    if (has(w_.industrial_radiography)) programme(5, "TRAIN-5");
    if (has(w_.pxa) && filed_ < decree_2025) programme(9, "TRAIN-9");
    if (has(w_.pxa) && filed_ >= decree_2025) unknown_training("TRAIN-9-C");
    if (has(w_.microscope)) unknown_training("TRAIN-9-EM");
    if (has(w_.gauges)) programme(9, "TRAIN-9-NCS");
    if (has(w_.reactor)) unknown_training("TRAIN-NPP");
    if (filed_ < decree_2025)
        programme(14, "TRAIN-14");
    else if (!only(w_.px))
        programme(14, "TRAIN-14-C");
    else
        unknown_training("TRAIN-14-PX");
}

void Screening::training_of_operator()
{
    const bool accelerator = role_ == w_.accelerator_operator, irradiator = role_ == w_.irradiator_operator;
    if ((accelerator && has(w_.medical_accelerator)) || (irradiator && has(w_.radiotherapy)))
        programme(2, "TRAIN-OP-2");
    if (irradiator && has(w_.gamma_irradiator)) programme(4, "TRAIN-OP-4");
    if (accelerator && has(w_.industrial_accelerator)) unknown_training("TRAIN-OP-4-ACC");
    if (accelerator && has(w_.cyclotron)) unknown_training("TRAIN-OP-CYC");
    if (role_ == w_.industrial_radiographer) programme(5, "TRAIN-OP-5");
    if (role_ == w_.radioisotope_producer) programme(7, "TRAIN-OP-7");
    if (role_ == w_.decontamination_officer || role_ == w_.emergency_officer) unknown_training("TRAIN-OP-X");
    if (accelerator && !has(w_.accelerators)) unknown_training("TRAIN-OP-J");
    if (irradiator && !has(w_.irradiators | w_.radiotherapy)) unknown_training("TRAIN-OP-J");
    if ((w_.reactor_roles >> role_ & 1) != 0) unknown_training("TRAIN-NPP");
}

void Screening::training()
{
    if (filed_ < circular_2010) return;
    if (filed_ < decree_2020) programme(any_registered, "A-TRAIN-1");
    if (filed_ < circular_2014) return;
    officer_role_ ? training_of_officer() : training_of_operator();
    if (filed_ >= decree_2020 && decree_rules())
        programme(any_training, filed_ < decree_2025 ? "B-TRAIN-1" : "B-TRAIN-1-C");
    if (moved_rules()) unknown_training("C-TRAIN-1");
}

void Screening::procedure()
{
    constexpr Topic topic = Topic::procedure;
    if (filed_ < circular_2010)
        open(topic, "PROC-00", FailureAction::supplement);
    else if (d_.application.procedure == w_.fresh || filed_ < decree_2020)
        return;
    else
        open(topic, filed_ < circular_2022 ? "B-PROC-2" : "B-PROC-3", FailureAction::supplement);
}

void Screening::regime_2026()
{
    const bool covered = officer_role_ && has(w_.xq & ~w_.intraoral) && medical() == Answer::yes;
    if (d_.application.procedure != w_.fresh)
        open(Topic::procedure, "D-PROC-3", FailureAction::supplement);
    else if (!covered)
        open(Topic::procedure, "D-PROC-2", FailureAction::supplement);
    open(Topic::age, "D-AGE-1", FailureAction::refuse);
    open(Topic::civil_capacity, "D-CAPACITY-1", FailureAction::refuse);
    open(Topic::qualification, "D-QUALIFY-1", FailureAction::refuse);
    open(Topic::degree_document, "D-DEGREE-1", FailureAction::supplement);
    open(Topic::training, "D-TRAIN-1", FailureAction::supplement);
    open(Topic::health_check, "D-HEALTH-1", FailureAction::supplement);
    open(Topic::application_form, "D-FORM-1", FailureAction::supplement);
    open(Topic::photo, "D-PHOTO-1", FailureAction::supplement);
}

Verdict Screening::verdict()
{
    if (!needed()) return Verdict::not_required;
    if (filed_ >= law_2025) {
        regime_2026();
    } else if (filed_ >= law_2008) {
        person();
        health();
        if (filed_ >= circular_2010) papers();
        training();
        procedure();
    } else {
        procedure();
    }
    if (refused_) return Verdict::ineligible;
    if (incomplete_) return Verdict::incomplete;
    return undetermined_ ? Verdict::undetermined : Verdict::eligible;
}

ByHand::Devices set_of(const Vocabulary& v, std::initializer_list<std::string_view> types)
{
    ByHand::Devices set = 0;
    for (const auto type : types) set |= ByHand::Devices{1} << *v.equipment_types.find(type);
    return set;
}

ByHand::Devices family(const Vocabulary& v, std::string_view word)
{
    ByHand::Devices set = 0;
    for (std::size_t i = 0; i < v.family_of.size(); ++i) {
        if (v.families.word(v.family_of[i]) == word) set |= ByHand::Devices{1} << i;
    }
    return set;
}

void look_up_devices(const Vocabulary& v, ByHand::Words& w)
{
    w.xq = family(v, "medical_xray");
    w.px = family(v, "nuclear_medicine_ct") | family(v, "xray_analysis");
    w.pxa = set_of(v, {"xrf", "xrd", "pcb_inspection", "security_screening"});
    w.exempt = set_of(v, {"dental_intraoral", "xrf", "pcb_inspection"});
    w.nuclear_ct = family(v, "nuclear_medicine_ct");
    w.radiotherapy = family(v, "radiotherapy");
    w.industrial_radiography = family(v, "industrial_radiography");
    w.gauges = set_of(v, {"sealed_source_gauge", "xray_gauge"});
    w.accelerators = family(v, "accelerator");
    w.irradiators = family(v, "irradiator");
    w.unsealed = set_of(v, {"unsealed_source"});
    w.microscope = set_of(v, {"electron_microscope"});
    w.gamma_irradiator = set_of(v, {"gamma_irradiator"});
    w.industrial_accelerator = set_of(v, {"industrial_accelerator"});
    w.cyclotron = set_of(v, {"cyclotron"});
    w.medical_accelerator = set_of(v, {"medical_accelerator"});
    w.reactor = family(v, "reactor");
    w.intraoral = set_of(v, {"dental_intraoral"});
}

} // namespace

ByHand::ByHand(const Vocabulary& v)
{
    const auto role = [&](std::string_view word) { return *v.roles.find(word); };
    words_.safety_officer = role("safety_officer");
    words_.device_operator = role("device_operator");
    words_.accelerator_operator = role("accelerator_operator");
    words_.irradiator_operator = role("irradiator_operator");
    words_.industrial_radiographer = role("industrial_radiographer");
    words_.radioisotope_producer = role("radioisotope_producer");
    words_.decontamination_officer = role("decontamination_officer");
    words_.emergency_officer = role("emergency_officer");
    for (const auto reactor :
         {"reactor_chief_engineer", "reactor_shift_leader", "nuclear_fuel_manager", "reactor_operator"}) {
        words_.reactor_roles |= 1u << role(reactor);
    }
    words_.fresh = *v.procedures.find("new");
    words_.online = *v.channels.find("online");
    words_.application_form = *v.document_kinds.find("application_form");
    words_.degree = *v.document_kinds.find("degree");
    words_.photo = *v.document_kinds.find("photo");
    words_.print = *v.document_formats.find("print");
    words_.image_file = *v.document_formats.find("image_file");
    words_.fit = *v.health_conclusions.find("fit");
    words_.fit_with_limits = *v.health_conclusions.find("fit_with_limits");
    words_.unfit = *v.health_conclusions.find("unfit");
    words_.district = *v.facility_levels.find("district_or_above");
    look_up_devices(v, words_);
}

Verdict ByHand::verdict(const Dossier& dossier) const
{
    return Screening{words_, dossier}.verdict();
}

} // namespace radcert::bench
