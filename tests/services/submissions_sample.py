"""A form of a mill as a package, and submissions of it as the field apps write them."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from greenfield.services.open_visit import Opening
from greenfield.services.packages import build_to, install
from greenfield.services.submissions.belonging import Belonging
from greenfield.services.submissions.importing import Wishes, import_submissions
from greenfield.services.submissions.outcomes import Decision

MILL = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | mill | {version} | toolkit | A centre | CC-BY-4.0 | Mill | English (en) |

| survey |
|  | type | name | label::English (en) | label::Français (fr) | relevant | calculation | constraint |
|  | start | start |  |  |  |  |  |
|  | end | end |  |  |  |  |  |
|  | deviceid | deviceid |  |  |  |  |  |
|  | text | company | Company | Entreprise |  |  |  |
|  | text | country | Country | Pays |  |  |  |
|  | text | currency | Currency | Monnaie |  |  |  |
|  | begin_group | energy | Energy | Énergie |  |  |  |
|  | decimal | kwh | Electricity | Électricité |  |  | . >= 0 |
|  | calculate | mwh |  |  |  | ${{kwh}} div 1000 |  |
|  | calculate | seen |  |  |  | format-date(today(), '%Y-%m-%d') |  |
|  | select_multiple fuels | fuel | Fuels | Combustibles |  |  |  |
|  | text | other_fuel | Which one? | Lequel ? | selected(${{fuel}}, 'other') |  |  |
|  | end_group |  |  |  |  |  |  |
|  | begin_repeat | motor | Motor | Moteur |  |  |  |
|  | decimal | kw | Power | Puissance |  |  |  |
|  | select_one duty | duty | How often? | Combien ? |  |  |  |
|  | image | plate | Plate | Plaque |  |  |  |
|  | begin_repeat | bearing | Bearing | Palier |  |  |  |
|  | text | kind | Kind | Sorte |  |  |  |
|  | end_repeat |  |  |  |  |  |  |
|  | end_repeat |  |  |  |  |  |  |
|  | geopoint | place | Place | Lieu |  |  |  |
|  | date | built | Built on | Construit le |  |  |  |

| choices |
|  | list_name | name | label::English (en) | label::Français (fr) |
|  | fuels | wood | Fire wood | Bois |
|  | fuels | gas | Gas | Gaz |
|  | fuels | other | Other | Autre |
|  | duty | always | Always | Toujours |
|  | duty | seldom | Seldom | Rarement |

| settings |
|  | form_title | form_id | version | default_language |
|  | Mill visit | mill_visit | {version} | English (en) |

| profile |
|  | key | question |
{profile}

| flows |
|  | name | resource | carrier | amount | unit | quality |
|  | electricity | energy | electricity | ${{kwh}} | kWh | invoiced |
"""
PROFILE = "\n".join(f"|  | {name} | {name} |" for name in ("company", "country", "currency"))
UUID = "7d9f0f6c-2c1e-4a3b-9a55-1b6f0c0d0e01"
NEWER = "8e0a1a7d-3d2f-4b4c-8b66-2c7a1d1e1f02"
START, END = "2026-02-03T08:00:00.000+01:00", "2026-02-03T09:30:00.000+01:00"
BODY = """
<start>{start}</start><end>{end}</end><deviceid>collect:abc</deviceid>
<company>Moulin Bleu</company><country>SEN</country><currency>XOF</currency>
<energy><kwh>{kwh}</kwh><mwh>12</mwh><seen>2026-02-03</seen><fuel>wood gas</fuel></energy>
<motor><kw>5.5</kw><duty>always</duty><plate>1770.jpg</plate><bearing><kind>ball</kind></bearing></motor>
<motor><kw>7</kw><duty>seldom</duty><plate/><bearing><kind>slide</kind></bearing><bearing><kind/></bearing></motor>
<place>14.79 -16.93 20 5</place><built>1998-05-01</built>{more}
"""


def mill_package(folder: Path, version: str = "1", profile: str = PROFILE) -> Path:
    source = folder / f"mill{version}.md"
    source.write_text(MILL.format(version=version, profile=profile), encoding="utf-8")
    return build_to(source, folder)[0]


def with_mill(workspace, folder, version="1", profile=PROFILE):
    return install(workspace, mill_package(folder, version, profile))


def instance(
    *,
    uuid=UUID,
    kwh="12000",
    start=START,
    end=END,
    version="1",
    form="mill_visit",
    meta="",
    more="",
    body=None,
):
    inner = (BODY if body is None else body).format(kwh=kwh, start=start, end=end, more=more)
    return (
        f'<?xml version="1.0"?>\n<data id="{form}" version="{version}" xmlns:orx="http://openrosa.org/xforms">{inner}'
        f"<meta><instanceID>uuid:{uuid}</instanceID>{meta}</meta></data>"
    )


def photo(colour="red"):
    target = BytesIO()
    Image.new("RGB", (8, 6), colour).save(target, "JPEG")
    return target.getvalue()


def collected(folder: Path, text: str | None = None, files=None) -> Path:
    """Write an instance as ODK Collect lays it out, and return the path of its XML."""
    place = folder / "instances" / "Mill visit_2026-02-03_09-30-00"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{place.name}.xml"
    path.write_text(text or instance(), encoding="utf-8")
    for name, content in ({"1770.jpg": photo()} if files is None else files).items():
        (place / name).write_bytes(content)
    return path


def take(workspace, path, opening: Opening, *, company="", note=True, toolkit="", decision=Decision.SHOW):
    wishes = Wishes(Belonging(company, note), toolkit, decision)
    return list(import_submissions(workspace, path, wishes, opening))


def codes(taken):
    return [problem.code for problem in taken.problems]
