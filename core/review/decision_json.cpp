#include "core/review/decision_json.h"

#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "core/review/in_force.h"
#include "core/review/measurement_json.h"
#include "core/review/own_reading_json.h"
#include "core/review/reading_json.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace asg::review {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::BoxVerdict;
using domain::Correction;
using domain::LinkVerdict;
using domain::MeasurementChange;
using domain::ReviewDecision;
using domain::TakenBack;
using domain::TextSpan;
using nlohmann::ordered_json;

constexpr int kFormat = 2;

ordered_json spansJson(const std::vector<TextSpan>& spans) {
    auto list = ordered_json::array();
    for (const auto& span : spans) list.push_back(text::spanJson(span));
    return list;
}

std::vector<TextSpan> spansFromJson(const ordered_json& list) {
    std::vector<TextSpan> spans;
    for (const auto& span : list) spans.push_back(spanFromJson(span));
    return spans;
}

/// A box fits or it does not: the same two words as for a link.
domain::ReviewVerdict verdictOn(const BoxVerdict& box) {
    return box.fits ? domain::ReviewVerdict::Accepted : domain::ReviewVerdict::Rejected;
}

ordered_json edgesJson(const base::Box& box) {
    return {box.x1, box.y1, box.x2, box.y2};
}

ordered_json edgesJson(const std::optional<base::Box>& box) {
    return box ? edgesJson(*box) : ordered_json(nullptr);
}

/// Writes what a decision says, each kind under its name.
struct AddContent {
    ordered_json& object;
    std::uint64_t reverts;

    void operator()(const LinkVerdict& link) const {
        object["kind"] = "link";
        object["verdict"] = domain::name(link.verdict);
        if (link.code) object["code"] = domain::name(*link.code);
        object["sentences"] = spansJson(link.sentences);
        object["regions"] = text::regionNamesJson(link.regions);
    }
    void operator()(const BoxVerdict& box) const {
        object["kind"] = "box";
        object["verdict"] = domain::name(verdictOn(box));
        object["region"] = domain::regionName(box.region);
        object["box"] = edgesJson(box.boxInImagePixels);
    }
    void operator()(const domain::BoxCorrection& drawn) const {
        object["kind"] = "box drawn";
        object["region"] = domain::regionName(drawn.region);
        object["before"] = edgesJson(drawn.before);
        object["after"] = edgesJson(drawn.after);
    }
    void operator()(const Correction& correction) const {
        object["kind"] = "correction";
        object["sentence"] = text::spanJson(correction.sentence);
        object["before"] = readingJson(correction.before);
        object["after"] = correction.after ? readingJson(*correction.after) : ordered_json(nullptr);
    }
    void operator()(const MeasurementChange& change) const {
        object["kind"] = "measurement";
        object["drawnBy"] = change.drawnBy != 0 ? ordered_json(change.drawnBy) : ordered_json(nullptr);
        object["after"] = change.after ? measurementJson(*change.after) : ordered_json(nullptr);
    }
    void operator()(const domain::StatementChange& change) const {
        object["kind"] = "finding";
        object["statedBy"] = change.statedBy != 0 ? ordered_json(change.statedBy) : ordered_json(nullptr);
        object["after"] = change.after ? statementJson(*change.after) : ordered_json(nullptr);
    }
    void operator()(const domain::ReadingCommit&) const { object["kind"] = "commit"; }
    void operator()(const domain::ModelSeen& seen) const {
        object["kind"] = "model seen";
        object["kinds"] = seenKindsJson(seen.kinds);
    }
    void operator()(const domain::ChangeVerdict& change) const {
        object["kind"] = "change";
        object["verdict"] =
            domain::name(change.holds ? domain::ReviewVerdict::Accepted : domain::ReviewVerdict::Rejected);
        object["sentence"] = text::spanJson(change.sentence);
        object["change"] = domain::name(change.change);
        object["regions"] = text::regionNamesJson(change.regions);
        object["prior"] = change.priorSha256;
    }
    void operator()(const domain::KeyMark& key) const {
        object["kind"] = "key image";
        object["frame"] = key.frame;
        object["marked"] = key.marked;
    }
    void operator()(const TakenBack&) const {
        object["kind"] = "taken back";
        object["reverts"] = reverts;
    }
};

