#define POINTERHOLDER_TRANSITION 4 // qpdf: no pointers of its own kind
#include <qpdf/QPDF.hh>

#include <map>

#include "domain/as_of.h"
#include "domain/error.h"
#include "papers/cms.h"
#include "papers/pdf_signatures.h"
#include "text/digest.h"

namespace radcert::papers {
namespace {

[[noreturn]] void refuse_pdf(const Words& why)
{
    throw Error{Fault::invalid_input,
                {"không ký được PDF này: " + why.vi, "this PDF cannot be signed: " + why.en},
                {"lập lại giấy: radcert certificate pdf, radcert application paper",
                 "make the paper again: radcert certificate pdf, radcert application paper"}};
}

void open_pdf(QPDF& document, std::string_view pdf)
{
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(false);
    try {
        document.processMemoryFile("pdf", pdf.data(), pdf.size());
    } catch (const std::exception& error) {
        refuse_pdf({std::string{"qpdf: "} + error.what(), error.what()});
    }
    if (!pdf.starts_with("%PDF-") || document.isEncrypted())
        refuse_pdf(
            {"bị mã hóa, hoặc không phải PDF ngay từ byte đầu", "encrypted, or not PDF from its first byte"});
}

/// Where the newest cross-reference section stands.
std::size_t last_xref(std::string_view pdf)
{
    const std::size_t word = pdf.rfind("startxref");
    std::size_t at = word == std::string_view::npos ? pdf.size() : pdf.find_first_of("0123456789", word);
    std::size_t offset = 0;
    for (; at < pdf.size() && pdf[at] >= '0' && pdf[at] <= '9'; ++at)
        offset = offset * 10 + std::size_t(pdf[at] - '0');
    if (offset >= pdf.size()) refuse_pdf({"startxref sai", "its startxref is wrong"});
    return offset;
}

QPDFObjectHandle first_page(QPDF& document)
{
    QPDFObjectHandle node = document.getRoot().getKey("/Pages");
    for (int depth = 0; depth < 64 && node.isDictionary() && node.hasKey("/Kids"); ++depth) {
        QPDFObjectHandle kids = node.getKey("/Kids");
        if (!kids.isArray() || kids.getArrayNItems() == 0) break;
        node = kids.getArrayItem(0);
    }
    if (!node.isDictionary() || !node.isIndirect() || node.hasKey("/Kids"))
        refuse_pdf({"không có trang nào", "it has no page"});
    return node;
}

/// `owner`'s array with one more item, as an array of its own.
void append_to_array(QPDFObjectHandle owner, const std::string& key, QPDFObjectHandle item)
{
    QPDFObjectHandle before = owner.getKey(key);
    QPDFObjectHandle after = before.isArray() ? QPDFObjectHandle::newArray(before.getArrayAsVector())
                                              : QPDFObjectHandle::newArray();
    after.appendItem(item);
    owner.replaceKey(key, after);
}

/// Registers the field; the object that has to be written again.
QPDFObjectHandle add_field(QPDF& document, QPDFObjectHandle field)
{
    QPDFObjectHandle root = document.getRoot(), form = root.getKey("/AcroForm");
    if (!form.isDictionary()) {
        form = QPDFObjectHandle::newDictionary();
        root.replaceKey("/AcroForm", form);
    }
    append_to_array(form, "/Fields", field);
    QPDFObjectHandle flags = form.getKey("/SigFlags");
    form.replaceKey("/SigFlags",
                    QPDFObjectHandle::newInteger((flags.isInteger() ? flags.getIntValue() : 0) | 3));
    return form.isIndirect() ? form : root;
}

std::string reference(QPDFObjectHandle object)
{
    return std::to_string(object.getObjectID()) + ' ' + std::to_string(object.getGeneration()) + " R";
}

/// "D:20261121013000Z" of "2026-11-21T01:30:00Z".
std::string pdf_date(const std::string& moment)
{
    const auto read = parse_timestamp(moment);
    if (!read) refuse_pdf({"thiếu thời điểm ký", "no moment of signing"});
    std::string digits;
    for (const char letter : read->utc.substr(0, 19)) {
        if (letter >= '0' && letter <= '9') digits += letter;
    }
    return "(D:" + digits + "Z)";
}

/// One incremental update of a PDF.
class Revision {
public:
    explicit Revision(std::string_view pdf) : bytes_{pdf}
    {
        if (!bytes_.ends_with('\n')) bytes_ += '\n';
    }

    std::size_t size() const { return bytes_.size(); }
    std::string take() { return std::move(bytes_); }

    void add(QPDFObjectHandle object, const std::string& text)
    {
        places_[object.getObjectID()] = {bytes_.size(), object.getGeneration()};
        bytes_ += std::to_string(object.getObjectID()) + ' ' + std::to_string(object.getGeneration()) +
                  " obj\n" + text + "\nendobj\n";
    }

    /// Ends the revision with a cross-reference section of the kind that the file has (ISO 32000-2
    /// sections 7.5.4, 7.5.8).
    void finish(QPDFObjectHandle trailer, std::size_t previous, bool as_stream)
    {
        const std::size_t at = bytes_.size();
        const int number =
            int(std::max<long long>(trailer.getKey("/Size").getIntValue(), places_.rbegin()->first + 1));
        if (as_stream) places_[number] = {at, 0};
        std::string entries = "/Size " + std::to_string(as_stream ? number + 1 : number) + " /Prev " +
                              std::to_string(previous) + " /Root " + reference(trailer.getKey("/Root"));
        if (trailer.getKey("/Info").isIndirect()) entries += " /Info " + reference(trailer.getKey("/Info"));
        entries += identifier(trailer.getKey("/ID"));
        bytes_ += as_stream ? stream(number, entries) : table() + "trailer\n<< " + entries + " >>\n";
        bytes_ += "startxref\n" + std::to_string(at) + "\n%%EOF\n";
    }

private:
    struct Place {
        std::size_t offset;
        int generation;
    };

