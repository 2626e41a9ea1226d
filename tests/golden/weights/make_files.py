#!/usr/bin/env python3
"""Makes checkpoint files with PyTorch, and what must be read from them.

    make_files.py OUT

NAME.pt beside NAME.safetensors: what reads as those tensors. NAME.refused.pt: must be refused, the file's note says
with which words. convert-KIND/: a source, and expected.safetensors with the tensors under this project's names.
"""

import argparse
import collections
import json
import os
import pathlib
import pickle
import zipfile

import torch
from safetensors.torch import save_file
from torch import nn


TAGS = (
    "pleural effusion, opacity, pneumothorax, edema, atelectasis, tube, consolidation, enlarged cardiomediastinum, tip, "
    "pneumonia, line, cardiomegaly, fracture, calcification, device, engorgement, nodule, wire, pacemaker, "
    "pleural thicken, marking, scar, hyperinflate, blunt, collapse, emphysema, aerate, mass, infiltration, obscure, "
    "deformity, hernia, drainage, distention, shift, stent, lesion, hardware, dilation, aspiration")


class Callback:
    """Something that a Lightning file holds beside its weights."""

    def __init__(self):
        self.best = 0.25


class Attack:
    def __reduce__(self):
        return os.system, ("touch /tmp/asg-attack-succeeded",)


def plain(tensors):
    """A copy that safetensors can write: contiguous, not shared."""
    return {name: tensor.detach().clone().contiguous() for name, tensor in tensors.items()}


def save(folder, name, saved, tensors, old=False):
    torch.save(saved, folder / f"{name}.pt", _use_new_zipfile_serialization=not old)
    save_file(plain(tensors), folder / f"{name}.safetensors")


def readable(folder):
    torch.manual_seed(3)
    base = torch.randn(4, 6)
    state = collections.OrderedDict(
        matrix=base, view=base[1:3, ::2], transposed=base.t(), parameter=nn.Parameter(torch.randn(3)),
        half=torch.randn(3).half(), brain=torch.randn(3).bfloat16(), double=torch.randn(2).double(),
        long=torch.arange(5), byte=torch.arange(4, dtype=torch.uint8), flag=torch.tensor([True, False]),
        scalar=torch.tensor(2.5), empty=torch.zeros(0, 3))
    state["tied"] = state["matrix"]
    bare = dict(state)
    state._metadata = collections.OrderedDict(version=1)
    save(folder, "zip", state, bare)
    save(folder, "plain", state, bare, old=True)
    lightning = dict(epoch=3, state_dict=state, callbacks={Callback: Callback()}, loops=[Callback()],
                     hyper_parameters=dict(path=pathlib.PurePosixPath("/a"), kinds={1, 2}))
    save(folder, "lightning", lightning, bare)
    save(folder, "lightning-plain", lightning, bare, old=True)
    save(folder, "deit", dict(model=bare), bare)


class BadModule(nn.Module):
    """A module that hides a call where its weight should be."""

    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(2, 2)
        self.inner._parameters["weight"] = Attack()


class Endless(nn.Module):
    def __init__(self):
        super().__init__()
        self._modules["again"] = self


def refused(folder):
    good = {"weight": torch.ones(2)}

    def refuse(name, saved, words, old=False):
        path = folder / f"{name}.refused.pt"
        torch.save(saved, path, _use_new_zipfile_serialization=not old)
        (folder / f"{name}.refused.txt").write_text(words)

    refuse("attack-top", Attack(), "system")
    refuse("attack-top-plain", Attack(), "system", old=True)
    refuse("attack-inside", dict(state_dict=dict(good, bad=Attack())), "system")
    refuse("attack-hidden", dict(state_dict=dict(good, extra=[{"deep": (Attack(),)}])), "system")
    refuse("object-inside", dict(good, bad=Callback()), "Callback")
    refuse("attack-module", BadModule(), "system")
    refuse("endless-module", Endless(), "without an end")
    refuse("no-dict", [1, 2, 3], "instead of a state dict")
    (folder / "not-torch.refused.pt").write_bytes(pickle.dumps({"weight": [1.0]}))
    (folder / "not-torch.refused.txt").write_text("not one that PyTorch saved")
    with zipfile.ZipFile(folder / "no-pickle.refused.pt", "w") as archive:
        archive.writestr("archive/version", "3\n")
    (folder / "no-pickle.refused.txt").write_text("data.pkl")
    torch.jit.script(nn.Linear(2, 2)).save(str(folder / "script.refused.pt"))
    (folder / "script.refused.txt").write_text("TorchScript")


