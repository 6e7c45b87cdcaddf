"""The exported tables: which there are, what their columns mean, and how they refer to each other."""

from cqparts.export import rows
from cqparts.export.fields import Field, fields
from cqparts.export.table import Sheet, known, ref, seat, to
from cqparts.model import types as m
from cqparts.model.schema import shapes

NAMED, NOTED = "id name name_zh", "sources note note_zh"
ADCODE = known("adcode")._replace(limits={"pattern": "^[0-9]{6}$"})
SEAT = seat()
SEATED = f"{NAMED} adcode {NOTED} {' '.join(one.name for one in SEAT)}"
CURRENCY = Field("currency", "string", "ISO 4217 code.", limits={"pattern": "^[A-Z]{3}$"})
DISTRICT = ref("district", "Id of the district.")
STATEMENT = Field("statement", "integer", "Number of the statement in its district, from 1.", limits={"minimum": 1})
ASSEMBLY = ref("assembly", "Id of the assembly.")
RECORD = ref("record", "Id of the record, in whatever table it is.")
VALUE = (
    Field("value", "number", "Value in single things or whole units of a currency.", unit="see the column unit"),
    Field("unit", "string", "What is counted: a currency, percent, percentage points, or things such as vehicles."),
    Field("significant_digits", "integer", "Significant digits of the value.", limits={"minimum": 1}),
    Field("value_written", "string", "Value as its source writes it, digit for digit."),
    Field("unit_written", "string", shapes(m.Figure)["unit"].description),
)
RATES = (
    Field("rate", "number", "Yuan per one unit of the currency, to 6 significant digits.", unit="CNY per unit"),
    Field("rate_written", "string", "The same as its source writes it; empty where it is implied.", required=False),
    Field("equivalent", "string", "Equivalent as the source states it, digit for digit.", required=False),
)
UNITS = (
    Field("units_per_base", "number", "Units of the currency per one unit of the base.", unit="currency per base"),
    Field("units_per_base_written", "string", "The same as published, digit for digit."),
)

