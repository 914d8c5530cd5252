"""Discovery inside the package: one new file is one new kind, exporter or chart; nothing is ever loaded from elsewhere."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from types import ModuleType

T = TypeVar("T")


def discover(package: ModuleType, base: type[T]) -> dict[str, type[T]]:
    """The concrete subclasses of `base` defined in the modules of `package`, by their `name`, sorted by it.

    Raises:
        ValueError: two classes have the same name.
    """
    found: dict[str, type[T]] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if not issubclass(cls, base) or inspect.isabstract(cls) or cls.__module__ != module.__name__:
                continue
            name = str(getattr(cls, "name"))  # noqa: B009 - `base` is any class with a name
            if name in found:
                message = f"{cls.__qualname__} and {found[name].__qualname__} are both called {name!r}"
                raise ValueError(message)
            found[name] = cls
    return dict(sorted(found.items()))
