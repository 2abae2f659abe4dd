#include "papers/xml.h"

#include <expat.h>

#include <exception>
#include <memory>
#include <type_traits>

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr int deepest = 64;
constexpr char separator = '|';

bool is_own(std::string_view space)
{
    return space == "http://schemas.openxmlformats.org/spreadsheetml/2006/main" ||
           space == "http://purl.oclc.org/ooxml/spreadsheetml/main" ||
           space == "http://schemas.openxmlformats.org/package/2006/relationships" ||
           space == "http://schemas.openxmlformats.org/package/2006/content-types";
}

std::string_view without_namespace(std::string_view name)
{
    return name.substr(name.rfind(separator) + 1); // npos + 1 is 0
}

[[noreturn]] void refuse(const std::string& part, std::size_t line, const Words& why)
{
    const std::string at = std::to_string(line);
    throw Error{Fault::invalid_input,
                {"tệp bảng tính không nhận được: phần " + part + ", dòng XML " + at + ": " + why.vi,
                 "the workbook is refused: part " + part + ", XML line " + at + ": " + why.en},
                {"mở tệp bằng Excel hoặc LibreOffice và lưu lại thành tệp .xlsx mới",
                 "open it in Excel or LibreOffice and save it as a new .xlsx file"}};
}

/// Expat with a listener. Nothing may be thrown through the library, so what is thrown waits until it
/// returns.
class Reader {
public:
    Reader(const std::string& part, XmlListener& listener)
        : part_{part}, listener_{listener}, parser_{XML_ParserCreateNS(nullptr, separator)}
    {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_open, on_close);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    }

    void feed(std::string_view block, bool last)
    {
        const auto status = XML_Parse(parser_.get(), block.data(), int(block.size()), last);
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
        if (status == XML_STATUS_OK) return;
        const char* const why = XML_ErrorString(XML_GetErrorCode(parser_.get()));
        refuse(part_, XML_GetCurrentLineNumber(parser_.get()),
               {std::string{"XML hỏng ("} + why + ")", std::string{"damaged XML ("} + why + ")"});
    }

private:
    template <class Work>
    void guarded(Work work)
    {
        if (thrown_) return;
        try {
            work();
        } catch (...) {
            thrown_ = std::current_exception();
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    void refuse_here(const Words& why) { refuse(part_, XML_GetCurrentLineNumber(parser_.get()), why); }

    void open(std::string_view name, const char** attributes)
    {
        if (++depth_ > deepest) refuse_here({"lồng sâu quá 64 mức", "nested deeper than 64"});
        const std::size_t bar = name.rfind(separator);
        if (foreign_ == 0 && bar != name.npos && !is_own(name.substr(0, bar))) foreign_ = depth_;
        if (foreign_ == 0) listener_.open(without_namespace(name), XmlAttributes{attributes});
    }

    void close(std::string_view name)
    {
        if (foreign_ == 0) listener_.close(without_namespace(name));
        if (foreign_ == depth_--) foreign_ = 0;
    }

    static Reader& of(void* reader) { return *static_cast<Reader*>(reader); }
    static void on_open(void* reader, const char* name, const char** attributes)
    {
        of(reader).guarded([&] { of(reader).open(name, attributes); });
    }
    static void on_close(void* reader, const char* name)
    {
        of(reader).guarded([&] { of(reader).close(name); });
    }
    static void on_text(void* reader, const char* text, int size)
    {
        of(reader).guarded([&] {
            if (of(reader).foreign_ == 0) of(reader).listener_.text({text, std::size_t(size)});
        });
    }
    static void on_doctype(void* reader, const char*, const char*, const char*, int)
    {
        of(reader).guarded([&] {
            of(reader).refuse_here({"có khai báo DOCTYPE, bảng tính thật không bao giờ có",
                                    "it declares a DOCTYPE, which a true workbook never does"});
        });
    }

    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    const std::string& part_;
    XmlListener& listener_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
    std::exception_ptr thrown_;
    int depth_{0}, foreign_{0}; ///< depth at which a foreign element began; 0: in none
};

} // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const
{
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
        if (without_namespace(pair[0]) == name) return pair[1];
    return {};
}

void read_xml(ZipArchive& archive, std::size_t entry, XmlListener& listener)
{
    Reader reader{archive.name(entry), listener};
    try {
        archive.read(entry, [&](std::string_view block) {
            reader.feed(block, false);
            return true;
        });
        reader.feed({}, true);
    } catch (const HeardEnough&) {
    }
}

} // namespace radcert::papers
