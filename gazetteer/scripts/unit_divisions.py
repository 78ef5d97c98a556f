"""What became of the communes that the reform of 2025-07-01 divided, where vietnamadminunits names them by their
names alone: it gives communes of one name in one new province the successors of all of them."""

import math
from collections import defaultdict
from dataclasses import dataclass, field

# A successor shared by namesakes is only that of the ones whose district is nearest to it: the others' districts are
# at least so many times as far away. Districts, for the package gives some communes the place of their namesake.
MUCH_NEARER = 2


@dataclass(frozen=True)
class Dropped:
    """A successor that is a namesake's: kilometres from the commune's district, and from the namesake's."""

    commune: str
    successor: str
    km: float
    namesake: str
    namesake_km: float


@dataclass
class Settled:
    """Successors by code, the main one first, and where they differ from what the package says."""

    successors: dict
    dropped: list = field(default_factory=list)
    # Codes of communes whose main successor is not the package's default but the one that bears their name.
    own_name: list = field(default_factory=list)


def settle(reform):
    settled = Settled({code: list(into) for code, into in reform.successors.items()})
    settled.dropped = namesakes_apart(reform)
    for it in settled.dropped:
        settled.successors[it.commune].remove(it.successor)
    for code, into in settled.successors.items():
        own = [it for it in into if reform.after.units[it].name == reform.before.units[code].name]
        if len(code) == 5 and own and into[0] != own[0]:
            settled.own_name.append(code)
            into.remove(own[0])
            into.insert(0, own[0])
    return settled


def namesakes_apart(reform):
    """The successors that divided communes have from a namesake in another district."""
    units = reform.before.units
    sharing = defaultdict(list)
    for code, into in reform.successors.items():
        for successor in into if len(code) == 5 else ():
            sharing[successor, units[code].name].append(code)
    dropped = []
    for (successor, _), communes in sharing.items():
        km = {code: distance(reform.places[units[code].parent], reform.places[successor]) for code in communes}
        nearest = min(communes, key=km.get)
        for code in communes:
            if len(reform.successors[code]) > 1 and km[code] >= MUCH_NEARER * km[nearest] and code != nearest:
                dropped.append(Dropped(code, successor, km[code], nearest, km[nearest]))
    return sorted(dropped, key=lambda it: (it.commune, it.successor))


def distance(one, other):
    """Kilometres between two places, in degrees of latitude and longitude; near enough within a province."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)
