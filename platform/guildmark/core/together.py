"""A migration's operation that makes an app's tables at once.

Django keeps a model class of every table in step with each operation of a migration: after every
`CreateModel` it makes anew the classes of all tables that the new one hangs together with, which
are soon all there are. Eighty tables one after another took ten seconds of a first set-up; an
app's tables at once take a tenth of that, and end as the same tables.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateTogether(Operation):
    """Several `CreateModel`, in this order; a later one may be named by an earlier one."""

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Take all of them into the state; the classes are made when they are asked for."""
        # Present, they would follow each operation.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables; foreign keys wait for the end of the migration."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the tables away, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name: str, app_label: str) -> bool:
        """Whether one of them has to do with the model."""
        return any(one.references_model(name, app_label) for one in self.operations)

    def describe(self) -> str:
        """What `migrate --plan` says of it."""
        return "Create models " + ", ".join(one.name for one in self.operations)
