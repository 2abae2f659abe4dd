#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "registry/keys.h"
#include "registry/register_place.h"
#include "registry/web_store.h"
#include "web/office.h"

namespace radcert::web {

/// A file that somebody sent, on its way from the preview to the import.
struct SpooledFile {
    std::string token;          ///< random; names it in addresses, to whoever sent it alone
    std::filesystem::path file; ///< its bytes
    std::string name;           ///< what its sender calls it
};

/// Files that were sent and not yet imported: in the folder "FILE.web.d" beside the register, mode 0700, each
/// file of mode 0600 under a random name that holds whose it is. They are gone after a day; of one officer
/// the last few are kept. Their bytes are a stranger's: they are read by documents::SheetReader's process
/// alone.
///
/// Where several servers answer for one register, the store that they share has each file, sealed, until it
/// is imported, and whichever server is asked for it makes its copy: the page after the one that sent it may
/// come to another server.
class ImportSpool {
public:
    static constexpr std::chrono::hours kept{24};
    static constexpr std::size_t most_of_one = 5; ///< files of one officer

    /// Where the servers of a register keep what all of them need.
    struct Shared {
        registry::WebStore& store;
        const registry::Key& key; ///< that all of them have
    };

    explicit ImportSpool(const registry::RegisterPlace& register_place, std::optional<Shared> shared = {});

    /// Keeps a file. @param name the sender's; of it the last part, on one line, is kept
    /// @throws Error  unavailable: the folder or the file cannot be written
    SpooledFile keep(const std::string& officer, const std::string& name, std::string_view bytes);
    /// A file of this officer's. @throws Error not_found: there is none, it is another's, or a day has passed
    SpooledFile find(const std::string& officer, const std::string& token);
    void remove(const SpooledFile& file);
    /// Takes away what is a day old.
    void sweep();

private:
    void sweep(const std::string& owner);
    SpooledFile write(const std::string& officer, const std::string& token, const std::string& name,
                      std::string_view bytes);
    void share(const std::string& officer, const SpooledFile& file, std::string_view bytes);
    bool fetch(const std::string& officer, const std::string& token);
    std::filesystem::path place(const std::string& officer, const std::string& token) const;

    std::filesystem::path folder_;
    std::optional<Shared> shared_;
};

/// The spool of a server's register.
ImportSpool import_spool(Office& office);

/// The last part of a name as a sender gives it, printable and at most 100 bytes; never a path.
std::string plain_file_name(std::string_view name);

} // namespace radcert::web
