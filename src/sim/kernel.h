// The compiled months: one table of functions for each instruction set and layout, chosen at run time.
#pragma once

#include <string_view>
#include <vector>

#include "world/world.h"

namespace tarazi {

/// One month's phases (src/sim/month.h) compiled for an instruction set and a number of lanes.
struct Kernel {
  void (*calibrate)(World&) noexcept;
  void (*rebase)(World&) noexcept;
  void (*observe)(World&) noexcept;
  void (*decide)(World&) noexcept;
  void (*respond)(World&) noexcept;
};

/// Kernels of one instruction set: partners in lanes (1 world), and 8 or 16 worlds side by side.
struct KernelSet {
  Kernel one, eight, sixteen;
  /// Multiplies and adds in registers only, `rounds` times, and returns how many operations that were: the
  /// speed that `tarazi bench` compares the months with. `result` keeps the work from being left out.
  long (*multiply_add)(long rounds, double* result) noexcept;
};

/// Instruction sets in rising order; `scalar` is the plain build that speed is compared with.
enum class Isa { automatic, scalar, v2, v3, v4 };

/// "auto", "scalar", "x86-64-v2", ...; throws std::invalid_argument naming what is allowed.
Isa parse_isa(std::string_view name);
std::string_view name(Isa isa);
/// The sets this machine can run, best last.
std::vector<Isa> supported();
/// The kernels of a set; `automatic` takes the best supported one. Throws std::invalid_argument when the
/// machine cannot run it.
const KernelSet& kernels(Isa isa);
/// What `automatic` stands for here.
Isa best();

}  // namespace tarazi
