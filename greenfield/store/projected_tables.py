"""The projected tables: one for each kind, a column for each field that this version knows.

They follow from the entries, hold the current values of records that are not deleted, and can be dropped and
built again at any time. A value that does not fit its column stays in the entries alone. JSON is kept as
text.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, Index, Named, Table, Text, TypedColumns

from greenfield.store.tables import METADATA


class _Projected(TypedColumns):
    id = Column(Text, primary_key=True)


class OrganisationColumns(_Projected):
    """Whoever visits: a national centre, a consultant."""

    name: Named[str | None]
    country: Named[str | None]
    language: Named[str | None]
    email: Named[str | None]
    phone: Named[str | None]
    website: Named[str | None]
    address: Named[str | None]
    logo: Named[str | None]


class PersonColumns(_Projected):
    """Somebody at a company, in an organisation, or a visitor."""

    name: Named[str | None]
    role: Named[str | None]
    email: Named[str | None]
    phone: Named[str | None]
    language: Named[str | None]
    belongs_to: Named[str | None]


class CompanyColumns(_Projected):
    """Who is visited."""

    name: Named[str | None]
    legal_name: Named[str | None]
    registration: Named[str | None]
    country: Named[str | None]
    region: Named[str | None]
    city: Named[str | None]
    address: Named[str | None]
    sector: Named[str | None]
    products: Named[str | None]
    language: Named[str | None]
    currency: Named[str | None]
    email: Named[str | None]
    phone: Named[str | None]
    website: Named[str | None]
    sharing: Named[str | None]
    photos: Named[str | None]
    employees: Named[int | None]
    women: Named[int | None]
    managers: Named[int | None]
    women_managers: Named[int | None]
    shifts: Named[int | None]
    merged_into: Named[str | None]
    contact: Named[str | None]


class SiteColumns(_Projected):
    """Where a company works."""

    name: Named[str | None]
    address: Named[str | None]
    city: Named[str | None]
    region: Named[str | None]
    country: Named[str | None]
    sector: Named[str | None]
    latitude: Named[float | None]
    longitude: Named[float | None]
    area_m2: Named[float | None]
    main: Named[bool | None]
    company: Named[str | None]


class GroupColumns(_Projected):
    """Companies seen together."""

    name: Named[str | None]
    type: Named[str | None]
    description: Named[str | None]
    country: Named[str | None]
    region: Named[str | None]
    city: Named[str | None]
    sharing: Named[str | None]
    organisation: Named[str | None]
    client: Named[str | None]


class MembershipColumns(_Projected):
    """A company in a group."""

    role: Named[str | None]
    since: Named[str | None]
    until: Named[str | None]
    group: Named[str | None]
    company: Named[str | None]


class VisitColumns(_Projected):
    """One assessment of one site."""

    toolkit: Named[str | None]
    state: Named[str | None]
    date: Named[str | None]
    period_start: Named[str | None]
    period_end: Named[str | None]
    language: Named[str | None]
    currency: Named[str | None]
    sharing: Named[str | None]
    purpose: Named[str | None]
    gaps: Named[str | None]
    agreement: Named[str | None]
    company: Named[str | None]
    visitor: Named[str | None]
    follow_up_of: Named[str | None]
    site: Named[str | None]
    gwp: Named[str | None]
    usd_rate: Named[str | None]
    result: Named[str | None]


class InstanceColumns(_Projected):
    """One repeat instance of a visit's questionnaire."""

    repeat: Named[str | None]
    order_key: Named[str | None]
    parent: Named[str | None]
    visit: Named[str | None]


class MeasureColumns(_Projected):
    """A measure that was considered at a visit, from the catalogue or own."""

    catalogue: Named[str | None]
    title: Named[str | None]
    area: Named[str | None]
    technique: Named[str | None]
    arc: Named[str | None]
    reason: Named[str | None]
    first_step: Named[str | None]
    annual_saving: Named[str | None]
    investment: Named[str | None]
    incentive: Named[str | None]
    annual_cost: Named[str | None]
    basis: Named[str | None]
    status: Named[str | None]
    not_implemented_because: Named[str | None]
    verified_saving: Named[str | None]
    order_key: Named[str | None]
    life_years: Named[float | None]
    ease: Named[int | None]
    chosen: Named[bool | None]
    saves: Named[str | None]
    cash_flows: Named[str | None]
    overrides: Named[str | None]
    visit: Named[str | None]


