#include "text/json_fault.h"

#include <algorithm>
#include <cstdint>

#include "text/json.h"

namespace radcert::text {
namespace {

/// What the grammar allows next.
enum class Next : std::uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end, nothing };

class Scan {
public:
    explicit Scan(std::string_view text) : text_{text} {}

    std::optional<JsonFault> run()
    {
        while (!fault_) {
            skip_space();
            if (at_ == text_.size()) {
                if (next_ != Next::nothing) refuse({"nội dung bị cắt ngang", "the text ends too early"});
                break;
            }
            step(text_[at_]);
        }
        return fault_;
    }

private:
    void refuse(Words sentence) { fault_ = JsonFault{std::move(sentence), at_}; }

    void expected(const char* vi, const char* en)
    {
        refuse({std::string{"không phải JSON hợp lệ; cần "} + vi,
                std::string{"not valid JSON; expected "} + en});
    }

    void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    bool in_object() const { return (objects_ & 1) != 0; }

    void step(char c)
    {
        const bool closes =
            next_ == Next::value_or_end || next_ == Next::key_or_end || next_ == Next::comma_or_end;
        if (closes && c == (in_object() ? '}' : ']')) return close();
        switch (next_) {
        case Next::nothing:
            return refuse(
                {"còn nội dung sau giá trị JSON", "something stands after the end of the JSON value"});
        case Next::colon:
            if (c != ':') return expected("dấu hai chấm", "a colon");
            return move_to(at_ + 1, Next::value);
        case Next::comma_or_end:
            if (c != ',')
                return in_object() ? expected("dấu phẩy hoặc }", "a comma or }")
                                   : expected("dấu phẩy hoặc ]", "a comma or ]");
            return move_to(at_ + 1, in_object() ? Next::key : Next::value);
        case Next::key:
        case Next::key_or_end:
            if (c != '"') return expected("tên trường trong ngoặc kép", "a field name in double quotes");
            return string(Next::colon);
        case Next::value:
        case Next::value_or_end: return value(c);
        }
    }

    void move_to(std::size_t at, Next next)
    {
        at_ = at;
        next_ = next;
    }

    Next after_value() const { return depth_ == 0 ? Next::nothing : Next::comma_or_end; }

    void value(char c)
    {
        if (c == '{' || c == '[') return open(c == '{');
        if (c == '"') return string(after_value());
        const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:[]{}\"", at_), text_.size());
        const std::string_view word = text_.substr(at_, end - at_);
        const bool number = c == '-' || (c >= '0' && c <= '9');
        if (!number && word != "true" && word != "false" && word != "null")
            return expected("một giá trị", "a value");
        move_to(end, after_value());
    }

    void string(Next next)
    {
        const std::size_t start = at_;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) {
                return refuse(
                    {"ký tự điều khiển hoặc xuống dòng nằm trong chuỗi; có thể thiếu ngoặc kép đóng",
                     "a control character or line break stands inside a string; "
                     "its closing quote may be missing"});
            }
            if (text_[at_] == '\\') ++at_;
        }
        if (at_ < text_.size()) return move_to(at_ + 1, next);
        at_ = start;
        refuse({"chuỗi chưa đóng ngoặc kép", "a string is not closed"});
    }

    void open(bool object)
    {
        if (depth_ == deepest_nesting) {
            refuse(nested_too_deep());
            fault_->too_deep = true;
            return;
        }
        ++depth_;
        objects_ = objects_ << 1 | std::uint64_t{object};
        move_to(at_ + 1, object ? Next::key_or_end : Next::value_or_end);
    }

    void close()
    {
        --depth_;
        objects_ >>= 1;
        move_to(at_ + 1, after_value());
    }

    std::string_view text_;
    std::size_t at_{0};
    Next next_{Next::value};
    int depth_{0};
    std::uint64_t objects_{0}; ///< one bit a level, the innermost lowest: 1 for an object
    std::optional<JsonFault> fault_;
};

static_assert(deepest_nesting <= 64, "one bit a level");

} // namespace

Words nested_too_deep()
{
    return {"lồng nhau quá 64 cấp", "nested deeper than 64 levels"};
}

std::optional<JsonFault> first_fault(std::string_view text)
{
    return Scan{text}.run();
}

} // namespace radcert::text
