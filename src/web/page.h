#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "documents/chart.h"
#include "documents/table.h"
#include "domain/words.h"

namespace radcert::web {

// A page as plain values: what stands on it, in the order in which it is read. How that looks, that it is
// escaped, labelled and reachable by keyboard, is html.cpp's; its .json, .csv and .xlsx are twin.cpp's.

using documents::Cell;
using documents::Column;

/// What a word on the page means, beside its colour: it is always said in words, too.
enum class Tone : std::uint8_t { plain, good, near, bad, muted };

struct Link {
    Words text;
    std::string to;    ///< an address of this program, made by `address`
    bool quiet{false}; ///< a plain link, not a button
};

/// Something that has to be said: what was done, what is wrong, what a reader must know.
struct Notice {
    enum class Kind : std::uint8_t { note, done, warning, wrong };
    Kind kind{Kind::note};
    Words text;
    std::vector<Words> more{}; ///< one sentence each
    std::vector<Link> next{};  ///< what to do about it
    Words mark{};              ///< said before it, "Kết quả:"; empty: the kind's own word
};

struct Heading {
    Words text;
    int level{2}; ///< 2 to 4
    std::string id{};
};

struct Paragraph {
    Words text;
    bool small{false};
};

/// A few words of a sentence that look alike, in the one language of the page.
struct Span {
    std::string text;
    std::string to{}; ///< where they lead; empty: nowhere
    bool strong{false}, emphasis{false}, code{false};
};

/// A paragraph of the manual: words that stand out or lead somewhere among plain ones.
struct Prose {
    std::vector<Span> spans;
};

/// "Label: value" lines of one record.
struct Facts {
    struct Fact {
        Column column;
        Cell value;
        std::string to{}; ///< address of what it names; empty: no link
        Tone tone{Tone::plain};
        Words hint{};
    };
    std::vector<Fact> facts;

    void add(const Column& column, Cell value, std::string to = {}, Tone tone = Tone::plain, Words hint = {})
    {
        facts.push_back({column, std::move(value), std::move(to), tone, std::move(hint)});
    }
};

/// One big figure that leads to the records behind it.
struct Counter {
    Words name;
    std::string figure;
    std::string to; ///< may be empty
    Tone tone{Tone::plain};
};
struct Counters {
    std::vector<Counter> counters;
};

/// A table. Its cells link where a row says so; its twin has every cell as programs read it.
struct Listing {
    std::string key; ///< "workers": names it in JSON, and the file that is downloaded
    Words caption;   ///< read aloud before it, and shown
    documents::Table table;
    Words empty{}; ///< shown where there is no row
    /// By row, by column: an address, or nothing. May be shorter than the table.
    std::vector<std::vector<std::string>> links{};
    /// By row, by column: what it means. May be shorter than the table.
    std::vector<std::vector<Tone>> tones{};
    std::string before{}, after{}; ///< addresses of the pages before and after this one
    bool whole{true};              ///< false: there is more than is shown, and it says so
    bool counted{false};           ///< the caption says which rows of how many these are
    bool caption_shown{true};

