#!/usr/bin/env python3
"""packaging/translations.py is shown small trees: one that is right, and one for each thing that it must not let pass."""
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging"))
import translations  # noqa: E402

SOURCE = """
namespace asg::widgets {
struct Menu { Q_DECLARE_TR_FUNCTIONS(menu) };
void show() { Menu::tr("&File"); Menu::tr("&View"); Menu::tr("%1 of %2"); Menu::tr(" and %1 more"); Menu::tr("Open…"); }
}
"""
REGIONS = """
constexpr RegionEntry kRegions[] = {{QT_TRANSLATE_NOOP("Region", "right lung"), ""},
                                    {QT_TRANSLATE_NOOP("Region", "left lung"), ""}};
"""
RIGHT = {"Finding": {"nodule": "nódulo", "mass": "masa"},
         "Region": {"right lung": "pulmón derecho", "left lung": "pulmón izquierdo"},
         "menu": {"&File": "&Archivo", "&View": "&Ver", "%1 of %2": "%1 de %2", " and %1 more": " y %1 más",
                  "Open…": "Abrir…"}}


def ts_of(words, state=""):
    text = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="es">'
    for context, messages in words.items():
        text += f"<context><name>{context}</name>"
        for source, translation in messages.items():
            escaped = [part.replace("&", "&amp;") for part in (source, translation)]
            text += f"<message><source>{escaped[0]}</source><translation{state}>{escaped[1]}</translation></message>"
        text += "</context>"
    return text + "</TS>"


def changed(context, source, translation):
    words = {name: dict(messages) for name, messages in RIGHT.items()}
    if translation is None:
        del words[context][source]
    else:
        words[context][source] = translation
    return words


class Breaches(unittest.TestCase):
    def said(self, ts, source=SOURCE):
        with tempfile.TemporaryDirectory() as folder:
            files = {"ui/widgets/menu.cpp": source, "core/domain/region.cpp": REGIONS,
                     "resources/ontology/tags.tsv": "nodule\t0\n", "resources/translations/asg_es.ts": ts,
                     "resources/ontology/es/findings.tsv": "# names\nmass\t-\n",
                     "resources/ontology/es/names.tsv": "nodule\tnódulo\n"}
            for path, text in files.items():
                file = pathlib.Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                result = translations.check(pathlib.Path(folder))
            self.assertEqual(result, 1 if told.getvalue() else 0)
            return told.getvalue()

    def test_what_is_right_passes(self):
        self.assertEqual(self.said(ts_of(RIGHT)), "")

    def test_words_that_are_not_there(self):
        self.assertIn('menu: "&View" is not there', self.said(ts_of(changed("menu", "&View", None))))

    def test_a_finding_of_the_tables_that_is_not_there(self):
        self.assertIn('Finding: "mass" is not there', self.said(ts_of(changed("Finding", "mass", None))))

    def test_words_that_nobody_says_any_more(self):
        self.assertIn('"Gone" is not in the source', self.said(ts_of(changed("menu", "Gone", "Ido"))))

    def test_unfinished_words(self):
        self.assertIn("is not translated", self.said(ts_of(RIGHT, ' type="unfinished"')))
        self.assertIn("is not translated", self.said(ts_of(changed("menu", "Open…", ""))))

    def test_places_of_arguments(self):
        self.assertIn("its %1, %2", self.said(ts_of(changed("menu", "%1 of %2", "%1 de %1"))))

    def test_spaces_and_points_at_the_ends(self):
        self.assertIn("with a space in one", self.said(ts_of(changed("menu", " and %1 more", "y %1 más"))))
        self.assertIn("ends with …", self.said(ts_of(changed("menu", "Open…", "Abrir"))))

    def test_one_letter_for_two_menus(self):
        self.assertIn("the letter v for Alt", self.said(ts_of(changed("menu", "&File", "Archi&vo"))))
        self.assertIn("one alone has a letter", self.said(ts_of(changed("menu", "&File", "Archivo"))))

    def test_two_findings_or_regions_of_one_name(self):
        self.assertIn('two are called "nódulo"', self.said(ts_of(changed("Finding", "mass", "nódulo"))))
        self.assertIn('two are called "pulmón derecho"', self.said(ts_of(changed("Region", "left lung", "pulmón derecho"))))

    def test_a_finding_that_the_tables_call_otherwise(self):
        self.assertIn('"nódulo" in es/names.tsv', self.said(ts_of(changed("Finding", "nodule", "bulto"))))

    def test_a_class_whose_namespace_was_not_seen(self):
        source = SOURCE + 'namespace asg::widgets { QString title() { return Unseen::tr("Title"); } }\n'
        self.assertIn("Unseen", self.said(ts_of(RIGHT), source))


if __name__ == "__main__":
    if not translations.find_lupdate():
        print("SKIP: lupdate is missing (Debian: qt6-l10n-tools)")
        sys.exit(translations.SKIPPED)
    unittest.main()
