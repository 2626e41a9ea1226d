#!/usr/bin/env python3
"""Makes token files: texts with a vocabulary, and what Hugging Face's `tokenizers` makes of them.

    reference_tokens.py OUT.json --size tiny|full [--reports DIR]

`full`: the sentences of the reports in DIR (2 000 of them) with a vocabulary trained on the rest, every Unicode
character in a word, and random texts of awkward ones, each with and without lower-casing and accent stripping.
"""

import argparse
import json
import pathlib
import random
import re
import tarfile

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]

AWKWARD = [
    "The heart is mildly enlarged.", "No pneumothorax,effusion or consolidation!", "  ", "", "caf\u00e9 na\u00efve \u00c5ngstr\u00f6m",
    "cafe\u0301 \u0041\u030a", "\u0130stanbul I\u0307 \u0131", "\ufb01brosis \u2460 \u00bd", "stra\u00dfe STRASSE", "\u4e2d\u6587\u75c5\u4eba chest",
    "\uff21\uff22\uff23 \uff11", "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab", "zero\u200bwidth\u200djoin\ufeff", "tab\tnew\nline\r\nend",
    "nbsp\u00a0ideo\u3000thin\u2009", "ctrl\x00\x01\x07\x0b\x0c\x1f\x7f\x85", "\ufffd\ufffe\U0010ffff", "emoji \U0001f9d1\u200d\u2695\ufe0f \U0001fac1",
    "5.2cm x 3.1-cm; T12-L1.", "[CLS] [SEP] [UNK] ##ing #", "XXXX ___ [**Name**]", "o'clock don't", "a" * 100, "a" * 101,
    "\u0e01\u0e33 \u0939\u093f\u0928\u094d\u0926\u0940 \u0995\u09cb", "\u05e9\u05c1\u05dc\u05d5\u05dd \u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f", "\u03a3\u0399\u03a3\u03a5\u03a6\u039f\u03a3", "\u1e9e \u01c5 \u0345",
    "$+<=>^`|~ \u00a7\u00b6\u00b7 \u20ac\u00a3", "\u2028para\u2029sep", "\u00ad soft\u00adhyphen", "\u202eright-to-left\u202c",
]


def tokenizer(vocabulary, lower, strip):
    built = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    built.normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=strip,
                                                  lowercase=lower)
    built.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    built.post_processor = processors.BertProcessing(("[SEP]", vocabulary["[SEP]"]), ("[CLS]", vocabulary["[CLS]"]))
    return built


def train(texts, size):
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    learner.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=SPECIAL))
    entries = learner.get_vocab()
    return sorted(entries, key=entries.get)


def case(entries, texts, maximum, lower, strip):
    vocabulary = {entry: i for i, entry in enumerate(entries)}
    built = tokenizer(vocabulary, lower, strip)
    built.enable_truncation(maximum)
    ids = [encoding.ids for encoding in built.encode_batch(texts)]
    return dict(vocabulary=entries, texts=texts, maximum=maximum, lowerCase=lower, stripAccents=strip, ids=ids)


def settings():
    return [(True, True), (False, False), (True, False), (False, True)]


def characters(last):
    return [chr(code) for code in range(1, last) if not 0xD800 <= code <= 0xDFFF]


def all_characters():
    """Each character inside a word, with a vocabulary that has nearly every one of them on its own."""
    known = characters(0x30000)
    entries = SPECIAL + [c for c in known if c not in "\n\r"] + ["##" + c for c in known if c not in "\n\r"]
    texts = [" ".join(f"a{c}b" for c in known[i:i + 40]) for i in range(0, len(known), 40)]
    return [case(entries, texts, 100000, lower, strip) for lower, strip in settings()[:2]]


def random_texts(entries, count):
    random.seed(7)
    pool = [c for text in AWKWARD for c in text] + [chr(random.randrange(1, 0x2000)) for _ in range(400)]
    texts = ["".join(random.choice(pool) for _ in range(random.randrange(1, 60))) for _ in range(count)]
    return [case(entries, texts, 40, lower, strip) for lower, strip in settings()]


def sentences_of(folder):
    out = []
    with tarfile.open(folder / "ecgen-radiology.tgz") as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            xml = archive.extractfile(member).read().decode("utf-8")
            for text in re.findall(r"<AbstractText[^>]*>([^<]+)</AbstractText>", xml):
                out += [part for part in re.split(r"(?<=[.!?])\s+", text) if part]
    return list(dict.fromkeys(out))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--size", choices=["tiny", "full"], default="tiny")
    parser.add_argument("--reports", type=pathlib.Path)
    options = parser.parse_args()
    small = train(AWKWARD, 260)
    cases = [case(small, AWKWARD, 24, lower, strip) for lower, strip in settings()]
    if options.size == "full":
        cases += random_texts(small, 4000) + all_characters()
        if options.reports:
            sentences = sentences_of(options.reports)
            random.seed(8)
            random.shuffle(sentences)
            assert len(sentences) > 4000, "too few report sentences"
            cases.append(case(train(sentences[2000:], 8000), sentences[:2000], 112, True, True))
            cases[-1]["isReports"] = True
    options.out.write_text(json.dumps(cases, ensure_ascii=True), "utf-8")


if __name__ == "__main__":
    main()