def bert(layers, segments):
    from transformers import BertConfig, BertModel

    torch.manual_seed(4)
    config = BertConfig(vocab_size=40, hidden_size=8, num_hidden_layers=layers, num_attention_heads=1,
                        intermediate_size=12, max_position_embeddings=24)
    state = BertModel(config, add_pooling_layer=True).eval().state_dict()
    return {k: v for k, v in state.items() if segments or "token_type" not in k}


def heads(local):
    linear = (lambda i, o: nn.Conv1d(i, o, 1)) if local else nn.Linear
    return nn.Sequential(linear(8, 10), nn.BatchNorm1d(10), nn.ReLU(), linear(10, 6), nn.BatchNorm1d(6, affine=False))


def vit():
    import timm.models.vision_transformer as vit_module

    return vit_module.VisionTransformer(img_size=16, patch_size=4, embed_dim=8, depth=2, num_heads=1,
                                        num_classes=3).state_dict()


def write_source(folder, name, saved, expected, notes):
    target = folder / name
    target.mkdir(exist_ok=True)
    torch.save(saved, target / "source.pt")
    save_file(plain(expected), target / "expected.safetensors")
    (target / "notes.json").write_text(json.dumps(notes))
    return target


PATHOLOGIES = ("Atelectasis,Consolidation,Infiltration,Pneumothorax,Edema,Emphysema,Fibrosis,Effusion,Pneumonia,"
               "Pleural_Thickening,Cardiomegaly,Nodule,Mass,Hernia,Lung Lesion,Fracture,Lung Opacity,"
               "Enlarged Cardiomediastinum").split(",")


def densenet():
    """A small DenseNet of one channel whose statistics are those of pictures from -1024 to 1024."""
    from torchvision.models.densenet import DenseNet

    torch.manual_seed(6)
    model = DenseNet(2, (1, 2, 1, 1), 4, num_classes=len(PATHOLOGIES))
    model.features.conv0 = nn.Conv2d(1, 4, 7, 2, 3, bias=False)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
            nn.init.normal_(module.weight, 1, 0.1)
            nn.init.normal_(module.bias, 0, 0.1)
    model.train()
    with torch.no_grad():
        for _ in range(3):
            blurred = nn.functional.avg_pool2d(torch.randn(6, 1, 231, 231), 8, 1)
            model((torch.sigmoid(blurred * 8) * 2 - 1) * 1024)
    model.pathologies = list(PATHOLOGIES)
    model.callback = Callback()
    return model.eval()


def scores_of(model, points):
    """Of the picture (7 row + 13 column) mod 256, by the formula of TorchXRayVision's operating points."""
    grey = (torch.arange(224)[:, None] * 7 + torch.arange(224) * 13) % 256
    with torch.no_grad():
        probabilities = torch.sigmoid(model((2 * (grey / 255) - 1)[None, None] * 1024))[0]
    scores = []
    for p, point in zip(probabilities.tolist(), points):
        below, above = p / (2 * point), 1 - (1 - p) / (2 * (1 - point))
        scores.append(below if p < point else above)
    return torch.tensor(scores)


def old_modules(folder):
    """The plain layout copies the source text of each module's class into the file: none of these is kept."""
    model = densenet()
    kept = {(f"image_encoder.{k}" if k.startswith("features.") else k): v for k, v in model.state_dict().items()}
    target = write_source(folder, "convert-densenet-plain", model, kept, dict(source="TorchXRayVision"))
    torch.save(model, target / "source.pt", _use_new_zipfile_serialization=False)
    torch.save(BadModule(), folder / "attack-module-plain.refused.pt", _use_new_zipfile_serialization=False)
    (folder / "attack-module-plain.refused.txt").write_text("system")


def foreign(folder):
    """TorchXRayVision's kinds of files: a whole module, and a state dict with operating points."""
    model = densenet()
    state = {k: v for k, v in model.state_dict().items()}
    kept = {(f"image_encoder.{k}" if k.startswith("features.") else k): v for k, v in state.items()}
    points = torch.linspace(0.05, 0.9, len(PATHOLOGIES))
    points[13] = float("nan")
    notes = dict(source="TorchXRayVision")
    write_source(folder, "convert-densenet", model, kept, notes)
    target = write_source(folder, "convert-densenet-state", dict(state, op_threshs=points), kept, notes)
    save_file({"scores": scores_of(model, points.tolist())}, target / "scores.safetensors")


def vocabulary():
    entries = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + list("abcdefghijklmnopqrstuvwxyz")
    return "\n".join(entries + ["##" + c for c in "aeiourstln"]) + "\n"


