#include "core/datasets/radgraph.h"

#include "core/base/translatable.h"
#include "core/datasets/json_file.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <cctype>

namespace asg::datasets {
namespace {

using domain::Existence;
using domain::WarningCode;
using nlohmann::json;
using nlohmann::ordered_json;

struct Entity {
    std::string tokens;
    std::string label;
    std::vector<std::pair<std::string, std::string>> relations;  ///< type, id
};

using Entities = std::map<std::string, Entity>;

std::optional<Existence> existenceOf(const std::string& label) {
    if (label == "OBS-DP") return Existence::Present;
    if (label == "OBS-DA") return Existence::Absent;
    if (label == "OBS-U") return Existence::Uncertain;
    return std::nullopt;
}

std::optional<Entity> readEntity(const json& value) {
    Entity entity{textAt(value, "tokens"), textAt(value, "label"), {}};
    const auto relations = value.is_object() ? value.find("relations") : value.end();
    if (entity.tokens.empty() || (!existenceOf(entity.label) && !entity.label.starts_with("ANAT"))) return std::nullopt;
    if (relations != value.end() && relations->is_array())
        for (const json& relation : *relations)
            if (relation.is_array() && relation.size() == 2 && relation[0].is_string())
                entity.relations.emplace_back(
                    relation[0], relation[1].is_string() ? relation[1].get<std::string>() : relation[1].dump());
    return entity;
}

// The words of an entity after those that modify it: "left" + "lung base".
std::string phraseOf(const Entities& entities, const std::string& id) {
    std::string phrase;
    for (const auto& [other, entity] : entities)
        for (const auto& [type, target] : entity.relations)
            if (type == "modify" && target == id && other != id) phrase += entity.tokens + " ";
    return phrase + entities.at(id).tokens;
}

bool modifiesOnly(const Entity& entity) {
    return !entity.relations.empty() &&
           std::ranges::all_of(entity.relations, [](const auto& relation) { return relation.first == "modify"; });
}

/// "normal" at the "heart": the observation is that there is no finding. A device whose modifiers call it
/// "unremarkable" is a finding by its own words.
bool isNormality(const text::ReportParser& parser, const Entity& observation, const std::string& words) {
    const auto own = existenceSaidBy(parser, observation.tokens);
    return (!own || *own == Existence::Absent) && existenceSaidBy(parser, words) == Existence::Absent;
}

Entities readEntities(const json& listed, std::vector<domain::Warning>& warnings) {
    Entities entities;
    for (const auto& [key, entry] : listed.items()) {
        if (auto entity = readEntity(entry))
            entities.emplace(key, std::move(*entity));
        else
            warnings.push_back({WarningCode::UnknownEntity, {key}});
    }
    return entities;
}

void addFindings(const Entities& entities, const std::string& reader, const text::ReportParser& parser,
                 ImportedStudy& study) {
    for (const auto& [key, entity] : entities) {
        const auto existence = existenceOf(entity.label);
        if (!existence || modifiesOnly(entity)) continue;
        std::string words;
        for (const auto& [type, target] : entity.relations)
            if (type == "located_at" && entities.contains(target)) words += phraseOf(entities, target) + " ";
        words += phraseOf(entities, key);
        const bool normality = isNormality(parser, entity, words);
        if (normality && *existence == Existence::Absent) {
            study.warnings.push_back({WarningCode::DeniedNormality, {words}});
            continue;
        }
        const bool denied = normality && *existence == Existence::Present;
        for (auto& finding : readFindings(parser, words, denied ? Existence::Absent : *existence)) {
            finding.label = entity.tokens;
            finding.text = words;
            finding.reader = reader;
            study.findings.push_back(std::move(finding));
        }
    }
}

/// The entities that a reader named, or all of a report that does not tell its readers apart.
void readReader(const json& value, const std::string& reader, const text::ReportParser& parser, ImportedStudy& study) {
    const auto entities = value.is_object() ? value.find("entities") : value.end();
    if (entities != value.end() && entities->is_object())
        return addFindings(readEntities(*entities, study.warnings), reader, parser, study);
    if (reader.empty())
        study.warnings.push_back({WarningCode::NoEntities});
    else
        study.warnings.push_back({WarningCode::NoEntitiesOfReader, {reader}});
}

ImportedStudy readReport(const std::string& id, const json& value, const text::ReportParser& parser) {
    ImportedStudy study;
    study.image = id;
    study.report = textAt(value, "text");
    bool hasReaders = false;
    for (const char* reader : {"labeler_1", "labeler_2"}) {
        const auto labels = value.find(reader);
        if (labels == value.end()) continue;
        hasReaders = true;
        readReader(*labels, reader, parser, study);
    }
    if (!hasReaders || value.contains("entities")) readReader(value, "", parser, study);
    return study;
}

/// A report as RadGraph's tokens, and which token each byte belongs to.
class TokenText {
public:
    explicit TokenText(const std::string& text) : m_index(text), m_tokenOfByte(text.size() + 1, 0) {
        std::size_t token = 0;
        bool inside = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto c = static_cast<unsigned char>(text[i]);
            const bool letter = c >= 0x80 || std::isalnum(c) != 0 || c == '_';
            if (inside && (!letter || std::isspace(c) != 0)) ++token, inside = false;
            m_tokenOfByte[i] = token;
            if (std::isspace(c) != 0) continue;
            if (!inside && !m_text.empty()) m_text += ' ';
            m_text.push_back(text[i]);
            inside = letter;
            if (!letter) ++token;
        }
        m_tokenOfByte[text.size()] = token;
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

