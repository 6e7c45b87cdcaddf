"""The values that fields of the model take: descriptions, limits and patterns, written once.

In an `Annotated` type the first text is the description; `Limits` hold further JSON Schema keywords, which the reader
enforces; a second text says in words what form a pattern asks for.
"""

from cqparts.model.annotations import Annotated, Literal
from cqparts.model.record import Limits

ID_PATTERN = r"^[a-z0-9]+([-.][a-z0-9]+)*$"
NUMBER_PATTERN = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"
NAME_PATTERN = r"^\S(.*\S)?$"
DAY_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PERIOD_PATTERN = r"^[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$|^[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}$"

ID_FORM = "small letters and digits, joined by single hyphens or points"
NAME_FORM = "a name without blanks around it"
DAY_FORM = "YYYY, YYYY-MM or YYYY-MM-DD"
NUMBER_FORM = "digits without sign, comma or needless 0, such as 2799 or 102.85"

NAME = Limits(pattern=NAME_PATTERN, maxLength=500)
"""Keywords of a name: a search of an export indexes each piece of it, and a table shows it whole."""

TITLE = Limits(minLength=1, maxLength=500)
"""Keywords of a title or publisher."""

NUMBER = Limits(pattern=NUMBER_PATTERN, maxLength=40)
"""Keywords of a number in quotes."""

Id = Annotated[str, "Lower-case name of the record, unique in the file.", Limits(pattern=ID_PATTERN), ID_FORM]
Ids = tuple[Annotated[str, "Id of another record.", Limits(pattern=ID_PATTERN), ID_FORM], ...]
Name = Annotated[str, "English name.", NAME, NAME_FORM]
NameZh = Annotated[str, "Chinese name.", NAME, NAME_FORM]
Aliases = Annotated[
    tuple[Annotated[str, "One of them.", NAME, NAME_FORM], ...],
    "Other words that texts use for the same thing.",
]
Texts = tuple[Annotated[str, "One of them.", NAME, NAME_FORM], ...]
Sources = Annotated[Ids, "Ids of the sources that state this record.", Limits(minItems=1)]
Evidence = Annotated[
    dict[
        Annotated[str, "Id of one of the record's sources.", Limits(pattern=ID_PATTERN), ID_FORM],
        Annotated[
            str,
            "The sentence, verbatim, in the source's language; an ellipsis marks words left out.",
            Limits(minLength=1, maxLength=200),
        ],
    ],
    "For each source, by its id, the sentence that the record rests on.",
]
Caution = Annotated[
    str | None,
    "What a reader must not mistake, in English: short enough for a line of a screen.",
    Limits(minLength=1, maxLength=76),
]
CautionZh = Annotated[str | None, "The same caution in Chinese.", Limits(minLength=1, maxLength=38)]
Short = Annotated[
    str | None,
    "A shorter English name for tables, where the name is long.",
    Limits(pattern=NAME_PATTERN, maxLength=48),
    NAME_FORM,
]
ShortZh = Annotated[
    str | None, "A shorter Chinese name for tables.", Limits(pattern=NAME_PATTERN, maxLength=24), NAME_FORM
]
GRADES = "A: an official or primary text, read; B: press of record, read; C: a copy, a company's page or a snippet."
Grade = Annotated[Literal["A", "B", "C"], GRADES]
GradeIfAny = Annotated[Literal["A", "B", "C"] | None, GRADES]
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
Qualifier = Annotated[
    Literal["exact", "about", "at-least", "at-most"], "How exact the source itself says that the figure is."
]
Bound = Annotated[
    Literal["over"] | None,
    'Beside at-least: the source says "over" (超, 突破, 逾), so the value itself is not reached.',
]
DigitsDiffer = Annotated[
    str | None,
    "Why the digits of the value stand in none of its evidence, such as 7成 for 70 percent.",
    Limits(minLength=1),
]
DistrictOrCity = Annotated[str, "Id of the district or city.", Limits(pattern=ID_PATTERN), ID_FORM]
PartOf = Annotated[str | None, "Id of the area that holds it.", Limits(pattern=ID_PATTERN), ID_FORM]
PartOfPlace = Annotated[
    str | None, "Id of the area in that district or city, if the source names one.", Limits(pattern=ID_PATTERN), ID_FORM
]
Products = Annotated[Texts, "What is made, in English.", Limits(minItems=1)]
ProductsZh = Annotated[Texts, "What is made, in Chinese, in the same order.", Limits(minItems=1)]
Customers = Annotated[Texts, "Vehicle makers that the source names as customers, in English."]
CustomersZh = Annotated[Texts, "The same customers in Chinese, in the same order."]
StatedAssemblies = Annotated[Ids, "Ids of the assemblies that the source's words name."]
Near = Annotated[Ids, "Ids of assemblies that it may belong to, but the source does not say so."]
StatedComponents = Annotated[Ids, "Ids of the component types that the source's words name."]
VerbZh = Annotated[str, "The source's verb, in Chinese.", Limits(minLength=1)]
StageWord = Annotated[Literal["announced", "signed", "building", "producing", "unknown"], "How far it has come."]
Unit = Annotated[
    str,
    "The source's unit: a scale (1,000; 10,000; m; 100m; bn) if any, then what is counted: a currency, percent, "
    "percentage points, GWh, MWh, or things such as firms; what is counted by time ends in a day, a month or a year.",
    Limits(
        pattern=r"^((1,000|10,000|m|100m|bn) )?"
        r"([A-Z]{3}|[GM]Wh( a (day|month|year))?|[a-z]+( [a-z]+)*)$"
    ),
    "a scale (1,000, 10,000, m, 100m, bn) if any, then a currency code, GWh, MWh or small letters, "
    'such as "100m CNY" or "GWh a year"',
]
Status = Annotated[Literal["stated", "inferred"], "Stated by the sources, or inferred from them (the note says why)."]
