#!/usr/bin/env python3
"""Public implementations and own lines for the downstream tasks.

    reference_downstream.py make OUT --size tiny|full   golden files of decoders, residual stages, mask loss, prompts
    reference_downstream.py probe IN.safetensors OUT.json   a linear probe in plain PyTorch over timm's features

Files are as in ../nets/reference.py. `probe` reads PNG pictures, a ViT's weights, the parts and the order of each epoch,
encodes, trains and tells the loss curve and the test scores.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "nets"))
import reference  # noqa: E402


class Progressive(nn.Module):
    """SETR's progressive decoder: convolution, norm, ReLU, doubling for each width."""

    def __init__(self, width, widths):
        super().__init__()
        steps = []
        for out in widths:
            steps.append(nn.Sequential(nn.Conv2d(width, out, 3, padding=1), nn.BatchNorm2d(out), nn.ReLU()))
            width = out
        for i, step in enumerate(steps):
            setattr(self, f"steps{i}", step)
        self.count, self.output = len(widths), nn.Conv2d(width, 1, 3, padding=1)

    def forward(self, maps, side):
        x = maps[-1]
        for i in range(self.count):
            x = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)(getattr(self, f"steps{i}")(x))
        return F.interpolate(self.output(x), (side, side), mode="bilinear", align_corners=True)


class UNet(nn.Module):
    """From the deepest map up: resize, concatenate, two convolutions with norm and ReLU."""

    def __init__(self, channels, widths):
        super().__init__()
        below, self.count = channels[-1], len(widths)
        beside = channels[-2::-1] + [0]
        for i, out in enumerate(widths):
            setattr(self, f"steps{i}", nn.Sequential(
                nn.Conv2d(below + beside[i], out, 3, padding=1), nn.BatchNorm2d(out), nn.ReLU(),
                nn.Conv2d(out, out, 3, padding=1), nn.BatchNorm2d(out), nn.ReLU()))
            below = out
        self.output = nn.Conv2d(below, 1, 1)

    def forward(self, maps, side):
        x = maps[-1]
        skips = list(maps[-2::-1])
        for i in range(self.count):
            size = skips[i].shape[-2:] if i < len(skips) else (side, side)
            x = F.interpolate(x, size, mode="bilinear", align_corners=False)
            if i < len(skips):
                x = torch.cat([x, skips[i]], 1)
            x = getattr(self, f"steps{i}")(x)
        return self.output(x)


def decoder_case(folder, name, kind, model, maps, side, config):
    reference.shake(model)
    sheet = reference.Sheet(kind, config).weights(model)
    sheet.add("in", side=torch.tensor(side), **{f"map{i}": one for i, one in enumerate(maps)})
    evaluated = model(maps, side)
    model.train()
    sheet.add("out", eval=evaluated, train=model(maps, side)).save(folder, name)


def decoders(folder, size):
    torch.manual_seed(3)
    full = size == "full"
    widths = [512, 256, 128, 64] if full else [6, 5, 4]
    grid, width, side = (14, 768, 224) if full else (4, 8, 40)
    decoder_case(folder, f"progressive-{size}", "progressive", Progressive(width, widths),
                 [torch.randn(2, width, grid, grid)], side, {"width": width, "widths": widths})
    base, sides = (64, [150, 75, 38, 19, 10]) if full else (2, [22, 11, 6, 3, 2])
    channels = [base, 4 * base, 8 * base, 16 * base, 32 * base]
    widths = [256, 128, 64, 32, 16] if full else [7, 6, 5, 4, 3]
    maps = [torch.randn(1 if full else 2, c, s, s) for c, s in zip(channels, sides)]
    decoder_case(folder, f"unet-{size}", "unet", UNet(channels, widths), maps, 224 if full else 32,
                 {"base": base, "widths": widths})


def stages(folder, size):
    torch.manual_seed(4)
    c = dict(reference.RESNET[size], backbone="resnet_50")
    model = reference.make_resnet(c)
    images = torch.randn(1, 3, c["imageSize"], c["imageSize"])
    x = F.interpolate(images, (c["resnetResize"],) * 2, mode="bilinear", align_corners=True)
    maps = [model.relu(model.bn1(model.conv1(x)))]
    x = model.maxpool(maps[0])
    for layer in (model.layer1, model.layer2, model.layer3, model.layer4):
        maps.append(x := layer(x))
    sheet = reference.Sheet("stages", {"image": c}).weights(model, "image_encoder.", reference.without_classifier)
    sheet.add("in", images=images).add("out", **{f"map{i}": one for i, one in enumerate(maps)})
    sheet.save(folder, f"stages-{size}")


