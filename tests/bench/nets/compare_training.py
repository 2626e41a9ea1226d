#!/usr/bin/env python3
"""Times steps of `asg train pretrain` and of a PyTorch loop, in turns, and prints images/s, the ratio and both's losses.

    compare_training.py BENCH_TRAINING [--network small|base] [--batch 8] [--rounds 12] [--threads 2] [--bfloat16]
                        [--plain-adamw]

Same network, weights, batches (phantoms), objectives, AdamW and clipping; no dropout, so that the losses can be compared.
PyTorch's AdamW is its fastest on a CPU (fused) unless `--plain-adamw` asks for what torch.optim.AdamW does by itself.
Then the loader alone, and steps that it feeds meanwhile.
"""

import argparse
import json
import math
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import torch
import torch.nn.functional as F
from torchvision.ops import roi_align

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden/pretraining"))
import reference_loop  # noqa: E402
from reference_loop import reference  # noqa: E402

NETWORKS = {
    "small": dict(image=dict(width=384, depth=4, heads=6),
                  text=dict(width=384, depth=2, heads=6, intermediate=1536, dropout=0),
                  projection=dict(hidden=1024),
                  tagDecoder=dict(queryWidth=384, width=384, depth=2, feedForward=512, dropout=0, learnedQueries=True)),
    "base": dict(image={}, text=dict(dropout=0), projection={}, tagDecoder=dict(dropout=0, learnedQueries=True)),
}
RATE, DECAY, CLIP, TEMPERATURE = 4e-5, 0.05, 1.0, 0.07
BATCHES = 4
MEAN, DEVIATION = (torch.tensor(v).view(1, 3, 1, 1) for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))


def write_recipe(folder, options):
    recipe = dict(name="bench", seed=1, network=NETWORKS[options.network], vocabulary="data/vocab.txt", device="cpu",
                  batch=options.batch, learningRate=RATE, weightDecay=DECAY, clipNorm=CLIP, threads=options.threads,
                  bfloat16="on" if options.bfloat16 else "off")
    path = folder / "recipe.json"
    path.write_text(json.dumps(recipe))
    return path


class Network(reference_loop.Network):
    """The parts of the golden tests' loop, run on whole batches instead of word by word."""

    def forward(self, batch, crop):
        images = (batch["grey"] / 255 - MEAN) / DEVIATION
        global_, local = reference.vit_features(self.image, images)
        states = reference.bert_states(self.text, batch["ids"], batch["mask"], self.text_config)
        index = batch["words"].clamp_min(0).unsqueeze(2).expand_as(states)
        used = states.masked_fill((batch["words"] < 0).unsqueeze(2), 0)
        summed = torch.zeros_like(states).scatter_add(1, index, used)
        heads = {"v": F.normalize(self.heads["image_global"](global_), dim=-1),
                 "t": F.normalize(self.heads["text_global"](summed[:, 0]), dim=-1)}
        grid = reference.local_head(self.heads["image_local"], local).float()
        words = reference.local_head(self.heads["text_local"], summed[:, 1:]).float()
        state = self.queries.expand(len(local), -1, -1)
        logits = self.tags_head(self.decoder(state, local)).squeeze(-1)
        return dict(v=heads["v"].float(), t=heads["t"].float(), logits=logits.float(),
                    regions=regions_of(grid, batch["boxes"], crop), sentences=sentences_of(words, batch["wordIndices"]))


def regions_of(grid, boxes, crop):
    side = math.isqrt(grid.shape[1])
    maps = grid.transpose(1, 2).reshape(len(grid), -1, side, side)
    pooled = roi_align(maps, list(boxes * side / crop), 1, 1.0, -1, False)
    return pooled.reshape(len(grid), boxes.shape[1], -1)


def sentences_of(words, indices):
    used = (indices >= 0).float().unsqueeze(3)
    flat = indices.clamp_min(0).flatten(1).unsqueeze(2).expand(-1, -1, words.shape[2])
    gathered = words.gather(1, flat).view(*indices.shape, -1) * used
    return gathered.sum(2) / used.sum(2).clamp_min(1)


def slot_loss(scores, real):
    scores = torch.where(real[:, None, :] | ~real[:, :, None], scores, -math.inf)
    return -(F.log_softmax(scores, -1).diagonal(dim1=1, dim2=2))[real].sum()


