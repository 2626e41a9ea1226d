#!/usr/bin/env python3
"""Man pages and bash completion from what programs say to --help, so that they are never stale.

pages_from_help.py --out FOLDER --version V [--moved FROM TO] PROGRAM…

FOLDER/viewer/man1 and FOLDER/training/man1 hold the pages, one for each program and one for each command of `asg`;
FOLDER/completions the completions. Where a help names the folder FROM of the build, TO stands. A script is called by its name in the package (fetch-libtorch.sh: asg-fetch-libtorch).
"""

import argparse
import gzip
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass, field

# Commands whose module comes with the other package.
TRAINING = {"train", "evaluate"}
INSTALLED_NAMES = {"fetch-libtorch.sh": "asg-fetch-libtorch"}
NOTICE = "For research and education. Not for diagnostic use."
PAGES_BESIDE = "/usr/share/doc/asg-viewer/docs"


@dataclass
class Entry:
    """One line of a list in a help: an option, a positional word or a command, and what it does."""
    words: str
    text: str


@dataclass
class Help:
    """What a program says of one of its commands."""
    path: list  # ["asg", "journal", "verify"]
    description: str
    usage: str
    sections: dict = field(default_factory=dict)  # title → entries
    commands: list = field(default_factory=list)  # Help of each

    @property
    def options(self):
        listed = [entry for title, entries in self.sections.items() if title != "Subcommands" for entry in entries]
        return [word for entry in listed for word in re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", entry.words)]


def said(program, words, moved):
    run = subprocess.run([str(program), *words, "--help"], capture_output=True, text=True, timeout=120)
    if run.returncode != 0:
        sys.exit(f"{program} {' '.join(words)} --help failed: {run.stderr.strip()}")
    return run.stdout.replace(*moved) if moved else run.stdout


def entries_of(lines):
    """Entries begin two spaces from the left; what stands further in goes on with the one before."""
    entries = []
    for line in lines:
        begun = re.match(r"  (\S.*?)(?:\s{2,}(\S.*))?$", line)
        if begun and not line.startswith("   "):
            entries.append(Entry(begun.group(1), begun.group(2) or ""))
        elif entries and line.strip():
            entries[-1].text = f"{entries[-1].text} {line.strip()}".strip()
    return entries


def parsed(path, text):
    head, _, rest = text.partition("Usage:")
    if not rest:
        sys.exit(f"{' '.join(path)} --help says no usage")
    lines = rest.splitlines()
    help_ = Help(path, " ".join(head.split()), lines[0].strip())
    title, kept = None, []
    for line in [*lines[1:], "End:"]:
        heading = re.match(r"(\S[^:]*):\s*$", line)
        if not heading:
            kept.append(line)
            continue
        if title:
            help_.sections[title] = entries_of(kept)
        else:
            help_.description = " ".join(f"{help_.description} {' '.join(kept)}".split())
        title, kept = heading.group(1), []
    return help_


def read(program, path, moved):
    """The help of a command and of all below it."""
    help_ = parsed(path, said(program, path[1:], moved))
    for entry in help_.sections.get("Subcommands", []):
        help_.commands.append(read(program, [*path, entry.words.split()[0]], moved))
    return help_


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def listed(help_):
    """A command's usage and lists, as they stand below a heading."""
    yield f".B {roff(help_.usage)}"
    for title, entries in help_.sections.items():
        if title == "Subcommands" or not entries:
            continue
        yield f".PP\n.I {roff(title)}"
        for entry in entries:
            yield f".TP\n.B {roff(entry.words)}\n{roff(entry.text)}"


def below(help_):
    for command in help_.commands:
        yield f".SH {roff(' '.join(command.path).upper())}\n{roff(command.description)}\n.PP"
        yield from listed(command)
        yield from below(command)


def page(help_, version, others, summary=None):
    name = "-".join(help_.path)
    summary = summary or re.sub(rf"^{re.escape(name)}:\s*", "", help_.description).split(". ")[0].rstrip(".")
    summary = summary[:1].lower() + summary[1:] if summary[1:2].islower() else summary
    yield f'.TH {roff(name.upper())} 1 "" "ASG Viewer {version}" "User Commands"'
    yield f".SH NAME\n{roff(name)} \\- {roff(summary)}\n.SH SYNOPSIS"
    yield from listed(help_)
    if help_.description:
        yield f".SH DESCRIPTION\n{roff(help_.description)}"
    if others:
        yield ".SH COMMANDS"
        for entry in help_.sections["Subcommands"]:
            yield f".TP\n.B {roff(entry.words)}\n{roff(entry.text)}"
    else:
        yield from below(help_)
    also = [f".BR {roff(other)} (1)" for other in others or ["asg", "asg-viewer"] if other != name]
    yield f".SH NOTES\n{NOTICE}\n.SH SEE ALSO\n" + ",\n".join(also)
    yield f".PP\nThe documents in {roff(PAGES_BESIDE)}"


def write_page(folder, help_, version, others=(), summary=None):
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(page(help_, version, list(others), summary)) + "\n"
    # No time of its own: the same help gives the same bytes.
    (folder / f"{'-'.join(help_.path)}.1.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def all_of(help_):
    yield help_
    for command in help_.commands:
        yield from all_of(command)


def completion(help_):
    """Options after a dash, commands where one is due, else files, as the shell does by itself."""
    name = help_.path[0]
    function = "_" + name.replace("-", "_")
    known = list(all_of(help_))
    paths = " | ".join(f'"{" ".join(one.path)}"' for one in known if len(one.path) > 1)
    walk = (f'    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do\n'
            f'        case "$path $word" in {paths}) path="$path $word" ;; esac\n    done\n') if paths else ""
    cases = "".join(
        f'        "{" ".join(one.path)}")\n            options="{" ".join(one.options)}"\n'
        f'            commands="{" ".join(command.path[-1] for command in one.commands)}" ;;\n' for one in known)
    return (f"# bash completion of {name}, made from its --help\n{function}() {{\n"
            f'    local current=${{COMP_WORDS[COMP_CWORD]}} path="{name}" options="" commands=""{" word" if paths else ""}\n'
            f"{walk}"
            f'    case "$path" in\n{cases}    esac\n    COMPREPLY=()\n'
            f'    if [[ $current == -* ]]; then commands=$options; fi\n'
            f'    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")\n}}\n'
            f"complete -o bashdefault -o default -F {function} {name}\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--version", required=True)
    arguments.add_argument("--moved", nargs=2, default=())
    arguments.add_argument("programs", type=pathlib.Path, nargs="+")
    options = arguments.parse_args()
    viewer, training = options.out / "viewer" / "man1", options.out / "training" / "man1"
    completions = options.out / "completions"
    completions.mkdir(parents=True, exist_ok=True)
    for program in options.programs:
        help_ = read(program.absolute(), [INSTALLED_NAMES.get(program.name, program.name)],
                     tuple(options.moved))
        (completions / help_.path[0]).write_text(completion(help_), encoding="utf-8")
        pages = ["-".join(command.path) for command in help_.commands]
        write_page(viewer, help_, options.version, pages)
        summaries = {entry.words.split()[0]: entry.text for entry in help_.sections.get("Subcommands", [])}
        for command in help_.commands:
            folder = training if command.path[-1] in TRAINING else viewer
            write_page(folder, command, options.version, summary=summaries[command.path[-1]])


if __name__ == "__main__":
    main()
