// The memory of a block of worlds: one piece, 64-byte aligned, that can be saved and restored by copying;
// and the start of a scenario written into one of its lanes.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "world/scenario.h"
#include "world/world.h"

namespace tarazi {

/// A world block at the start of a month, as numbers. Restores into a block of the same scenario structure.
struct SavedWorld {
  std::vector<double> numbers;
  std::uint32_t month = 0;
};

/// Owns the arrays that a World points to.
class WorldBlock {
 public:
  /// Lays out a block for the structure of `scenario` (states, corridors, freight). `lanes` worlds lie side
  /// by side (1, 8 or 16); with 1 lane rows are padded so that partners fill the lanes.
  WorldBlock(const Scenario& scenario, int lanes);

  World& world() { return world_; }
  const World& world() const { return world_; }

  /// Every number 0 again, before lanes are filled anew.
  void clear();
  /// Keys of a lane's random numbers.
  void set_keys(int lane, std::uint32_t seed, std::uint32_t replicate);
  /// Writes the start of `scenario` into a lane, with the keys of its random numbers.
  void fill(int lane, const Scenario& scenario, std::uint32_t seed, std::uint32_t replicate);

  SavedWorld save() const;
  void restore(const SavedWorld& saved);
  /// Bytes of the numbers.
  std::size_t bytes() const { return count_ * sizeof(double); }

 private:
  std::size_t place_arrays(double* base);
  void lay_structure(const Scenario& scenario);

  struct Free {
    void operator()(double* p) const;
  };
  World world_;
  std::unique_ptr<double, Free> numbers_;
  std::size_t count_ = 0;
  std::unique_ptr<bool[]> is_active_;
  std::vector<FreightEnds> freight_;
  std::vector<RouteOf> route_;
  std::vector<TransitOf> transit_;
  std::vector<Ownership> ownership_;
  std::unique_ptr<double, Free> words_;  ///< ids and keys, as aligned 64-bit words
};

}  // namespace tarazi
