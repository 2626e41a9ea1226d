#!/usr/bin/env python3
"""Similarities of phrases with boxes by public implementations, from a model folder's own files.

    reference_similarity.py FOLDER    reads weights.safetensors, config.json, vocab.txt, image.safetensors and
                                      question.json; writes answer.json: one row a phrase, one number a box

timm's ViT, tokenizers' WordPiece, transformers' BERT, torchvision's RoIAlign, torch.nn's heads.
"""

import json
import pathlib
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn
from torchvision.ops import roi_align

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "nets"))
import reference  # noqa: E402
import reference_tokens  # noqa: E402


def part(state, prefix):
    return {name[len(prefix):]: tensor for name, tensor in state.items() if name.startswith(prefix)}


def local_head(state, prefix, width, config):
    head = nn.Sequential(nn.Conv1d(width, config["hidden"], 1), nn.BatchNorm1d(config["hidden"]), nn.ReLU(),
                         nn.Conv1d(config["hidden"], config["output"], 1),
                         nn.BatchNorm1d(config["output"], affine=False)).eval()
    head.load_state_dict(part(state, prefix + "local_embed.head."))
    return lambda features: F.normalize(head(features.transpose(1, 2)).transpose(1, 2), dim=-1)


def cells_of(state, config, image):
    vit = reference.make_vit(config["image"])
    vit.load_state_dict(part(state, "image_encoder."))
    _, local = reference.vit_features(vit.eval(), image)
    return local_head(state, "image_projection.", config["image"]["width"], config["projection"])(local)


def sentence_of(state, config, tokenizer, phrase):
    bert = reference.make_bert(config["text"])
    bert.load_state_dict(part(state, "text_encoder."), strict=False)
    encoded = tokenizer.encode(phrase)
    states = bert.eval()(input_ids=torch.tensor([encoded.ids])).last_hidden_state[0]
    words = []  # pieces that begin with "##" join the word before them
    for piece, vector in zip(encoded.tokens, states):
        if piece.startswith("##"):
            words[-1] = words[-1] + vector
        else:
            words.append(vector)
    own = torch.stack(words)[None, 1:-1]  # without [CLS] and [SEP]
    return local_head(state, "text_projection.", config["text"]["width"], config["projection"])(own)[0].mean(0)


def main():
    folder = pathlib.Path(sys.argv[1])
    state = load_file(folder / "weights.safetensors")
    config = json.loads((folder / "config.json").read_text())["network"]
    question = json.loads((folder / "question.json").read_text())
    entries = (folder / "vocab.txt").read_text().splitlines()
    tokenizer = reference_tokens.tokenizer({entry: i for i, entry in enumerate(entries)}, True, True)
    with torch.no_grad():
        cells = cells_of(state, config, load_file(folder / "image.safetensors")["image"])
        side = round(cells.shape[1] ** 0.5)
        grid = cells.transpose(1, 2).reshape(1, -1, side, side)
        boxes = torch.tensor(question["boxes"], dtype=torch.float32) * side / config["image"]["imageSize"]
        regions = roi_align(grid, [boxes], 1, 1.0, -1, False).flatten(1)
        answer = [F.cosine_similarity(regions, sentence_of(state, config, tokenizer, phrase)[None]).tolist()
                  for phrase in question["phrases"]]
    (folder / "answer.json").write_text(json.dumps(answer))


if __name__ == "__main__":
    main()
