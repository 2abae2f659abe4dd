#pragma once

#include <cstddef>

#include "domain/words.h"

namespace radcert::cli {

/// A bar on standard error while something long goes on; nothing where that is no terminal. It is taken away
/// at the end.
class ProgressBar {
public:
    explicit ProgressBar(std::string what);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void operator()(std::size_t done, std::size_t all);

private:
    std::string what_;
    bool shown_;
    std::size_t percent_{~std::size_t{0}}; ///< what stands there
};

} // namespace radcert::cli