SHEETS = (
    Sheet(
        "records",
        "Every record that has an id, and the table that holds it.",
        fields(
            None,
            "number id kind name name_zh",
            Field("number", "integer", "Place in the model's order, from 1.", limits={"minimum": 1}),
            known("id"),
            ref("kind", "Name of the table that holds it."),
            Field("name", "string", "English name, or the title of a source.", required=False),
            Field("name_zh", "string", "Chinese name.", required=False),
        ),
        rows.records,
    ),
    Sheet(
        "pilot",
        "The pilot itself, in one row.",
        fields(
            m.Pilot,
            f"{NAMED} as_of summary summary_zh sources schema_version",
            Field("schema_version", "integer", "Version of the model's format."),
        ),
        rows.pilot,
    ),
    Sheet(
        "items",
        "What is said of the pilot: its plan, people, aspects, announcements and coverage.",
        fields(m.Item, f"id kind name name_zh as_of qualifier {NOTED}"),
        lambda model: map(rows.Row, model.pilot.items),
    ),
    Sheet(
        "sources",
        "The texts and data sets that the facts come from.",
        fields(m.Source, "id title publisher language kind published url licence"),
        lambda model: map(rows.Row, model.sources),
    ),
    Sheet(
        "systems",
        "The systems that the plan divides the industry into.",
        fields(m.System, f"{NAMED} {NOTED}"),
        lambda model: map(rows.Row, model.systems),
    ),
    Sheet(
        "assemblies",
        "The assemblies (总成) of a vehicle: what districts specialise in.",
        fields(m.Assembly, f"{NAMED} system as_of status {NOTED}", ref("system", "Id of its system.")),
        rows.assemblies,
        foreign=to("systems", "system"),
    ),
    Sheet(
        "components",
        "The component types that a source names.",
        fields(
            m.Component,
            f"{NAMED} assembly as_of status competitive {NOTED}",
            ref("assembly", "Id of its assembly; empty where no source names it.", required=False),
        ),
        rows.components,
        foreign=to("assemblies", "assembly"),
    ),
    Sheet(
        "districts",
        "The districts of the pilot.",
        fields(m.District, SEATED, ADCODE, *SEAT),
        rows.districts,
    ),
    Sheet(
        "focus",
        "What each district specialises in: every assembly that any statement names for it.",
        fields(
            None,
            "district assembly disputed",
            DISTRICT,
            ASSEMBLY,
            Field("disputed", "boolean", "Named by one statement and left out of another."),
        ),
        rows.focus,
        ("district", "assembly"),
        to("districts", "district") | to("assemblies", "assembly"),
    ),
    Sheet(
        "statements",
        "The list of assemblies that one source gave on one day for a district.",
        fields(m.Priority, f"district statement occasion as_of open_ended {NOTED}", DISTRICT, STATEMENT),
        rows.statements,
        ("district", "statement"),
        to("districts", "district"),
    ),
    Sheet(
        "statement_assemblies",
        "The assemblies of each statement.",
        fields(
            None,
            "district statement position assembly",
            DISTRICT,
            STATEMENT,
            Field("position", "integer", "Place in the source's order, from 1.", limits={"minimum": 1}),
            ASSEMBLY,
        ),
        rows.statement_assemblies,
        ("district", "statement", "position"),
        {("district", "statement"): ("statements", ("district", "statement"))} | to("assemblies", "assembly"),
    ),
    Sheet(
        "cities",
        "The partner cities in Sichuan.",
        fields(m.City, SEATED, ADCODE, *SEAT),
        rows.cities,
    ),
    Sheet(
        "areas",
        "Groups of districts, and the whole city, that figures speak of.",
        fields(m.Area, f"{NAMED} part_of {NOTED}"),
        lambda model: map(rows.Row, model.areas),
        foreign=to("areas", "part_of"),
    ),
    Sheet(
        "measures",
        "What figures measure.",
        fields(
            m.Term,
            f"{NAMED} topic ratio_part ratio_whole {NOTED}",
            ref("ratio_part", "Id of the measure that it gives in percent of another, if it does.", required=False),
            ref("ratio_whole", "Id of that other measure.", required=False),
        ),
        rows.measures,
        foreign=to("measures", "ratio_part", "ratio_whole"),
    ),
    Sheet(
        "scopes",
        "The parts that figures may be limited to.",
        fields(m.Term, f"{NAMED} topic {NOTED}"),
        lambda model: map(rows.Row, model.scopes),
    ),
    Sheet(
        "figures",
        "Every number: of what, when, how exact, and who says so.",
        fields(
            m.Figure,
            "id subject measure scope value unit significant_digits value_written unit_written period as_of qualifier "
            f"kind {NOTED}",
            *VALUE,
        ),
        rows.figures,
        foreign=to("records", "subject") | to("measures", "measure") | to("scopes", "scope"),
    ),
    Sheet(
        "exchange_rates",
        "Single rates of yuan per one unit of a currency: published, or implied by a source's two amounts.",
        fields(
            m.QuotedRate,
            f"id currency kind rate rate_written as_of period days qualifier figure equivalent equivalent_unit {NOTED}",
            *RATES,
        ),
        rows.exchange_rates,
        foreign=to("figures", "figure"),
    ),
    Sheet(
        "rate_tables",
        "Tables of reference rates that one publisher gave on one day.",
        fields(m.RateTable, f"id base as_of {NOTED}"),
        lambda model: map(rows.Row, model.exchange_rates.tables),
    ),
    Sheet(
        "reference_rates",
        "The rates in those tables.",
        fields(
            None,
            "rate_table currency units_per_base units_per_base_written",
            ref("rate_table", "Id of the table."),
            CURRENCY,
            *UNITS,
        ),
        rows.reference_rates,
        ("rate_table", "currency"),
        to("rate_tables", "rate_table"),
    ),
    Sheet(
        "remarks",
        "Where sources differ, and what none of them says.",
        fields(
            m.Remark,
            "id kind text text_zh sources",
            Field("kind", "string", "Sources differ, or are silent.", enum=("conflict", "unknown")),
        ),
        rows.remarks,
    ),
    Sheet(
        "remarks_about",
        "The records that each remark concerns.",
        fields(None, "remark record", ref("remark", "Id of the remark."), RECORD),
        rows.remarks_about,
        ("remark", "record"),
        to("remarks", "remark") | to("records", "record"),
    ),
    Sheet(
        "aliases",
        "Other words that texts use for a record.",
        fields(None, "record alias", RECORD, Field("alias", "string", "The other word, in any language.")),
        rows.aliases,
        ("record", "alias"),
        to("records", "record"),
    ),
    Sheet(
        "citations",
        "Which source supports which record, the record itself or a part of it.",
        fields(None, "record source", RECORD, ref("source", "Id of the source.")),
        rows.citations,
        ("record", "source"),
        to("records", "record") | to("sources", "source"),
    ),
)
"""Every exported table, those that others refer to first where that can be."""
