#include "workshop/cases.h"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/error.h"
#include "text/canonical_json.h"
#include "text/field.h"
#include "text/merge_patch.h"
#include "text/read_dossier.h"

namespace radcert::workshop {
namespace {

using rules::SourceFile;
using text::Field;

constexpr std::string_view bases_folder = "cases/bases/";

template <class Value, class Read>
Value word_value(const Field& field, Read read, const char* what)
{
    const auto value = read(field.as_string());
    if (!value) field.refuse({what, what});
    return *value;
}

std::optional<Verdict> verdict_from(std::string_view text)
{
    for (const Verdict verdict : {Verdict::not_required, Verdict::ineligible, Verdict::incomplete,
                                  Verdict::undetermined, Verdict::eligible})
        if (word(verdict) == text) return verdict;
    return std::nullopt;
}

std::optional<CertificateNeed> need_from(std::string_view text)
{
    for (const CertificateNeed need :
         {CertificateNeed::required, CertificateNeed::not_required, CertificateNeed::unknown})
        if (word(need) == text) return need;
    return std::nullopt;
}

std::optional<Reason> reason_from(std::string_view text)
{
    for (const Reason reason : {Reason::not_recorded, Reason::officer_judgement, Reason::rule_unconfirmed,
                                Reason::no_rule_in_force})
        if (word(reason) == text) return reason;
    return std::nullopt;
}

ExpectedFinding expected_finding(const Field& field)
{
    ExpectedFinding made;
    made.silent = field.is_null();
    if (made.silent) return made;
    field.expect_only({"outcome", "reason", "indication"});
    made.outcome = word_value<Outcome>(field.at("outcome"), outcome_from, "met, not_met, undetermined");
    if (const auto reason = field.find("reason"))
        made.reason = word_value<Reason>(*reason, reason_from, "not_recorded, officer_judgement, ...");
    const auto indication = field.find("indication");
    if (indication && !indication->is_null())
        made.indication = word_value<Outcome>(*indication, outcome_from, "met, not_met") == Outcome::met;
    return made;
}

ExpectedAuthority expected_authority(const Field& field)
{
    field.expect_only({"bodies", "mode", "standing", "procedure_code", "filed_with_ok"});
    ExpectedAuthority made;
    if (const auto bodies = field.find("bodies")) {
        made.bodies.emplace();
        bodies->each_element([&](const Field& body) {
            made.bodies->push_back(word_value<Body>(body, parse_body, "province:NN, varans, ministry"));
        });
        std::ranges::sort(*made.bodies);
    }
    if (const auto mode = field.find("mode"))
        made.mode =
            mode->is_null() ? BodyMode::single : word_value<BodyMode>(*mode, body_mode_from, "choice, each");
    if (const auto standing = field.find("standing"))
        made.standing = word_value<Standing>(*standing, standing_from, "text, copy, official, ...");
    if (const auto code = field.find("procedure_code")) {
        made.procedure_code.emplace();
        if (!code->is_null()) made.procedure_code->emplace(code->as_string());
    }
    if (const auto ok = field.find("filed_with_ok")) {
        made.filed_with_ok.emplace();
        if (!ok->is_null()) made.filed_with_ok->emplace(ok->as_boolean());
    }
    return made;
}

Expectation expectation(const Field& field)
{
    field.expect_only({"determination", "certificate_need", "authority", "topics", "finding"});
    Expectation made;
    if (const auto verdict = field.find("determination"))
        made.determination =
            word_value<Verdict>(*verdict, verdict_from, "not_required, ineligible, incomplete, ...");
    if (const auto need = field.find("certificate_need"))
        made.certificate_need =
            word_value<CertificateNeed>(*need, need_from, "required, not_required, unknown");
    if (const auto finding = field.find("finding")) made.finding = expected_finding(*finding);
    if (const auto authority = field.find("authority")) made.authority = expected_authority(*authority);
    if (const auto topics = field.find("topics")) {
        topics->each_member([&](const Field& topic) {
            const auto about = topic_from(topic.key());
            if (!about) topic.refuse_unknown_key();
            made.topics.emplace_back(*about,
                                     word_value<Outcome>(topic, outcome_from, "met, not_met, undetermined"));
        });
    }
    return made;
}

rules::ScreenOptions screen_options(const Field& field)
{
    field.expect_only({"as_of", "decide_on"});
    rules::ScreenOptions options;
    if (const auto day = field.find("as_of")) options.as_of = day->as_date();
    if (const auto standing = field.find("decide_on"))
        options.decide_on = word_value<Standing>(*standing, standing_from, "text, copy, official, ...");
    return options;
}

/// Reads the files one after another; each base once.
class CaseReader {
public:
    CaseReader(const std::vector<SourceFile>& files, const Vocabulary& vocabulary)
        : files_{files}, vocabulary_{vocabulary}
    {
    }

