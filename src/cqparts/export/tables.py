"""The exported tables: their columns, the meaning of these, and the references between tables."""

from cqparts.export import rows
from cqparts.export.fields import Field, fields
from cqparts.export.industry_tables import INDUSTRY_TABLES
from cqparts.export.table import (
    ASSEMBLY,
    CAUTIONS,
    NOTES,
    VALUE_FIELDS,
    VALUES,
    Table,
    catalogue_field,
    id_field,
    position_field,
    references,
    seat_fields,
)
from cqparts.model import types as m

NAMES = "id name name_zh"
ADCODE = catalogue_field("adcode")._replace(limits={"pattern": "^[0-9]{6}$"})
SEAT = seat_fields()
PLACE_NAMES = f"{NAMES} adcode {NOTES} {' '.join(field.name for field in SEAT)} part_of"
CURRENCY = Field("currency", "string", "ISO 4217 code.", limits={"pattern": "^[A-Z]{3}$"})
DISTRICT = id_field("district", "Id of the district.")
STATEMENT = Field("statement", "integer", "Number of the statement in its district, from 1.", limits={"minimum": 1})
RECORD = id_field("record", "Id of the record, in whatever table it is.")
RATE_FIELDS = (
    Field("rate", "number", "Yuan per one unit of the currency, to 6 significant digits.", unit="CNY per unit"),
    Field("rate_written", "string", "The same as its source writes it; empty where it is implied.", required=False),
    Field("equivalent", "string", "Equivalent as the source states it, digit for digit.", required=False),
)
UNIT_FIELDS = (
    Field("units_per_base", "number", "Units of the currency per one unit of the base.", unit="currency per base"),
    Field("units_per_base_written", "string", "The same as published, digit for digit."),
)
NUMBER = Field("number", "integer", "Place in the model's order, from 1.", limits={"minimum": 1})
NAME = "English name; the title of a source, the firm of a project, the products made, or the words of a place."
KINDS = ("conflict", "unknown")
CONFLICT_KIND = "Of a conflict: two sources give two facts, or a figure is easily misread; empty for an unknown."
EVIDENCE = Field(
    "evidence",
    "string",
    "The sentence of the source that the record rests on, verbatim; a line for each where its parts rest on others.",
    required=False,
)

