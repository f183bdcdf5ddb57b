// The worked case of model section 11, every printed number to 1e-9 relative error.
#include "src/sim/simulation.h"
#include "tests/support/worked_case.h"
#include "tests/testing.hpp"

namespace {

struct Row {
  int month;
  double x_n, x_s, t_ns, t_sn, k_sn, g_ns, a_ns, b_ns, q_ns, p_ns, d_ns, s_ns, y_n;
};
constexpr Row kRows[] = {
    {0, -0.5, 1, 10, 6, 20, 0, 0.2, 0.3, 0, 0, 0.0357688036668, 0.867075438229, 100},
    {1, -0.499731733972, 1, 9.41265120402, 5.51935307938, 20, 0.0258, 0.2, 0.3, -0.02, 0.02, 0.0338791960658,
     0.867057865252, 98.6780736432},
    {2, -0.499535489857, 0.999999365279, 8.91825011754, 5.12279866518, 19.9998946799, 0.05016036, 0.199400072704, 0.3,
     -0.0359964854046, 0.0363779215202, 0.0320650905349, 0.866374457503, 98.2286581918},
    {12, -0.500151277584, 1.00029851824, 6.92562364068, 3.59388538918, 19.9969313403, 0.231915596394, 0.169073886929,
     0.299864031283, -0.0926130060268, 0.101435609119, 0.0247200543987, 0.861024034479, 96.0846959505},
    {120, -0.542127123376, 1.02248877003, 6.15860969624, 3.02592345109, 19.9860768811, 0.532045678011, -0.226831452492,
     0.262954808796, -0.114045039163, 0.11482423641, 0.020878396747, 0.795495524134, 99.5358371557}};

}  // namespace

TEST_CASE("the worked case of the model", "[model][section-11]") {
  using tarazi::DyadField;
  const tarazi::Scenario scenario = tarazi::testing::worked_case();
  tarazi::SimulationSettings settings;
  settings.force_side_by_side = GENERATE(false, true);
  tarazi::Simulation simulation(scenario, 0, settings);
  for (const Row& row : kRows) {
    simulation.advance_to(row.month);
    INFO("month " << row.month << (settings.force_side_by_side ? ", side by side" : ", partners in lanes"));
    CHECK_CLOSE(simulation.position(0), row.x_n, 1e-9);
    CHECK_CLOSE(simulation.position(1), row.x_s, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::trade, 0, 1), row.t_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::trade, 1, 0), row.t_sn, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::stock, 1, 0), row.k_sn, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::grievance, 0, 1), row.g_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::affinity, 0, 1), row.a_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::bond, 0, 1), row.b_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::openness, 0, 1), row.q_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::pressure, 0, 1), row.p_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::dependence, 0, 1), row.d_ns, 1e-9);
    CHECK_CLOSE(simulation.dyad(DyadField::influence_share, 0, 1), row.s_ns, 1e-9);
    CHECK_CLOSE(simulation.state(tarazi::StateField::output, 0), row.y_n, 1e-9);
  }
}