    std::vector<WorkedCase> read()
    {
        std::vector<const SourceFile*> sorted;
        for (const SourceFile& file : files_)
            if (!file.path.starts_with(bases_folder) && file.path != reach_file) sorted.push_back(&file);
        std::ranges::sort(sorted, {}, &SourceFile::path);
        for (const SourceFile* file : sorted) {
            try {
                read_file(*file);
            } catch (const Error& error) {
                Place place = error.place();
                place.file = file->path;
                throw Error{error.fault(), error.sentence(), error.hint(), place};
            }
        }
        return std::move(cases_);
    }

private:
    void read_file(const SourceFile& file)
    {
        const Field root{reader_, reader_.read(file.text)};
        root.expect_only({"requirement", "topic", "citation", "authority", "about", "cases"});
        const auto requirement = root.find("requirement");
        bool first = true;
        root.at("cases").each_element([&](const Field& stated) {
            WorkedCase& one = cases_.emplace_back();
            one.file = file.path;
            if (std::exchange(first, false)) read_head(root, one);
            if (requirement) one.requirement = std::string{requirement->as_filled_string()};
            read_case(stated, one);
        });
    }

    /// What the head says of the row once more, so that a slip in the row is noticed.
    static void read_head(const Field& root, WorkedCase& one)
    {
        if (const auto topic = root.find("topic"))
            one.topic = word_value<Topic>(*topic, topic_from, "a topic");
        const auto citation = root.find("citation");
        if (!citation) return;
        citation->expect_only({"instrument", "article"});
        one.citation.emplace();
        one.citation->instrument = std::string{citation->at("instrument").as_filled_string()};
        if (const auto article = citation->find("article"))
            one.citation->article = std::string{article->as_filled_string()};
    }

    void read_case(const Field& stated, WorkedCase& one)
    {
        stated.expect_only({"why", "base", "dossier", "change", "options", "expect"});
        one.why = std::string{stated.at("why").as_filled_string()};
        const auto change = stated.find("change");
        if (const auto base = stated.find("base")) {
            const text::JsonValue& under = base_value(*base);
            one.dossier_text =
                change ? text::merge_patch(under, change->value()) : text::canonical_json(under);
        } else {
            one.dossier_text = text::canonical_json(stated.at("dossier").value());
        }
        try {
            one.dossier = text::read_dossier(dossier_reader_, one.dossier_text, vocabulary_);
        } catch (const Error& error) {
            stated.refuse_because({"hồ sơ của ví dụ này không đọc được: " + error.sentence().vi,
                                   "the dossier of this case cannot be read: " + error.sentence().en});
        }
        if (const auto options = stated.find("options")) one.options = screen_options(*options);
        one.expect = expectation(stated.at("expect"));
    }

    const text::JsonValue& base_value(const Field& name)
    {
        const std::string path = std::string{bases_folder} + std::string{name.as_string()} + ".json";
        auto known = bases_.find(path);
        if (known == bases_.end()) {
            const auto file = std::ranges::find(files_, path, &SourceFile::path);
            if (file == files_.end())
                name.refuse({"tên một tệp trong cases/bases", "the name of a file in cases/bases"});
            known = bases_.try_emplace(path).first;
            known->second.root = &known->second.reader.read(file->text);
        }
        return *known->second.root;
    }

    struct Base {
        text::JsonReader reader;
        const text::JsonValue* root{nullptr};
    };

    const std::vector<SourceFile>& files_;
    const Vocabulary& vocabulary_;
    text::JsonReader reader_, dossier_reader_;
    std::map<std::string, Base> bases_;
    std::vector<WorkedCase> cases_;
};

} // namespace

std::vector<WorkedCase> read_cases(const std::vector<SourceFile>& files, const Vocabulary& vocabulary)
{
    return CaseReader{files, vocabulary}.read();
}

} // namespace radcert::workshop
