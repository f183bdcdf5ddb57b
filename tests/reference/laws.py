# The equations of the reference implementation that need no memory of the world (model sections 3, 4 and 6).
# Written to be read beside the model description: same symbols, same order, no attention to speed.
"""Pure functions of arrays; matrices are [i, j] = i towards j."""

import numpy as np

BOX = 4.0  # positions live in [-4, 4] in every component


def ratio(a, b):
    """a / b with 0 wherever b vanishes (the model's rule 0/0 = 0)."""
    a, b = np.broadcast_arrays(np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    return np.where(b != 0, a / np.where(b != 0, b, 1.0), 0.0)


def welfare_cost(z):
    """V(z) of section 3: welfare cost of losing a partner of share z."""
    return 1.0 - np.sqrt(np.maximum(0.0, 1.0 - z))


def distances(x):
    """Euclidean distance of the positions of each pair."""
    return np.sqrt(((x[None, :, :] - x[:, None, :]) ** 2).sum(axis=2))


def off_diagonal(matrix):
    """The matrix with its diagonal set to 0."""
    return matrix * (1.0 - np.eye(len(matrix)))


def transit_reliance(n, classes, shares, owners, T):
    """R_io: trade of i that passes over routes owned by o (bn/yr); a route with two owners counts for each."""
    R = np.zeros((n, n))
    for name, freight in classes.items():
        a, b = freight["ends"]
        trade = T[a, b] + T[b, a]
        for route, share in shares[name].items():
            for o in owners[route]:
                for i in (a, b):
                    if o != i:
                        R[i, o] += share * freight["value_share"] * trade
    return R


def dependence(P, Y, T, R):
    """D_ij of section 3: what i would lose without j, as a share of i's output and imports."""
    exports = off_diagonal(T)
    scale = (Y + exports.sum(axis=0))[:, None]
    D = (
        P["w_imports"] * welfare_cost(exports.T / scale)
        + P["w_exports"] * welfare_cost(exports / scale)
        + P["w_transit"] * welfare_cost(R / scale)
    )
    return off_diagonal(D)


def influence_shares(P, D, K, Y, security, B, A, pair):
    """s_ij of section 3: influence share of j over i."""
    capital = ratio(K.T, K.T + Y[:, None])
    r = (D + P["w_stock"] * capital + P["w_security"] * security + P["w_bond"] * B) * (1.0 + A) / 2.0 * pair
    return r / (P["home_weight"] + r.sum(axis=1, keepdims=True))


def mechanisms(P, W, s, p, D, G, pair):
    """The three parts of C_ij (section 4), named as the explanation names them."""
    h = W["autonomy"][:, None]
    return {
        "influence": pair * P["influence"] * W["influence_x"][:, None] * s * (1.0 - h * s),
        "coercion": pair * P["coercion"] * p.T * D,
        "resentment": -pair * P["resentment"] * G / (1.0 + G.sum(axis=1, keepdims=True)),
    }


def calibrated_anchor(rate, x, C):
    """The anchor that makes x a rest point under the couplings C; x itself where a state has no anchoring."""
    pull = np.einsum("ij,ijd->id", C, x[None, :, :] - x[:, None, :])
    return x - ratio(pull, rate[:, None])


def congestion(P, flow, capacity):
    """BPR factor on the days of a corridor, capped at three times the capacity."""
    return 1.0 + P["bpr"] * min(3.0, flow / capacity) ** 4


def corridor_cost(P, corridor, flow):
    """Generalised cost g_c of section 6."""
    return corridor["cost"] + P["time_cost"] * corridor["days"] * congestion(P, flow, corridor["capacity"])


def route_openness(P, corridor, owners, ends, p):
    """open_kc: the corridor's own openness less the worst sanction between an owner and an end."""
    worst = 0.0
    for o in owners:
        for e in ends:
            if e != o:
                worst = max(worst, min(1.0, p[o, e] + p[e, o]))
    return corridor["open"] * (1.0 - P["sanction_max"] * worst)


def trade_kernel(P, T0, A, A0, B, B0, q, p, p0, corridor_factor):
    """Phi of section 6; the diagonal is the start's domestic trade."""
    Abar, Abar0 = (A + A.T) / 2.0, (A0 + A0.T) / 2.0
    sanctions = 1.0 - P["sanction_max"] * np.minimum(1.0, p + p.T)
    sanctions0 = 1.0 - P["sanction_max"] * np.minimum(1.0, p0 + p0.T)
    factor = (
        (1.0 + P["affinity_trade"] * Abar) / (1.0 + P["affinity_trade"] * Abar0)
        * (1.0 + P["bond_trade"] * B) / (1.0 + P["bond_trade"] * B0)
        * (1.0 + P["openness_trade"] * (q + q.T) / 2.0)
        * sanctions / sanctions0
        * corridor_factor
    )
    np.fill_diagonal(factor, 1.0)
    return T0 * factor


def scale_matrix(Phi, O, E, alpha, sweeps):
    """Sinkhorn scaling of Phi to row sums O and column sums E: (T*, alpha), E being brought to the sum of O first."""
    E = E * ratio(O.sum(), E.sum())
    beta = np.zeros_like(E)
    for _ in range(sweeps):
        beta = ratio(E, alpha @ Phi)
        alpha = ratio(O, Phi @ beta)
    return alpha[:, None] * Phi * beta[None, :], alpha, E


def relax(value, target, up, down):
    """One step towards a target, at the rate `up` when it lies above the value and `down` otherwise."""
    return value + np.where(target > value, up, down) * (target - value)
