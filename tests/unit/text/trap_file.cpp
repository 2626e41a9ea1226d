#include "tests/unit/text/trap_file.h"

#include <QtGlobal>

#include <fstream>
#include <map>
#include <sstream>

namespace asg::text::test {
namespace {

using domain::Existence;

const std::map<std::string, std::string> kMidline{{"TR", "trachea"},
                                                  {"CA", "carina"},
                                                  {"SP", "spine"},
                                                  {"AA", "aortic arch"},
                                                  {"MED", "mediastinum"},
                                                  {"UM", "upper mediastinum"},
                                                  {"SVC", "svc"},
                                                  {"CS", "cardiac silhouette"},
                                                  {"CAJ", "cavoatrial junction"},
                                                  {"RAT", "right atrium"},
                                                  {"ABD", "abdomen"}};
const std::map<char, std::string> kPaired{
    {'Z', "apical zone"},     {'U', "upper lung zone"},  {'M', "mid lung zone"},
    {'W', "lower lung zone"}, {'H', "hilar structures"}, {'C', "costophrenic angle"},
    {'D', "hemidiaphragm"},   {'K', "clavicle"},         {'G', "lung"}};
const std::map<std::string, Existence> kSigns{
    {"+", Existence::Present}, {"-", Existence::Absent}, {"?", Existence::Uncertain}};

std::set<std::string> regionsOf(const std::string& codes) {
    std::set<std::string> regions;
    std::istringstream stream(codes);
    for (std::string code; std::getline(stream, code, ',');) {
        if (code == "0") continue;
        if (kMidline.contains(code)) {
            regions.insert(kMidline.at(code));
            continue;
        }
        if (code.size() != 2 || !kPaired.contains(code[1])) qFatal("no region code: %s", code.c_str());
        if (code[0] != 'L') regions.insert("right " + kPaired.at(code[1]));
        if (code[0] != 'R') regions.insert("left " + kPaired.at(code[1]));
    }
    return regions;
}

Fact readFact(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (words.size() < 3 || !kSigns.contains(words[words.size() - 2])) qFatal("no triplet: %s", text.c_str());
    std::string tag = words[0];
    for (std::size_t i = 1; i + 2 < words.size(); ++i) tag += " " + words[i];
    if (!domain::tagFromName(tag)) qFatal("no tag: %s", tag.c_str());
    return {tag, kSigns.at(words[words.size() - 2]), regionsOf(words.back())};
}

// "\\n" in the file is a line break in the report, "\\t" a tab, two backslashes one.
std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const bool known = next == 'n' || next == 't' || next == '\\';
        plain += !known ? text[i] : next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
        i += known ? 1 : 0;
    }
    return plain;
}

}  // namespace

std::vector<Trap> readTraps(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) qFatal("%s cannot be read", path.c_str());
    std::vector<Trap> traps;
    for (std::string line; std::getline(file, line);) {
        const std::size_t tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos) continue;
        Trap trap{unescaped(line.substr(0, tab)), {}};
        std::istringstream cells(line.substr(tab + 1));
        for (std::string cell; std::getline(cells, cell, ';');)
            if (cell != "-") trap.facts.insert(readFact(cell));
        traps.push_back(std::move(trap));
    }
    return traps;
}

std::set<Fact> factsOf(const domain::Report& report) {
    std::set<Fact> facts;
    for (const auto& triplet : report.triplets) {
        if (!triplet.tag) continue;
        std::set<std::string> regions;
        for (const auto region : triplet.regions) regions.emplace(domain::regionName(region));
        facts.emplace(domain::tagName(*triplet.tag), triplet.existence, regions);
    }
    return facts;
}

}  // namespace asg::text::test
