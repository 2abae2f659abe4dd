#include "web/form_html.h"

#include <algorithm>

#include "web/view.h"

namespace radcert::web {
namespace {

/// How a one-line field is typed.
struct Typing {
    const char *type, *inputmode;
    Words placeholder;
};

Typing typing(Field::Kind kind)
{
    switch (kind) {
    case Field::Kind::password: return {"password", "", {}};
    case Field::Kind::number: return {"text", "decimal", {}};
    case Field::Kind::day: return {"text", "", {"ngày/tháng/năm", "day/month/year"}};
    case Field::Kind::search: return {"search", "", {}};
    default: return {"text", "", {}};
    }
}

/// One field as HTML.
class FieldHtml {
public:
    FieldHtml(const Field& field, std::string id, Language language)
        : field_{field}, id_{std::move(id)}, language_{language}
    {
    }

    std::string html() const
    {
        View view;
        const bool group = field_.kind == Field::Kind::radio || field_.kind == Field::Kind::checks;
        const bool hidden = field_.kind == Field::Kind::hidden;
        const Typing typed = typing(field_.kind);
        const bool plain = !group && !hidden;
        view.set("hidden", hidden)
            .set("plain", plain)
            .set("group", group)
            .set("id", id_)
            .set("name", field_.name)
            .set("label", say(field_.label))
            .set("hint", say(field_.hint))
            .set("error", say(field_.error))
            .set("required", field_.required)
            .set("described", described())
            .set("value", field_.values.empty() ? "" : field_.values.front())
            .set("short", is_short())
            .set("line", plain && is_line())
            .set("text", field_.kind == Field::Kind::text)
            .set("choice", field_.kind == Field::Kind::choice)
            .set("file", field_.kind == Field::Kind::file)
            .set("type", typed.type)
            .set("inputmode", typed.inputmode)
            .set("placeholder", say(typed.placeholder))
            .set("autocomplete", field_.autocomplete)
            .set("list_from", field_.list_from)
            .set("choices", choices());
        return fill("field", view);
    }

private:
    const std::string& say(const Words& words) const { return words.in(language_); }

    bool is_line() const
    {
        return field_.kind != Field::Kind::text && field_.kind != Field::Kind::choice &&
               field_.kind != Field::Kind::file;
    }

    /// What is typed into it is never long.
    bool is_short() const
    {
        return field_.kind == Field::Kind::day || field_.kind == Field::Kind::number ||
               field_.kind == Field::Kind::password || field_.autocomplete == "username";
    }

    std::string described() const
    {
        std::string ids = field_.hint.empty() ? "" : id_ + "-hint";
        if (!field_.error.empty()) ids += (ids.empty() ? "" : " ") + id_ + "-error";
        return ids;
    }

    View::List choices() const
    {
        View::List list;
        const bool one = field_.kind == Field::Kind::radio;
        if (field_.kind == Field::Kind::choice && !field_.required)
            list.push_back(choice({"", {"—", "—"}}, field_.values.empty(), 0, false));
        for (std::size_t i = 0; i < field_.choices.size(); ++i) {
            const bool chosen =
                std::ranges::find(field_.values, field_.choices[i].value) != field_.values.end();
            list.push_back(choice(field_.choices[i], chosen, i + 1, one && field_.required));
        }
        return list;
    }

    View choice(const Choice& offered, bool chosen, std::size_t place, bool required_one) const
    {
        return View{}
            .set("id", place == 1 ? id_ : id_ + '-' + std::to_string(place))
            .set("name", field_.name)
            .set("value", offered.value)
            .set("text", say(offered.name))
            .set("chosen", chosen)
            .set("kind", field_.kind == Field::Kind::radio ? "radio" : "checkbox")
            .set("required_one", required_one);
    }

    const Field& field_;
    std::string id_;
    Language language_;
};

/// What the form asks for beside its own fields.
std::vector<Field> all_fields(const Form& form)
{
    std::vector<Field> fields = form.fields;
    if (form.second) {
        fields.push_back({.kind = Field::Kind::line,
                          .name = "second",
                          .label = {"Mã người thứ hai", "Code of the second person"},
                          .hint = {"việc này cần hai người; người thứ hai tự gõ mật khẩu của mình",
                                   "this takes two persons; the second types his or her own password"},
                          .autocomplete = "off"});
        fields.push_back({.kind = Field::Kind::password,
                          .name = "second_password",
                          .label = {"Mật khẩu của người thứ hai", "Password of the second person"},
                          .autocomplete = "off"});
    }
    if (!form.confirm.empty())
        fields.push_back(
            {.kind = Field::Kind::checks, .name = "confirm", .choices = {{"yes", form.confirm}}});
    return fields;
}

} // namespace

std::string field_id(const Form& form, int place, const std::string& field)
{
    return (form.id.empty() ? "form" + std::to_string(place) : form.id) + '-' + field;
}

std::string form_html(const Form& form, const Frame& frame, int place)
{
    View::List fields;
    bool upload = false, needs = false;
    for (const Field& field : all_fields(form)) {
        upload = upload || field.kind == Field::Kind::file;
        needs = needs || (field.required && field.kind != Field::Kind::hidden);
        fields.push_back(
            View{}.set("html", FieldHtml{field, field_id(form, place, field.name), frame.language}.html()));
    }
    View view;
    view.set("id", form.id)
        .set("method", form.asks ? "get" : "post")
        .set("action", form.action)
        .set("upload", upload)
        .set("inline", form.inline_form)
        .set("grave", form.grave)
        .set("live", form.live)
        .set("csrf", form.asks ? "" : frame.csrf)
        .set("legend", form.legend.in(frame.language))
        .set("submit", form.submit.in(frame.language))
        .set("needed", needs && !form.inline_form ? Words{"bắt buộc", "required"}.in(frame.language) : "")
        .set("fields", std::move(fields));
    return fill("form", view);
}

} // namespace radcert::web
