"""One member of a JSON object, set by the database itself."""

from itertools import chain
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField, Value
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[str | int, ...]]
"""A text with placeholders, and what stands for them."""


class OneMemberSet(Func):
    """The object in a JSON column, with one member set to a value and all others as they are when the row is written.

    An UPDATE with it is right without a lock: what others have written since the row was read stays.
    """

    output_field = JSONField()

    def __init__(self, column: str, member: str, value: object) -> None:
        super().__init__(column, Value(member), Value(value, JSONField()))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        return self._as_call("JSON_SET({}, '$.\"' || {} || '\"', JSON({}))", compiler)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        return self._as_call("JSONB_SET({}, ARRAY[{}]::text[], {})", compiler)

    def _as_call(self, call: str, compiler: SQLCompiler) -> Sql:
        texts, parameters = zip(*map(compiler.compile, self.get_source_expressions()), strict=True)
        return call.format(*texts), tuple(chain.from_iterable(parameters))
