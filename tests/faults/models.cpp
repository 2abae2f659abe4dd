#include "tests/faults/models.h"

#include <stdexcept>

namespace radcert::faults {
namespace {

[[noreturn]] void refuse_word(const Exchange& operation)
{
    throw std::logic_error{"the model knows no " + operation.what};
}

/// What was read, where it was the state.
bool read(const std::string& state, const Exchange& operation)
{
    return !operation.known() || operation.told == state;
}

bool replace(std::string& state, std::string_view by)
{
    state = by;
    return true;
}

/// Done where the state lets it; told "refused" exactly where it does not.
bool done_where(bool lets, std::string& state, std::string_view after, const Exchange& operation)
{
    if (operation.known() && (operation.told != "refused") != lets) return false;
    return !lets || replace(state, after);
}

bool register_step(std::string& state, const Exchange& operation)
{
    if (operation.what == "read") return read(state, operation);
    if (operation.what == "write") return replace(state, operation.given);
    if (operation.what != "cas") refuse_word(operation);
    return done_where(state == operation.found, state, operation.given, operation);
}

bool text_step(std::string& state, const Exchange& operation)
{
    if (operation.what == "get") return read(state, operation);
    if (operation.what == "put") return replace(state, operation.given);
    if (operation.what != "append") refuse_word(operation);
    state += operation.given;
    return true;
}

bool certificate_step(std::string& state, const Exchange& operation)
{
    if (operation.what == "read") return read(state, operation);
    const std::size_t blank = state.find(' ');
    const std::string day = state.substr(0, blank), status = state.substr(blank + 1);
    if (operation.what == "correct") return replace(state, operation.given + ' ' + status);
    if (operation.what == "suspend")
        return done_where(status == "in_force", state, day + " suspended", operation);
    if (operation.what == "restore")
        return done_where(status == "suspended", state, day + " in_force", operation);
    refuse_word(operation);
}

/// One whose answer is not known gave a number that nobody was told yet: a read tells which.
bool grant_step(std::string& state, const Exchange& operation)
{
    if (operation.what == "issue")
        return done_where(state == "none", state, operation.known() ? operation.told : "some", operation);
    if (operation.what != "read") refuse_word(operation);
    if (state == "some" && operation.told != "none") return replace(state, operation.told);
    return read(state, operation);
}

bool count_step(std::string& state, const Exchange& operation)
{
    if (operation.what == "read") return read(state, operation);
    if (operation.what != "add") refuse_word(operation);
    state = std::to_string(std::stol(state) + 1);
    return !operation.known() || operation.told == state;
}

} // namespace

Model register_model(const std::string& start)
{
    return {start, register_step};
}

Model text_model()
{
    return {"", text_step};
}

Model certificate_model(const std::string& start)
{
    return {start, certificate_step};
}

Model grant_model()
{
    return {"none", grant_step};
}

Model count_model()
{
    return {"0", count_step};
}

} // namespace radcert::faults
