#include <unistd.h>

#include "cli/commands.h"
#include "cli/verb.h"
#include "documents/sheet_reader.h"

namespace radcert::cli {
namespace {

struct ReadSheetOptions {
    std::string encoding, sheet;
    int delimiter{0}; ///< its byte
};

void read_sheet(const Settings&, const ReadSheetOptions& options)
{
    documents::SheetReadOptions wanted;
    wanted.encoding = documents::parse_encoding(options.encoding);
    wanted.delimiter = char(options.delimiter);
    wanted.sheet = options.sheet;
    documents::read_sheet_in_limits(STDIN_FILENO, STDOUT_FILENO, wanted);
}

} // namespace

/// Not for people: documents::SheetReader runs it to read a stranger's file in a process of its own.
void add_read_sheet_command(Command& app, Settings& settings, int&)
{
    auto [command, options] = add_verb(app, "read-sheet", "", settings, read_sheet);
    command->hide(); // not in the help
    command->add_option("--encoding", options->encoding);
    command->add_option("--delimiter", options->delimiter);
    command->add_option("--sheet", options->sheet);
}

} // namespace radcert::cli
