#pragma once

#include <array>
#include <string>
#include <vector>

namespace asg::regions {

/// Share of real frontal chest X-rays that are to pass without a warning, a little above what the project asks (0.98):
/// the threshold is chosen on other pictures than those that it will see.
inline constexpr double kPassing = 0.985;

/// The same for the warning of a mirrored picture alone where a mirror head raises it: 0.03 of the pictures as they
/// were taken are warned of wrongly for it.
inline constexpr double kPassingMirrorHead = 0.97;

/// From which probability on the gate warns where no cross-validation says better, and never below.
inline constexpr double kWarnedFrom = 0.5;

/// A real picture and the largest probability, 0..1, that the gate gave any of the warnings of one threshold.
struct PassingPicture {
    std::string patient;
    double strongest = 0;
};

/// From which probability on the gate warns: the lowest, but at least kWarnedFrom, at which that share of the pictures
/// passes. kWarnedFrom without pictures.
[[nodiscard]] double gateThreshold(const std::vector<PassingPicture>& pictures, double passing);

/// For each patient the threshold that the pictures of other patients give, so that figures of pictures are not those
/// of the ones that it was chosen on.
class CrossFittedThreshold {
public:
    CrossFittedThreshold(const std::vector<PassingPicture>& pictures, double passing);
    /// Also for a patient of whom there was no picture.
    [[nodiscard]] double of(const std::string& patient) const;

private:
    std::array<double, 5> m_byPart{};
};

}  // namespace asg::regions
