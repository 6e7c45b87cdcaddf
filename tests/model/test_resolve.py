"""Words to records: what finds a thing, and what is said of what is not found."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.model.places import places_in, resolve_places
from cqparts.model.resolve import (
    MOST_NAMES,
    advice,
    apart,
    assemblies,
    candidate_text,
    join_words,
    names,
    nearest_first,
    normalise,
    normalise_all,
    resolve,
    resolve_assemblies,
    resolve_assembly,
    resolve_each,
    resolve_name,
    split_words,
)
from cqparts.model.types import Assembly, City, District

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


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_normalise_all(words: list[str]) -> None:
    """Many words at once have the forms that each has alone."""
    assert normalise_all(words) == [normalise(word) for word in words]


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


def test_of_many_the_nearest_are_named_first() -> None:
    """More things than a message names come by likeness to the word; a few in their own order."""
    things = [*(f"nameless {letter}" for letter in "abcdefghijklm"), "names"]
    with pytest.raises(CallError, match=r"^thing 'name' is ambiguous: names, nameless a, "):
        resolve_name("thing", "name", things)
    with pytest.raises(CallError, match=r"^thing 'name' is ambiguous: nameless k, "):
        resolve_name("thing", "name", things[10:])


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
    """One, two and three words are listed with their joint; of more than twelve, the first, then how many there are."""
    assert join_words(["a"], "or") == "a"
    assert join_words(["a", "b"], "or") == "a or b"
    assert join_words(["a", "b", "c"], "and") == "a, b and c"
    many = join_words([str(number) for number in range(13)], "and")
    assert many.endswith("10, 11 and 1 more")
    assert join_words([str(number) for number in range(55)], "or", "source").endswith(
        "11 or 43 more (see cqparts sources)"
    )
    assert join_words([str(number) for number in range(12)], "and", "source").endswith("10 and 11")


WORDS = {
    "steering": "electric-steering",
    "braking": "electric-braking",
    "brake": "electric-braking",
    "电池": "power-battery",
    "drive": "electric-drive",
    "cockpit": "smart-cockpit",
    "EPS": "electric-steering",
    "ADAS": "intelligent-driving",
    "e-axle": "electric-drive",
    "驾驶": "intelligent-driving",
    "V2X": "vehicle-road-connectivity",
}
"""What the trade says, and the assembly that it means."""


@pytest.mark.parametrize(("word", "assembly"), WORDS.items())
def test_a_word_that_one_record_alone_has_finds_it(word: str, assembly: str) -> None:
    """A word in the names of one assembly alone finds it, in any case, and the beginning of such a word too."""
    assert resolve_assembly(MODEL, word).id == assembly
    assert resolve_assembly(MODEL, word.upper()).id == assembly


def said_of(word: str) -> str:
    """Return what is said of a word that names no assembly, or several."""
    with pytest.raises(CallError) as refused:
        resolve_assembly(MODEL, word)
    return str(refused.value)


@given(st.sampled_from(assemblies(MODEL)), st.data())
def test_a_word_of_a_name_finds_its_record_or_says_which(assembly: Assembly, data: st.DataObject) -> None:
    """Any word of any name finds the one assembly that has it; what several have is an error that names all of them."""
    word = data.draw(st.sampled_from([part for name in names(assembly) for part in apart(normalise(name)).split()]))
    having = [other.id for other in assemblies(MODEL) if has_word(other, word)]
    exact = [other.id for other in assemblies(MODEL) if word in map(normalise, names(other))]
    assert assembly.id in having
    if len(exact or having) == 1:
        assert resolve_assembly(MODEL, word) is assembly
    elif not exact:
        said = said_of(word)
        assert said.startswith(f"assembly {word!r} is ambiguous: ")
        assert all(f"({key})" in said for key in having)


def has_word(assembly: Assembly, word: str) -> bool:
    """Return whether a word, or one that it begins, is in a name of an assembly."""
    keys = [apart(normalise(name)) for name in names(assembly)]
    return any(part.startswith(word) for key in keys for part in key.split()) or (
        not word.isascii() and any(word in key for key in keys)
    )


def test_a_component_is_no_assembly() -> None:
    """What names a component alone is refused, with its assembly: no other question is answered."""
    assert said_of("BMS") == (
        "unknown assembly 'BMS': Battery management system is a component of Power battery; use power-battery"
    )
    assert said_of("motor") == "unknown assembly 'motor': Motor is a component of Electric drive; use electric-drive"


def test_a_slip_in_a_word_of_a_name_is_asked_back() -> None:
    """What comes near a word within a name gets that record as a suggestion."""
    assert said_of("stearing") == "unknown assembly 'stearing'; did you mean electric-steering?"


@pytest.mark.parametrize("word", ["chongqing", "重庆", "新能源", "qzx"])
def test_a_message_names_at_most_twelve(word: str) -> None:
    """Of very many sources a message names twelve, says how many more there are, and which call lists them."""
    with pytest.raises(CallError) as refused:
        resolve("source", MODEL.sources, word)
    said = str(refused.value)
    listed = {source.id for source in MODEL.sources} & {*re.split(r"[ ,()]+", said)}
    assert len(listed) == MOST_NAMES
    assert re.search(r" [0-9]+ more \(see cqparts sources\)", said)


def test_numbers_are_near_by_their_value() -> None:
    """Of very many years those are named that are nearest to the one asked for."""
    years = [str(year) for year in range(1990, 2028)]
    assert nearest_first("2031", {year: [year] for year in years})[:3] == ["2027", "2026", "2025"]
    with pytest.raises(CallError, match=r"^unknown year '2031'; use one of: 2027, 2026, .*, 2016, 26 more$"):
        resolve_name("year", "2031", years)


def test_several_words_are_each_found_once() -> None:
    """Commas of both widths and several texts are alike; what is named twice is found once, in the order given."""
    texts = [["steering,braking"], ["steering", "braking"], ["steering，braking"], ["EPS、 braking", "steering"]]
    for words in texts:
        assert [found.id for found in resolve_assemblies(MODEL, words)] == ["electric-steering", "electric-braking"]
    assert [found.id for found in resolve_each("system", MODEL.systems, "traditional, 新能源")] == [
        "traditional",
        "new-energy",
    ]


@given(st.lists(st.sampled_from(RECORDS[:16]), min_size=1, max_size=5), st.booleans())
def test_nothing_given_is_dropped(records: list[District | City], joined: bool) -> None:  # noqa: FBT001 -- drawn
    """Every place given is in what is found, whether joined by commas or given one by one."""
    words = [record.name_zh for record in records]
    found = resolve_places(MODEL, ",".join(words) if joined else words)
    assert found == list({record.id: record for record in records}.values())


def test_nothing_between_two_commas_is_wrong() -> None:
    """An empty piece of a list names nothing, and is not passed over."""
    for words in ("steering,", ",", ["steering", ""]):
        with pytest.raises(CallError, match=r"^unknown assembly \(none given\); use one of: power-battery"):
            resolve_assemblies(MODEL, words)


def test_what_is_no_text_is_refused() -> None:
    """A list with something else than texts gets one line, as a single value does."""
    with pytest.raises(CallError, match=r"^5: expected a text, such as '5'$"):
        split_words(["a", 5])  # type: ignore[list-item]


def test_places_hold_what_lies_in_them() -> None:
    """An area holds its districts or cities and the areas in those; a district what lies in it; a part only itself."""
    districts, cities = ({place.id for place in group} for group in (MODEL.districts, MODEL.cities))
    assert inside("western-chongqing") == {"western-chongqing", "luohuang", *districts}
    assert inside("sichuan") == {"sichuan", "chengdu", "shehong", "gaozhu", "linshui", *cities}
    assert inside("chongqing") > inside("western-chongqing")
    assert inside("sichuan-and-chongqing") > inside("sichuan") | inside("chongqing")
    assert inside("jiangjin") == {"jiangjin", "luohuang"}
    assert inside("luohuang") == {"luohuang"}
    assert inside("guangan", "bishan") == {"guangan", "gaozhu", "linshui", "bishan"}


def inside(*words: str) -> set[str]:
    """Return the ids of places and of what lies in them."""
    return places_in(MODEL, resolve_places(MODEL, words))
