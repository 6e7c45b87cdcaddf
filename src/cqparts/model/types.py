"""What data/industry.yaml means: every section, field, unit and format, written once.

The annotations drive the strict reader (`loading`) and the JSON Schema (`schema`). In an `Annotated` type the first
text is the description; `Limits` hold further JSON Schema keywords, which the reader enforces; a second text says in
words what form a pattern asks for.
"""

from typing import Annotated, Literal, NamedTuple


class Limits(dict[str, "str | int"]):
    """Keywords of JSON Schema beside a type; with a hash, since typing makes annotations that have one faster."""

    __hash__ = object.__hash__  # type: ignore[assignment]


ID_PATTERN = r"^[a-z0-9]+([-.][a-z0-9]+)*$"
NUMBER_PATTERN = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"
NAME_PATTERN = r"^\S(.*\S)?$"
DAY_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PERIOD_PATTERN = r"^[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$|^[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}$"

ID_FORM = "small letters and digits, joined by single hyphens or points"
NAME_FORM = "a name without blanks around it"
DAY_FORM = "YYYY, YYYY-MM or YYYY-MM-DD"
NUMBER_FORM = "digits without sign, comma or needless 0, such as 2799 or 102.85"

NUMBER = Limits(pattern=NUMBER_PATTERN, maxLength=40)
"""Keywords of a number in quotes."""

Id = Annotated[str, "Lower-case name of the record, unique in the file.", Limits(pattern=ID_PATTERN), ID_FORM]
Ids = tuple[Annotated[str, "Id of another record.", Limits(pattern=ID_PATTERN), ID_FORM], ...]
Name = Annotated[str, "English name.", Limits(pattern=NAME_PATTERN), NAME_FORM]
NameZh = Annotated[str, "Chinese name.", Limits(pattern=NAME_PATTERN), NAME_FORM]
Aliases = Annotated[
    tuple[Annotated[str, "One of them.", Limits(pattern=NAME_PATTERN), NAME_FORM], ...],
    "Other words that texts use for the same thing.",
]
Sources = Annotated[Ids, "Ids of the sources that state this record.", Limits(minItems=1)]
Note = Annotated[str | None, "What a reader must know about the record, in English.", Limits(minLength=1)]
NoteZh = Annotated[str | None, "The same note in Chinese.", Limits(minLength=1)]
AsOf = Annotated[
    str | None,
    "Day, month or year of the state described: YYYY, YYYY-MM or YYYY-MM-DD.",
    Limits(pattern=DAY_PATTERN),
    DAY_FORM,
]
Period = Annotated[
    str | None,
    "Time that a flow covers: YYYY, YYYY-MM, a day, YYYY-H1/H2, YYYY-Q1 to Q4, or month/month.",
    Limits(pattern=PERIOD_PATTERN),
    "YYYY, YYYY-MM, YYYY-MM-DD, YYYY-H1, YYYY-Q1 or YYYY-MM/YYYY-MM",
]
Digits = Annotated[
    str, "Number as its source writes it, in quotes: its digits are the significant ones.", NUMBER, NUMBER_FORM
]
Currency = Annotated[str, "ISO 4217 code.", Limits(pattern="^[A-Z]{3}$"), "three capital letters such as USD"]
Qualifier = Annotated[Literal["exact", "about", "at-least"], "How exact the source itself says that the figure is."]
Status = Annotated[Literal["stated", "inferred"], "Stated by the sources, or inferred from them (the note says why)."]

SCALES = {"1,000": 3, "10,000": 4, "m": 6, "100m": 8, "bn": 9}
"""Powers of ten of the words that may stand before the thing counted in a figure's unit."""


