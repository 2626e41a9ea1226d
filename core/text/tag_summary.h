#pragma once

#include "core/domain/report.h"

#include <map>
#include <set>

namespace asg::text {

/// Takes one more statement of a tag into a report's summary: present wins over uncertain, uncertain over absent.
void addToTags(std::map<domain::TagId, domain::Existence>& tags, domain::TagId tag, domain::Existence existence);

/// What the report says of each tag: the latest addendum that speaks of it holds, else the report itself; a denial in a
/// sentence that was not understood says nothing. Among what holds, present wins over uncertain, uncertain over absent.
[[nodiscard]] std::map<domain::TagId, domain::Existence> tagsSaid(const domain::Report& report);

/// The tags that a coder who indexes the report would list (measured on Open-i's manual codes, docs/accuracy.md): what
/// is present, and what is uncertain as probable, as borderline or as one of the findings named ("scarring or
/// atelectasis"); not what is merely possible ("may represent"), nor what an addendum took back.
[[nodiscard]] std::set<domain::TagId> indexedTags(const domain::Report& report);

}  // namespace asg::text
