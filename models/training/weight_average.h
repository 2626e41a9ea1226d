#pragma once

// Private to models/: includes Torch.

#include <torch/nn/module.h>

#include <cstdint>

namespace asg::training {

/// An exponential moving average of a network's parameters and of the running statistics of its batch normalisations,
/// kept in a second network of the same build: smoother than the last step's, and what is evaluated and shipped. Young
/// averages forget faster, so that the random start does not linger.
class WeightAverage {
public:
    /// `averaged` starts as a copy of `source`; both must outlive this.
    WeightAverage(torch::nn::Module& source, torch::nn::Module& averaged, double decay);
    /// After step `step` (from 0).
    void update(std::int64_t step);

private:
    torch::nn::Module& m_source;
    torch::nn::Module& m_averaged;
    double m_decay;
};

}  // namespace asg::training
