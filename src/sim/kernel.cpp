// Choosing the kernels this machine can run.
#include "src/sim/kernel.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tarazi {

namespace scalar { extern const KernelSet kKernels; }
#ifdef TARAZI_X86
namespace v2 { extern const KernelSet kKernels; }
namespace v3 { extern const KernelSet kKernels; }
namespace v4 { extern const KernelSet kKernels; }
#endif

namespace {

struct Named {
  Isa isa;
  std::string_view name;
};
constexpr Named kNames[] = {{Isa::automatic, "auto"}, {Isa::scalar, "scalar"}, {Isa::v2, "x86-64-v2"},
                            {Isa::v3, "x86-64-v3"},   {Isa::v4, "x86-64-v4"}};

bool runs_here(Isa isa) {
#ifdef TARAZI_X86
  // Feature by feature: clang 14 does not know the level names.
  switch (isa) {
    case Isa::v2: return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
    case Isa::v3:
      return runs_here(Isa::v2) && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    case Isa::v4:
      return runs_here(Isa::v3) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    default: return true;
  }
#else
  return isa == Isa::scalar || isa == Isa::automatic;
#endif
}

}  // namespace

Isa parse_isa(std::string_view text) {
  for (const Named& known : kNames)
    if (known.name == text) return known.isa;
  throw std::invalid_argument("unknown instruction set '" + std::string(text) +
                              "'; allowed: auto, scalar, x86-64-v2, x86-64-v3, x86-64-v4");
}

std::string_view name(Isa isa) {
  return std::find_if(std::begin(kNames), std::end(kNames), [&](const Named& known) { return known.isa == isa; })->name;
}

std::vector<Isa> supported() {
  std::vector<Isa> sets;
  for (const Isa isa : {Isa::scalar, Isa::v2, Isa::v3, Isa::v4})
    if (runs_here(isa)) sets.push_back(isa);
  return sets;
}

Isa best() { return supported().back(); }

const KernelSet& kernels(Isa isa) {
  if (isa == Isa::automatic) isa = best();
  if (!runs_here(isa))
    throw std::invalid_argument("this machine cannot run " + std::string(name(isa)) + "; the best it can run is " +
                                std::string(name(best())));
  switch (isa) {
#ifdef TARAZI_X86
    case Isa::v2: return v2::kKernels;
    case Isa::v3: return v3::kKernels;
    case Isa::v4: return v4::kKernels;
#endif
    default: return scalar::kKernels;
  }
}

}  // namespace tarazi
