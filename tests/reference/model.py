# The month of the reference implementation: calibration to the start, events, and the step of model section 2.
# Every right-hand side reads the world of month t; the step returns a new world and leaves the old one untouched.
"""`Model(scenario)` gives `start()`, `apply_events(world)`, `observe(world)`, `step(world)`."""

import copy
from types import SimpleNamespace

import numpy as np

import laws
import philox

SIGNALS = {"pressure": "p", "openness": "q", "offer": "u"}


class Model:
    """A scenario with everything that is fixed at the start: intercepts, anchors, constants of routes."""

    def __init__(self, scenario, seed=None):
        self.scenario = S = scenario
        self.P = P = S.parameters
        self.seed = S.seed if seed is None else seed
        self.n, self.size = S.x.shape
        self.ids = [philox.fnv1a32(code) for code in S.codes]
        self.pair = np.outer(S.active, S.active) * (1.0 - np.eye(self.n))
        self.W0 = {name: np.array([w[name] for w in S.weights]) for name in S.weights[0]}
        T0 = laws.off_diagonal(S.trade)
        self.T0 = T0 + np.diag(S.home_share * T0.sum(axis=1))
        self.O0, self.E0 = self.T0.sum(axis=1), self.T0.sum(axis=0)
        self.p0 = S.pressure * self.pair
        self.owners = {name: row["owners"] for name, row in S.corridors.items()}
        statecraft = self.W0["statecraft"][:, None]
        self.base = 12.0 * P["depreciation"] * statecraft * S.capital * self.pair
        self.market0 = S.capital * (1.0 - statecraft * self.pair)
        self.calibrate()

    def calibrate(self):
        """Intercepts, anchors and constants from the start values, before any event."""
        S, P, W = self.scenario, self.P, self.W0
        world = self.start()
        D, s = self.observe(world)
        C = sum(laws.mechanisms(P, W, s, self.p0, D, world.G, self.pair).values())
        self.anchor = laws.calibrated_anchor(P["anchoring"] * W["anchoring_x"], S.x, C)
        for i, given in enumerate(S.anchors):
            if given is not None:
                self.anchor[i] = given
        p_rule, q_rule = self.lever_rules(world, D, s)
        self.pc = self.pair * (self.p0 - p_rule)
        self.qc = self.pair * (0.0 - q_rule)
        self.y0 = self.offer_weight(W, s)
        self.aff0 = self.affinity_drive(world)
        self.route_const = {}
        for name, freight in S.freight.items():
            self.route_const[name] = {}
            for route, f0 in freight["routes"].items():
                corridor = S.corridors[route]
                g0 = laws.corridor_cost(P, corridor, world.F[route])
                open0 = laws.route_openness(P, corridor, self.owners[route], freight["ends"], self.p0)
                self.route_const[name][route] = f0 * (1.0 + g0) ** 8 / open0 if f0 > 0 else 0.0

    def start(self):
        """The world of month 0 before its events."""
        S, n = self.scenario, self.n
        zero = np.zeros((n, n))
        flows = {name: 0.0 for name in S.corridors}
        for freight in S.freight.values():
            for route, share in freight["routes"].items():
                flows[route] += share * freight["tonnes"] * (1.0 if self.class_trade(freight, self.T0) > 0 else 0.0)
        return SimpleNamespace(
            month=0, x=S.x.copy(), Y=S.output.copy(), Ytrend=S.output.copy(), T=self.T0.copy(),
            K=S.capital.copy(), A=S.affinity.copy(), G=zero.copy(), B=S.bonds.copy(), Brest=S.bonds.copy(),
            m=zero.copy(), p=self.p0.copy(), q=zero.copy(), u=self.base.copy(), alpha=np.ones(n),
            F=flows, f={name: dict(freight["routes"]) for name, freight in S.freight.items()},
            corridors=copy.deepcopy(S.corridors), W=copy.deepcopy(self.W0),
            idle=np.zeros(n), shortage=np.zeros(n), explanation=None,
        )

    @staticmethod
    def class_trade(freight, T):
        """Trade over both directions of a freight class."""
        a, b = freight["ends"]
        return T[a, b] + T[b, a]

    # ---- events (section 2, step 0) ----

    def apply_events(self, world):
        """Changes `world` by the events of its month, in file order."""
        for event in self.scenario.events:
            if event["at"] == world.month:
                getattr(self, "event_" + event["kind"])(world, event)

    def event_pin(self, world, event):
        for signal, value in event["values"].items():
            getattr(world, SIGNALS[signal])[event["from"], event["to"]] = value

    def event_strategy(self, world, event):
        for name, value in event["weights"].items():
            world.W[name][event["state"]] = value

    def event_corridor(self, world, event):
        world.corridors[event["corridor"]].update(event["values"])

    def event_state(self, world, event):
        world.Y[event["state"]] *= 1.0 + event["output"]
        world.Ytrend[event["state"]] *= 1.0 + event["output"]

    def event_change(self, world, event):
        i, j = event["from"], event["to"]
        directions = [(i, j), (j, i)] if event["both_ways"] else [(i, j)]
        values = event["values"]
        for a, b in directions:
            world.A[a, b] = np.clip(world.A[a, b] + values.get("affinity", 0.0), -1, 1)
            world.m[a, b] = np.clip(world.m[a, b] + values.get("mood", 0.0), -1, 1)
        for a, b in [(i, j), (j, i)]:
            world.B[a, b] = np.clip(world.B[a, b] + values.get("bond", 0.0), 0, 1)
            world.Brest[a, b] = np.clip(world.Brest[a, b] + values.get("bond", 0.0), 0, 1)

    def pinned(self, signal, month):
        """Where a pin of the signal holds in the month."""
        held = np.zeros((self.n, self.n), dtype=bool)
        for event in self.scenario.events:
            if event["kind"] == "pin" and signal in event["values"]:
                if event["at"] <= month and (event["until"] is None or month < event["until"]):
                    held[event["from"], event["to"]] = True
        return held

    # ---- what is sensed (section 3) ----

    def observe(self, world):
        """Dependence D_ij and influence shares s_ij of a world."""
        R = laws.transit_reliance(self.n, self.scenario.freight, world.f, self.owners, world.T)
        D = laws.dependence(self.P, world.Y, world.T, R)
        security = self.scenario.security
        return D, laws.influence_shares(self.P, D, world.K, world.Y, security, world.B, world.A, self.pair)

    # ---- signals (section 5) ----

    @staticmethod
    def lever_rules(world, D, s):
        """p* and q* without their intercepts."""
        w = {name: values[:, None] for name, values in world.W.items()}
        p_rule = (
            w["principle"] * np.maximum(0.0, laws.distances(world.x) - w["tolerance"])
            + w["reciprocity"] * world.p.T
            + w["conflict"] * np.maximum(0.0, -world.A)
            - w["restraint"] * D
        )
        q_rule = w["openness_affinity"] * world.A - w["diversification"] * s - w["reciprocity"] * world.p.T
        return p_rule, q_rule

    def offer_weight(self, W, s):
        """y_ij: where state-directed investment goes."""
        return self.scenario.capital * (1.0 + W["inplay"][:, None] * 4.0 * s.T * (1.0 - s.T)) * self.pair

    def decide(self, world, D, s):
        """Signals of the next month: the rules, and pinned pairs as they are."""
        rate = self.P["lever_rate"]
        p_rule, q_rule = self.lever_rules(world, D, s)
        p = self.pair * (world.p + rate * (np.clip(p_rule + self.pc, 0, 1) - world.p))
        q = self.pair * (world.q + rate * (np.clip(q_rule + self.qc, -1, 1) - world.q))
        y = self.offer_weight(world.W, s)
        growth = (world.Y / self.scenario.output)[:, None]
        towards = self.base * laws.ratio(y, self.y0)
        total = self.base.sum(axis=1, keepdims=True)
        u = growth * laws.ratio(total * towards, towards.sum(axis=1, keepdims=True))
        u = u + world.W["extra"][:, None] * world.Y[:, None] * laws.ratio(y, y.sum(axis=1, keepdims=True))
        decided = {"pressure": (p, world.p), "openness": (q, world.q), "offer": (u, world.u)}
        return [np.where(self.pinned(name, world.month), now, rule) for name, (rule, now) in decided.items()]

    # ---- position (sections 4 and 8) ----

    def noise(self, month, replicate):
        """Drift and jumps of each active state and component."""
        P, shock = self.P, np.zeros((self.n, self.size))
        for i in np.flatnonzero(self.scenario.active):
            for d in range(self.size):
                at = (self.seed, replicate, month, self.ids[i], d)
                shock[i, d] = P["drift_sd"] * philox.normal(*at, philox.DRIFT)
                if philox.uniform(*at, philox.JUMP_GATE) < P["jump_prob"]:
                    shock[i, d] += P["jump_sd"] * philox.normal(*at, philox.JUMP_SIZE)
        return shock

    def move(self, world, D, s, replicate):
        """Next positions and the additive terms of the move (they sum to it exactly, the box included)."""
        P = self.P
        towards = world.x[None, :, :] - world.x[:, None, :]
        parts = laws.mechanisms(P, world.W, s, world.p, D, world.G, self.pair)
        terms = {name: C[:, :, None] * towards for name, C in parts.items()}  # [state, partner, component]
        rate = (P["anchoring"] * world.W["anchoring_x"])[:, None]
        terms["anchor"] = rate * (self.anchor - world.x) * self.scenario.active[:, None]
        terms["noise"] = self.noise(world.month, replicate)
        free = world.x + sum(term if term.ndim == 2 else term.sum(axis=1) for term in terms.values())
        boxed = np.clip(free, -laws.BOX, laws.BOX)
        terms["box"] = boxed - free
        x = np.where(self.scenario.active[:, None], boxed, world.x)
        return x, terms

    # ---- corridors and trade (section 6) ----

    def route(self, world):
        """Next route shares and flows, and the factor fC that congestion and closure put on trade."""
        S, P = self.scenario, self.P
        factor = np.ones((self.n, self.n))
        shares, flows = {}, {name: 0.0 for name in S.corridors}
        for name, freight in S.freight.items():
            weight = {}
            for route in freight["routes"]:
                corridor = world.corridors[route]
                g = laws.corridor_cost(P, corridor, world.F[route])
                opened = laws.route_openness(P, corridor, self.owners[route], freight["ends"], world.p)
                weight[route] = self.route_const[name][route] * opened / (1.0 + g) ** 8
            total = sum(weight.values())
            growth = laws.ratio(self.class_trade(freight, world.T), self.class_trade(freight, self.T0))
            shares[name] = {}
            for route, f in world.f[name].items():
                shares[name][route] = f + P["route_rate"] * (float(laws.ratio(weight[route], total)) - f)
                flows[route] += shares[name][route] * freight["tonnes"] * float(growth)
            a, b = freight["ends"]
            factor[a, b] *= 1.0 + freight["value_share"] * (np.sqrt(total) - 1.0)
            factor[b, a] *= 1.0 + freight["value_share"] * (np.sqrt(total) - 1.0)
        return shares, flows, factor

    def settle_trade(self, world, corridor_factor):
        """Next trade, scaling factors, what is left unsold and unbought, and the outflows aimed at."""
        S, P = self.scenario, self.P
        Phi = laws.trade_kernel(P, self.T0, world.A, S.affinity, world.B, S.bonds, world.q, world.p, self.p0,
                                corridor_factor)
        growth = world.Y / S.output
        O = self.O0 * growth
        target, alpha, E = laws.scale_matrix(Phi, O, self.E0 * growth, world.alpha, P["sweeps"])
        T = laws.relax(world.T * (1.0 + S.growth[:, None] / 12.0), target, P["trade_up"], P["trade_down"])
        idle = np.maximum(0.0, O - T.sum(axis=1))
        shortage = np.maximum(0.0, E - T.sum(axis=0))
        return T, alpha, idle, shortage, O

    # ---- investment, relations, output (section 7) ----

    def invest(self, world):
        """Next capital stocks."""
        S, P = self.scenario, self.P
        growth = world.Y / S.output
        appeal = np.maximum(0.0, 1.0 + P["affinity_invest"] * (world.A - S.affinity))
        safety = (1.0 - P["pressure_invest"] * world.p) / (1.0 - P["pressure_invest"] * self.p0)
        z = self.market0 * growth[None, :] * appeal * safety
        placed = growth[:, None] * laws.ratio(self.market0.sum(axis=1, keepdims=True) * z,
                                              z.sum(axis=1, keepdims=True))
        return (1.0 - P["depreciation"]) * world.K + P["depreciation"] * placed + world.u / 12.0

    def affinity_drive(self, world):
        """aff_ij, before it is centred on the start."""
        P = self.P
        coop = world.q / 2.0 + np.clip(world.u / (P["aid_scale"] * world.Y[None, :]), 0, 1) / 2.0
        return (
            P["closeness_affinity"] * (1.0 - laws.distances(world.x) / P["length"])
            + P["bond_affinity"] * world.B
            - P["grievance_affinity"] * world.G
            + P["cooperation_affinity"] * coop.T
        )

    def relate(self, world, replicate):
        """Next grievance, affinity, mood and bonds."""
        S, P, pair = self.scenario, self.P, self.pair
        hurt = np.maximum(0.0, world.p.T - self.p0.T) * (1.0 - P["friend_discount"] * world.A)
        G = world.G + pair * (P["grievance_gain"] * hurt * (1.0 - world.G) - P["grievance_decay"] * world.G)
        goal = np.clip(self.affinity_drive(world) + S.affinity - self.aff0, -1, 1)
        A = world.A + pair * P["affinity_rate"] * (goal - world.A)
        news = np.zeros((self.n, self.n))
        for i, j in zip(*np.nonzero(pair)):
            news[i, j] = P["mood_sd"] * philox.normal(
                self.seed, replicate, world.month, self.ids[i], self.ids[j], philox.MOOD)
        m = np.clip((1.0 - P["mood_decay"]) * world.m + news, -1, 1)
        warming = (world.A - S.affinity) / 2.0
        rest = np.clip(world.Brest + warming + warming.T, 0, 1)
        B = np.where(pair > 0, laws.relax(world.B, rest, P["bond_up"], P["bond_down"]), world.B)
        return G, A, m, B

    def produce(self, world, idle, O, K):
        """Next trend and output."""
        S, P = self.scenario, self.P
        trend = world.Ytrend * (1.0 + S.growth / 12.0)
        gain = P["capital_return"] * (K - S.capital).sum(axis=0)
        Y = trend * (1.0 - P["idle_cost"] * laws.ratio(idle, O)) + gain
        return trend, np.maximum(0.05 * trend, Y)

    def step(self, world, replicate=0):
        """The world of the next month, before its events; its `explanation` holds the terms of the moves."""
        D, s = self.observe(world)
        p, q, u = self.decide(world, D, s)
        x, terms = self.move(world, D, s, replicate)
        f, F, corridor_factor = self.route(world)
        T, alpha, idle, shortage, O = self.settle_trade(world, corridor_factor)
        K = self.invest(world)
        G, A, m, B = self.relate(world, replicate)
        trend, Y = self.produce(world, idle, O, K)
        return SimpleNamespace(
            month=world.month + 1, x=x, Y=Y, Ytrend=trend, T=T, K=K, A=A, G=G, B=B, Brest=world.Brest.copy(),
            m=m, p=p, q=q, u=u, alpha=alpha, F=F, f=f, corridors=copy.deepcopy(world.corridors),
            W=copy.deepcopy(world.W), idle=idle, shortage=shortage, explanation=terms,
        )
