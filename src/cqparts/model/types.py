"""What data/industry.yaml means: every section and its fields, as records.

The annotations drive the strict reader (`loading`) and the JSON Schema (`schema`); `fields` has what they name. They
stay unread until one of these asks: no look-up does, and making the types would cost more than its answer.
"""

from __future__ import annotations

from cqparts.model.annotations import TYPE_CHECKING
from cqparts.model.record import Record, Sections

if TYPE_CHECKING:
    from typing import Annotated, Literal

    from cqparts.model.fields import (
        DAY_FORM,
        DAY_PATTERN,
        ID_FORM,
        ID_PATTERN,
        NAME,
        NAME_FORM,
        NUMBER,
        NUMBER_FORM,
        TITLE,
        Aliases,
        AsOf,
        Bound,
        Caution,
        CautionZh,
        Currency,
        Customers,
        CustomersZh,
        Digits,
        DigitsDiffer,
        DistrictOrCity,
        Evidence,
        Grade,
        GradeIfAny,
        Id,
        Ids,
        Name,
        NameZh,
        Near,
        Note,
        NoteZh,
        PartOf,
        PartOfPlace,
        Period,
        Products,
        ProductsZh,
        Qualifier,
        Short,
        ShortZh,
        Sources,
        StageWord,
        StatedAssemblies,
        StatedComponents,
        Status,
        Texts,
        Unit,
        VerbZh,
    )
    from cqparts.model.record import Limits

NO_EVIDENCE: dict[str, str] = {}
"""The default of `evidence`, shared by all records without any: never changed."""

SCALES = {"1,000": 3, "10,000": 4, "m": 6, "100m": 8, "bn": 9}
"""Powers of ten of the words that may stand before the thing counted in a figure's unit."""


class Text(Record):
    """A text in both languages."""

    en: str
    zh: str


class Place(Record):
    """A point on the map."""

    lat: Annotated[float, "Latitude, degrees WGS84.", Limits(minimum=-90, maximum=90)]
    lon: Annotated[float, "Longitude, degrees WGS84.", Limits(minimum=-180, maximum=180)]
    geonames: Annotated[int, "Number of the GeoNames entry.", Limits(minimum=1)]
    sources: Sources
    qualifier: Qualifier = "exact"
    note: Note = None
    note_zh: NoteZh = None


class Source(Record):
    """A text or data set that facts come from."""

    id: Id
    title: Annotated[str, "Title in the source's own language.", TITLE]
    publisher: Annotated[str, "Who published it.", TITLE]
    language: Annotated[
        str, "Two-letter code of its language.", Limits(pattern="^[a-z]{2}$"), "two small letters such as zh"
    ]
    kind: Annotated[Literal["primary", "official", "press", "company", "dataset"], "How near it is to the facts."]
    title_en: Annotated[str | None, "Title in English, where the source has another language.", TITLE] = None
    publisher_zh: Annotated[str | None, "The publisher in Chinese.", TITLE] = None
    published: AsOf = None
    url: Annotated[str | None, "Where it can be read.", Limits(pattern="^https?://"), "http:// or https://"] = None
    licence: Annotated[str | None, "Terms under which its data may be used.", Limits(minLength=1)] = None
    grade: GradeIfAny = None
    copy: Annotated[
        bool, "The page read is a copy: cite the publisher and the date; the address leads to the copy."
    ] = False


class Component(Record):
    """A component type, one of those that the plan counts."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    as_of: AsOf = None
    status: Status = "stated"
    competitive: Annotated[
        bool, "Named as one of those in which Chongqing is said to have a competitive edge; false says nothing."
    ] = False
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Assembly(Record):
    """An assembly (总成) of a vehicle: what districts prioritize."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    as_of: AsOf = None
    status: Annotated[
        Literal["stated", "inferred"], "Whether its system is stated, or inferred (the note says why)."
    ] = "stated"
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None
    note: Note = None
    note_zh: NoteZh = None
    components: Annotated[tuple[Component, ...], "The component types known to belong to it."] = ()


