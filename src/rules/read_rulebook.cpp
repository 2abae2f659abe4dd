#include "rules/read_rulebook.h"

#include <algorithm>

#include "rules/check_rulebook.h"
#include "rules/read_rows.h"
#include "rules/read_vocabulary.h"
#include "text/content_digest.h"
#include "text/field.h"

namespace radcert::rules {
namespace {

using text::Field;

/// Does `work` on one file; whatever is refused is refused with the file's name.
template <class Work>
void with_file(const SourceFile& file, Work work)
{
    try {
        work();
    } catch (const Error& error) {
        Place place = error.place();
        place.file = file.path;
        throw Error{error.fault(), error.sentence(), error.hint(), place};
    }
}

/// The place of the row that begins at `offset`; reads the file once more.
Place place_of(const SourceFile& file, std::uint32_t offset)
{
    text::JsonReader reader;
    const Field root{reader, reader.read(file.text)};
    Place place{file.path, reader.line_of(offset), {}};
    root.each_member([&](const Field& section) {
        if (section.value().kind != text::JsonKind::array) return;
        section.each_element([&](const Field& row) {
            if (row.value().offset == offset) place.pointer = row.pointer();
        });
    });
    return place;
}

/// A file that is read before all others, because they use its words.
struct FirstFile {
    FirstFile(const std::vector<SourceFile>& files, std::string_view path, Vocabulary& vocabulary)
        : file{std::ranges::find(files, path, &SourceFile::path)}
    {
        if (file == files.end()) {
            throw Error{
                Fault::not_found,
                {"bộ quy định thiếu tệp " + std::string{path}, "the rulebook has no " + std::string{path}},
                {"chỉ thư mục bộ quy định bằng --rules", "name the rulebook's folder with --rules"}};
        }
        with_file(*file, [&] {
            root = &reader.read(file->text);
            read_vocabulary(Field{reader, *root}, vocabulary);
        });
    }

    std::vector<SourceFile>::const_iterator file;
    text::JsonReader reader;
    const text::JsonValue* root{nullptr};
};

} // namespace

Rulebook read_rulebook(const std::vector<SourceFile>& files, const std::vector<SourceFile>& overlays)
{
    Rulebook book;
    text::JsonReader reader;
    std::vector<const SourceFile*> sorted;
    for (const SourceFile& file : files) sorted.push_back(&file);
    std::ranges::sort(sorted, {}, &SourceFile::path);

    const FirstFile vocabulary{files, "vocabulary.json", book.vocabulary};
    const FirstFile provinces{files, "provinces.json", book.vocabulary};
    text::ContentDigest digest; // names a rulebook by its content
    FileReader file_reader{book};
    std::vector<const SourceFile*> read; // in the order that `Origin::file` counts
    for (const SourceFile* file : sorted) {
        const FirstFile* known = file == &*vocabulary.file  ? &vocabulary
                                 : file == &*provinces.file ? &provinces
                                                            : nullptr;
        with_file(*file, [&] {
            const text::JsonValue& root = known != nullptr ? *known->root : reader.read(file->text);
            digest.add(file->path, root);
            file_reader.file(Field{known != nullptr ? known->reader : reader, root},
                             std::uint32_t(read.size()), known != nullptr);
            read.push_back(file);
        });
    }
    for (const SourceFile& overlay : overlays) {
        with_file(overlay, [&] {
            const text::JsonValue& root = reader.read(overlay.text);
            // Named by its place, not by its path: the same overlay is the same law wherever the file lies.
            digest.add("overlay " + std::to_string(book.overlays.size() + 1), root);
            file_reader.overlay(Field{reader, root}, std::uint32_t(read.size()));
            read.push_back(&overlay);
        });
    }
    book.digest = digest.hex();
    check_rulebook(book, [&](Origin origin) { return place_of(*read[origin.file], origin.offset); });
    return book;
}

} // namespace radcert::rules