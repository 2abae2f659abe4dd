#pragma once

#include <string>
#include <string_view>

#include "papers/zip_archive.h"

namespace radcert::papers {

/// The attributes of an element, by their names without namespace.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : pairs_{pairs} {}

    /// Empty where the attribute is missing or empty.
    std::string_view operator[](std::string_view name) const;

private:
    const char** pairs_;
};

/// What is told of a part as it is read. Elements of foreign namespaces (extensions) and what they hold are
/// left out.
class XmlListener {
public:
    virtual ~XmlListener() = default;
    virtual void open(std::string_view element, const XmlAttributes& attributes) = 0;
    virtual void close(std::string_view element) = 0;
    virtual void text(std::string_view) {}
};

/// Thrown by a listener that has heard enough; ends `read_xml` quietly.
struct HeardEnough {};

/// Reads one part of the archive. Elements count when their namespace is that of spreadsheets or
/// relationships, transitional or strict (ECMA-376-1, ISO/IEC 29500-1), or none.
/// @throws Error  invalid_input: not well-formed, a DOCTYPE (whatever it declares), nested deeper than 64.
void read_xml(ZipArchive& archive, std::size_t entry, XmlListener& listener);

} // namespace radcert::papers
