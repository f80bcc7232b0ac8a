"""Names for mentions that hold however often their article is read.

A mention is known by its sentence, its name, and which one it is within the sentence. A
better reader may name it otherwise, a rewritten article may tell it elsewhere.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from calendars.events.folding import words

Told = tuple[str | None, str | None]
"""The sentence and the name of a mention."""


class MentionKey(NamedTuple):
    """The sentence and the name as hashes, and the number within the sentence."""

    sentence: str
    name: str
    number: int

    def __str__(self) -> str:
        """The key as it is kept."""
        return f"{self.sentence} {self.name} {self.number}"

    @classmethod
    def of(cls, kept: str) -> "MentionKey":
        """The key that was kept as that text."""
        sentence, name, number = kept.split(" ")
        return cls(sentence, name, int(number))


def keys_of(mentions: Sequence[Told]) -> list[MentionKey]:
    """The keys of an article's mentions, in their order.

    >>> [key.number for key in keys_of([("A forum.", "forum"), ("A forum.", "talks")])]
    [0, 1]
    """
    seen: dict[str, int] = defaultdict(int)
    keys = []
    for sentence, name in mentions:
        hashed = _hash(sentence)
        keys.append(MentionKey(hashed, _hash(name), seen[hashed]))
        seen[hashed] += 1
    return keys


def same_mentions(mentions: Sequence[Told], known: Collection[MentionKey]) -> dict[int, MentionKey]:
    """Which mentions, by their numbers, are known ones: by name, else by place in the sentence.

    >>> before = keys_of([("A forum is held.", "forum")])
    >>> list(same_mentions([("A  forum is held.", "Birch forum")], before))
    [0]
    """
    keys = keys_of(mentions)
    named = {(key.sentence, key.name): key for key in known}
    found = {
        number: named[key.sentence, key.name]
        for number, key in enumerate(keys)
        if (key.sentence, key.name) in named
    }
    left = {(key.sentence, key.number): key for key in set(known) - set(found.values())}
    for number, key in enumerate(keys):
        if number not in found and (key.sentence, key.number) in left:
            found[number] = left[key.sentence, key.number]
    return found


def _hash(text: str | None) -> str:
    return hashlib.sha256(" ".join(words(text or "")).encode()).hexdigest()[:16]
