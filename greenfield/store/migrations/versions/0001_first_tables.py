"""The first tables: change log, entries, records, files, search, and a table for each kind.

Plain SQL, because this stays as it was when the tables of the program have long moved on.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE meta (
        name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE change (
        seq INTEGER NOT NULL, cid TEXT NOT NULL, hash TEXT NOT NULL, device TEXT NOT NULL, dseq INTEGER
        NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, op TEXT NOT NULL, body BLOB, rev INTEGER,
        PRIMARY KEY (seq) )
    """,
    """
    CREATE TABLE entry (
        record TEXT NOT NULL, field TEXT NOT NULL, cid TEXT NOT NULL, value TEXT, named TEXT NOT NULL,
        standing INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (record, field, cid) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE change_id (
        cid TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (cid) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE record (
        id TEXT NOT NULL, kind TEXT NOT NULL, erased INTEGER NOT NULL, deletion INTEGER NOT NULL,
        deleted INTEGER NOT NULL, conflicts INTEGER NOT NULL, answered INTEGER NOT NULL, last INTEGER
        NOT NULL, updated TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE hanging (
        owner TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (owner, record) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE blob (
        sha256 TEXT NOT NULL, size INTEGER NOT NULL, complete INTEGER NOT NULL, PRIMARY KEY (sha256),
        CHECK (complete IN (0, 1)) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE blob_chunk (
        sha256 TEXT NOT NULL, position INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256,
        position), FOREIGN KEY(sha256) REFERENCES blob (sha256) ON DELETE CASCADE )
    """,
    """
    CREATE TABLE blob_use (
        sha256 TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (sha256, record) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE aside (
        id INTEGER NOT NULL, cid TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL, reason TEXT
        NOT NULL, change BLOB, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE search_entry (
        id INTEGER NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (id), UNIQUE
        (record, field) )
    """,
    """
    CREATE TABLE organisation (
        id TEXT NOT NULL, name TEXT, country TEXT, language TEXT, email TEXT, phone TEXT, website TEXT,
        address TEXT, logo TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE person (
        id TEXT NOT NULL, name TEXT, role TEXT, email TEXT, phone TEXT, language TEXT, belongs_to TEXT,
        PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE company (
        id TEXT NOT NULL, name TEXT, legal_name TEXT, registration TEXT, country TEXT, region TEXT, city
        TEXT, address TEXT, sector TEXT, products TEXT, language TEXT, currency TEXT, email TEXT, phone
        TEXT, website TEXT, sharing TEXT, photos TEXT, employees INTEGER, women INTEGER, managers
        INTEGER, women_managers INTEGER, shifts INTEGER, merged_into TEXT, contact TEXT, PRIMARY KEY
        (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE site (
        id TEXT NOT NULL, name TEXT, address TEXT, city TEXT, region TEXT, country TEXT, sector TEXT,
        latitude DOUBLE, longitude DOUBLE, area_m2 DOUBLE, main BOOLEAN, company TEXT, PRIMARY KEY (id)
        ) WITHOUT ROWID
    """,
    """
    CREATE TABLE company_group (
        id TEXT NOT NULL, name TEXT, type TEXT, description TEXT, country TEXT, region TEXT, city TEXT,
        sharing TEXT, organisation TEXT, client TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE membership (
        id TEXT NOT NULL, role TEXT, since TEXT, until TEXT, "group" TEXT, company TEXT, PRIMARY KEY
        (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE visit (
        id TEXT NOT NULL, toolkit TEXT, state TEXT, date TEXT, period_start TEXT, period_end TEXT,
        language TEXT, currency TEXT, sharing TEXT, purpose TEXT, gaps TEXT, agreement TEXT, company
        TEXT, visitor TEXT, follow_up_of TEXT, site TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE instance (
        id TEXT NOT NULL, repeat TEXT, order_key TEXT, parent TEXT, visit TEXT, PRIMARY KEY (id) )
        WITHOUT ROWID
    """,
    """
    CREATE TABLE measure (
        id TEXT NOT NULL, catalogue TEXT, title TEXT, area TEXT, technique TEXT, arc TEXT, reason TEXT,
        first_step TEXT, annual_saving TEXT, investment TEXT, incentive TEXT, annual_cost TEXT, basis
        TEXT, status TEXT, not_implemented_because TEXT, verified_saving TEXT, order_key TEXT,
        life_years DOUBLE, ease INTEGER, chosen BOOLEAN, saves TEXT, cash_flows TEXT, overrides TEXT,
        visit TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE action (
        id TEXT NOT NULL, title TEXT, person TEXT, due TEXT, status TEXT, done_on TEXT, remark TEXT,
        order_key TEXT, responsible TEXT, visit TEXT, measure TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE attachment (
        id TEXT NOT NULL, name TEXT, media_type TEXT, caption TEXT, question TEXT, taken_at TEXT,
        order_key TEXT, photos TEXT, size INTEGER, width INTEGER, height INTEGER, blob TEXT, thumbnail
        TEXT, subject TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE note (
        id TEXT NOT NULL, text TEXT, question TEXT, order_key TEXT, subject TEXT, PRIMARY KEY (id) )
        WITHOUT ROWID
    """,
    """
    CREATE TABLE result (
        id TEXT NOT NULL, toolkit TEXT, method TEXT, finished_at TEXT, language TEXT, currency TEXT,
        content TEXT, gaps TEXT, visit TEXT, PRIMARY KEY (id) )
    """,
    """
    CREATE TABLE document (
        id TEXT NOT NULL, name TEXT, media_type TEXT, language TEXT, type TEXT, handed_over_at TEXT,
        size INTEGER, blob TEXT, result TEXT, visit TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE signature (
        id TEXT NOT NULL, document_sha256 TEXT, name TEXT, role TEXT, signed_at TEXT, blob TEXT,
        document TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE package (
        id TEXT NOT NULL, identifier TEXT, version TEXT, type TEXT, publisher TEXT, licence TEXT, title
        TEXT, blob TEXT, PRIMARY KEY (id) ) WITHOUT ROWID
    """,
)
_INDEXES = (
    "CREATE INDEX record_conflicts ON record (conflicts) WHERE conflicts > 0",
    "CREATE INDEX hanging_record ON hanging (record)",
    "CREATE INDEX blob_use_record ON blob_use (record)",
    "CREATE INDEX company_merged_into ON company (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX site_company ON site (company)",
    "CREATE INDEX membership_company ON membership (company)",
    'CREATE INDEX membership_group ON membership ("group")',
    "CREATE INDEX visit_company ON visit (company)",
    "CREATE INDEX visit_site ON visit (site)",
    "CREATE INDEX instance_visit ON instance (visit)",
    "CREATE INDEX measure_visit ON measure (visit)",
    "CREATE INDEX action_visit ON action (visit)",
    "CREATE INDEX attachment_subject ON attachment (subject)",
    "CREATE INDEX note_subject ON note (subject)",
    "CREATE INDEX result_visit ON result (visit)",
    "CREATE INDEX document_visit ON document (visit)",
    "CREATE INDEX signature_document ON signature (document)",
)
_GUARDED = (
    "change",
    "change_id",
    "entry",
    "record",
    "hanging",
    "blob_use",
    "aside",
    "organisation",
    "person",
    "company",
    "site",
    "company_group",
    "membership",
    "visit",
    "instance",
    "measure",
    "action",
    "attachment",
    "note",
    "result",
    "document",
    "signature",
    "package",
)
_VIEWS = (
    """
    CREATE VIEW head AS SELECT record, field, cid, value, standing FROM entry WHERE standing > 0
    """,
    """
    CREATE VIEW answer AS
        SELECT record, substr(field, 9) AS question, value, cid FROM entry
        WHERE standing = 1 AND field >= 'answers/' AND field < 'answers0'
    """,
)


def upgrade() -> None:
    """Make all tables of a new workspace, and the guards that let nothing but `apply` write them."""
    for statement in (*_TABLES, *_INDEXES, *_VIEWS):
        op.execute(statement)
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1,"
        ' tokenize="unicode61 remove_diacritics 2")'
    )
    for table in _GUARDED:
        for action in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{action.lower()} BEFORE {action} ON {table} WHEN NOT applying()"
                f" BEGIN SELECT RAISE(ABORT, 'only apply writes {table}'); END"
            )


def downgrade() -> None:
    """Remove everything that `upgrade` made."""
    op.execute("DROP VIEW answer")
    op.execute("DROP VIEW head")
    op.execute("DROP TABLE search")
    for name in (
        "blob_chunk",
        *_GUARDED,
        "blob",
        "meta",
        "search_entry",
    ):
        op.execute(f"DROP TABLE {name}")
