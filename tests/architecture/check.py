#!/usr/bin/env python3
"""Holds the tree to ARCHITECTURE.md where CMake cannot: check.py CHECK ROOT [QT_INCLUDE_FOLDER].

Checks: arrows, libraries, own-header-first, plain-text, errors-in-words, fuzzable, whole-numbers, length, machine-paths,
documents, format, shell. Prints every breach as FILE:LINE: SENTENCE and exits 1 when there is one; exits 77 (skipped) when the tool that a
check needs is missing.
"""
import fnmatch
import pathlib
import re
import shutil
import subprocess
import sys

import rules

SOURCE_FOLDERS = ["app", "core", "models", "ui", "tests"]
SOURCE_SUFFIXES = {".h", ".cpp"}
TEXT_SUFFIXES = SOURCE_SUFFIXES | {".py", ".sh", ".cmake", ".txt", ".md", ".json", ".tsv", ".in", ".inc", ""}
INCLUDE = re.compile(r'\s*#\s*include\s*["<]([^">]+)[">]')
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
SKIPPED = 77


class Tree:
    def __init__(self, root, qt_folder):
        self.root = pathlib.Path(root)
        self.qt_folder = pathlib.Path(qt_folder) if qt_folder else None

    def sources(self, folders=SOURCE_FOLDERS):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in SOURCE_SUFFIXES and path.is_file():
                    yield path.relative_to(self.root)

    def lines(self, path):
        return (self.root / path).read_text(encoding="utf-8").splitlines()

    def includes(self, path):
        for number, line in enumerate(self.lines(path), 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found[1]

    def room_of(self, path):
        return "/".join(pathlib.PurePath(path).parts[:2])

    def qt_module(self, include):
        """The module of <QWidget>, <qwidget.h> or <QtWidgets/QWidget>; None for what is not Qt's."""
        if include.startswith("Qt") and "/" in include:
            return include.split("/")[0]
        if not re.fullmatch(r"Q[A-Z]\w+|q[a-z]\w+\.h", include):
            return None
        homes = [home.parent.name for home in self.qt_folder.glob(f"Qt*/{include}")]
        return "QtCore" if "QtCore" in homes else (sorted(homes) or ["no module of Qt"])[0]


def matches(room, patterns):
    return any(fnmatch.fnmatch(room, pattern) for pattern in patterns)


def is_room(include):
    return include.split("/")[0] in ("app", "core", "models", "ui") and include.count("/") >= 2


def check_arrows(tree):
    for path in tree.sources(["app", "core", "models", "ui"]):
        room = tree.room_of(path)
        if room not in rules.ROOMS:
            yield path, 1, f"the room {room} is not in tests/architecture/rules.py: say there what it may include"
            continue
        for number, include in tree.includes(path):
            other = tree.room_of(include)
            if is_room(include) and other != room and not matches(other, rules.ROOMS[room]):
                yield path, number, f"{room} must not include {include}"


def check_libraries(tree):
    for path in tree.sources(["app", "core", "models", "ui"]):
        room = tree.room_of(path)
        for number, include in tree.includes(path):
            for pattern, rooms, name in rules.LIBRARIES:
                if re.match(pattern, include) and not matches(room, rooms):
                    yield path, number, f"{room} must not include {name} ({include})"
            module = tree.qt_module(include)
            if module and module not in rules.QT.get(room, []):
                yield path, number, f"{room} must not include {module} ({include})"


def check_own_header_first(tree):
    """So that every header is compiled once with nothing before it, and thus stands alone."""
    for path in tree.sources(["app", "core", "models", "ui"]):
        if path.suffix == ".cpp" and (tree.root / path.with_suffix(".h")).exists():
            own = path.with_suffix(".h").as_posix()
            number, first = next(tree.includes(path), (1, None))
            if first != own:
                yield path, number, f'the first include must be "{own}"'


def check_plain_text(tree):
    """Text from files is shown by ui/widgets/plain_text, or by what never takes it for HTML."""
    for path in tree.sources(["app", "ui"]):
        if not matches(tree.room_of(path), rules.SHOWS_WORDS) or path.with_suffix("").as_posix() == rules.PLAIN_TEXT:
            continue
        allowed, _ = rules.RICH_TEXT_ALLOWED.get(path.as_posix(), (None, None))
        for number, line in enumerate(tree.lines(path), 1):
            code = line.split("//")[0]
            for words, instead in rules.RICH_TEXT:
                for word in re.findall(rf"\b(?:{words})\b", code):
                    if word != allowed:
                        yield path, number, f"{word} may take text for HTML: use {instead} (ui/widgets/plain_text.h)"


def statement_at(text, start):
    """What stands from `start` to the end of its brackets or of its statement; literals are passed over whole."""
    depth = 0
    for token in re.compile(rf"{LITERAL}|'(?:[^'\\]|\\.)'|[(\[{{]|[)\]}}]|;").finditer(text, start):
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]};":
            depth -= 1
            if depth < 0 or (token[0] == ";" and depth < 1):
                return text[start:token.start()]
    return text[start:]


