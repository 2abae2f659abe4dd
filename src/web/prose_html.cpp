#include "web/prose_html.h"

#include "web/view.h"

namespace radcert::web {

std::string prose_html(const Prose& prose)
{
    View::List spans;
    for (const Span& span : prose.spans) {
        spans.push_back(View{}
                            .set("text", span.text)
                            .set("to", span.to)
                            .set("strong", span.strong)
                            .set("emphasis", span.emphasis)
                            .set("code", span.code));
    }
    return fill("prose", View{}.set("spans", std::move(spans)));
}

std::string screen_html(const Screen& screen, Language language)
{
    return fill("screen", View{}
                              .set("source", screen.to)
                              .set("alt", screen.alt.in(language))
                              .set("width", std::to_string(screen.width))
                              .set("height", std::to_string(screen.height)));
}

} // namespace radcert::web
