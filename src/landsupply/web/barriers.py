"""库内防线 · What the base itself refuses, whoever asks: acts are never changed, an administrator holds nothing else.

Set again after every migration: the embedded base loses triggers when a table is made anew.
"""

from __future__ import annotations

from django.db import connection

from landsupply.web.roles import ADMINISTRATORS

_ADMINISTRATORS = ", ".join(f"'{role.value}'" for role in ADMINISTRATORS)
_CLASH = f"""SELECT 1 FROM web_membership WHERE account_id = NEW.account_id AND id <> COALESCE(NEW.id, -1)
    AND (role IN ({_ADMINISTRATORS}) OR NEW.role IN ({_ADMINISTRATORS}))"""

_EMBEDDED = (
    *(
        f"""CREATE TRIGGER IF NOT EXISTS acts_stand_{verb} BEFORE {verb} ON web_act
        BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END"""
        for verb in ("update", "delete")
    ),
    *(
        f"""CREATE TRIGGER IF NOT EXISTS administrators_apart_{verb} BEFORE {verb} ON web_membership
        WHEN EXISTS ({_CLASH}) BEGIN SELECT RAISE(ABORT, 'an administrator holds one role'); END"""
        for verb in ("insert", "update")
    ),
)
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION web_acts_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'acts are never changed'; END $$""",
    """CREATE OR REPLACE TRIGGER acts_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON web_act
    FOR EACH STATEMENT EXECUTE FUNCTION web_acts_stand()""",
    # The account's row is locked: of two who give roles at once, the second sees what the first gave.
    f"""CREATE OR REPLACE FUNCTION web_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM web_account WHERE id = NEW.account_id FOR UPDATE;
      IF EXISTS ({_CLASH}) THEN
        RAISE integrity_constraint_violation USING MESSAGE = 'an administrator holds one role';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE TRIGGER administrators_apart BEFORE INSERT OR UPDATE ON web_membership
    FOR EACH ROW EXECUTE FUNCTION web_administrators_apart()""",
)


_LOWERED = ("DROP TRIGGER IF EXISTS acts_stand_update", "DROP TRIGGER IF EXISTS acts_stand_delete")


def lower_barriers() -> None:
    """撤防 · Lets acts be taken away, for putting a demonstration back; set again in the same transaction.

    Of the embedded base only: in a base that a bureau set up for many users nothing takes acts away.
    """
    with connection.cursor() as cursor:
        for statement in _LOWERED:
            cursor.execute(statement)


def set_barriers(**_: object) -> None:
    """设防 · The triggers of this base; those that stand already stay."""
    tables = connection.introspection.table_names()
    if "web_act" not in tables or "web_membership" not in tables:
        return
    with connection.cursor() as cursor:
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _EMBEDDED:
            cursor.execute(statement)
