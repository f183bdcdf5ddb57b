# Random numbers of the reference implementation (model section 8): Philox4x32-10 and the state identifiers.
# A draw is a pure function of (seed, replicate, month, who, whom, stream); nothing is remembered between calls.
"""Philox4x32-10 (Salmon et al. 2011), FNV-1a and the model's standard "normal"."""

MASK = 0xFFFFFFFF
ROUND_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
KEY_INCREMENTS = (0x9E3779B9, 0xBB67AE85)
SQRT3 = 1.7320508075688772

DRIFT, JUMP_GATE, JUMP_SIZE, MOOD = 1, 2, 3, 7


def philox4x32_10(counter, key):
    """Four 32-bit words for a counter of four words and a key of two words."""
    c0, c1, c2, c3 = (word & MASK for word in counter)
    k0, k1 = (word & MASK for word in key)
    for _ in range(10):
        product0 = ROUND_MULTIPLIERS[0] * c0
        product1 = ROUND_MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (
            (product1 >> 32) ^ c1 ^ k0,
            product1 & MASK,
            (product0 >> 32) ^ c3 ^ k1,
            product0 & MASK,
        )
        k0 = (k0 + KEY_INCREMENTS[0]) & MASK
        k1 = (k1 + KEY_INCREMENTS[1]) & MASK
    return c0, c1, c2, c3


def fnv1a32(text):
    """FNV-1a 32-bit hash of the text's UTF-8 bytes: the identity of a state in the counter."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & MASK
    return value


def block(seed, replicate, month, who, whom, stream):
    """The four uniforms in (0, 1) of one counter; `whom` is a partner's id or a component number."""
    words = philox4x32_10((month, who, whom, stream), (seed, replicate))
    return [(word + 0.5) * 2.0**-32 for word in words]


def uniform(*counter):
    """The uniform made from the first word of the block."""
    return block(*counter)[0]


def normal(*counter):
    """Mean 0, variance 1, from the sum of the block's four uniforms."""
    u1, u2, u3, u4 = block(*counter)
    return SQRT3 * (u1 + u2 + u3 + u4 - 2.0)