class Text(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


class Place(NamedTuple):
    """A point on the map."""

    lat: Annotated[float, "Latitude, degrees WGS84.", Limits(minimum=-90, maximum=90)]
    lon: Annotated[float, "Longitude, degrees WGS84.", Limits(minimum=-180, maximum=180)]
    geonames: Annotated[int, "Number of the GeoNames entry.", Limits(minimum=1)]
    sources: Sources
    qualifier: Qualifier = "exact"
    note: Note = None
    note_zh: NoteZh = None


class Source(NamedTuple):
    """A text or data set that facts come from."""

    id: Id
    title: Annotated[str, "Title in the source's own language.", Limits(minLength=1)]
    publisher: Annotated[str, "Who published it.", Limits(minLength=1)]
    language: Annotated[
        str, "Two-letter code of its language.", Limits(pattern="^[a-z]{2}$"), "two small letters such as zh"
    ]
    kind: Annotated[Literal["primary", "official", "press", "dataset"], "How near it is to the facts."]
    published: AsOf = None
    url: Annotated[str | None, "Where it can be read.", Limits(pattern="^https?://"), "http:// or https://"] = None
    licence: Annotated[str | None, "Terms under which its data may be used.", Limits(minLength=1)] = None


class Component(NamedTuple):
    """A component type, one of those that the plan counts."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    as_of: AsOf = None
    status: Status = "stated"
    competitive: Annotated[bool, "Named among the components in which Chongqing holds a competitive edge."] = False
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None


class Assembly(NamedTuple):
    """An assembly (总成) of a vehicle: what districts specialise in."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    as_of: AsOf = None
    status: Annotated[
        Literal["stated", "inferred"], "Whether its system is stated, or inferred (the note says why)."
    ] = "stated"
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None
    components: Annotated[tuple[Component, ...], "The component types known to belong to it."] = ()


class System(NamedTuple):
    """One of the systems that the plan divides the industry into."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None
    assemblies: Annotated[tuple[Assembly, ...], "Its assemblies."] = ()


class Priority(NamedTuple):
    """The assemblies that one source gave on one day for a district."""

    occasion: Annotated[Literal["plan", "press-conference", "article", "other"], "Where the list was given."]
    assemblies: Annotated[Ids, "Ids of the assemblies, in the source's order.", Limits(minItems=1)]
    as_of: AsOf
    sources: Sources
    open_ended: Annotated[bool, 'The list ends with "and others" (等) in the source.'] = False
    note: Note = None
    note_zh: NoteZh = None


class District(NamedTuple):
    """A district of the pilot."""

    id: Id
    name: Name
    name_zh: NameZh
    adcode: Annotated[str, "Six-digit administrative code, in quotes.", Limits(pattern="^[0-9]{6}$"), "six digits"]
    sources: Sources
    priorities: Annotated[tuple[Priority, ...], "What each source says that it concentrates on.", Limits(minItems=1)]
    seat: Annotated[Place | None, "Where its government sits."] = None
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None


class City(NamedTuple):
    """A partner city in Sichuan."""

    id: Id
    name: Name
    name_zh: NameZh
    adcode: Annotated[str, "Six-digit administrative code, in quotes.", Limits(pattern="^[0-9]{6}$"), "six digits"]
    sources: Sources
    seat: Annotated[Place | None, "Where its government sits."] = None
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None


class Area(NamedTuple):
    """A group of districts, or the whole city, that figures speak of."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    part_of: Annotated[str | None, "Id of the area that holds it.", Limits(pattern=ID_PATTERN), ID_FORM] = None
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None


class Term(NamedTuple):
    """What is measured, or the part of it that a figure is limited to."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    topic: Annotated[
        Literal["investment", "localization", "output", "industry", "structure", "scope"],
        "What the term belongs to; commands select by it.",
    ]
    ratio_of: Annotated[
        Ids,
        "Ids of two measures: it is the first in percent of the second, and derived where both are known.",
        Limits(minItems=2, maxItems=2),
    ] = ()
    aliases: Aliases = ()
    note: Note = None
    note_zh: NoteZh = None


class Figure(NamedTuple):
    """One number: of what, when, how exact, and who says so."""

    id: Id
    subject: Annotated[
        str, "Id of the area, district, city or system it speaks of.", Limits(pattern=ID_PATTERN), ID_FORM
    ]
    measure: Annotated[str, "Id of the measure.", Limits(pattern=ID_PATTERN), ID_FORM]
    value: Digits
    unit: Annotated[
        str,
        "The source's unit: a scale (1,000; 10,000; m; 100m; bn) if any, then what is counted: a currency, percent, "
        "percentage points, or things such as firms.",
        Limits(pattern=r"^((1,000|10,000|m|100m|bn) )?([A-Z]{3}|[a-z]+( [a-z]+)*)$"),
        'a scale (1,000, 10,000, m, 100m, bn) if any, then a currency code or small letters, such as "100m CNY"',
    ]
    qualifier: Qualifier
    sources: Sources
    period: Period = None
    as_of: AsOf = None
    kind: Annotated[
        Literal["actual", "target", "draft"], "What happened, what is promised, or what a draft proposes."
    ] = "actual"
    scope: Annotated[
        str | None, "Id of the scope: the part that the figure is limited to.", Limits(pattern=ID_PATTERN), ID_FORM
    ] = None
    note: Note = None
    note_zh: NoteZh = None


class Remark(NamedTuple):
    """Where sources differ, or what none of them says."""

    id: Id
    about: Annotated[Ids, "Ids of the records that it concerns.", Limits(minItems=1)]
    text: Annotated[str, "The remark in English.", Limits(minLength=1)]
    text_zh: Annotated[str, "The remark in Chinese.", Limits(minLength=1)]
    sources: Sources


class Item(NamedTuple):
    """One thing that is said of the pilot."""

    id: Id
    kind: Annotated[Literal["plan", "person", "aspect", "announcement", "coverage"], "What sort of thing it is."]
    name: Name
    name_zh: NameZh
    as_of: AsOf
    sources: Sources
    qualifier: Qualifier = "exact"
    note: Note = None
    note_zh: NoteZh = None


class Pilot(NamedTuple):
    """The pilot itself: who, when, and what was announced."""

    id: Id
    name: Name
    name_zh: NameZh
    as_of: AsOf
    summary: Annotated[str, "One sentence in English.", Limits(minLength=1)]
    summary_zh: Annotated[str, "The same sentence in Chinese.", Limits(minLength=1)]
    sources: Sources
    items: Annotated[tuple[Item, ...], "The plan, people, aspects and announcements."] = ()


class QuotedRate(NamedTuple):
    """A rate of yuan per one unit of a currency: published, or implied by a source's two amounts."""

    id: Id
    currency: Currency
    kind: Annotated[
        Literal["implied", "published", "cross"],
        "Implied by an amount and its stated equivalent, published as such, or crossed from two published rates.",
    ]
    sources: Sources
    qualifier: Qualifier
    rate: Annotated[str | None, "Yuan per one unit of the currency, in quotes.", NUMBER, NUMBER_FORM] = None
    as_of: AsOf = None
    period: Period = None
    days: Annotated[int | None, "Number of daily rates in a mean.", Limits(minimum=1)] = None
    figure: Annotated[
        str | None, "Id of the amount that an implied rate starts from.", Limits(pattern=ID_PATTERN), ID_FORM
    ] = None
    equivalent: Annotated[str | None, "The equivalent that the source states, in quotes.", NUMBER, NUMBER_FORM] = None
    equivalent_unit: Annotated[
        str | None,
        'Unit of the equivalent, such as "bn USD".',
        Limits(pattern="^((1,000|10,000|m|100m|bn) )?[A-Z]{3}$"),
        'a scale (1,000, 10,000, m, 100m, bn) if any, then a currency code, such as "bn USD"',
    ] = None
    note: Note = None
    note_zh: NoteZh = None


class RateTable(NamedTuple):
    """All reference rates that one publisher gave on one day, as units of currency per one unit of the base."""

    id: Id
    base: Currency
    as_of: AsOf
    rates: Annotated[
        dict[Currency, Digits], "Units of each currency per one unit of the base, as published, in quotes."
    ]
    sources: Sources
    note: Note = None
    note_zh: NoteZh = None


class ExchangeRates(NamedTuple):
    """What amounts are converted with."""

    quotes: Annotated[
        tuple[QuotedRate, ...], "Single rates: the one a source implies, and published ones beside it."
    ] = ()
    tables: Annotated[tuple[RateTable, ...], "Whole tables of reference rates, the default for conversions first."] = ()


class Model(NamedTuple):
    """Everything that the file holds."""

    schema_version: Annotated[int, "Version of this format.", Limits(minimum=1, maximum=1)]
    pilot: Pilot
    sources: Annotated[tuple[Source, ...], "Where the facts come from.", Limits(minItems=1)]
    systems: Annotated[tuple[System, ...], "The systems, each with its assemblies, each with its components."]
    districts: Annotated[tuple[District, ...], "The districts of the pilot."]
    unplaced: Annotated[tuple[Component, ...], "Component types whose assembly no source names."] = ()
    cities: Annotated[tuple[City, ...], "The partner cities in Sichuan."] = ()
    areas: Annotated[tuple[Area, ...], "Groups of districts, and the whole city."] = ()
    measures: Annotated[tuple[Term, ...], "What figures measure."] = ()
    scopes: Annotated[tuple[Term, ...], "The parts that figures may be limited to."] = ()
    figures: Annotated[tuple[Figure, ...], "Every number, one a record."] = ()
    conflicts: Annotated[tuple[Remark, ...], "Where sources differ."] = ()
    unknowns: Annotated[tuple[Remark, ...], "What no source at hand says."] = ()
    exchange_rates: Annotated[ExchangeRates, "Rates to convert amounts with."] = ExchangeRates()
