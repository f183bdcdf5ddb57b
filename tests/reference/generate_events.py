# Random events for generated scenarios: every kind of the formats description, several in one month now and then.
# Pins of one signal of one pair never overlap; pins of different signals, pairs and months may.
"""`random_events(make, tree, active)` gives the `events` section of a generated scenario."""

SIGNALS = ("pressure", "openness", "offer")


def scaled(value):
    """The number of a field that may be written with its source."""
    return value["value"] if isinstance(value, dict) else value


def date(tree, month):
    """The calendar form of a month number."""
    year, first = (int(part) for part in tree["start"].split("-"))
    total = year * 12 + first - 1 + month
    return f"{total // 12}-{total % 12 + 1:02d}"


class EventMaker:
    """Random events within the months of a scenario; remembers which pins are taken."""

    def __init__(self, make, tree, active):
        self.make, self.rng, self.tree, self.active = make, make.rng, tree, active
        self.months = tree["months"]
        self.free_from = {}  # (from, to, signal) -> first month a further pin may start, None = never

    def month(self, low=0):
        """A month up to the last one, as a number or a date."""
        return self.rng.randint(low, max(low, self.months))

    def written(self, month):
        """A month as its number or its date."""
        return date(self.tree, month) if self.make.chance(0.5) else month

    def couple(self):
        """Two different active states."""
        return self.rng.sample(self.active, 2)

    def pin(self):
        """Up to three pins in a row on one signal of one pair, or nothing when the pair is taken for ever."""
        sender, receiver = self.couple()
        signal = self.rng.choice(SIGNALS)
        key = (sender, receiver, signal)
        events = []
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            free = self.free_from.get(key, 0)
            if free is None or free > self.months:
                break
            at = free if free and self.make.chance(0.4) else self.month(free)
            until = None if self.make.chance(0.2) else at + self.rng.randint(1, max(2, self.months // 2))
            self.free_from[key] = until
            offer_limit = 0.01 * self.tree["states"][sender]["gdp"]
            value = {"pressure": (0, 1), "openness": (-1, 1), "offer": (0, offer_limit)}[signal]
            event = {"at": self.written(at)}
            if until is not None:
                event["until"] = self.written(until)
            event["pin"] = {"from": sender, "to": receiver, signal: self.make.number(*value)}
            events.append(event)
        return events

    def strategy(self):
        """A change of strategy."""
        use = {"state": self.rng.choice(self.active), "use": self.make.strategy()}
        return [{"at": self.written(self.month()), "strategy": use}]

    def corridor(self):
        """A corridor made faster, larger, dearer or less open."""
        if "corridors" not in self.tree:
            return []
        name = self.rng.choice(sorted(self.tree["corridors"]))
        now = self.tree["corridors"][name]
        choices = {
            "days": round(scaled(now["days"]) * self.rng.uniform(0.4, 1.5), 2),
            "cost": round(scaled(now["cost"]) * self.rng.uniform(0.5, 1.5), 4),
            "capacity": round(scaled(now["capacity"]) * self.rng.uniform(0.4, 3), 2),
            "open": 0 if self.make.chance(0.1) else round(self.rng.uniform(0.1, 1), 3),
        }
        keys = self.rng.sample(sorted(choices), self.rng.randint(1, 3))
        return [{"at": self.written(self.month()), "corridor": {"name": name, **{key: choices[key] for key in keys}}}]

    def change(self):
        """A visit or a quarrel: affinity, bond and mood in any mixture."""
        sender, receiver = self.couple()
        sizes = {"affinity": 0.4, "bond": 0.4, "mood": 0.8}
        keys = self.rng.sample(sorted(sizes), self.rng.randint(1, 3))
        body = {key: self.make.number(-sizes[key], sizes[key]) for key in keys}
        event = {"at": self.written(self.month()), "change": {"from": sender, "to": receiver, **body}}
        if self.make.chance(0.6):
            event["both_ways"] = self.make.chance(0.8)
        return [event]

    def state(self):
        """A recession or a boom, also of a passive state."""
        name = self.rng.choice(sorted(self.tree["states"]))
        return [{"at": self.written(self.month()), "state": {"name": name, "output": self.make.number(-0.15, 0.1)}}]


def random_events(make, tree, active):
    """Every kind of event at least tried once, in random order: {name: event}."""
    maker = EventMaker(make, tree, active)
    kinds = ["pin", "strategy", "corridor", "change", "state"]
    kinds += make.rng.choices(kinds + ["pin", "pin"], k=make.rng.randint(0, 8))
    make.rng.shuffle(kinds)
    events = {}
    for kind in kinds:
        for event in getattr(maker, kind)():
            events[f"{kind}-{len(events) + 1}"] = event
    return events
