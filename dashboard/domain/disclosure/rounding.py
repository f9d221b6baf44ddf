"""Rounding of what is published, and what a rounded number still says."""


def rounded(number: int, base: int | None) -> int:
    """The nearest multiple of a base, upwards from halfway between; the number itself where there is none."""
    return number if base is None else base * ((2 * number + base) // (2 * base))


def unrounded(number: int, base: int | None) -> tuple[int, int]:
    """The least and the most whole number, not negative, that is rounded to this one."""
    if base is None:
        return number, number
    return max(0, number - base // 2), number + (base - 1) // 2
