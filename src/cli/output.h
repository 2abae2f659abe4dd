#pragma once

#include <string>
#include <string_view>

#include "domain/error.h"
#include "domain/words.h"

namespace radcert::cli {

/// Writes all of `text` to standard output.
/// @throws Error  unavailable: the disk is full, the pipe is closed.
void write_out(std::string_view text);

/// Makes a folder, and those above it; nothing where it is there. @throws Error unavailable: it cannot be
/// made.
void make_folder(const std::string& folder);
/// Writes a file, whole or not at all; "-" is standard output. @throws Error as write_out and
/// registry::write_kept_file.
void save_file(const std::string& file, std::string_view bytes);
/// Says something of a file that was saved: on standard error where the file went to standard output.
void say_of(const std::string& file, std::string_view text);

/// "radcert: error: FILE:LINE: /pointer: sentence", then "radcert: hint: ..." where there is one, on standard
/// error.
void write_error(const Error& error, Language language);

/// "FILE:LINE: /pointer: sentence", without what is not known.
std::string located_sentence(const Error& error, Language language);

/// Whether standard output is a terminal that may be coloured (NO_COLOR, TERM=dumb).
bool colour_wanted();
bool output_is_terminal();

} // namespace radcert::cli
