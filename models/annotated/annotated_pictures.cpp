#include "models/annotated/annotated_pictures.h"

#include "core/base/random.h"
#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"

#include <ATen/ops/cat.h>
#include <torch/utils.h>

#include <algorithm>
#include <utility>

namespace asg::annotated {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kPicturesAtOnce = 16;

/// Verified boxes as labels; of every other region nothing is known.
void labelBoxes(const pretraining::Entry& entry, const domain::Radiograph& picture, regions::RegionSample& sample) {
    for (const auto& box : entry.regions) {
        if (box.region.value >= sample.labels.size()) continue;
        const base::Box inFractions =
            base::intersection({box.boxInImagePixels.x1 / picture.columns, box.boxInImagePixels.y1 / picture.rows,
                                box.boxInImagePixels.x2 / picture.columns, box.boxInImagePixels.y2 / picture.rows},
                               {0, 0, 1, 1});
        if (!inFractions.empty())
            sample.labels[box.region.value] = {regions::LabelState::Known, regions::LabelSource::Verified, inFractions};
    }
}

Result<AnnotatedPicture> open(const pretraining::Dataset& dataset, const pretraining::Entry& entry, int side) {
    const auto path = dataset.folder / entry.image;
    const auto radiograph = io::openRadiograph(path);
    if (!radiograph) return radiograph.error();
    if (radiograph->sha256 != entry.sha256)
        return Error{
            ErrorCode::Corrupt,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: this is not the picture that the index describes (another SHA-256)."),
                {path.string()}}};
    AnnotatedPicture picture{entry, {}, radiograph->rows, radiograph->columns};
    auto& sample = picture.item.sample;
    sample.path = "annotated/" + entry.original;
    sample.data = dataset.source;
    sample.patient = entry.patient.empty() ? entry.original : entry.patient;
    sample.licence = "the site's own";
    sample.mayTrain = true;
    labelBoxes(entry, *radiograph, sample);
    picture.item.image = training::prepareImage(*radiograph, side);
    picture.item.image.sha256 = entry.original;
    return picture;
}

/// The version of a picture with that number; the first is what inference sees.
regions::RegionExample exampleOf(const AnnotatedPicture& picture, int version, std::size_t number, int side,
                                 const AnnotatedRecipe& recipe) {
    const auto& [sample, image] = picture.item;
    if (version == 0) return regions::plainExample(image, sample.labels, side);
    base::Random random(recipe.seed, static_cast<std::uint64_t>(version), number);
    return regions::augmentedExample(image, sample.labels, side, recipe.augmentation, random);
}

/// The rows of several looks, one after the other.
class Rows {
public:
    void add(const nets::ImageFeatures& features, regions::RegionBatch batch) {
        m_global.push_back(features.global.to(at::kHalf));
        m_local.push_back(features.local.to(at::kHalf));
        m_boxes.push_back(batch.boxes);
        m_boxWeights.push_back(batch.boxWeights);
        m_presence.push_back(batch.presence);
        m_presenceWeights.push_back(batch.presenceWeights);
    }
    void moveInto(AnnotatedViews& views) const {
        if (m_global.empty()) return;
        views.global = at::cat(m_global);
        views.local = at::cat(m_local);
        views.targets = {{}, at::cat(m_boxes), at::cat(m_boxWeights), at::cat(m_presence), at::cat(m_presenceWeights),
                         {}};
    }

private:
    std::vector<at::Tensor> m_global, m_local, m_boxes, m_boxWeights, m_presence, m_presenceWeights;
};

}  // namespace

base::Outcome<AnnotatedPictures> loadAnnotatedPictures(const pretraining::Dataset& dataset, int crop,
                                                       const base::Progress& progress, const std::stop_token& stop) {
    AnnotatedPictures pictures;
    std::size_t done = 0;
    for (const auto& entry : dataset.entries) {
        if (stop.stop_requested()) return base::Cancelled{};
        if (progress)
            progress(static_cast<double>(done++) / static_cast<double>(dataset.entries.size()), "opening pictures");
        if (entry.original.empty())
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                          "%1: it does not say which files its pictures were made "
                                                          "from, so that no evaluation could leave them out. Make it "
                                                          "anew with 'asg train dataset annotations'."),
                                        {dataset.folder.string()}}};
        auto picture = open(dataset, entry, training::preparedSideFor(crop));
        if (!picture) return picture.error();
        (entry.split == pretraining::Split::Train ? pictures.taught : pictures.aside).push_back(std::move(*picture));
    }
    if (pictures.taught.empty())
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: no picture here is to train on."),
                                    {dataset.folder.string()}}};
    return pictures;
}

nets::ImageFeatures AnnotatedViews::features(const at::Tensor& rows) const {
    return {global.index_select(0, rows).to(at::kFloat), local.index_select(0, rows).to(at::kFloat), gridSide};
}

base::Outcome<AnnotatedViews> lookAt(const std::vector<AnnotatedPicture>& pictures, int views,
                                     const AnnotatedRecipe& recipe, training::StageStart& start,
                                     training::ProgressLine& line, const std::stop_token& stop) {
    const torch::NoGradGuard off;
    const auto& spec = start.model.card.input;
    AnnotatedViews looked;
    looked.pictures = pictures.size();
    Rows rows;
    for (int version = 0; version < views; ++version)
        for (std::size_t first = 0; first < pictures.size(); first += kPicturesAtOnce) {
            if (stop.stop_requested()) return base::Cancelled{};
            line.show(static_cast<double>(version) / views, "the encoder looks at the pictures");
            std::vector<regions::RegionExample> examples;
            for (std::size_t i = first; i < std::min(pictures.size(), first + kPicturesAtOnce); ++i) {
                examples.push_back(exampleOf(pictures[i], version, i, spec.crop, recipe));
                looked.placements.push_back(examples.back().placement);
            }
            auto batch = regions::makeBatch(examples, spec);
            const auto features = start.model.network->encodeImages(batch.images);
            looked.gridSide = features.gridSide;
            rows.add(features, std::move(batch));
        }
    rows.moveInto(looked);
    return looked;
}

}  // namespace asg::annotated
