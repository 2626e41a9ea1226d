#include "core/review/read_only_store.h"

#include "core/base/translatable.h"
#include "core/review/folder_review_store.h"

namespace asg::review {
namespace {

base::Error refused() {
    return {base::ErrorCode::PermissionDenied,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "These decisions are here to be read; none can be added.")}};
}

class ReadOnlyLog final : public DecisionLog {
public:
    ReadOnlyLog(std::vector<domain::ReviewDecision> given, LogHead head)
        : m_given(std::move(given)), m_head(std::move(head)) {}

    [[nodiscard]] base::Result<domain::ReviewDecision> append(domain::ReviewDecision) override { return refused(); }
    [[nodiscard]] const std::vector<domain::ReviewDecision>& decisions() const override { return m_given; }
    [[nodiscard]] LogHead head() const override { return m_head; }
    [[nodiscard]] const std::vector<domain::Warning>& remarks() const override { return m_remarks; }

private:
    std::vector<domain::ReviewDecision> m_given;
    LogHead m_head;
    std::vector<domain::Warning> m_remarks;
};

}  // namespace

base::Result<std::unique_ptr<DecisionLog>> ReadOnlyStore::openLog(std::string_view) const {
    return std::unique_ptr<DecisionLog>(std::make_unique<ReadOnlyLog>(m_given, m_copy.head));
}

base::Result<std::vector<domain::ReviewDecision>> ReadOnlyStore::decisionsOn(std::string_view) const {
    return m_given;
}

base::Result<void> ReadOnlyStore::keepReport(std::string_view, std::string_view) const {
    return refused();
}

base::Result<std::optional<std::string>> ReadOnlyStore::report(std::string_view) const {
    return std::optional<std::string>{};
}

base::Result<std::optional<std::string>> ReadOnlyStore::reportText(std::string_view imageSha256,
                                                                   std::string_view reportSha256) const {
    return reportTextBeside(m_copy, imageSha256, reportSha256);
}

base::Result<void> ReadOnlyStore::keepReadFirst(const ReadFirst&) const {
    return refused();
}

}  // namespace asg::review
