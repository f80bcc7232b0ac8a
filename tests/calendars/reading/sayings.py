"""Sentences made from the rules of a grammar themselves, sense or nonsense."""

import random
from collections.abc import Mapping, Sequence

from calendars.reading.grammar import Grammar
from calendars.reading.meaning import Value

DEEPEST = 4


class Sayings:
    """Words that a grammar's patterns match, drawn by a chooser.

    `words` are those of each class, those of shapes too; a class that is a rule's kind is
    said by one of its rules.
    """

    def __init__(
        self, grammar: Grammar[Value], words: Mapping[str, Sequence[str]], chooser: random.Random
    ) -> None:
        self.rules = [rule for level in grammar.levels for rule in level]
        self._words = words
        self._chooser = chooser

    def say(self, pattern: str, depth: int = 0) -> str:
        """One of the ways to say a pattern."""
        ways, piece, nesting = [[]], "", 0
        for letter in f"{pattern} ":
            nesting += (letter == "(") - (letter == ")")
            if not nesting and letter in " |":
                if piece:
                    ways[-1].append(piece)
                piece = ""
                if letter == "|":
                    ways.append([])
            else:
                piece += letter
        pieces = self._chooser.choice(ways)
        return " ".join(filter(None, [self._piece(piece, depth) for piece in pieces]))

    def _piece(self, piece: str, depth: int) -> str:
        may_miss = piece.endswith(("?", "{0,2}", "{0,3}"))
        if may_miss and self._chooser.random() < 1 / 2:
            return ""
        named = piece[0].islower() and ":" in piece
        bare = (piece.partition(":")[2] if named else piece).removesuffix("?")
        if bare.startswith("("):
            return self.say(bare[1 : bare.rindex(")")], depth)
        return self._class(bare, depth) if bare[:1].isupper() else bare

    def _class(self, name: str, depth: int) -> str:
        name = name.partition("{")[0]
        patterns = [rule.pattern for rule in self.rules if rule.kind == name]
        if depth >= DEEPEST or not patterns:
            return self._chooser.choice(self._words.get(name, ["May"]))
        if name in self._words and self._chooser.random() < 1 / 2:
            return self._chooser.choice(self._words[name])
        return self.say(self._chooser.choice(patterns), depth + 1)
