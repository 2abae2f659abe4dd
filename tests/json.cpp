#include "tests/json.h"

template class nlohmann::basic_json<>;

radcert::tests::json radcert::tests::parsed(std::string_view text)
{
    return json::parse(text);
}

std::string Catch::StringMaker<nlohmann::json>::convert(const nlohmann::json& value)
{
    return value.dump();
}
