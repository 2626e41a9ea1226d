#include "core/io/model_gate.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace asg::io {
namespace {

constexpr int kSmallestSide = 128;
constexpr int kLargestAspect = 3;

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

template <std::size_t N>
bool mentionsAny(const std::string& text, const std::array<std::string_view, N>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

template <std::size_t N>
bool isAny(const std::string& text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isRadiography(const std::string& modality) {
    constexpr std::array<std::string_view, 8> kRadiography{"", "CR", "DX", "DR", "XR", "RG", "OT", "SC"};
    return isAny(modality, kRadiography);
}

/// Body parts (PS3.16 annex L and their everyday words) that are no chest. A word that is neither here nor among the
/// chest's is of another language, or says nothing ("DEFAULT"), and is no reason.
constexpr std::array<std::string_view, 57> kOtherParts{
    "ABDOMEN", "ABDOMINAL", "ANKLE",  "ARM",     "BLADDER", "BRAIN",  "BREAST", "BUTTOCK",   "CALCANEUS",
    "CALF",    "CEREBRUM",  "CERVIX", "COCCYX",  "COLON",   "CSPINE", "ELBOW",  "EXTREMITY", "EYE",
    "FACE",    "FEMUR",     "FINGER", "FOOT",    "FOREARM", "HAND",   "HEAD",   "HEEL",      "HIP",
    "HUMERUS", "JAW",       "KIDNEY", "KNEE",    "LEG",     "LIVER",  "LSPINE", "MANDIBLE",  "MAXILLA",
    "NECK",    "NOSE",      "ORBIT",  "PATELLA", "PELVIS",  "RADIUS", "SACRUM", "SCAPULA",   "SHOULDER",
    "SINUS",   "SKULL",     "SPINE",  "SPLEEN",  "STOMACH", "THIGH",  "THUMB",  "TIBIA",     "TOE",
    "ULNA",    "WRIST",     "TEETH"};

std::vector<std::string> wordsOf(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0)
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

bool isOtherPart(const std::string& bodyPart) {
    constexpr std::array<std::string_view, 6> kChest{"CHEST", "THORAX", "TORAX", "LUNG", "RIB", "POUMON"};
    if (mentionsAny(bodyPart, kChest)) return false;
    const auto words = wordsOf(bodyPart);
    return std::any_of(words.begin(), words.end(), [](const std::string& word) { return isAny(word, kOtherParts); });
}

bool isDental(const GateFacts& facts) {
    constexpr std::array<std::string_view, 5> kDental{"DENTAL", "TEETH", "TOOTH", "PANORAM", "CEPHALO"};
    const std::string modality = upper(facts.modality);
    return modality == "PX" || modality == "IO" || mentionsAny(upper(facts.bodyPart), kDental) ||
           mentionsAny(upper(facts.descriptions), kDental);
}

bool isAnimal(const GateFacts& facts) {
    constexpr std::array<std::string_view, 3> kHuman{"", "HUMAN", "HOMO SAPIENS"};
    constexpr std::array<std::string_view, 4> kAnimal{"CANINE", "FELINE", "EQUINE", "VETERINAR"};
    return facts.hasBreed || !isAny(upper(facts.species), kHuman) || mentionsAny(upper(facts.descriptions), kAnimal);
}

}  // namespace

std::vector<domain::Warning> reasonsAgainstModel(const GateFacts& facts) {
    using enum domain::WarningCode;
    std::vector<domain::Warning> reasons;
    const auto refuseIf = [&](bool condition, domain::WarningCode code, std::vector<std::string> arguments = {}) {
        if (condition) reasons.push_back({code, std::move(arguments)});
    };
    refuseIf(!isRadiography(upper(facts.modality)), OtherModality, {facts.modality});
    refuseIf(isDental(facts), Dental);
    refuseIf(isOtherPart(upper(facts.bodyPart)), OtherBodyPart, {facts.bodyPart});
    refuseIf(isAnimal(facts), Animal);
    refuseIf(facts.isLateral, Lateral);
    refuseIf(facts.isRaw, RawPixels);
    refuseIf(facts.frames > 1, SeveralFrames, {std::to_string(facts.frames)});
    refuseIf(facts.isColor, Colour);
    const int shorter = std::min(facts.rows, facts.columns);
    const int longer = std::max(facts.rows, facts.columns);
    refuseIf(shorter < kSmallestSide, TooSmall,
             {std::to_string(facts.columns), std::to_string(facts.rows), std::to_string(kSmallestSide)});
    refuseIf(longer > kLargestAspect * shorter, TooNarrow);
    return reasons;
}

}  // namespace asg::io
