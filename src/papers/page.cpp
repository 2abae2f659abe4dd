#include "papers/page.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr double narrowest = 10; ///< no line is shorter
constexpr const char* family = "Tinos, DejaVu Serif, DejaVu Sans";

struct FontFile {
    const char *file, *package;
};

constexpr FontFile font_files[] = {
    {"/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", "fonts-croscore"},
    {"/usr/share/fonts/truetype/croscore/Tinos-Bold.ttf", "fonts-croscore"},
    {"/usr/share/fonts/truetype/croscore/Tinos-Italic.ttf", "fonts-croscore"},
    {"/usr/share/fonts/truetype/croscore/Tinos-BoldItalic.ttf", "fonts-croscore"},
    {"/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", "fonts-dejavu-core"},
    {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"},
};

template <auto release>
struct Releases {
    template <class T>
    void operator()(T* object) const
    {
        release(object);
    }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Releases<release>>;

Owned<FcConfig, FcConfigDestroy> read_fonts()
{
    Owned<FcConfig, FcConfigDestroy> config{FcConfigCreate()};
    for (const FontFile& font : font_files) {
        if (FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(font.file))) continue;
        const std::string file = font.file, package = font.package;
        throw Error{Fault::unavailable,
                    {"thiếu phông chữ để in: " + file, "a font for papers is missing: " + file},
                    {"cài gói " + package + ": apt install " + package,
                     "install the package " + package + ": apt install " + package}};
    }
    return config;
}

PangoContext* new_context(PangoFontMap* map)
{
    PangoContext* const context = pango_font_map_create_context(map);
    pango_cairo_context_set_resolution(context, 72); // or 12 points would be 16
    pango_context_set_language(context, pango_language_from_string("vi"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, FALSE);
    const Owned<cairo_font_options_t, cairo_font_options_destroy> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options.get());
    return context;
}

/// Read once, for all papers of the process.
struct Fonts {
    std::mutex in_use; ///< a font map serves one thread at a time
    Owned<FcConfig, FcConfigDestroy> config{read_fonts()};
    Owned<PangoFontMap, g_object_unref> map{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)};
    Owned<PangoContext, g_object_unref> context;

    Fonts()
    {
        FcConfigSetCurrent(config.get()); // or Pango would read the desk's settings and fonts
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
        context.reset(new_context(map.get()));
    }
};

Fonts& fonts()
{
    static Fonts* const read = new Fonts; // never taken down: Pango's own threads may outlive `main`
    return *read;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void describe(cairo_surface_t* surface, const std::string& title, const std::string& author, Date dated)
{
    const std::string created = to_iso(dated) + "T00:00:00+07:00";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "radcert");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created.c_str());
}

void apply(PangoAttrList* list, PangoAttribute* attribute, std::size_t start, std::size_t end)
{
    attribute->start_index = static_cast<guint>(start);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
}

void apply(PangoAttrList* list, const Type& type, std::size_t start, std::size_t end)
{
    const Owned<PangoFontDescription, pango_font_description_free> font{pango_font_description_new()};
    pango_font_description_set_family_static(font.get(), family);
    pango_font_description_set_size(font.get(), static_cast<gint>(std::lround(type.size * PANGO_SCALE)));
    pango_font_description_set_weight(font.get(), type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font.get(), type.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    apply(list, pango_attr_font_desc_new(font.get()), start, end);
}

/// A number such as "142/2020/NĐ-CP" is not broken, unless it is longer than a line.
void keep_words_whole(PangoAttrList* list, std::string_view text, double size, double width)
{
    constexpr std::string_view breaks{" \n\t"};
    const auto most = static_cast<std::size_t>(std::max(width, narrowest) / size / 0.9); // no letter is wider
    for (std::size_t start = 0; (start = text.find_first_not_of(breaks, start)) != text.npos;) {
        const std::size_t end = std::min(text.find_first_of(breaks, start), text.size());
        const bool breakable = text.substr(start, end - start).find_first_of("-/") != text.npos;
        if (breakable && end - start < most) apply(list, pango_attr_allow_breaks_new(FALSE), start, end);
        start = end;
    }
}

std::string valid_utf8(std::string_view text)
{
    const Owned<gchar, g_free> valid{g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()))};
    return valid.get();
}