def objectives(out, batch):
    scores = out["v"] @ out["t"].T / TEMPERATURE
    own = torch.arange(len(scores))
    local = out["regions"] @ out["sentences"].transpose(1, 2) / TEMPERATURE
    real = torch.arange(local.shape[1])[None] < batch["slotCounts"][:, None]
    each = F.binary_cross_entropy_with_logits(out["logits"], batch["labels"], reduction="none")
    unit = F.normalize(batch["labels"], dim=1)
    target = 0.8 * torch.eye(len(unit)) + 0.2 * unit @ unit.T + 1e-6
    target = (target / target.sum(1, keepdim=True)).log()
    erl = 0
    for part in (F.log_softmax(scores, 1), F.log_softmax(scores.T, 1)):
        erl = erl + F.kl_div(part, target, reduction="batchmean", log_target=True)
        erl = erl + F.kl_div(target, part, reduction="batchmean", log_target=True)
    return dict(ira=F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own),
                arsa=(slot_loss(local, real) + slot_loss(local.transpose(1, 2), real)) / real.sum().clamp_min(1),
                itr=(each * batch["counts"]).sum() / batch["counts"].sum().clamp_min(1), erl=erl / 4)


class Loop:
    """The PyTorch side."""

    def __init__(self, path, options):
        tensors, notes = reference_loop.read(path)
        config = json.loads(notes["config"])
        self.crop, self.bfloat16 = config["image"]["imageSize"], options.bfloat16
        self.network = Network(config, tensors)
        self.trained = [p for p in self.network.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(self.trained, lr=RATE, weight_decay=DECAY, fused=not options.plain_adamw)
        self.batches = [{k[len(f"batch.{i}."):]: v for k, v in tensors.items() if k.startswith(f"batch.{i}.")}
                        for i in range(BATCHES)]
        self.number = 0

    def step(self):
        begin, worked = time.perf_counter(), time.process_time()
        batch = self.batches[self.number % BATCHES]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            out = self.network(batch, self.crop)
        parts = objectives(out, batch)
        total = parts["ira"] + parts["arsa"] + 5 * parts["itr"] + parts["erl"]
        self.optimiser.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, CLIP)
        self.optimiser.step()
        losses = [total.item()] + [parts[name].item() for name in ("ira", "arsa", "itr", "erl")]
        self.number += 1
        return time.perf_counter() - begin, time.process_time() - worked, losses


class Ours:
    def __init__(self, bench, recipe, folder):
        self.process = subprocess.Popen([bench, recipe, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        self.said()

    def said(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("bench_training ended")
        return line

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.said().split()]

    def step(self):
        seconds, worked, *losses = self.ask("step")
        return seconds, worked, losses


def words_of(losses):
    return "  ".join(f"{name} {value:.4f}" for name, value in zip(("total", "ira", "arsa", "itr", "erl"), losses))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("--network", choices=NETWORKS, default="small")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--plain-adamw", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        ours = Ours(options.bench, write_recipe(folder, options), folder)
        loop = Loop(folder / "begin.safetensors", options)
        seconds, processor = {"here": [], "pytorch": []}, {"here": [], "pytorch": []}
        for turn in range(options.rounds + 1):
            for name, side in (("here", ours), ("pytorch", loop))[::1 if turn % 2 else -1]:
                taken, worked, losses = side.step()
                print(f"step {turn:2} {name:7} {taken:7.3f} s, {worked:7.3f} s of CPU  {words_of(losses)}", flush=True)
                if turn > 0:  # the first one warms up
                    seconds[name].append(taken)
                    processor[name].append(worked)
        alone, = ours.ask("loader")
        fed, waiting = ours.ask("fed")
        peak, = ours.ask("peak")
        ours.process.stdin.close()
    rates = {}
    for name, taken in seconds.items():
        rates[name] = options.batch / statistics.median(taken), options.batch / min(taken)
        print(f"{name:7} median {rates[name][0]:.2f} images/s, best {rates[name][1]:.2f}")
    ratios = [here / there for here, there in zip(rates["here"], rates["pytorch"])]
    worked = statistics.median(processor["pytorch"]) / statistics.median(processor["here"])
    print(f"here / PyTorch {torch.__version__}: images/s median {ratios[0]:.3f}, best {ratios[1]:.3f}; images per second "
          f"of CPU, median {worked:.3f}")
    print(f"loader alone {alone:.0f} images/s; steps that it feeds {fed:.2f} images/s, {waiting:.2%} of the time waiting")
    print(f"peak memory here {peak:.0f} MB, PyTorch {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
