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

extern const KernelSet kKernels;
const KernelSet kKernels{kernel_of<PartnersInLanes>(), kernel_of<ReplicatesInLanes<8>>(), kernel_of<ReplicatesInLanes<16>>()};

}  // namespace TARAZI_ISA
}  // namespace tarazi
