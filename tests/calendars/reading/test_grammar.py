import pytest

from calendars.reading.grammar import Grammar, Rule
from calendars.reading.words import tokenize

LEXICON = {"COLOUR": ["red", "green"], "NAME": ["Rose", "May"], "VERB": ["may"]}
SHAPES = [(r"\d+", "NUMBER")]


def grammar(*levels, fillers=("the", "and")):
    return Grammar(lexicon=LEXICON, shapes=SHAPES, fillers=fillers, levels=levels)


def rule(name, pattern, kind="THING", **options):
    return Rule(name, kind, pattern, lambda hit, context: name, **options)


def finds(a_grammar, text):
    return [
        (hit.rule.name, hit.tokens.span_text(hit.first, hit.last))
        for hit in a_grammar.find(tokenize(text))
    ]


def test_classes_and_words_are_found_with_their_parts():
    [hit] = grammar([rule("balloons", "n:NUMBER c:COLOUR balloons")]).find(
        tokenize("He saw 99 Red balloons.")
    )
    assert (hit.word("n"), hit.words("c"), hit.before, hit.after) == ("99", ["red"], "saw", ".")


def test_a_word_with_a_capital_counts_only_with_a_capital():
    one = grammar([rule("name", "NAME"), rule("verb", "VERB")])
    assert finds(one, "May may, MAY") == [("name", "May"), ("verb", "may"), ("name", "MAY")]


def test_the_leftmost_and_longest_find_stands():
    one = grammar(
        [rule("short", "COLOUR"), rule("long", "COLOUR NUMBER"), rule("late", "NUMBER NAME")]
    )
    assert finds(one, "red 5 Rose green") == [("long", "red 5"), ("short", "green")]


def test_a_find_that_does_not_fit_leaves_its_place_to_another():
    one = grammar([rule("long", "COLOUR NUMBER", fits=lambda hit: False), rule("short", "COLOUR")])
    assert finds(one, "red 5") == [("short", "red")]


def test_a_level_builds_on_the_finds_of_the_one_below():
    one = grammar(
        [rule("shade", "COLOUR", kind="SHADE")], [rule("pair", "a:SHADE and b:SHADE", kind="PAIR")]
    )
    [hit] = one.find(tokenize("red and green"))
    assert hit.rule.name == "pair"
    assert [child.rule.name for child in hit.children] == ["shade", "shade"]
    assert hit.child("b").first == 2


def test_stretches_of_fillers_alone_are_passed_over():
    assert finds(grammar([rule("and", "the and")]), "the and") == []
    assert finds(grammar([rule("and", "the and COLOUR?")]), "the and red") == [
        ("and", "the and red")
    ]


@pytest.mark.parametrize("pattern", ["COLOUR*", "COLOUR+", "COLOUR{2,}", "[a-z]", "COLOUR ; red"])
def test_a_pattern_cannot_repeat_without_bound(pattern):
    with pytest.raises(ValueError, match="cannot be read from"):
        grammar([rule("runaway", pattern)])


def test_a_pattern_with_an_unknown_class_is_refused():
    with pytest.raises(ValueError, match="no word, shape or rule is SHADE"):
        grammar([rule("wrong", "SHADE")])
