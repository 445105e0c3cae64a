"""数据表 · Acts and blobs, which are the truth; and rows that show today's state, which are made from them.

Land is in units of 0.01 m² and money in fen, both whole numbers. `stamp` is the number of the act that last changed a
row; `version` counts its changes, and what is saved names the version it was read at.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from landsupply.web.roles import ADMINISTRATORS, Role

#: How long a text may be that lists are sorted and filtered by, and the number of a parcel, in signs.
KEY, NUMBER = 255, 160


class Accounts(BaseUserManager["Account"]):
    """账户集 · Accounts by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """按名 · The account of a name."""
        return self.get(name=username)


class Account(AbstractBaseUser):
    """账户 · One person who signs in; what they may do stands in their memberships."""

    name = models.CharField(max_length=64, unique=True)
    shown = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=True)
    changed_on = models.DateField(null=True)
    earlier = models.JSONField(default=list)
    factor = models.TextField(default="")
    factor_step = models.BigIntegerField(default=0)
    recovery = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="zh")
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["shown"]

    class Meta:
        """Table's name."""

        db_table = "web_account"


class Membership(models.Model):
    """任职 · An account in a role, for one planning unit or, where it names none, for all."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    unit = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        """An administrator holds that one role and no other: the base refuses the rest (`barriers`)."""

        db_table = "web_membership"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "role", "unit"], name="one_membership"),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(role__in=[role.value for role in ADMINISTRATORS]),
                name="one_administrator_role",
            ),
        ]


class Attempt(models.Model):
    """登录失败 · One failed sign-in, by the name tried and by where it came from."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    name = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=64, db_index=True)

    class Meta:
        """Table's name."""

        db_table = "web_attempt"


class Sitting(models.Model):
    """会话 · One signed-in browser: since when, last seen when; ended here ends it everywhere."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sittings")
    key = models.CharField(max_length=64, unique=True)
    began = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()
    source = models.CharField(max_length=64)

    class Meta:
        """Table's name."""

        db_table = "web_sitting"


class Subject(models.Model):
    """关联身份 · Who an account is at an outside provider of sign-in: its address, and its own mark of that person."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="subjects")
    issuer = models.CharField(max_length=255)
    identifier = models.CharField(max_length=255)
    shown = models.CharField(max_length=64)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One account for a subject, and one subject for an account."""

        db_table = "web_subject"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "identifier"], name="one_account_for_a_subject"),
            models.UniqueConstraint(fields=["account", "issuer"], name="one_subject_for_an_account"),
        ]


class Token(models.Model):
    """接口令牌 · What a program signs in with: only its digest is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    title = models.CharField(max_length=64)
    digest = models.CharField(max_length=80, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    ends = models.DateField()

    class Meta:
        """Table's name."""

        db_table = "web_token"


class Blob(models.Model):
    """原件 · Bytes under their digest: files as they came, plans, documents."""

    digest = models.CharField(primary_key=True, max_length=80)
    content = models.BinaryField()
    size = models.BigIntegerField()

    class Meta:
        """Table's name."""

        db_table = "web_blob"


class ActRow(models.Model):
    """办理记录行 · One act as it was appended; never changed, never deleted."""

    number = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=80, unique=True)
    previous = models.CharField(max_length=80)
    recorded = models.CharField(max_length=40)
    effective = models.DateField()
    who = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=16)
    verb = models.CharField(max_length=32, db_index=True)
    about = models.CharField(max_length=NUMBER, db_index=True)
    facts = models.TextField()
    #: The key of a form that was sent once; sending it twice has one effect.
    once = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        """Table's name."""

        db_table = "web_act"


class Head(models.Model):
    """链首 · The last act; locked while another is appended, so that numbers have no gap."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=80)

    class Meta:
        """Table's name."""

        db_table = "web_head"


