#include "core/session/model_sight.h"

#include "core/base/translatable.h"

#include <utility>

namespace asg::session {

ModelSight::ModelSight(std::shared_ptr<const review::ReviewStore> store, std::string study, std::string reader)
    : m_store(std::move(store)), m_study(std::move(study)), m_reader(std::move(reader)) {}

void ModelSight::setReader(std::string reader) {
    m_reader = std::move(reader);
    m_hasHidden = false;
}

base::Result<void> ModelSight::look() {
    const auto setting = m_store->readFirst();
    m_now.byReader = setting && setting->holdsFor(m_reader);
    m_now.byStudy = !setting || setting->studies.contains(m_study);
    return setting ? base::Result<void>{} : setting.error();
}

base::Result<void> ModelSight::set(ReadFirstBy by, bool on) {
    if (by == ReadFirstBy::Reader && m_reader.empty())
        return base::Error{
            base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "Say first who reads: reading first goes by the name.")}};
    auto setting = m_store->readFirst();
    if (!setting) return setting.error();
    auto& names = by == ReadFirstBy::Reader ? setting->readers : setting->studies;
    const auto& name = by == ReadFirstBy::Reader ? m_reader : m_study;
    if (on)
        names.insert(name);
    else
        names.erase(name);
    return m_store->keepReadFirst(*setting);
}

bool ModelSight::mustHide(const review::OwnReading& own) const {
    return m_now.holds() && !own.hasSeenModel && own.committed.empty() && !m_shownTo.contains(m_reader);
}

void ModelSight::hide() {
    m_now.hidesModel = true;
    m_hasHidden = true;
}

void ModelSight::show(bool hasOpinion) {
    m_now.hidesModel = false;
    if (hasOpinion) m_shownTo.insert(m_reader);
}

std::string studyIdOf(const domain::Radiograph& radiograph) {
    const auto& uid = radiograph.text.studyInstanceUid;
    return uid.empty() ? radiograph.sha256 : uid;
}

}  // namespace asg::session
