#include "rules/write_determination.h"

#include <algorithm>

#include "rules/explain.h"
#include "text/json_writer.h"

namespace radcert::rules {
namespace {

using text::JsonWriter;

void write_words(JsonWriter& json, std::string_view name, const Words& words)
{
    json.key(name);
    json.open_object();
    json.member("en", words.en);
    json.member("vi", words.vi);
    json.close_object();
}

std::string rendered_tail(const Rulebook& book, const Row& row, FailureAction on_failure)
{
    std::string out;
    JsonWriter json{out};
    json.member("on_failure", word(on_failure));
    json.member("standing", word(row.standing));
    json.key("citation");
    json.open_object();
    json.member("instrument", book.instruments[row.citation.index].number);
    json.key("article");
    if (row.citation.article.empty())
        json.null();
    else
        json.string(row.citation.article);
    json.close_object();
    return out;
}

std::string rendered_head(const Row& row, Topic topic)
{
    std::string out;
    JsonWriter json{out};
    json.member("requirement", row.id);
    json.member("topic", word(topic));
    write_words(json, "title", row.title);
    return out;
}

} // namespace

const DeterminationWriter::Fixed& DeterminationWriter::fixed(const Finding& finding)
{
    const Rulebook& book = program_.book;
    const bool authority = finding.authority != no_index;
    auto& kept = authority ? authorities_ : requirements_;
    if (kept.empty()) kept.resize(authority ? book.authorities.size() : book.requirements.size());
    Fixed& made = kept[authority ? finding.authority : finding.row];
    if (made.head.empty()) {
        const Row& row = row_of(book, finding);
        made.head = rendered_head(row, topic_of(book, finding));
        made.tail = rendered_tail(book, row, on_failure_of(book, finding));
    }
    return made;
}

void DeterminationWriter::authority(std::string& out, const Screening& screening) const
{
    const Competence& competence = screening.competence;
    JsonWriter json{out};
    json.open_object();
    json.key("bodies");
    json.open_array();
    for (const Body& body : competence.bodies) json.string(to_word(body));
    json.close_array();
    json.key("mode");
    if (competence.mode == BodyMode::single)
        json.null();
    else
        json.string(word(competence.mode));
    json.member("standing", word(competence.standing));
    json.key("procedure_code");
    if (competence.procedure_code)
        json.string(*competence.procedure_code);
    else
        json.null();
    json.key("filed_with_ok");
    if (competence.filed_with_ok)
        json.boolean(*competence.filed_with_ok);
    else
        json.null();
    json.close_object();
}

void DeterminationWriter::evidence(std::string& out, const Screening& screening, const Finding& finding)
{
    out += '[';
    bool first = true;
    for (std::uint32_t i = 0; i < finding.traces; ++i) {
        const Trace& trace = screening.traces[finding.first_trace + i];
        if (trace.record == no_record) continue;
        words_.clear();
        append_record_id(words_, *screening.dossier, program_.nodes[trace.node].list, trace.record);
        if (!first) out += ',';
        first = false;
        text::append_json_string(out, words_);
    }
    out += ']';
}

void DeterminationWriter::adopted(std::string& out, const Finding& finding) const
{
    JsonWriter json{out};
    if (const Overlay* by = overlay_of(program_.book, finding)) {
        json.open_object();
        json.member("authority", to_word(by->authority));
        json.member("since", to_iso(by->in_force.from));
        json.member("by", by->signed_by);
        json.member("overlay", by->id);
        write_words(json, "basis", by->basis);
        json.close_object();
    } else if (const Adoption* adopted = adoption_of(program_.book, finding)) {
        json.open_object();
        json.member("authority", to_word(adopted->authority));
        json.member("since", to_iso(adopted->in_force.from));
        json.member("by", adopted->by);
        json.member("second", adopted->second);
        write_words(json, "basis", adopted->basis);
        json.close_object();
    } else {
        json.null();
    }
}

void DeterminationWriter::finding(std::string& out, const Screening& screening, const Finding& finding)
{
    const Fixed& same = fixed(finding);
    out += '{';
    out += same.head;
    out += ",\"outcome\":\"";
    out += word(finding.outcome);
    out += "\",\"reason\":";
    if (finding.reason == Reason::none)
        out += "null";
    else
        out.append("\"").append(word(finding.reason)).append("\"");
    out += ",\"indication\":";
    if (!finding.indication)
        out += "null";
    else
        out += *finding.indication ? "\"met\"" : "\"not_met\"";
    out += ',';
    out += same.tail;
    out += ",\"evidence\":";
    evidence(out, screening, finding);
    out += ",\"explanation\":{\"en\":";
    words_.clear();
    append_explanation(words_, program_, screening, finding, Language::en);
    text::append_json_string(out, words_);
    out += ",\"vi\":";
    words_.clear();
    append_explanation(words_, program_, screening, finding, Language::vi);
    text::append_json_string(out, words_);
    out += "},\"adopted\":";
    adopted(out, finding);
    out += '}';
}

void DeterminationWriter::append(std::string& out, const Screening& screening)
{
    const Rulebook& book = program_.book;
    out += "{\"application\":";
    text::append_json_string(out, screening.dossier->application.id);
    out += ",\"as_of\":\"";
    out += to_iso(screening.as_of);
    out += "\",\"determination\":\"";
    out += word(screening.verdict);
    out += "\",\"certificate_need\":\"";
    out += word(screening.need);
    out += "\",\"authority\":";
    authority(out, screening);
    out += ",\"findings\":[";
    for (std::size_t i = 0; i < screening.findings.size(); ++i) {
        if (i > 0) out += ',';
        finding(out, screening, screening.findings[i]);
    }
    out += "],\"rulebook\":{\"digest\":\"";
    out += book.digest;
    out += "\",\"version\":";
    text::append_json_string(out, book.version);
    out += "}}";
}

} // namespace radcert::rules