def mask_loss(folder, size):
    """The losses from their definitions, in double precision."""
    torch.manual_seed(5)
    side = 224 if size == "full" else 7
    logits = (3 * torch.randn(3, 1, side, side)).requires_grad_()
    masks = (torch.rand(3, 1, side, side) < 0.1).float()
    masks[0] = 0
    p = torch.sigmoid(logits.double())
    true = torch.where(masks > 0.5, p, 1 - p)
    focal = (-((1 - true) ** 2) * true.log()).mean()
    dice = 1 - (2 * (p * masks).sum() + 1) / (p.sum() + masks.sum() + 1)
    sheet = reference.Sheet("mask-loss").add("in", logits=logits, masks=masks)
    for name, loss in (("focal", focal), ("dice", dice), ("total", 10 * focal + dice)):
        gradient, = torch.autograd.grad(loss, logits, retain_graph=True)
        sheet.add("out", **{name: loss.float(), name + "Gradient": gradient})
    sheet.save(folder, f"mask-loss-{size}")


def prompts(folder, size):
    torch.manual_seed(6)
    images, texts = F.normalize(torch.randn(5, 8), dim=-1), F.normalize(torch.randn(3, 2, 8), dim=-1)
    local = F.normalize(torch.randn(5, 9, 8), dim=-1)
    probabilities = torch.stack([
        torch.stack([torch.softmax(torch.stack([image @ text[0], image @ text[1]]) / 0.07, 0)[0] for text in texts])
        for image in images])
    peaks = torch.tensor([[max(range(9), key=lambda n: float(cells[n] @ text[0])) for text in texts] for cells in local])
    sheet = reference.Sheet("prompts").add("in", images=images, texts=texts, local=local)
    sheet.add("out", probabilities=probabilities, peaks=peaks.float()).save(folder, f"prompts-{size}")


def make(options):
    for case in (decoders, stages, mask_loss, prompts):
        case(options.out, options.size)


def probe(options):
    from PIL import Image

    with safe_open(options.input, "pt") as file:
        tensors = {key: file.get_tensor(key) for key in file.keys()}
        notes = json.loads(file.metadata()["notes"])
    vit = reference.make_vit(notes["image"])
    vit.load_state_dict({k.removeprefix("weights."): v for k, v in tensors.items() if k.startswith("weights.")})
    mean, deviation = (torch.tensor(v).view(3, 1, 1) for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
    grey = [torch.from_numpy(np.asarray(Image.open(path), dtype=np.float32)) for path in notes["pictures"]]
    images = torch.stack([(one.expand(3, -1, -1) / 255 - mean) / deviation for one in grey])
    with torch.no_grad():
        features = torch.cat([reference.vit_features(vit, part)[0] for part in images.split(16)])
    labels = tensors["labels"]
    train, validation, test = (tensors[name] for name in ("train", "validation", "test"))
    layer = nn.Linear(features.shape[1], labels.shape[1])
    layer.load_state_dict({"weight": tensors["initialWeight"], "bias": tensors["initialBias"]})
    optimiser = torch.optim.AdamW(layer.parameters(), lr=notes["learningRate"], weight_decay=notes["weightDecay"])
    curve, best, scores = [], (float("inf"), 0), None
    for epoch, order in enumerate(tensors["orders"], 1):
        if epoch - best[1] > notes["patience"]:
            break
        total = 0.0
        for rows in train[order].split(notes["batch"]):
            loss = F.binary_cross_entropy_with_logits(layer(features[rows]), labels[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(rows)
        with torch.no_grad():
            validated = F.binary_cross_entropy_with_logits(layer(features[validation]), labels[validation]).item()
            curve.append([total / len(train), validated])
            if validated < best[0]:
                best, scores = (validated, epoch), torch.sigmoid(layer(features[test])).tolist()
    options.out.write_text(json.dumps({"curve": curve, "bestEpoch": best[1], "scores": scores}))


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("make")
    command.add_argument("out", type=pathlib.Path)
    command.add_argument("--size", choices=["tiny", "full"], default="tiny")
    command.set_defaults(run=make)
    command = commands.add_parser("probe")
    command.add_argument("input", type=pathlib.Path)
    command.add_argument("out", type=pathlib.Path)
    command.set_defaults(run=probe)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
