#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "documents/sheet.h"
#include "domain/error.h"

namespace radcert::documents {

// How rows travel from the process that reads a stranger's file to the one that trusts nobody: frames of a
// letter (S sheet, R row, F form of the file, E error, Z end), the size of what follows in four bytes, and
// that. Numbers are little-endian.

/// What a file was found to be.
struct SheetForm {
    bool workbook{false};
    std::string encoding; ///< of a CSV file: "utf-8"
    char delimiter{'\0'}; ///< of a CSV file
};

/// Writes frames to a descriptor. Texts must be UTF-8.
class FrameWriter {
public:
    explicit FrameWriter(int descriptor) : descriptor_{descriptor} {}

    void sheet(std::string_view name);
    void row(const SheetRow& row);
    void form(const SheetForm& form);
    void error(const Error& error);
    void end();

private:
    void begin(char kind);
    void number(std::uint32_t value);
    void text(std::string_view text);
    void finish(); ///< @throws Error unavailable: nobody reads
    void flush();

    int descriptor_;
    std::string buffer_;
    std::size_t begin_{0};
};

/// What a frame says, to whom it may concern.
struct FrameListener {
    std::function<void(std::string)> sheet;
    std::function<void(SheetRow&)> row;
    std::function<void(SheetForm)> form;
    std::function<void(const Error&)> error;
};

/// Takes bytes as they arrive. Nothing is believed: an unknown letter, a size that does not fit what is in
/// it, text that is not UTF-8, a day beyond the calendar, rows out of order or before a sheet, anything after
/// the end.
class FrameParser {
public:
    explicit FrameParser(FrameListener listener) : listener_{std::move(listener)} {}

    /// @return false where the bytes are not such frames; the parser is then of no more use.
    bool take(std::string_view bytes);
    bool ended() const { return ended_; }

private:
    bool frame(char kind, std::string_view body);
    bool row_frame(std::string_view body);
    bool error_frame(std::string_view body);

    FrameListener listener_;
    std::string pending_;
    std::uint32_t last_row_{0};
    bool in_sheet_{false}, ended_{false};
};

} // namespace radcert::documents
