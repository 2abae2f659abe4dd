#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace radcert::bench {

/// Seconds of processor time that this process has used.
double processor_seconds();

/// Seconds on the wall.
double wall_seconds();

/// The middle of several measurements.
double median(std::vector<double> values);

/// The value that `share` of the measurements do not exceed.
double quantile(std::vector<double> values, double share);

/// Prints "what  figure unit  ratio × baseline" in columns.
void print_rate(const std::string& what, double per_second, const std::string& baseline, double ratio);

/// Runs `work` several times after a warm-up and gives the median rate: `items` divided by processor seconds.
template <class Work>
double rate(std::size_t items, Work work)
{
    constexpr int rounds = 7;
    std::vector<double> rates;
    for (int i = 0; i <= rounds; ++i) {
        const double before = processor_seconds();
        work();
        const double seconds = processor_seconds() - before;
        if (i > 0) rates.push_back(double(items) / std::max(seconds, 1e-9));
    }
    return median(rates);
}

} // namespace radcert::bench
