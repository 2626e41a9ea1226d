#pragma once

#include <map>
#include <set>
#include <string>

namespace asg::cli {

/// Names of folders: what is wanted twice gets "-2", "-3" … behind it.
class UniqueNames {
public:
    std::string take(const std::string& wanted) {
        std::string name = wanted;
        for (int& count = m_counts.try_emplace(wanted, 1).first->second; !m_taken.insert(name).second;)
            name = wanted + "-" + std::to_string(++count);
        return name;
    }

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_counts;  ///< how often each was wanted: many that are wanted alike cost no search
};

}  // namespace asg::cli
