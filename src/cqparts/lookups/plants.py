"""What several look-ups show of production and plants: the types of their records, and the functions that make them."""

from collections.abc import Iterable

from cqparts.lookups.records import BoundWord, EvidenceTexts, GradeWord, QualifierWord, SourceIds, is_headline, notes_of
from cqparts.model import types
from cqparts.model.annotations import Any, Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import Text
from cqparts.money.amounts import digits, shift, split_unit

StageWord = Literal["announced", "signed", "building", "producing", "unknown"]


class ProjectAmount(Keys):
    """One number of a project."""

    what: str
    value: float
    unit: str
    significant_digits: int
    qualifier: QualifierWord
    bound: BoundWord
    timing: str | None
    as_of: str | None
    part: str | None
    part_zh: str | None


class ProjectStage(Keys):
    """How far a project had come at some time."""

    stage: StageWord
    as_of: str | None


class Project(Keys):
    """A plant or an investment of a firm; its stage is the latest known."""

    id: str
    firm: str
    firm_zh: str | None
    place: str
    area: str | None
    products: list[str]
    products_zh: list[str]
    assemblies: list[str]
    near: list[str]
    components: list[str]
    customers: list[str]
    customers_zh: list[str]
    stage: StageWord
    as_of: str | None
    earlier: list[ProjectStage]
    amounts: list[ProjectAmount]
    grade: GradeWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


class Production(Keys):
    """What a place is stated to make."""

    id: str
    place: str
    area: str | None
    products: list[str]
    products_zh: list[str]
    verb_zh: str
    assemblies: list[str]
    near: list[str]
    components: list[str]
    firms: list[str]
    firms_zh: list[str]
    customers: list[str]
    customers_zh: list[str]
    as_of: str | None
    grade: GradeWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


def project_record(index: Index, project: types.Project) -> Project:
    """Return a plant or an investment as a record."""
    return {
        "id": project.id,
        "firm": project.firm,
        "firm_zh": project.firm_zh,
        "place": project.place,
        "area": project.area,
        "products": list(project.products),
        "products_zh": list(project.products_zh),
        "assemblies": list(project.assemblies),
        "near": list(project.near),
        "components": list(project.components),
        "customers": list(project.customers),
        "customers_zh": list(project.customers_zh),
        "stage": project.stage,
        "as_of": project.stage_as_of,
        "earlier": [{"stage": each.stage, "as_of": each.as_of} for each in project.earlier],
        "amounts": [amount_record(amount) for amount in project.amounts],
        "grade": project.grade,
        "sources": list(project.sources),
        **notes_of(index, project),
        "evidence": dict(project.evidence),
    }


def amount_record(amount: types.Amount) -> ProjectAmount:
    """Return a number of a project in single things or whole units of its currency."""
    places, thing = split_unit(amount.unit)
    return {
        "what": amount.what,
        "value": shift(amount.value, places),
        "unit": thing,
        "significant_digits": digits(amount.value),
        "qualifier": amount.qualifier,
        "bound": amount.bound,
        "timing": amount.when,
        "as_of": amount.as_of,
        "part": amount.part,
        "part_zh": amount.part_zh,
    }


def production_record(index: Index, production: types.Production) -> Production:
    """Return what a place is stated to make as a record."""
    return {
        "id": production.id,
        "place": production.place,
        "area": production.area,
        "products": list(production.products),
        "products_zh": list(production.products_zh),
        "verb_zh": production.verb_zh,
        "assemblies": list(production.assemblies),
        "near": list(production.near),
        "components": list(production.components),
        "firms": list(production.firms),
        "firms_zh": list(production.firms_zh),
        "customers": list(production.customers),
        "customers_zh": list(production.customers_zh),
        "as_of": production.as_of,
        "grade": production.grade,
        "sources": list(production.sources),
        **notes_of(index, production),
        "evidence": dict(production.evidence),
    }


def projects_at(index: Index, places: Iterable[str]) -> list[Project]:
    """Return the plants and investments of some places."""
    wanted = set(places)
    return [project_record(index, each) for each in index.model.projects if each.place in wanted]


def production_at(index: Index, places: Iterable[str]) -> list[Production]:
    """Return what some places are stated to make, the latest statement of each first."""
    wanted = set(places)
    records = [production_record(index, each) for each in index.model.production if each.place in wanted]
    return sorted(records, key=lambda record: record["as_of"] or "", reverse=True)


def made_at(index: Index, place: str) -> list[str]:
    """Return the ids of the assemblies that a place is stated to make, by production or by a plant that produces."""
    made = [each for each in production_at(index, [place]) if not is_weak(each)]
    plants = [each for each in projects_at(index, [place]) if each["stage"] == "producing" and not is_weak(each)]
    found = {key for each in (*made, *plants) for key in each["assemblies"]}
    return [key for key in index.assemblies if key in found]


def is_weak(record: Any) -> bool:  # noqa: ANN401 -- any record with a grade
    """Return whether a record rests on copies, pages of firms or snippets alone."""
    return not is_headline(record)


def with_firm(record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a project's record
    """Return a plant whose firm has a name in Chinese: the English one where no source gives another."""
    return {**record, "firm_zh": record["firm_zh"] or record["firm"]}


FIRM, PRODUCT = Text("Firm", "企业"), Text("Product", "产品")
NEAR = Text("May belong, but the source does not say so; not counted", "可能相关，来源未明确，不计入")

STAGES = {
    "unknown": Text("not stated", "未说明"),
    "announced": Text("announced", "已宣布"),
    "signed": Text("signed", "已签约"),
    "building": Text("building", "在建"),
    "producing": Text("producing", "已投产"),
}
"""How far a plant has come, from the first to the last."""
