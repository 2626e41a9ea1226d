#!/usr/bin/env python3
"""Keeps resources/translations/asg_*.ts, the words of the window in other languages.

    packaging/translations.py update    brings them up to date with the source and says what is left to translate
    packaging/translations.py check     fails where one lacks words, or breaks what the program relies on

Both run Qt's lupdate (Debian: qt6-l10n-tools). Findings, tags and hanging rules are taken from the tables of resources.
"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = "resources/translations"
# What a window can show: all of core, and what of the models runs in it. Trainings speak English on the command line.
SOURCES = ["core", "ui", "app/viewer", "models/inference", "models/module", "models/nets", "models/weights"]
SKIPPED = 77

Key = collections.namedtuple("Key", "context source")


def find_lupdate():
    return shutil.which("/usr/lib/qt6/bin/lupdate") or shutil.which("lupdate")


def first_cells(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t")[0] for line in lines if line.strip() and not line.startswith("#")]


def finding_names(root):
    ontology = root / "resources/ontology"
    names = first_cells(ontology / "tags.tsv")
    for language in sorted(path for path in ontology.iterdir() if path.is_dir()):
        names += first_cells(language / "findings.tsv")
    return sorted(set(names))


def table_names(root):
    """What the tables name, by the context in which the window asks for it."""
    return {"Finding": finding_names(root), "HangingRule": first_cells(root / "resources/hanging.tsv")}


def run_lupdate(root, ts, options):
    """Fills `ts`. What lupdate does not know, the names of the tables, is written down for it as C++."""
    with tempfile.TemporaryDirectory() as folder:
        names = pathlib.Path(folder, "tables.cpp")
        names.write_text("".join(f'QT_TRANSLATE_NOOP("{context}", "{name}");\n'
                                 for context, words in table_names(root).items() for name in words))
        language = ts.stem.split("_")[-1]
        command = [find_lupdate(), "-silent", "-I", ".", "-tr-function-alias", "QT_TR_NOOP+=ASG_WORDS",
                   "-extensions", "cpp,h", "-locations", "none", "-source-language", "en", "-target-language", language,
                   *options, *[source for source in SOURCES if (root / source).exists()], names, "-ts", ts]
        done = subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"lupdate failed: {done.stderr}")


class Message:
    def __init__(self, element):
        self.source = element.findtext("source") or ""
        translation = element.find("translation")
        self.state = translation.get("type", "")
        self.text = translation.text or ""


def messages_of(ts):
    found = {}
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for element in context.iter("message"):
            message = Message(element)
            found[Key(context.findtext("name"), message.source)] = message
    return found


def declared_contexts(root):
    names = set()
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".h"):
                text = path.read_text(encoding="utf-8")
                names |= set(re.findall(r'(?:translate|translated|NOOP)\(\s*"([^"]+)"', text))
                names |= set(re.findall(r"Q_DECLARE_TR_FUNCTIONS\(([^)]+)\)", text))
    return names | set(table_names(root))


def mnemonics(texts):
    letters = [re.search(r"(?<!&)&([^&\s])", text) for text in texts]
    return [letter.group(1).lower() for letter in letters if letter]


def twice(values):
    return sorted(value for value, count in collections.Counter(values).items() if count > 1)


def complaints_on_message(key, message):
    where = f'{key.context}: "{key.source}"'
    if message.state or not message.text:
        return [f"{where} is not translated"]
    said = []
    if sorted(re.findall(r"%\d|%L\d|%n", key.source)) != sorted(re.findall(r"%\d|%L\d|%n", message.text)):
        said.append(f"{where}: its %1, %2 … are others in the translation")
    for end in (slice(0, 1), slice(-1, None)):
        if key.source[end].isspace() != message.text[end].isspace():
            said.append(f"{where}: begins or ends with a space in one language alone")
    if key.source.endswith("…") != message.text.endswith("…"):
        said.append(f"{where}: one alone ends with …")
    if len(mnemonics([key.source])) != len(mnemonics([message.text])):
        said.append(f"{where}: one alone has a letter for Alt")
    return said


def complaints_on_names(root, language, messages):
    """A reader chooses findings and regions by their translated names: each must be one of a kind."""
    said = []
    known = {key.source: message.text for key, message in messages.items() if key.context == "Finding"}
    for text in twice(known.values()):
        said.append(f'Finding: two are called "{text}"')
    region_file = root / "core/domain/region.cpp"
    table = region_file.read_text(encoding="utf-8") if region_file.exists() else ""
    regions = re.findall(r'\{QT_TRANSLATE_NOOP\("Region", "([^"]+)"\)', table)
    for text in twice(messages[Key("Region", name)].text for name in regions if Key("Region", name) in messages):
        said.append(f'Region: two are called "{text}"')
    names = root / "resources/ontology" / language / "names.tsv"
    for line in names.read_text(encoding="utf-8").splitlines() if names.exists() else []:
        cells = line.split("\t")
        if len(cells) == 2 and not line.startswith("#") and known.get(cells[0], cells[1]) != cells[1]:
            said.append(f'Finding: "{cells[0]}" is "{known[cells[0]]}" here and "{cells[1]}" in {language}/names.tsv')
    return said


def complaints_on(root, ts):
    language = ts.stem.split("_")[-1]
    kept = messages_of(ts)
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder, ts.name)
        run_lupdate(root, fresh, [])
        asked = messages_of(fresh)
    said = [f'{key.context}: "{key.source}" is not there' for key in asked if key not in kept]
    said += [f'{key.context}: "{key.source}" is not in the source any more' for key in kept if key not in asked]
    declared = declared_contexts(root)
    for context in sorted({key.context for key in asked}):
        # A class stands with its namespaces, as Qt looks it up.
        if "::" not in context and context not in declared:
            said.append(f"{context}: lupdate did not see the namespace of this class (CONTRIBUTING.md, 'Words in the window')")
    for key, message in kept.items():
        if key in asked:
            said += complaints_on_message(key, message)
    for context in sorted({key.context for key in kept}):
        of_context = [key for key in kept if key.context == context]
        for texts in ([key.source for key in of_context], [kept[key].text for key in of_context]):
            said += [f"{context}: two have the letter {letter} for Alt" for letter in twice(mnemonics(texts))]
    return said + complaints_on_names(root, language, kept)


def files(root):
    return sorted((root / FOLDER).glob("asg_*.ts"))


def check(root):
    said = [f"{ts.relative_to(root)}: {line}" for ts in files(root) for line in complaints_on(root, ts)]
    if not files(root):
        said.append(f"{FOLDER} has no asg_*.ts")
    for line in said:
        print(line)
    if said:
        print("packaging/translations.py update adds what is missing; translate it there, or with Qt Linguist.")
    return 1 if said else 0


def update(root):
    for ts in files(root):
        run_lupdate(root, ts, ["-no-obsolete"])
        left = [key for key, message in messages_of(ts).items() if message.state or not message.text]
        print(f"{ts.relative_to(root)}: {len(left)} to translate")
        for key in left:
            print(f'  {key.context}: "{key.source}"')
    return 0


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0] not in ("update", "check"):
        print(__doc__)
        return 2
    if not find_lupdate():
        print("SKIP: lupdate is missing (Debian: qt6-l10n-tools)")
        return SKIPPED
    root = pathlib.Path(arguments[1]).resolve() if len(arguments) == 2 else ROOT
    return {"update": update, "check": check}[arguments[0]](root)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
