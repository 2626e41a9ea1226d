#include "core/analysis/cardiothoracic.h"

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/whole_number.h"
#include "core/domain/patient_age.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

namespace asg::analysis {
namespace {

using base::Box;
using base::Point;
using domain::RegionBox;

// The heart lies oblique in its box: like an ellipse whose long axis runs down to the patient's left. How much of that
// there is, was chosen so that copies of 60 pictures that were turned by 8° kept their ratio.
constexpr double kHeartObliquity = 0.3;
// Nobody is turned that far in a frontal picture: the boxes are wrong.
constexpr double kFarthestTilt = std::numbers::pi / 8;
// Where the lines are drawn, from the upper edge of the boxes: near the widest places, and never over each other.
constexpr double kHeartWidestAt = 0.5;
constexpr double kThoraxWidestAt = 0.92;
// One in twenty of the PA pictures of the data is farther out than this.
constexpr double kTurnedFrom = 0.07;    ///< difference of the clavicles' distances from the spine, of thorax widths
constexpr double kInspiredFrom = 0.71;  ///< lungs' height, of thorax widths
constexpr int kAdultFromYears = 18;
constexpr std::uintmax_t kLargestCard = 4U << 20U;

/// The model's own boxes by name, in a plane where both axes have the same unit.
class RegionsInPlane {
public:
    RegionsInPlane(std::span<const RegionBox> regions, const std::optional<domain::PixelSpacing>& spacing)
        : m_regions(regions) {
        if (spacing && spacing->columnMm > 0 && spacing->rowMm > 0) m_unit = {spacing->columnMm, spacing->rowMm};
    }
    [[nodiscard]] std::optional<Box> boxOf(std::string_view region) const {
        const auto id = domain::regionFromName(region);
        const auto found = std::ranges::find_if(m_regions, [&](const RegionBox& box) {
            return id && box.region == *id && box.origin == domain::RegionOrigin::Model;
        });
        if (found == m_regions.end() || found->boxInImagePixels.empty()) return std::nullopt;
        const Box& box = found->boxInImagePixels;
        return Box{box.x1 * m_unit.x, box.y1 * m_unit.y, box.x2 * m_unit.x, box.y2 * m_unit.y};
    }
    [[nodiscard]] Point inPixels(Point inPlane) const { return {inPlane.x / m_unit.x, inPlane.y / m_unit.y}; }

private:
    std::span<const RegionBox> m_regions;
    Point m_unit{1, 1};
};

struct Chest {
    Box heart;
    Box rightLung;
    Box leftLung;
    [[nodiscard]] double width() const { return leftLung.x2 - rightLung.x1; }
};

std::optional<Chest> chestOf(const RegionsInPlane& regions) {
    const auto heart = regions.boxOf("cardiac silhouette");
    const auto right = regions.boxOf("right lung");
    const auto left = regions.boxOf("left lung");
    if (!heart || !right || !left || left->center().x <= right->center().x) return std::nullopt;
    return Chest{*heart, *right, *left};
}

/// Of the way from one point to another, clockwise from "to the right".
double angleOf(Point from, Point to) {
    return std::atan2(to.y - from.y, to.x - from.x);
}

/// The patient's right-to-left axis, in radians clockwise: the mean of what is known of it. The lungs' tops, and not
/// their middles: a heart and a liver do not move those.
double tiltOf(const Chest& chest, const RegionsInPlane& regions) {
    std::vector<double> angles{
        angleOf({chest.rightLung.center().x, chest.rightLung.y1}, {chest.leftLung.center().x, chest.leftLung.y1})};
    const auto right = regions.boxOf("right clavicle");
    const auto left = regions.boxOf("left clavicle");
    if (right && left && left->center().x > right->center().x)
        angles.push_back(angleOf(right->center(), left->center()));
    const auto trachea = regions.boxOf("trachea");
    const auto spine = regions.boxOf("spine");
    if (trachea && spine && spine->center().y > trachea->center().y)
        angles.push_back(angleOf(trachea->center(), spine->center()) - std::numbers::pi / 2);
    double sum = 0;
    for (const double angle : angles) sum += angle;
    return sum / static_cast<double>(angles.size());
}

/// Half as wide as an ellipse is across the patient who leans by `tilt`, where it fills a box of the picture.
/// `obliquity` is the share of its cross term in the patient's frame. Its squared half widths add up to the same in
/// every frame; their difference is found step by step, as the cross term depends on it.
double halfAcross(const Box& box, double tilt, double obliquity) {
    constexpr int kSteps = 8;
    const double across = box.width() * box.width() / 4;
    const double down = box.height() * box.height() / 4;
    const double sum = across + down;
    double difference = across - down;
    for (int step = 0; step < kSteps; ++step) {
        const double cross = obliquity * std::sqrt(std::max(0.0, sum * sum - difference * difference));
        difference = (across - down + cross * std::sin(2 * tilt)) / std::cos(2 * tilt);
    }
    return std::sqrt(std::max(0.0, (sum + difference) / 2));
}

/// Where it begins and ends along the axis.
std::pair<double, double> extentAcross(const Box& box, double tilt, double obliquity) {
    const double half = halfAcross(box, tilt, obliquity);
    const double middle = box.center().x * std::cos(tilt) + box.center().y * std::sin(tilt);
    return {middle - half, middle + half};
}

/// The line along a direction through a place, from and to where the extent begins and ends.
void addLine(std::vector<Point>& points, Point through, Point direction, std::pair<double, double> extent) {
    const double at = through.x * direction.x + through.y * direction.y;
    for (const double end : {extent.first, extent.second})
        points.push_back({through.x + (end - at) * direction.x, through.y + (end - at) * direction.y});
}

/// YYYYMMDD as three numbers in one; nothing where it is no date.
std::optional<int> dateOf(std::string_view stored) {
    constexpr std::size_t kDigits = 8;
    int date = 0;
    if (stored.size() != kDigits) return std::nullopt;
    const auto [end, failed] = std::from_chars(stored.data(), stored.data() + stored.size(), date);
    return failed == std::errc() && end == stored.data() + stored.size() && date > 0 ? std::optional(date)
                                                                                     : std::nullopt;
}

bool isChild(const domain::StudyText& text) {
    const auto born = dateOf(text.patientBirthDate);
    const auto taken = dateOf(text.studyDate);
    constexpr int kYear = 10'000;
    if (born && taken && *taken >= *born) return *taken - *born < kAdultFromYears * kYear;
    const auto age = domain::ageFrom(text.patientAge);
    return age && age->isBelow(kAdultFromYears);
}

bool isTurned(const Chest& chest, const RegionsInPlane& regions) {
    const auto right = regions.boxOf("right clavicle");
    const auto left = regions.boxOf("left clavicle");
    const auto spine = regions.boxOf("spine");
    if (!right || !left || !spine) return false;
    const double toRight = spine->center().x - right->x2;
    const double toLeft = left->x1 - spine->center().x;
    return std::abs(toRight - toLeft) > kTurnedFrom * chest.width();
}

bool isPoorlyInspired(const Chest& chest) {
    return (chest.rightLung.height() + chest.leftLung.height()) / 2 < kInspiredFrom * chest.width();
}

}  // namespace

std::optional<CardiothoracicWidths> cardiothoracicWidths(std::span<const RegionBox> regions,
                                                         const std::optional<domain::PixelSpacing>& spacing) {
    const RegionsInPlane plane(regions, spacing);
    const auto chest = chestOf(plane);
    if (!chest) return std::nullopt;
    const double tilt = tiltOf(*chest, plane);
    if (std::abs(tilt) > kFarthestTilt) return std::nullopt;
    const Point across{std::cos(tilt), std::sin(tilt)};
    const auto heart = extentAcross(chest->heart, tilt, kHeartObliquity);
    const std::pair thorax{extentAcross(chest->rightLung, tilt, 0).first,
                           extentAcross(chest->leftLung, tilt, 0).second};
    const double heartWidth = heart.second - heart.first;
    const double thoraxWidth = thorax.second - thorax.first;
    if (!(heartWidth > 0 && thoraxWidth > heartWidth)) return std::nullopt;

    CardiothoracicWidths widths;
    widths.ratio = heartWidth / thoraxWidth;
    widths.tiltDegrees = tilt * 180 / std::numbers::pi;
    const Box lungs = base::enclosing(chest->rightLung, chest->leftLung);
    addLine(widths.pointsInPixels, {chest->heart.center().x, chest->heart.y1 + kHeartWidestAt * chest->heart.height()},
            across, heart);
    addLine(widths.pointsInPixels, {lungs.center().x, lungs.y1 + kThoraxWidestAt * lungs.height()}, across, thorax);
    for (Point& point : widths.pointsInPixels) point = plane.inPixels(point);
    return widths;
}

std::vector<CardiothoracicCaution> cardiothoracicCautions(const domain::Radiograph& radiograph,
                                                          std::span<const RegionBox> regions) {
    std::vector<CardiothoracicCaution> cautions;
    if (radiograph.view == domain::View::AP) cautions.push_back(CardiothoracicCaution::AnteriorPosterior);
    if (radiograph.view == domain::View::Unknown) cautions.push_back(CardiothoracicCaution::ViewNotSaid);
    const RegionsInPlane plane(regions, radiograph.spacing);
    if (const auto chest = chestOf(plane)) {
        if (isTurned(*chest, plane)) cautions.push_back(CardiothoracicCaution::Turned);
        if (isPoorlyInspired(*chest)) cautions.push_back(CardiothoracicCaution::PoorInspiration);
    }
    if (isChild(radiograph.text)) cautions.push_back(CardiothoracicCaution::Child);
    return cautions;
}

std::optional<CardiothoracicError> readCardiothoracicError(const std::filesystem::path& modelFolder) {
    const auto content = base::readFile(modelFolder / "card.json", kLargestCard);
    if (!content) return std::nullopt;
    const auto card = base::jsonFromText(*content);
    if (!card || !card->is_object()) return std::nullopt;
    try {
        const auto& figures = card->at("cardiothoracicOnHeldOut");
        CardiothoracicError error{card->at("sha256").get<std::string>(),
                                  figures.at("within95").at("value").get<double>(),
                                  base::wholeNumber<int>(figures.at("within95").at("count"))};
        return std::isfinite(error.within95) && error.within95 >= 0 ? std::optional(std::move(error)) : std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace asg::analysis
