#include "registry/export.h"

#include <cstdlib>
#include <iostream>
#include <random>

#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "registry/witness.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/registry/sample_register.h"
#include "tests/rounds.h"

using namespace radcert;
using namespace radcert::registry;
using namespace radcert::tests;
namespace fs = std::filesystem;

namespace {

/// Runs a command with the common tools and nothing of ours in the PATH.
int run(const std::string& command)
{
    const int answer = std::system(("PATH=/usr/bin:/bin " + command + " > /dev/null 2>&1").c_str());
    return WIFEXITED(answer) ? WEXITSTATUS(answer) : -1;
}

struct Exporting {
    SampleRegister sample;
    fs::path folder{sample.folder / "export"};

    Exporting()
    {
        Database database{sample.place, Access::read};
        export_journal(database, sample.keys().verifying(), folder);
    }
    int audit(const std::string& more = {}) const
    {
        return run("python3 script/audit-journal " + folder.string() + ' ' + more);
    }
    /// A block of commands of AUDIT.txt, as a person would copy it.
    void copy_block(const std::string& name) const
    {
        const std::string text = bytes_of(folder / "AUDIT.txt");
        const std::string opening = "--- " + name + '\n';
        const std::size_t start = text.find(opening);
        REQUIRE(start != std::string::npos);
        const std::size_t from = start + opening.size();
        write_kept_file(folder / name, text.substr(from, text.find("\n---", from) + 1 - from));
    }
};

} // namespace

TEST_CASE("the auditor's script is one text: committed, in the program and in the export", "[export]")
{
    Exporting exported;
    CHECK(audit_script() == bytes_of("script/audit-journal"));
    CHECK(bytes_of(exported.folder / "audit.py") == bytes_of("script/audit-journal"));
    CHECK(std::ranges::count(audit_script(), '\n') < 100);
}

TEST_CASE("an export is verified with common tools, and holds no name", "[export]")
{
    Exporting exported;
    CHECK(exported.audit() == 0);
    CHECK(exported.audit((exported.folder / "checkpoint").string()) == 0);
    CHECK(bytes_of(exported.folder / "events.ndjson").find("Thịnh") == std::string::npos);
    exported.copy_block("signature.sh");
    CHECK(run("bash -c 'cd " + exported.folder.string() + " && bash signature.sh'") == 0);
}

TEST_CASE("an event's proof is verified with sha256sum", "[export]")
{
    Exporting exported;
    exported.copy_block("inclusion.sh");
    Database database{exported.sample.place, Access::read};
    const auto key = exported.sample.keys().verifying();
    const EventNumber size = journal_size(database);
    for (const EventNumber number : {EventNumber{0}, EventNumber{6}, size / 2, size - 1}) {
        const std::string text = prove_event(database, number), name = std::to_string(number);
        write_kept_file(exported.folder / (name + ".tlog-proof"), text);
        const std::string command = "bash -c 'cd " + exported.folder.string() + " && bash inclusion.sh ";
        CHECK(run(command + name + "'") == 0);
        const TlogProof proof = read_tlog_proof(text);
        const Checkpoint head = open_checkpoint(proof.note, key);
        CHECK(verify_inclusion(proof.index, head.size, leaf_hash(proof.extra), proof.path, head.root));
        fs::copy_file(exported.folder / (name + ".tlog-proof"), exported.folder / "3.tlog-proof",
                      fs::copy_options::overwrite_existing);
        CHECK(run(command + "3'") == 1); // it proves its own event and no other
    }
    CHECK(refusal_of([&] { prove_event(database, size); }).fault() == Fault::not_found);
}

TEST_CASE("every tampered export is refused by the auditor's script", "[export]")
{
    Exporting exported;
    std::mt19937 random{66};
    int refused = 0, tried = 0;
    for (const char* const name : {"events.ndjson", "checkpoints.ndjson", "checkpoint", "vkey"}) {
        const fs::path file = exported.folder / name;
        const std::string good = bytes_of(file);
        const auto attempt = [&](const std::string& bad) {
            write_kept_file(file, bad);
            ++tried;
            const bool found = exported.audit() != 0;
            INFO(name << ": " << bad.substr(0, 200));
            CHECK(found);
            refused += found;
        };
        for (int i = 0; i < rounds(6); ++i) {
            std::string bad = good;
            bad[random() % bad.size()] ^= char(1 << random() % 7);
            attempt(bad);
        }
        attempt(good.substr(0, good.rfind('\n', good.size() - 2) + 1)); // the last line dropped
        attempt(good + good);
        attempt(good + "x");
        attempt("");
        if (std::ranges::count(good, '\n') > 8) {
            const std::size_t second = good.find('\n') + 1, third = good.find('\n', second) + 1;
            attempt(good.substr(0, second) + good.substr(third));
            attempt(good.substr(second, third - second) + good.substr(0, second) + good.substr(third));
        }
        write_kept_file(file, good);
    }
    REQUIRE(exported.audit() == 0);
    std::cout << "audit: " << refused << " of " << tried << " tampered exports refused\n";
    CHECK(refused == tried);
}

TEST_CASE("an export cut back to an earlier checkpoint is refused by whoever kept a later one", "[export]")
{
    Exporting exported;
    const auto kept = exported.sample.place.beside(".checkpoint");
    {
        Writer writer = exported.sample.writer();
        exported.sample.add_worker(writer);
    }
    CHECK(exported.audit() == 0);     // right by itself
    CHECK(exported.audit(kept) == 1); // but it has been longer
}

TEST_CASE("a witness follows a journal that grows, and cosigns what it saw", "[export]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const fs::path state = sample.folder / "seen";
    const KeyFile cosigner = KeyFile::create(sample.folder / "witness", "witness.example/w");
    const RegisterPlace old = sample.copy("old.db");
    const auto visit = [&](const RegisterPlace& place) {
        Database database{place, Access::read};
        return witness_journal(database, key, state, &cosigner);
    };
    CHECK_FALSE(visit(sample.place).before);
    {
        Writer writer = sample.writer();
        sample.add_worker(writer);
    }
    const Witnessed seen = visit(sample.place);
    REQUIRE(seen.before);
    CHECK(*seen.before < seen.size);
    CHECK(verify_cosignature(bytes_of(state), cosigner.verifying(KeyUse::cosignature)) > 0);
    const Error error = refusal_of([&] { visit(old); });
    CHECK(error.fault() == Fault::integrity);
    CHECK(std::string{error.what()}.find("shorter") != std::string::npos);
    CHECK(bytes_of(state) == seen.note); // nothing is kept of what was refused
}
