#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "cli/input_file.h"

namespace radcert::cli {

/// Whole lines of a file, and the answers to them.
struct LineBatch {
    std::size_t first_line{1};
    std::string text;     ///< lines with their ends; the last line of a file may have none
    bool too_long{false}; ///< after `text` stood a line over the limit, which was skipped
    std::string answers;
    bool valid{true};
    bool done{false};
};

/// Reads a file, or standard input for "-", in batches of whole lines. Hands out what has arrived without
/// waiting for more, so that a program at the other end of a pipe gets its answer.
class LineSource {
public:
    /// @throws Error  not_found or unavailable, naming the file.
    explicit LineSource(const std::string& path) : file_{path} {}

    /// The next batch; null at the end.
    std::unique_ptr<LineBatch> next();

private:
    bool fill();
    void skip_line();

    InputFile file_;
    std::string pending_; ///< the beginning of a line whose end has not arrived
    std::size_t line_{1}; ///< number of the first line in `pending_`
    bool ended_{false};
};

} // namespace radcert::cli
