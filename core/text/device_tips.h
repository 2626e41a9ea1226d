#pragma once

#include "core/text/finding_places.h"

#include <vector>

namespace asg::text {

/// Whether a mention is of a tip ("the tip of the line"), not of a whole device.
[[nodiscard]] bool isTip(const Mention& mention, const SentenceParts& parts);

/// A tip is where its device ends, and the device reaches there: places said of one of the two are said of the other.
void joinTips(std::vector<Mention>& mentions, const SentenceParts& parts);

/// The leads of a device that is named beside them are part of it ("ICD with leads unchanged").
void leaveLeadsOut(std::vector<Mention>& mentions, const SentenceParts& parts);

}  // namespace asg::text
