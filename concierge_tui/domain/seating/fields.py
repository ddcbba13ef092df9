"""Arithmetic in which differences can be divided: fields of p^e elements, and products of them.

Elements are the numbers 0 … size-1. In a product of fields the elements (0, 0), (1, 1), (2, 2) …
differ in every part as long as they are fewer than the smallest field has elements.
"""

from itertools import product
from math import prod
from typing import NamedTuple


class Field(NamedTuple):
    """The field of p^e elements; an element is a number whose digits to base p are a polynomial."""

    prime: int
    degree: int
    powers: tuple[int, ...]
    """The powers of a primitive element, so that a product is a sum of exponents."""
    exponents: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many elements there are."""
        return len(self.exponents)

    def minus(self, one: int, other: int) -> int:
        """Return one - other, digit by digit."""
        found, place = 0, 1
        for _ in range(self.degree):
            found += (one // place - other // place) % self.prime * place
            place *= self.prime
        return found

    def times(self, one: int, other: int) -> int:
        """Return one * other."""
        if not one or not other:
            return 0
        return self.powers[(self.exponents[one] + self.exponents[other]) % (self.size - 1)]


def field(prime: int, degree: int) -> Field:
    """Return the field of `prime` to the power of `degree` elements."""
    size = prime**degree
    for polynomial in product(range(prime), repeat=degree):
        powers = _powers(prime, polynomial)
        if len(set(powers)) == size - 1 and 0 not in powers:
            exponents = [0] * size
            for exponent, element in enumerate(powers):
                exponents[element] = exponent
            return Field(prime, degree, powers, tuple(exponents))
    raise ValueError(size)


def _powers(prime: int, polynomial: tuple[int, ...]) -> tuple[int, ...]:
    """Return the powers of x where x^e is the polynomial; in degree 1 those of the number."""
    size = prime ** len(polynomial)
    top = size // prime
    found, element = [], 1
    for _ in range(size - 1):
        found.append(element)
        if len(polynomial) == 1:
            element = element * polynomial[0] % prime
            continue
        high, low = divmod(element, top)
        element = sum(
            (low * prime // prime**place % prime + high * part) % prime * prime**place
            for place, part in enumerate(polynomial)
        )
    return tuple(found)


class Ring(NamedTuple):
    """A product of fields with `size` elements together."""

    fields: tuple[Field, ...]

    @property
    def size(self) -> int:
        """How many elements there are."""
        return prod(each.size for each in self.fields)

    @property
    def apart(self) -> int:
        """How many elements differ from each other in every part."""
        return min(each.size for each in self.fields)

    def line(self, slope: int, at: int) -> list[int]:
        """Return x - slope * at for every x; slope n stands for (n, n, …), below `apart`."""
        parts, rest = [], at
        for each in self.fields:
            rest, digit = divmod(rest, each.size)
            shift = each.times(slope, digit)
            parts.append([each.minus(x, shift) for x in range(each.size)])
        found = [0]
        for each, part in reversed(list(zip(self.fields, parts, strict=True))):
            found = [high * each.size + low for high in found for low in part]
        return found


def ring(size: int) -> Ring:
    """Return the product of the largest fields that have `size` elements together."""
    found, rest, prime = [], size, 2
    while rest > 1:
        degree = 0
        while rest % prime == 0:
            rest, degree = rest // prime, degree + 1
        if degree:
            found.append(field(prime, degree))
        prime += 1
    return Ring(tuple(found))
