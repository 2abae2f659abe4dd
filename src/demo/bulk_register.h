#pragma once

#include "demo/diary.h"

namespace radcert::demo {

struct BulkOptions {
    std::size_t workers{2'000};
    std::uint64_t seed{1};
    std::size_t events_in_transaction{5'000};
};

struct BulkCounts {
    std::int64_t facilities{}, workers{}, certificates{}, events{}, records{};
};

/// Fills a register as an import of old files would: for each worker about 20 events with papers, posts, ten
/// years of health checks and doses, trainings and 2.5 certificates; a facility for ten workers. For
/// benchmarks: the records are those that the acts of casework make, but they are written directly, because
/// the acts ask the register before each of them.
///
/// @param turn  called before each transaction, so that a clock can go on.
BulkCounts fill_in_bulk(registry::Writer& writer, const BulkOptions& options,
                        const std::function<void()>& turn = {});

} // namespace radcert::demo
