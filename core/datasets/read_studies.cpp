#include "core/datasets/read_studies.h"

#include "core/datasets/box_lists.h"
#include "core/datasets/ms_cxr.h"
#include "core/datasets/padchest_gr.h"
#include "core/datasets/radgraph.h"
#include "core/datasets/scene_graph.h"

#include <string>
#include <utility>

namespace asg::datasets {
namespace {

using Studies = base::Result<std::vector<ImportedStudy>>;
using Reader = Studies (*)(const std::filesystem::path&, const text::ReportParser&);

Studies oneSceneGraph(const std::filesystem::path& path, const text::ReportParser& parser) {
    auto study = readSceneGraph(path, parser);
    if (!study) return study.error();
    return std::vector{std::move(*study)};
}

Studies fractions(const std::filesystem::path& path, const text::ReportParser& parser) {
    return readPadChestGr(path, parser);
}

const std::vector<std::pair<std::string_view, Reader>>& readers() {
    static const std::vector<std::pair<std::string_view, Reader>> all{
        {"radgraph", readRadGraph}, {"chest-imagenome", oneSceneGraph}, {"ms-cxr", readMsCxr},
        {"padchest-gr", fractions}, {"vindr-cxr", readVinDr},           {"nih-boxes", readNihBoxes}};
    return all;
}

}  // namespace

const std::vector<std::string_view>& studyFormats() {
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (const auto& [name, reader] : readers()) list.push_back(name);
        return list;
    }();
    return names;
}

Studies readStudies(std::string_view format, const std::filesystem::path& path, const text::ReportParser& parser) {
    for (const auto& [name, reader] : readers())
        if (name == format) return reader(path, parser);
    return base::Error{base::ErrorCode::InvalidArgument, "\"" + std::string(format) + "\" is no format of labels."};
}

}  // namespace asg::datasets
