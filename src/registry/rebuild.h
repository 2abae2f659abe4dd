#pragma once

#include "registry/verify.h"
#include "text/json.h"

namespace radcert::registry {

/// Plays the journal again into a register in memory, and compares what comes out with the records that
/// stand. Events of erased subjects have nothing to play; the erasure itself is played.
class Rebuild {
public:
    Rebuild(Database& database, Report& report);

    /// One event, in the journal's order.
    /// @param payload  its records: {"records":[{"row":{...},"table":"worker"}, ...]}
    void play(EventNumber number, std::string_view payload);

    /// Compares every table but the journal's own, row by row and column by column, both ways.
    void compare();

    /// The register in memory, when everything was played; nothing can be played or compared after that.
    Database take();

private:
    Database& standing_;
    Database replayed_;
    Report& report_;
    text::JsonReader reader_;
};

} // namespace radcert::registry