TABLES = (
    Table(
        "records",
        "Every record that has an id, and the table that holds it.",
        fields(
            None,
            "number id kind name name_zh",
            NUMBER,
            catalogue_field("id"),
            Field("kind", "string", "Name of the table that holds it."),
            Field("name", "string", NAME, required=False),
            Field("name_zh", "string", "The same in Chinese; empty for sources.", required=False),
        ),
        rows.records,
    ),
    Table(
        "pilot",
        "The pilot itself, in one row.",
        fields(
            m.Pilot,
            f"{NAMES} as_of summary summary_zh sources schema_version",
            Field("schema_version", "integer", "Version of the model's format."),
        ),
        rows.pilot,
    ),
    Table(
        "items",
        "What is said of the pilot: its plan, people, aspects, announcements and coverage.",
        fields(m.Item, f"id kind name name_zh as_of qualifier {NOTES}"),
        lambda model: map(rows.Row, model.pilot.items),
    ),
    Table(
        "sources",
        "The texts and data sets that the facts come from.",
        fields(m.Source, "id title publisher language kind published url licence title_en publisher_zh grade copy"),
        lambda model: map(rows.Row, model.sources),
    ),
    Table(
        "systems",
        "The systems that the plan divides the industry into.",
        fields(m.System, f"{NAMES} {NOTES}"),
        lambda model: map(rows.Row, model.systems),
    ),
    Table(
        "assemblies",
        "The assemblies (总成) of a vehicle: what districts are to prioritize.",
        fields(m.Assembly, f"{NAMES} system as_of status {NOTES} {CAUTIONS}", id_field("system", "Id of its system.")),
        rows.assemblies,
        foreign_keys=references("systems", "system"),
    ),
    Table(
        "components",
        "The component types that a source names.",
        fields(
            m.Component,
            f"{NAMES} assembly as_of status competitive {NOTES}",
            id_field("assembly", "Id of its assembly; empty where no source names it.", required=False),
        ),
        rows.components,
        foreign_keys=references("assemblies", "assembly"),
    ),
    Table(
        "districts",
        "The districts of the pilot.",
        fields(m.District, PLACE_NAMES, ADCODE, *SEAT),
        rows.districts,
        foreign_keys=references("areas", "part_of"),
    ),
    Table(
        "focus",
        "What each district is to prioritize: every assembly that any statement names for it.",
        fields(
            None,
            "district assembly disputed sources",
            DISTRICT,
            ASSEMBLY,
            Field("disputed", "boolean", "Named by one statement and left out of another."),
            Field("sources", "string", "Ids of the sources that name it, with semicolons between them."),
        ),
        rows.focus,
        ("district", "assembly"),
        references("districts", "district") | references("assemblies", "assembly"),
    ),
    Table(
        "statements",
        "The list of assemblies that one source gave on one day for a district.",
        fields(m.Priority, f"district statement occasion as_of open_ended {NOTES}", DISTRICT, STATEMENT),
        rows.statements,
        ("district", "statement"),
        references("districts", "district"),
    ),
    Table(
        "statement_assemblies",
        "The assemblies of each statement.",
        fields(
            None,
            "district statement position assembly",
            DISTRICT,
            STATEMENT,
            position_field("Place in the source's order, from 1."),
            ASSEMBLY,
        ),
        rows.statement_assemblies,
        ("district", "statement", "position"),
        {("district", "statement"): ("statements", ("district", "statement"))} | references("assemblies", "assembly"),
    ),
    Table(
        "cities",
        "The partner cities in Sichuan.",
        fields(m.City, PLACE_NAMES, ADCODE, *SEAT),
        rows.cities,
        foreign_keys=references("areas", "part_of"),
    ),
    Table(
        "areas",
        "Groups of districts, the whole city, and parts of districts and cities, that records speak of.",
        fields(m.Area, f"{NAMES} part_of {NOTES} lies_in"),
        lambda model: map(rows.Row, model.areas),
        foreign_keys=references("areas", "part_of") | references("records", "lies_in"),
    ),
    Table(
        "measures",
        "What figures measure.",
        fields(
            m.Term,
            f"{NAMES} topic ratio_part ratio_whole {NOTES} short short_zh",
            id_field(
                "ratio_part", "Id of the measure that it gives in percent of another, if it does.", required=False
            ),
            id_field("ratio_whole", "Id of that other measure.", required=False),
        ),
        rows.measures,
        foreign_keys=references("measures", "ratio_part", "ratio_whole"),
    ),
    Table(
        "scopes",
        "The parts that figures may be limited to.",
        fields(m.Term, f"{NAMES} topic {NOTES} short short_zh"),
        lambda model: map(rows.Row, model.scopes),
    ),
    Table(
        "figures",
        "Every number: of what, when, how exact, and from which sources.",
        fields(
            m.Figure,
            f"id subject measure scope {VALUES} period as_of qualifier kind {NOTES} bound digits_differ {CAUTIONS} "
            "number",
            *VALUE_FIELDS,
            NUMBER,
        ),
        rows.figures,
        foreign_keys=references("records", "subject")
        | references("measures", "measure")
        | references("scopes", "scope"),
    ),
    Table(
        "exchange_rates",
        "Single rates of yuan per one unit of a currency: published, or implied by a source's two amounts.",
        fields(
            m.QuotedRate,
            f"id currency kind rate rate_written as_of period days qualifier figure equivalent equivalent_unit {NOTES}",
            *RATE_FIELDS,
        ),
        rows.exchange_rates,
        foreign_keys=references("figures", "figure"),
    ),
    Table(
        "rate_tables",
        "Tables of reference rates that one publisher gave on one day.",
        fields(m.RateTable, f"id base as_of {NOTES}"),
        lambda model: map(rows.Row, model.exchange_rates.tables),
    ),
    Table(
        "reference_rates",
        "The rates in those tables.",
        fields(
            None,
            "rate_table currency units_per_base units_per_base_written",
            id_field("rate_table", "Id of the table."),
            CURRENCY,
            *UNIT_FIELDS,
        ),
        rows.reference_rates,
        ("rate_table", "currency"),
        references("rate_tables", "rate_table"),
    ),
    *INDUSTRY_TABLES,
    Table(
        "remarks",
        "Where sources differ, how figures are not to be read, and what no source says.",
        fields(
            m.Remark,
            f"id kind text text_zh sources conflict_kind {CAUTIONS}",
            Field("kind", "string", "Something to know about what sources say, or no source says it.", enum=KINDS),
            fields(m.Remark, "kind")[0]._replace(name="conflict_kind", description=CONFLICT_KIND, required=False),
        ),
        rows.remarks,
    ),
    Table(
        "remarks_about",
        "The records that each remark concerns.",
        fields(None, "remark record", id_field("remark", "Id of the remark."), RECORD),
        rows.remarks_about,
        ("remark", "record"),
        references("remarks", "remark") | references("records", "record"),
    ),
    Table(
        "aliases",
        "Other words that texts use for a record.",
        fields(None, "record alias", RECORD, Field("alias", "string", "The other word, in any language.")),
        rows.aliases,
        ("record", "alias"),
        references("records", "record"),
    ),
    Table(
        "citations",
        "Which source supports which record, the record itself or a part of it.",
        fields(None, "record source evidence", RECORD, id_field("source", "Id of the source."), EVIDENCE),
        rows.citations,
        ("record", "source"),
        references("records", "record") | references("sources", "source"),
    ),
)
"""Every exported table; where possible, a table stands after those that it refers to."""
