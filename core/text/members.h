#pragma once

#include "core/text/items.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace asg::text {

/// What an item is between the members of a sentence.
enum class Joint : std::uint8_t {
    None,
    Comma,  ///< a mark that joins equals
    And,    ///< a word that joins equals
    Or,     ///< joins equals of which one is meant
    With,
    Break  ///< a contrast or the end of a clause
};

[[nodiscard]] Joint jointOf(const Item& item);

/// What a sentence says between two joints, and whether it says it on its own. A scope that reaches a member from
/// outside goes on over a bare one ("…, effusion, …") and ends before one that stands alone.
struct Member {
    std::optional<std::size_t> head;  ///< its first finding or quality
    std::size_t end = 0;              ///< the joint behind it, or the end of the sentence
    bool cueFirst = false;            ///< a cue stands before anything is said
    bool interpreted = false;         ///< that cue keeps to an open denial ("to suggest")
    bool qualified = false;           ///< a degree, change, side, article or place of its own stands before its head
    bool asserted = false;            ///< a degree or change that nobody denies: small, stable
    bool sideOnly = true;             ///< nothing but sides and places qualify it
    bool predicate = false;           ///< a verb, change or state is said of it alone ("has worsened", "in place")
    bool seen = false;                ///< "is seen", "identified": a verb that a whole list can share
    bool placed = false;              ///< a place of its own stands behind its head
    bool device = false;              ///< its head is a tube, a line or the like
    Number number = Number::None;     ///< of its verb
};

/// Reads the members of one sentence. Every look is bounded, so reading stays linear.
class Members {
public:
    Members(std::span<const Item> items, const Ontology& ontology) : m_items(items), m_ontology(ontology) {}

    /// The member that begins at an item.
    [[nodiscard]] Member from(std::size_t first) const;
    /// Whether a list that goes on with this member comes to an "or" ("A, B or C").
    [[nodiscard]] bool listEndsInOr(const Member& member) const;
    /// Whether an item's finding is a tube, a line or another thing put into the patient.
    [[nodiscard]] bool isDevice(std::size_t item) const;
    /// Whether an item's finding is the tip of a device.
    [[nodiscard]] bool isTip(std::size_t item) const;
    /// Whether a cue holds for nothing that stands behind it.
    [[nodiscard]] bool neverForward(std::size_t cue) const;

private:
    void beforeHead(Member& member, std::size_t i, bool& subject) const;
    void behindHead(Member& member, std::size_t i) const;
    void setHead(Member& member, std::size_t i, bool subject) const;
    [[nodiscard]] bool placeFollows(std::size_t preposition) const;
    [[nodiscard]] bool standsAtSide(std::size_t i) const;
    [[nodiscard]] bool statementFollows(std::size_t i) const;
    [[nodiscard]] bool sharedVerbFollows(std::size_t copula) const;

    std::span<const Item> m_items;
    const Ontology& m_ontology;
};

}  // namespace asg::text
