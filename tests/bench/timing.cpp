#include "tests/bench/timing.h"

#include <cstdio>
#include <ctime>

namespace radcert::bench {
namespace {

double seconds_of(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

} // namespace

double processor_seconds()
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double wall_seconds()
{
    return seconds_of(CLOCK_MONOTONIC);
}

double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(share * double(values.size())))];
}

double median(std::vector<double> values)
{
    return quantile(std::move(values), 0.5);
}

void print_rate(const std::string& what, double per_second, const std::string& baseline, double ratio)
{
    std::printf("%-58s %12.0f /s   %6.2f x %s\n", what.c_str(), per_second, ratio, baseline.c_str());
}

} // namespace radcert::bench