class System(Record):
    """One of the systems that the plan divides the industry into."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None
    assemblies: Annotated[tuple[Assembly, ...], "Its assemblies."] = ()


class Priority(Record):
    """The assemblies that one source gave on one day for a district."""

    occasion: Annotated[Literal["plan", "press-conference", "article", "other"], "Where the list was given."]
    assemblies: Annotated[Ids, "Ids of the assemblies, in the source's order.", Limits(minItems=1)]
    as_of: AsOf
    sources: Sources
    open_ended: Annotated[bool, 'The list ends with "and others" (等) in the source.'] = False
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class District(Record):
    """A district of the pilot."""

    id: Id
    name: Name
    name_zh: NameZh
    adcode: Annotated[str, "Six-digit administrative code, in quotes.", Limits(pattern="^[0-9]{6}$"), "six digits"]
    sources: Sources
    priorities: Annotated[tuple[Priority, ...], "What each source says that it is to prioritize.", Limits(minItems=1)]
    seat: Annotated[Place | None, "The GeoNames point of the place."] = None
    part_of: PartOf = None
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class City(Record):
    """A partner city in Sichuan."""

    id: Id
    name: Name
    name_zh: NameZh
    adcode: Annotated[str, "Six-digit administrative code, in quotes.", Limits(pattern="^[0-9]{6}$"), "six digits"]
    sources: Sources
    seat: Annotated[Place | None, "The GeoNames point of the place."] = None
    part_of: PartOf = None
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Area(Record):
    """A group of districts, the whole city, or a part of one of them, that records speak of."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    part_of: PartOf = None
    lies_in: Annotated[str | None, "Id of the district or city that holds it.", Limits(pattern=ID_PATTERN), ID_FORM] = (
        None
    )
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Term(Record):
    """What is measured, or the part of it that a figure is limited to."""

    id: Id
    name: Name
    name_zh: NameZh
    sources: Sources
    topic: Annotated[
        Literal["investment", "localization", "output", "industry", "structure", "scope"],
        "What the term belongs to; commands select by it.",
    ]
    short: Short = None
    short_zh: ShortZh = None
    ratio_of: Annotated[
        Ids,
        "Ids of two measures: it is the first in percent of the second, and derived where both are known.",
        Limits(minItems=2, maxItems=2),
    ] = ()
    aliases: Aliases = ()
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Figure(Record):
    """One number: of what, when, how exact, and from which sources."""

    id: Id
    subject: Annotated[
        str, "Id of the area, district, city or system it speaks of.", Limits(pattern=ID_PATTERN), ID_FORM
    ]
    measure: Annotated[str, "Id of the measure.", Limits(pattern=ID_PATTERN), ID_FORM]
    value: Digits
    unit: Unit
    qualifier: Qualifier
    sources: Sources
    period: Period = None
    as_of: AsOf = None
    kind: Annotated[
        Literal["actual", "target", "draft"], "What happened, what a target sets, or what a draft proposes."
    ] = "actual"
    scope: Annotated[
        str | None, "Id of the scope: the part that the figure is limited to.", Limits(pattern=ID_PATTERN), ID_FORM
    ] = None
    bound: Bound = None
    digits_differ: DigitsDiffer = None
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None
    note: Note = None
    note_zh: NoteZh = None


class Remark(Record):
    """Where sources differ, how not to read a figure, or what no source says."""

    id: Id
    about: Annotated[Ids, "Ids of the records that it concerns.", Limits(minItems=1)]
    text: Annotated[str, "The remark in English.", Limits(minLength=1)]
    text_zh: Annotated[str, "The remark in Chinese.", Limits(minLength=1)]
    sources: Sources
    kind: Annotated[
        Literal["differs", "reading"],
        "Of a conflict: two sources give two facts, or a figure is easily misread. An unknown leaves it out.",
    ] = "differs"
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None


class Item(Record):
    """One thing that is said of the pilot."""

    id: Id
    kind: Annotated[Literal["plan", "person", "aspect", "announcement", "coverage"], "What sort of thing it is."]
    name: Name
    name_zh: NameZh
    as_of: AsOf
    sources: Sources
    qualifier: Qualifier = "exact"
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Pilot(Record):
    """The pilot itself: who, when, and what was announced."""

    id: Id
    name: Name
    name_zh: NameZh
    as_of: AsOf
    summary: Annotated[str, "One sentence in English.", Limits(minLength=1)]
    summary_zh: Annotated[str, "The same sentence in Chinese.", Limits(minLength=1)]
    sources: Sources
    items: Annotated[tuple[Item, ...], "The plan, people, aspects and announcements."] = ()
    evidence: Evidence = NO_EVIDENCE


