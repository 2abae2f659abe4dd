#include "cli/progress.h"

#include <cstdio>
#include <unistd.h>

namespace radcert::cli {
namespace {

constexpr std::size_t bar_width = 30;

} // namespace

ProgressBar::ProgressBar(std::string what) : what_{std::move(what)}, shown_{::isatty(STDERR_FILENO) == 1} {}

ProgressBar::~ProgressBar()
{
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::operator()(std::size_t done, std::size_t all)
{
    const std::size_t percent = all == 0 ? 100 : done * 100 / all;
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    const std::size_t full = bar_width * percent / 100;
    const std::string bar = std::string(full, '#') + std::string(bar_width - full, '.');
    std::fprintf(stderr, "\r%s [%s] %zu %%", what_.c_str(), bar.c_str(), percent);
}

} // namespace radcert::cli
