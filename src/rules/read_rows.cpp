#include "rules/read_rows.h"

#include "rules/check_rulebook.h"
#include "rules/read_condition.h"
#include "rules/read_remedy.h"
#include "rules/read_vocabulary.h"

namespace radcert::rules {
namespace {

using text::Field;

/// A finding names its row by a number of 16 bits.
constexpr std::size_t most_rows = 65'000;

template <class T, class Read>
void append(const Field& list, std::vector<T>& to, Read read)
{
    list.each_element([&](const Field& element) {
        if (to.size() == most_rows) {
            element.refuse_because({"bộ quy định có hơn 65000 dòng cùng loại",
                                    "the rulebook has more than 65000 rows of this kind"});
        }
        to.push_back(read(element));
    });
}

Clock::From clock_from(const Field& field)
{
    const auto word = field.as_string();
    if (word == "received") return Clock::From::received;
    if (word == "complete") return Clock::From::complete;
    if (word != "complete_and_paid")
        field.refuse(
            {"received, complete hoặc complete_and_paid", "received, complete or complete_and_paid"});
    return Clock::From::complete_and_paid;
}

} // namespace

Instrument FileReader::instrument(const Field& field) const
{
    field.expect_only(
        {"id", "number", "title", "kind", "issuer", "in_force", "replaces", "standing", "note"});
    Instrument made;
    made.origin = rows_.origin(field);
    made.id = std::string{field.at("id").as_filled_string()};
    made.number = std::string{field.at("number").as_filled_string()};
    made.title = read_words(field.at("title"));
    made.kind = std::string{field.at("kind").as_filled_string()};
    made.issuer = read_words(field.at("issuer"));
    made.standing = rows_.standing(field.at("standing"));
    if (const auto note = field.find("note")) made.note = read_words(*note);
    if (const auto replaces = field.find("replaces")) {
        replaces->each_element([&](const Field& id) { made.replaces.emplace_back(id.as_filled_string()); });
    }
    if (const auto in_force = field.find("in_force")) {
        in_force->expect_only({"from", "to"});
        if (const auto from = in_force->find("from"); from && !from->is_null()) made.from = from->as_date();
        if (const auto to = in_force->find("to"); to && !to->is_null()) {
            made.to = to->as_date();
            if (made.from && *made.to < *made.from)
                to->refuse({"ngày không trước \"from\"", "a day not before \"from\""});
        }
    }
    return made;
}

Requirement FileReader::requirement(const Field& field) const
{
    auto made = rows_.row<Requirement>(field, [&](Requirement& own, const Field& member) {
        const auto key = member.key();
        if (key == "topic") {
            const auto topic = topic_from(member.as_string());
            if (!topic) {
                std::string words;
                for (std::size_t i = 0; i < topic_count; ++i)
                    words += (i == 0 ? "" : ", ") + std::string{word(Topic(i))};
                member.refuse({"một chủ đề: " + words, "a topic: " + words});
            }
            own.topic = *topic;
        } else if (key == "on_failure") {
            const auto action = failure_action_from(member.as_string());
            if (!action)
                member.refuse(
                    {"refuse, supplement, refer hoặc advise", "refuse, supplement, refer or advise"});
            own.on_failure = *action;
        } else if (key == "condition") {
            own.condition = read_condition(member, book_.vocabulary);
        } else if (key == "speaks_when") {
            own.speaks_when = read_condition(member, book_.vocabulary);
        } else if (key == "remedy") {
            own.remedy = read_words(member);
        } else if (key == "evidence_group") {
            own.evidence_group = std::string{member.as_filled_string()};
        } else if (key == "fallback") {
            own.fallback = member.as_boolean();
        } else if (key == "settles" && overlay_) {
            own.settles = std::string{member.as_filled_string()};
        } else if (key == "deciding_date") {
            const auto which = member.as_string();
            if (which != "filed_on" && which != "completed_on")
                member.refuse({"filed_on hoặc completed_on", "filed_on or completed_on"});
            own.deciding_date = which == "filed_on" ? DecidingDate::filed_on : DecidingDate::completed_on;
        } else {
            return false;
        }
        return true;
    });
    for (const char* key : {"topic", "on_failure"}) field.at(key);
    made.overlay = overlay_;
    check_requirement(made, field);
    return made;
}

/// A need row is a requirement whose condition says "required" or "not required".
Requirement FileReader::need(const Field& field) const
{
    auto made = rows_.row<Requirement>(field, [&](Requirement& own, const Field& member) {
        if (member.key() == "fallback") {
            own.fallback = member.as_boolean();
            return true;
        }
        if (member.key() != "certificate") return false;
        const auto need = member.as_string();
        if (need != "required" && need != "not_required")
            member.refuse({"required hoặc not_required", "required or not_required"});
        own.condition.emplace();
        own.condition->check = Check::in_force;
        own.condition->bound = need == "required" ? 1 : 0;
        return true;
    });
    made.topic = Topic::certificate_need;
    made.on_failure = FailureAction::refer;
    check_requirement(made, field);
    return made;
}

AuthorityRow FileReader::authority(const Field& field) const
{
    auto made = rows_.row<AuthorityRow>(field, [&](AuthorityRow& own, const Field& member) {
        const auto key = member.key();
        if (key == "for_devices") {
            own.devices = read_device_set(member, book_.vocabulary);
        } else if (key == "bodies") {
            member.each_element([&](const Field& element) {
                const auto which = element.as_string();
                if (which == "province")
                    own.bodies.push_back(Body::Kind::province);
                else if (which == "varans")
                    own.bodies.push_back(Body::Kind::varans);
                else if (which == "ministry")
                    own.bodies.push_back(Body::Kind::ministry);
                else
                    element.refuse({"province, varans hoặc ministry", "province, varans or ministry"});
            });
        } else if (key == "mode") {
            const auto mode = body_mode_from(member.as_string());
            if (!mode) member.refuse({"choice hoặc each", "choice or each"});
            own.mode = *mode;
        } else if (key == "by_device") {
            own.by_device = member.as_boolean();
        } else if (key == "procedure_code") {
            own.procedure_code = std::string{member.as_filled_string()};
        } else {
            return false;
        }
        return true;
    });
    check_authority(made, field);
    return made;
}

Procedure FileReader::procedure(const Field& field) const
{
    return rows_.row<Procedure>(field, [&](Procedure& own, const Field& member) {
        const auto key = member.key();
        if (key == "code")
            own.code = std::string{member.as_filled_string()};
        else if (key == "level")
            own.level = std::string{member.as_filled_string()};
        else if (key == "certificate")
            own.certificate = member.as_boolean();
        else if (key == "replaces")
            member.each_element([&](const Field& f) { own.replaces.emplace_back(f.as_filled_string()); });
        else if (key == "clocks") {
            append(member, own.clocks, [&](const Field& f) {
                f.expect_only({"name", "working_days", "from", "starts"});
                return Clock{std::string{f.at("name").as_filled_string()},
                             int(f.at("working_days").as_integer(1, 250)), clock_from(f.at("from")),
                             read_words(f.at("starts"))};
            });
        } else
            return false;
        return true;
    });
}

ValidityRule FileReader::validity(const Field& field) const
{
    return rows_.row<ValidityRule>(field, [&](ValidityRule& own, const Field& member) {
        if (member.key() == "term") {
            const Period term = read_period(member);
            if (term.unit != Period::Unit::months) member.refuse({"năm hoặc tháng", "years or months"});
            own.months = term.count;
        } else if (member.key() == "unlimited")
            own.unlimited = member.as_boolean();
        else
            return false;
        return true;
    });
}

Fee FileReader::fee(const Field& field) const
{
    return rows_.row<Fee>(field, [&](Fee& own, const Field& member) {
        if (member.key() == "certificate")
            own.certificate = member.as_boolean();
        else if (member.key() == "dong")
            own.dong = member.as_integer(0, 1'000'000'000);
        else
            return false;
        return true;
    });
}

StaffingDuty FileReader::staffing_duty(const Field& field) const
{
    return rows_.row<StaffingDuty>(field, [&](StaffingDuty& own, const Field& member) {
        if (member.key() == "expressible")
            own.expressible = member.as_boolean();
        else if (member.key() == "posts") {
            append(member, own.posts, [&](const Field& f) {
                f.expect_only({"role", "at_least"});
                StaffingDuty::Post post{rows_.code(f.at("role"), book_.vocabulary.roles), std::nullopt};
                if (const auto least = f.find("at_least")) post.at_least = int(least->as_integer(0, 1000));
                return post;
            });
        } else
            return false;
        return true;
    });
}

TrainingProgramme FileReader::training_programme(const Field& field) const
{
    return rows_.row<TrainingProgramme>(field, [&](TrainingProgramme& own, const Field& member) {
        if (member.key() == "number")
            own.number = int(member.as_integer(1, 14));
        else if (member.key() == "for_devices")
            own.devices = read_device_set(member, book_.vocabulary);
        else
            return false;
        return true;
    });
}

CalendarYear FileReader::calendar_year(const Field& field) const
{
    field.expect_only({"year", "off", "worked", "provisional", "note"});
    CalendarYear made;
    made.year = int(field.at("year").as_integer(1945, 9999));
    made.provisional = field.at("provisional").as_boolean();
    append(field.at("off"), made.off, [](const Field& f) { return f.as_date(); });
    append(field.at("worked"), made.worked, [](const Field& f) { return f.as_date(); });
    if (const auto note = field.find("note")) made.note = std::string{note->as_string()};
    return made;
}

Adoption FileReader::adoption(const Field& field) const
{
    field.expect_only({"row", "authority", "in_force", "by", "second", "basis"});
    Adoption made;
    made.origin = rows_.origin(field);
    made.row = std::string{field.at("row").as_filled_string()};
    made.authority = rows_.body(field.at("authority"));
    made.in_force = rows_.span(field.at("in_force"));
    made.by = std::string{field.at("by").as_filled_string()};
    made.second = std::string{field.at("second").as_filled_string()};
    made.basis = read_words(field.at("basis"));
    if (overlay_ && made.authority != book_.overlays[*overlay_].authority) {
        field.at("authority").refuse({"cơ quan của chính tệp này", "the authority of this overlay"});
    }
    if (made.by == made.second) {
        field.at("second").refuse_because(
            {"người thứ hai phải là một người khác", "the second person must be another person"});
    }
    return made;
}

void FileReader::section(const Field& section)
{
    const auto key = section.key();
    if (key == "about")
        read_words(section);
    else if (words_ && (key == "vocabulary" || key == "provinces"))
        return; // read before everything else
    else if (key == "version") {
        if (!book_.version.empty())
            section.refuse_because(
                {"phiên bản đã ghi ở tệp khác", "another file states the version already"});
        book_.version = std::string{section.as_filled_string()};
    } else if (key == "instruments")
        append(section, book_.instruments, [&](const Field& f) { return instrument(f); });
    else if (key == "certificate_needs")
        append(section, book_.requirements, [&](const Field& f) { return need(f); });
    else if (key == "requirements")
        append(section, book_.requirements, [&](const Field& f) { return requirement(f); });
    else if (key == "authorities")
        append(section, book_.authorities, [&](const Field& f) { return authority(f); });
    else if (key == "procedures")
        append(section, book_.procedures, [&](const Field& f) { return procedure(f); });
    else if (key == "validity_rules")
        append(section, book_.validity_rules, [&](const Field& f) { return validity(f); });
    else if (key == "fees")
        append(section, book_.fees, [&](const Field& f) { return fee(f); });
    else if (key == "staffing_duties")
        append(section, book_.staffing_duties, [&](const Field& f) { return staffing_duty(f); });
    else if (key == "training_programmes")
        append(section, book_.training_programmes, [&](const Field& f) { return training_programme(f); });
    else if (key == "calendar")
        append(section, overlay_ ? book_.overlays[*overlay_].calendar : book_.calendar,
               [&](const Field& f) { return calendar_year(f); });
    else if (key == "desk_statuses")
        append(section, book_.workflow.statuses, [](const Field& f) { return read_desk_status(f); });
    else if (key == "desk_papers")
        append(section, overlay_ ? book_.overlays[*overlay_].papers : book_.workflow.papers,
               [](const Field& f) { return read_desk_paper(f); });
    else if (key == "desk_steps")
        append(section, book_.workflow.steps, [](const Field& f) { return read_desk_step(f); });
    else if (key == "remedies")
        append(section, book_.remedies, [&](const Field& f) { return read_remedy(f, book_.vocabulary); });
    else if (key == "adoptions")
        append(section, book_.adoptions, [&](const Field& f) { return adoption(f); });
    else
        section.refuse_unknown_key();
}

void FileReader::file(const Field& root, std::uint32_t number, bool words)
{
    rows_.begin_file(number);
    words_ = words;
    root.each_member([&](const Field& member) { section(member); });
}

void FileReader::overlay(const Field& root, std::uint32_t number)
{
    rows_.begin_file(number);
    words_ = false;
    root.expect_only({"overlay", "instruments", "requirements", "adoptions", "calendar", "desk_papers"});
    const Field head = root.at("overlay");
    head.expect_only({"id", "title", "authority", "in_force", "basis", "signed_by", "sample"});
    Overlay made;
    made.id = std::string{head.at("id").as_filled_string()};
    made.title = read_words(head.at("title"));
    made.authority = rows_.body(head.at("authority"));
    made.in_force = rows_.span(head.at("in_force"));
    made.basis = read_words(head.at("basis"));
    made.signed_by = std::string{head.at("signed_by").as_filled_string()};
    if (const auto sample = head.find("sample")) made.sample = sample->as_boolean();
    overlay_ = book_.overlays.size();
    book_.overlays.push_back(std::move(made));
    root.each_member([&](const Field& member) {
        if (member.key() != "overlay") section(member);
    });
    overlay_.reset();
}

} // namespace radcert::rules
