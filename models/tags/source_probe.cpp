#include "models/tags/source_probe.h"

#include "models/metrics/grouped_ranking.h"
#include "models/regions/region_pool.h"

#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <set>

namespace asg::tags {
namespace {

constexpr int kProbeParts = 5;
/// Shares of the pictures' number.
constexpr std::array kRidges{0.01, 0.1, 1.0};

using PictureRows = std::vector<std::int64_t>;

/// What one probe learns from and is asked: pictures of one model.
struct ProbeRows {
    at::Tensor features;    ///< [n, width], double
    at::Tensor isOfSource;  ///< [n], 0 or 1
    std::vector<View> views;
};

PictureRows withView(const PictureRows& rows, const std::vector<View>& views, View view) {
    PictureRows own;
    std::ranges::copy_if(rows, std::back_inserter(own),
                         [&](std::int64_t row) { return views[static_cast<std::size_t>(row)] == view; });
    return own;
}

/// The scores of `asked` by a probe that was fitted on `learned`. Each view is centred by its own learned pictures, so
/// that telling the views apart is of no use.
std::vector<double> probeScores(const ProbeRows& all, const PictureRows& learned, const PictureRows& asked,
                                double ridge) {
    auto features = all.features.clone();
    auto target = all.isOfSource.clone();
    for (const View view : kViews) {
        const auto own = withView(learned, all.views, view);
        PictureRows every(static_cast<std::size_t>(features.size(0)));
        for (std::size_t i = 0; i < every.size(); ++i) every[i] = static_cast<std::int64_t>(i);
        const auto rows = at::tensor(withView(every, all.views, view), at::kLong);
        if (own.empty() || rows.numel() == 0) continue;
        const auto place = at::tensor(own, at::kLong);
        features.index_copy_(0, rows,
                             features.index_select(0, rows) - all.features.index_select(0, place).mean(0, true));
        target.index_copy_(0, rows, target.index_select(0, rows) - all.isOfSource.index_select(0, place).mean());
    }
    const auto place = at::tensor(learned, at::kLong);
    const auto deviation = features.index_select(0, place).std(0, false).clamp_min(1e-6);
    const auto scaled = features / deviation;
    const auto x = scaled.index_select(0, place);
    const auto normal = x.t().matmul(x) + at::eye(x.size(1), x.options()) * (ridge * static_cast<double>(x.size(0)));
    const auto weights = at::linalg_solve(normal, x.t().matmul(target.index_select(0, place)));
    const auto scores = scaled.index_select(0, at::tensor(asked, at::kLong)).matmul(weights).contiguous();
    return {scores.data_ptr<double>(), scores.data_ptr<double>() + scores.numel()};
}

/// Scores of all pictures of one model, each by a probe that saw none of its patient's.
void scoreModel(const std::vector<ProbedPicture>& pictures, const std::vector<std::size_t>& places,
                const std::string& source, double ridge, std::vector<double>& scores) {
    ProbeRows all;
    std::vector<at::Tensor> features;
    std::vector<double> isOfSource;
    for (const auto place : places) {
        features.push_back(at::tensor(pictures[place].features).to(at::kDouble));
        isOfSource.push_back(pictures[place].source == source ? 1 : 0);
        all.views.push_back(pictures[place].view);
    }
    all.features = at::stack(features);
    all.isOfSource = at::tensor(isOfSource, at::kDouble);
    for (int part = 0; part < kProbeParts; ++part) {
        PictureRows learned;
        PictureRows asked;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const bool own = regions::partOf("source:" + pictures[places[i]].patient, kProbeParts) == part;
            (own ? asked : learned).push_back(static_cast<std::int64_t>(i));
        }
        if (learned.empty() || asked.empty()) continue;
        const auto own = probeScores(all, learned, asked, ridge);
        for (std::size_t i = 0; i < asked.size(); ++i) scores[places[static_cast<std::size_t>(asked[i])]] = own[i];
    }
}

metrics::Estimate sourceAuroc(const std::vector<ProbedPicture>& pictures, const std::string& source, double ridge) {
    std::map<std::size_t, std::vector<std::size_t>> ofModel;
    for (std::size_t i = 0; i < pictures.size(); ++i) ofModel[pictures[i].model].push_back(i);
    std::vector<double> scores(pictures.size());
    for (const auto& [model, places] : ofModel) scoreModel(pictures, places, source, ridge, scores);
    std::vector<std::uint8_t> positive;
    std::vector<int> groups;
    std::vector<std::string> patients;
    for (const auto& picture : pictures) {
        positive.push_back(picture.source == source ? 1 : 0);
        groups.push_back(static_cast<int>(picture.model * kViews.size()) + (picture.view == View::PA ? 0 : 1));
        patients.push_back(picture.patient);
    }
    const auto ranking = metrics::GroupedRanking::make(positive, scores, groups);
    if (!ranking) return {.notDefined = ranking.error().text};
    return metrics::bootstrap(patients, [&](metrics::Counts counts) { return ranking->auroc(counts); });
}

}  // namespace

std::map<std::string, metrics::Estimate> probeSources(const std::vector<ProbedPicture>& pictures) {
    const torch::NoGradGuard off;
    std::set<std::string> sources;
    for (const auto& picture : pictures) sources.insert(picture.source);
    std::map<std::string, metrics::Estimate> told;
    if (sources.size() < 2) return told;
    for (const auto& source : sources)
        for (const double ridge : kRidges) {
            const auto figure = sourceAuroc(pictures, source, ridge);
            const auto best = told.find(source);
            if (best == told.end() || figure.value > best->second.value) told.insert_or_assign(source, figure);
        }
    return told;
}

}  // namespace asg::tags
