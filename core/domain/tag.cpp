#include "core/domain/tag.h"

#include "core/base/resources.h"
#include "core/domain/tag_table.h"

namespace asg::domain {
namespace {

const base::Result<TagTable>& sharedTable() {
    static const auto table = TagTable::read(base::resourceFolder() / "ontology" / "tags.tsv");
    return table;
}

const TagTable& tags() noexcept {
    static const TagTable none;
    return sharedTable() ? *sharedTable() : none;
}

}  // namespace

std::span<const TagId> allTags() noexcept {
    return tags().all();
}

std::size_t tagCount() noexcept {
    return allTags().size();
}

std::span<const TagId> publishedTags() noexcept {
    return tags().published();
}

std::string_view tagName(TagId tag) noexcept {
    return tags().name(tag);
}

std::optional<TagId> tagFromName(std::string_view name) noexcept {
    return tags().fromName(name);
}

base::Result<void> tagsRead() {
    if (!sharedTable()) return sharedTable().error();
    return {};
}

}  // namespace asg::domain
