#!/usr/bin/env python3
"""Times one ASG analysis here and in PyTorch, in turns, and prints the ratios.

    compare_network.py BENCH_NETWORK [--rounds 15] [--threads 2]

The same network (ViT-B/16 at 224, projections, tag decoder with its attention maps, batch 1), random weights.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden/nets"))
from reference import VIT, local_head, make_decoder, make_head, make_vit, shake, vit_features  # noqa: E402

TAGS = dict(tags=40, queryWidth=768, width=768, depth=4, heads=4, feedForward=1024)
PROJECTION = dict(hidden=2048, output=128)


class Network:
    """The same operations from timm and torch.nn."""

    def __init__(self):
        self.vit = make_vit(VIT["full"])
        self.heads = make_head(768, PROJECTION, False), make_head(768, PROJECTION, True)
        self.decoder, self.last, self.queries = make_decoder(TAGS), shake(torch.nn.Linear(768, 1)), torch.randn(40, 768)

    def __call__(self, images):
        global_, local = vit_features(self.vit, images)
        embeddings = F.normalize(self.heads[0](global_), dim=-1), local_head(self.heads[1], local)
        state = self.queries.to(images.dtype).expand(len(local), -1, -1)
        for layer in self.decoder.layers[:-1]:
            state = layer(state, local)
        last = self.decoder.layers[-1]
        state = state + last._sa_block(last.norm1(state), None, None)
        crossed, attention = last.multihead_attn(last.norm2(state), local, local, need_weights=True)
        state = state + crossed
        state = state + last._ff_block(last.norm3(state))
        return embeddings, self.last(self.decoder.norm(state)).squeeze(-1), attention

    def tensors(self):
        """Under this project's names."""
        parts = {"image_encoder.": self.vit, "image_projection.global_embed.head.": self.heads[0],
                 "image_projection.local_embed.head.": self.heads[1], "tag_decoder.": self.decoder,
                 "tag_decoder.mlp_head.": self.last}
        tensors = {p + k: v.contiguous() for p, module in parts.items() for k, v in module.state_dict().items()}
        return tensors | {"tag_decoder.queries": self.queries}

    def save(self, folder):
        save_file(self.tensors(), folder / "weights.safetensors")
        network = dict(image={}, projection=PROJECTION, tagDecoder=TAGS)
        (folder / "config.json").write_text(json.dumps(dict(network=network)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    network, images = Network(), torch.randn(1, 3, 224, 224)
    with tempfile.TemporaryDirectory() as folder, torch.inference_mode():
        network.save(pathlib.Path(folder))
        ours = subprocess.Popen([options.bench, folder, str(options.threads)], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)

        def ask(request):
            ours.stdin.write(request + "\n")
            ours.stdin.flush()
            return float(ours.stdout.readline())

        times = {"float32": [], "bfloat16": [], "pytorch": []}
        for kind in ("float32", "bfloat16"):
            ask(kind), network(images)  # warm-up
            for _ in range(options.rounds):
                times[kind].append(ask(kind))
                start = time.perf_counter()
                network(images)
                times["pytorch"].append(time.perf_counter() - start)
        peak = ask("peak")
        ours.stdin.close()
    for kind, seconds in times.items():
        print(f"{kind:9} median {statistics.median(seconds) * 1e3:7.1f} ms, best {min(seconds) * 1e3:7.1f} ms")
    for kind in ("float32", "bfloat16"):
        ratio = statistics.median(times[kind]) / statistics.median(times["pytorch"])
        print(f"{kind} here / PyTorch float32: median {ratio:.2f}, best {min(times[kind]) / min(times['pytorch']):.2f}")
    print(f"peak memory here {peak:.0f} MB; PyTorch {torch.__version__}, {options.threads} threads")


if __name__ == "__main__":
    main()
