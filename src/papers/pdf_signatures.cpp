#include "papers/pdf_signatures.h"

#define POINTERHOLDER_TRANSITION 4 // qpdf: no pointers of its own kind
#include <qpdf/QPDF.hh>

#include <algorithm>
#include <set>

#include "domain/as_of.h"
#include "domain/error.h"
#include "papers/cms.h"

namespace radcert::papers {
namespace {

constexpr int deepest = 32;

/// Signature dictionaries of all fields.
void collect(QPDFObjectHandle fields, std::set<QPDFObjGen>& seen, std::vector<QPDFObjectHandle>& found,
             int depth)
{
    if (!fields.isArray() || depth > deepest) return;
    for (QPDFObjectHandle field : fields.getArrayAsVector()) {
        if (!field.isDictionary() || (field.isIndirect() && !seen.insert(field.getObjGen()).second)) continue;
        QPDFObjectHandle value = field.getKey("/V");
        if (value.isDictionary() && value.hasKey("/ByteRange") && value.hasKey("/Contents"))
            found.push_back(value);
        collect(field.getKey("/Kids"), seen, found, depth + 1);
    }
}

struct Range {
    std::size_t open{}, close{}, end{}; ///< of the signature's own bytes; of the revision
};

/// The four numbers, where they leave out one place of the file and nothing else.
std::optional<Range> range_of(QPDFObjectHandle signature, std::size_t size)
{
    QPDFObjectHandle array = signature.getKey("/ByteRange");
    if (!array.isArray() || array.getArrayNItems() != 4) return std::nullopt;
    std::vector<unsigned long long> numbers;
    for (QPDFObjectHandle item : array.getArrayAsVector()) {
        if (!item.isInteger() || item.getIntValue() < 0) return std::nullopt;
        numbers.push_back(static_cast<unsigned long long>(item.getIntValue()));
    }
    const bool whole = numbers[0] == 0 && numbers[1] + 2 < numbers[2] && numbers[2] <= size &&
                       numbers[3] <= size - numbers[2];
    if (!whole) return std::nullopt;
    return Range{numbers[1], numbers[2], numbers[2] + numbers[3]};
}

/// Whether what was left out is the hexadecimal text of the signature and nothing else. Letters are all small
/// or all capital: they are the only bytes that nobody signed.
bool is_place_of(std::string_view left_out, const std::string& contents)
{
    if (!left_out.starts_with('<') || !left_out.ends_with('>')) return false;
    const std::string_view hex = left_out.substr(1, left_out.size() - 2);
    if (hex.size() != 2 * contents.size()) return false;
    const auto same = [&](std::string_view digits) {
        for (std::size_t at = 0; at < contents.size(); ++at) {
            const auto byte = static_cast<unsigned char>(contents[at]);
            if (hex[2 * at] != digits[byte >> 4] || hex[2 * at + 1] != digits[byte & 15]) return false;
        }
        return true;
    };
    return same("0123456789abcdef") || same("0123456789ABCDEF");
}

/// "2026-11-21T01:30:00Z" of "D:20261121083000+07'00'"; empty for anything else.
std::string moment_of(QPDFObjectHandle date)
{
    std::string text = date.isString() ? date.getStringValue() : std::string{};
    std::erase(text, '\'');
    if (!text.starts_with("D:") || text.size() < 16) return {};
    const auto part = [&](std::size_t at, std::size_t size) { return text.substr(at, size); };
    std::string zone = part(16, 5);
    if (zone.empty() || zone.front() == 'Z')
        zone = "Z";
    else if (zone.size() == 5)
        zone.insert(3, ":");
    const auto read = parse_timestamp(part(2, 4) + '-' + part(6, 2) + '-' + part(8, 2) + 'T' + part(10, 2) +
                                      ':' + part(12, 2) + ':' + part(14, 2) + zone);
    return read ? read->utc.substr(0, 19) + "Z" : std::string{};
}

documents::PdfSignature verify_one(QPDFObjectHandle signature, std::string_view pdf, const Range& range,
                                   std::string_view trusted)
{
    documents::PdfSignature found;
    found.covers_all = range.end == pdf.size();
    found.signed_at = moment_of(signature.getKey("/M"));
    QPDFObjectHandle kind = signature.getKey("/SubFilter"), contents = signature.getKey("/Contents");
    const bool cades = kind.isName() && kind.getName() == "/ETSI.CAdES.detached";
    if (!cades && (!kind.isName() || kind.getName() != "/adbe.pkcs7.detached")) {
        found.trouble = {"loại chữ ký chưa đọc được ở đây", "a kind of signature that is not read here"};
        return found;
    }
    if (!contents.isString() ||
        !is_place_of(pdf.substr(range.open, range.close - range.open), contents.getStringValue())) {
        found.trouble = {"phần để ngoài chữ ký không chỉ có chữ ký",
                         "what is left out of the signed bytes is not the signature"};
        return found;
    }
    const std::vector<std::string_view> parts{pdf.substr(0, range.open),
                                              pdf.substr(range.close, range.end - range.close)};
    verify_cms(contents.getStringValue(), parts, cades, trusted, found.signed_at, found);
    return found;
}

[[noreturn]] void refuse_pdf(const std::string& why)
{
    throw Error{Fault::invalid_input,
                {"không đọc được PDF (qpdf: " + why + ")", "the PDF cannot be read: " + why},
                {"lấy lại tệp đã cấp, chưa bị sửa", "get the file as it was issued, not edited"}};
}

std::vector<documents::PdfSignature> verify_all(QPDF& document, std::string_view pdf,
                                                std::string_view trusted)
{
    std::vector<QPDFObjectHandle> signatures;
    std::set<QPDFObjGen> seen;
    QPDFObjectHandle form = document.getRoot().getKey("/AcroForm");
    if (form.isDictionary()) collect(form.getKey("/Fields"), seen, signatures, 0);

    std::vector<std::pair<std::size_t, documents::PdfSignature>> found;
    for (QPDFObjectHandle signature : signatures) {
        if (const auto range = range_of(signature, pdf.size())) {
            found.emplace_back(range->end, verify_one(signature, pdf, *range, trusted));
        } else {
            documents::PdfSignature broken;
            broken.trouble = {"phạm vi ký không khớp với tệp này", "its byte range is not one of this file"};
            found.emplace_back(pdf.size(), broken);
        }
    }
    std::ranges::stable_sort(found, {}, [](const auto& one) { return one.first; });
    std::vector<documents::PdfSignature> all;
    for (auto& [end, signature] : found) all.push_back(std::move(signature));
    return all;
}

} // namespace

std::vector<documents::PdfSignature> pdf_signatures(std::string_view pdf, std::string_view trusted)
{
    QPDF document;
    document.setSuppressWarnings(true);
    try {
        document.processMemoryFile("pdf", pdf.data(), pdf.size());
        return verify_all(document, pdf, trusted);
    } catch (const std::exception& error) { // qpdf's own
        refuse_pdf(error.what());
    }
}

} // namespace radcert::papers
