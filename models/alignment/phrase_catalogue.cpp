#include "models/alignment/phrase_catalogue.h"

#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace asg::alignment {
namespace {

using base::Result;
using domain::RegionId;
using Regions = std::vector<RegionId>;

/// A form of sentence: {p} place, {f} finding, {s} severity, {v} "is" or "are".
struct Form {
    std::string_view text;
    bool heldOut = false;
    bool bare = false;  ///< says nothing that the parser could link
};

constexpr std::array kForms{Form{"{p}", false, true},
                            Form{"the {p}", false, true},
                            Form{"look at the {p}", false, true},
                            Form{"{f} in the {p}"},
                            Form{"there is {f} in the {p}."},
                            Form{"{s} {f} in the {p}"},
                            Form{"{f} at the {p}"},
                            Form{"no {f} in the {p}"},
                            Form{"there is no {f} in the {p}."},
                            Form{"{p} {f}"},
                            Form{"the {p} {v} clear."},
                            Form{"the {p} {v} unremarkable."},
                            Form{"{p} {v} normal"},
                            Form{"{s} {f} projecting over the {p}"},
                            Form{"{s} {p} {f}, unchanged."},
                            Form{"{f} is seen within the {p}.", true},
                            Form{"new {s} {f} involving the {p}.", true},
                            Form{"{s} {f} near the {p}", true},
                            Form{"without {f} in the {p}", true},
                            Form{"where is the {p}?", true, true}};

constexpr std::array kFindings{"opacity", "consolidation", "nodule",     "haziness",      "density",
                               "mass",    "atelectasis",   "infiltrate", "calcification", "airspace disease"};
constexpr std::array kSeverities{"mild", "small", "moderate", "large", "subtle", "patchy", "focal"};
constexpr std::string_view kProbe = "there is opacity in the {p}.";

std::string filled(std::string_view form, std::string_view key, std::string_view value) {
    std::string text(form);
    for (auto place = text.find(key); place != std::string::npos; place = text.find(key, place + value.size()))
        text.replace(place, key.size(), value);
    return text;
}

bool isPlural(std::string_view phrase) {
    const auto ends = [phrase](const char* ending) { return phrase.ends_with(ending); };
    if (ends("hila") || ends("apices") || ends("sulci") || ends("hili")) return true;
    return ends("s") && !ends("ss") && !ends("us") && !ends("is");
}

bool namesSide(std::string_view phrase) {
    for (const char* word : {"left", "right", "bilateral", "both"})
        if (phrase.find(word) != std::string_view::npos) return true;
    return phrase.starts_with("bi");
}

bool isOrdinary(std::string_view phrase) {
    if (phrase.empty() || phrase.find("xxxx") != std::string_view::npos) return false;
    return std::ranges::all_of(phrase, [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; });
}

/// Regions as the tables write them, with the side that is said; none for a name that is no region of the model.
Regions resolve(const std::string& cell, std::string_view side) {
    Regions regions;
    for (const auto& name : text::splitCell(cell, ',')) {
        const bool sided = name.starts_with("* ");
        const auto add = [&](const std::string& full) {
            const auto region = domain::regionFromName(full);
            if (region && region->value < domain::kModelRegionCount) regions.push_back(*region);
        };
        if (!sided) {
            add(name);
        } else if (side.empty()) {
            add("right" + name.substr(1));
            add("left" + name.substr(1));
        } else {
            add(std::string(side) + name.substr(1));
        }
    }
    std::ranges::sort(regions);
    return regions;
}

/// Collects phrases that the parser confirms.
class Composer {
public:
    explicit Composer(const text::ReportParser& parser) : m_parser(parser) {}

    /// A place as it is called, in every form of sentence.
    void addPlace(const std::string& called, const Regions& regions) {
        if (regions.empty() || !m_seen.insert(called).second) return;
        const auto probe = filled(kProbe, "{p}", called);
        const bool known = regionsOf(m_parser, probe) == regions;
        for (const auto& form : kForms) {
            // The same finding on every machine, another one in every sentence.
            base::Random random(
                std::stoull(base::sha256Hex(called + std::string(form.text)).substr(0, 15), nullptr, 16));
            auto text = filled(form.text, "{p}", called);
            text = filled(text, "{f}", kFindings[random.below(kFindings.size())]);
            text = filled(text, "{s}", kSeverities[random.below(kSeverities.size())]);
            text = filled(text, "{v}", isPlural(called) ? "are" : "is");
            const bool heldOut = form.heldOut || random.chance(0.1);
            const auto asked = form.bare ? probe : text;
            const bool confirmed = form.bare ? known : regionsOf(m_parser, text) == regions;
            if (confirmed && m_texts.insert(text).second) m_places[regions].push_back({text, asked, heldOut});
        }
    }

    /// A whole sentence, wherever the parser takes it: "cardiomegaly", "right pleural effusion".
    void addSentence(const std::string& text) {
        if (m_texts.contains(text)) return;
        const auto regions = regionsOf(m_parser, text);
        if (regions.empty() || regions.size() > 4 || regions.back().value >= domain::kModelRegionCount) return;
        const auto number = std::stoull(base::sha256Hex(text).substr(0, 15), nullptr, 16);
        m_texts.insert(text);
        m_places[regions].push_back({text, text, number % 10 == 0});
    }

