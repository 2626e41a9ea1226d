#!/usr/bin/env python3
"""Trains the tiny ASG network for some steps in plain PyTorch, in float64, and writes the losses of each step.

    reference_loop.py IN.safetensors OUT.json

IN holds `weights.…` under this project's names, `batch.N.…` and, in its metadata, `config` (the network) and `recipe`
(learning rate, steps …). Parts and objectives are those of ../nets/reference.py: public implementations and loops
written from docs/network.md.
"""

import json
import math
import pathlib
import sys

import torch
import torch.nn.functional as F
from safetensors import safe_open
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "nets"))
import reference  # noqa: E402


def read(path):
    with safe_open(path, "pt") as file:
        return {key: file.get_tensor(key) for key in file.keys()}, file.metadata()


def without_dropout(module):
    for part in module.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
        if isinstance(part, nn.MultiheadAttention):
            part.dropout = 0.0
    return module.train()


def load(module, tensors, prefix, allowed=()):
    own = {name[len(prefix):]: tensor for name, tensor in tensors.items() if name.startswith(prefix)}
    missing, unexpected = module.load_state_dict(own, strict=False)
    assert not unexpected, unexpected
    assert all(any(name.endswith(end) for end in allowed) for name in missing), missing
    return without_dropout(module)


class Network(nn.Module):
    def __init__(self, config, tensors):
        super().__init__()
        image, text, head, tags = (config[key] for key in ("image", "text", "projection", "tagDecoder"))
        self.text_config = text
        self.image = load(reference.make_vit(image), tensors, "weights.image_encoder.")
        self.text = load(reference.make_bert(text), tensors, "weights.text_encoder.", ("token_type_embeddings.weight",))
        self.text.embeddings.token_type_embeddings.weight.requires_grad_(False)  # the ASG encoder has none
        widths = {"image": image["width"], "text": text["width"]}
        self.heads = nn.ModuleDict()
        for side, width in widths.items():
            for kind in ("global", "local"):
                made = reference.make_head(width, head, kind == "local")
                self.heads[f"{side}_{kind}"] = load(made, tensors, f"weights.{side}_projection.{kind}_embed.head.")
        decoder = {k: v for k, v in tensors.items() if k.startswith("weights.tag_decoder.")}
        self.tags_head = load(nn.Linear(tags["width"], 1), decoder, "weights.tag_decoder.mlp_head.")
        self.queries = nn.Parameter(decoder["weights.tag_decoder.queries"].clone())
        rest = {k: v for k, v in decoder.items() if "mlp_head" not in k and not k.endswith(".queries")}
        self.decoder = load(reference.make_decoder(tags), rest, "weights.tag_decoder.")

    def forward(self, batch, crop):
        from torchvision.ops import roi_align

        global_, local = reference.vit_features(self.image, batch["images"])
        states = reference.bert_states(self.text, batch["ids"], batch["mask"], self.text_config)
        summed = []
        for b in range(len(states)):
            words = [torch.zeros_like(states[b, 0]) for _ in range(states.shape[1])]
            for i in range(int(batch["mask"][b].sum())):
                words[batch["words"][b, i]] = words[batch["words"][b, i]] + states[b, i]
            summed.append(torch.stack(words))
        summed = torch.stack(summed)
        v = F.normalize(self.heads["image_global"](global_), dim=-1)
        t = F.normalize(self.heads["text_global"](summed[:, 0]), dim=-1)
        grid = reference.local_head(self.heads["image_local"], local)
        features = reference.local_head(self.heads["text_local"], summed[:, 1:])
        side = math.isqrt(grid.shape[1])
        maps = grid.transpose(1, 2).reshape(len(grid), -1, side, side)
        regions, sentences = [], []
        for b in range(len(grid)):
            boxes = batch["boxes"][b] * side / crop
            pooled = roi_align(maps[b:b + 1], [boxes], 1, 1.0, -1, False).reshape(len(boxes), -1)
            regions.append(pooled)
            rows = []
            for slot in batch["wordIndices"][b].tolist():
                used = [i for i in slot if i >= 0]
                rows.append(features[b, used].mean(0) if used else torch.zeros_like(features[b, 0]))
            sentences.append(torch.stack(rows))
        state = self.queries.expand(len(local), -1, -1)
        logits = self.tags_head(self.decoder(state, local)).squeeze(-1)
        return v, t, regions, sentences, logits


def learning_rate(step, recipe):
    low, high, total = recipe["minimumRate"], recipe["learningRate"], recipe["totalSteps"]
    warm = int(total * recipe["warmUp"])
    if step < warm:
        return low + (high - low) * step / warm
    return low + (high - low) * (1 + math.cos(math.pi * (step - warm) / (total - warm))) / 2


def main():
    # In float32 a step's rounding grows through batch normalisation and AdamW: PyTorch's own losses after five steps
    # differ by 3e-4 between one thread and two.
    torch.set_default_dtype(torch.float64)
    tensors, notes = read(sys.argv[1])
    tensors = {key: t.double() if t.is_floating_point() else t for key, t in tensors.items()}
    config, recipe = json.loads(notes["config"]), json.loads(notes["recipe"])
    torch.manual_seed(0)
    network = Network(config, tensors)
    trained = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=1.0, betas=(0.9, 0.999), weight_decay=recipe["weightDecay"])
    losses = []
    for step in range(recipe["steps"]):
        prefix = f"batch.{step}."
        batch = {k[len(prefix):]: v for k, v in tensors.items() if k.startswith(prefix)}
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(step, recipe)
        v, t, regions, sentences, logits = network(batch, config["image"]["imageSize"])
        parts = {"ira": reference.ira(v, t), "arsa": reference.arsa(regions, sentences, batch["slotCounts"]),
                 "itr": reference.itr(logits, batch["labels"], batch["counts"]),
                 "erl": reference.erl(v, t, batch["labels"])}
        total = parts["ira"] + parts["arsa"] + 5 * parts["itr"] + parts["erl"]
        optimiser.zero_grad()
        total.backward()
        if recipe["clipNorm"] > 0:
            nn.utils.clip_grad_norm_(trained, recipe["clipNorm"])
        optimiser.step()
        losses.append({"total": total.item(), **{name: value.item() for name, value in parts.items()}})
    pathlib.Path(sys.argv[2]).write_text(json.dumps(losses))


if __name__ == "__main__":
    main()
