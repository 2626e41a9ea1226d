#include "core/phantom/report_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace asg::phantom {
namespace {

using domain::Existence;
using domain::RegionId;

std::string pick(Random& random, std::initializer_list<std::string_view> words) {
    return std::string(words.begin()[random.index(static_cast<int>(words.size()))]);
}

std::string sideWord(int side) {
    return side == kRight ? "right" : "left";
}

std::string zoneWord(Zone zone) {
    constexpr std::array<std::string_view, 3> kWords{"upper", "mid", "lower"};
    return std::string(kWords[static_cast<std::size_t>(zone)]) + " lung zone";
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string sizeWord(double extent) {
    return extent < 0.4 ? "small" : extent < 0.75 ? "moderate" : "large";
}

// A sentence with what it asserts: names are those of the tag and region tables.
struct Statement {
    std::string sentence;
    std::string impression;  ///< the same in brief; empty: not worth repeating
    std::vector<std::string> tags;
    std::vector<std::string> regions;
    bool darker = false;
};

Statement say(const PlannedFinding& p, Random& random) {
    const std::string side = sideWord(p.side);
    const std::string zone = side + " " + zoneWord(p.zone);
    const std::string possible = p.uncertain ? "possible " : "";
    switch (p.kind) {
        case FindingKind::PleuralEffusion: {
            const std::string size = sizeWord(p.extent);
            if (p.uncertain)
                return {"Blunting of the " + side + " costophrenic angle may represent a small " + side +
                            " pleural effusion.",
                        "possible small " + side + " pleural effusion",
                        {"pleural effusion", "blunt"},
                        {side + " costophrenic angle"}};
            const std::string what = "a " + size + " " + side + " pleural effusion";
            return {random.chance(0.5) ? "There is " + what + "." : capitalised(what) + " is present.",
                    size + " " + side + " pleural effusion",
                    {"pleural effusion"},
                    {side + " costophrenic angle"}};
        }
        case FindingKind::Cardiomegaly:
            return {pick(random,
                         {"The heart is enlarged.", "The cardiac silhouette is enlarged.", "There is cardiomegaly."}),
                    "cardiomegaly",
                    {"cardiomegaly"},
                    {"cardiac silhouette"}};
        case FindingKind::Consolidation: {
            const std::string what = pick(random, {"consolidation", "opacity"});
            const std::string place = p.unplaced ? "" : " in the " + zone;
            Statement s{"", possible + what + place, {what}, {}};
            s.sentence = p.uncertain ? "There is possible " + what + place + "."
                                     : "There is " + std::string(what == "opacity" ? "an " : "") + what + place + ".";
            if (!p.unplaced) s.regions = {zone};
            return s;
        }
        case FindingKind::Nodule: {
            const std::string millimetres = std::to_string(2 * static_cast<int>(5 + 8 * p.extent + 0.5)) + " mm";
            const std::string place = p.unplaced ? "" : " in the " + zone;
            Statement s{"", possible + "nodule" + place, {"nodule"}, {}};
            s.sentence = p.uncertain ? "There is a possible nodule" + place + "."
                                     : "There is a " + millimetres + " nodule" + place + ".";
            if (!p.unplaced) s.regions = {zone};
            return s;
        }
        case FindingKind::Pneumothorax: {
            const std::string size = sizeWord(p.extent);
            return {"There is a " + size + " " + side + " apical pneumothorax.",
                    size + " " + side + " pneumothorax",
                    {"pneumothorax"},
                    {side + " apical zone"},
                    true};
        }
        case FindingKind::Atelectasis:
            return {p.uncertain ? "Linear opacity in the " + side + " lower lung zone likely represents atelectasis."
                                : "There is platelike atelectasis in the " + side + " lower lung zone.",
                    possible + side + " basilar atelectasis",
                    p.uncertain ? std::vector<std::string>{"atelectasis", "opacity"}
                                : std::vector<std::string>{"atelectasis"},
                    {side + " lower lung zone"}};
        case FindingKind::Pacemaker:
            return {"A dual-chamber pacemaker has leads in the right atrium and right ventricle.",
                    "",
                    {"pacemaker"},
                    {"right atrium", "cardiac silhouette"}};
        case FindingKind::EndotrachealTube: {
            const std::string centimetres = std::to_string(2 + static_cast<int>(p.extent * 4.999));
            return {"An endotracheal tube lies in the trachea with its tip " + centimetres + " cm above the carina.",
                    "endotracheal tube tip " + centimetres + " cm above the carina",
                    {"tube", "tip"},
                    {"trachea", "carina"}};
        }
        case FindingKind::CentralLine:
            return {"A " + side + " internal jugular central venous line ends at the cavoatrial junction.",
                    "",
                    {"line", "tip"},
                    {"cavoatrial junction"}};
        case FindingKind::SternotomyWires:
            return {"Median sternotomy wires are intact.", "", {"wire"}, {"mediastinum"}};
        case FindingKind::RibFracture: {
            constexpr std::array<std::string_view, 12> kOrdinals{"first", "second",  "third",  "fourth", "fifth",
                                                                 "sixth", "seventh", "eighth", "ninth",  "tenth"};
            return {"There is a displaced fracture of the " + side + " " +
                        std::string(kOrdinals[static_cast<std::size_t>(p.rib - 1)]) + " rib.",
                    side + " rib fracture",
                    {"fracture"},
                    {side + " lung"}};
        }
        case FindingKind::CalcifiedGranuloma:
            return {"There is a calcified granuloma in the " + zone + ".", "", {"nodule", "calcification"}, {zone}};
        case FindingKind::Hyperinflation:
            return {"The lungs are hyperinflated.",
                    "hyperinflated lungs",
                    {"hyperinflate"},
                    {"right lung", "left lung"},
                    true};
    }
    return {};
}

class Writer {
public:
    Writer(const std::vector<PlannedFinding>& plan, Random& random, Phantom& phantom)
        : m_plan(plan), m_random(random), m_phantom(phantom) {}

    void write() {
        m_phantom.reportText = "FINDINGS:\n";
        about({FindingKind::EndotrachealTube, FindingKind::CentralLine, FindingKind::Pacemaker,
               FindingKind::SternotomyWires},
              "");
        lungs();
        about({FindingKind::PleuralEffusion}, "");
        about({FindingKind::Pneumothorax}, "");
        const bool fluid = has(FindingKind::PleuralEffusion);
        const bool air = has(FindingKind::Pneumothorax);
        if (!fluid && !air)
            add(pick(m_random,
                     {"No pleural effusion or pneumothorax.", "There is no pneumothorax or pleural effusion."}));
        if (fluid && !air) add("No pneumothorax.");
        if (!fluid && air) add("No pleural effusion.");
        about({FindingKind::Cardiomegaly}, pick(m_random, {"The heart size is normal.", "Heart size is normal."}));
        if (m_random.chance(0.6)) add("The mediastinal contours are normal.");
        about({FindingKind::RibFracture}, m_random.chance(0.6) ? "The bony structures are intact." : "");
        impression();
    }

private:
    [[nodiscard]] bool has(FindingKind kind) const {
        return std::ranges::find(m_plan, kind, &PlannedFinding::kind) != m_plan.end();
    }

    void lungs() {
        about({FindingKind::Hyperinflation}, "");
        about({FindingKind::Consolidation, FindingKind::Nodule, FindingKind::CalcifiedGranuloma,
               FindingKind::Atelectasis},
              "");
        const bool anyLesion = has(FindingKind::Consolidation) || has(FindingKind::Nodule) ||
                               has(FindingKind::CalcifiedGranuloma) || has(FindingKind::Atelectasis);
        if (!anyLesion)
            add(pick(m_random, {"The lungs are clear.", "No focal consolidation.", "No focal opacity or nodule."}));
        else if (!has(FindingKind::Consolidation))
            add("No focal consolidation.");
    }

    // Sentences of the findings of these kinds, or another one when there is none of them.
    void about(std::initializer_list<FindingKind> kinds, const std::string& otherwise) {
        bool said = false;
        for (const FindingKind kind : kinds)
            for (const PlannedFinding& p : m_plan)
                if (p.kind == kind) {
                    record(p);
                    said = true;
                }
        if (!said && !otherwise.empty()) add(otherwise);
    }

    domain::TextSpan add(const std::string& sentence) {
        auto& text = m_phantom.reportText;
        if (!text.ends_with('\n')) text += ' ';
        const std::size_t start = text.size();
        text += sentence;
        return {start, text.size()};
    }

    void record(const PlannedFinding& p) {
        const Statement statement = say(p, m_random);
        DrawnFinding drawn;
        drawn.kind = p.kind;
        for (const auto& tag : statement.tags)
            if (const auto id = domain::tagFromName(tag)) drawn.tags.push_back(*id);
        for (const auto& region : statement.regions)
            if (const auto id = domain::regionFromName(region)) drawn.regions.push_back(*id);
        if (hasSide(p.kind)) drawn.side = p.side == kRight ? domain::Side::Right : domain::Side::Left;
        drawn.existence = p.uncertain ? Existence::Uncertain : Existence::Present;
        drawn.boxInImagePixels = p.boxInImagePixels;
        drawn.darker = statement.darker;
        drawn.sentence = add(statement.sentence);
        m_phantom.findings.push_back(std::move(drawn));
        if (!statement.impression.empty()) m_impressions.push_back(statement.impression);
    }

    void impression() {
        auto& text = m_phantom.reportText;
        text += "\n\nIMPRESSION:\n";
        if (m_impressions.empty()) add("No acute cardiopulmonary abnormality.");
        for (std::size_t i = 0; i < m_impressions.size(); ++i)
            text += std::to_string(i + 1) + ". " + capitalised(m_impressions[i]) + ".\n";
        if (!text.ends_with('\n')) text += '\n';
    }

    const std::vector<PlannedFinding>& m_plan;
    Random& m_random;
    Phantom& m_phantom;
    std::vector<std::string> m_impressions;
};

}  // namespace

void writeReport(const std::vector<PlannedFinding>& plan, Random& random, Phantom& phantom) {
    Writer(plan, random, phantom).write();
}

}  // namespace asg::phantom
