"""Dataclasses that nobody changes, made quickly."""

from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool = False, order: bool = False) -> Any:
        """A dataclass that only the type checker holds frozen.

        One that is frozen at run time sets each field by a call. Reading an article makes a
        thousand of them, and took a tenth of its time for that.
        """
        return dataclass(slots=slots, order=order, unsafe_hash=frozen)
