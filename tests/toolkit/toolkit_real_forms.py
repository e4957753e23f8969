"""Forms as national centres write them for the field apps: all of them are right."""

HOUSEHOLD = """
| survey |
|  | type | name | label::English (en) | label::Français (fr) | hint::English (en) | hint::Français (fr) | required | relevant | constraint | constraint_message::English (en) | constraint_message::Français (fr) | calculation | appearance | default | choice_filter | repeat_count | parameters |
|  | start | start | | | | | | | | | | | | | | | |
|  | end | end | | | | | | | | | | | | | | | |
|  | today | today | | | | | | | | | | | | | | | |
|  | deviceid | deviceid | | | | | | | | | | | | | | | |
|  | begin group | identification | Identification | Identification | | | | | | | | | field-list | | | | |
|  | text | enumerator | Name of enumerator | Nom de l'enquêteur | | | yes | | regex(., '^[A-Za-zÀ-ÿ ]{2,60}$') | Letters only | Lettres seulement | | | | | | |
|  | select_one region | region | Region | Région | | | yes | | | | | | minimal | | | | |
|  | select_one district | district | District | District | | | yes | | | | | | minimal autocomplete | | region=${region} | | |
|  | select_one village | village | Village | Village | | | | | | | | | | | | | |
|  | geopoint | gps | GPS | GPS | Go outside | Sortez | | | | | | | placement-map | | | | capture-accuracy=5 |
|  | end group | | | | | | | | | | | | | | | | |
|  | integer | members | How many people? | Combien de personnes ? | | | yes | | . > 0 and . <= 40 | 1 to 40 | 1 à 40 | | | 4 | | | |
|  | begin repeat | member | Member | Membre | | | | | | | | | | | | ${members} | |
|  | calculate | number | | | | | | | | | | position(..) | | | | | |
|  | text | first_name | Name of person ${number} | Nom de la personne ${number} | | | | | | | | | | | | | |
|  | integer | age | Age of ${first_name} | Âge de ${first_name} | | | | | . >= 0 and . < 120 | | | | | | | | |
|  | select_one sex | sex | Sex | Sexe | | | | | | | | | quick horizontal | | | | |
|  | select_multiple work | work | Work | Travail | | | | ${age} >= 15 | not(selected(., 'none') and count-selected(.) > 1) | | | | | | | | |
|  | text | work_other | Which other? | Lequel ? | | | | selected(${work}, 'other') | | | | | | | | | |
|  | calculate | adult | | | | | | | | | | if(${age} >= 18, 1, 0) | | | | | |
|  | end repeat | | | | | | | | | | | | | | | | |
|  | calculate | adults | | | | | | | | | | sum(${adult}) | | | | | |
|  | calculate | oldest | | | | | | | | | | max(${age}) | | | | | |
|  | note | summary | ${adults} adults of ${members}; the oldest is ${oldest}. | ${adults} adultes sur ${members} ; l'aîné a ${oldest} ans. | | | | ${adults} != '' | | | | | | | | | |
|  | select_one yn | agrees | Agrees? | D'accord ? | | | yes | | | | | | likert | | | | |
|  | image | photo | Photo | Photo | | | | ${agrees} = 'yes' | | | | | new-front | | | | max-pixels=1024 |
|  | image | sign | Signature | Signature | | | | ${agrees}='yes' | | | | | signature | | | | |
|  | date | visit_day | Day of the next visit | Jour de la prochaine visite | | | | | . >= today() | | | | | | | | |
|  | acknowledge | done | Finished | Terminé | | | | | | | | | | | | | |
| choices |
|  | list_name | name | label::English (en) | label::Français (fr) | region |
|  | region | north | North | Nord | |
|  | region | south | South | Sud | |
|  | district | n1 | North 1 | Nord 1 | north |
|  | district | s1 | South 1 | Sud 1 | south |
|  | village | v1 | Village 1 | Village 1 | |
|  | sex | f | Woman | Femme | |
|  | sex | m | Man | Homme | |
|  | work | farm | Farm | Ferme | |
|  | work | none | None | Aucun | |
|  | work | other | Other | Autre | |
|  | yn | yes | Yes | Oui | |
|  | yn | no | No | Non | |
| settings |
|  | form_title | form_id | version | default_language | instance_name | style |
|  | Household | household | 2026010101 | English (en) | concat(${region}, '-', ${enumerator}) | pages theme-grid |
"""
WATER_POINT = """
| survey |
|  | type | name | label | hint | required | relevance | constraint | constraint_message | calculation | appearance | trigger | read_only | default | parameters |
|  | audit | | | | | | | | | | | | | track-changes=true identify-user=true |
|  | begin_group | point | Water point | | | | | | | | | | | |
|  | barcode | code | Code | Scan it | true() | | regex(.,"^WP-[0-9]{4}$") | As WP-0001 | | | | | | |
|  | csv-external | points | | | | | | | | | | | | |
|  | calculate | known | | | | | | | pulldata('points', 'name', 'code', ${code}) | | | | | |
|  | calculate | village | | | | | | | instance('points')/root/item[code = current()/../code]/village | | | | | |
|  | note | known_note | Known as ${known} in ${village} | | | ${known} != '' | | | | | | | | |
|  | select_one_from_file types.csv | type | Type | | | | | | | | | | | value=code label=title |
|  | select_one_from_file areas.geojson | area | Area | | | | | | | map | | | | |
|  | decimal | depth | Depth (m) | | | | .>=0 and .<=300 | | | | | | | |
|  | range | state | State | 1 bad, 10 good | | | | | | rating | | | | start=1 end=10 step=1 |
|  | rank causes | order | Order the causes | | | ${state} < 5 | | | | | | | | randomize=true, seed=42 |
|  | calculate | changed | | | | | | | now() | | ${state} | | | |
|  | calculate | times | | | | | | | ${times} + 1 | | ${state} | | | |
|  | dateTime | seen | Seen at | | | | . <= now() | | | | | | now() | |
|  | geotrace | path | Path | | | | | | | | | | | |
|  | geoshape | field | Field | | | | | | | | | | | |
|  | calculate | hectares | | | | | | | round(area(${field}) div 10000, 2) | | | | | |
|  | text | remarks | Remarks | | | | string-length(.) <= 500 | | | multiline | | | | rows=4 |
|  | text | again | Remarks again | | | | | | ${remarks} | | | yes | | |
|  | end_group | | | | | | | | | | | | | |
| choices |
|  | list name | name | label | image |
|  | causes | 1 | Pump | pump.png |
|  | causes | 2 | Well | well.png |
| settings |
|  | form_title | form_id | version |
|  | Water point | water_point | 1.2 |
"""
KOBO = """
| survey |
|  | type | name | label:English (en) | label:Español (es) | required | relevant | appearance | calculation | choice_filter | kuid |
|  | begin_group | group_a1 | Section | Sección | | | field-list | | | k1 |
|  | select_one yn | has | Has it? | ¿Lo tiene? | true | | | | | k2 |
|  | select_multiple list_b | which | Which? | ¿Cuál? | false | ${has} = 'yes' | | | | k3 |
|  | integer | how_many | How many? | ¿Cuántos? | false | selected(${which}, 'a') or selected(${which}, 'b') | w2 numbers | | | k4 |
|  | end_group | | | | | | | | | k5 |
|  | begin_group | matrix | | | | | table-list | | | k6 |
|  | select_one yn | row1 | Row 1 | Fila 1 | | | | | | k7 |
|  | select_one yn | row2 | Row 2 | Fila 2 | | | | | | k8 |
|  | end_group | | | | | | | | | k9 |
|  | calculate | count_which | | | | | | count-selected(${which}) | | k10 |
|  | calculate | label_of | | | | | | jr:choice-name(${has}, '${has}') | | k11 |
|  | note | n1 | **Thank you** | **Gracias** | | ${count_which} > 0 | | | | k12 |
| choices |
|  | list_name | name | label:English (en) | label:Español (es) | kuid |
|  | yn | yes | Yes | Sí | c1 |
|  | yn | no | No | No | c2 |
|  | list_b | a | A | A | c3 |
|  | list_b | b | B | B | c4 |
| settings |
|  | id_string | form_title | default_language | version |
|  | kobo_a | Kobo | English (en) | vABC123 |
"""
CASCADE = """
| survey |
|  | type | name | label | choice_filter | appearance | relevant | calculation |
|  | select_one state | state | State | | | | |
|  | select_one county | county | County | state=${state} | | | |
|  | select_one city | city | City | state=${state} and county = ${county} | | | |
|  | select_one ward | ward | Ward | selected(${cities}, city) | | | |
|  | select_multiple city | cities | Cities | | | | |
|  | select_one_external town | town | Town | state=${state} | | | |
|  | text | other_town | Which town? | | | ${town} = 'other' | |
|  | begin repeat | pet | Pet | | | | |
|  | text | pet_name | Name | | | | |
|  | select_one kind | pet_kind | Kind | | | | |
|  | end repeat | | | | | | |
|  | select_one ${pet_name} | best | Best pet | ${pet_kind} = 'dog' | | | |
|  | calculate | first_pet | | | | | indexed-repeat(${pet_name}, ${pet}, 1) |
|  | calculate | joined | | | | | join(', ', ${pet_name}) |
| choices |
|  | list_name | name | label | state | county | city |
|  | state | tx | Texas | | | |
|  | state | wa | Washington | | | |
|  | county | king | King | wa | | |
|  | county | travis | Travis | tx | | |
|  | city | seattle | Seattle | wa | king | |
|  | city | austin | Austin | tx | travis | |
|  | ward | w1 | Ward 1 | | | seattle |
|  | kind | dog | Dog | | | |
|  | kind | cat | Cat | | | |
| external_choices |
|  | list_name | name | label | state |
|  | town | t1 | Town 1 | wa |
|  | town | other | Other | tx |
"""
ENTITIES = """
| survey |
|  | type | name | label | save_to | calculation | relevant |
|  | select_one_from_file trees.csv | tree | Which tree? | | | |
|  | text | species | Species | species | | |
|  | decimal | girth | Girth (cm) | circumference_cm | | |
|  | calculate | before | | | instance('trees')/root/item[name = ${tree}]/circumference_cm | |
|  | note | grown | It grew by ${growth} cm. | | | ${growth} > 0 |
|  | calculate | growth | | | ${girth} - ${before} | |
| entities |
|  | list_name | label | entity_id | update_if | create_if |
|  | trees | concat(${girth}, 'cm ', ${species}) | ${tree} | ${tree} != '' | ${tree} = '' |
| settings |
|  | form_title | form_id | version |
|  | Trees | trees_update | 3 |
"""
LOGIC = """
| survey |
|  | type | name | label | relevant | constraint | calculation | required | appearance | guidance_hint | required_message |
|  | integer | a | A | | | | yes | | Count all | Please |
|  | decimal | b | B | | . > ${a} or . = '' | | ${a} > 3 | thousands-sep | | |
|  | date | born | Born | | . <= today() and . >= date('1900-01-01') and . > '1899-12-31' | | | no-calendar | | |
|  | calculate | age | | | | int((today() - ${born}) div 365.25) | | | | |
|  | calculate | days | | | | decimal-date-time(now()) - decimal-date-time(${born}) | | | | |
|  | time | at | At | | . > '08:00' | | | | | |
|  | select_one scale | s | S | | . != 9 | | | horizontal-compact | | |
|  | calculate | s_text | | | | if(${s} = 1, 'low', if(${s} = 2, 'mid', 'high')) | | | | |
|  | calculate | points | | | | coalesce(${s}, 0) + number(${s} = '2') * 2 | | | | |
|  | text | mail | Mail | | regex(., '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$') | | | | | |
|  | text | code | Code | not(${a} = '') and (${b} > 1 or ${s} = '1') | string-length(.) = 6 and translate(., '0123456789', '') = '' | | | masked | | |
|  | begin group | g | | ${a} > 0 | | | | | | |
|  | begin group | inner | Inner | ${age} > 17 | | | | | | |
|  | select_multiple scale | multi | Multi | | count-selected(.) <= 2 | | | columns-2 | | |
|  | calculate | picked | | | | selected-at(${multi}, 0) | | | | |
|  | end group | | | | | | | | | |
|  | end group | | | | | | | | | |
|  | hidden | h | | | | 'x' | | | | |
|  | calculate | once_id | | | | once(uuid()) | | | | |
|  | calculate | rnd | | | | once(random()) | | | | |
|  | calculate | sha | | | | digest(${mail}, 'SHA-256', 'hex') | | | | |
|  | calculate | far | | | | format-date-time(now(), '%Y-%m-%d %H:%M') | | | | |
|  | calculate | quoted | | | | concat(“a”, ‘b’) | | | | |
|  | calculate | last | | | | ${last-saved#a} + 1 | | | | |
|  | calculate | user | | | | /data/meta/instanceID | | | | |
|  | username | who | | | | | | | | |
|  | note | | Row without a name | | | | | | | |
| choices |
|  | list_name | name | label |
|  | scale | 1 | One |
|  | scale | 2 | Two |
|  | scale | 9 | Do not know |
"""
FORMS = {
    "household": HOUSEHOLD,
    "water point": WATER_POINT,
    "kobo": KOBO,
    "cascade": CASCADE,
    "entities": ENTITIES,
    "logic": LOGIC,
}