    [[nodiscard]] std::vector<Place> places() const {
        std::vector<Place> list;
        for (const auto& [regions, phrases] : m_places)
            if (std::ranges::any_of(phrases, [](const Phrase& phrase) { return !phrase.heldOut; }))
                list.push_back({regions, phrases});
        return list;
    }

private:
    const text::ReportParser& m_parser;
    std::map<Regions, std::vector<Phrase>> m_places;
    std::set<std::string> m_seen;   ///< places as they are called
    std::set<std::string> m_texts;  ///< phrases
};

Result<void> addPlaces(const std::filesystem::path& ontology, Composer& composer) {
    const auto table = text::readTable(ontology / "places.tsv", 4);
    if (!table) return table.error();
    for (const auto& row : table->rows) {
        const auto& regions = row.cells[1];
        const auto& role = row.cells[2];
        if (regions == "-" || role == "word") continue;
        const auto phrases = text::expandPhrases(row.cells[3]);
        if (!phrases) return table->error(row, base::sentenceOf(phrases.error()));
        const bool sided = regions.find('*') != std::string::npos;
        for (const auto& phrase : *phrases) {
            if (!isOrdinary(phrase)) continue;
            if (!sided) {
                composer.addPlace(phrase, resolve(regions, ""));
                continue;
            }
            if (namesSide(phrase)) continue;
            if (isPlural(phrase)) {
                if (role != "sided") composer.addPlace(phrase, resolve(regions, ""));
                composer.addPlace("both " + phrase, resolve(regions, ""));
                composer.addPlace("bilateral " + phrase, resolve(regions, ""));
            } else {
                composer.addPlace("right " + phrase, resolve(regions, "right"));
                composer.addPlace("left " + phrase, resolve(regions, "left"));
            }
        }
    }
    return {};
}

/// Findings that say their place themselves, and what qualities say of places.
Result<void> addSentences(const std::filesystem::path& ontology, PhraseCatalogue& catalogue, Composer& composer) {
    const auto table = text::readTable(ontology / "findings.tsv", 5);
    if (!table) return table.error();
    for (const auto& row : table->rows) {
        if (row.cells[4] == "-") continue;
        const auto phrases = text::expandPhrases(row.cells[4]);
        if (!phrases) return table->error(row, base::sentenceOf(phrases.error()));
        int taken = 0;
        for (const auto& phrase : *phrases) {
            if (!isOrdinary(phrase) || ++taken > 6) continue;
            if (const auto tag = domain::tagFromName(row.cells[1])) catalogue.findings[*tag].push_back(phrase);
            for (const char* form : {"{f}", "there is {f}.", "right {f}", "left {f}", "no {f}", "bilateral {f}"})
                composer.addSentence(filled(form, "{f}", phrase));
        }
    }
    for (const char* side : {"right ", "left ", "both "})
        for (const char* form :
             {"{p}costophrenic angle is blunted", "blunting of the {p}costophrenic angle",
              "{p}costophrenic angle is sharp", "the {p}hemidiaphragm is elevated", "elevation of the {p}hemidiaphragm",
              "{p}hilum is prominent", "fullness of the {p}hilum", "the {p}lung is hyperinflated",
              "fracture of the {p}clavicle", "{p}pleural effusion", "{p}apical pneumothorax", "{p}basilar atelectasis"})
            composer.addSentence(filled(form, "{p}", side));
    for (const char* text : {"heart size is normal",
                             "the heart is normal in size",
                             "the heart is enlarged",
                             "the heart size is within normal limits",
                             "cardiac silhouette is enlarged",
                             "mildly enlarged cardiac silhouette",
                             "enlarged heart",
                             "heart size is mildly enlarged",
                             "heart size is upper limits of normal",
                             "the lungs are clear",
                             "lungs are clear bilaterally",
                             "clear lungs",
                             "lungs are hyperinflated",
                             "the trachea is midline",
                             "tortuous aorta",
                             "the aorta is calcified",
                             "aortic knob is prominent",
                             "mediastinal contours are normal",
                             "widened mediastinum",
                             "cardiomediastinal silhouette is normal",
                             "degenerative changes of the spine",
                             "compression deformity of the thoracic spine",
                             "dilated loops of bowel",
                             "hilar contours are normal"})
        composer.addSentence(text);
    return {};
}

}  // namespace

std::vector<const Phrase*> Place::chosen(bool heldOut) const {
    std::vector<const Phrase*> list;
    for (const auto& phrase : phrases)
        if (phrase.heldOut == heldOut) list.push_back(&phrase);
    return list;
}

const Place* PhraseCatalogue::find(const std::vector<RegionId>& regions) const {
    const auto found = std::ranges::find(places, regions, &Place::regions);
    return found == places.end() ? nullptr : &*found;
}

std::size_t PhraseCatalogue::phraseCount(bool heldOut) const {
    std::size_t count = 0;
    for (const auto& place : places) count += place.chosen(heldOut).size();
    return count;
}

std::vector<RegionId> regionsOf(const text::ReportParser& parser, const std::string& sentence) {
    std::set<RegionId> regions;
    const auto report = parser.parse(sentence);
    for (const auto& link : report.links) regions.insert(link.regions.begin(), link.regions.end());
    return {regions.begin(), regions.end()};
}

Result<PhraseCatalogue> makeCatalogue(const std::filesystem::path& ontology) {
    text::ParserOptions options;
    options.language = ontology.filename().string();
    const auto parser = text::ReportParser::load(ontology.parent_path(), options);
    if (!parser) return parser.error();
    PhraseCatalogue catalogue;
    Composer composer(*parser);
    if (auto added = addPlaces(ontology, composer); !added) return added.error();
    if (auto added = addSentences(ontology, catalogue, composer); !added) return added.error();
    catalogue.places = composer.places();
    return catalogue;
}

}  // namespace asg::alignment