domain::ReviewVerdict verdictFromJson(const ordered_json& value) {
    const auto said = value.get<std::string>();
    if (const auto verdict = domain::reviewVerdictFromName(said)) return *verdict;
    throw std::invalid_argument("unknown verdict \"" + said + "\"");
}

/// Accepted or rejected; `what` can be nothing else.
bool isAccepted(const ordered_json& verdict, const char* what) {
    const auto said = verdictFromJson(verdict);
    if (said != domain::ReviewVerdict::Accepted && said != domain::ReviewVerdict::Rejected)
        throw std::invalid_argument(std::string(what) + " is accepted or rejected");
    return said == domain::ReviewVerdict::Accepted;
}

std::optional<domain::RejectCode> codeFromJson(const ordered_json& object, domain::ReviewVerdict verdict) {
    const auto found = object.find("code");
    if (found == object.end()) return std::nullopt;
    const auto said = found->get<std::string>();
    const auto code = domain::rejectCodeFromName(said);
    if (!code) throw std::invalid_argument("unknown code \"" + said + "\"");
    if (verdict != domain::ReviewVerdict::Rejected)
        throw std::invalid_argument("a code says what is wrong with what was rejected");
    return code;
}

LinkVerdict linkFromJson(const ordered_json& object) {
    const auto verdict = verdictFromJson(object.at("verdict"));
    return {spansFromJson(object.at("sentences")), regionsFromJson(object.at("regions")), verdict,
            codeFromJson(object, verdict)};
}

base::Box edgesFromJson(const ordered_json& edges) {
    return {edges.at(0).get<double>(), edges.at(1).get<double>(), edges.at(2).get<double>(), edges.at(3).get<double>()};
}

domain::RegionId regionFromJson(const ordered_json& name) {
    return regionsFromJson(ordered_json::array({name})).front();
}

BoxVerdict boxFromJson(const ordered_json& object) {
    return {regionFromJson(object.at("region")), edgesFromJson(object.at("box")),
            isAccepted(object.at("verdict"), "a box")};
}

domain::BoxCorrection boxCorrectionFromJson(const ordered_json& object) {
    domain::BoxCorrection drawn{regionFromJson(object.at("region")), {}, {}};
    if (const auto& before = object.at("before"); !before.is_null()) drawn.before = edgesFromJson(before);
    if (const auto& after = object.at("after"); !after.is_null()) drawn.after = edgesFromJson(after);
    if (drawn.after && drawn.after->empty()) throw std::invalid_argument("a box that was drawn has an extent");
    return drawn;
}

domain::SentenceReading heldReading(const ordered_json& object) {
    auto reading = readingFromJson(object);
    if (!reading) throw std::invalid_argument(reading.error().text);
    return std::move(*reading);
}

domain::ChangeVerdict changeFromJson(const ordered_json& object) {
    const auto said = object.at("change").get<std::string>();
    for (const auto change : {domain::Change::New, domain::Change::Better, domain::Change::Worse,
                              domain::Change::Unchanged, domain::Change::Resolved})
        if (domain::name(change) == said)
            return {spanFromJson(object.at("sentence")), change, regionsFromJson(object.at("regions")),
                    object.at("prior").get<std::string>(), isAccepted(object.at("verdict"), "a change")};
    throw std::invalid_argument("unknown change \"" + said + "\"");
}

domain::KeyMark keyMarkFromJson(const ordered_json& object) {
    const auto frame = base::wholeNumber<int>(object.at("frame"));
    if (frame < 1) throw std::invalid_argument("frames count from 1");
    return {frame, object.at("marked").get<bool>()};
}