    explicit Listing(std::string name, Words caption_words, documents::Table rows)
        : key{std::move(name)}, caption{std::move(caption_words)}, table{std::move(rows)}
    {
    }
};

struct Choice {
    std::string value;
    Words name;
};

/// One thing that a form asks for.
struct Field {
    enum class Kind : std::uint8_t {
        line,
        text, ///< several lines
        day,  ///< DD/MM/YYYY, as it is typed: read by `Visit::day`
        number,
        password,
        choice, ///< one of `choices`; a list
        radio,  ///< one of `choices`; all shown
        checks, ///< any of `choices`, or one box where there is one
        file,
        hidden,
        search
    };
    Kind kind{Kind::line};
    std::string name;
    Words label{};
    Words hint{};
    std::vector<std::string> values{}; ///< what stands in it; of a failed attempt what was typed, by itself
    std::vector<Choice> choices{};
    bool required{false};
    std::string autocomplete{}; ///< "username", "current-password", "bday" ...
    Words error{};              ///< what is wrong with what was typed; set by itself after a failed attempt
    std::string list_from{};    ///< address whose answer offers what may be meant, as one types (htmx)
};

struct Form {
    std::string action; ///< address
    bool asks{false};   ///< GET: a question whose answer has an address of its own; else an act
    Words submit;
    std::vector<Field> fields{};
    Words legend{};          ///< what it is about
    bool grave{false};       ///< it cannot be taken back
    Words confirm{};         ///< what has to be ticked before a grave act is done; empty: nothing
    bool second{false};      ///< asks for the second person and that person's password
    bool inline_form{false}; ///< a row of filters or one button
    std::string live{};      ///< of a question: key of the listing below that follows what is typed (htmx)
    std::string id{};
};

/// What is done and in which order, the newest first or last as it is given.
struct Timeline {
    struct Entry {
        std::string when; ///< "05/03/2026", "05/03/2026 14:20"
        Words what;
        std::string who{};
        std::vector<Words> more{};
        std::string to{};
        Tone tone{Tone::plain};
    };
    Words caption;
    std::vector<Entry> entries;
};

/// One finding of a screening, as an officer reads it; or several that are cured in the same words.
struct FindingView {
    Words title;
    Words outcome;
    Tone tone{Tone::plain};
    std::string requirement; ///< row of the rulebook; links to its page
    std::string citation;
    Words explanation{}, remedy{};
    Words standing{};
    std::vector<Link> acts{};  ///< "judge"
    std::vector<Link> about{}; ///< of several: each requirement, with a link to its page
};
struct Findings {
    Words caption;
    std::vector<FindingView> findings;
    bool open{true}; ///< false: folded, to be opened
};

/// Blocks that are read beside each other where there is room: evidence beside what it is judged by.
struct Block;
struct Beside {
    std::vector<std::vector<Block>> columns;
};
/// Steps, or points: what belongs to each stands beneath it.
struct Items {
    std::vector<std::vector<Block>> items;
    int first{0}; ///< number of the first one; 0: they are not numbered
};
/// Folded until it is opened.
struct Folded {
    Words summary;
    std::vector<Block> blocks;
    bool open{false};
};

struct Chart {
    documents::BarChart chart; ///< a table of its figures stands beneath it, folded
    Words figures{"Số liệu của biểu đồ", "Figures of the chart"};
};

/// The 34 provinces as tiles, each with a figure.
struct Tiles {
    struct Tile {
        std::string code, name;
        std::string figure;
        std::string to{};
        int weight{0}; ///< 0 to 4: how dark
    };
    Words caption;
    std::vector<Tile> tiles;
};

/// Buttons and links, one after another.
struct Links {
    std::vector<Link> links;
    Words name{}; ///< of the group, where it is a navigation
    Words lead{}; ///< a few words before them; empty: none
};

/// A picture that nobody has to see to read the page: what it says stands in text, too.
struct Picture {
    Words alt;
    std::string svg;
};

/// A picture of a page of this program, which leads to itself alone, to be seen larger.
struct Screen {
    Words alt;
    std::string to; ///< its address
    int width{0}, height{0};
};

/// Text as it stands, such as a note that is signed, or JSON.
struct Verbatim {
    Words caption;
    std::string text;
};

struct Block {
    std::variant<Notice, Heading, Paragraph, Prose, Facts, Counters, Listing, Form, Timeline, Findings,
                 Beside, Items, Folded, Chart, Tiles, Links, Picture, Screen, Verbatim>
        value;

    template <class T>
        requires(!std::same_as<T, Block>)
    Block(T block) : value{std::move(block)}
    {
    }
};

struct Page {
    Words title; ///< the one h1, and before " · radcert" in the window's title
    std::vector<Block> blocks{};
    Words lead{};             ///< one sentence below the title
    std::vector<Link> acts{}; ///< what can be done here, beside the title
    bool twins{false};        ///< offers .json, and .csv and .xlsx of its first listing
    int status{200};
    std::int64_t retry_after{0}; ///< seconds, of an answer that says "not now"
    bool print{false};           ///< offers a print button's address with ?print=1
    std::string section{};       ///< which entry of the navigation it belongs to: "/workers"

    Page() = default;
    explicit Page(Words words) : title{std::move(words)} {}
    template <class T>
    void add(T block)
    {
        blocks.emplace_back(std::move(block));
    }
};

} // namespace radcert::web
