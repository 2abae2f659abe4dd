#pragma once

#include <string>

namespace radcert {

/// The two languages of every sentence radcert prints. Vietnamese is the language of the office.
enum class Language : unsigned char { vi, en };

/// One sentence or name in both languages. The Vietnamese terms are the official ones.
struct Words {
    std::string vi;
    std::string en;

    const std::string& in(Language language) const { return language == Language::vi ? vi : en; }
    bool empty() const { return vi.empty() && en.empty(); }
    friend bool operator==(const Words&, const Words&) = default;
};

} // namespace radcert