    [[nodiscard]] ordered_json entity(const domain::Report& report, domain::TextSpan span,
                                      const std::string& label) const {
        const std::size_t begin = m_index.byteOfCodePoint(span.start);
        const std::size_t end = std::max(m_index.byteOfCodePoint(span.end), begin + 1);
        return {{"tokens", std::string(text::textOf(report.text, m_index, span))},
                {"label", label},
                {"start_ix", m_tokenOfByte[begin]},
                {"end_ix", m_tokenOfByte[end - 1]},
                {"relations", ordered_json::array()}};
    }

private:
    text::CodePointIndex m_index;
    std::vector<std::size_t> m_tokenOfByte;
    std::string m_text;
};

std::string labelOf(Existence existence) {
    if (existence == Existence::Present) return "OBS-DP";
    return existence == Existence::Absent ? "OBS-DA" : "OBS-U";
}

ordered_json reportJson(const domain::Report& report) {
    const TokenText tokens(report.text);
    ordered_json entities = ordered_json::object();
    std::size_t next = 1;
    for (const auto& triplet : report.triplets) {
        auto observation = tokens.entity(report, triplet.findingSpan, labelOf(triplet.existence));
        if (triplet.regionSpan) {
            const std::string anatomy = std::to_string(next++);
            entities[anatomy] = tokens.entity(report, *triplet.regionSpan, "ANAT-DP");
            observation["relations"].push_back({"located_at", anatomy});
        }
        entities[std::to_string(next++)] = std::move(observation);
    }
    return {{"text", tokens.text()}, {"entities", std::move(entities)}};
}

}  // namespace

base::Result<std::vector<ImportedStudy>> readRadGraph(const std::filesystem::path& path,
                                                      const text::ReportParser& parser, const std::stop_token& stop) {
    const auto document = readJson(path);
    if (!document) return document.error();
    if (!document->is_object())
        return badFile(path, base::Sentence{QT_TRANSLATE_NOOP(
                                 "Error", "this is no RadGraph file: it is not an object of reports")});
    std::vector<ImportedStudy> studies;
    for (const auto& [id, value] : document->items()) {
        if (stop.stop_requested()) break;
        if (!value.is_object())
            return badFile(path, base::Sentence{QT_TRANSLATE_NOOP("Error", "report \"%1\" is no object"), {id}});
        studies.push_back(readReport(id, value, parser));
    }
    return studies;
}

base::Result<void> writeRadGraph(const std::filesystem::path& path,
                                 const std::map<std::string, domain::Report>& reports) {
    ordered_json document = ordered_json::object();
    for (const auto& [id, report] : reports) document[id] = reportJson(report);
    return writeJson(path, document);
}

}  // namespace asg::datasets
