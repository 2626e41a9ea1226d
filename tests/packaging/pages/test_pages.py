#!/usr/bin/env python3
"""Man pages and completion, made from the built programs: test_pages.py PACKAGING ASG."""

import gzip
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PACKAGING = pathlib.Path(sys.argv[1])
ASG = pathlib.Path(sys.argv[2])


def help_of(*words):
    return subprocess.run([ASG, *words, "--help"], capture_output=True, text=True, check=True).stdout


def calls_in(text):
    """Calls of `asg` in a document: between backticks, and lines of code that begin with it."""
    spans = re.findall(r"`(asg [a-z][^`]*)`", text) + re.findall(r"^ {4}(asg [a-z].*)$", text, re.M)
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S):
        spans += re.findall(r"^(asg [a-z].*)$", block, re.M)
    return [" ".join(span.split("#")[0].split("|")[0].split()) for span in spans]


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.made = pathlib.Path(cls.folder.name)
        subprocess.run([sys.executable, PACKAGING / "pages" / "pages_from_help.py", "--out", cls.made, "--version", "7.8.9",
                        "--moved", str(ASG.parent.parent), "/usr/moved", ASG, PACKAGING / "setup" / "fetch-libtorch.sh"],
                       check=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def page(self, name, package="viewer"):
        return gzip.decompress((self.made / package / "man1" / f"{name}.1.gz").read_bytes()).decode().replace("\\-", "-")

    def completed(self, *words):
        """What the shell offers for the last word."""
        script = (f"source {self.made}/completions/asg; COMP_WORDS=({' '.join(map(repr, words))}); "
                  f"COMP_CWORD={len(words) - 1}; _asg; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
        run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
        return run.stdout.split()

    def test_every_command_has_a_page_in_the_package_that_runs_it(self):
        commands = re.findall(r"^  (\w+) ", help_of().split("Subcommands:")[1], re.M)
        self.assertIn("doctor", commands)
        for command in commands:
            package = "training" if command in ("train", "evaluate") else "viewer"
            self.assertIn("7.8.9", self.page(f"asg-{command}", package))
            self.assertIn(f"asg-{command}", self.page("asg"))

    def test_every_option_is_on_its_page(self):
        for command, nested in (("analyse", ()), ("journal", ("verify",)), ("doctor", ())):
            options = re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_of(command, *nested), re.M)
            self.assertTrue(options)
            for option in options:
                self.assertIn(option, self.page(f"asg-{command}"))

    def test_no_page_names_a_folder_of_the_build(self):
        for page in self.made.rglob("*.gz"):
            self.assertNotIn(str(ASG.parent.parent), gzip.decompress(page.read_bytes()).decode().replace("\\-", "-"), page)

    def test_documents_name_commands_and_options_that_there_are(self):
        wrong, seen = [], 0
        for document in sorted([*(PACKAGING.parent / "docs").glob("*.md"), PACKAGING.parent / "README.md"]):
            for call in calls_in(document.read_text(encoding="utf-8")):
                command = call.split()[1].strip("…[]")
                package = "training" if command in ("train", "evaluate") else "viewer"
                seen += 1
                if not (self.made / package / "man1" / f"asg-{command}.1.gz").exists():
                    wrong.append(f"{document.name}: {call}")
                    continue
                # Commands that have further commands in a module of their own are not listed to the last option.
                if package == "training" or command == "model":
                    continue
                known = self.page(f"asg-{command}", package)
                wrong += [f"{document.name}: {option} of {call}" for option in re.findall(r"--[a-z][a-z-]+", call)
                          if not re.search(rf"{option}\b(?!-)", known)]
        self.assertGreater(seen, 50)
        self.assertEqual("\n".join(wrong), "")

    def test_a_script_is_called_as_in_the_package(self):
        self.assertIn("asg-fetch-libtorch [OPTIONS]", self.page("asg-fetch-libtorch"))
        self.assertIn("CUDA Toolkit End User License Agreement", self.page("asg-fetch-libtorch"))

    def test_the_shell_offers_commands_then_options_then_files(self):
        self.assertEqual(self.completed("asg", "jou"), ["journal"])
        self.assertEqual(self.completed("asg", "journal", ""), ["verify", "merge"])
        self.assertEqual(self.completed("asg", "journal", "verify", "--ag"), ["--against"])
        self.assertEqual(self.completed("asg", "journal", "verify", "decisions"), [])


if not (ASG.parent / "libasg_training.so").exists():
    print("skipped: libasg_training.so is not built, and its commands have pages")
    sys.exit(77)
unittest.main(argv=sys.argv[:1])
