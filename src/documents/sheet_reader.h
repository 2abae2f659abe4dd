#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "documents/encodings.h"
#include "documents/sheet.h"
#include "documents/sheet_frames.h"
#include "domain/error.h"

namespace radcert::documents {

struct SheetReadOptions {
    std::optional<Encoding>
        encoding;         ///< of a CSV file; empty: the file must say so itself (UTF-8, byte order mark)
    char delimiter{'\0'}; ///< of a CSV file; NUL: found
    std::string sheet{};  ///< only the sheet of this name; empty: all
    std::string called{}; ///< what errors call the file; empty: by its name
};

/// Reads a table from a stranger, XLSX or CSV by what is in it, row by row, so that 100,000 rows need little
/// memory.
///
/// The file is read by a process of its own, this program again, which may take 30 seconds of processor time
/// and 512 MiB of addresses, open and write no file; what it sends is checked. Whatever it does, the worst
/// that happens here is an Error.
class SheetReader {
public:
    /// @param program  what to run as "PROGRAM read-sheet"; this program where it is not given
    explicit SheetReader(std::filesystem::path program = "/proc/self/exe") : program_{std::move(program)} {}

    /// Called for every row that holds anything: name of its sheet ("" in CSV), row. False: enough.
    using Take = std::function<bool(const std::string&, const SheetRow&)>;

    /// @throws Error  invalid_input, naming file, sheet, row and column where they are known: not such a
    /// file, damaged,
    ///                hostile, too large, not readable in its limits, or in an encoding that a person has to
    ///                choose; not_found: no such file, no sheet of that name; unavailable: it cannot be
    ///                opened.
    SheetForm read(const std::filesystem::path& file, const SheetReadOptions& options,
                   const Take& take) const;

private:
    std::filesystem::path program_;
};

/// One way to read a CSV file that does not say its encoding.
struct OfferedEncoding {
    Encoding encoding{};
    std::string preview; ///< a line of the file, read this way
};
/// What an Error of `SheetReader::read` offers where a person has to choose the encoding, best first; empty:
/// the trouble is another.
std::vector<OfferedEncoding> offered_encodings(const Error& error);

/// What "PROGRAM read-sheet" does: lowers its own limits, reads `input`, a regular file, and writes frames to
/// `output`.
void read_sheet_in_limits(int input, int output, const SheetReadOptions& options);

} // namespace radcert::documents
