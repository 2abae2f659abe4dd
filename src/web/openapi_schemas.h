#pragma once

#include <string>
#include <vector>

namespace radcert::web {

/// A schema of the interface's description, by its name: "FacilityList".
struct NamedSchema {
    std::string name;
    std::string json; ///< JSON Schema
};

/// Every schema that bodies and answers have; those of records are made of the records' own fields.
const std::vector<NamedSchema>& api_schemas();

/// {"$ref":"#/components/schemas/FacilityList"}
std::string schema_reference(const std::string& name);

} // namespace radcert::web