Correction correctionFromJson(const ordered_json& object) {
    Correction correction{spanFromJson(object.at("sentence")), heldReading(object.at("before")), {}};
    if (const auto& after = object.at("after"); !after.is_null()) correction.after = heldReading(after);
    return correction;
}

/// Whether a decision before it drew what it changes or deletes.
bool isOfMeasurement(const MeasurementChange& change, std::span<const ReviewDecision> earlier) {
    if (change.drawnBy == 0) return change.after.has_value();
    const auto* drawn = decisionOf(earlier, change.drawnBy);
    const auto* drawing = drawn == nullptr ? nullptr : drawn->as<MeasurementChange>();
    return drawing != nullptr && drawing->drawnBy == 0;
}

Result<MeasurementChange> measurementChangeFromJson(const ordered_json& object,
                                                    std::span<const ReviewDecision> earlier) {
    MeasurementChange change;
    if (const auto& drawnBy = object.at("drawnBy"); !drawnBy.is_null())
        change.drawnBy = base::wholeNumber<std::uint64_t>(drawnBy);
    if (const auto& after = object.at("after"); !after.is_null()) {
        auto measurement = measurementFromJson(after);
        if (!measurement) return measurement.error();
        change.after = std::move(*measurement);
    }
    if (!isOfMeasurement(change, earlier))
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "it changes a measurement that is not there")}};
    return change;
}

std::optional<domain::Seen> seenFromJson(const ordered_json& object) {
    const auto found = object.find("seen");
    if (found == object.end()) return std::nullopt;
    return domain::Seen{base::wholeNumber<std::uint64_t>(found->at("decisions")), found->at("model").get<bool>(),
                        found->at("others").get<bool>()};
}

std::optional<domain::Asked> askedFromJson(const ordered_json& object) {
    const auto found = object.find("asked");
    if (found == object.end()) return std::nullopt;
    return domain::Asked{found->at("project").get<std::string>(), found->at("guideline").get<std::string>(),
                         found->at("order").get<std::string>(), base::wholeNumber<std::uint64_t>(found->at("place")),
                         found->at("repeat").get<bool>()};
}

/// The envelope, with nothing in it yet.
ReviewDecision envelopeFromJson(const ordered_json& object) {
    ReviewDecision decision;
    decision.sequence = base::wholeNumber<std::uint64_t>(object.at("sequence"));
    decision.time = object.at("time").get<std::string>();
    decision.reader = object.at("reader").get<std::string>();
    decision.reason = object.at("reason").get<std::string>();
    decision.imageSha256 = object.at("image").get<std::string>();
    decision.reportSha256 = object.at("report").get<std::string>();
    decision.modelSha256 = object.at("model").get<std::string>();
    decision.givenOn = object.value("givenOn", std::string());
    decision.seen = seenFromJson(object);
    decision.asked = askedFromJson(object);
    return decision;
}

Error unknownKind(const std::string& kind) {
    return {ErrorCode::Unsupported,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "a decision of the kind \"%1\""), {kind}}};
}

Result<ReviewDecision> readDecision(const ordered_json& object, std::span<const ReviewDecision> earlier) {
    auto decision = envelopeFromJson(object);
    const auto kind = object.at("kind").get<std::string>();
    if (kind == "link") {
        decision.content = linkFromJson(object);
    } else if (kind == "box") {
        decision.content = boxFromJson(object);
    } else if (kind == "box drawn") {
        decision.content = boxCorrectionFromJson(object);
    } else if (kind == "correction") {
        decision.content = correctionFromJson(object);
    } else if (kind == "measurement") {
        auto change = measurementChangeFromJson(object, earlier);
        if (!change) return change.error();
        decision.content = std::move(*change);
    } else if (kind == "finding") {
        auto change = statementChangeFromJson(object, earlier);
        if (!change) return change.error();
        decision.content = std::move(*change);
    } else if (kind == "change") {
        decision.content = changeFromJson(object);
    } else if (kind == "key image") {
        decision.content = keyMarkFromJson(object);
    } else if (kind == "commit") {
        decision.content = domain::ReadingCommit{};
    } else if (kind == "model seen") {
        decision.content = modelSeenFromJson(object);
    } else if (kind == "taken back") {
        decision.reverts = base::wholeNumber<std::uint64_t>(object.at("reverts"));
        decision.content = TakenBack{};
        const auto* subject = subjectOf(earlier, decision);
        if (subject == nullptr)
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "it takes back a decision that is not there")}};
        if (subject->as<domain::ModelSeen>() != nullptr)
            return Error{ErrorCode::InvalidData,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "it takes back what was seen")}};
    } else {
        return unknownKind(kind);
    }
    return decision;
}

