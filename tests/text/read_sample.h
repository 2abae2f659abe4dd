#pragma once

#include <string>

#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/text/sample_dossier.h"
#include "tests/text/sample_vocabulary.h"
#include "text/read_dossier.h"

namespace radcert::tests {

inline const Vocabulary vocabulary = sample_vocabulary();

inline Dossier read_text(const std::string& text)
{
    text::JsonReader reader;
    return text::read_dossier(reader, text, vocabulary);
}

inline Dossier read(const Json& dossier)
{
    return read_text(dossier.dump());
}

/// The sample with one value changed or added.
inline Json with(const std::string& pointer, const Json& value)
{
    Json dossier = sample_dossier();
    dossier[Pointer{pointer}] = value;
    return dossier;
}

inline Error refused(const Json& dossier)
{
    return refusal_of([&] { read(dossier); });
}

/// `dossier`, written on one line, is refused at `pointer` with a sentence that holds `says`.
inline void check_refused(const Json& dossier, const std::string& pointer, const std::string& says = {})
{
    CAPTURE(pointer);
    const Error error = refused(dossier);
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().pointer == pointer);
    CHECK(error.place().line == 1);
    CHECK_THAT(error.what(), Catch::Contains(says));
    CHECK_FALSE(error.sentence().vi.empty());
}

} // namespace radcert::tests
