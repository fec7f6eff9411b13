"""What all YAML files that people write have in common: how their faults are told, and no key stands twice."""

from collections.abc import Hashable, Sequence
from typing import Any

import yaml


def fault_line(name: object, keys: Sequence[str], reason: str) -> str:
    """One line a fault: the file, the keys to the place in it, if there is one, and the reason."""
    return f"{name}: {' › '.join(keys)}: {reason}" if keys else f"{name}: {reason}"


class UniqueKeys:
    """For a loader: refuses a key that stands twice in the same mapping, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]  # type: ignore[attr-defined]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                raise yaml.constructor.ConstructorError(None, None, f"the key “{key}” stands twice", node.start_mark)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return mapping
