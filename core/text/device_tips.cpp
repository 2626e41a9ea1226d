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

// "Left subclavian line", "port in the right chest wall": all its places are where it comes in.
bool isAtEntry(const Mention& device, const Ontology& ontology) {
    if (device.pointing != Pointing::Named || !device.placed()) return false;
    return std::ranges::all_of(device.groups, [&](const PlaceGroup* group) {
        return std::ranges::all_of(group->places, [&](const PlaceUse& use) {
            const PlaceRole role = ontology.places[use.place].role;
            return !use.points || role == PlaceRole::Entry || role == PlaceRole::Sided;
        });
    });
}

// A drain is in its lung and as far as its tip; a line's own place is where its tip would be expected.
void reachTo(const Mention& tip, Mention& device, const Ontology& ontology) {
    const bool inside = std::ranges::all_of(tip.regions, [&](domain::RegionId region) {
        const auto parent = domain::parentRegion(region);
        return domain::regionSide(region) && parent &&
               std::ranges::find(device.regions, *parent) != device.regions.end();
    });
    const bool holds = inside && device.side;  // "left chest drain, tip at the apex"
    if ((device.pointing == Pointing::Implied && !holds) || isAtEntry(device, ontology)) device.regions.clear();
    addRegions(device.regions, tip.regions);
    device.pointing = Pointing::Named;
    device.regionWords = device.regionWords ? device.regionWords : tip.regionWords;
}

bool isTip(std::uint16_t finding, const Ontology& ontology) {
    static const auto tip = domain::tagFromName("tip");
    return ontology.findings[finding].tag == tip;
}

// The device before a tip, and what else names it ("chest port, catheter tip in the svc").
void reachToDevices(std::vector<Mention>& mentions, std::size_t tip, const SentenceParts& parts) {
    const Members members(parts.items, parts.ontology);
    const auto tagOf = [&](const Mention& mention) { return parts.ontology.findings[mention.finding].tag; };
    for (std::size_t j = tip; j-- > 0;) {
        const bool again = j + 1 < tip;
        if (again && (tagOf(mentions[j]) != tagOf(mentions[tip - 1]) || mentions[j].pointing != Pointing::Implied))
            return;
        if (!members.isDevice(mentions[j].item) || breakBetween(parts, mentions[j].item, mentions[tip].item)) return;
        reachTo(mentions[tip], mentions[j], parts.ontology);
    }
}

bool isOfHeart(const Mention& device, const Ontology& ontology) {
    static const auto pacemaker = domain::tagFromName("pacemaker");
    static const auto defibrillator = domain::tagFromName("device");
    const auto tag = ontology.findings[device.finding].tag;
    return tag == pacemaker || tag == defibrillator;
}

// "Left chest wall pacemaker with leads in the right atrium": it is where its leads are.
void leaveEntries(std::vector<Mention>& mentions, const SentenceParts& parts) {
    const Members members(parts.items, parts.ontology);
    for (Mention& device : mentions) {
        const bool expected = device.pointing == Pointing::Implied && !isTip(device.finding, parts.ontology);
        if (!members.isDevice(device.item) || !(expected || isAtEntry(device, parts.ontology))) continue;
        const auto end = std::ranges::find_if(mentions, [&](const Mention& other) {
            const Finding& finding = parts.ontology.findings[other.finding];
            const bool lead = finding.name == "device lead" && isOfHeart(device, parts.ontology);
            const bool ends = lead || (!expected && isTip(other.finding, parts.ontology));
            return ends && other.item > device.item && other.placed() && !isAtEntry(other, parts.ontology);
        });
        if (end == mentions.end() || breakBetween(parts, device.item, end->item)) continue;
        device.regions = end->regions;
        device.pointing = Pointing::Named;
    }
}

}  // namespace

bool isTip(const Mention& mention, const SentenceParts& parts) {
    return isTip(mention.finding, parts.ontology);
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
        if (isTip(tip, parts) && !tip.regions.empty()) reachToDevices(mentions, k, parts);
    }
    leaveEntries(mentions, parts);
}

}  // namespace asg::text
