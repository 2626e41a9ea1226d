#include "core/review/journal_head.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"

#include <nlohmann/json.hpp>

#include <span>
#include <system_error>
#include <utility>

namespace asg::review {
namespace {

namespace fs = std::filesystem;

constexpr int kHeadFormat = 1;
constexpr const char* kKeptEnding = ".head-kept";

fs::path withEnding(const fs::path& journal, const std::string& ending) {
    return journal.string() + ending;
}

}  // namespace

fs::path unusedName(const fs::path& journal, const char* ending) {
    std::error_code ignored;
    auto name = withEnding(journal, ending);
    for (int number = 2; fs::exists(name, ignored); ++number)
        name = withEnding(journal, ending + std::string("-") + std::to_string(number));
    return name;
}

fs::path headFileOf(const fs::path& journal) {
    return withEnding(journal, ".head");
}

std::vector<fs::path> keptHeadsOf(const fs::path& journal) {
    std::vector<fs::path> kept;
    std::error_code ignored;
    auto name = withEnding(journal, kKeptEnding);
    for (int number = 2; fs::exists(name, ignored); ++number) {
        kept.push_back(name);
        name = withEnding(journal, kKeptEnding + std::string("-") + std::to_string(number));
    }
    return kept;
}

base::Result<std::optional<LogHead>> readJournalHead(const fs::path& file) {
    constexpr std::uintmax_t kMaximumBytes = 4096;
    const auto text = base::readFile(file, kMaximumBytes);
    if (!text && text.error().code == base::ErrorCode::NotFound) return std::optional<LogHead>{};
    if (!text) return text.error();
    const auto object = base::jsonFromText(*text);
    const auto isWhole = [](const nlohmann::json& head) {
        return head.is_object() && head.value("format", nlohmann::json()) == kHeadFormat &&
               head.value("decisions", nlohmann::json()).is_number_unsigned() &&
               head.value("last", nlohmann::json()).is_string();
    };
    if (!object || !isWhole(*object))
        return base::Error{
            base::ErrorCode::InvalidData,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: it does not say how many decisions the journal holds."),
                           {file.string()}}};
    return std::optional(
        LogHead{base::wholeNumber<std::uint64_t>(object->at("decisions")), object->at("last").get<std::string>()});
}

std::optional<domain::Warning> unlikeHead(const fs::path& journal, const JournalChain& chain, const LogHead& head) {
    const auto warning = [&](domain::WarningCode code) {
        return domain::Warning{
            code, {journal.string(), std::to_string(head.decisions), std::to_string(chain.head().decisions)}};
    };
    switch (chain.fitOf(head)) {
        case HeadFit::Same:
        case HeadFit::Behind: break;
        case HeadFit::Cut: return warning(domain::WarningCode::JournalCut);
        case HeadFit::Changed: return warning(domain::WarningCode::JournalChanged);
    }
    return std::nullopt;
}

JournalHead::JournalHead(fs::path journal) : m_journal(std::move(journal)) {}

std::vector<domain::Warning> JournalHead::compareWith(const JournalChain& chain) {
    const auto head = readJournalHead(headFileOf(m_journal));
    if (!head) {
        m_mustStay = true;
        return {{domain::WarningCode::HeadUnreadable, {m_journal.string(), head.error().text}}};
    }
    auto unlike = *head ? unlikeHead(m_journal, chain, **head) : std::nullopt;
    if (!unlike) return {};
    m_mustStay = true;
    return {std::move(*unlike)};
}

base::Result<void> JournalHead::write(const LogHead& head) {
    const auto file = headFileOf(m_journal);
    if (m_mustStay) {
        std::error_code failure;
        fs::rename(file, unusedName(m_journal, kKeptEnding), failure);
        if (failure && failure != std::errc::no_such_file_or_directory)
            return base::systemError(file, failure.value(),
                                     base::Sentence{QT_TRANSLATE_NOOP("Error", "cannot be kept aside")});
        m_mustStay = false;
    }
    const nlohmann::ordered_json object{{"format", kHeadFormat}, {"decisions", head.decisions}, {"last", head.last}};
    const std::string text = object.dump() + "\n";
    // Who holds the journal's lock is the only one that writes it: what a crash left of one is simply written anew.
    const auto aside = withEnding(file, ".new");
    std::error_code ignored;
    fs::remove(aside, ignored);
    if (auto written = base::writeNewFile(aside, std::as_bytes(std::span(text))); !written) return written;
    return base::moveIntoPlace(aside, file);
}

}  // namespace asg::review
