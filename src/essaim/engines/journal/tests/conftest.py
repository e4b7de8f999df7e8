import pytest
from django.db import connection


@pytest.fixture
def served_database(transactional_db, tmp_path):
    """A database that several connections may write: SQLite's test one is in memory, where they may not."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "served.sqlite3")])
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "served.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, name