    /// Calls `visit(first, end)` for runs of objects whose numbers follow each other.
    template <class Visit>
    void each_run(Visit visit) const
    {
        for (auto first = places_.begin(); first != places_.end();) {
            auto end = first;
            for (int next = first->first; end != places_.end() && end->first == next; ++end) ++next;
            visit(first, end);
            first = end;
        }
    }

    std::string table() const
    {
        std::string text = "xref\n";
        each_run([&](auto first, auto end) {
            text += std::to_string(first->first) + ' ' + std::to_string(std::distance(first, end)) + '\n';
            for (; first != end; ++first) {
                char line[32];
                std::snprintf(line, sizeof line, "%010zu %05d n \n", first->second.offset,
                              first->second.generation);
                text += line;
            }
        });
        return text;
    }

    std::string stream(int number, const std::string& entries) const
    {
        std::string runs, rows;
        each_run([&](auto first, auto end) {
            runs += ' ' + std::to_string(first->first) + ' ' + std::to_string(std::distance(first, end));
            for (; first != end; ++first) {
                rows += '\x01';
                for (int shift = 56; shift >= 0; shift -= 8)
                    rows += char(first->second.offset >> shift & 0xFF);
                rows += char(first->second.generation >> 8 & 0xFF);
                rows += char(first->second.generation & 0xFF);
            }
        });
        return std::to_string(number) + " 0 obj\n<< /Type /XRef /W [1 8 2] /Index [" + runs.substr(1) + "] " +
               entries + " /Length " + std::to_string(rows.size()) + " >>\nstream\n" + rows +
               "\nendstream\nendobj\n";
    }

    /// The first half of a file's identifier stays; the second names this revision.
    std::string identifier(QPDFObjectHandle id) const
    {
        if (!id.isArray() || id.getArrayNItems() != 2 || !id.getArrayItem(0).isString()) return {};
        return " /ID [" + id.getArrayItem(0).unparse() + " <" + text::sha256_hex(bytes_).substr(0, 32) + ">]";
    }

    std::string bytes_;
    std::map<int, Place> places_;
};

constexpr std::string_view range_key{"/ByteRange "};
constexpr std::size_t range_size = 60;

std::string signature_dictionary(const documents::SigningIdentity& identity, std::size_t room)
{
    std::string text =
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M " + pdf_date(identity.at);
    if (!identity.reason.empty())
        text += " /Reason " + QPDFObjectHandle::newUnicodeString(identity.reason).unparse();
    return text.append(" ").append(range_key).append(range_size, ' ') + " /Contents <" +
           std::string(2 * room, '0') + "> >>";
}

/// Fills in what was left open in the signature dictionary that begins at `from`.
void fill_in(std::string& pdf, std::size_t from, const Signer& signer)
{
    const std::size_t open = pdf.find("/Contents <", from) + std::string_view{"/Contents "}.size();
    const std::size_t close = pdf.find('>', open) + 1;
    const std::string range = "[0 " + std::to_string(open) + ' ' + std::to_string(close) + ' ' +
                              std::to_string(pdf.size() - close) + ']';
    pdf.replace(pdf.find(range_key, from) + range_key.size(), range.size(), range);
    const std::string_view all{pdf};
    const std::string der = signer.sign({all.substr(0, open), all.substr(close)});
    const std::string hex = text::to_hex(std::string_view{der});
    if (hex.size() > close - open - 2)
        refuse_pdf({"chữ ký dài hơn chỗ dành cho nó", "the signature is longer than its place"});
    pdf.replace(open + 1, hex.size(), hex);
}

std::string with_signature(QPDF& document, std::string_view pdf, const documents::SigningIdentity& identity,
                           const Signer& signer)
{
    const std::size_t previous = last_xref(pdf);
    QPDFObjectHandle signature = document.makeIndirectObject(QPDFObjectHandle::newDictionary());
    QPDFObjectHandle field = document.makeIndirectObject(QPDFObjectHandle::newDictionary());
    QPDFObjectHandle page = first_page(document);
    append_to_array(page, "/Annots", field);
    QPDFObjectHandle form = add_field(document, field);

    Revision revision{pdf};
    const std::size_t from = revision.size();
    revision.add(signature, signature_dictionary(identity, signer.most_bytes()));
    revision.add(field, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature" +
                            std::to_string(field.getObjectID()) + ") /V " + reference(signature) + " /P " +
                            reference(page) +
                            " /Rect [0 0 0 0] /F 132 >>"); // printed, locked, without a picture
    revision.add(page, page.unparseResolved());
    revision.add(form, form.unparseResolved());
    revision.finish(document.getTrailer(), previous, pdf.substr(previous, 4) != "xref");
    std::string made = revision.take();
    fill_in(made, from, signer);
    return made;
}

} // namespace

std::string sign_pdf(std::string_view pdf, const documents::SigningIdentity& identity)
{
    const Signer signer{identity.pkcs12, identity.password};
    QPDF document;
    open_pdf(document, pdf);
    try {
        return with_signature(document, pdf, identity, signer);
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) { // qpdf's own
        refuse_pdf({std::string{"qpdf: "} + error.what(), error.what()});
    }
}

} // namespace radcert::papers
