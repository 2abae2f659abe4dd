#include "registry/signed_note.h"

#include <cstdlib>
#include <filesystem>

#include "tests/catch.h"
#include "tests/refusal.h"
#include "text/base64.h"

using namespace radcert;
using namespace radcert::registry;
using namespace std::string_literals;

namespace {

namespace fs = std::filesystem;

// c2sp.org/signed-note, "Example".
constexpr std::string_view published_key{
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"};
constexpr std::string_view published_note{
    "This is an example message.\n"
    "\n"
    "— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"};

// Written with Python's hashlib, base64 and cryptography from the specifications: the log of the entries
// "first", "second" and "third", whose keys have the SHA-256 of their names for seeds.
constexpr std::string_view log_key{
    "log.example/register+ba59b354+AQt/pQLoixKW2miCgMgv6nr9l2BUq/g8fxNs1B9DtqDz"};
constexpr std::string_view witness_key{
    "witness.example/w1+d7ec3267+BO2NXp96io5WwyFvQUEMfhRIAsqSo9DZ83HT1Nfgqy6k"};
constexpr std::string_view foreign_note{
    "log.example/register\n"
    "3\n"
    "w2UeVBcUxT1kjsx7rsp/4sNu9PplvM4ksdcShkN95WY=\n"
    "\n"
    "— log.example/register "
    "ulmzVN0EG/F8vnUSM64eDS7Ixf1KHqavXpQHOqNG6PJ4CQ8dK13qpoakOQYokGEUX8nLjQl6UH1pJTGXhTHMB61Qigo=\n"
    "— witness.example/w1 1+wyZwAAAABrAhRgtiNrmfpPZb/"
    "okxefJQ5yu/SeIiCnMT3IKVw7bemuxoLwjUxc8sqKymW2POKYiZnaf6gdQoV/gOmcMJJO8HmCCA==\n"};
constexpr std::string_view foreign_path{"c2sp.org/tlog-proof@v1\n"
                                        "index 1\n"
                                        "oa8DAjHKL9IOzzDFKUuvj2kyHQm7FqxTiFzNF6OFKA0=\n"
                                        "ZW0+j1RCOM324y1kD1G6CRSVmxTt16UtC4uZq0yKxsY=\n"
                                        "\n"};

/// New keys; the file is removed again.
KeyFile keys_of(std::string_view origin)
{
    std::string name = (fs::temp_directory_path() / "radcert-note-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    KeyFile keys = KeyFile::create(fs::path{name} / "keys", origin);
    fs::remove_all(name);
    return keys;
}

const KeyFile& log_keys()
{
    static const KeyFile keys = keys_of("radcert.example/register");
    return keys;
}

Checkpoint sample()
{
    return {log_keys().origin(), 41, leaf_hash("root")};
}

const std::string root_line = text::to_base64(text::view(leaf_hash("root")));

/// A note of any text, rightly signed.
std::string signed_text(const std::string& text)
{
    return text + "\n" + signature_line(text, log_keys());
}

template <class Act>
void check_integrity(Act act)
{
    const Error error = tests::refusal_of(act);
    CHECK(error.fault() == Fault::integrity);
    CHECK_FALSE(error.hint().empty());
}

} // namespace

TEST_CASE("the note that the specification publishes is opened by the key it publishes", "[registry]")
{
    const VerifyingKey key = parse_vkey(published_key);
    CHECK(vkey(key) == published_key);
    CHECK(open_note(published_note, key) == "This is an example message.\n");
    check_integrity([&] { open_checkpoint(published_note, key); });
}

TEST_CASE("a checkpoint, a cosignature and a proof that another program wrote are taken", "[registry]")
{
    const Checkpoint checkpoint = open_checkpoint(foreign_note, parse_vkey(log_key));
    CHECK(checkpoint.origin == "log.example/register");
    CHECK(checkpoint.size == 3);
    CHECK(verify_cosignature(foreign_note, parse_vkey(witness_key)) == 1'795'298'400);

    const std::string text = std::string{foreign_path} + std::string{foreign_note};
    const TlogProof proof = read_tlog_proof(text);
    CHECK(proof.note == foreign_note);
    CHECK(verify_inclusion(proof.index, checkpoint.size, leaf_hash("second"), proof.path, checkpoint.root));
    CHECK_FALSE(
        verify_inclusion(proof.index, checkpoint.size, leaf_hash("other"), proof.path, checkpoint.root));
    CHECK(tlog_proof_text(proof.index, proof.path, proof.note) == text);
}

TEST_CASE("a byte changed anywhere in a checkpoint refuses it", "[registry]")
{
    const VerifyingKey key = parse_vkey(log_key);
    const std::size_t signed_part = foreign_note.find("— witness");
    for (std::size_t at = 0; at < signed_part; ++at) {
        for (const int bit : {0, 1, 5, 7}) {
            std::string note{foreign_note};
            note[at] = static_cast<char>(note[at] ^ 1 << bit);
            CAPTURE(note);
            CHECK_THROWS_AS(open_checkpoint(note, key), Error);
        }
    }
    for (std::size_t size = 0; size < signed_part; ++size)
        CHECK_THROWS_AS(open_checkpoint(foreign_note.substr(0, size), key), Error);
}

TEST_CASE("a checkpoint is read back as it was signed", "[registry]")
{
    const auto size = GENERATE(as<std::uint64_t>{}, 0, 1, 41, std::uint64_t{1} << 53, UINT64_MAX);
    Checkpoint checkpoint = sample();
    checkpoint.size = size;
    const std::string note = sign_checkpoint(checkpoint, log_keys());
    CHECK(open_checkpoint(note, log_keys().verifying()) == checkpoint);
    CHECK(note == sign_checkpoint(checkpoint, log_keys()));
}

TEST_CASE("no key signs for another log", "[registry]")
{
    Checkpoint other = sample();
    other.origin = "radcert.example/other";
    CHECK(tests::refusal_of([&] { sign_checkpoint(other, log_keys()); }).fault() == Fault::conflict);

    const std::string text = "radcert.example/other\n41\n" + root_line + "\n";
    check_integrity([&] { open_checkpoint(signed_text(text), log_keys().verifying()); });
}

TEST_CASE("a rightly signed text that is no checkpoint is refused", "[registry]")
{
    const std::string origin = log_keys().origin();
    const auto rest =
        GENERATE(as<std::string>{}, "", "41\n", "041\n" + root_line + "\n", "+41\n" + root_line + "\n",
                 "-1\n" + root_line + "\n", "41 \n" + root_line + "\n", "\n" + root_line + "\n",
                 "4l\n" + root_line + "\n", "18446744073709551616\n" + root_line + "\n", "41\nAAAA\n",
                 "41\n" + root_line.substr(1) + "\n", "41\n" + root_line + " \n",
                 "41\n" + root_line + "\n\nmore\n", "41\n\n" + root_line + "\n", "41\n" + root_line + "\n\n");
    CAPTURE(rest);
    check_integrity([&] { open_checkpoint(signed_text(origin + "\n" + rest), log_keys().verifying()); });
    check_integrity(
        [&] { open_checkpoint(signed_text("\n41\n" + root_line + "\n"), log_keys().verifying()); });
}

TEST_CASE("lines that a checkpoint may add are signed and passed over", "[registry]")
{
    const std::string text = log_keys().origin() + "\n41\n" + root_line + "\nextension one\nextension two\n";
    CHECK(open_checkpoint(signed_text(text), log_keys().verifying()) == sample());
}

TEST_CASE("signatures by others are passed over, malformed lines are not", "[registry]")
{
    const VerifyingKey key = log_keys().verifying();
    const std::string note = sign_checkpoint(sample(), log_keys());
    const std::string own = note.substr(note.find("— "));
    const std::string text = note.substr(0, note.size() - own.size());
    const std::string stranger = signature_line(text, keys_of("someone.example"));
    const std::string namesake = signature_line(text, keys_of(log_keys().origin()));

    CHECK(open_checkpoint(text + stranger + own + namesake, key) == sample());
    CHECK(open_checkpoint(text + own + "— someone.example AAAAAAA=\n", key) == sample());
    check_integrity([&] { open_checkpoint(text + stranger + namesake, key); });
    check_integrity([&] { open_checkpoint(text, key); });

    const auto line = GENERATE(values<std::string_view>({
        "— someone.example\n",            // no signature
        "— someone.example \n",           //
        "— someone.example AAAA\n",       // too short to hold an id and a signature
        "— someone.example AAAAAAA\n",    // no padding
        "— someone.example AAAAAAB=\n",   // not canonical
        "— someone.example AAAAAAA= \n",  // more than a signature
        "— some+one AAAAAAA=\n",          // no name
        "— \u00A0 AAAAAAA=\n",            //
        "—  AAAAAAA=\n",                  //
        "- someone.example AAAAAAA=\n",   // another dash
        "someone.example AAAAAAA=\n",     //
        "— someone.example AAAAAAA=",     // cut off
        "— someone.example AAAAAAA=\r\n", // a carriage return
        "\n",                             //
        "\xFF\n",
    }));
    CAPTURE(line);
    check_integrity([&] { open_checkpoint(text + own + std::string{line}, key); });
}

TEST_CASE("a wrong signature by the known key refuses the note beside a right one", "[registry]")
{
    const std::string note = sign_checkpoint(sample(), log_keys());
    const std::string wrong = signature_line("another text\n", log_keys());
    check_integrity([&] { open_checkpoint(note + wrong, log_keys().verifying()); });
}

TEST_CASE("a note may have sixteen signatures and not endlessly many", "[registry]")
{
    std::string note = sign_checkpoint(sample(), log_keys());
    for (int count = 0; count < 15; ++count) note += "— someone.example AAAAAAA=\n";
    CHECK(open_checkpoint(note, log_keys().verifying()) == sample());
    for (int count = 0; count < 100; ++count) note += "— someone.example AAAAAAA=\n";
    check_integrity([&] { open_checkpoint(note, log_keys().verifying()); });
    const std::string long_text =
        log_keys().origin() + "\n41\n" + root_line + "\n" + std::string(1 << 20, 'x') + "\n";
    check_integrity([&] { open_checkpoint(signed_text(long_text), log_keys().verifying()); });
}

TEST_CASE("a verifier key that was mistyped is refused", "[registry]")
{
    const std::string whole{published_key};
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string wrong = whole;
        wrong[at] = wrong[at] == 'x' ? 'y' : 'x';
        CAPTURE(wrong);
        CHECK(tests::refusal_of([&] { parse_vkey(wrong); }).fault() == Fault::invalid_input);
    }
    const auto text = GENERATE(
        values<std::string_view>({"", "name", "name+00000000", "name+00000000+",
                                  "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                  " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"}));
    CHECK(tests::refusal_of([&] { parse_vkey(text); }).fault() == Fault::invalid_input);
    CHECK(parse_vkey(vkey(log_keys().verifying(KeyUse::cosignature))) ==
          log_keys().verifying(KeyUse::cosignature));
}

TEST_CASE("a witness's cosignature holds for its time, its text and its own key", "[registry]")
{
    const KeyFile witness = keys_of("witness.example/w1");
    const VerifyingKey key = witness.verifying(KeyUse::cosignature);
    const std::string note = sign_checkpoint(sample(), log_keys());
    const std::string line = cosignature_line(note, witness, 1'679'315'147);

    CHECK(verify_cosignature(note + line, key) == 1'679'315'147);
    CHECK(open_checkpoint(note + line, log_keys().verifying()) == sample());
    check_integrity([&] { verify_cosignature(note, key); });

    Checkpoint later = sample();
    ++later.size;
    check_integrity([&] { verify_cosignature(sign_checkpoint(later, log_keys()) + line, key); });
    for (std::size_t byte = 0; byte < 72; ++byte) {
        const std::size_t space = line.rfind(' ') + 1;
        std::string bytes = *text::from_base64(line.substr(space, line.size() - space - 1));
        bytes[4 + byte] = static_cast<char>(bytes[4 + byte] ^ 0x80);
        const std::string wrong = note + line.substr(0, space) + text::to_base64(bytes) + "\n";
        check_integrity([&] { verify_cosignature(wrong, key); });
    }
}

TEST_CASE("a log's key does not pass for a witness's, nor the other way round", "[registry]")
{
    const VerifyingKey both[] = {log_keys().verifying(), log_keys().verifying(KeyUse::cosignature)};
    const std::string note = sign_checkpoint(sample(), log_keys());
    check_integrity([&] { verify_cosignature(note, both[1]); });
    CHECK(tests::refusal_of([&] { open_checkpoint(note, both[1]); }).fault() == Fault::invalid_input);
    CHECK(tests::refusal_of([&] { verify_cosignature(note, both[0]); }).fault() == Fault::invalid_input);
    check_integrity([&] { cosignature_line("no checkpoint\n\n— a.example AAAAAAA=\n", log_keys(), 1); });
}

TEST_CASE("a proof is read back as it was written", "[registry]")
{
    const std::string note = sign_checkpoint(sample(), log_keys());
    const auto extra = GENERATE(as<std::string>{}, "", "salt\n\0payload"s);
    const auto hashes = GENERATE(as<std::size_t>{}, 0, 1, 20, 64);
    std::vector<Hash> path;
    for (std::size_t at = 0; at < hashes; ++at) path.push_back(leaf_hash(std::to_string(at)));
    const TlogProof proof = read_tlog_proof(tlog_proof_text(40, path, note, extra));
    CHECK(proof.index == 40);
    CHECK(proof.path == path);
    CHECK(proof.note == note);
    CHECK(proof.extra == extra);
}

TEST_CASE("what is not a proof is refused", "[registry]")
{
    const std::string hash = "oa8DAjHKL9IOzzDFKUuvj2kyHQm7FqxTiFzNF6OFKA0=\n";
    std::string endless = "c2sp.org/tlog-proof@v1\nindex 0\n";
    for (int count = 0; count < 65; ++count) endless += hash;
    const std::string head = "c2sp.org/tlog-proof@v1\n";
    const auto text = GENERATE_COPY(
        as<std::string>{}, "", "c2sp.org/tlog-proof@v1", head, head + "index 0", head + "index 0\n",
        head + "index 0\n" + hash, head + "index 00\n\nnote", head + "index -1\n\nnote",
        head + "index\n\nnote", head + "index  0\n\nnote", head + "index 0\nextra AAAA\n\nnote",
        head + "extra A\nindex 0\n\nnote", head + "index 0\nAAAA\n\nnote",
        head + "index 0\n " + hash + "\nnote", "c2sp.org/tlog-proof@v2\nindex 0\n\nnote",
        "\n" + head + "index 0\n\nnote", endless + "\nnote");
    CAPTURE(text);
    check_integrity([&] { read_tlog_proof(text); });
}
