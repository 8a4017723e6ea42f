#!/usr/bin/env python3
"""Proves that packages of the command given as argument are bags that others accept: `bagit` and `xmlschema` of PyPI, `zipfile`, xmllint.

Packs the examples, the coded statements of ../shared and generated ones, as folders and as archives. Attacks every file of a package, stops runs
at random moments, and measures memory. Where ../shared or a judge is missing, it says so and fails if CI=true.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
STANDARDS = SHARED / "standards"
KILLS = 20
FEW, MANY = 1_000, 10_000
# How much more memory ten times as many statements may take: their ids, and the paths in a directory of files.
MORE = 40 * 1024 * 1024

wrong = []


def check(is_right, message):
    if not is_right:
        wrong.append(message)
        print("WRONG:", message)


def skip(what):
    check(os.environ.get("CI") != "true", f"{what} is missing")
    print(f"SKIPPED, since it is missing: {what}")


def run(*arguments, cwd=None, **more):
    return subprocess.run([str(argument) for argument in arguments], cwd=cwd, capture_output=True, text=True, **more)


def statement(number):
    """A statement on a line, which quotes a file."""
    return json.dumps({
        "statemark": "1.0", "id": f"s{number}", "type": "statement", "title": f"On rain {number}", "language": "en", "date": "2025",
        "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
        "sources": [{"id": "s", "kind": "official-text", "file": f"{number % 7}.txt", "rights": "free"}],
        "sections": [{"clauses": [{"id": f"c{clause}", "text": f"X welcomes the rain of {number}. " * 5 + "It does."} for clause in range(10)]}],
        "provenance": [{"activity": "coded", "agent": "A. Coder", "date": "2025-03-01"}], "rights": "free",
    })


def generated(folder, count):
    """So many statements in a file, with what they quote."""
    with open(folder / f"{count}.ndjson", "w") as out:
        out.writelines(statement(number) + "\n" for number in range(count))
    for number in range(7):
        (folder / f"{number}.txt").write_text("Rain is welcome.\n" * (number + 1))
    return f"{count}.ndjson"


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def judges(bag):
    """What others say of a package that is a folder."""
    try:
        import bagit
        bagit.Bag(str(bag)).validate()
    except ImportError:
        skip("bagit (PyPI)")
    except bagit.BagError as error:
        check(False, f"{bag.name}: bagit-python refuses it: {error}")
    for algorithm in ("sha256", "sha512"):
        # Counted here, without the code of either.
        for line in (bag / f"manifest-{algorithm}.txt").read_text().splitlines():
            digest, path = line.split("  ", 1)
            check(hashlib.new(algorithm, (bag / path).read_bytes()).hexdigest() == digest, f"{path} has another {algorithm}")
    mets = sorted(bag.glob("data/statements/*/METS.xml"))
    if not STANDARDS.is_dir():
        return skip("../shared/standards")
    if not shutil.which("xmllint"):
        return skip("xmllint")
    schema = {**os.environ, "XML_CATALOG_FILES": "catalog.xml"}
    for start in range(0, len(mets), 500):
        some = mets[start : start + 500]
        judged = run("xmllint", "--nonet", "--noout", "--schema", "package.xsd", *some, cwd=STANDARDS, env=schema)
        check(judged.returncode == 0, f"{bag.name}: xmllint: {judged.stderr[:500]}")
    try:
        import xmlschema  # noqa: F401
    except ImportError:
        return skip("xmlschema (PyPI)")
    judged = run(sys.executable, "check_mets.py", *mets[:200], cwd=STANDARDS)
    check(judged.returncode == 0, f"{bag.name}: check_mets.py: {(judged.stdout + judged.stderr)[-500:]}")
    # A broken copy must be refused, else the judges see nothing.
    broken = bag.parent / "broken.xml"
    broken.write_text(mets[0].read_text().replace('ADMID="object-1', 'ADMID="nowhere', 1))
    check(run(sys.executable, "check_mets.py", broken, cwd=STANDARDS).returncode != 0, "check_mets.py accepts a pointer to nowhere")
    broken.write_text(mets[0].read_text().replace("<premis:size>", "<premis:sizes>").replace("</premis:size>", "</premis:sizes>"))
    judged = run("xmllint", "--nonet", "--noout", "--schema", "package.xsd", broken, cwd=STANDARDS, env=schema)
    check(judged.returncode != 0, "xmllint accepts an element that PREMIS does not have")


def packed(binary, folder, name, *arguments):
    """Packs as a folder and as an archive, which hold the same; verifies, takes out, packs that again."""
    told = [run(binary, "archive", "create", *arguments, "-o", f"{name}{ending}", cwd=folder) for ending in ("", ".zip")]
    for made in told:
        check(made.returncode == 0, f"{name}: {made.stderr[-500:]}")
    if wrong:
        return None
    bag = folder / name
    with zipfile.ZipFile(folder / f"{name}.zip") as archive:
        check(archive.testzip() is None, f"{name}.zip: zipfile finds a damaged file")
        archive.extractall(folder / "unpacked")
    whole = tree(bag)
    check(tree(folder / "unpacked" / name) == whole, f"{name}.zip holds other files than the folder")
    judges(folder / "unpacked" / name)
    for ending in ("", ".zip"):
        verified = run(binary, "archive", "verify", f"{name}{ending}", cwd=folder)
        check(verified.returncode == 0, f"{name}{ending}: {verified.stdout[-500:]}")
    taken = run(binary, "archive", "extract", f"{name}.zip", "-o", f"{name}-out", cwd=folder)
    check(taken.returncode == 0, f"{name}: {taken.stderr[-500:]}")
    out = tree(folder / f"{name}-out")
    for path, content in out.items():
        check(whole[f"data/statements/{path}"] == content, f"{path} comes out changed")
    statements = sum(path.endswith(".statemark.json") for path in out)
    print(f"{name}: {statements} statements, {len(whole)} files: accepted, and taken out as they were")
    return bag


def attacks(binary, bag):
    """Every file: a bit of ten of its bytes, longer, shorter, removed, renamed, beside itself, and swapped with the next."""
    tried = 0

    def found(what):
        nonlocal tried
        tried += 1
        verified = run(binary, "archive", "verify", bag)
        check(verified.returncode == 1 and "error: " in verified.stdout, f"{what} is not found: {verified.stdout}{verified.stderr}")

    paths = sorted(path for path in bag.rglob("*") if path.is_file())
    for path, other in zip(paths, paths[1:] + paths[:1]):
        content, next_content, name = path.read_bytes(), other.read_bytes(), path.relative_to(bag)
        chance = random.Random(str(name))
        for at in chance.sample(range(len(content)), min(10, len(content))):
            path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
            found(f"{name}: a bit of byte {at}")
        path.write_bytes(content + b"\n")
        found(f"{name}: made longer")
        path.write_bytes(content[:-1])
        found(f"{name}: cut off")
        path.unlink()
        found(f"{name}: removed")
        beside = path.with_name(path.name + "~")
        beside.write_bytes(content)
        found(f"{name}: renamed")
        path.write_bytes(content)
        found(f"{name}: added beside")
        beside.unlink()
        path.write_bytes(next_content)
        other.write_bytes(content)
        found(f"{name}: swapped with {other.name}")
        path.write_bytes(content)
        other.write_bytes(next_content)
    verified = run(binary, "archive", "verify", bag)
    check(verified.returncode == 0, f"the package is not as it was: {verified.stdout}")
    print(f"{tried} attacks on the {len(paths)} files of a package, all found")


def remade(files):
    """The same files with manifests that fit: they keep their order, and what is new stands at their ends."""
    files = dict(files)
    payload = {path: content for path, content in files.items() if path.startswith("data/")}
    size = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    lines = files["bag-info.txt"].decode().splitlines()
    files["bag-info.txt"] = "".join(f"{size if line.startswith('Payload-Oxum') else line}\n" for line in lines).encode()
    for kind in ("manifest", "tagmanifest"):
        for algorithm in ("sha256", "sha512"):
            name = f"{kind}-{algorithm}.txt"
            listed = [line.split("  ", 1)[1] for line in files[name].decode().splitlines()]
            members = payload if kind == "manifest" else {path for path in files if path not in payload and "tagmanifest" not in path}
            order = [path for path in listed if path in members] + sorted(set(members) - set(listed))
            files[name] = "".join(f"{hashlib.new(algorithm, files[path]).hexdigest()}  {path}\n" for path in order).encode()
    return files


def forgeries(binary, folder, bag):
    """Every file of the payload is changed, removed, and set beside another, each time with manifests that fit: only what it is made of tells."""
    right, forged = tree(bag), folder / "forged"

    def verify(files):
        shutil.rmtree(forged, ignore_errors=True)
        for path, content in remade(files).items():
            (forged / path).parent.mkdir(parents=True, exist_ok=True)
            (forged / path).write_bytes(content)
        return run(binary, "archive", "verify", forged)

    verified = verify(right)
    check(verified.returncode == 0, f"manifests made again are not as they were: {verified.stdout}")
    tried = 0
    for path in filter(lambda path: path.startswith("data/"), right):
        for what, files in (
            ("made longer", {**right, path: right[path] + b"\n"}),
            ("cut off", {**right, path: right[path][:-1]}),
            ("removed", {other: content for other, content in right.items() if other != path}),
            ("added beside", {**right, path + "~": right[path]}),
        ):
            tried += 1
            verified = verify(files)
            check(verified.returncode == 1 and "error: " in verified.stdout, f"{path}, {what} with its manifests, is not found: {verified.stdout}")
    print(f"{tried} forgeries of files together with all manifests, all found")


def kills(binary, folder, source):
    """Runs that are stopped: nothing may have the name of the package, and what has it must be whole."""
    started = time.monotonic()
    check(run(binary, "archive", "create", source, "-o", "whole", cwd=folder).returncode == 0, "a whole run fails")
    seconds, left = time.monotonic() - started, {"nothing": 0, "a whole package": 0}
    for number in range(KILLS):
        name = "killed.zip" if number % 2 else "killed"
        process = subprocess.Popen([binary, "archive", "create", source, "-o", name], cwd=folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, seconds * 1.05))
        stop = signal.SIGKILL if number % 4 < 2 else signal.SIGINT
        process.send_signal(stop)
        process.wait()
        target = folder / name
        if target.exists():
            verified = run(binary, "archive", "verify", name, cwd=folder)
            check(verified.returncode == 0, f"a run that was stopped left {name}, which is not whole")
            left["a whole package"] += 1
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        else:
            left["nothing"] += 1
        if stop == signal.SIGINT:
            rest = [path.name for path in folder.iterdir() if path.name.startswith((".statemark-", "killed"))]
            check(not rest, f"Ctrl-C left {rest}")
        for path in folder.glob(".statemark-*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"{KILLS} runs stopped at random moments left under the name: {left}")


def memory(binary, folder, *arguments):
    """The most memory that a run takes, in bytes, and its seconds."""
    started = time.monotonic()
    # A child of this program would be charged with what this one holds.
    measured = run("/usr/bin/time", "-f", "%M", binary, "archive", *arguments, cwd=folder)
    check(measured.returncode == 0, f"{arguments} fails: {measured.stderr[-500:]}")
    return int(measured.stderr.split()[-1]) * 1024, time.monotonic() - started


def growth(binary, folder):
    """Memory for a thousand statements, and for ten times as many."""
    if not os.path.exists("/usr/bin/time"):
        return skip("/usr/bin/time")
    for ending in ("", ".zip"):
        for command in ("create", "verify"):
            peaks = []
            for count in (FEW, MANY):
                bag = f"bag{count}{ending}"
                arguments = (f"{count}.ndjson", "-o", bag) if command == "create" else (bag,)
                peak, seconds = memory(binary, folder, command, *arguments, "--threads", "2")
                peaks.append(peak)
                print(f"{command} {bag}: {peak // 1_000_000} MB, {seconds:.1f} s")
            check(peaks[1] - peaks[0] <= MORE, f"{command} of {MANY} statements takes {(peaks[1] - peaks[0]) // 1_000_000} MB more")


def main():
    binary = Path(sys.argv[1]).resolve()
    if shutil.which("xmllint") is None:
        skip("xmllint")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("resolution", "declaration"):
            for path in (ROOT / "examples" / name).iterdir():
                shutil.copy(path, folder)
        small = packed(binary, folder, "examples", "resolution.statemark.json", "declaration.statemark.json", "--date", "2026-11-23")
        if (SHARED / "coded").is_dir():
            # What they quote, they hold.
            packed(binary, folder, "coded", *sorted((SHARED / "coded").glob("*.statemark.json")))
        else:
            skip("../shared/coded")
        packed(binary, folder, "generated", generated(folder, FEW))
        if small:
            attacks(binary, small)
            forgeries(binary, folder, small)
        kills(binary, folder, f"{FEW}.ndjson")
        generated(folder, MANY)
        growth(binary, folder)
    print(f"{len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