def published(folder):
    """A Lightning checkpoint as the authors' code writes it, with what stands around the network in it."""
    state, expected = {}, {}

    def put(source, target, tensors, skip=()):
        for name, tensor in tensors.items():
            state[source + name] = tensor
            if target and not name.startswith(skip):
                expected[target + name] = tensor

    put("img_encoder_q.model.", "image_encoder.", vit(), ("head.",))
    put("text_encoder_q.model.", "text_encoder.", bert(2, False), ("pooler.",))
    for side, ours in (("img_encoder_q", "image_projection"), ("text_encoder_q", "text_projection")):
        put(f"{side}.global_embed.head.", f"{ours}.global_embed.head.", heads(False).state_dict())
        put(f"{side}.local_embed.head.", f"{ours}.local_embed.head.", heads(True).state_dict())
    layer = nn.TransformerDecoderLayer(8, 4, 12, 0.1, "relu", batch_first=True, norm_first=True)
    decoder = nn.TransformerDecoder(layer, 2, nn.LayerNorm(8))
    put("irl.decoder.", "tag_decoder.", decoder.state_dict())
    put("irl.decoder_norm.", "", decoder.norm.state_dict())
    put("irl.mlp_head.0.", "tag_decoder.mlp_head.", nn.Linear(8, 1).state_dict())
    put("text_encoder.", "", bert(3, True))
    state["some.other.weight"] = torch.ones(2)
    notes = dict(ignored=["some.other.weight", "irl.decoder_norm.weight", "img_encoder_q.model.head.weight",
                          "text_encoder_q.model.pooler.dense.weight"], queries=True, source="published ASG")
    target = write_source(folder, "convert-published", dict(state_dict=state, callbacks=[Callback()]), expected, notes)
    (target / "vocab.txt").write_text(vocabulary())
    queries(target, bert(3, True))


def queries(target, state):
    """The tag queries as transformers makes them."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertModel

    names = TAGS.split(", ")
    assert len(names) == 40
    entries = {entry: i for i, entry in enumerate(vocabulary().split("\n")[:-1])}
    tokenizer = Tokenizer(models.WordPiece(entries, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    config = BertConfig(vocab_size=40, hidden_size=8, num_hidden_layers=3, num_attention_heads=1, intermediate_size=12,
                        max_position_embeddings=24)
    model = BertModel(config, add_pooling_layer=True).eval()
    model.load_state_dict(state)
    with torch.no_grad():
        rows = [model(torch.tensor([[2, *tokenizer.encode(name).ids, 3]])).last_hidden_state[0, 0] for name in names]
    save_file({"queries": torch.stack(rows)}, target / "queries.safetensors")


def others(folder):
    from torchvision.models import resnet

    state = vit()
    kept = {f"image_encoder.{k}": v for k, v in state.items() if not k.startswith("head.")}
    write_source(folder, "convert-deit", dict(model=state), kept, dict(ignored=["head.weight", "head.bias"], source="DeiT"))
    state = bert(3, True)
    old = {"bert." + k.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): v
           for k, v in state.items()}
    old["cls.predictions.bias"] = torch.zeros(40)
    old["bert.embeddings.position_ids"] = torch.arange(24)[None]
    kept = {f"text_encoder.{k}": v for k, v in state.items() if not k.startswith("pooler.")}
    write_source(folder, "convert-bert", old, kept, dict(ignored=["cls.predictions.bias", "bert.embeddings.position_ids",
                 "bert.pooler.dense.weight"], source="Hugging Face"))
    six = {k: v for k, v in kept.items() if ".layer.2." not in k and "token_type" not in k}
    write_source(folder, "convert-bert-short", old, six, dict(source="Hugging Face", arguments=["--text-layers", "2",
                 "--positions", "zero", "--segments", "0"],
                 ignored=["bert.embeddings.token_type_embeddings.weight", "bert.encoder.layer.2.output.dense.weight"]))
    state = resnet.ResNet(resnet.Bottleneck, [1, 1, 1, 1]).state_dict()
    kept = {f"image_encoder.{k}": v for k, v in state.items() if not k.startswith("fc.")}
    write_source(folder, "convert-resnet", state, kept, dict(ignored=["fc.weight", "fc.bias"], source="torchvision"))
    for size in ("lite0", "lite3"):
        lite(folder, size)


def lite(folder, size):
    from efficientnet_lite_pytorch import EfficientNet

    state = EfficientNet.from_name(f"efficientnet-{size}").state_dict()
    kept = {f"image_encoder.{k}": v for k, v in state.items() if not k.startswith("_fc.")}
    write_source(folder, f"convert-{size}", state, kept, dict(ignored=["_fc.weight", "_fc.bias"],
                 source="EfficientNet-Lite"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--kept", action="store_true", help="only the small ones that are kept in data/")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    readable(options.out)
    refused(options.out)
    published(options.out)
    foreign(options.out)
    if not options.kept:
        others(options.out)
        old_modules(options.out)


if __name__ == "__main__":
    main()
