// Compiled once for every instruction set (TARAZI_ISA, TARAZI_NATIVE, -march): includes no standard
// library code that the linker could keep in a version this machine cannot run.
#include "src/sim/kernel.h"
#include "src/sim/month.h"

namespace tarazi {
inline namespace TARAZI_ISA {

template <class L>
constexpr Kernel kernel_of() {
  return {calibrate<L>, rebase<L>, observe<L>, decide<L>, respond<L>};
}

long multiply_add(long rounds, double* result) noexcept {
  constexpr int kChains = kNative == 8 ? 24 : 12;  // enough to hide latencies, few enough for the registers
  const NativeReal factor = (1 - 0x1p-30) - NativeReal{}, term = 0x1p-30 - NativeReal{};
  NativeReal chain[kChains];
  for (int k = 0; k < kChains; ++k) chain[k] = *result + k - NativeReal{};
  for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 24
    for (int k = 0; k < kChains; ++k) chain[k] = chain[k] * factor + term;
  NativeReal sum = chain[0];
  for (int k = 1; k < kChains; ++k) sum = sum + chain[k];
  for (int k = 0; k < kNative; ++k) *result += reinterpret_cast<const double*>(&sum)[k];
  return rounds * kChains * kNative * 2;
}

extern const KernelSet kKernels;
const KernelSet kKernels{kernel_of<PartnersInLanes>(), kernel_of<ReplicatesInLanes<8>>(), kernel_of<ReplicatesInLanes<16>>(),
                         multiply_add};

}  // namespace TARAZI_ISA
}  // namespace tarazi
