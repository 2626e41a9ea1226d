#!/usr/bin/env python3
"""A check that finds nothing must be one that could have: each is shown a small tree with one breach in it."""
import pathlib
import sys
import tempfile
import unittest

import check

QT_FOLDER = None


class Breaches(unittest.TestCase):
    def breaches(self, name, files):
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                file = pathlib.Path(root) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            return [(str(path), number) for path, number, _ in check.CHECKS[name](check.Tree(root, QT_FOLDER))]

    def test_core_must_not_include_ui(self):
        files = {"core/base/a.h": "#pragma once\n#include \"ui/render/b.h\"\n", "ui/render/b.h": "#include \"core/base/a.h\"\n"}
        self.assertEqual(self.breaches("arrows", files), [("core/base/a.h", 2)])

    def test_a_room_must_not_include_a_sibling_that_is_not_listed(self):
        self.assertEqual(self.breaches("arrows", {"core/base/a.h": "#include \"core/text/b.h\"\n"}), [("core/base/a.h", 1)])

    def test_a_new_room_has_to_be_listed(self):
        self.assertEqual(self.breaches("arrows", {"core/brandnew/a.h": "\n"}), [("core/brandnew/a.h", 1)])

    def test_torch_stays_in_models(self):
        files = {"core/text/a.cpp": "#include <torch/torch.h>\n", "models/nets/a.cpp": "#include <torch/torch.h>\n"}
        self.assertEqual(self.breaches("libraries", files), [("core/text/a.cpp", 1)])

    def test_presenters_know_no_widget_whichever_way_it_is_spelt(self):
        files = {"ui/presenters/a.cpp": "#include <QString>\n#include <QWidget>\n#include <QtWidgets/QLabel>\n#include <qlabel.h>\n"}
        self.assertEqual(self.breaches("libraries", files), [("ui/presenters/a.cpp", n) for n in (2, 3, 4)])

    def test_a_source_begins_with_its_own_header(self):
        files = {"core/text/a.h": "", "core/text/a.cpp": "#include <vector>\n#include \"core/text/a.h\"\n"}
        self.assertEqual(self.breaches("own-header-first", files), [("core/text/a.cpp", 1)])

    def test_words_are_shown_by_the_one_helper(self):
        files = {"ui/widgets/a.cpp": "#include <QLabel>\n// a QLabel would do\nauto* label = new QLabel(text, this);\n"
                                     "button->setToolTip(text);\nnew PlainLabel(text, this);\n",
                 "ui/widgets/b.cpp": "QMessageBox::warning(this, title, text);\nview->setHtml(text);\n"
                                     "QDesktopServices::openUrl(url);\n",
                 "app/viewer/main.cpp": "class Report : public QTextBrowser {};\n",
                 "ui/widgets/plain_text.cpp": "label->setTextFormat(Qt::PlainText);\n"}
        self.assertEqual(self.breaches("plain-text", files),
                         [("app/viewer/main.cpp", 1), ("ui/widgets/a.cpp", 1), ("ui/widgets/a.cpp", 3),
                          ("ui/widgets/a.cpp", 4), ("ui/widgets/b.cpp", 1), ("ui/widgets/b.cpp", 2),
                          ("ui/widgets/b.cpp", 3)])

    def test_a_file_is_allowed_what_is_listed_for_it_and_no_more(self):
        files = {"ui/widgets/report_text_view.cpp": "QTextEdit::paintEvent(event);\nsetHtml(text);\n"}
        self.assertEqual(self.breaches("plain-text", files), [("ui/widgets/report_text_view.cpp", 2)])

    def test_an_errors_words_are_marked_for_translation(self):
        files = {"core/text/a.cpp": "return Error{ErrorCode::Corrupt, \"Cut off.\"};\n"
                                    "return {base::ErrorCode::Corrupt, path.string() + \": cut off.\"};\n"
                                    "return Error{inner.error().code,\n  \"Cut \" + f(\"x;\")};\n"
                                    "return Error{code, Sentence{QT_TRANSLATE_NOOP(\"Error\", \"%1: \" \"cut; off\"), {x + \".\"}}};\n"
                                    "return Error{ErrorCode::Corrupt, Sentence{QT_TRANSLATE_NOOP(\"Error\", \"Cut \"\n \"(%1).\"), {\"x\"}}};\n"
                                    "return Error{ErrorCode::Corrupt, failure.what()};\nsay(code == ErrorCode::Corrupt, \"bad\");\n",
                 "app/cli/b.cpp": "return Error{ErrorCode::Corrupt, \"Cut off.\"};\n"}
        self.assertEqual(self.breaches("errors-in-words", files), [("core/text/a.cpp", n) for n in (1, 2, 3, 5)])

    def test_what_the_fuzzers_read_is_compiled_by_an_older_clang(self):
        files = {"core/text/a.cpp": "#include <ranges>\nstd::ranges::sort(list);\nstd::ranges::unique(list);\n"
                                    "for (const auto& one : list | std::views::reverse) {}\n",
                 "ui/widgets/b.cpp": "#include <ranges>\n"}
        self.assertEqual(self.breaches("fuzzable", files), [("core/text/a.cpp", 1), ("core/text/a.cpp", 3),
                                                            ("core/text/a.cpp", 4)])

    def test_whole_numbers_of_json_are_read_by_the_one_helper(self):
        files = {"core/text/a.cpp": "value.get<int>();\nvalue.at(0).get<std::size_t>();\nvalue.get<double>();\n"
                                    "std::get<Item>(value);\n"}
        self.assertEqual(self.breaches("whole-numbers", files), [("core/text/a.cpp", 1), ("core/text/a.cpp", 2)])

    def test_long_files_need_a_reason(self):
        self.assertEqual(self.breaches("length", {"core/text/a.cpp": "\n" * 451, "core/text/b.cpp": "\n" * 450}),
                         [("core/text/a.cpp", 451)])

    def test_paths_of_one_machine_are_found(self):
        home = "/ho" + "me/ada/data"
        self.assertEqual(self.breaches("machine-paths", {"docs/a.md": f"see\n{home}\n"}), [("docs/a.md", 2)])

    def test_a_page_that_is_named_has_to_be_there(self):
        files = {"docs/a.md": "see [b](b.md) and docs/c.md\n", "docs/b.md": "", "core/text/a.h": "/// docs/b.md, card.md\n"}
        self.assertEqual(self.breaches("documents", files), [("docs/a.md", 1)])


if __name__ == "__main__":
    QT_FOLDER = sys.argv.pop(1)
    unittest.main()
