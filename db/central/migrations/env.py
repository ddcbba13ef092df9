"""Runs the steps on the connection that the opener hands over."""

from alembic import context

from db.central.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