/// A verdict that was withdrawn said nothing of its own: it took one back.
LinkVerdict verdictOfFormat1(const ordered_json& object) {
    const auto& said = object.at("verdict");
    return {spansFromJson(object.at("spans")), regionsFromJson(object.at("regions")),
            said == "withdrawn" ? domain::ReviewVerdict::Accepted : verdictFromJson(said)};
}

Result<ReviewDecision> readFormat1(const ordered_json& object, std::span<const ReviewDecision> earlier) {
    auto decision = envelopeFromJson(object);
    // Journals of before there were corrections name no kind.
    const auto kind = object.value("kind", std::string("verdict"));
    if (kind == "correction")
        decision.content = correctionFromJson(object);
    else if (kind == "verdict")
        decision.content = verdictOfFormat1(object);
    else
        return unknownKind(kind);
    const auto reverts = object.contains("reverts") ? base::wholeNumber<std::uint64_t>(object.at("reverts")) : 0;
    const auto* reverted = decisionOf(earlier, reverts);
    const auto* subject = reverted == nullptr ? nullptr : subjectOf(earlier, *reverted);
    if (subject != nullptr && subject->content.index() == decision.content.index()) {
        decision.content = TakenBack{};
        decision.reverts = reverts;
    } else if (object.at("verdict") == "withdrawn") {
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "it withdraws a verdict that is not there")}};
    }
    return decision;
}

}  // namespace

ordered_json decisionJson(const ReviewDecision& decision) {
    ordered_json object{
        {"format", kFormat}, {"sequence", decision.sequence}, {"time", decision.time}, {"reader", decision.reader}};
    std::visit(AddContent{object, decision.reverts}, decision.content);
    object["reason"] = decision.reason;
    object["image"] = decision.imageSha256;
    object["report"] = decision.reportSha256;
    object["model"] = decision.modelSha256;
    if (decision.seen)
        object["seen"] = {{"decisions", decision.seen->decisions},
                          {"model", decision.seen->model},
                          {"others", decision.seen->others}};
    if (decision.asked)
        object["asked"] = {{"project", decision.asked->project},
                           {"guideline", decision.asked->guideline},
                           {"order", decision.asked->order},
                           {"place", decision.asked->place},
                           {"repeat", decision.asked->repeat}};
    if (!decision.givenOn.empty()) object["givenOn"] = decision.givenOn;
    return object;
}

Result<ReviewDecision> decisionFromJson(const ordered_json& object, std::span<const ReviewDecision> earlier) {
    try {
        const int format = object.contains("format") ? base::wholeNumber<int>(object.at("format")) : 1;
        if (format > kFormat)
            return Error{ErrorCode::Unsupported, base::Sentence{QT_TRANSLATE_NOOP("Error", "a decision of format %1"),
                                                                {std::to_string(format)}}};
        return format == 1 ? readFormat1(object, earlier) : readDecision(object, earlier);
    } catch (const nlohmann::json::exception& failure) {
        return Error{ErrorCode::InvalidData, failure.what()};
    } catch (const std::invalid_argument& failure) {
        return Error{ErrorCode::InvalidData, failure.what()};
    }
}

}  // namespace asg::review
