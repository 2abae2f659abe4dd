#include "web/markdown.h"

#include <cmark.h>

#include <memory>
#include <stdexcept>

namespace radcert::web {
namespace {

using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;

Tree parsed(std::string_view text)
{
    return {cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT), cmark_node_free};
}

/// A word of the page's one language.
Words in_both(const std::string& text)
{
    return {text, text};
}

std::string literal(cmark_node* node)
{
    const char* const text = cmark_node_get_literal(node);
    return text == nullptr ? "" : text;
}

[[noreturn]] void not_expected(cmark_node* node)
{
    throw std::logic_error{"line " + std::to_string(cmark_node_get_start_line(node)) +
                           " of a text in Markdown: a page of the manual has no " +
                           cmark_node_get_type_string(node)};
}

/// Plain words of a node, without what stands out in them.
std::string plain_words(cmark_node* node)
{
    std::string text = literal(node);
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
        text += plain_words(child);
    return text.empty() && cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ? " " : text;
}

bool look_alike(const Span& one, const Span& other)
{
    return one.to == other.to && one.strong == other.strong && one.emphasis == other.emphasis &&
           one.code == other.code;
}

class MarkdownReader {
public:
    explicit MarkdownReader(const MarkdownNames& names) : names_{names} {}

    std::vector<Block> blocks(cmark_node* parent)
    {
        std::vector<Block> blocks;
        for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node))
            add(node, blocks);
        return blocks;
    }

private:
    void add(cmark_node* node, std::vector<Block>& blocks)
    {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_HEADING: return add_heading(node, blocks);
        case CMARK_NODE_PARAGRAPH: return add_paragraph(node, blocks);
        case CMARK_NODE_LIST: return add_list(node, blocks);
        case CMARK_NODE_CODE_BLOCK: blocks.emplace_back(Verbatim{{}, literal(node)}); return;
        default: not_expected(node);
        }
    }

    void add_heading(cmark_node* node, std::vector<Block>& blocks)
    {
        const int level = cmark_node_get_heading_level(node);
        if (level == 1) return; // the page's title
        const std::string id = level == 2 ? "part-" + std::to_string(++parts_) : "";
        blocks.emplace_back(Heading{in_both(plain_words(node)), level, id});
    }

    void add_paragraph(cmark_node* node, std::vector<Block>& blocks)
    {
        cmark_node* const first = cmark_node_first_child(node);
        if (cmark_node_get_type(first) == CMARK_NODE_IMAGE && cmark_node_next(first) == nullptr) {
            Screen screen = names_.picture(cmark_node_get_url(first));
            screen.alt = in_both(plain_words(first));
            blocks.emplace_back(std::move(screen));
            return;
        }
        Prose prose;
        spans(node, {}, prose.spans);
        blocks.emplace_back(std::move(prose));
    }

    void add_list(cmark_node* node, std::vector<Block>& blocks)
    {
        Items items;
        if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
            items.first = cmark_node_get_list_start(node);
        for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item))
            items.items.push_back(this->blocks(item));
        blocks.emplace_back(std::move(items));
    }

    /// Every run of words below the node; `look` is what the nodes above it make of them.
    void spans(cmark_node* parent, const Span& look, std::vector<Span>& out)
    {
        for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
             node = cmark_node_next(node)) {
            Span span = look;
            switch (cmark_node_get_type(node)) {
            case CMARK_NODE_SOFTBREAK: span.text = " "; break;
            case CMARK_NODE_TEXT: span.text = literal(node); break;
            case CMARK_NODE_CODE:
                span.text = literal(node);
                span.code = true;
                if (span.to.empty()) span.to = names_.code(span.text);
                break;
            case CMARK_NODE_STRONG: span.strong = true; break;
            case CMARK_NODE_EMPH: span.emphasis = true; break;
            case CMARK_NODE_LINK: span.to = names_.link(cmark_node_get_url(node)); break;
            default: not_expected(node);
            }
            if (span.text.empty())
                spans(node, span, out);
            else if (!out.empty() && look_alike(out.back(), span))
                out.back().text += span.text; // a link that goes on in the next line is one link
            else
                out.push_back(std::move(span));
        }
    }

    const MarkdownNames& names_;
    int parts_{0};
};

} // namespace

std::vector<Block> read_markdown(std::string_view text, const MarkdownNames& names)
{
    const Tree tree = parsed(text);
    return MarkdownReader{names}.blocks(tree.get());
}

std::string markdown_title(std::string_view text)
{
    const Tree tree = parsed(text);
    cmark_node* const first = cmark_node_first_child(tree.get());
    return first != nullptr && cmark_node_get_heading_level(first) == 1 ? plain_words(first) : "";
}

} // namespace radcert::web
