#pragma once

#include "core/text/labels.h"

#include <optional>

namespace asg::text {

/// The value of a name ("Effusion: none, as before").
struct NamedValue {
    ValueEffect effect = ValueEffect::Unsaid;
    TokenRange words;
    TokenRange rest;  ///< what is said besides
};

/// The value with which what stands behind a label begins: a word of values.tsv, a sign, a ticked box, one of two words
/// in brackets. Nothing where it is no such value ("no change"). `boxesAreTicked`: an empty box denies.
[[nodiscard]] std::optional<NamedValue> namedValue(const TokenText& text, TokenRange body, const Label& label,
                                                   bool boxesAreTicked, const Ontology& ontology);

}  // namespace asg::text
