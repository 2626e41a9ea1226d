#include "tests/unit/annotated/made_annotations.h"

#include "core/base/sha256.h"
#include "tests/unit/pretraining/made_dataset.h"

#include <stdexcept>

namespace asg::tests {

pretraining::Dataset makeAnnotations(const std::filesystem::path& folder, int taught, int aside,
                                     const std::function<void(pretraining::Entry&)>& change) {
    auto dataset = makeDataset(folder, taught, aside, {256, 256});
    dataset.source = "annotated studies";
    for (auto& entry : dataset.entries) {
        entry.original = base::sha256Hex("original of " + entry.sha256);
        for (auto& box : entry.regions) box.origin = domain::RegionOrigin::Drawn;
        for (const auto& [tag, existence] : entry.tags) entry.judgedTags.insert(tag);
        if (change) change(entry);
    }
    dataset.annotations.readers = {{"Dr. Ada", 40}, {"Dr. Ben", 2}};
    dataset.annotations.verdicts = {{"accepted", 30}, {"unsure", 1}};
    dataset.annotations.boxes = {{"drawn", 9}};
    dataset.annotations.guidelines = {{"lung", "2"}};
    if (auto written = pretraining::writeIndex(dataset); !written) throw std::runtime_error(written.error().text);
    auto read = pretraining::readDataset(folder);
    if (!read) throw std::runtime_error(read.error().text);
    return std::move(*read);
}

}  // namespace asg::tests
