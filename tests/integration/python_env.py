"""Environments for learning agents: conformance with PettingZoo's parallel API, and worlds by the thousand."""
import unittest
from pathlib import Path

import numpy as np
import tarazi

FOLDER = Path(__file__).parents[2] / "configs/scenarios"


def scenario():
    return tarazi.load(FOLDER / "baseline-noisy.yaml")


def conform(case, make):
    """The contract of pettingzoo.ParallelEnv, checked without the library."""
    env = make()
    case.assertEqual(len(set(env.possible_agents)), len(env.possible_agents))
    case.assertEqual(env.max_num_agents, len(env.possible_agents))
    for agent in env.possible_agents:
        case.assertIs(env.observation_space(agent), env.observation_space(agent))
        case.assertIs(env.action_space(agent), env.action_space(agent))
        env.action_space(agent).seed(3)
    for episode in range(2):
        seen, infos = env.reset(seed=9)
        case.assertEqual(env.agents, env.possible_agents)
        case.assertEqual(set(seen), set(env.agents))
        case.assertEqual(set(infos), set(env.agents))
        steps = 0
        while env.agents:
            acting = list(env.agents)
            case.assertEqual(env.num_agents, len(acting))
            for agent in acting:
                case.assertTrue(env.observation_space(agent).contains(seen[agent]))
            answer = env.step({agent: env.action_space(agent).sample() for agent in acting})
            case.assertEqual(len(answer), 5)
            seen, rewards, ended, cut, infos = answer
            for part in answer:
                case.assertEqual(set(part), set(acting))
            for agent in acting:
                case.assertIsInstance(rewards[agent], float)
                case.assertIsInstance(ended[agent], bool)
                case.assertIsInstance(cut[agent], bool)
                case.assertIsInstance(infos[agent], dict)
            case.assertEqual(env.agents, [agent for agent in acting if not ended[agent] and not cut[agent]])
            steps += 1
            case.assertLess(steps, 10000)
    case.assertIsInstance(env.state(), np.ndarray)
    env.close()

    def play(seed):
        world = make()
        log = [world.reset(seed=seed)[0]]
        for agent in world.possible_agents:
            world.action_space(agent).seed(1)
        while world.agents:
            log.append(world.step({agent: world.action_space(agent).sample() for agent in world.agents})[0])
        return np.array([np.concatenate(list(seen.values())) for seen in log])

    np.testing.assert_array_equal(play(4), play(4))
    case.assertTrue((play(4) != play(5)).any())


class Parallel(unittest.TestCase):
    def test_conforms(self):
        conform(self, lambda: tarazi.env(scenario(), ["AZE", "EU"], months=9))

    def test_conforms_to_the_library(self):
        try:
            from pettingzoo.test import parallel_api_test
        except ImportError:
            self.skipTest("pettingzoo is not installed")
        parallel_api_test(tarazi.env(scenario(), ["AZE", "EU"], months=30), num_cycles=60)
        self.assertTrue(True)

    def test_actions_arrive(self):
        env = tarazi.env(scenario(), "AZE", months=4)
        env.reset()
        action = np.zeros(env.action_space("AZE").shape)
        action[0] = [.7, -.25, 2]
        seen = env.step({"AZE": action})[0]["AZE"]
        names = env.features("AZE")
        self.assertEqual(len(names), len(seen))
        partner = names[4].split(":")[1]
        for name, value in (("own_pressure", .7), ("own_openness", -.25), ("own_offer", 2)):
            self.assertEqual(seen[names.index(f"{name}:{partner}")], value)

    def test_wrong_actions_are_refused(self):
        env = tarazi.env(scenario(), ["AZE"], months=4)
        self.assertRaises(RuntimeError, env.step, {"AZE": np.zeros((4, 3))})
        env.reset()
        bad = np.zeros((4, 3))
        bad[2, 1] = np.nan
        with self.assertRaisesRegex(ValueError, "openness to IRN"):
            env.step({"AZE": bad})
        for wrong, error in (({}, KeyError), ({"XYZ": bad}, KeyError), ({"AZE": np.zeros((3, 3))}, ValueError),
                             ({"AZE": "up"}, ValueError), ([1], TypeError)):
            with self.subTest(wrong), self.assertRaises(error):
                env.step(wrong)
        for seats in ("XYZ", "ROW", ["AZE", "AZE"], []):
            with self.subTest(seats), self.assertRaises(ValueError):
                tarazi.env(scenario(), seats)
        with self.assertRaises(ValueError):
            tarazi.env(scenario(), "AZE", reward="fame")


class Vector(unittest.TestCase):
    def test_each_world_is_the_single_world_of_its_replicate(self):
        worlds = 37
        vector = tarazi.vector_env(scenario(), ["AZE", "CHN"], worlds, months=6)
        low, high = vector.action_bounds("AZE")
        actions = {seat: np.random.default_rng(2).uniform(low, vector.action_bounds(seat)[1], (6, worlds, *low.shape))
                   for seat in ("AZE", "CHN")}
        log = [vector.reset(seed=3)]
        rewards = []
        for t in range(6):
            seen, reward, last = vector.step({seat: actions[seat][t] for seat in actions})
            log.append(seen)
            rewards.append(reward)
        self.assertTrue(last)
        for world in (0, 15, 16, 36):
            env = tarazi.env(scenario(), ["AZE", "CHN"], months=6)
            seen, _ = env.reset(seed=3, options={"replicate": world})
            np.testing.assert_array_equal(seen["AZE"], log[0]["AZE"][world])
            for t in range(6):
                seen, reward, *_ = env.step({seat: actions[seat][t][world] for seat in actions})
                np.testing.assert_array_equal(seen["CHN"], log[t + 1]["CHN"][world])
                self.assertEqual(reward["AZE"], rewards[t]["AZE"][world])
        self.assertRaises(RuntimeError, vector.step, {seat: actions[seat][0] for seat in actions})

    def test_own_rewards(self):
        vector = tarazi.vector_env(scenario(), "AZE", 5, months=3, reward=lambda seat, before, now: now["affinity"].sum(axis=1))
        seen = vector.reset()
        _, rewards, _ = vector.step({"AZE": np.zeros((5, 4, 3))})
        self.assertEqual(rewards["AZE"].shape, (5,))
        self.assertEqual(seen["AZE"].shape, (5, len(vector.features("AZE"))))
        wrong = tarazi.vector_env(scenario(), "AZE", 5, months=3, reward=lambda seat, before, now: 1)
        wrong.reset()
        self.assertRaises(ValueError, wrong.step, {"AZE": np.zeros((5, 4, 3))})


if __name__ == "__main__":
    unittest.main()