class ActionColumns(_Projected):
    """A step of a visit's plan."""

    title: Named[str | None]
    person: Named[str | None]
    due: Named[str | None]
    status: Named[str | None]
    done_on: Named[str | None]
    remark: Named[str | None]
    order_key: Named[str | None]
    responsible: Named[str | None]
    visit: Named[str | None]
    measure: Named[str | None]


class AttachmentColumns(_Projected):
    """A photo or file that belongs to a record."""

    name: Named[str | None]
    media_type: Named[str | None]
    caption: Named[str | None]
    question: Named[str | None]
    taken_at: Named[str | None]
    order_key: Named[str | None]
    photos: Named[str | None]
    size: Named[int | None]
    width: Named[int | None]
    height: Named[int | None]
    blob: Named[str | None]
    thumbnail: Named[str | None]
    subject: Named[str | None]


class NoteColumns(_Projected):
    """A note that belongs to a record."""

    text: Named[str | None]
    question: Named[str | None]
    order_key: Named[str | None]
    subject: Named[str | None]


class ResultColumns(_Projected):
    """What finishing a visit wrote."""

    toolkit: Named[str | None]
    method: Named[str | None]
    finished_at: Named[str | None]
    language: Named[str | None]
    currency: Named[str | None]
    content: Named[str | None]
    gaps: Named[str | None]
    visit: Named[str | None]


class DocumentColumns(_Projected):
    """What was handed over, by its exact bytes."""

    name: Named[str | None]
    media_type: Named[str | None]
    language: Named[str | None]
    type: Named[str | None]
    handed_over_at: Named[str | None]
    size: Named[int | None]
    blob: Named[str | None]
    result: Named[str | None]
    visit: Named[str | None]


class SignatureColumns(_Projected):
    """A signature under one document."""

    document_sha256: Named[str | None]
    name: Named[str | None]
    role: Named[str | None]
    signed_at: Named[str | None]
    blob: Named[str | None]
    document: Named[str | None]


class PackageColumns(_Projected):
    """An installed package."""

    identifier: Named[str | None]
    version: Named[str | None]
    type: Named[str | None]
    publisher: Named[str | None]
    licence: Named[str | None]
    title: Named[str | None]
    blob: Named[str | None]


organisation = Table("organisation", METADATA, OrganisationColumns, sqlite_with_rowid=False)
person = Table("person", METADATA, PersonColumns, sqlite_with_rowid=False)
company = Table("company", METADATA, CompanyColumns, sqlite_with_rowid=False)
site = Table("site", METADATA, SiteColumns, sqlite_with_rowid=False)
company_group = Table("company_group", METADATA, GroupColumns, sqlite_with_rowid=False)
membership = Table("membership", METADATA, MembershipColumns, sqlite_with_rowid=False)
visit = Table("visit", METADATA, VisitColumns, sqlite_with_rowid=False)
instance = Table("instance", METADATA, InstanceColumns, sqlite_with_rowid=False)
measure = Table("measure", METADATA, MeasureColumns, sqlite_with_rowid=False)
action = Table("action", METADATA, ActionColumns, sqlite_with_rowid=False)
attachment = Table("attachment", METADATA, AttachmentColumns, sqlite_with_rowid=False)
note = Table("note", METADATA, NoteColumns, sqlite_with_rowid=False)
result = Table("result", METADATA, ResultColumns)
document = Table("document", METADATA, DocumentColumns, sqlite_with_rowid=False)
signature = Table("signature", METADATA, SignatureColumns, sqlite_with_rowid=False)
package = Table("package", METADATA, PackageColumns, sqlite_with_rowid=False)

PROJECTED: Final[Mapping[str, Table[Any]]] = MappingProxyType(
    {
        "organisation": organisation,
        "person": person,
        "company": company,
        "site": site,
        "group": company_group,
        "membership": membership,
        "visit": visit,
        "instance": instance,
        "measure": measure,
        "action": action,
        "attachment": attachment,
        "note": note,
        "result": result,
        "document": document,
        "signature": signature,
        "package": package,
    }
)
"""The table of each kind."""

Index("company_merged_into", company.c.merged_into, sqlite_where=company.c.merged_into.is_not(None))
Index("site_company", site.c.company)
Index("visit_site", visit.c.site)
Index("visit_company", visit.c.company)
Index("instance_visit", instance.c.visit)
Index("measure_visit", measure.c.visit)
Index("action_visit", action.c.visit)
Index("attachment_subject", attachment.c.subject)
Index("note_subject", note.c.subject)
Index("membership_group", membership.c.group)
Index("membership_company", membership.c.company)
Index("result_visit", result.c.visit)
Index("document_visit", document.c.visit)
Index("signature_document", signature.c.document)