def check_errors_in_words(tree):
    """A window says an error in its own language: the words are a marked literal, and what stands in them its arguments."""
    for path in tree.sources(["core", "models"]):
        if path.as_posix() in rules.ERRORS_IN_ENGLISH:
            continue
        text = re.sub(r"(?m)//[^\n\"]*$", "", "\n".join(tree.lines(path)))
        for made in re.finditer(r"(?:\{\s*(?:base::)?ErrorCode::\w+|\bError\s*\{\s*[\w.()>*-]*\bcode\b)\s*,\s*", text):
            words = re.sub(rf"QT_TRANSLATE_NOOP\(\s*{LITERAL}\s*,\s*(?:{LITERAL}\s*)+\)", "", statement_at(text, made.end()))
            if re.search(rf"^{LITERAL}|{LITERAL}\s*\)?\s*\+|\+\s*{LITERAL}", words):
                yield path, text.count("\n", 0, made.start()) + 1, (
                    "an error's words are base::Sentence{QT_TRANSLATE_NOOP(\"Error\", \"%1: …\"), {…}} (core/base/error.h)")


def check_fuzzable(tree):
    """The compiler that builds the fuzzers is older than the one that builds the programs."""
    for path in tree.sources(rules.FUZZED):
        for number, line in enumerate(tree.lines(path), 1):
            for words, instead in rules.NOT_FOR_CLANG_14:
                for word in re.findall(rf"{words}(?!\w)", line.split("//")[0]):
                    yield path, number, f"clang 14 does not compile {word} (preset fuzz): use {instead}"


def check_whole_numbers(tree):
    """JSON's own get() makes another number of one that does not fit the type."""
    for path in tree.sources(["core"]):
        for number, line in enumerate(tree.lines(path), 1):
            if path.as_posix() != rules.WHOLE_NUMBER and re.search(r"\bget<(std::)?(u?int\d*(_t)?|size_t|uintmax_t|unsigned)>\(", line):
                yield path, number, f"a whole number of JSON is read by base::wholeNumber ({rules.WHOLE_NUMBER})"


def check_length(tree):
    for path in tree.sources():
        count = len(tree.lines(path))
        if count > rules.MAX_LINES and path.as_posix() not in rules.LONGER_FILES:
            yield path, count, f"{count} lines; at most {rules.MAX_LINES} without a reason in tests/architecture/rules.py"


def tracked_files(tree):
    """Git's list; without git (a source archive) every file outside build folders."""
    if shutil.which("git"):
        command = ["git", "-c", "safe.directory=*", "-C", str(tree.root), "ls-files", "-z"]
        listing = subprocess.run(command, capture_output=True)
        if listing.returncode == 0:
            return [pathlib.Path(name) for name in listing.stdout.decode().split("\0") if name]
    inside = (path.relative_to(tree.root) for path in tree.root.rglob("*"))
    return [path for path in inside if path.parts[0] not in ("build", ".deps", ".git", "asg-out")]


def check_machine_paths(tree):
    for path in sorted(tracked_files(tree)):
        whole = tree.root / path
        if path.as_posix() in rules.FILES_WITH_PATHS or path.suffix not in TEXT_SUFFIXES or not whole.is_file():
            continue
        for number, line in enumerate(whole.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if re.search(rules.MACHINE_PATHS, line):
                yield path, number, "names a folder of one machine"


def check_documents(tree):
    """A page that a comment or another page names is one that is there."""
    files = sorted(tracked_files(tree))
    pages = {path.as_posix() for path in files if path.suffix == ".md"}
    for path in files:
        whole = tree.root / path
        if path.as_posix() in rules.NAMES_OTHER_PAGES or path.suffix not in TEXT_SUFFIXES or not whole.is_file():
            continue
        for number, line in enumerate(whole.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for name in re.findall(r"(?<![\w/.*…$-])[\w./-]*\w\.md\b", line):
                beside = (whole.parent / name).resolve()
                made = pathlib.PurePath(name).name in rules.MADE_BY_THE_PROGRAM
                if not (made or name in pages or beside.is_file()):
                    yield path, number, f"{name} is not in the repository"


def skip(sentence):
    print(f"skipped: {sentence}")
    sys.exit(SKIPPED)


def check_format(tree):
    # Versions differ in what they make of the same .clang-format, so the one of Debian 12 decides.
    program = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else ""
    if "version 14." not in version:
        skip("clang-format 14 is not installed")
    files = [str(path) for path in tree.sources()]
    run = subprocess.run([program, "--dry-run", *files], cwd=tree.root, capture_output=True, text=True)
    for file, number in sorted(set(re.findall(r"^(\S+?):(\d+):\d+: warning", run.stderr, re.M))):
        yield file, number, "clang-format would change this line: clang-format -i FILE"


def check_shell(tree):
    program = shutil.which("shellcheck")
    if not program:
        skip("shellcheck is not installed")
    scripts = ["run.sh", "test.sh", ".ci/run", *map(str, (tree.root / "packaging").glob("**/*.sh"))]
    run = subprocess.run([program, "-x", "-f", "gcc", *scripts], cwd=tree.root, capture_output=True, text=True)
    for file, number, text in re.findall(r"^([^:\n]+):(\d+):\d+: (.*)$", run.stdout, re.M):
        yield file, number, text


CHECKS = {
    "arrows": check_arrows,
    "libraries": check_libraries,
    "own-header-first": check_own_header_first,
    "plain-text": check_plain_text,
    "errors-in-words": check_errors_in_words,
    "fuzzable": check_fuzzable,
    "whole-numbers": check_whole_numbers,
    "length": check_length,
    "machine-paths": check_machine_paths,
    "documents": check_documents,
    "format": check_format,
    "shell": check_shell,
}


def main(check, root, qt_folder=None):
    breaches = list(CHECKS[check](Tree(root, qt_folder)))
    for path, number, sentence in breaches:
        print(f"{path}:{number}: {sentence}")
    print(f"{check}: {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
