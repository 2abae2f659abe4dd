#pragma once

#include <filesystem>
#include <optional>

#include "registry/fresh_register.h"
#include "registry/register_place.h"

namespace radcert::registry {

/// A register that takes long to make: until it is whole it has another name, "radcert.db.making" with a key
/// file of that kind, in PostgreSQL a schema of its own, so that nobody takes half of it for a register. What
/// an interrupted one left is removed by the next at that place.
class RegisterInMaking {
public:
    /// @throws Error  conflict: there is a register, or a file of a name that belongs to it; unavailable.
    RegisterInMaking(RegisterPlace place, std::filesystem::path key_file);
    ~RegisterInMaking(); ///< removes it, unless it was kept
    RegisterInMaking(const RegisterInMaking&) = delete;
    RegisterInMaking& operator=(const RegisterInMaking&) = delete;

    const RegisterPlace& place() const { return making_; } ///< where it is made
    const std::filesystem::path& key_file() const { return making_key_; }

    /// Gives everything its name; durable when this returns. Nobody may have it open.
    /// @throws Error  conflict: somebody made another one there meanwhile; unavailable.
    void keep();

private:
    void remove_schema() const;
    void move_schema() const;
    void remove_files() const;

    RegisterPlace place_, making_;
    std::filesystem::path key_file_, making_key_;
    std::optional<FreshRegister> file_; ///< of a register in a file
    bool kept_{false};
};

} // namespace radcert::registry
