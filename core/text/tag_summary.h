#pragma once

#include "core/domain/report.h"

#include <map>

namespace asg::text {

/// Takes one more statement of a tag into a report's summary: present wins over uncertain, uncertain over absent.
void addToTags(std::map<domain::TagId, domain::Existence>& tags, domain::TagId tag, domain::Existence existence);

}  // namespace asg::text
