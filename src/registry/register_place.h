#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace radcert::registry {

/// Where a register is: a file ("radcert.db"), or a database of PostgreSQL's ("postgresql://HOST/NAME", as
/// libpq reads it).
class RegisterPlace {
public:
    RegisterPlace() = default;
    RegisterPlace(std::filesystem::path file);
    RegisterPlace(const std::string& text) : RegisterPlace{std::filesystem::path{text}} {}
    RegisterPlace(const char* text) : RegisterPlace{std::filesystem::path{text}} {}
    /// A database, and what the files beside it are called after.
    RegisterPlace(std::string address, std::filesystem::path beside);

    bool is_file() const { return address_.empty(); }
    /// A file: itself. A database: what the files beside it are called after, as its keys and its kept
    /// checkpoint lie on this machine; "NAME.pg" unless it is said.
    const std::filesystem::path& file() const { return file_; }
    /// For libpq, with the password if one was written; empty for a file.
    const std::string& address() const { return address_; }
    /// For people: a password is not shown.
    std::string name() const;
    std::string full_name() const; ///< of a file with its folders
    /// Whether there is such a file; of a database only its server can tell, so it may.
    bool may_exist() const;
    /// The same database, in a schema of its own that is called after the one that the address leads to:
    /// "public_making" for "_making". The files beside it are called after it as well.
    RegisterPlace in_schema(std::string_view ending) const;
    const std::string& schema_ending() const { return schema_ending_; } ///< empty: in that one itself
    /// A file beside it: beside(".key") is "radcert.db.key".
    std::filesystem::path beside(std::string_view ending) const;

private:
    std::filesystem::path file_;
    std::string address_, schema_ending_;
};

} // namespace radcert::registry
