"""Items joined into groups (union-find)."""


class Groups:
    """Numbers 0 to size - 1 in disjoint groups; a group goes by its lowest number.

    Args:
        size: How many items there are, each in a group of its own at first.
    """

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, item: int) -> int:
        """Return the lowest number of the item's group."""
        root = item
        while self._above[root] != root:
            root = self._above[root]
        while self._above[item] != root:
            self._above[item], item = root, self._above[item]
        return root

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def listed(self) -> list[list[int]]:
        """Return the groups in the order of their lowest numbers, each ascending."""
        groups: dict[int, list[int]] = {}
        for item in range(len(self._above)):
            groups.setdefault(self.find(item), []).append(item)
        return list(groups.values())