class ParcelRow(models.Model):
    """宗地行 · A parcel of the ledger as it is today: `stated` is everything, the columns are what lists sort by."""

    identity = models.CharField(max_length=NUMBER, unique=True)
    name = models.TextField()
    pinyin = models.CharField(max_length=KEY, db_index=True)
    unit = models.CharField(max_length=KEY, db_index=True)
    place = models.IntegerField(default=0, db_index=True)
    use = models.CharField(max_length=KEY, db_index=True)
    group = models.CharField(max_length=KEY, db_index=True)
    origin = models.TextField()
    mode = models.TextField()
    area = models.BigIntegerField(null=True, db_index=True)
    month = models.CharField(max_length=10, db_index=True)
    obstacles = models.IntegerField(default=0)
    issues = models.IntegerField(default=0)
    file = models.TextField()
    sheet = models.TextField()
    row = models.IntegerField()
    stated = models.TextField()
    outline = models.BinaryField(null=True)
    version = models.IntegerField(default=1)
    stamp = models.BigIntegerField()

    class Meta:
        """Lists go by place of the unit and by name."""

        db_table = "web_parcel"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place", "unit", "pinyin", "identity"], name="by_unit_and_name")
        ]


class IssueRow(models.Model):
    """问题行 · What was found in the lists of the ledger, cell by cell."""

    code = models.CharField(max_length=8, db_index=True)
    severity = models.CharField(max_length=8, db_index=True)
    unit = models.CharField(max_length=KEY, db_index=True)
    identity = models.CharField(max_length=NUMBER, db_index=True)
    file = models.TextField()
    sheet = models.TextField()
    row = models.IntegerField(null=True)
    field = models.CharField(max_length=64)
    raw = models.TextField()
    zh = models.TextField()
    en = models.TextField()

    class Meta:
        """Table's name."""

        db_table = "web_issue"


class ListRow(models.Model):
    """来件行 · A list that counts today: who sent it, which file, since which act."""

    sender = models.CharField(max_length=64)
    name = models.TextField()
    blob = models.CharField(max_length=80)
    habits = models.TextField(default="")
    parcels = models.IntegerField()
    stamp = models.BigIntegerField()

    class Meta:
        """One list of a name from one sender."""

        db_table = "web_list"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sender", "name"], name="one_list")
        ]


class BriefRow(models.Model):
    """编制要求行 · A brief that somebody works at: its text is the form, its version counts changes."""

    title = models.CharField(max_length=120)
    year = models.IntegerField()
    text = models.TextField()
    version = models.IntegerField(default=1)
    stamp = models.BigIntegerField()

    class Meta:
        """Table's name."""

        db_table = "web_brief"


class PlanRow(models.Model):
    """计划行 · A plan by its digest; `state` is folded from the acts about it, `blob` is its stored form."""

    digest = models.CharField(primary_key=True, max_length=80)
    parent = models.CharField(max_length=80, blank=True)
    brief = models.ForeignKey(BriefRow, models.PROTECT, null=True)
    year = models.IntegerField(db_index=True)
    number = models.IntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=16, db_index=True)
    total = models.BigIntegerField()
    items = models.IntegerField()
    summary = models.TextField(default="")
    blob = models.CharField(max_length=80)
    made = models.CharField(max_length=40)
    stamp = models.BigIntegerField()

    class Meta:
        """Table's name."""

        db_table = "web_plan"


class JobRow(models.Model):
    """任务行 · Long work: what is asked, how far it is, when it was last alive, whether it is to stop."""

    verb = models.CharField(max_length=32)
    state = models.CharField(max_length=12, db_index=True)
    account = models.ForeignKey(Account, models.PROTECT)
    unit = models.CharField(max_length=64, blank=True)
    request = models.TextField()
    inputs = models.CharField(max_length=80)
    answer = models.TextField(default="")
    told = models.TextField(default="")
    share = models.IntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    tries = models.IntegerField(default=0)
    asked = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True)
    beat = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    #: Until when the row and its files stand; none: for good.
    until = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """Table's name."""

        db_table = "web_job"


class JobFile(models.Model):
    """任务附件 · Bytes that belong to one job and go with it: what it was given, what came of it."""

    job = models.ForeignKey(JobRow, models.CASCADE, related_name="files")
    name = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """One of a name for a job."""

        db_table = "web_job_file"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["job", "name"], name="one_job_file")
        ]


class View(models.Model):
    """视图 · A list as somebody likes to see it: the query of its address under a title."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="views")
    page = models.CharField(max_length=32)
    title = models.CharField(max_length=64)
    query = models.TextField()

    class Meta:
        """Table's name."""

        db_table = "web_view"
