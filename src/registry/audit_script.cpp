#include "registry/export.h"

namespace radcert::registry {

// script/audit-journal, word for word: a test compares the two.
std::string_view audit_script()
{
    return R"py(#!/usr/bin/env python3
"""Verifies an exported journal with Python's standard library and openssl alone; nothing of radcert runs.

  audit-journal DIR [KEPT-CHECKPOINT ...]

DIR is what `radcert journal export DIR` made. Each KEPT-CHECKPOINT must be a beginning of this journal. Compare
the key that is printed with the one that the office published. Exit status: 0 verified, 1 refused.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

FIELDS = ["action", "actor", "at", "commit", "door", "hash", "seq", "subject", "v"]

def refuse(why):
    sys.exit("audit: REFUSED: " + why)

def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()

def lines_of(text):
    *lines, rest = text.split("\n")
    return lines if not rest else refuse("a last line is cut off: " + rest[:60])

def canonical(line):
    value = json.loads(line)
    same = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == line
    return value if same else refuse("not canonical JSON: " + line[:60])

def from_base64(text):
    data = base64.b64decode(text, validate=True)
    return data if base64.b64encode(data).decode() == text else refuse("not canonical base 64: " + text[:60])

def signed_head(note, name, key, where):
    """Size and root of a signed note, after openssl verified the signature."""
    text, _, signatures = note.rpartition("\n\n")
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]
    found = [from_base64(line[len(name) + 3:]) for line in lines_of(signatures) if line.startswith("— " + name + " ")]
    ours = [data[4:] for data in found if data[:4] == key_id]
    origin, size, root = text.split("\n")[:3]
    if len(ours) != 1 or origin != name or str(int(size)) != size:
        refuse(where + " is not a checkpoint of " + name)
    with tempfile.TemporaryDirectory() as folder:
        parts = {"text": (text + "\n").encode(), "sig": ours[0], "key": bytes.fromhex("302a300506032b6570032100") + key}
        for part, data in parts.items():
            with open(os.path.join(folder, part), "wb") as file:
                file.write(data)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile sig".split()
        if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode != 0:
            refuse(where + ": the signature is wrong")
    return int(size), from_base64(root)

def audit(folder, kept):
    (vkey,) = lines_of(read(folder + "/vkey"))
    name, key_id, material = vkey.split("+", 2)
    key = from_base64(material)
    if hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] != key_id or key[0] != 1 or len(key) != 33:
        refuse("vkey is damaged")
    notes = [canonical(line) for line in lines_of(read(folder + "/checkpoints.ndjson"))]
    if not notes or read(folder + "/checkpoint") != notes[-1]:
        refuse("checkpoint is not the newest of checkpoints.ndjson")
    heads = [signed_head(note, name, key[1:], "checkpoint %d" % i) for i, note in enumerate(notes)]
    others = [signed_head(read(path), name, key[1:], path) for path in kept]
    roots, frontier, before, count, sizes = {}, [], None, 0, {size for size, _ in heads}
    for line in lines_of(read(folder + "/events.ndjson")):
        leaf = canonical(line)
        if sorted(leaf) != FIELDS or leaf["seq"] != count:
            refuse("line %d is not event %d" % (count + 1, count))
        moment = (leaf["at"], leaf["actor"], leaf["door"])
        if before and (moment[0] < before[0] or moment != before and count not in sizes):
            refuse("before event %d a checkpoint is missing, or time went back" % count)
        before, count = moment, count + 1
        node = hashlib.sha256(b"\0" + line.encode()).digest()
        for _ in range((count & -count).bit_length() - 1):
            node = hashlib.sha256(b"\1" + frontier.pop() + node).digest()
        frontier.append(node)
        if count in sizes or count in (size for size, _ in others):
            roots[count] = frontier[-1]
            for left in frontier[-2::-1]: roots[count] = hashlib.sha256(b"\1" + left + roots[count]).digest()
    for size, root in heads + others:
        if roots.get(size) != root:
            refuse("the journal is not the one that was signed at %d events: changed, cut short or forked" % size)
    if [size for size, _ in heads] != sorted(sizes) or heads[-1][0] != count:
        refuse("the checkpoints are not in order, or the newest does not sign all %d events" % count)
    print("audit: verified: %d events, %d + %d checkpoints, key" % (count, len(heads), len(others)), vkey)

if len(sys.argv) < 2:
    sys.exit("usage: audit-journal DIR [KEPT-CHECKPOINT ...]")
try:
    audit(sys.argv[1], sys.argv[2:])
except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
    refuse("cannot be read: %s" % error)
)py";
}

} // namespace radcert::registry