void set_width(PangoLayout* layout, double width)
{
    pango_layout_set_width(layout, static_cast<int>(std::max(width, narrowest) * PANGO_SCALE));
}

/// The least width that breaks into no more lines than `width`.
double balanced(PangoLayout* layout, double width)
{
    const int lines = pango_layout_get_line_count(layout);
    if (lines < 2) return width;
    double enough = width, short_of = width / lines / 2;
    while (enough - short_of > 2) {
        const double middle = (enough + short_of) / 2;
        set_width(layout, middle);
        (pango_layout_get_line_count(layout) > lines ? short_of : enough) = middle;
    }
    set_width(layout, enough);
    return enough;
}

PangoAlignment pango_alignment(Align align)
{
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    return align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

void fill(cairo_t* cairo, Ink ink)
{
    cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
}

/// A rectangle whose corners are cut out by quarters of circles.
void notched_rectangle(cairo_t* cairo, double x, double y, double width, double height, double notch)
{
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_path(cairo);
    cairo_arc_negative(cairo, x, y, notch, quarter, 0);
    cairo_arc_negative(cairo, x + width, y, notch, 2 * quarter, quarter);
    cairo_arc_negative(cairo, x + width, y + height, notch, 3 * quarter, 2 * quarter);
    cairo_arc_negative(cairo, x, y + height, notch, 4 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

} // namespace

struct Page::Canvas {
    std::unique_lock<std::mutex> lock{fonts().in_use};
    std::string bytes;
    Owned<cairo_surface_t, cairo_surface_destroy> surface;
    Owned<cairo_t, cairo_destroy> cairo;

    Canvas(double width, double height)
        : surface{cairo_pdf_surface_create_for_stream(append, &bytes, width, height)},
          cairo{cairo_create(surface.get())}
    {
    }
};

Page::Page(bool landscape, const std::string& title, const std::string& author, Date dated)
    : width_{landscape ? annex::long_side : annex::short_side},
      height_{landscape ? annex::short_side : annex::long_side},
      canvas_{std::make_unique<Canvas>(width_, height_)}
{
    describe(canvas_->surface.get(), valid_utf8(title), valid_utf8(author), dated);
}

Page::~Page() = default;

Text Page::set(const std::vector<Run>& runs, double width, Align align, double first_indent)
{
    Text text;
    std::string whole;
    double size = 0;
    const Owned<PangoAttrList, pango_attr_list_unref> types{pango_attr_list_new()};
    for (const Run& run : runs) {
        const std::size_t start = whole.size();
        whole += valid_utf8(run.text);
        apply(types.get(), run.type, start, whole.size());
        size = std::max(size, run.type.size);
    }
    apply(types.get(), pango_attr_font_features_new("liga=0"), 0, whole.size()); // each letter can be copied
    keep_words_whole(types.get(), whole, size, width);

    text.layout_ = {pango_layout_new(fonts().context.get()), g_object_unref};
    PangoLayout* const layout = text.layout_.get();
    pango_layout_set_attributes(layout, types.get());
    pango_layout_set_text(layout, whole.c_str(), static_cast<int>(whole.size()));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, pango_alignment(align));
    pango_layout_set_justify(layout, align == Align::justified);
    pango_layout_set_indent(layout, static_cast<int>(first_indent * PANGO_SCALE));
    set_width(layout, width);
    const double moved = align == Align::centre ? (width - balanced(layout, width)) / 2 : 0;

    const Owned<PangoLayoutIter, pango_layout_iter_free> at{pango_layout_get_iter(layout)};
    do {
        PangoRectangle place;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &place);
        text.lines_.push_back(
            {pango_layout_iter_get_line_readonly(at.get()), moved + place.x / double{PANGO_SCALE}});
        text.longest_ = std::max(text.longest_, place.width / double{PANGO_SCALE});
    } while (pango_layout_iter_next_line(at.get()));
    text.leading_ = size * annex::leading;
    text.baseline_ = size * 0.94; // the ascent of Tinos, and half of what the leading adds
    return text;
}

