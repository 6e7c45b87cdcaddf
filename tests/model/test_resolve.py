"""Words to records: what finds a thing, and what is said of what is not found."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.model.resolve import advice, candidate_text, join_words, names, normalise, resolve, resolve_name

MODEL = load()
RECORDS = [
    *MODEL.districts,
    *MODEL.cities,
    *MODEL.systems,
    *(part for held in MODEL.systems for part in held.assemblies),
]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Jiangjin District", "jiangjin"),
        ("江津区", "江津"),
        ("自贡市", "自贡"),
        ("Guang'an City", "guangan"),
        ("Guang\u2019an", "guangan"),
        ("smart-cockpit", "smart cockpit"),
        ("smart_cockpit", "smart cockpit"),
        ("  SMART   cockpit ", "smart cockpit"),
        ("\uff2a\uff29\uff21\uff2e\uff27", "jiang"),
        ("区", "区"),
        ("district", "district"),
        ("x district", "x"),
        ("city", "city"),
        ("", ""),
    ],
)
def test_normal_form(word: str, form: str) -> None:
    """Case, width, hyphens, spaces, apostrophes and the word for the kind make no difference."""
    assert normalise(word) == form


@given(st.sampled_from(RECORDS), st.data())
def test_every_name_in_any_case_finds_its_record(record: object, data: st.DataObject) -> None:
    """Whatever a record is called finds it, in any case."""
    kind = [other for other in RECORDS if type(other) is type(record)]
    name = data.draw(st.sampled_from(names(record)))
    word = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in name)
    assert resolve("thing", kind, word) is record


@given(st.sampled_from(MODEL.districts), st.integers(min_value=1, max_value=12))
def test_a_prefix_finds_one_or_says_which(district: object, length: int) -> None:
    """A prefix finds the one district that has it; of several it names each."""
    word = names(district)[0][:length]
    having = [other.id for other in MODEL.districts if any(normalise(name).startswith(word) for name in names(other))]
    if len(having) == 1:
        assert resolve("district", MODEL.districts, word) is district
    else:
        with pytest.raises(CallError) as raised:
            resolve("district", MODEL.districts, word)
        assert all(key in str(raised.value) for key in having)


@given(st.text(alphabet=string.printable, max_size=30))
def test_any_text_finds_or_is_refused_in_one_line(word: str) -> None:
    """No text makes look-up fail in another way than by saying so, in one line."""
    outcome = found_or_said(word)
    assert outcome in MODEL.districts or "\n" not in str(outcome)


def found_or_said(word: str) -> object:
    """Return the district that a word finds, or what is said of it."""
    try:
        return resolve("district", MODEL.districts, word)
    except CallError as refused:
        return str(refused)


def test_an_exact_name_wins_over_a_prefix() -> None:
    """A word that is one thing's name is not ambiguous because others begin with it."""
    assert resolve_name("column", "name", ["name", "name_zh"]) == "name"
    assert resolve_name("format", "json", ["json", "jsonl"]) == "json"


def test_nothing_names_nothing() -> None:
    """An empty word names nothing, and the choices are told."""
    with pytest.raises(CallError, match=r"^unknown format \(none given\); use one of: json, csv$"):
        resolve_name("format", "", ["json", "csv"])


def test_two_things_of_one_name_are_told_apart() -> None:
    """A name that two things share is ambiguous even where it is exact."""
    with pytest.raises(CallError, match=r"^thing 'x' is ambiguous: a or b$"):
        resolve_name("thing", "x", {"a": ("x",), "b": ("x",)})


@pytest.mark.parametrize(
    ("names", "title"),
    [(("a",), "a"), (("a", "Anna"), "Anna (a)"), (("a", "Anna", "Hanna"), "Anna (a)"), (("a", "a", "b"), "a")],
)
def test_candidates_are_told_by_title(names: tuple[str, ...], title: str) -> None:
    """A candidate is told by its English name and what to write, or just that where the two are one."""
    assert candidate_text("a", *names) == title


def test_at_most_three_are_suggested() -> None:
    """Of many near names the three nearest are suggested."""
    keys = {f"name{number}": [f"name{number}"] for number in range(5)}
    assert advice("thing", "namex", keys).count("name") == 3


def test_a_source_is_found_by_id_and_title() -> None:
    """A source is found by its id and its title; other records by all of their names."""
    assert names(MODEL.sources[0]) == ("article", MODEL.sources[0].title)
    assert resolve("source", MODEL.sources, "Foreign exchange rates, H.10").id == "fed-h10"
    assert resolve("source", MODEL.sources, "重庆二季度招商投资").id == "cqfabu-2023-07-21"
    with pytest.raises(CallError, match=r"\(cns-2023-08-19\) or .*\(cqcb-2023-08-27\)$"):
        resolve("source", MODEL.sources, "渝西打造世界级智能网联新能源汽车零部件产业基地")
    assert names(MODEL.districts[0])[:4] == ("jiangjin", "Jiangjin", "江津", "500116")
    assert "smart cockpits" in names(MODEL.systems[1].assemblies[0])


def test_nothing_to_choose_from() -> None:
    """Where the model holds none of a kind, the message says that."""
    with pytest.raises(CallError, match=r"^unknown city 'zigong'; the data file holds no city$"):
        resolve_name("city", "zigong", {})


def test_suggestions_are_the_owners_of_near_names() -> None:
    """A suggestion is what to write, whichever of a thing's names came near, each once."""
    assert advice("assembly", "smart cokpit", {"smart-cockpit": ["smart cockpit", "smart cockpits"]}) == (
        "; did you mean smart-cockpit?"
    )


def test_lists_read_as_sentences_and_end() -> None:
    """One, two and three words are listed with "or"; of very many, the rest is counted."""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a or b"
    assert join_words(["a", "b", "c"]) == "a, b or c"
    assert join_words([str(number) for number in range(13)]).endswith("10, 11 or 1 more")
    assert join_words([str(number) for number in range(83)]).endswith("10, 11 or 71 more")
    assert join_words([str(number) for number in range(12)]).endswith("10 or 11")


def test_of_many_names_the_nearest_are_told() -> None:
    """Where there are more than twelve, a message names the twelve that come nearest, and how many there are."""
    told = advice("thing", "thing 7", {f"record-{number}": [f"word {number}"] for number in range(30)})
    assert told.startswith("; the nearest of 30: record-7, ")
    assert told.count("record-") == 12
