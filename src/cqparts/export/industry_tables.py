"""The exported tables of what firms and places do and say: projects, production, links, events, and what came of it."""

from cqparts.export import industry_rows as rows
from cqparts.export.fields import Field, fields
from cqparts.export.rows import Row
from cqparts.export.table import (
    ASSEMBLY,
    CAUTIONS,
    NOTES,
    VALUE_FIELDS,
    VALUES,
    Table,
    id_field,
    position_field,
    references,
)
from cqparts.model import types as m

PROJECT = id_field("project", "Id of the project.")
PRODUCTION = id_field("production", "Id of the statement of production.")
COMPONENT = id_field("component", "Id of the component type.")
NEAR = Field("near", "boolean", "It may belong to the assembly, but the source does not say so.")
PRODUCTS = "products products_zh"
CUSTOMERS = "customers customers_zh"
TIMING = fields(m.Amount, "when")[0]._replace(name="timing")

INDUSTRY_TABLES = (
    Table(
        "projects",
        "Plants and investments of firms, each with its latest state.",
        fields(
            m.Project,
            f"id firm firm_zh place area {PRODUCTS} {CUSTOMERS} stage stage_as_of grade {NOTES} {CAUTIONS}",
        ),
        lambda model: map(Row, model.projects),
        foreign_keys=references("records", "place") | references("areas", "area"),
    ),
    Table(
        "project_stages",
        "The states of each project in order of time, the latest last.",
        fields(m.Stage, "project position stage as_of", PROJECT, position_field("Place in order of time, from 1.")),
        rows.project_stages,
        ("project", "position"),
        references("projects", "project"),
    ),
    Table(
        "project_amounts",
        "The numbers of each project; not to be added up over projects, as some are signed and some built.",
        fields(
            m.Amount,
            f"project position what {VALUES} qualifier bound timing as_of part part_zh digits_differ",
            PROJECT,
            position_field("Place in the model's order, from 1; numbers of the whole project come first."),
            TIMING,
            *VALUE_FIELDS,
        ),
        rows.project_amounts,
        ("project", "position"),
        references("projects", "project"),
    ),
    Table(
        "project_assemblies",
        "The assemblies that each project is for, and those that it may be for.",
        fields(None, "project assembly near", PROJECT, ASSEMBLY, NEAR),
        rows.assemblies_of("projects", "project"),
        ("project", "assembly"),
        references("projects", "project") | references("assemblies", "assembly"),
    ),
    Table(
        "project_components",
        "The component types that the sources of each project name.",
        fields(None, "project component", PROJECT, COMPONENT),
        rows.linked("projects", "project", "components", "component"),
        ("project", "component"),
        references("projects", "project") | references("components", "component"),
    ),
    Table(
        "production",
        "What a place is stated to produce, as against what it is to prioritize.",
        fields(
            m.Production,
            f"id place area {PRODUCTS} verb_zh as_of firms firms_zh {CUSTOMERS} grade {NOTES} {CAUTIONS}",
        ),
        lambda model: map(Row, model.production),
        foreign_keys=references("records", "place") | references("areas", "area"),
    ),
    Table(
        "production_assemblies",
        "The assemblies that each statement of production names, and those that it may mean.",
        fields(None, "production assembly near", PRODUCTION, ASSEMBLY, NEAR),
        rows.assemblies_of("production", "production"),
        ("production", "assembly"),
        references("production", "production") | references("assemblies", "assembly"),
    ),
    Table(
        "production_components",
        "The component types that each statement of production names.",
        fields(None, "production component", PRODUCTION, COMPONENT),
        rows.linked("production", "production", "components", "component"),
        ("production", "component"),
        references("production", "production") | references("components", "component"),
    ),
    Table(
        "localization",
        'What each localization figure means by "local", of which vehicles, and whether it is a goal.',
        fields(m.LocalizationStatement, "id figure local vehicles stance note note_zh"),
        lambda model: map(Row, model.localization),
        foreign_keys=references("figures", "figure"),
    ),
    Table(
        "focus_words",
        "A place's own words on what it wants, where they differ from the plan.",
        fields(m.FocusWords, f"id place words words_zh verb_zh as_of grade {NOTES} {CAUTIONS}"),
        lambda model: map(Row, model.focus_words),
        foreign_keys=references("records", "place"),
    ),
    Table(
        "focus_words_assemblies",
        "The assemblies that those words name.",
        fields(None, "focus_words assembly", id_field("focus_words", "Id of the list of words."), ASSEMBLY),
        rows.linked("focus_words", "focus_words", "assemblies", "assembly"),
        ("focus_words", "assembly"),
        references("focus_words", "focus_words") | references("assemblies", "assembly"),
    ),
    Table(
        "links",
        "Stated cooperation between a district and partner cities.",
        fields(m.Link, f"id place text text_zh as_of grade {NOTES}"),
        lambda model: map(Row, model.links),
        foreign_keys=references("records", "place"),
    ),
    Table(
        "link_partners",
        "The districts and cities that each link is with.",
        fields(
            None,
            "link partner",
            id_field("link", "Id of the link."),
            id_field("partner", "Id of the district or city."),
        ),
        rows.linked("links", "link", "partners", "partner"),
        ("link", "partner"),
        references("links", "link") | references("records", "partner"),
    ),
    Table(
        "events",
        "Dated events before and after the press conference on the pilot, and the press conference itself.",
        fields(m.Event, f"id phase name name_zh as_of grade {NOTES}"),
        lambda model: map(Row, model.events),
    ),
    Table(
        "outcomes",
        "What came of targets.",
        fields(m.Outcome, "target result actual note note_zh"),
        lambda model: map(Row, model.outcomes),
        primary_key=("target",),
        foreign_keys=references("figures", "target", "actual"),
    ),
)
"""The tables, each after those that it refers to."""
