#include "papers/pdf_attachments.h"

#define POINTERHOLDER_TRANSITION 4 // the library's headers ask for it: standard pointers only
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr std::size_t longest = 16 * 1024 * 1024; ///< a few kilobytes can unpack to gigabytes

Error unreadable(const std::string& why)
{
    return {
        Fault::invalid_input,
        {"tệp không phải là PDF đọc được (qpdf: " + why + ")",
         "the file is not a PDF that can be read: " + why},
        {"dùng lại tệp PDF gốc, chưa bị cắt hoặc sửa", "use the PDF as it was issued, not cut or edited"}};
}

/// Keeps what flows in, up to `longest`.
class Limited : public Pipeline {
public:
    Limited() : Pipeline{"attachment", nullptr} {}
    void write(const unsigned char* data, std::size_t length) override
    {
        if (length > longest - bytes.size()) throw std::length_error{"an attachment is longer than 16 MiB"};
        bytes.append(reinterpret_cast<const char*>(data), length);
    }
    void finish() override {}

    std::string bytes;
};

void open(QPDF& file, std::string_view pdf)
{
    file.setSuppressWarnings(true);
    file.setAttemptRecovery(false); // what is damaged is refused, not guessed
    file.processMemoryFile("PDF", pdf.data(), pdf.size());
}

std::string contents(QPDFFileSpecObjectHelper& file)
{
    Limited limited;
    QPDFObjectHandle stream = file.getEmbeddedFileStream();
    if (!stream.isStream()) throw std::runtime_error{"an attachment has no content"};
    if (!stream.pipeStreamData(&limited, nullptr, 0, qpdf_dl_generalized, true))
        throw std::runtime_error{"an attachment cannot be unpacked"};
    return std::move(limited.bytes);
}

std::optional<std::string> find_attachment(QPDF& pdf, const std::string& name)
{
    QPDFEmbeddedFileDocumentHelper files{pdf};
    for (const auto& [key, file] : files.getEmbeddedFiles())
        if (key == name || file->getFilename() == name) return contents(*file);
    const auto warnings = pdf.getWarnings(); // which forgets them
    if (!warnings.empty()) throw std::runtime_error{warnings.front().what()};
    return std::nullopt;
}

void attach(QPDF& file, const Attachment& attachment, const std::string& moment)
{
    auto stream = QPDFEFStreamObjectHelper::createEFStream(file, attachment.bytes);
    stream.setSubtype(attachment.media_type).setCreationDate(moment).setModDate(moment);
    QPDFEmbeddedFileDocumentHelper{file}.replaceEmbeddedFile(
        attachment.name, QPDFFileSpecObjectHelper::createFileSpec(file, attachment.name, stream));
}

/// Screen readers need the language; the window shows the title, not the file's name.
void tell_readers(QPDF& file)
{
    QPDFObjectHandle catalog = file.getRoot();
    catalog.replaceKey("/Lang", QPDFObjectHandle::newString("vi-VN"));
    catalog.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
}

} // namespace

std::string finished_pdf(std::string_view pdf, const std::vector<Attachment>& attachments, Date dated)
{
    std::string moment = to_iso(dated);
    std::erase(moment, '-');
    moment = "D:" + moment + "000000+07'00'";

    QPDF file;
    open(file, pdf);
    tell_readers(file);
    for (const Attachment& attachment : attachments) attach(file, attachment, moment);
    QPDFWriter writer{file};
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_disable); // so that a signature can be added by anybody's tool
    writer.setDeterministicID(true);
    writer.write();
    const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

std::optional<std::string> pdf_attachment(std::string_view pdf, std::string_view name)
{
    try {
        QPDF file;
        open(file, pdf);
        return find_attachment(file, std::string{name});
    } catch (const std::exception& trouble) {
        throw unreadable(trouble.what());
    }
}

} // namespace radcert::papers
