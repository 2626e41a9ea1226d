#include "app/viewer/services.h"

#include "core/analysis/models_library.h"
#include "core/base/resources.h"
#include "core/text/report_parser.h"

#include <QtGlobal>

#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace asg::viewer {
namespace {

/// Loads its tables with the first report. One thread at a time.
class LateParser {
public:
    base::Result<domain::Report> parse(std::string_view bytes) {
        if (!m_parser) {
            auto loaded = text::ReportParser::load(base::resourceFolder() / "ontology");
            if (!loaded) return loaded.error();
            m_parser.emplace(std::move(*loaded));
        }
        return m_parser->parse(bytes);
    }

private:
    std::optional<text::ReportParser> m_parser;
};

}  // namespace

presenters::StudyServices makeServices(const Options& options) {
    auto parser = std::make_shared<LateParser>();
    return {[parser](std::string_view bytes) { return parser->parse(bytes); },
            [folder = options.model, device = options.device]() -> base::Result<std::unique_ptr<analysis::Backend>> {
                auto library = analysis::loadModelsLibrary();
                if (!library) return library.error();
                return (*library)->loadModel(folder.empty() ? analysis::shippedModelFolder() : folder, device);
            },
            store::StudyStore(store::StudyStore::defaultRoot())};
}

widgets::Installation installation() {
    std::error_code ignored;
    const auto sample = base::resourceFolder() / "sample-study";
    return {QStringLiteral(ASG_VERSION),
            std::filesystem::is_directory(sample, ignored) ? sample : std::filesystem::path{}};
}

std::string readerName() {
    const auto named = qEnvironmentVariable("ASG_READER", qEnvironmentVariable("USER"));
    return named.isEmpty() ? "reader" : named.toStdString();
}

QString applicationIcon() {
    return QString::fromStdString((base::resourceFolder() / "icons" / "asg-viewer.svg").string());
}

}  // namespace asg::viewer
