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

    def test_a_script_is_called_as_in_the_package(self):
        self.assertIn("asg-fetch-libtorch [OPTIONS]", self.page("asg-fetch-libtorch"))
        self.assertIn("CUDA Toolkit End User License Agreement", self.page("asg-fetch-libtorch"))

    def test_the_shell_offers_commands_then_options_then_files(self):
        self.assertEqual(self.completed("asg", "jou"), ["journal"])
        self.assertEqual(self.completed("asg", "journal", ""), ["verify"])
        self.assertEqual(self.completed("asg", "journal", "verify", "--ag"), ["--against"])
        self.assertEqual(self.completed("asg", "journal", "verify", "decisions"), [])


unittest.main(argv=sys.argv[:1])
