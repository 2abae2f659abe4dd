#include <memory>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/manual_pages.h"
#include "cli/output.h"

namespace radcert::cli {

// What is made from the tree of all commands, so that it says what the program does.
void add_completion_commands(Command& app, Settings&, int&)
{
    auto* noun =
        app.add_subcommand("completion", "Gợi ý lệnh khi gõ phím Tab / words that a shell completes on Tab");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert completion bash > ~/.local/share/bash-completion/completions/radcert");
    noun->add_subcommand("bash", "Cho bash / for bash")->callback([&app] {
        write_out(bash_completion(app.shape()));
    });

    auto* pages = app.add_subcommand("manual-pages", "Trang hướng dẫn cho man / pages for man");
    const auto folder = std::make_shared<std::string>();
    pages->add_option("folder", *folder, "Thư mục / folder")->required()->type_name("DIR");
    pages->hide()->callback([&app, folder] {
        make_folder(*folder);
        for (const ManualPage& page : manual_pages(app.shape(), RADCERT_VERSION))
            save_file(*folder + '/' + page.file, page.text);
    });
}

} // namespace radcert::cli
