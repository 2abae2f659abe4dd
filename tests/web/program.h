#pragma once

#include <string>
#include <utility>
#include <vector>

#include "registry/journal.h"
#include "registry/offices.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/web/desk.h"

namespace radcert::tests {

/// A program that asks the interface with a key of somebody's account: Authorization, no cookie.
class Program {
public:
    using Headers = std::vector<web::Header>;

    /// @param code  of the officer whose key it has; empty: it has none
    Program(WebDesk& desk, const std::string& code) : desk_{desk}
    {
        if (code.empty()) return;
        registry::Database database = desk.reader();
        const std::string officer = registry::find_officer(database, code)->officer;
        key_ = desk.office().store().make_token(officer, "test");
    }

    web::Response send(web::Method method, const std::string& address, std::string body = {},
                       Headers headers = {})
    {
        web::Request request{method, address, std::move(headers), std::move(body), "192.0.2.7", true};
        request.headers.push_back({"host", "localhost"});
        if (!key_.empty()) request.headers.push_back({"authorization", "Bearer " + key_});
        if (!request.body.empty() && !request.header("content-type"))
            request.headers.push_back({"content-type", "application/json"});
        return desk_.answer(request);
    }
    web::Response get(const std::string& address, Headers headers = {})
    {
        return send(web::Method::get, address, {}, std::move(headers));
    }
    web::Response post(const std::string& address, const std::string& body, Headers headers = {})
    {
        return send(web::Method::post, address, body, std::move(headers));
    }
    web::Response patch(const std::string& address, const std::string& body, Headers headers = {})
    {
        return send(web::Method::patch, address, body, std::move(headers));
    }

    /// The JSON of an answer that has to be there.
    json read(const std::string& address)
    {
        const web::Response response = get(address);
        INFO(address << " answers " << response.status << ": " << response.body.substr(0, 400));
        REQUIRE(response.status == 200);
        REQUIRE(header(response, "content-type") == "application/json");
        return parsed(response.body);
    }

    /// Every record of a list, page by page as links.next says.
    std::vector<json> all(std::string address, const std::string& key)
    {
        std::vector<json> records;
        for (int pages = 0; !address.empty(); ++pages) {
            REQUIRE(pages < 1000);
            const json page = read(address);
            for (const json& record : page.at(key)) records.push_back(record);
            address = page.at("links").value("next", "");
        }
        return records;
    }

private:
    WebDesk& desk_;
    std::string key_;
};

/// A dossier of the contract's cases.
inline json contract_dossier(const std::string& name)
{
    return parsed(bytes_of("tests/contract/cases/" + name + ".json")).at("dossier");
}

/// One certificate application that the sample register does not have.
inline json new_dossier(const std::string& id = "API-1")
{
    json dossier = contract_dossier("b-ct-complete");
    dossier["application"]["id"] = id;
    return dossier;
}

/// The problem (RFC 9457) that an answer tells.
inline json problem_of(const web::Response& response)
{
    INFO(response.status << ": " << response.body.substr(0, 400));
    REQUIRE(header(response, "content-type") == "application/problem+json");
    json problem = parsed(response.body);
    CHECK(problem.at("status") == response.status);
    return problem;
}

inline EventNumber journal_size(WebDesk& desk)
{
    registry::Database database = desk.reader();
    return registry::journal_size(database);
}

} // namespace radcert::tests
