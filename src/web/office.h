#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "registry/web_store.h"
#include "registry/writer.h"

namespace radcert::web {

/// Where the desk's pages come from, and how long somebody may be away from them.
struct OfficeOptions {
    registry::RegisterPlace place; ///< of the register
    std::filesystem::path key_file;
    std::chrono::seconds idle{15 * 60};              ///< without a request: signed out
    std::chrono::seconds absolute{8 * 60 * 60};      ///< signed out, whatever was asked
    std::string version;                             ///< of the program, shown at the foot of every page
    std::filesystem::path program{"/proc/self/exe"}; ///< that reads strangers' sheets in a process of its own
    registry::Clock clock{registry::system_time};
};

/// What all answering threads share: the one register that is open for writing, the store of sessions, and
/// how many passwords may be hashed at once.
class Office {
public:
    /// The register is opened for writing when the first act needs it, or by `open_desk`.
    /// @throws Error  as registry::WebStore
    explicit Office(OfficeOptions options);
    ~Office();
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    /// Opens the register for writing now: nobody else can meanwhile. @throws Error as registry::Writer.
    void open_desk();

    /// Does one act with the register open for writing, one at a time.
    void write(const std::function<void(registry::Writer&)>& work);

    /// A connection of its own for reading.
    registry::Database open_reader() const;

    /// Whether a password is the one of the PHC string; at most four at once are looked at, since each takes
    /// 19 MiB and a core. @param phc  empty: nobody's, and as much work
    bool password_fits(const std::string& phc, std::string_view password);

    /// Figures of the server that answers, for /metrics; set once, before it runs.
    void watch(std::function<std::string()> figures) { figures_ = std::move(figures); }
    std::string figures() const { return figures_ ? figures_() : std::string{}; }

    registry::WebStore& store() { return *store_; }
    const registry::KeyFile& keys();
    const OfficeOptions& options() const { return options_; }

private:
    struct Turns; ///< who may hash now

    registry::Writer& writer();

    OfficeOptions options_;
    std::unique_ptr<registry::WebStore> store_;
    std::mutex writing_;
    std::unique_ptr<registry::Writer> writer_;
    std::unique_ptr<registry::KeyFile> keys_;
    std::mutex keys_mutex_;
    std::unique_ptr<Turns> turns_;
    std::function<std::string()> figures_;
};

} // namespace radcert::web