class Stage(Record):
    """How far a project had come at some time."""

    stage: StageWord
    as_of: AsOf


class Amount(Record):
    """One number of a project: what is to be put in or has been, or what comes out."""

    what: Annotated[
        Literal["investment", "phase-one", "invested", "capacity", "output", "phases"],
        "Investment of the whole project or of its first phase, what was invested so far, what can be or is made, or "
        "a number of phases.",
    ]
    value: Digits
    unit: Unit
    qualifier: Qualifier
    bound: Bound = None
    when: Annotated[
        Literal["planned", "current", "expected", "actual"] | None,
        "Of a capacity or phases: planned, or there now; of an output: expected, or reached.",
    ] = None
    as_of: AsOf = None
    part: Annotated[str | None, "What the number covers, in English.", Limits(minLength=1)] = None
    part_zh: Annotated[str | None, "The same in Chinese.", Limits(minLength=1)] = None
    digits_differ: DigitsDiffer = None


class Project(Record):
    """A plant or an investment of a firm."""

    id: Id
    firm: Name
    place: DistrictOrCity
    products: Products
    products_zh: ProductsZh
    stage: StageWord
    stage_as_of: Annotated[
        str | None,
        "Day, month or year of the latest state known; null where no source dates it.",
        Limits(pattern=DAY_PATTERN),
        DAY_FORM,
    ]
    sources: Sources
    grade: Grade
    firm_zh: Annotated[str | None, "The firm in Chinese, if a source names it so.", NAME, NAME_FORM] = None
    area: PartOfPlace = None
    assemblies: StatedAssemblies = ()
    near: Near = ()
    components: StatedComponents = ()
    customers: Customers = ()
    customers_zh: CustomersZh = ()
    earlier: Annotated[tuple[Stage, ...], "The states before, in order of time."] = ()
    amounts: Annotated[
        tuple[Amount, ...],
        "Its numbers, those of the whole first. Never to be added up over projects: some are signed, some built.",
    ] = ()
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None
    note: Note = None
    note_zh: NoteZh = None


class Production(Record):
    """What a place is stated to make, as against what it is to prioritize."""

    id: Id
    place: DistrictOrCity
    products: Products
    products_zh: ProductsZh
    verb_zh: VerbZh
    as_of: AsOf
    sources: Sources
    grade: Grade
    area: PartOfPlace = None
    assemblies: StatedAssemblies = ()
    near: Near = ()
    components: StatedComponents = ()
    firms: Annotated[Texts, "Firms that the source names, in English, in the order of firms_zh; all or none."] = ()
    firms_zh: Annotated[Texts, "Firms that the source names, in Chinese."] = ()
    customers: Customers = ()
    customers_zh: CustomersZh = ()
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None
    note: Note = None
    note_zh: NoteZh = None


class LocalizationStatement(Record):
    """What a figure means by "local", of which vehicles, and whether it is a goal. Its sources are the figure's."""

    id: Id
    figure: Annotated[str, "Id of the figure.", Limits(pattern=ID_PATTERN), ID_FORM]
    local: Annotated[Literal["city", "district", "sichuan-and-chongqing"], "The area that counts as local."]
    vehicles: Annotated[
        Literal["traditional", "new-energy", "all", "parts"],
        "The vehicles it is said of; parts: said of parts, without naming vehicles.",
    ]
    stance: Annotated[Literal["goal", "stated"], "Set as a goal, or stated as reached."]
    note: Note = None
    note_zh: NoteZh = None


class FocusWords(Record):
    """A place's own words on what it wants, where they differ from the plan."""

    id: Id
    place: DistrictOrCity
    words: Annotated[Texts, "The words in English.", Limits(minItems=1)]
    words_zh: Annotated[Texts, "The words in Chinese, in the same order.", Limits(minItems=1)]
    verb_zh: VerbZh
    as_of: AsOf
    sources: Sources
    assemblies: StatedAssemblies = ()
    grade: GradeIfAny = None
    evidence: Evidence = NO_EVIDENCE
    caution: Caution = None
    caution_zh: CautionZh = None
    note: Note = None
    note_zh: NoteZh = None


