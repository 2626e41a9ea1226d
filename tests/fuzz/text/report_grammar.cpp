#include "tests/fuzz/text/report_grammar.h"

#include "tests/fuzz/support/target.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace asg::fuzz {
namespace {

constexpr std::array kHeadings{"FINDINGS:",
                               "IMPRESSION:",
                               "Findings",
                               "COMPARISON: none.",
                               "INDICATION:",
                               "CLINICAL HISTORY:",
                               "TECHNIQUE:",
                               "ADDENDUM:",
                               "Lungs:",
                               "HEART AND MEDIASTINUM -",
                               "HALLAZGOS:",
                               "CONCLUSION:",
                               "**Impression**",
                               "=== FINDINGS ===",
                               "Chest, two views:",
                               ":"};
constexpr std::array kDenials{"no",           "without",   "no evidence of", "free of",
                              "negative for", "denies",    "resolved",       "absence of",
                              "sin",          "no longer", "neither",        "rather than"};
constexpr std::array kDoubts{"possible", "may represent", "cannot exclude", "suspicious for", "versus",
                             "?",        "probable",      "questionable",   "less likely"};
constexpr std::array kFindings{"pneumothorax",  "pleural effusion",
                               "consolidation", "opacity",
                               "cardiomegaly",  "edema",
                               "atelectasis",   "nodule",
                               "fracture",      "endotracheal tube",
                               "pacemaker",     "derrame pleural",
                               "scoliosis",     "widening",
                               "calcification", "PICC line with tip in the SVC",
                               "opacities",     "normal"};
constexpr std::array kPlaces{"lung",     "lungs",       "lower lobe",    "upper zone",         "base",      "apex",
                             "hilum",    "heart",       "mediastinum",   "costophrenic angle", "diaphragm", "spine",
                             "clavicle", "aortic arch", "lobo inferior", "hemithorax",         "trachea"};
constexpr std::array kSides{
    "left",          "right", "bilateral",        "both", "L", "R", "izquierdo", "left greater than right",
    "contralateral", "LEFT",  "on the other side"};
constexpr std::array kQualities{"small",     "large", "mild",     "severe",   "stable", "new",        "3 mm",
                                "unchanged", "clear", "enlarged", "tortuous", "low",    "2.5 x 3 cm", "old"};
constexpr std::array kVerbs{"is",  "are",    "is seen in", "are noted at", "shows",    "demonstrate",
                            "has", "within", "appear",     "hay",          "overlies", "with"};
constexpr std::array kJoints{", ",     " and ",      " or ", "; ", " but ", ". ", " / ", " - ",
                             " with ", ", however ", " y ",  "\n", " (",    ") ", ": "};
constexpr std::array kEnds{".", "", "\n", "..", "!", ";", ",", " .", ".\r\n", "\xE3\x80\x82", "\t", "|"};
constexpr std::array kBullets{"1. ",
                              "2) ",
                              "- ",
                              "* ",
                              "\xE2\x80\xA2 ",
                              "(a) ",
                              "I. ",
                              "[ ] ",
                              "[x] ",
                              "\xE2\x98\x90 ",
                              "\xE2\x98\x91 ",
                              "99999999999999999999. ",
                              "   "};
constexpr std::array kOpenings{"<b>",         "<table><tr><td>", "<p>",        "{\\rtf1\\ansi ", "{\\b ",
                               "OBX|1|TX|||", "\\.br\\",         "<!--",       "&lt;",           "<td rowspan=9>",
                               "```",         "\\par ",          "MSH|^~\\&|", "<li>",           "\\u8226?"};
constexpr std::array kClosings{
    "</b>",  "</td></tr></table>", "</p>", "}", "}}", "|F", "\\.br\\", "-->", "&gt;", "</td>", "```", "\\par", "\r",
    "</ul>", "&#x1F600;"};

std::string statement(Dice& dice) {
    std::string text;
    const auto say = [&](const auto& words, std::size_t oneIn) {
        if (dice.oneIn(oneIn)) (text += dice.pick(words)) += ' ';
    };
    say(kDenials, 3);
    say(kDoubts, 5);
    say(kQualities, 3);
    say(kSides, 3);
    if (dice.oneIn(3)) {
        say(kPlaces, 1);
        say(kVerbs, 2);
    }
    say(kFindings, 2);
    say(kVerbs, 3);
    say(kSides, 4);
    say(kPlaces, 2);
    return text;
}

std::string sentence(Dice& dice) {
    std::string text = statement(dice);
    for (auto more = dice.below(4); more > 0; --more) text += dice.pick(kJoints) + statement(dice);
    return text + dice.pick(kEnds);
}

std::string marked(Dice& dice) {
    return dice.pick(kOpenings) + sentence(dice) + dice.pick(kClosings);
}

std::string tableRow(Dice& dice) {
    constexpr std::array kBetween{"\t", " | ", "    ", ": ", "</td><td>", ","};
    const std::string between = dice.pick(kBetween);
    std::string row;
    for (auto cells = 1 + dice.below(6); cells > 0; --cells) row += statement(dice) + between;
    return row;
}

/// One thing many times, as a writer's stuck key or a table without an end gives it.
std::string longRun(Dice& dice) {
    const std::string unit = dice.oneIn(2) ? statement(dice) : std::string(dice.pick(kJoints)) + dice.pick(kFindings);
    std::string run;
    for (auto times = dice.below(200); times > 0; --times) run += unit;
    return run;
}

std::string line(Dice& dice) {
    switch (dice.below(8)) {
        case 0: return dice.pick(kHeadings);
        case 1: return std::string(dice.pick(kHeadings)) + ' ' + sentence(dice);
        case 2: return dice.pick(kBullets) + sentence(dice);
        case 3: return tableRow(dice);
        case 4: return marked(dice);
        case 5: return dice.oneIn(8) ? longRun(dice) : std::string();
        default: return sentence(dice);
    }
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        lines.back() += c;
        if (c == '\n') lines.emplace_back();
    }
    return lines;
}

void change(std::vector<std::string>& lines, Dice& dice) {
    const auto at = dice.below(lines.size());
    auto& chosen = lines[at];
    const auto cut = dice.below(chosen.size() + 1);
    switch (dice.below(8)) {
        case 0: chosen.insert(cut, statement(dice)); break;
        case 1: chosen.insert(cut, dice.oneIn(2) ? dice.pick(kOpenings) : dice.pick(kClosings)); break;
        case 2: chosen.erase(cut, 1 + dice.below(20)); break;
        case 3: std::swap(chosen, dice.pick(lines)); break;
        case 4: chosen += chosen.substr(0, 500); break;
        case 5: chosen = damaged(chosen); break;
        default: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line(dice) + '\n'); break;
    }
}

}  // namespace

std::string madeReport(Dice& dice) {
    std::string text;
    for (auto lines = 1 + dice.below(12); lines > 0; --lines) text += line(dice) + '\n';
    return text;
}

std::string mutatedReport(std::string_view text, Dice& dice) {
    if (dice.oneIn(16)) return madeReport(dice);
    if (dice.oneIn(8)) return damaged(text);
    auto lines = linesOf(text);
    for (std::size_t changes = 1 + dice.below(4); changes > 0; --changes) change(lines, dice);
    std::string made;
    for (const auto& each : lines) made += each;
    return made;
}

}  // namespace asg::fuzz
