// `asg train pretrain` on its own, so that tests can run it in processes that they kill or let meet.
#include "models/pretraining/pretrain_command.h"

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    return asg::pretraining::pretrainCommand(words, {std::cout, std::cerr, {}});
}