class Link(Record):
    """Stated cooperation between a district and partner cities."""

    id: Id
    place: DistrictOrCity
    partners: Annotated[Ids, "Ids of the districts or cities that it works with.", Limits(minItems=1)]
    text: Annotated[str, "The cooperation in English.", Limits(minLength=1)]
    text_zh: Annotated[str, "The cooperation in Chinese.", Limits(minLength=1)]
    as_of: AsOf
    sources: Sources
    grade: GradeIfAny = None
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Event(Record):
    """A dated event before or after the press conference on the pilot, or the press conference itself."""

    id: Id
    phase: Annotated[Literal["before", "press-conference", "after"], "When it was, seen from the press conference."]
    name: Name
    name_zh: NameZh
    as_of: AsOf
    sources: Sources
    grade: GradeIfAny = None
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class Outcome(Record):
    """What came of a target."""

    target: Annotated[str, "Id of the figure that is the target.", Limits(pattern=ID_PATTERN), ID_FORM]
    result: Annotated[
        Literal["met", "missed", "open"],
        "Met or missed: compared with a figure like it; open: the year is not over, or only a part is known.",
    ]
    actual: Annotated[
        str | None, "Id of the figure that tells what came of it.", Limits(pattern=ID_PATTERN), ID_FORM
    ] = None
    note: Note = None
    note_zh: NoteZh = None


class QuotedRate(Record):
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
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class RateTable(Record):
    """All reference rates that one publisher gave on one day, as units of currency per one unit of the base."""

    id: Id
    base: Currency
    as_of: AsOf
    rates: Annotated[
        dict[Currency, Digits], "Units of each currency per one unit of the base, as published, in quotes."
    ]
    sources: Sources
    evidence: Evidence = NO_EVIDENCE
    note: Note = None
    note_zh: NoteZh = None


class ExchangeRates(Record):
    """What amounts are converted with."""

    quotes: Annotated[
        tuple[QuotedRate, ...], "Single rates: the one a source implies, and published ones beside it."
    ] = ()
    tables: Annotated[tuple[RateTable, ...], "Whole tables of reference rates, the default for conversions first."] = ()


class Model(Sections):
    """Everything that the file holds."""

    schema_version: Annotated[int, "Version of this format.", Limits(minimum=1, maximum=1)]
    pilot: Pilot
    sources: Annotated[tuple[Source, ...], "Where the facts come from.", Limits(minItems=1)]
    systems: Annotated[tuple[System, ...], "The systems, each with its assemblies, each with its components."]
    districts: Annotated[tuple[District, ...], "The districts of the pilot."]
    unplaced: Annotated[tuple[Component, ...], "Component types whose assembly no source names."] = ()
    cities: Annotated[tuple[City, ...], "The partner cities in Sichuan."] = ()
    areas: Annotated[tuple[Area, ...], "Groups of districts, the whole city, and parts of them."] = ()
    measures: Annotated[tuple[Term, ...], "What figures measure."] = ()
    scopes: Annotated[tuple[Term, ...], "The parts that figures may be limited to."] = ()
    figures: Annotated[tuple[Figure, ...], "Every number, one a record."] = ()
    conflicts: Annotated[tuple[Remark, ...], "Where sources differ, and how figures are not to be read."] = ()
    unknowns: Annotated[tuple[Remark, ...], "What was not found in the sources."] = ()
    projects: Annotated[tuple[Project, ...], "Plants and investments of firms."] = ()
    production: Annotated[tuple[Production, ...], "What places are stated to make."] = ()
    localization: Annotated[tuple[LocalizationStatement, ...], "What localization figures mean."] = ()
    focus_words: Annotated[tuple[FocusWords, ...], "Places' own words on what they want."] = ()
    links: Annotated[tuple[Link, ...], "Stated cooperation between districts and partner cities."] = ()
    events: Annotated[tuple[Event, ...], "Dated events around the press conference, in order of time."] = ()
    outcomes: Annotated[tuple[Outcome, ...], "What came of targets."] = ()
    exchange_rates: Annotated[ExchangeRates, "Rates to convert amounts with."] = ExchangeRates()
