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

Workplace::~Workplace() {
    // All at once, so that closing waits for the slowest and not for one after another.
    m_opener.cancelAll();
    m_reader.cancelAll();
    m_analyser.cancelAll();
}

}  // namespace asg::session
