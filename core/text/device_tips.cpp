#include "core/text/device_tips.h"

#include "core/text/members.h"
#include "core/text/spoken_sides.h"

#include <algorithm>

namespace asg::text {
namespace {

// "The tip of the line projects over the svc": what is said of the device is said of its tip.
void takePlaceOf(Mention& tip, const Mention& device, const SentenceParts& parts) {
    if (!isTip(tip, parts) || tip.placed() || !device.placed()) return;
    for (std::size_t j = tip.item + 1; j < device.item; ++j) {
        const Item& between = parts.items[j];
        if (!between.isAny(Kind::Preposition, Kind::Filler, Kind::Side) && !between.unknown()) return;
    }
    tip.regions = device.regions;
    tip.pointing = device.pointing;
    tip.regionWords = device.regionWords;
    tip.groups = device.groups;
}

// A drain is in its lung and as far as its tip; a line's own place is where its tip would be expected.
void reachTo(const Mention& tip, Mention& device) {
    const bool inside = std::ranges::all_of(tip.regions, [&](domain::RegionId region) {
        const auto parent = domain::parentRegion(region);
        return domain::regionSide(region) && parent &&
               std::ranges::find(device.regions, *parent) != device.regions.end();
    });
    if (device.pointing == Pointing::Implied && inside)
        std::erase_if(device.regions, [](auto region) { return domain::regionName(region).ends_with("angle"); });
    else if (device.pointing == Pointing::Implied)
        device.regions.clear();
    addRegions(device.regions, tip.regions);
    device.pointing = Pointing::Named;
    device.regionWords = device.regionWords ? device.regionWords : tip.regionWords;
}

}  // namespace

bool isTip(const Mention& mention, const SentenceParts& parts) {
    static const auto tip = domain::tagFromName("tip");
    return parts.ontology.findings[mention.finding].tag == tip;
}

void leaveLeadsOut(std::vector<Mention>& mentions, const SentenceParts& parts) {
    static const auto device = domain::tagFromName("device");
    const auto named = [&](const Mention& mention) { return parts.ontology.findings[mention.finding].tag == device; };
    if (std::ranges::none_of(mentions, named)) return;
    std::erase_if(mentions, [&](const Mention& mention) {
        return parts.ontology.findings[mention.finding].name == "device lead";
    });
}

void joinTips(std::vector<Mention>& mentions, const SentenceParts& parts) {
    for (std::size_t k = 0; k + 1 < mentions.size(); ++k) takePlaceOf(mentions[k], mentions[k + 1], parts);
    for (std::size_t k = mentions.size(); k-- > 1;) {
        const Mention& tip = mentions[k];
        const bool ends = isTip(tip, parts) && !tip.regions.empty();
        const bool device = Members(parts.items, parts.ontology).isDevice(mentions[k - 1].item);
        if (ends && device && !breakBetween(parts, mentions[k - 1].item, tip.item)) reachTo(tip, mentions[k - 1]);
    }
}

}  // namespace asg::text
