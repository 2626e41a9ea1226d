#include "app/viewer/services.h"

#include "core/analysis/cardiothoracic.h"
#include "core/analysis/models_library.h"
#include "core/base/resources.h"
#include "core/review/folder_review_store.h"
#include "core/session/thumbnails.h"
#include "core/text/ontology.h"
#include "core/text/report_parser.h"

#include <QSettings>
#include <QtGlobal>

#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace asg::viewer {
namespace {

/// Loads its tables when they are first needed. Any thread.
class LateParser {
public:
    explicit LateParser(text::ParserOptions options) : m_options(std::move(options)) {}

    base::Result<domain::Report> parse(std::string_view bytes) {
        auto parser = loaded();
        if (!parser) return parser.error();
        return parser->parse(bytes);
    }

    base::Result<std::vector<text::Finding>> findings() {
        auto parser = loaded();
        if (!parser) return parser.error();
        return parser->findings();
    }

private:
    /// A copy: it shares the tables.
    base::Result<text::ReportParser> loaded() {
        const std::lock_guard lock(m_mutex);
        if (!m_parser) {
            auto loaded = text::ReportParser::load(base::resourceFolder() / "ontology", m_options);
            if (!loaded) return loaded.error();
            m_parser.emplace(std::move(*loaded));
        }
        return *m_parser;
    }

    text::ParserOptions m_options;
    std::mutex m_mutex;
    std::optional<text::ReportParser> m_parser;
};

base::Result<std::shared_ptr<const text::ChangeWords>> loadChangeWords() {
    auto words = text::ChangeWords::load(base::resourceFolder() / "ontology");
    if (!words) return words.error();
    return std::make_shared<const text::ChangeWords>(std::move(*words));
}

std::filesystem::path modelOf(const Options& options) {
    return options.model.empty() ? analysis::shippedModelFolder() : options.model;
}

}  // namespace

std::shared_ptr<session::Workplace> makeWorkplace(const Options& options) {
    auto parser = std::make_shared<LateParser>(options.parser);
    auto taught = std::make_shared<LateParser>(text::ParserOptions());
    const auto model = modelOf(options);
    return std::make_shared<session::Workplace>(session::Services{
        .parseReport = [parser](std::string_view bytes) { return parser->parse(bytes); },
        .loadModel = [model, device = options.device]() -> base::Result<std::unique_ptr<analysis::Backend>> {
            auto library = analysis::loadModelsLibrary();
            if (!library) return library.error();
            return (*library)->loadModel(model, device, analysis::PrecisionChoice::Auto);
        },
        .store = std::make_shared<const review::FolderReviewStore>(review::FolderReviewStore::defaultRoot()),
        .loadFindings = [parser] { return parser->findings(); },
        .namesTaughtPlace = [taught](std::string_view words) -> base::Result<bool> {
            const auto parsed = taught->parse(words);
            if (!parsed) return parsed.error();
            return !parsed->links.empty();
        },
        .loadChangeWords = [] { return loadChangeWords(); },
        .labels = session::ImportedLabels(options.imported),
        .ratioError = [model] { return analysis::readCardiothoracicError(model); },
        .loadSecond = [](const std::filesystem::path& folder) -> base::Result<std::unique_ptr<analysis::Classifier>> {
            auto library = analysis::loadModelsLibrary();
            if (!library) return library.error();
            return (*library)->loadClassifier(folder);
        },
        .thumbnails = session::ThumbnailFolder::defaultFolder()});
}

widgets::Installation installation(const Options& options) {
    std::error_code ignored;
    const auto sample = base::resourceFolder() / "sample-study";
    return {QStringLiteral(ASG_VERSION),
            std::filesystem::is_directory(sample, ignored) ? sample : std::filesystem::path{}, modelOf(options),
            review::FolderReviewStore::defaultRoot()};
}

std::string readerName() {
    const auto asked = QSettings().value(QStringLiteral("reader/name")).toString();
    return qEnvironmentVariable("ASG_READER", asked).toStdString();
}

QString applicationIcon() {
    return QString::fromStdString((base::resourceFolder() / "icons" / "asg-viewer.svg").string());
}

}  // namespace asg::viewer
