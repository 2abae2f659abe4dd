#include "casework/record_access.h"

namespace radcert::casework {

EventNumber record_view(registry::WriteScope& write, const std::string& subject)
{
    return write.record("worker.view", subject, {});
}

} // namespace radcert::casework
