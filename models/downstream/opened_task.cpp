#include "models/downstream/opened_task.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "models/inference/device.h"
#include "models/weights/model_folder.h"

#include <cerrno>
#include <set>
#include <sstream>
#include <system_error>

namespace asg::downstream {
namespace {

using nlohmann::json;

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::optional<Normalisation> normalisationOf(const LabelledSet& set, const ProtocolSettings& settings) {
    if (settings.normalisation) return settings.normalisation;
    return settings.modelNormalisation ? std::nullopt : set.normalisation;
}

std::string numberText(double value) {
    std::ostringstream text;
    text.precision(7);
    text << value;
    return text.str();
}

}  // namespace

base::Result<OpenedTask> openTask(const TaskOptions& options) {
    std::optional<Layout> layout = options.layout;
    if (!layout) {
        const auto found = findLayout(options.data);
        if (!found) return found.error();
        layout = *found;
    }
    auto set = readLabelledSet(options.data, *layout, {options.seed, options.settings.uncertain});
    if (!set) return set.error();
    auto model = loadFrozenModel(options.model, options.device, normalisationOf(*set, options.settings));
    if (!model) return model.error();
    return OpenedTask{std::move(*set), std::move(*model)};
}

base::Result<nets::WordPieceTokenizer> textTokenizer(const TaskOptions& options, const FrozenModel& model) {
    const auto& network = model.loaded.network;
    if (!network->hasTextEmbeddings() || !model.loaded.card.hasAlignment)
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error",
                                             "%1: this model has not learned to compare pictures with words. Name one "
                                             "that has, with --model (asg train pretrain makes one)."),
                           {options.model.string()}}};
    auto tokenizer = weights::loadTokenizer(options.model, network->config());
    if (!tokenizer) return tokenizer.error();
    if (!*tokenizer)
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the vocabulary is missing."), {options.model.string()}}};
    return std::move(**tokenizer);
}

json describeTask(const std::string& task, const OpenedTask& opened, const TaskOptions& options,
                  const std::vector<std::size_t>& pictures) {
    int train = 0;
    int validation = 0;
    int test = 0;
    std::set<std::string> patients;
    for (const auto index : pictures) {
        const auto& picture = opened.set.pictures[index];
        ++(picture.split == Split::Train ? train : picture.split == Split::Validate ? validation : test);
        if (picture.split == Split::Test) patients.insert(picture.patient);
    }
    const auto& input = opened.model.input;
    const auto& card = opened.model.loaded.card;
    return {{"task", task},
            {"data",
             {{"folder", opened.set.folder.string()},
              {"layout", opened.set.layout},
              {"division", opened.set.division},
              {"classes", opened.set.classes},
              {"train", train},
              {"validation", validation},
              {"test", test},
              {"testPatients", patients.size()}}},
            {"model",
             {{"name", card.name},
              {"version", card.version},
              {"sha256", card.sha256},
              {"device", inference::deviceName(opened.model.device)}}},
            {"normalisation",
             {{"mean", {input.mean, input.meanG, input.meanB}},
              {"deviation", {input.deviation, input.deviationG, input.deviationB}}}},
            {"seed", options.seed}};
}

json toJson(const std::vector<LeftOut>& leftOut) {
    json list = json::array();
    for (const auto& one : leftOut)
        list.push_back({{"path", one.path}, {"code", base::errorCodeName(one.error.code)}, {"text", one.error.text}});
    return list;
}

json seenJson(const FrozenModel& model, std::size_t seen) {
    return model.trainedPictures ? json(seen) : json();
}

base::Result<void> needPart(const LabelledSet& set, const char* part, std::size_t count) {
    if (count > 0) return {};
    return base::Error{
        base::ErrorCode::InvalidData,
        base::Sentence{
            QT_TRANSLATE_NOOP(
                "Error",
                "%1: there is no picture to read in the %2 part (%3). More pictures of this data set are needed."),
            {set.folder.string(), part, set.division}}};
}

base::Result<void> writePredictions(const std::filesystem::path& out, const std::string& name,
                                    const std::vector<std::vector<std::string>>& rows) {
    std::error_code failed;
    std::filesystem::create_directories(out, failed);
    if (failed)
        return base::systemError(out, failed.value(), base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be made")});
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + cell(row[i]);
        text += "\n";
    }
    return base::writeFileAtomically(out / name, text);
}

std::vector<std::vector<std::string>> scoreRows(const LabelledSet& set, const std::vector<ScoredPicture>& scored) {
    std::vector<std::vector<std::string>> rows{{"image", "patient"}};
    for (const auto& one : set.classes) {
        rows[0].push_back(one + " truth");
        rows[0].push_back(one + " score");
    }
    for (const auto& one : scored) {
        std::vector<std::string> row{one.picture->path, one.picture->patient};
        for (std::size_t i = 0; i < set.classes.size(); ++i) {
            const Label label = one.picture->labels[i];
            row.emplace_back(label == Label::Ignored ? "" : label == Label::Present ? "1" : "0");
            row.push_back(numberText(one.scores[i]));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace asg::downstream