Text Page::set(std::string_view text, const Type& type, double width, Align align, double first_indent)
{
    return set({{std::string{text}, type}}, width, align, first_indent);
}

double Page::length(std::string_view text, const Type& type)
{
    return set(text, type, 1e5).longest();
}

void Page::draw(const Text& text, double x, double y, Ink ink)
{
    draw(text, 0, text.lines(), x, y, ink);
}

void Page::draw(const Text& text, std::size_t first, std::size_t end, double x, double y, Ink ink)
{
    cairo_t* const cairo = canvas_->cairo.get();
    fill(cairo, ink);
    for (std::size_t i = first; i < std::min(end, text.lines()); ++i) {
        cairo_move_to(cairo, x + text.lines_[i].x,
                      y + text.baseline_ + text.leading_ * static_cast<double>(i - first));
        pango_cairo_show_layout_line(cairo, text.lines_[i].line);
    }
}

void Page::rule(double x, double y, double length, double thickness)
{
    cairo_t* const cairo = canvas_->cairo.get();
    fill(cairo, {});
    cairo_set_line_width(cairo, thickness);
    cairo_move_to(cairo, x, y);
    cairo_rel_line_to(cairo, length, 0);
    cairo_stroke(cairo);
}

void Page::box(double x, double y, double width, double height, double thickness)
{
    cairo_t* const cairo = canvas_->cairo.get();
    fill(cairo, {});
    cairo_set_line_width(cairo, thickness);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_stroke(cairo);
}

void Page::frame(double inset, Ink ink)
{
    cairo_t* const cairo = canvas_->cairo.get();
    fill(cairo, ink);
    cairo_rectangle(cairo, inset, inset, width_ - 2 * inset, height_ - 2 * inset);
    cairo_set_line_width(cairo, 2.4);
    cairo_stroke(cairo);
    const double within = inset + 6;
    notched_rectangle(cairo, within, within, width_ - 2 * within, height_ - 2 * within, 16);
    cairo_set_line_width(cairo, 0.8);
    cairo_stroke(cairo);
    for (const double x : {within, width_ - within}) {
        for (const double y : {within, height_ - within}) {
            const double to_middle_x = x < width_ / 2 ? 5.5 : -5.5,
                         to_middle_y = y < height_ / 2 ? 5.5 : -5.5;
            cairo_arc(cairo, x + to_middle_x, y + to_middle_y, 3, 0, 2 * std::numbers::pi);
            cairo_fill(cairo);
        }
    }
}

void Page::squares(const documents::QrCode& code, double x, double y, double side)
{
    cairo_t* const cairo = canvas_->cairo.get();
    const double module = side / static_cast<double>(code.size);
    for (std::size_t row = 0; row < code.size; ++row) {
        for (std::size_t start = 0; start < code.size;) {
            std::size_t end = start;
            while (end < code.size && code.black[row * code.size + end]) ++end;
            if (end > start) {
                cairo_rectangle(cairo, x + module * static_cast<double>(start),
                                y + module * static_cast<double>(row),
                                module * static_cast<double>(end - start), module);
            }
            start = end + 1;
        }
    }
    fill(cairo, {});
    cairo_fill(cairo); // one path, or hairlines would show between the rows
}

void Page::next()
{
    cairo_show_page(canvas_->cairo.get());
}

std::string Page::finish()
{
    cairo_show_page(canvas_->cairo.get());
    cairo_surface_finish(canvas_->surface.get());
    const cairo_status_t status = cairo_status(canvas_->cairo.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        const std::string why = cairo_status_to_string(status);
        throw Error{Fault::unavailable, {"không vẽ được PDF: " + why, "the PDF could not be drawn: " + why}};
    }
    return std::move(canvas_->bytes);
}

std::string capitals(std::string_view text)
{
    const Owned<gchar, g_free> upper{g_utf8_strup(valid_utf8(text).c_str(), -1)};
    return upper.get();
}

} // namespace radcert::papers
