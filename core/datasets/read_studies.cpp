#include "core/datasets/read_studies.h"

#include "core/base/translatable.h"
#include "core/datasets/box_lists.h"
#include "core/datasets/ms_cxr.h"
#include "core/datasets/padchest_gr.h"
#include "core/datasets/radgraph.h"
#include "core/datasets/scene_graph.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace asg::datasets {
namespace {

using Studies = base::Result<std::vector<ImportedStudy>>;

using Path = std::filesystem::path;
using Parser = text::ReportParser;
using Stop = std::stop_token;

struct Format {
    std::string_view name;
    std::string_view extension;
    Studies (*read)(const Path&, const Parser&, const Stop&, const ReadOptions&);
};

Studies radGraph(const Path& path, const Parser& parser, const Stop& stop, const ReadOptions&) {
    return readRadGraph(path, parser, stop);
}

/// All labels but RadGraph's, which are a report's own words, are English whatever the reports are.
const Parser& labelParser(const Parser& parser, const ReadOptions& options) {
    return options.english != nullptr ? *options.english : parser;
}

Studies oneSceneGraph(const Path& path, const Parser& parser, const Stop&, const ReadOptions& options) {
    auto study = readSceneGraph(path, labelParser(parser, options));
    if (!study) return study.error();
    return std::vector{std::move(*study)};
}

Studies fractions(const Path& path, const Parser& parser, const Stop& stop, const ReadOptions& options) {
    return readPadChestGr(path, labelParser(parser, options), stop, options.language);
}

template <auto kRead>
Studies table(const Path& path, const Parser& parser, const Stop& stop, const ReadOptions& options) {
    return kRead(path, labelParser(parser, options), stop, options.leftOut);
}

constexpr std::array<Format, 6> kFormats{{{"radgraph", ".json", radGraph},
                                          {"chest-imagenome", ".json", oneSceneGraph},
                                          {"ms-cxr", ".csv", table<readMsCxr>},
                                          {"padchest-gr", ".json", fractions},
                                          {"vindr-cxr", ".csv", table<readVinDr>},
                                          {"nih-boxes", ".csv", table<readNihBoxes>}}};

const Format* formatOf(std::string_view name) {
    const auto* found = std::ranges::find(kFormats, name, &Format::name);
    return found == kFormats.end() ? nullptr : found;
}

}  // namespace

const std::vector<std::string_view>& studyFormats() {
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (const auto& format : kFormats) list.push_back(format.name);
        return list;
    }();
    return names;
}

std::string_view fileExtension(std::string_view format) {
    const auto* known = formatOf(format);
    return known == nullptr ? std::string_view() : known->extension;
}

base::Outcome<std::vector<ImportedStudy>> readStudies(std::string_view format, const std::filesystem::path& path,
                                                      const text::ReportParser& parser, const std::stop_token& stop,
                                                      const ReadOptions& options) {
    const auto* known = formatOf(format);
    if (known == nullptr)
        return base::Error{base::ErrorCode::InvalidArgument,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no format of labels."), {format}}};
    auto studies = known->read(path, parser, stop, options);
    if (stop.stop_requested()) return base::Cancelled{};
    if (!studies) return studies.error();
    return std::move(*studies);
}

}  // namespace asg::datasets
