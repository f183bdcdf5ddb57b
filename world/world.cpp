// Turning the month: every next_* array becomes the present one.
#include "world/world.h"

#include <utility>

namespace tarazi {

void swap_months(World& w) {
  std::swap(w.position, w.next_position);
  std::swap(w.output, w.next_output);
  std::swap(w.exports, w.next_exports);
  std::swap(w.stock, w.next_stock);
  std::swap(w.affinity, w.next_affinity);
  std::swap(w.grievance, w.next_grievance);
  std::swap(w.bond, w.next_bond);
  std::swap(w.mood, w.next_mood);
  std::swap(w.pressure, w.next_pressure);
  std::swap(w.openness, w.next_openness);
  std::swap(w.offer, w.next_offer);
  std::swap(w.flow, w.next_flow);
  std::swap(w.route_share, w.next_route_share);
  ++w.month;
}

}  // namespace tarazi
