#include <random>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/papers/samples.h"
#include "tests/refusal.h"
#include "tests/rounds.h"

using namespace radcert;
using namespace radcert::tests;
using documents::paper_tools;

namespace {

void check_refused(const std::string& pdf)
{
    const Error error = refusal_of([&] { paper_tools().pdf_attachment(pdf, "statement.txt"); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_FALSE(error.hint().vi.empty());
}

} // namespace

TEST_CASE("a paper without a file of that name has none", "[papers]")
{
    CHECK_FALSE(paper_tools().pdf_attachment(paper_tools().draw(letter()), "statement.txt").has_value());
    CHECK_FALSE(paper_tools()
                    .pdf_attachment(paper_tools().draw(certificate_of("LÊ VĂN SÓC")), "other.txt")
                    .has_value());
}

TEST_CASE("a file that another tool attached is found", "[papers]")
{
    const Folder folder;
    const std::string pdf = folder.keep("a.pdf", paper_tools().draw(letter()));
    folder.keep("statement.txt", "lời khai");
    output_of("qpdf --add-attachment " + (folder / "statement.txt") +
              " --key=khác --filename=statement.txt -- " + "--object-streams=generate " + pdf + " " +
              (folder / "b.pdf"));
    CHECK(paper_tools().pdf_attachment(bytes_of(folder / "b.pdf"), "statement.txt") == "lời khai");
    CHECK(paper_tools().pdf_attachment(bytes_of(folder / "b.pdf"), "khác") == "lời khai");
}

TEST_CASE("what is no PDF, or only a part of one, is refused", "[papers]")
{
    check_refused("");
    check_refused("%PDF-1.7\n");
    check_refused("\x89PNG\r\n\x1a\n");
    const std::string pdf = paper_tools().draw(certificate_of("LÊ VĂN SÓC"));
    for (std::size_t length = 0; length + 10 < pdf.size(); length += 1009) {
        CAPTURE(length, pdf.size());
        check_refused(pdf.substr(0, length));
    }
}

TEST_CASE("a locked PDF is refused", "[papers]")
{
    const Folder folder;
    const std::string pdf = folder.keep("a.pdf", paper_tools().draw(certificate_of("LÊ VĂN SÓC")));
    output_of("qpdf --encrypt secret owner 256 -- " + pdf + " " + (folder / "b.pdf"));
    check_refused(bytes_of(folder / "b.pdf"));
}

TEST_CASE("an attachment that unpacks to gigabytes is refused", "[papers]")
{
    const Folder folder;
    const std::string pdf = folder.keep("a.pdf", paper_tools().draw(letter()));
    folder.keep("statement.txt", std::string(20'000'000, ' '));
    output_of("qpdf --add-attachment " + (folder / "statement.txt") + " -- " + pdf + " " +
              (folder / "b.pdf"));
    CHECK(bytes_of(folder / "b.pdf").size() < 200'000);
    check_refused(bytes_of(folder / "b.pdf"));
}

TEST_CASE("no damage to a PDF ends the program", "[papers]")
{
    const auto paper = certificate_of("LÊ VĂN SÓC");
    const std::string pdf = paper_tools().draw(paper);
    std::mt19937 random{20260305};
    int refused = 0, whole = 0;
    for (int round = 0; round < rounds(400); ++round) {
        std::string damaged = pdf;
        // Half of the time where objects are told apart, at the end.
        const std::size_t from = round % 2 == 0 ? 0 : damaged.size() - 3000;
        for (int i = 0; i < 5; ++i)
            damaged[from + random() % (damaged.size() - from)] = static_cast<char>(random());
        try {
            const auto statement = paper_tools().pdf_attachment(damaged, "statement.txt");
            if (statement && *statement == paper.statement) ++whole;
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::invalid_input);
            ++refused;
        }
    }
    CHECK(refused > 0);
    CHECK(whole > 0); // damage to a font is no damage to the statement
    for (int round = 0; round < rounds(100); ++round) {
        std::string noise = "%PDF-1.7\n";
        for (int i = 0; i < 500; ++i) noise += static_cast<char>(random());
        CHECK_THROWS_AS(paper_tools().pdf_attachment(noise, "statement.txt"), Error);
    }
}
