#!/usr/bin/env bash
# ablation.sh DATA TAGS TEXT OUT [ASG]: what each objective of the words is good for. Trains the words once with all of
# them and once without each in turn, with the same seed, the same steps and the same frozen network, and prints a table
# of the figures on the patients that this network was not trained on.
#
#   DATA  folder with chest_regions, chest_mhh, chest_nih, chest_nih2
#   TAGS  a fold's regions and findings (OUT/fold-K/tags of train-shipped.sh)
#   TEXT  the text encoder to begin with (OUT/text-start of train-shipped.sh)
#   OUT   working folder
#
# Called again it goes on where it was interrupted. CHANGES='{"steps": 200, "views": 1}' makes all courses shorter than
# the recipe's, OFF="ira erl" leaves out these objectives alone. ITR, which teaches findings, is none of the words':
# OFF=itr needs TAGS that were trained with "tagWeight": 0.
set -euo pipefail
data=${1:?DATA}
tags=${2:?TAGS}
text=${3:?TEXT}
out=${4:?OUT}
asg=${5:-build/release/bin/asg}
recipes=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"

# recipe NAME: words.json without that objective, or as it is for "nothing" and "itr".
recipe() {
    python3 - "$recipes/words.json" "$1" "${CHANGES:-"{}"}" << 'END'
import json, sys
recipe = json.load(open(sys.argv[1]))
if sys.argv[2] not in ("nothing", "itr"):
    recipe[sys.argv[2] + "Weight"] = 0
recipe.update(json.loads(sys.argv[3]))
print(json.dumps(recipe))
END
}

for name in nothing ${OFF:-ira erl arsa point extent truth}; do
    if [[ ! -e $out/$name.evaluation.json ]]; then
        recipe "$name" > "$out/$name.json"
        "$asg" train alignment --config "$out/$name.json" --from "$tags" --text "$text" \
            --phrases "$recipes/phrasings.tsv" --data "$data" --prepared "${PREPARED:-$out/prepared}" --out "$out/$name" --resume
        "$asg" evaluate alignment --data "$data" --model "$out/$name" --json > "$out/$name.new"
        mv "$out/$name.new" "$out/$name.evaluation.json"
    fi
done

python3 - "$out" nothing ${OFF:-ira erl arsa point extent truth} << 'END'
import json, sys
figures = {"pointing": "phrase points into its place", "pointingOthers": "other regions",
           "phraseToRegionTop1": "region of a phrase, first", "truth": "true phrase above false"}
print("| without | " + " | ".join(figures.values()) + " |\n" + "| --- " * (len(figures) + 1) + "|")
for name in sys.argv[2:]:
    said = json.load(open(f"{sys.argv[1]}/{name}.evaluation.json"))
    cells = [f"{said[k]['value']:.3f} [{said[k]['low']:.3f}, {said[k]['high']:.3f}]" for k in figures]
    print(f"| {name} | " + " | ".join(cells) + " |")
END
