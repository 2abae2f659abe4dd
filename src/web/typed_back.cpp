#include "web/typed_back.h"

#include "web/form_html.h"

namespace radcert::web {
namespace {

/// Finds the form in blocks, whatever it is folded into, which is then open.
Form* find_form(std::vector<Block>& blocks, const std::string& action)
{
    for (Block& block : blocks) {
        if (auto* form = std::get_if<Form>(&block.value)) {
            if (!form->asks && form->action.substr(0, form->action.find('?')) == action) return form;
        } else if (auto* folded = std::get_if<Folded>(&block.value)) {
            if (Form* found = find_form(folded->blocks, action)) {
                folded->open = true;
                return found;
            }
        } else if (auto* beside = std::get_if<Beside>(&block.value)) {
            for (auto& column : beside->columns) {
                if (Form* found = find_form(column, action)) return found;
            }
        }
    }
    return nullptr;
}

bool can_be_put_back(const Field& field)
{
    return field.kind != Field::Kind::password && field.kind != Field::Kind::file &&
           field.kind != Field::Kind::hidden;
}

} // namespace

void put_back(Page& page, const std::string& action, const Parameters& typed, const Error& error)
{
    Notice notice{Notice::Kind::wrong, error.sentence()};
    if (!error.hint().empty()) notice.more.push_back(error.hint());
    if (Form* form = find_form(page.blocks, action)) {
        if (form->id.empty()) form->id = "typed";
        for (Field& field : form->fields) {
            if (can_be_put_back(field)) field.values = typed.all(field.name);
            if (error.place().pointer != '/' + field.name) continue;
            field.error = error.sentence();
            notice.next.push_back(
                {{"Đến ô cần sửa", "To the field to mend"}, '#' + field_id(*form, 0, field.name), true});
        }
    }
    page.blocks.insert(page.blocks.begin(), Block{std::move(notice)});
}

} // namespace radcert::web
