#include "core/session/workplace.h"

#include "core/io/prepare_decoding.h"

#include <utility>

namespace asg::session {

Workplace::Workplace(Services services)
    : m_services(std::move(services)),
      m_pictures(m_services.thumbnails),
      m_model(m_services.loadModel),
      m_second(m_services.loadSecond),
      m_writer(jobs::AtEnd::Finish) {
    m_opener.enqueue<bool>({[](const std::stop_token&, const base::Progress&) {
                                io::prepareDecoding();
                                return true;
                            },
                            [](jobs::RequestId, const base::Outcome<bool>&) {}});
}

void Workplace::decodeAhead(const study::PictureSource& likely) {
    m_ahead.begin();
    m_likely = likely;
    m_opener.enqueue<domain::RadiographPtr>(
        {[this, likely, source = m_ahead.stop()](const std::stop_token& stopOfWorker, const base::Progress&) mutable {
             const std::stop_callback passOn(stopOfWorker, [&source] { source.request_stop(); });
             return source.stop_requested() ? base::Outcome<domain::RadiographPtr>(base::Cancelled{})
                                            : m_pictures.open(likely, 1, source.get_token());
         },
         [](jobs::RequestId, const base::Outcome<domain::RadiographPtr>&) {}});
}

void Workplace::makeWayFor(const study::PictureSource& wanted) {
    if (m_likely != wanted) m_ahead.forget();
}

Workplace::~Workplace() {
    // All at once, so that closing waits for the slowest and not for one after another.
    m_opener.cancelAll();
    m_reader.cancelAll();
    m_analyser.cancelAll();
}

}  // namespace asg::session
