#include "core/evaluation/coded_reports.h"

#include "core/base/archive.h"
#include "core/base/translatable.h"
#include "core/datasets/json_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace asg::evaluation {
namespace {

constexpr std::uintmax_t kMaximumReportBytes = 16U << 20U;

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// What stands between `open` and `close` from `at` on; `at` moves behind it. Nothing: there is none.
std::optional<std::string_view> between(std::string_view text, std::string_view open, std::string_view close,
                                        std::size_t& at) {
    const std::size_t begin = text.find(open, at);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = text.find(close, begin + open.size());
    if (end == std::string_view::npos) return std::nullopt;
    at = end + close.size();
    return text.substr(begin + open.size(), end - begin - open.size());
}

/// One of Open-i's XML files: flat, without attributes of interest but Label.
struct XmlReport {
    std::string id;
    std::string text;
    std::vector<std::string> codes;
};

std::string sectionText(std::string_view label, std::string_view words) {
    std::string text(words);
    replaceAll(text, "&amp;", "&");
    replaceAll(text, "&lt;", "<");
    replaceAll(text, "&gt;", ">");
    text = trimmed(text);
    return text.empty() ? text : std::string(label) + ": " + text;
}

XmlReport readXml(std::string_view xml) {
    XmlReport report;
    std::size_t at = 0;
    if (const auto id = between(xml, "<uId id=\"", "\"", at)) report.id = *id;
    at = 0;
    while (const auto label = between(xml, "<AbstractText Label=\"", "\"", at)) {
        if (!xml.substr(at).starts_with(">")) continue;  // an empty section closes itself
        std::size_t end = at;
        const auto words = between(xml, ">", "</AbstractText>", end);
        if (!words) break;
        at = end;
        if (*label != "FINDINGS" && *label != "IMPRESSION") continue;
        const auto section = sectionText(*label, *words);
        if (!section.empty()) report.text += (report.text.empty() ? "" : "\n") + section;
    }
    at = 0;
    while (const auto code = between(xml, "<major>", "</major>", at)) {
        std::string words(*code);
        replaceAll(words, "&amp;", "&");
        report.codes.push_back(trimmed(words));
    }
    return report;
}

}  // namespace

std::vector<std::string> partsOf(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return parts;
}

base::Result<CodeRules> CodeRules::load(const std::filesystem::path& path) {
    const auto document = datasets::readJson(path);
    if (!document) return document.error();
    if (!document->is_object())
        return datasets::badFile(path,
                                 base::Sentence{QT_TRANSLATE_NOOP("Error", "this is no object of tags and codes")});
    CodeRules rules;
    for (const auto& [name, list] : document->items()) {
        if (name == "about") continue;
        const auto tag = domain::tagFromName(name);
        if (!tag || !list.is_array())
            return datasets::badFile(
                path, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no tag with a list of codes"), {name}});
        for (const auto& rule : list) {
            if (!rule.is_string())
                return datasets::badFile(
                    path, base::Sentence{QT_TRANSLATE_NOOP("Error", "a code of \"%1\" is no text"), {name}});
            auto parts = partsOf(rule.get<std::string>(), '&');
            const std::string head = std::move(parts.front());
            parts.erase(parts.begin());
            rules.m_rules[*tag].push_back({head, std::move(parts)});
        }
    }
    return rules;
}

std::set<domain::TagId> CodeRules::tags() const {
    std::set<domain::TagId> tags;
    for (const auto& [tag, rules] : m_rules) tags.insert(tag);
    return tags;
}

bool CodeRules::matches(domain::TagId tag, const std::string& code) const {
    const auto found = m_rules.find(tag);
    if (found == m_rules.end()) return false;
    return std::ranges::any_of(found->second, [&](const Rule& rule) {
        if (!code.starts_with(rule.head)) return false;
        const std::string rest = code.substr(rule.head.size());
        if (!rest.empty() && rest.front() != '/') return false;
        const auto parts = partsOf(rest, '/');
        return std::ranges::all_of(rule.needed,
                                   [&](const auto& word) { return std::ranges::find(parts, word) != parts.end(); });
    });
}

base::Result<std::vector<CodedReport>> readCodedReports(const std::filesystem::path& archive, Half half,
                                                        const text::ReportParser& parser) {
    std::vector<CodedReport> reports;
    const base::ArchiveVisitor visitor{
        [](std::string_view name) { return name.ends_with(".xml") ? base::ArchiveVisitor::kAll : 0; },
        [&](std::string_view, std::string_view content) {
            auto xml = readXml(content);
            const bool indexed = std::ranges::find(xml.codes, "No Indexing") == xml.codes.end();
            if (!indexed || xml.text.empty() || !inHalf(xml.id, half)) return true;
            auto report = parser.parse(xml.text);
            reports.push_back({std::move(xml.id), std::move(xml.codes), std::move(report)});
            return true;
        }};
    const auto done = base::visitArchive(archive, visitor, kMaximumReportBytes);
    if (!done) return done.error();
    if (reports.empty())
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the archive holds no coded reports."), {archive.string()}}};
    return reports;
}

}  // namespace asg::evaluation
