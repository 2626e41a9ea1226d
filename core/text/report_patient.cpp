#include "core/text/report_patient.h"

#include "core/text/code_points.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace asg::text {
namespace {

constexpr std::array<std::string_view, 10> kNameLabels{
    "patient", "patient name",    "patient's name", "name",   "pt",
    "pt name", "name of patient", "paciente",       "nombre", "nombre del paciente"};
constexpr std::array<std::string_view, 12> kNumberLabels{
    "mrn",         "patient id",      "patient number",  "patient no", "medical record number", "medical record no",
    "hospital id", "hospital number", "id del paciente", "nhc",        "historia clinica",      "numero de historia"};
/// A line "Patient: elderly man" tells who it is in another way than by a name.
constexpr std::array<std::string_view, 24> kNoNames{
    "male",      "female",     "man",     "woman",        "boy",    "girl",  "child", "infant",
    "adult",     "elderly",    "newborn", "year",         "years",  "old",   "name",  "unknown",
    "anonymous", "anonymized", "anon",    "deidentified", "hombre", "mujer", "varon", "patient"};

template <std::size_t Count>
bool isAmong(const std::array<std::string_view, Count>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Latin letters without accent and case; other letters as they are.
char32_t foldedLetter(char32_t letter) {
    constexpr std::u32string_view kAccented = U"ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    constexpr std::u32string_view kPlain = U"aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuyy";
    static_assert(kAccented.size() == kPlain.size());
    if (const auto at = kAccented.find(letter); at != std::u32string_view::npos) return kPlain[at];
    return letter >= U'A' && letter <= U'Z' ? letter - U'A' + U'a' : letter;
}

std::string foldedText(std::string_view utf8) {
    std::string folded;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [letter, bytes] = codePointAt(utf8, at);
        const bool isAccent = letter >= 0x300 && letter <= 0x36F;
        if (!isAccent) appendUtf8(folded, foldedLetter(letter));
        at += bytes;
    }
    return folded;
}

bool isNamePart(unsigned char letter) {
    return std::isalpha(letter) != 0 || letter >= 0x80 || letter == '\'';
}

/// The parts of a name, folded: "DOE^JANE^A" and "Doe, Jane A." are the same three.
std::vector<std::string> nameParts(std::string_view utf8) {
    std::vector<std::string> parts;
    std::string part;
    for (const char letter : foldedText(utf8) + ' ') {
        if (isNamePart(static_cast<unsigned char>(letter)))
            part += letter;
        else if (!part.empty())
            parts.push_back(std::exchange(part, {}));
    }
    return parts;
}

bool isLatin(const std::string& part) {
    return std::ranges::all_of(part, [](unsigned char letter) { return letter < 0x80; });
}

/// "XXXX", "xx": a name that was taken out.
bool isMasked(const std::string& part) {
    return part.size() > 1 && part.find_first_not_of('x') == std::string::npos;
}

/// Whether a line's value is a person's name at all.
bool isPersonsName(std::string_view value, const std::vector<std::string>& parts) {
    constexpr std::size_t kMostParts = 6;
    if (parts.size() < 2 || parts.size() > kMostParts) return false;
    if (value.find_first_of("0123456789[]<>_*") != std::string_view::npos) return false;
    return std::ranges::none_of(parts,
                                [](const std::string& part) { return isAmong(kNoNames, part) || isMasked(part); });
}

bool fitsPart(const std::string& one, const std::string& other) {
    if (one.size() == 1 || other.size() == 1) return one.front() == other.front();
    return one == other;
}

bool isSamePerson(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    const auto& fewer = one.size() <= other.size() ? one : other;
    const auto& more = one.size() <= other.size() ? other : one;
    return std::ranges::all_of(fewer, [&](const std::string& part) {
        return std::ranges::any_of(more, [&](const std::string& fit) { return fitsPart(part, fit); });
    });
}

/// Letters and digits alone, without zeros in front.
std::string plainNumber(std::string_view written) {
    std::string plain;
    for (const char letter : foldedText(written))
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0 && !(plain.empty() && letter == '0')) plain += letter;
    return plain;
}

std::string_view trimmedPart(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r.#";
    const auto begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

struct Labelled {
    std::string label;
    std::string_view value;
};

Labelled labelled(std::string_view column) {
    const auto colon = column.find(':');
    if (colon == std::string_view::npos) return {};
    return {foldedText(trimmedPart(column.substr(0, colon))), trimmedPart(column.substr(colon + 1))};
}

/// Where a line or a column of it ends: "DOE, JANE   MRN: 123".
std::size_t endOfColumn(std::string_view text) {
    const auto lineEnd = std::min(text.find('\n'), text.size());
    const auto mark = std::min(text.find_first_of(":;|"), lineEnd);
    // What is blank before the label and before its value ends nothing.
    const auto from = mark < lineEnd && text[mark] == ':' ? text.find_first_not_of(" \t", mark + 1) : mark;
    if (from >= lineEnd) return lineEnd;
    const auto value = text.substr(from, lineEnd - from);
    return from + std::min({value.find_first_of("\t;|"), value.find("  "), value.size()});
}

bool isOfAnother(const Labelled& line, const domain::StudyText& picture) {
    if (isAmong(kNumberLabels, line.label)) {
        const auto written = plainNumber(line.value);
        const auto known = plainNumber(picture.patientId);
        const bool masked = written.find_first_of("0123456789") == std::string::npos;
        return !masked && !known.empty() && written != known;
    }
    if (!isAmong(kNameLabels, line.label)) return false;
    const auto written = nameParts(line.value);
    auto known = nameParts(picture.patientName);
    // A file gives a name in several scripts; those that the report does not write in cannot be compared.
    std::erase_if(known, [](const std::string& part) { return !isLatin(part); });
    return isPersonsName(line.value, written) && isPersonsName({}, known) && std::ranges::all_of(written, isLatin) &&
           !isSamePerson(written, known);
}

}  // namespace

std::optional<domain::Warning> namesAnotherPatient(std::string_view utf8, const domain::StudyText& picture) {
    while (!utf8.empty()) {
        const auto end = endOfColumn(utf8);
        if (isOfAnother(labelled(utf8.substr(0, end)), picture))
            return domain::Warning{domain::WarningCode::OtherPatient};
        utf8.remove_prefix(std::min(end + 1, utf8.size()));
    }
    return std::nullopt;
}

}  // namespace asg::text
